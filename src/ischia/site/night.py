"""To which day something belongs that is told after midnight: the person says."""

from datetime import date

from django.http import QueryDict

from ischia.site.visit import Visit

EVENING, TODAY = "evening", "today"


def belongs_to(visit: Visit) -> bool:
    """Whether it is so late that we ask."""
    return visit.now.hour < visit.knowledge.limit("day.night_until_hour")


def day_from(visit: Visit, form: QueryDict) -> date | None:
    """The day that a form is for; None when it is night and the person has not said."""
    if not belongs_to(visit):
        return visit.today
    return {EVENING: visit.yesterday, TODAY: visit.today}.get(form.get("belongs", ""))
