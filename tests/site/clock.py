"""A clock that stands where a test puts it."""

from datetime import datetime, timedelta, timezone

FIRST = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=1)))


class Clock:
    """The time that the site is told."""

    def __init__(self) -> None:
        self.moment = FIRST

    def put(self, moment: datetime) -> None:
        """Put it to a moment."""
        self.moment = moment

    def on(self, **passed: float) -> None:
        """Let time pass: days, hours, minutes."""
        self.moment += timedelta(**passed)


CLOCK = Clock()


def now() -> datetime:
    """What the settings of the tests name as the clock."""
    return CLOCK.moment
