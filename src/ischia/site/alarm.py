"""What danger means for the pages: the stop page, the banner above the plan, and why there is no plan."""

from dataclasses import dataclass

from ischia.reasoning.conclusions import DangerReason
from ischia.reasoning.layout import layout_of
from ischia.reasoning.pages import clarifying_page
from ischia.site.interview import place_of
from ischia.site.visit import Visit

EMERGENCY = "emergency_now"
# Where the way out of a refusal leads.
WAYS = {"screen_incomplete": "questions", "contradiction": "questions", "nothing_left": "questions"}


@dataclass(frozen=True)
class Stop:
    """The stop page: its class, what to do, what was told and why it matters, what to say, and what to do until then."""

    urgency: str
    title: str
    do: str
    number: str
    reasons: tuple[DangerReason, ...]
    say: str
    medical: tuple[str, ...]
    until: tuple[str, ...]
    worse: str
    clarify: bool

    @property
    def emergency(self) -> bool:
        """Whether it cannot wait for today."""
        return self.urgency == EMERGENCY


@dataclass(frozen=True)
class Banner:
    """The card above the plan for what can wait a few days."""

    urgency: str
    title: str
    do: str
    reasons: tuple[DangerReason, ...]
    until: str
    stops: bool

    @property
    def warns(self) -> bool:
        """Whether somebody should look at it within days."""
        return self.urgency == "within_days"


@dataclass(frozen=True)
class Refused:
    """Why there is no plan, and the page that leads out of it."""

    name: str
    says: str
    way: str


def stop_of(visit: Visit) -> Stop:
    """The stop page of a person in danger."""
    danger = visit.conclusion.danger
    reasons = tuple(one for one in danger.reasons if one.urgency == danger.urgency)
    conditions = dict.fromkeys(one.id.partition(".")[0] for one in reasons)
    key = f"danger.class.{danger.urgency}"
    return Stop(
        urgency=danger.urgency,
        title=sentences(visit.numbered(f"{key}.do"))[0] if danger.urgency == EMERGENCY else visit.word(f"{key}.title"),
        do="" if danger.urgency == EMERGENCY else visit.word(f"{key}.do"),
        number=visit.number,
        reasons=reasons,
        say=visit.word("alarm.say", signs=_signs(visit)),
        medical=tuple(
            visit.word("alarm.ask", medical=one.replace("_", " "), label=visit.knowledge.danger[one].label)
            for one in conditions
            if one in visit.knowledge.danger
        ),
        until=sentences(visit.word(f"{key}.until_seen")),
        worse=visit.numbered(f"{key}.worse") if f"{key}.worse" in visit.knowledge.words else "",
        clarify=clarifying_page(visit.standing, place_of(visit).progress) is not None,
    )


def _signs(visit: Visit) -> str:
    """The signs that were told, as the person would name them."""
    return ", ".join(visit.knowledge.findings[key].label for key in asked_by(visit)) or visit.word("alarm.signs")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, one by one."""
    return tuple(f"{part.rstrip('.')}." for part in text.split(". ") if part.strip())


def note_shown(visit: Visit) -> None:
    """Keep what a person in danger was shown, once for each set of reasons."""
    danger = visit.conclusion.danger
    ids = tuple(one.id for one in danger.reasons)
    shown = visit.store.draft("shown")
    if shown.get("reasons") == list(ids) and shown.get("class") == danger.urgency:
        return
    rules = [key for key in ids if key in visit.knowledge.danger_rules()]
    visit.tell("shown", {"class": danger.urgency, "rules": rules, "version": visit.knowledge.version})
    visit.store.keep_draft("shown", {"class": danger.urgency, "reasons": list(ids)})


def asked_by(visit: Visit) -> tuple[str, ...]:
    """The questions that today's alarm rests on: those that were answered in a worrying way."""
    layout, standing = layout_of(visit.knowledge), visit.standing
    found: dict[str, None] = {}
    for reason in visit.conclusion.danger.reasons:
        if reason.id.startswith("unsure."):
            name = reason.id.removeprefix("unsure.")
            group = visit.knowledge.not_sure.get(name)
            found |= dict.fromkeys(group.questions if group else (name,))
        elif reason.id in layout.reads:
            found |= dict.fromkeys(layout.finding[column].id for column in layout.reads[reason.id])
    told = [key for key in found if key in visit.knowledge.findings and standing.worrying(key)]
    return tuple(sorted(told, key=lambda key: visit.knowledge.findings[key].order))


def banner(visit: Visit) -> Banner | None:
    """The card above the plan; None where nothing calls for somebody to look."""
    danger = visit.conclusion.danger
    if danger.urgency not in ("within_days", "routine"):
        return None
    key, stops = f"danger.class.{danger.urgency}", visit.conclusion.programme.effect == "stop"
    reasons = tuple(one for one in danger.reasons if one.urgency == danger.urgency)
    until = f"{key}.until_seen_stop" if stops and f"{key}.until_seen_stop" in visit.knowledge.words else f"{key}.until_seen"
    return Banner(danger.urgency, visit.word(f"{key}.title"), visit.word(f"{key}.do"), reasons, visit.word(until), stops)


def refusal(visit: Visit) -> Refused | None:
    """Why there is no plan today; None when there is one."""
    refused = visit.conclusion.programme.refusal
    return None if refused is None else Refused(refused.name, refused.says, WAYS.get(refused.name, "seen"))
