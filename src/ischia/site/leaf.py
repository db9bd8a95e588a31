"""One page of the interview as its template shows it: title, questions with what was said, how far along, and what is worth knowing."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from ischia.knowledge.findings import Finding
from ischia.reasoning.pages import Page
from ischia.reasoning.screen import UNCHANGED as SEEN
from ischia.site import interview
from ischia.site.bodymap import BodyMap, body_map
from ischia.site.interview import GATE, HOME, Place
from ischia.site.replying import days_ago, told_answers
from ischia.site.visit import Visit


@dataclass(frozen=True)
class Shown:
    """A question as its page shows it."""

    finding: Finding
    value: Any = ""
    wrong: str = ""
    known: str = ""
    yes_no: tuple[tuple[str, str], ...] = ()

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The answers that can be chosen, without "not sure"."""
        return tuple((self.finding.choices or {}).items()) if self.finding.kind == "choice" else self.yes_no

    @property
    def unsure(self) -> bool:
        """Whether "not sure" is an answer."""
        return self.finding.unsure == "allowed"

    @property
    def keys(self) -> tuple[int, ...]:
        """The keys of a pain scale; empty for a number that is typed."""
        return tuple(range(int(self.finding.highest or 0) + 1)) if self.finding.unit == "points_0_10" else ()


@dataclass(frozen=True)
class Leaf:
    """One page of the interview, ready for its template."""

    page: Page
    kind: str
    title: str
    shown: tuple[Shown, ...] = ()
    danger: bool = False
    gate: bool = False
    progress: str = ""
    worth: str = ""
    first: bool = False
    stale: bool = False
    chosen: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def ids(self) -> str:
        """The questions of the page, for its form."""
        return ",".join(self.page.ids)


def kind_of(visit: Visit, place: Place, page: Page) -> str:
    """Which kind of page it is: home, contradiction, map, group, list, look or one."""
    if page.name == HOME:
        return "home"
    if page.name.startswith("contradiction."):
        return "contradiction"
    if page.name in interview.GROUPS and page.ids == interview.GROUPS[page.name]:
        return "map" if page.name == "map" else "group"
    if page.ticks:
        return "list"
    return "look" if place.looking and place.looking == page.ids[0] else "one"


def leaf_of(visit: Visit, place: Place, page: Page, kind: str, wrong: dict[str, str], form: QueryDict | None) -> Leaf:
    """The page with what was said before, or what was just sent; `wrong` are complaints by question."""
    findings = interview.findings_of(visit, page)
    told = told_answers(visit) if kind in ("group", "map") else {}
    said = form if form is not None else told
    yes_no = tuple((key, visit.word(f"interview.answer.{key}")) for key in ("yes", "no"))
    shown = tuple(Shown(one, said.get(one.id, ""), wrong.get(one.id, ""), known_since(visit, one), yes_no) for one in findings)
    danger = any(one.part == "danger" for one in findings)
    gate = any(one.part == GATE for one in findings)
    return Leaf(
        page=page,
        kind=kind,
        title=_title(visit, page, kind, findings),
        shown=shown,
        danger=danger,
        gate=gate,
        progress=_progress(visit, place, danger, gate),
        worth=_worth(visit, findings),
        first=danger and kind != "look" and not interview.pages_done(visit, place) and not place.again,
        extra=_extra(visit, kind, page, form),
    )


def _title(visit: Visit, page: Page, kind: str, findings: tuple[Finding, ...]) -> str:
    if kind in ("group", "map", "home"):
        return visit.word(f"interview.group.{page.name}")
    if kind == "look":
        return visit.word("interview.look.title")
    if kind == "contradiction":
        return visit.word("interview.contradiction")
    if kind == "list":
        key = f"danger.list.{page.name}"
        return visit.word(key if key in visit.knowledge.words else "danger.screen.any_of_these")
    return findings[0].ask


def _progress(visit: Visit, place: Place, danger: bool, gate: bool) -> str:
    """How far along, in words that promise nothing."""
    if place.again:
        return ""
    if gate:
        count = len([one for one in visit.knowledge.findings.values() if one.part == GATE])
        return visit.word("interview.progress.gate", place=count - len(visit.conclusion.danger.gates.missing) + 1, count=count)
    if danger:
        done, left = interview.pages_done(visit, place), interview.pages_left(visit, place)
        return visit.word("interview.progress.danger", place=done + 1, count=done + max(left, 1))
    return _left(visit)


def _left(visit: Visit) -> str:
    """Whether it is enough already, and how many pages are left; nothing before the danger screen is answered."""
    if not visit.conclusion.danger.complete:
        return ""
    left = [visit.knowledge.findings[one.id] for one in visit.conclusion.questions.left]
    pages = len({one.list or one.id for one in left})
    must = any(one.part not in ("cause", "self_test") for one in left)
    return visit.word("interview.progress.left" if must else "interview.progress.enough", count=pages) if pages else ""


def _worth(visit: Visit, findings: tuple[Finding, ...]) -> str:
    """How likely the answer is to change the plan."""
    if len(findings) != 1 or findings[0].part not in ("cause", "self_test"):
        return ""
    return next((one.says for one in visit.conclusion.questions.left if one.id == findings[0].id), "")


def known_since(visit: Visit, finding: Finding) -> str:
    """The day on which a clinician saw a sign that waits for its answer; empty when nobody did (ruling 7)."""
    layout_column = visit.standing.columns.get(finding.id)
    if finding.kind != "yes_no" or layout_column is None or visit.standing.people.value[0, layout_column] != SEEN:
        return ""
    seen = [str(entry.body["seen"]) for entry in visit.journal.of_kind("clearance")]
    return seen[-1] if seen else ""


def _extra(visit: Visit, kind: str, page: Page, form: QueryDict | None) -> dict[str, Any]:
    """What only one kind of page needs."""
    if kind == "home":
        quick = {"quick_minutes": [word.says for key, word in visit.knowledge.words.items() if key.startswith("interview.minutes.quick.")]}
        things = [(key, thing.says) for key, thing in visit.knowledge.kit.items() if not thing.usual]
        return {"things": things, "minutes": form.get("minutes", "") if form else "", "have": form.getlist("have") if form else [], **quick}
    if kind == "map":
        return {"map": _map(visit, form)}
    if kind == "contradiction":
        return {
            "contradiction": visit.knowledge.contradictions[page.name.partition(".")[2]],
            "both": visit.standing.contradicting(page.name.partition(".")[2]),
        }
    return {"days_ago": days_ago(visit)}


def _map(visit: Visit, form: QueryDict | None) -> BodyMap:
    told = told_answers(visit)
    marks = {key: tuple(form.getlist(key)) if form else tuple(told.get(key) or ()) for key in interview.GROUPS["map"]}
    return body_map(visit.knowledge, marks)
