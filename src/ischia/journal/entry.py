"""One thing that happened, as it was noted. Entries are only ever added; a mistake is mended by a later correction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from types import MappingProxyType
from typing import Any

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """One entry of a journal.

    `id` is made by the device, `day` is the person's own calendar day, `happened` and `noted` are moments with their zone, `body` has the
    shape that `kinds.KINDS[kind]` names, and `seq` is the number that the store gave it (none before it is stored).
    Bodies are frozen all the way down, lists as tuples; moments keep their offset and drop the name of their zone, as the text form does.
    """

    id: str
    kind: str
    day: date
    happened: datetime
    noted: datetime
    body: Body = field(hash=False)
    seq: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "happened", _with_offset(self.happened))
        object.__setattr__(self, "noted", _with_offset(self.noted))
        object.__setattr__(self, "body", freeze(self.body))

    def __reduce__(self) -> tuple[Any, ...]:
        return Entry, (self.id, self.kind, self.day, self.happened, self.noted, thaw(self.body), self.seq)


def freeze(value: Any) -> Any:
    """The same plain value, unchangeable: mappings read-only, lists as tuples."""
    match value:
        case Mapping():
            return MappingProxyType({key: freeze(part) for key, part in value.items()})
        case list() | tuple():
            return tuple(freeze(part) for part in value)
        case None | str() | bool() | int() | float():
            return value
    raise TypeError(f"an entry's body holds text, numbers, lists and mappings, not {type(value).__name__}")


def thaw(value: Any) -> Any:
    """The same value as plain dicts and lists, ready to be written as JSON."""
    match value:
        case Mapping():
            return {key: thaw(part) for key, part in value.items()}
        case list() | tuple():
            return [thaw(part) for part in value]
    return value


def _with_offset(moment: datetime) -> datetime:
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{moment.isoformat()} has no zone: give the moment with its offset, such as +01:00")
    return moment.replace(tzinfo=timezone(offset), fold=0)
