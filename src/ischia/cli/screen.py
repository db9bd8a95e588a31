"""The terminal: one console, and the few shapes that every page is made of; no line ends in blanks."""

from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

WIDEST = 100
NARROWEST = 20


class _Hanging:
    """Words whose later lines stay under the first one."""

    def __init__(self, says: str, first: str, style: str) -> None:
        self.says, self.first, self.style = says, first, style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width - len(self.first), NARROWEST)
        before = self.first
        for one in Text(self.says, style=self.style).wrap(console, width):
            one.rstrip()
            yield Text.assemble(before, one)
            before = " " * len(self.first)


class _Columns:
    """Short labels, counted from 1, in as many columns as fit; read from top to bottom."""

    def __init__(self, labels: Sequence[str], indent: int) -> None:
        self.cells, self.indent = [f"{place:>2} {label}" for place, label in enumerate(labels, 1)], indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wide = max(map(len, self.cells)) + 3
        across = max((options.max_width - self.indent) // wide, 1)
        rows = -(-len(self.cells) // across)
        for row in range(rows):
            yield Text(" " * self.indent + "".join(f"{cell:{wide}}" for cell in self.cells[row::rows]).rstrip())


def console() -> Console:
    """Plain words in whatever terminal there is, in lines that can be read."""
    found = Console(highlight=False, markup=False, emoji=False)
    return Console(highlight=False, markup=False, emoji=False, width=min(found.width, WIDEST))


def heading(says: str) -> Text:
    """The title of a part of the page."""
    return Text(f"\n{says}", style="bold")


def line(says: str, indent: int = 0, style: str = "") -> RenderableType:
    """One sentence or two, moved to the right."""
    return Group(*(_Hanging(part, " " * indent, style) for part in says.split("\n")))


def beside(left: str, says: str) -> RenderableType:
    """Words beside a label; long lines stay on the right."""
    return _Hanging(says, left, "")


def bullets(lines: Iterable[str], indent: int = 2) -> RenderableType:
    """A list with dashes; long lines stay under their first word."""
    return Group(*(beside(f"{' ' * indent}- ", one) for one in lines))


def columns(labels: Sequence[str], indent: int = 2) -> RenderableType:
    """A long numbered list."""
    return _Columns(labels, indent)
