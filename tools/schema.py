"""Writes docs/conclusion.schema.json and docs/conclusion.example.json anew: ``python tools/schema.py``."""

import json
import types
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ischia.cli.answers_file import Told, read_answers
from ischia.cli.knowing import known
from ischia.reasoning.conclude import conclude
from ischia.reasoning.conclusions import _JSON_NAMES, SCHEMA, Conclusion, plain

ROOT = Path(__file__).parent.parent
SCHEMA_FILE, EXAMPLE_FILE = ROOT / "docs" / "conclusion.schema.json", ROOT / "docs" / "conclusion.example.json"
EXAMPLE = ROOT / "examples" / "piri_45f.yaml"
SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def schema() -> dict[str, Any]:
    """The JSON Schema of what `ischia assess --json` prints, from the classes of the conclusion."""
    whole = _object(Conclusion)
    whole["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "What Ischia concludes about one person", **whole}


def _object(of: type) -> dict[str, Any]:
    hints = get_type_hints(of)
    names = [field.name for field in fields(of)]
    return {
        "description": (of.__doc__ or "").strip(),
        "type": "object",
        "properties": {_JSON_NAMES.get(name, name): _of(hints[name]) for name in names},
        "required": [_JSON_NAMES.get(name, name) for name in names],
        "additionalProperties": False,
    }


def _of(hint: Any) -> dict[str, Any]:
    origin, parts = get_origin(hint), get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is tuple:
        return {"type": "array", "items": _of(parts[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(parts[1])}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(part) for part in parts]}
    return {"type": SIMPLE[hint]}


def example() -> dict[str, Any]:
    """What is concluded from one of the examples."""
    knowledge = known()
    text = EXAMPLE.read_text(encoding="utf-8")
    told = read_answers(knowledge, text, EXAMPLE.name, datetime.now(UTC))
    assert isinstance(told, Told), "\n".join(map(str, told))
    concluded: dict[str, Any] = plain(conclude(knowledge, told.journal, told.at))
    return concluded


def write() -> None:
    """Both files."""
    for path, value in ((SCHEMA_FILE, schema()), (EXAMPLE_FILE, example())):
        path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
