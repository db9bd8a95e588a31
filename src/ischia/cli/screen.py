"""The terminal: one console, and the few shapes that every page is made of."""

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

WIDEST = 100


def console() -> Console:
    """Plain words in whatever terminal there is, in lines that can be read."""
    found = Console(highlight=False, markup=False, emoji=False)
    return Console(highlight=False, markup=False, emoji=False, width=min(found.width, WIDEST))


def heading(says: str) -> Text:
    """The title of a part of the page."""
    return Text(f"\n{says}", style="bold")


def line(says: str, indent: int = 0, style: str = "") -> RenderableType:
    """One sentence or two, moved to the right."""
    return Padding(Text(says, style=style), (0, 0, 0, indent))


def bullets(lines: Iterable[str], indent: int = 2) -> RenderableType:
    """A list with dashes; long lines stay under their first word."""
    return Group(*(Padding(_hanging(one), (0, 0, 0, indent)) for one in lines))


def _hanging(says: str) -> RenderableType:
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_row("-", Text(says))
    return grid
