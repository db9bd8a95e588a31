"""Lines for a session, all taken from the knowledge files, with the side and the numbers filled in."""

from collections.abc import Iterator

from ischia.guidance.script import Cue, Easier, FeelCheck, Words
from ischia.guidance.timing import Turn
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.items import Item, Step

SIDES = ("left", "right")
PRESSED = "pressure"
HANDS = "hands_on"
NERVE = "nerve"


def line(knowledge: Knowledge, key: str, **slots: object) -> Words:
    """One sentence of the session words; what is not written for the voice is spoken as it is shown."""
    word = knowledge.words[f"session.{key}"]
    return Words(word.says.format(**slots), (word.spoken or word.says).format(**slots))


def sided(knowledge: Knowledge, text: str, side: str) -> str:
    """A text of an item with its side filled in."""
    name = line(knowledge, f"side.{side or 'either'}").show
    return text.replace("{side}", name).replace("{Side}", name.capitalize())


def step_words(knowledge: Knowledge, step: Step, side: str) -> Words:
    """What a step shows and says on one side."""
    return Words(sided(knowledge, step.do, side), sided(knowledge, step.say, side))


def stop_rules(knowledge: Knowledge, item: Item) -> tuple[Words, ...]:
    """When to stop: the rule for all pressure or all movement, the item's own, the dangers, and any time."""
    general = line(knowledge, "stop.pressure" if HANDS in item.families else "stop.movement")
    dangers = knowledge.word("danger.safety_net.short")
    own = tuple(Words(text, text) for text in item.stop)
    return (general, *own, Words(dangers, dangers), line(knowledge, "stop.any_time"))


def feel_check(knowledge: Knowledge, item: Item) -> FeelCheck:
    """How strong was it, 0 to 10, and did anything run down the leg?"""
    limit, kind = _felt(item)
    most = int(knowledge.limit(limit))
    return FeelCheck(
        ask=line(knowledge, "feel.ask"),
        lowest=0,
        highest=int(knowledge.limit("script.feel_highest")),
        most=most,
        within=line(knowledge, "feel.within"),
        above=line(knowledge, f"feel.above.{kind}", most=most),
        leg=line(knowledge, "feel.leg"),
    )


def _felt(item: Item) -> tuple[str, str]:
    """The limit for what may be felt, and whether it speaks of touch or of movement."""
    if HANDS in item.families:
        return "pressure.felt_in_spot", "pressure"
    return ("exercise.nerve_felt" if NERVE in item.families else "exercise.leg_pain_felt"), "movement"


def easier(knowledge: Knowledge, step: Step, level: int) -> Easier:
    """The same step one level lower; where there is no level, smaller or shorter."""
    lower = max(level - 1, 0)
    if level > 0:
        return Easier(lower, line(knowledge, f"easier.level_{lower}"))
    touches = step.region and step.kind in ("work", "hold")
    return Easier(lower, line(knowledge, "easier.touch" if touches else f"easier.{step.kind}"))


def cues(knowledge: Knowledge, turn: Turn, level: int) -> Iterator[Cue]:
    """What is said while a longer step runs: the middle, the stop rule, the last seconds, and when cold ends."""
    last = int(knowledge.limit("script.last_seconds"))
    kind, seconds = turn.step.kind, turn.seconds
    if kind in ("work", "hold") and seconds >= knowledge.limit("script.cue_from_seconds"):
        yield Cue(seconds // 2, line(knowledge, "halfway" if level else "halfway.quiet"))
        if level and seconds // 2 + last < seconds - last:
            yield Cue(seconds // 2 + last, line(knowledge, "reminder"))
        yield Cue(seconds - last, line(knowledge, "last_seconds", seconds=last))
    elif kind == "ice":
        yield Cue(seconds, line(knowledge, "ice.look"))
