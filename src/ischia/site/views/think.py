"""What we think: each cause as a range, what speaks for and against it, and what it changes."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ischia.knowledge.causes import Cause
from ischia.knowledge.value import CAUSES
from ischia.reasoning.conclusions import CauseConclusion
from ischia.site.visit import Request, Visit
from ischia.site.week import things_of

OTHER = "other"
OUT_OF = 100


@dataclass(frozen=True)
class Guess:
    """One cause as its card shows it: the ends of its range in 100, and its words."""

    cause: Cause
    found: CauseConclusion
    low: int
    high: int

    @property
    def grey(self) -> bool:
        """Something else is always there, and never the first colour."""
        return self.cause.id == OTHER

    @property
    def width(self) -> int:
        """The width of the bar; never nothing."""
        return max(self.high - self.low, 1)


def guesses_of(visit: Visit) -> tuple[Guess, ...]:
    """The causes, the most likely first."""
    found = sorted(visit.conclusion.causes, key=lambda one: -one.mid)
    return tuple(Guess(visit.knowledge.causes[one.id], one, round(one.low * OUT_OF), round(one.high * OUT_OF)) for one in found)


@require_GET
def think(request: Request) -> HttpResponse:
    """The page."""
    visit = request.visit
    left = [visit.knowledge.findings[one.id] for one in visit.conclusion.questions.left]
    return render(
        request,
        "site/think.html",
        {
            "guesses": guesses_of(visit),
            "asked": visit.conclusion.questions.asked,
            "left": left[:1],
            "scores": [one for one in visit.conclusion.scores if one.positive is not None],
            "also": [(visit.knowledge.also[one.id], one) for one in visit.conclusion.also_possible],
            "suits": tuple(_suits(visit)),
            "refused": visit.conclusion.programme.refusal is not None,
            "confirmed": visit.standing.concluded.likelihood.confirmed[0] >= 0,
        },
    )


def _suits(visit: Visit) -> list[str]:
    """For each thing of the week, the causes that it suits."""
    labels = {key: visit.knowledge.causes[key].label for key in CAUSES}
    found = []
    for thing in things_of(visit):
        causes = [labels[key][0].lower() + labels[key][1:] for key in CAUSES if thing.item.fit[key].value > 0]
        found.append(visit.word("plan.suits.cause", item=thing.item.label, causes=", ".join(causes)))
    return found
