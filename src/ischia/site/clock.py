"""The one clock of the site: the time and the zone of this computer, which travels with its person."""

import time
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string


def now() -> datetime:
    """This moment with the zone that the computer is set to, also when that was changed a minute ago."""
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now().astimezone()


def read_clock() -> datetime:
    """This moment by the clock that the settings name."""
    moment: datetime = import_string(settings.CLOCK)()
    return moment
