"""Read a folder of knowledge files into one frozen Knowledge, or say everything that is wrong."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.causes import Block, Cause, Score
from ischia.knowledge.conditions import ConditionError, parse_condition
from ischia.knowledge.figures import Body, Figure
from ischia.knowledge.findings import Finding
from ischia.knowledge.items import Item, Template
from ischia.knowledge.linking import check_links
from ischia.knowledge.plates import Plate, ToolMark, Touch
from ischia.knowledge.problems import KnowledgeError, Problem, nearest
from ischia.knowledge.reading import Document, Where, read_text
from ischia.knowledge.rules import AlsoPossible, Caution, Contradiction, Danger, NotSure, Referral
from ischia.knowledge.statements import Area, Claim, Country, Limit, Statement, Thing, View, Word, Zone
from ischia.knowledge.value import Source

DATA = Path(__file__).parent / "data"
CONDITIONS = {"when", "yes_if", "no_if", "only_if", "positive_if"}


@dataclass(frozen=True)
class Folder:
    """How the files of one folder are read: `one` statement a file, a mapping of `many`, or a CSL `list`."""

    kind: str
    shape: Literal["one", "many", "list"]
    type: type
    dotted: bool = False


FOLDERS: dict[str, Folder] = {
    "sources": Folder("sources", "list", Source),
    "findings": Folder("findings", "one", Finding),
    "danger": Folder("danger", "one", Danger),
    "screen/not_sure": Folder("not_sure", "many", NotSure),
    "screen/contradictions": Folder("contradictions", "many", Contradiction),
    "cautions": Folder("cautions", "one", Caution),
    "referral": Folder("referral", "one", Referral),
    "also": Folder("also", "one", AlsoPossible),
    "causes": Folder("causes", "one", Cause),
    "scores": Folder("scores", "one", Score),
    "blocks": Folder("blocks", "many", Block),
    "body": Folder("body", "one", Body),
    "figures": Folder("figures", "one", Figure),
    "techniques": Folder("techniques", "one", Item),
    "exercises": Folder("exercises", "one", Item),
    "templates": Folder("templates", "one", Template),
    "limits": Folder("limits", "many", Limit, dotted=True),
    "course": Folder("course", "many", Statement, dotted=True),
    "facts": Folder("facts", "many", Statement, dotted=True),
    "claims": Folder("claims", "one", Claim),
    "places/zones": Folder("zones", "many", Zone),
    "places/areas": Folder("areas", "many", Area),
    "places/views": Folder("views", "many", View),
    "places/plates": Folder("plates", "many", Plate),
    "places/touches": Folder("touches", "many", Touch),
    "places/marks": Folder("marks", "many", ToolMark),
    "words": Folder("words", "many", Word, dotted=True),
    "vocabulary/families": Folder("families", "many", Word),
    "vocabulary/positions": Folder("positions", "many", Word),
    "vocabulary/units": Folder("units", "many", Word),
    "vocabulary/tools": Folder("tools", "many", Word),
    "vocabulary/kit": Folder("kit", "many", Thing),
    "countries": Folder("countries", "many", Country),
}


@cache
def _adapter(of: type) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def load_directory(root: Path = DATA, changed: Mapping[str, str] | None = None) -> Knowledge:
    """Read and check every file below `root`; raises KnowledgeError with all problems.

    `changed` holds other texts for some files, by their name below `root`: how a change would read before it is written.
    """
    loader = _Loader()
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        loader.add(name, (changed or {}).get(name) or path.read_text(encoding="utf-8"))
    knowledge = Knowledge(version=fingerprint(root), files=loader.files, **loader.found)
    problems = loader.problems + [loader.placed(*found) for found in check_links(knowledge)]
    if problems:
        raise KnowledgeError(problems)
    return knowledge


def fingerprint(root: Path) -> str:
    """A name for exactly these files: the first 16 hex digits of a SHA-256 over their names and contents."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class _Found:
    """One statement of a file: its id, its place there, and its value (None when it could not be read)."""

    key: str
    where: Where
    made: Any


class _Loader:
    """Collects statements, where each was found, and what is wrong."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any]] = {folder.kind: {} for folder in FOLDERS.values()}
        self.files: dict[str, str] = {}
        self.documents: dict[str, tuple[Document, Where]] = {}
        self.problems: list[Problem] = []

    def add(self, name: str, text: str) -> None:
        """Read one file into the collection."""
        folder = _folder(name)
        if folder is None:
            self.problems.append(Problem(name, 1, f"lies in no known folder; {nearest(name, FOLDERS)}"))
            return
        document, statements, problems = _read(folder, name, text)
        self.problems += problems
        for one in statements:
            self._keep(folder, document, one)

    def _keep(self, folder: Folder, document: Document, one: _Found) -> None:
        place = f"{folder.kind}/{one.key}"
        if place in self.documents:
            self.problems.append(Problem(document.file, document.line(one.where), f"{one.key} is defined already in {self.files[place]}"))
            return
        self.files[place], self.documents[place] = document.file, (document, one.where)
        if one.made is not None:
            self.found[folder.kind][one.key] = one.made

    def placed(self, place: str, where: Where, says: str) -> Problem:
        """A problem found while linking, at its file and line."""
        if place not in self.documents:
            return Problem(place, 1, says)
        document, start = self.documents[place]
        return Problem(document.file, document.line((*start, *where)), says)


def _folder(name: str) -> Folder | None:
    return FOLDERS.get(name.partition("/")[0]) or FOLDERS.get(name.removesuffix(".yaml"))


@lru_cache(maxsize=2048)
def _read(folder: Folder, name: str, text: str) -> tuple[Document, tuple[_Found, ...], tuple[Problem, ...]]:
    """One file as statements; kept, because a changed copy differs from the sound one in one file only."""
    document, problems = read_text(text, name)
    reader = _FileReader(folder, document, list(problems))
    return document, tuple(reader.statements()), tuple(reader.problems)


@dataclass(frozen=True)
class _FileReader:
    """Turns one document into statements and notes what is wrong."""

    folder: Folder
    document: Document
    problems: list[Problem]

    def statements(self) -> list[_Found]:
        """Every statement of the file."""
        return [_Found(key, where, self._made(where, plain)) for key, where, plain in self._plain()]

    def _plain(self) -> Iterator[tuple[str, Where, Any]]:
        plain, stem, shape = self.document.plain, PurePosixPath(self.document.file).stem, self.folder.shape
        if shape == "list" and isinstance(plain, list):
            for i, item in enumerate(plain):
                entry = {str(k).replace("-", "_"): v for k, v in item.items()} if isinstance(item, dict) else {}
                yield str(entry.get("id", "")), (i,), entry
        elif shape == "many" and isinstance(plain, dict):
            for key, inner in plain.items():
                yield (f"{stem}.{key}" if self.folder.dotted else str(key)), (key,), inner
        elif shape == "one" and isinstance(plain, dict):
            yield stem, (), {**plain, "id": stem, "file": self.document.file}
        else:
            self._refuse((), f"should hold {shape} of {self.folder.type.__name__}")

    def _refuse(self, where: Where, says: str) -> None:
        self.problems.append(Problem(self.document.file, self.document.line(where), says))

    def _made(self, where: Where, plain: Any) -> Any:
        before = len(self.problems)
        prepared = self._prepare(where, plain)
        if len(self.problems) > before:
            return None
        try:
            made = _adapter(self.folder.type).validate_python(prepared)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                place = tuple(part for part in detail["loc"] if part not in ("id", "file"))
                self._refuse((*where, *place), _says(self.folder.type, detail))
            return None
        for at, says in _guessed(prepared, made, ()):
            self._refuse((*where, *at), says)
        return made

    def _prepare(self, where: Where, plain: Any) -> Any:
        """Lists become tuples and conditions become trees."""
        if isinstance(plain, list):
            return tuple(self._prepare((*where, i), inner) for i, inner in enumerate(plain))
        if not isinstance(plain, dict):
            return plain
        return {key: self._field((*where, key), key, inner) for key, inner in plain.items()}

    def _field(self, where: Where, key: str, inner: Any) -> Any:
        if key not in CONDITIONS:
            return self._prepare(where, inner)
        try:
            return parse_condition(inner)
        except ConditionError as error:
            self._refuse(where, f"{key}: {error}")
            return inner


def _says(of: type, detail: Any) -> str:
    """What pydantic found, in our words, with what is allowed."""
    place = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "unexpected_keyword_argument":
        known = getattr(of, "__dataclass_fields__", {})
        allowed = nearest(str(detail["loc"][-1]), known) if len(detail["loc"]) == 1 else "see docs/knowledge.md"
        return f"{place} is an unknown key; {allowed}"
    if detail["type"] in ("missing", "missing_argument"):
        return f"{place} is missing"
    return f"{place}: {detail['msg']}, but it is {str(detail['input'])[:80]!r}"


def _guessed(plain: Any, made: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """Scalars whose type had to be guessed: a quoted number, a truth value for a number."""
    if isinstance(plain, dict):
        for key, inner in plain.items():
            yield from _guessed(inner, made[key] if isinstance(made, dict) else getattr(made, key), (*where, key))
    elif isinstance(plain, tuple):
        for i, inner in enumerate(plain):
            yield from _guessed(inner, made[i], (*where, i))
    elif isinstance(plain, str | bool) and type(plain) is not type(made):
        yield where, f"{'.'.join(map(str, where))} is {plain!r}; write it as a {type(made).__name__}, without quotes"
