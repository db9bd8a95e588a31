"""The journal as a table: one fact a row, ready for a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from ischia.journal.entry import Entry, thaw
from ischia.journal.journal import Journal

COLUMNS = ("seq", "id", "kind", "day", "happened", "noted", "what", "value")
# A spreadsheet would read what begins like this as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(journal: Journal) -> str:
    """CSV with a row for each value of each entry as it was written, corrections among them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in journal.written:
        for what, value in _facts(entry):
            row = (entry.seq, entry.id, entry.kind, entry.day, entry.happened.isoformat(), entry.noted.isoformat(), what, value)
            writer.writerow([_safe(cell) for cell in row])
    return text.getvalue()


def _facts(entry: Entry) -> Iterator[tuple[str, Any]]:
    """Each value of a body with the path that leads to it; an empty body is a row of its own."""
    yield from list(_leaves("", thaw(entry.body))) or [("", "")]


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _leaves(f"{path}.{key}" if path else str(key), part)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _leaves(f"{path}[{place}]", part)
    else:
        yield path, value


def _safe(cell: Any) -> str:
    """The cell as text; a text that looks like a formula gets an apostrophe before it."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA) else text
