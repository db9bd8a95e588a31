"""The house rules that no linter knows: where medicine, clocks and long functions may not be."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "ischia"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PYTHON = [*SOURCES, *TESTS]

MOST_LINES_A_FILE = 600
MOST_LINES_A_FUNCTION = 80
MOST_BROAD_EXCEPTS = 2
MOST_WORDS = 3

INNER = ("knowledge", "journal", "reasoning")
WITHOUT_MEDICINE = ("reasoning", "guidance")
PLAIN_NUMBERS = (0, 1, 2)
AXES = ("axis", "axes", "maxsize")
WORLDLY = {"getpass", "http", "locale", "os", "platform", "random", "secrets", "socket", "subprocess", "tempfile", "time", "urllib", "uuid"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}
DISK = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
GENERATORS = {"BitGenerator", "Generator", "SeedSequence", "default_rng"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def room(path: Path) -> str:
    """The room that a source file lies in."""
    return path.relative_to(PACKAGE).parts[0]


def of(*rooms: str) -> list[Path]:
    """The source files of these rooms."""
    return [path for path in SOURCES if room(path) in rooms]


def at(path: Path, node: ast.AST) -> str:
    """Where a node stands, as an editor opens it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones included."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def walk_but(node: ast.AST, *leave: type[ast.AST]) -> Iterator[ast.AST]:
    """The nodes below, without the branches of these types."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, leave):
            yield child
            yield from walk_but(child, *leave)


def docstrings(path: Path) -> set[ast.AST]:
    """The nodes that are docstrings, and words standing alone below a name."""
    return {node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


def axes(path: Path) -> set[ast.AST]:
    """The numbers that name an axis of an array, or the size of a cache."""
    named = (word.value for node in ast.walk(tree(path)) if isinstance(node, ast.Call) for word in node.keywords if word.arg in AXES)
    return {part for value in named for part in ast.walk(value)}


def countings(path: Path) -> set[ast.AST]:
    """The numbers that only count the names before them, as in `NO, YES, UNCHANGED = range(3)`."""
    named = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple)]
    return {part for node in named if ast.unparse(node.value).startswith("range(") for part in ast.walk(node.value)}


def strange_numbers(path: Path) -> Iterator[ast.Constant]:
    """Numbers that could be a threshold or a dose."""
    allowed = axes(path) | countings(path)
    for node in ast.walk(tree(path)):
        number = isinstance(node, ast.Constant) and isinstance(node.value, int | float | complex) and not isinstance(node.value, bool)
        if isinstance(node, ast.Constant) and number and node.value not in PLAIN_NUMBERS and node not in allowed:
            yield node


def sentences(path: Path) -> Iterator[ast.AST]:
    """Strings of so many words that they could be advice; what an error says does not count."""
    allowed = docstrings(path)
    for node in walk_but(tree(path), ast.Raise):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node] if node not in allowed else []
        said = " ".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
        if sum(any(letter.isalpha() for letter in word) for word in said.split()) > MOST_WORDS:
            yield node


def imports(node: ast.AST) -> Iterator[str]:
    """The top names that an import brings in."""
    if isinstance(node, ast.Import):
        yield from (alias.name.split(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module.split(".")[0]


def worldly(path: Path) -> Iterator[str]:
    """What a file of an inner room takes from the world: clock, chance, environment, disk, network."""
    for node in ast.walk(tree(path)):
        yield from (f"{at(path, node)} imports {name}" for name in imports(node) if name in WORLDLY)
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"{at(path, node)} reads the clock or the zone with .{node.attr}"
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("np.random", "numpy.random") and node.attr not in GENERATORS:
            yield f"{at(path, node)} takes chance from {ast.unparse(node)}"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("default_rng") and not node.args:
            yield f"{at(path, node)} makes a generator without a seed"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".astimezone") and not node.args:
            yield f"{at(path, node)} reads the zone of the computer"
        if isinstance(node, ast.Call) and room(path) != "knowledge" and ast.unparse(node.func).split(".")[-1] in DISK:
            yield f"{at(path, node)} reads or writes the disk"


def is_broad(node: ast.AST) -> bool:
    """Whether an except catches everything."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = {ast.unparse(part) for part in ast.walk(node.type)} if node.type else {"Exception"}
    return bool(caught & {"Exception", "BaseException"})


def kept_files() -> list[Path]:
    """The text files of the project: what git keeps or would keep, or all of them where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else map(str, PACKAGE.rglob("*"))
    return sorted(path for path in (ROOT / name for name in names if name) if path.is_file())


def text_of(path: Path) -> str:
    """The text of a file, empty for pictures and other bytes."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def test_no_threshold_or_dose_lives_in_python() -> None:
    """In reasoning and guidance the only numbers are 0, 1, 2, -1 and axes; all others belong in the knowledge files."""
    assert [at(path, node) for path in of(*WITHOUT_MEDICINE) for node in strange_numbers(path)] == []


def test_no_sentence_for_a_person_lives_in_python() -> None:
    """In reasoning and guidance no string has four words or more, but for what an error says."""
    assert [at(path, node) for path in of(*WITHOUT_MEDICINE) for node in sentences(path)] == []


def test_inner_rooms_take_nothing_from_the_world() -> None:
    """Knowledge, journal and reasoning read no clock, chance, environment or network; only knowledge reads files."""
    assert [found for path in of(*INNER) for found in worldly(path)] == []


def test_every_test_says_what_it_expects() -> None:
    """Each test function has a docstring of one line."""
    tests = [(path, node) for path in TESTS for node in functions(path) if node.name.startswith("test_")]
    assert [at(path, node) for path, node in tests if len((ast.get_docstring(node) or "").splitlines()) != 1] == []


def test_files_end_at_600_lines() -> None:
    """A file that grows longer is two subjects."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_A_FILE} == {}


def test_functions_end_at_80_lines() -> None:
    """A function that grows longer has steps with names."""
    long = [(path, node) for path in PYTHON for node in functions(path) if (node.end_lineno or 0) - node.lineno >= MOST_LINES_A_FUNCTION]
    assert [at(path, node) for path, node in long] == []


def test_at_most_two_places_catch_everything() -> None:
    """Only the page boundary and the end of the command line may catch what they do not know."""
    assert len([at(path, node) for path in SOURCES for node in ast.walk(tree(path)) if is_broad(node)]) <= MOST_BROAD_EXCEPTS


def test_nothing_is_left_to_do_in_a_comment() -> None:
    """What is still to be done is an issue, not a mark in the code."""
    marks = re.compile(r"#.*\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    assert [str(path) for path in PYTHON if marks.search(path.read_text(encoding="utf-8"))] == []


def test_files_speak_of_the_project_alone() -> None:
    """No kept file names a path of one machine, an address of a package registry, or the place where it was written."""
    paths = r"(?<![\w.:/-])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|opt/wh" + r"eels)(?:/|\b(?=/))"
    hosts = (
        r"pypi\.o"
        + r"rg|pythonho"
        + r"sted|npm"
        + r"js\.|conda\.ana"
        + r"conda|proxy\.gol"
        + r"ang|--(?:extra-)?index-u"
        + r"rl|--find-li"
        + r"nks"
    )
    place = r"\.\./sha" + r"red|\bsub" + r"agent|\bhelper sess" + r"ion|\bbri" + r"ef\.md|\bthe le" + r"ad (?:commits|will|writes)"
    banned = re.compile(f"{paths}|{hosts}|{place}")
    found = [
        (path, number, line) for path in kept_files() for number, line in enumerate(text_of(path).splitlines(), 1) if banned.search(line)
    ]
    assert [f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}" for path, number, line in found] == []


@pytest.mark.parametrize(
    ("code", "numbers", "words"),
    [
        ("x = 7", 1, 0),
        ("x = [0, 1.0, 2, -1, True]", 0, 0),
        ("x = a.sum(axis=3) + b.max(axis=(-3, -4))", 0, 0),
        ("x = a[:, 3] * 0.5", 2, 0),
        ("a, b, c = range(3)\nd = range(4)", 1, 0),
        ("x = 'stop and see someone'", 0, 1),
        ("x = f'stop {now} and see someone'", 0, 1),
        ("def f():\n    'This says what it does.'\n    raise ValueError('this is what went wrong')", 0, 0),
        ("x = 'a_long_name.of_an_id.with_many_parts'", 0, 0),
        ("x = {'programme_refused': 'screen incomplete'}", 0, 0),
    ],
)
def test_the_walk_sees_numbers_and_sentences(tmp_path: Path, code: str, numbers: int, words: int) -> None:
    """The rules above find what they are meant to find, and nothing else."""
    path = tmp_path / "sample.py"
    path.write_text(code)
    assert (len(list(strange_numbers(path))), len(list(sentences(path)))) == (numbers, words)
