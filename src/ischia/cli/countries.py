"""A country as people type it: its 2 letters, its name, or what it is often called."""

from ischia.knowledge.bundle import Knowledge

OFTEN = {"uk": "GB", "britain": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB"}
OFTEN |= {"usa": "US", "america": "US", "holland": "NL", "the netherlands": "NL", "korea": "KR", "turkey": "TR", "czech republic": "CZ"}


def country(knowledge: Knowledge, typed: str) -> str | None:
    """The country that was meant; None when we do not have it."""
    said = " ".join(typed.lower().replace(".", "").split())
    named = {name.lower(): key for key, one in knowledge.countries.items() for name in (key, one.label)}
    found = named.get(said) or OFTEN.get(said)
    return found if found in knowledge.countries else None
