"""Words, icons and plain numbers in templates."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import template
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ischia.knowledge.explaining import spelled
from ischia.knowledge.value import Because
from ischia.site import frame, picturing
from ischia.site.visit import knowledge

register = template.Library()


@register.simple_tag
def word(key: str, **slots: object) -> str:
    """A sentence of the knowledge with its slots filled."""
    return knowledge().word(key, **slots)


@register.simple_tag
def kept(about: str = "", **slots: object) -> str:
    """Where everything is kept, as the page that is named says it."""
    return frame.kept(about, **slots)


@register.simple_tag
def icon(name: str, kind: str = "") -> SafeString:
    """One icon of the set; it says nothing to a screen reader, the word beside it does."""
    classes = f"icon {kind}".strip()
    use = f"{static('site/icons.svg')}#{name}"
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false" width="28" height="28"><use href="{}"></use></svg>', classes, use
    )


@register.simple_tag
def figure(item: str, name: str, side: str = "", position: str = "") -> SafeString:
    """An item's picture beside its word, so silent to a screen reader; its icon where nobody has drawn it yet."""
    svg = picturing.figure(item, side, position)
    return mark_safe(svg.replace('role="img"', 'aria-hidden="true"', 1)) if svg else icon(name)


@register.simple_tag(takes_context=True)
def ticket(context: template.Context) -> SafeString:
    """The hidden fields of every form that adds an entry: what it would be called, and the number that the form was made at."""
    seq = context["visit"].journal.last_seq
    token = get_token(context["request"])
    fields = (("csrfmiddlewaretoken", token), ("entry", uuid4().hex), ("seq", seq))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)


@register.simple_tag
def grade(key: str) -> str:
    """How well a statement was checked, in words."""
    return knowledge().word(f"terminal.grade.{key}")


@register.simple_tag
def sources(because: tuple[Because, ...]) -> SafeString:
    """The sources of a statement as a list: title, where in it, how well it was checked, and its address."""
    cited = [spelled(knowledge(), one) for one in because]
    rows = [(one.title, one.where, knowledge().word(f"terminal.grade.{one.grade}"), _address(one.address)) for one in cited]
    return format_html('<ul class="cited">{}</ul>', format_html_join("", "<li>{} ({}; {}) {}</li>", rows))


def _address(address: str) -> SafeString:
    """A link that the person may follow; nothing is fetched by the page itself."""
    return format_html('<a href="{}" rel="noreferrer noopener external">{}</a>', address, address) if address else SafeString("")


@register.filter
def drawn(svg: str) -> SafeString:
    """A picture that our own code drew from data; it holds no text of the person's."""
    return mark_safe(svg)


@register.filter
def plainly(number: Any) -> str:
    """A number without a needless .0; empty for nothing."""
    return "" if number is None else f"{number:g}" if isinstance(number, int | float) else str(number)


@register.filter
def long_day(day: date | datetime) -> str:
    """Sunday 22 November."""
    return f"{day:%A} {day.day} {day:%B}"


@register.filter
def short_day(day: date | datetime) -> str:
    """22 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


@register.filter
def clock_time(moment: datetime) -> str:
    """07:50, by the clock of the place where it was told."""
    return f"{moment:%H:%M}"


@register.filter
def hundred(share: float) -> int:
    """A share from 0 to 1 as so many in 100."""
    return round(share * 100)


@register.filter
def field(mapping: Any, key: Any) -> Any:
    """What a mapping holds under a key; empty when it holds nothing there."""
    return mapping.get(key, "") if hasattr(mapping, "get") else ""
