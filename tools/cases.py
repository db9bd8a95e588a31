"""Writes the traces of the four published cases anew, docs/cases/*.json: ``python tools/cases.py``."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ischia.cli.answers_file import Told, read_answers
from ischia.cli.knowing import known
from ischia.reasoning.conclude import conclude
from ischia.reasoning.conclusions import plain

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "examples").glob("*.yaml"))


def trace(path: Path) -> dict[str, Any]:
    """Everything that is concluded about one case, its sources left to `ischia knowledge show`."""
    knowledge = known()
    told = read_answers(knowledge, path.read_text(encoding="utf-8"), path.name, datetime.now(UTC))
    if not isinstance(told, Told):
        raise SystemExit("\n".join(map(str, told)))
    concluded: dict[str, Any] = _without_sources(plain(conclude(knowledge, told.journal, told.at)))
    return concluded


def _without_sources(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_sources(inner) for key, inner in value.items() if key not in ("because", "knowledge_version")}
    return [_without_sources(inner) for inner in value] if isinstance(value, list) else value


def file_of(path: Path) -> Path:
    """Where the trace of a case is kept."""
    return ROOT / "docs" / "cases" / f"{path.stem}.json"


def text_of(path: Path) -> str:
    """The trace as it is written: numbers to 4 places, so that it reads alike everywhere."""
    rounded = json.loads(json.dumps(trace(path)), parse_float=lambda number: round(float(number), 4))
    return json.dumps(rounded, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for case in CASES:
        file_of(case).write_text(text_of(case), encoding="utf-8")
