"""Which page of questions comes next: country and person first, then danger, then what would change the plan most."""

from dataclasses import dataclass

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.conclusions import URGENT, DangerReason
from ischia.reasoning.layout import layout_of
from ischia.reasoning.standing import Standing

COUNTRY, MINUTES, KIT = "country", "minutes", "kit"


@dataclass(frozen=True)
class Page:
    """One question, or one list to tick; the three pages that are no question have a name only."""

    name: str
    ids: tuple[str, ...] = ()

    @property
    def ticks(self) -> bool:
        """Whether this is a list."""
        return len(self.ids) > 1


@dataclass
class Progress:
    """What this run has left out, taken out of its list, and been told apart from questions."""

    skipped: set[str]
    single: set[str]
    told: set[str]


def next_page(standing: Standing, progress: Progress) -> Page | None:
    """The next page, None when there is nothing more to ask or danger stops us."""
    if standing.conclusion.danger.urgency in URGENT:
        return clarifying_page(standing, progress)
    steps = (_about(standing, progress), danger_page(standing, progress), gate_page(standing, progress), rest_page(standing, progress))
    return next((page for page in steps if page is not None), None)


def _extra(name: str, progress: Progress) -> Page | None:
    return None if name in progress.told | progress.skipped else Page(name)


def _about(standing: Standing, progress: Progress) -> Page | None:
    open_ones = [key for key in standing.unasked("about_me") if key not in progress.skipped]
    question = Page(open_ones[0], (open_ones[0],)) if open_ones else None
    return _extra(COUNTRY, progress) or question or _extra(MINUTES, progress)


def danger_page(standing: Standing, progress: Progress, without: tuple[str, ...] = ()) -> Page | None:
    """The next page of the full danger screen, leaving out questions that are asked elsewhere."""
    return listed(standing.knowledge, tuple(key for key in standing.conclusion.danger.missing if key not in without), progress)


def gate_page(standing: Standing, progress: Progress) -> Page | None:
    """The gates before a session, once the full screen is answered."""
    danger = standing.conclusion.danger
    return listed(standing.knowledge, danger.gates.missing, progress) if danger.complete else None


def rest_page(standing: Standing, progress: Progress) -> Page | None:
    """Kit, then whatever would change the plan most."""
    left = tuple(one.id for one in standing.conclusion.questions.left)
    return _extra(KIT, progress) or listed(standing.knowledge, left, progress)


def listed(knowledge: Knowledge, ids: tuple[str, ...], progress: Progress) -> Page | None:
    """The first open question, with all others of its list."""
    wanted = [knowledge.findings[key] for key in ids if key not in progress.skipped]
    if not wanted:
        return None
    first = wanted[0]
    name = first.list or ("gate" if first.part == "gate" else "")
    if not name or first.id in progress.single:
        return Page(first.id, (first.id,))
    same = [one.id for one in wanted if (one.part, one.list) == (first.part, first.list) and one.id not in progress.single]
    return Page(name, tuple(same))


def clarifying_page(standing: Standing, progress: Progress) -> Page | None:
    """In an alarm only what can raise it at once, or show that it is old or harmless; it was told before, and waits for nothing else."""
    if standing.conclusion.danger.urgency != URGENT[0]:
        first = {key for group in standing.knowledge.not_sure.values() for key in group.questions}
        rising = [key for key in standing.conclusion.danger.missing if key in first - progress.skipped]
        if rising:
            return Page(rising[0], (rising[0],))
    if standing.taken_back_before_today() and standing.conclusion.danger.gates.missing:
        return listed(standing.knowledge, standing.conclusion.danger.gates.missing, progress)
    alarms = [one for one in standing.conclusion.danger.reasons if one.urgency in URGENT]
    calming = [_calming(standing, alarm, progress) for alarm in alarms]
    if not alarms or not all(calming):
        return None
    calmest = min((key for keys in calming for key in keys), key=lambda key: standing.knowledge.findings[key].order)
    return Page(calmest, (calmest,))


def _calming(standing: Standing, alarm: DangerReason, progress: Progress) -> list[str]:
    """Open questions of an alarm's rule whose answer can only calm it."""
    layout = layout_of(standing.knowledge)
    if alarm.id not in layout.reads:
        return []
    read = {layout.finding[column].id for column in layout.reads[alarm.id]}
    missing = (key for key in standing.conclusion.danger.missing if key in read and key not in progress.skipped)
    return [key for key in missing if standing.knowledge.findings[key].alarming == "no"]
