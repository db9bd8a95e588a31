"""Sealing: what a person tells lies on the disk only under a key of their own; without the key file it is noise, in every copy."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES, NONCE_BYTES = 32, 12
OWNER_ONLY_FILE, OWNER_ONLY_FOLDER = 0o600, 0o700
# Backup programs that know this mark (borg, restic, tar and others) leave its folder out: https://bford.info/cachedir/
CACHE_MARK = """Signature: 8a477f597d28d172789f06886806bc55
# The key to this person's record. Backups leave it out, so that erasing it erases them too.
"""


class SealBrokenError(ValueError):
    """The bytes were not sealed by this key under this name."""


class Seal:
    """Seals and opens bytes with one key (ChaCha20-Poly1305); each under the name of the thing that it belongs to."""

    def __init__(self, key: bytes) -> None:
        self._cipher = ChaCha20Poly1305(key)

    def seal(self, plain: bytes, name: str) -> bytes:
        """Nonce and ciphertext."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, name.encode())

    def open(self, sealed: bytes, name: str) -> bytes:
        """The bytes that were sealed; raises SealBrokenError when they were changed, moved, or sealed by another key."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.encode())
        except (InvalidTag, ValueError):
            raise SealBrokenError("these bytes do not belong to this key and name") from None


def key_file(folder: Path) -> Path:
    """Where the key lies: in a folder of its own, which backups are told to leave out."""
    return folder / "key" / "person.key"


def read_key(folder: Path) -> bytes:
    """The key of this folder; a new one, safely on the disk, when there is none."""
    path = key_file(folder)
    if not path.exists():
        _make(path)
    return path.read_bytes()


def secret(folder: Path) -> str:
    """What Django signs its form tokens with, derived from the key (HKDF, RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, None, b"ischia form tokens").derive(read_key(folder)).hex()


def destroy_key(folder: Path) -> None:
    """Overwrite the key and take it away: whatever it sealed is gone, wherever copies lie."""
    path = key_file(folder)
    if path.exists():
        _write(path, os.urandom(KEY_BYTES), os.O_WRONLY)
        path.unlink()


def _make(path: Path) -> None:
    path.parent.parent.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY_FOLDER)
    path.parent.mkdir(exist_ok=True, mode=OWNER_ONLY_FOLDER)
    (path.parent / "CACHEDIR.TAG").write_text(CACHE_MARK, encoding="ascii")
    fresh = path.with_suffix(".new")
    _write(fresh, os.urandom(KEY_BYTES), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    # Of two programs that start at once the first to finish wins; the other takes that key.
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)


def _write(path: Path, content: bytes, flags: int) -> None:
    handle = os.open(path, flags, OWNER_ONLY_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
