"""What the server says about its own errors: their kind and where they arose, never their text, which may hold answers."""

import logging
import os
import traceback


class QuietFormatter(logging.Formatter):
    """Only the kind of an error and its last place in the code; the whole of it when ISCHIA_DEBUG is set."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return f"{record.levelname.lower()} in {record.name}"
        if os.environ.get("ISCHIA_DEBUG"):
            return "".join(traceback.format_exception(error))
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {place.name} ({place.filename}:{place.lineno})"
