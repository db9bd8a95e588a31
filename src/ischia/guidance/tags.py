"""SVG as tags: a name, attributes, and what lies inside."""

from collections.abc import Mapping
from html import escape

Attributes = Mapping[str, object]


def tag(name: str, attributes: Attributes, inside: str = "") -> str:
    """One element; numbers are written short, an attribute that is empty is left out."""
    said = "".join(f' {key}="{_written(value)}"' for key, value in attributes.items() if value != "")
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def _written(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else escape(str(value))


def picture(box: tuple[float, float, float, float], text: str, inside: str, more: Attributes | None = None) -> str:
    """A whole picture with its text; the box is left, top, width, height."""
    edges = " ".join(f"{round(edge)}" for edge in box)
    said = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": edges, "role": "img", "aria-label": text}
    return tag("svg", {**said, **(more or {})}, inside)
