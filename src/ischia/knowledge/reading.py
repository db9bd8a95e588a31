"""Strict YAML: no doubled keys, no guessed dates or truth values, no anchors or tags, and the line of everything."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from ischia.knowledge.problems import Problem

Plain = object
Where = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Document:
    """One file's plain values with the line of every key and element."""

    file: str
    plain: Plain
    lines: dict[Where, int]

    def line(self, where: Where) -> int:
        """The line of a place in the document, or of the nearest place above it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


class _Reader:
    """Turns a YAML node tree into plain values and notes what is wrong."""

    def __init__(self, file: str) -> None:
        self.file, self.lines, self.problems = file, dict[Where, int](), list[Problem]()

    def refuse(self, node: yaml.Node, says: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, says))

    def read(self, node: yaml.Node, where: Where) -> Plain:
        self.lines.setdefault(where, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*where, i)) for i, child in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for key, inner in node.value:
            name = str(key.value)
            if name in found:
                self.refuse(key, f"{name} stands twice; keep one")
            self.lines[(*where, name)] = key.start_mark.line + 1
            found[name] = self.read(inner, (*where, name))
        return found

    def _scalar(self, node: yaml.Node) -> Plain:
        text = str(node.value)
        if isinstance(node, yaml.ScalarNode) and node.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        return float(text) if _NUMBER.fullmatch(text) else text


def _forbidden(text: str, file: str) -> list[Problem]:
    """Anchors, aliases and tags, which would let one line change another."""
    found = []
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        tagged = getattr(event, "tag", None) is not None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or tagged:
            line = event.start_mark.line + 1 if event.start_mark else 1
            found.append(Problem(file, line, "anchors, aliases and tags are not allowed; write it out"))
    return found


def read_text(text: str, file: str) -> tuple[Document, list[Problem]]:
    """Read one YAML text; the problems are empty when it is well-formed."""
    try:
        problems = _forbidden(text, file)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Document(file, {}, {}), [Problem(file, line, f"is no YAML: {error.problem}; quote texts that hold ': ' or ' #'")]
    if node is None:
        return Document(file, {}, {}), [Problem(file, 1, "is empty")]
    reader = _Reader(file)
    plain = reader.read(node, ())
    return Document(file, plain, reader.lines), problems + reader.problems


def read_file(path: Path, file: str) -> tuple[Document, list[Problem]]:
    """Read one YAML file, named `file` in messages."""
    return read_text(path.read_text(encoding="utf-8"), file)
