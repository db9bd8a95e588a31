"""One compiled file instead of hundreds of small ones, so that start-up stays quick.

The file is ours as byte code is: made from the YAML beside it by ``python -m ischia.knowledge``, and used only while its
fingerprint is that of the YAML and of the classes it holds.
"""

import hashlib
import pickle
from pathlib import Path

from ischia.knowledge.bundle import Knowledge

HERE = Path(__file__).parent
COMPILED = HERE / "compiled.bin"
_NAME_BYTES = 32


def load_compiled() -> Knowledge | None:
    """The knowledge that came with the program, or None when no compiled file fits the YAML: then read that."""
    held = COMPILED.read_bytes() if COMPILED.exists() else b""
    if held[:_NAME_BYTES] != _name():
        return None
    knowledge = pickle.loads(held[_NAME_BYTES:])
    return knowledge if isinstance(knowledge, Knowledge) else None


def write_compiled(knowledge: Knowledge) -> None:
    """Write the compiled file beside the YAML."""
    COMPILED.write_bytes(_name() + pickle.dumps(knowledge, protocol=pickle.HIGHEST_PROTOCOL))


def _name() -> bytes:
    """SHA-256 over the classes and the YAML, names and contents."""
    digest = hashlib.sha256()
    for path in (*sorted(HERE.glob("*.py")), *sorted((HERE / "data").rglob("*.yaml"))):
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.digest()
