"""Every source that the safety paper cites is there, with an address, and no statement cites one that is not."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.loading import load_directory
from ischia.knowledge.reading import read_text
from ischia.knowledge.value import Because, Source

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "docs" / "evidence" / "safety.md").read_text(encoding="utf-8")
TABLES, REGISTER = PAPER.split("## 7. Source register")
KEY = re.compile(r"\b[A-Z][A-Z0-9_]+\b")
BRACKETED = re.compile(r"\[([A-Z][A-Z0-9_]+)(?:, [VRJ*\\]+)?\]")
REGISTERED = re.compile(r"(?:^- |· )([A-Z][A-Z0-9_]+)(?: \(copy\))?:", re.MULTILINE)
TYPES = {"article-journal", "webpage", "report", "book", "chapter", "thesis", "software", "paper-conference"}


def cited(text: str) -> Iterator[str]:
    """The keys in the source column of every table, and those that running text cites in brackets."""
    column: int | None = None
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            column = None
        elif column is None:
            column = cells.index("source") if "source" in cells else -1
        elif column >= 0:
            yield from KEY.findall(cells[column])
    yield from BRACKETED.findall(text)


def because_in(of: object) -> Iterator[Because]:
    """Every reason inside a statement."""
    if isinstance(of, Because):
        yield of
    elif is_dataclass(of):
        for field in fields(of):
            yield from because_in(getattr(of, field.name))
    elif isinstance(of, dict):
        for inner in of.values():
            yield from because_in(inner)
    elif isinstance(of, tuple):
        for inner in of:
            yield from because_in(inner)


@cache
def known() -> Knowledge:
    """All knowledge, read once."""
    return load_directory()


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    """All sources by their key."""
    return known().sources


def test_the_paper_is_read() -> None:
    """The tables were found: some keys that must be among them are, and words that are no keys are not."""
    found = set(cited(TABLES))

    assert {"GIRFT23", "NG59DRUG", "LLR", "HNYEPI", "CRYON2", "HSSIB", "CKSOLD", "DCB3", "BAYES"} <= found
    assert not found & {"CES", "MRI", "NHS", "LR", "OR"}
    assert len(found) > 150


def test_every_cited_key_has_a_source(sources: dict[str, Source]) -> None:
    """No table of the safety paper cites what nobody can look up."""
    assert sorted(set(cited(TABLES)) - set(sources)) == []


def test_every_registered_key_has_a_source(sources: dict[str, Source]) -> None:
    """The register of the paper and the source files hold the same keys."""
    assert sorted(set(REGISTERED.findall(REGISTER)) - set(sources)) == []


def test_every_source_has_an_address(sources: dict[str, Source]) -> None:
    """A reader can go and look: a DOI, a PubMed number or a full address."""
    for key, source in sources.items():
        if key != "ISCHIA":
            assert source.DOI or source.PMID or source.PMCID or source.URL, key
        assert key == "ISCHIA" or not source.URL or re.match(r"https?://[^ ]+\.[^ ]+$", source.URL), (key, source.URL)
        assert not source.DOI or re.match(r"10\.\d{4,}/[^ ]+$", source.DOI), (key, source.DOI)
        assert not source.PMID or source.PMID.isdigit(), (key, source.PMID)
        assert not source.PMCID or re.match(r"PMC\d+$", source.PMCID), (key, source.PMCID)


def test_every_source_has_a_title_and_a_known_type(sources: dict[str, Source]) -> None:
    """Reference managers can read the entry."""
    assert [key for key, source in sources.items() if not source.title.strip()] == []
    assert {source.type for source in sources.values()} <= TYPES


def test_addresses_stand_as_the_register_prints_them(sources: dict[str, Source]) -> None:
    """No address of the safety register was mistyped on its way here."""
    register = REGISTER.replace("\n", " ")
    ours = [sources[key] for key in REGISTERED.findall(REGISTER)]

    assert [source.id for source in ours if source.URL and source.URL not in register] == []
    assert [source.id for source in ours if source.DOI and source.DOI not in register] == ["POS13"]  # recalled, and says so
    assert "recalled" in sources["POS13"].note


def test_no_statement_cites_an_unknown_source(sources: dict[str, Source]) -> None:
    """Every reason of every statement names a source that is there."""
    missing = {
        because.source
        for field in fields(known())
        if isinstance(held := getattr(known(), field.name), dict)
        for statement in held.values()
        for because in because_in(statement)
        if because.source not in sources
    }

    assert missing == set()


def test_a_source_file_reads_as_csl() -> None:
    """Each file is a list of mappings with id, type and title first, so that reference managers read it."""
    for path in sorted((ROOT / "src" / "ischia" / "knowledge" / "data" / "sources").glob("*.yaml")):
        document, problems = read_text(path.read_text(encoding="utf-8"), path.name)

        assert problems == [], path.name
        assert isinstance(document.plain, list), path.name
        for entry in document.plain:
            assert isinstance(entry, dict), path.name
            assert {"id", "type", "title"} <= set(entry), (path.name, entry)
