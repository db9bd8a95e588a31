"""The recorded voice: names that stay, and no line of a session without one."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ischia.guidance.script import Script, Words
from ischia.guidance.scripting import script
from ischia.guidance.voice import clip, spoken
from ischia.knowledge.bundle import Knowledge
from tests.guidance.planning import planned, programmed

SAMPLE = 300


@pytest.fixture(scope="module")
def lines(knowledge: Knowledge) -> frozenset[str]:
    """Every line of the voice."""
    return frozenset(spoken(knowledge))


def said(found: Script) -> Iterator[Words]:
    """Every line of a script, gathered by name, not as the voice gathers them."""
    yield from (*found.intro, *found.stop_rules, *found.outro)
    steps = list(found.steps)
    for part in (found.closing, found.ice.part if found.ice else None):
        if part:
            steps += part.steps
            yield from (part.offer, *part.stop_rules)
    if found.ice:
        yield from (found.ice.offer, found.ice.yes, found.ice.no, *found.ice.limits)
    for step in steps:
        yield from (step.words, *step.before, *(cue.words for cue in step.cues), step.easier.words)
        if step.feel:
            yield from (step.feel.ask, step.feel.within, step.feel.above, step.feel.leg)


def test_a_name_is_made_from_the_words_and_the_voice(knowledge: Knowledge) -> None:
    """The same words have the same name for ever; other words, or another version of the voice, have another."""
    first, second = (
        replace(knowledge, limits={**knowledge.limits, "voice.version": replace(knowledge.limits["voice.version"], value=value)})
        for value in (1.0, 2.0)
    )
    # As `printf '1\\0Halfway.' | sha256sum` prints it.
    assert clip(first, "Halfway.") == "528a9e86e8b806bc75fc"
    assert len({clip(first, "Halfway."), clip(first, "Halfway"), clip(second, "Halfway.")}) == 3


def test_every_line_has_a_name_of_its_own(knowledge: Knowledge, lines: frozenset[str]) -> None:
    """No two lines share a clip, and every name is twenty hexadecimal letters."""
    names = {clip(knowledge, line) for line in lines}
    assert len(names) == len(lines) > len(programmed(knowledge))
    assert all(len(name) == 20 and set(name) <= set("0123456789abcdef") for name in names)


def test_whatever_a_session_says_is_among_the_lines(knowledge: Knowledge, lines: frozenset[str]) -> None:
    """Sessions of any item, rung, side, place count, pressure and share of the minutes say nothing that has no clip."""
    chance, items = random.Random(4), list(programmed(knowledge).values())
    scripts = 0
    for _ in range(SAMPLE):
        item = chance.choice(items)
        plan = planned(item, chance.randrange(len(item.ladder)), chance.choice(["left", "right", "painful", "both", "none"]))
        minutes = plan.minutes * chance.choice([0.5, 0.7, 1])
        plan = replace(plan, minutes=minutes, spots=chance.randint(1, plan.spots), level=chance.randint(0, plan.level))
        plan = replace(plan, position=chance.choice(item.positions))
        found = script(knowledge, plan, knowledge.items())
        if isinstance(found, Script):
            scripts += 1
            assert {words.say for words in said(found)} <= lines, plan
    assert scripts > SAMPLE / 2


def test_the_players_own_words_are_among_the_lines(knowledge: Knowledge, lines: frozenset[str]) -> None:
    """What the player says by itself has clips as well, and no line has a slot left open."""
    assert {"I will speak like this.", "Paused. Take the weight off.", "Three. Two. One."} <= lines
    assert knowledge.word("player.look.end") in lines
    assert [line for line in lines if "{" in line or not line.strip()] == []
