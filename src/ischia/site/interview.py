"""The interview on the site: which page comes next, and where the person is in it; kept sealed, so that a closed browser loses nothing."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ischia.knowledge.findings import Finding
from ischia.reasoning.pages import KIT, Page, Progress, clarifying_page, danger_page, gate_page, listed, rest_page
from ischia.site.visit import Visit

DRAFT, WANTED = "questions", "wanted"
# Questions that are easier on one page; each group has a title in words/interview.yaml.
GROUPS = {
    "you": ("age", "sex"),
    "pain": ("leg_pain_now", "back_pain_now", "which_side"),
    "began": ("pain_began", "first_episode"),
    "map": ("pain_places", "tingling_places", "numb_places"),
}
HOME = "home"
TODAY = "today"
GATE = "gate"


@dataclass(frozen=True)
class Place:
    """Where somebody is in the interview: of today, what was left out, taken out of its list, answered before, to be asked again."""

    day: str = ""
    skipped: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    before: tuple[tuple[str, tuple[str, ...]], ...] = ()
    again: tuple[tuple[str, tuple[str, ...]], ...] = ()
    enough: bool = False
    looking: str = ""
    changed: dict[str, str] = field(default_factory=dict)

    @property
    def progress(self) -> Progress:
        """What the order of pages needs to know."""
        return Progress(set(self.skipped), set(self.single), set())


def place_of(visit: Visit) -> Place:
    """Where the person is; yesterday's place is forgotten."""
    held = visit.store.draft(DRAFT)
    again = tuple(_page_held(one) for one in held.get("again", ()))
    today = visit.today.isoformat()
    if held.get("day") != today:
        return Place(day=today, again=again)
    before = tuple(_page_held(one) for one in held.get("before", ()))
    lists = {name: tuple(held.get(name, ())) for name in ("skipped", "single")}
    return Place(
        today,
        **lists,
        before=before,
        again=again,
        enough=held.get("enough", False),
        looking=held.get("looking", ""),
        changed=held.get("changed", {}),
    )


def _page_held(held: Any) -> tuple[str, tuple[str, ...]]:
    """A page as it was kept; a question's id alone is its own page."""
    return (held, (held,)) if isinstance(held, str) else (held[0], tuple(held[1]))


def keep(visit: Visit, place: Place) -> None:
    """Remember where the person is."""
    visit.store.keep_draft(DRAFT, asdict(place))


def ask_again(visit: Visit, *questions: str) -> None:
    """Ask these questions again, one by one, before anything else."""
    place = place_of(visit)
    keep(visit, replace(place, again=(*((key, (key,)) for key in questions), *place.again), looking="", enough=False))


def page_for(visit: Visit, place: Place) -> Page | None:
    """The page that comes next; None when there is nothing more to ask, or danger stops us."""
    if place.again:
        return Page(*place.again[0])
    standing, progress = visit.standing, place.progress
    if visit.urgent:
        page = clarifying_page(standing, progress)
        return None if page is None else _one_gate(page)
    return next((page for page in _in_order(visit, place, progress) if page is not None), None)


def _in_order(visit: Visit, place: Place, progress: Progress) -> Iterator[Page | None]:
    """What the danger rules need to know of the person, danger; before a session the gates, else what would change the plan."""
    for name in ("you", "pain"):
        yield _group(visit, name, place)
    yield danger_page(visit.standing, progress)
    yield _contradicted(visit)
    if visit.store.draft(WANTED):
        yield _gates(visit, progress)
        yield _today(visit, place)
        return
    for name in ("began", "map"):
        yield _group(visit, name, place)
    yield _home(visit, place)
    if not place.enough:
        progress.told |= {KIT}
        yield rest_page(visit.standing, progress)


def _group(visit: Visit, name: str, place: Place) -> Page | None:
    """A group as long as one of its questions is open."""
    if name in place.skipped:
        return None
    unasked = visit.standing.unasked("about_me")
    return Page(name, GROUPS[name]) if any(key in unasked for key in GROUPS[name]) else None


def _contradicted(visit: Visit) -> Page | None:
    """Two answers that cannot both be true, to be looked at together."""
    danger = visit.conclusion.danger
    return Page(f"contradiction.{danger.contradictions[0].id}") if danger.complete and danger.contradictions else None


def _gates(visit: Visit, progress: Progress) -> Page | None:
    page = gate_page(visit.standing, progress)
    return None if page is None else _one_gate(page)


def _one_gate(page: Page) -> Page:
    """The gates come one a page."""
    return Page(page.ids[0], page.ids[:1]) if page.name == GATE else page


def _today(visit: Visit, place: Place) -> Page | None:
    """What can be different every day, asked beside the gates once a day."""
    ids = tuple(key for key, finding in visit.knowledge.findings.items() if finding.list == TODAY)
    told = {key for entry in visit.journal.of_kind("answers") if entry.day == visit.today for key in entry.body["answers"]}
    return listed(visit.knowledge, tuple(key for key in ids if key not in told), place.progress)


def _home(visit: Visit, place: Place) -> Page | None:
    told = visit.journal.of_kind("kit") and any("minutes_a_day" in one.body for one in visit.journal.of_kind("about_me"))
    return None if told or HOME in place.skipped else Page(HOME)


def findings_of(visit: Visit, page: Page) -> tuple[Finding, ...]:
    """The questions of a page."""
    return tuple(visit.knowledge.findings[key] for key in page.ids)


def answered(visit: Visit, place: Place, page: Page, single: tuple[str, ...] = ()) -> Place:
    """The place after a page was answered; `single` are lines of a list that are now asked by themselves."""
    again = place.again[1:] if place.again and place.again[0][0] == page.name else place.again
    return replace(
        place,
        again=again,
        before=(*place.before, (page.name, page.ids)),
        single=(*place.single, *single),
        looking="",
        changed={},
    )


def left_out(place: Place, page: Page) -> Place:
    """The place after a page was left out for today."""
    if place.again and place.again[0][0] == page.name:
        return replace(place, again=place.again[1:], looking="")
    return replace(place, skipped=(*place.skipped, *(page.ids or ()), page.name), looking="")


def gone_back(place: Place) -> Place:
    """The place one page back; looking again at how to check goes back to its question."""
    if place.looking or not place.before:
        return replace(place, looking="")
    return replace(place, before=place.before[:-1], again=(place.before[-1], *place.again), looking="", changed={})


def is_danger(visit: Visit, page: Page) -> bool:
    """Whether the page belongs to the danger screen or its gates: it cannot be left out for good."""
    return any(finding.part in ("danger", GATE) for finding in findings_of(visit, page))


def pages_left(visit: Visit, place: Place) -> int:
    """How many danger pages are still to come, this one among them; those that only a yes would open are not counted."""
    missing = [visit.knowledge.findings[key] for key in visit.conclusion.danger.missing]
    sure = [finding for finding in missing if finding.no_if is None and finding.part == "danger"]
    single = set(place.single)
    return len({finding.list if finding.list and finding.id not in single else finding.id for finding in sure})


def pages_done(visit: Visit, place: Place) -> int:
    """How many danger pages were answered in this sitting."""
    return sum(any(visit.knowledge.findings[key].part == "danger" for key in ids) for _, ids in place.before)
