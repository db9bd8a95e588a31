"""Running commands in tests: inside this process, or as a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from ischia.cli.main import app

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


def run(*words: object, typed: str = "") -> Result:
    """A command inside this process."""
    return CliRunner().invoke(app, [str(word) for word in words], input=typed)


def printed(*words: object) -> Any:
    """What a command prints as JSON; the command must succeed."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def command(*words: object) -> list[str]:
    """The words that start a command as a process."""
    return [sys.executable, "-m", "ischia.cli.main", *map(str, words)]


def surroundings(**more: str) -> dict[str, str]:
    """The environment of such a process."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more}


def process(*words: object, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """A command as a process of its own."""
    return subprocess.run(command(*words), input=typed, capture_output=True, text=True, env=surroundings(**more), check=False)


def without_assumed(path: Path) -> str:
    """A file of answers with its facts alone."""
    kept: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line == "assumed:":
            break
        kept.append(line)
    return "\n".join(kept) + "\n"
