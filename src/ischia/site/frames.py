"""Frames: what the player shows and says, one thing after another, made from the scripts of a session."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from typing import Any

from ischia.guidance.script import FeelCheck, Script, Step, Words
from ischia.guidance.scripting import ICE
from ischia.guidance.voice import clip
from ischia.knowledge.ladders import SECONDS_A_MINUTE
from ischia.site.picturing import SIDES, name_of, sided
from ischia.site.visit import Visit
from ischia.site.voicing import clips
from ischia.site.week import icon_of

WAITING = ("change_side",)
TOUCHES = ("work", "hold")
BREATHS = {"breathe_in": "in", "breathe_out": "out"}
PACED = "pace"
UNSIDED = ("painful", "sorer")


@dataclass(frozen=True)
class Line:
    """One line as it is shown, as it is said, and the name of its recording ('' where none is kept); `urgent` is a rule for stopping."""

    show: str = ""
    say: str = ""
    clip: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Frame:
    """One thing that the player shows: for how long (0 waits for the person), of which item, and everything that it says.

    `says` with `before` is read, `lines` are heard; `cues` are lines at a second of the frame; `feel` asks for a number;
    `looks` are answers of which only the first goes on. `breath` is in, out, the pace of slow breathing, or nothing.
    `picture` names one of the session's pictures, of the side that is worked on; `drawn` is that side, '' where a step has none of its own.
    """

    kind: str
    item: str
    label: str
    says: str
    before: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    seconds: int = 0
    side: str = ""
    level: int = 0
    place: int = 0
    places: int = 0
    region: str = ""
    pose: str = ""
    breath: str = ""
    tones: bool = False
    cues: tuple[tuple[int, Line], ...] = ()
    easier: tuple[int, Line] = (0, Line())
    feel: dict[str, Any] | None = None
    looks: tuple[str, ...] = ()
    after: Line = Line()
    next: str = ""
    icon: str = "hand"
    drawn: str = ""
    picture: str = ""


def frames_of(visit: Visit, scripts: Sequence[Script]) -> tuple[Frame, ...]:
    """All frames of these scripts in their order: the items, light strokes once at the end, and cold where it is open."""
    made = [frame for one in scripts for frame in _script(visit, one)]
    found = [*made, *_closing(visit, scripts), *_ice(visit, scripts)]
    told = (replace(one, next=_next(visit, after)) for one, after in zip(found, [*found[1:], None], strict=True))
    return tuple(_pictured(tuple(told)))


def _pictured(frames: Sequence[Frame]) -> Iterator[Frame]:
    """Each frame with its picture: where a step has no side of its own, the one before it in the item, else the first that comes."""
    side = ""
    for at, one in enumerate(frames):
        begins = at == 0 or frames[at - 1].item != one.item
        ahead = next((later.drawn for later in frames[at:] if later.item == one.item and later.drawn), "") if begins else ""
        side = sided(one.drawn or ahead or side)
        yield replace(one, drawn=side, picture=name_of(one.item, side))


def line_of(visit: Visit, words: Words) -> Line:
    """A line of a script, with its recording and whether it is a rule for stopping."""
    name = clip(visit.knowledge, words.say)
    return Line(words.show, words.say, name if name in clips() else "", words.show == visit.word("session.reminder"))


def said(visit: Visit, key: str) -> Line:
    """A sentence of the knowledge as a line."""
    word = visit.knowledge.words[key]
    return line_of(visit, Words(word.says, word.spoken or word.says))


def _script(visit: Visit, one: Script) -> Iterator[Frame]:
    # How it is done is read; the voice says it when the first step begins.
    first, position, *others = one.intro
    yield replace(
        _ready(visit, one.item, one.label, (first, *others)),
        notes=(position.show, *(words.show for words in others)),
        side=_side(visit, one.side),
        level=one.level,
        drawn=_drawn(one.side),
    )
    for step, after in zip(one.steps, [*one.steps[1:], None], strict=True):
        counts = after is not None and any(words.show == visit.word("session.countdown") for words in after.before)
        found = _step(visit, one.item, one.label, step, counts=counts)
        # What has no side is done for the side that hurts; that is nothing to look for.
        yield from (replace(frame, side="") for frame in found) if one.side == "none" and step.side in UNSIDED else found


def _ready(visit: Visit, item: str, label: str, words: tuple[Words, ...]) -> Frame:
    """Time to hear what comes, and then the count."""
    count = int(visit.knowledge.limit("player.ready_seconds"))
    heard = sum(len(one.say.split()) for one in words) * SECONDS_A_MINUTE / visit.knowledge.limit("player.words_a_minute")
    seconds = ceil(heard) + count
    # The count is on show in large digits: its lines are only heard.
    cues = tuple((seconds - left, replace(said(visit, f"player.count.{left}"), show="")) for left in range(count, 0, -1))
    lines = tuple(line_of(visit, one) for one in words)
    return Frame("ready", item, label, words[0].show, lines=lines, seconds=seconds, cues=cues, icon=_icon(visit, item))


def _step(visit: Visit, item: str, label: str, step: Step, counts: bool = False) -> Iterator[Frame]:
    """The frame of a step, and the question how it felt; `counts` says that the next one begins with a countdown."""
    seconds = 0 if step.kind in WAITING else step.seconds
    long = seconds >= visit.knowledge.limit("player.tone_from_seconds")
    countdown, breath = said(visit, "session.countdown"), _breath(visit, step)
    cues = tuple((cue.at, line_of(visit, cue.words)) for cue in step.cues)
    counted = int(visit.knowledge.limit("player.countdown_seconds"))
    counting = ((seconds - counted, replace(countdown, show="")),) if counts and long else ()
    before = tuple(words for words in step.before if words.show != countdown.show)
    yield Frame(
        kind=step.kind,
        item=item,
        label=label,
        says=step.words.show,
        before=tuple(words.show for words in before),
        lines=_heard(visit, step, (*before, step.words), breath),
        seconds=seconds,
        side=_side(visit, step.side),
        drawn=_drawn(step.side),
        level=step.level,
        place=step.place,
        places=step.places,
        region=visit.knowledge.zones[step.region].label if step.region else "",
        pose=step.pose,
        breath=breath,
        tones=step.kind in TOUCHES and long,
        cues=(*cues, *counting),
        easier=(step.easier.level, line_of(visit, step.easier.words)),
        icon=_icon(visit, item),
    )
    if step.feel is not None:
        yield _feel(visit, item, label, step.feel)


def _heard(visit: Visit, step: Step, words: Sequence[Words], breath: str) -> tuple[Line, ...]:
    """What the voice says as a step begins: short steps that repeat soon need one word, or only a tone."""
    short = step.seconds < visit.knowledge.limit("player.short_seconds") and step.kind in TOUCHES
    if not short or step.place <= visit.knowledge.limit("player.repeats_spoken"):
        return tuple(line_of(visit, one) for one in words)
    return (said(visit, f"player.breathe.{breath}"),) if breath in BREATHS.values() else ()


def _breath(visit: Visit, step: Step) -> str:
    """A step of breathing in or out; the pace of slow breathing while something is pressed for long."""
    if step.kind in TOUCHES and step.pose in BREATHS:
        return BREATHS[step.pose]
    long = step.seconds >= visit.knowledge.limit("script.cue_from_seconds")
    return PACED if step.kind == "hold" and step.level > 0 and long else ""


def _feel(visit: Visit, item: str, label: str, feel: FeelCheck) -> Frame:
    answers = {"within": line_of(visit, feel.within), "above": line_of(visit, feel.above)}
    asked = {"most": feel.most, "highest": feel.highest, **answers, "leg": replace(line_of(visit, feel.leg), urgent=True)}
    seconds = int(visit.knowledge.limit("player.feel_seconds"))
    return Frame(
        "feel", item, label, feel.ask.show, lines=(line_of(visit, feel.ask),), seconds=seconds, feel=asked, icon=_icon(visit, item)
    )


def _side(visit: Visit, side: str) -> str:
    """The side in words; nothing where an item has none."""
    key = f"player.side.{side}"
    return visit.word(key) if key in visit.knowledge.words else ""


def _drawn(side: str) -> str:
    return side if side in SIDES else ""


def _icon(visit: Visit, item: str) -> str:
    return icon_of(visit.knowledge.items()[item])


def _next(visit: Visit, frame: Frame | None) -> str:
    """What comes after, in a few words."""
    if frame is None:
        return visit.word("player.next.end")
    words = visit.word(f"player.next.{frame.kind}", label=frame.label)
    timed = frame.seconds and frame.kind not in ("feel", "ready")
    return visit.word("player.next.seconds", next=words, seconds=frame.seconds) if timed else words


def _closing(visit: Visit, scripts: Sequence[Script]) -> Iterator[Frame]:
    """Light strokes once, after the last item that pressed."""
    parts = [one.closing for one in scripts if one.closing is not None]
    if not parts:
        return
    part = parts[-1]
    yield _ready(visit, part.item, part.label, (part.offer,))
    for step in part.steps:
        yield from (frame for frame in _step(visit, part.item, part.label, step) if frame.kind != "feel")


def _ice(visit: Visit, scripts: Sequence[Script]) -> Iterator[Frame]:
    """Cold, only if it is wanted, the touch is normal, and the last one is long enough ago."""
    offers = [one.ice for one in scripts if one.ice is not None]
    if not offers or not _ice_open(visit):
        return
    ice, label = offers[-1], offers[-1].part.label
    yield _choice(visit, "offer", label, line_of(visit, ice.offer), (ice.yes.show, ice.no.show), Line())
    touches = tuple(visit.word(f"player.touch.{key}") for key in ("normal", "less"))
    yield _choice(visit, "touch", label, said(visit, "player.touch"), touches, said(visit, "player.touch.no"))
    for step in ice.part.steps:
        if step.kind == "check":
            looks = tuple(visit.word(f"player.look.{key}") for key in ("fine", "pale", "burning", "unseen"))
            note = (visit.word("player.only_first"),)
            yield replace(_choice(visit, "look", label, line_of(visit, step.words), looks, said(visit, "player.look.end")), notes=note)
        else:
            frames = _step(visit, ICE, label, step)
            # The look at the skin is a frame of its own: it is not said at the last second as well.
            yield from (replace(frame, cues=()) if frame.kind == "ice" else frame for frame in frames if frame.kind != "feel")


def _choice(visit: Visit, kind: str, label: str, line: Line, looks: tuple[str, ...], after: Line) -> Frame:
    return Frame(kind, ICE, label, line.show, lines=(line,), looks=looks, after=after, icon=_icon(visit, ICE))


def _ice_open(visit: Visit) -> bool:
    """Whether the limits leave room for cold now: so many times a day, so many hours apart."""
    done = [entry for entry in visit.journal.of_kind("session") if any(one["id"] == ICE and one["seconds"] for one in entry.body["items"])]
    today = [entry for entry in done if entry.day == visit.today]
    apart = timedelta(hours=visit.knowledge.limit("ice.hours_apart"))
    return len(today) < visit.knowledge.limit("ice.times_a_day") and all(visit.now - entry.happened >= apart for entry in done)
