"""What lies on the disk, read by another program: a file that this one opens and closes itself would lose SQLite's locks on it."""

import subprocess
from pathlib import Path

from django.conf import settings


def on_the_disk() -> bytes:
    """Every byte of the database and its log."""
    files = [str(path) for path in sorted(Path(settings.FOLDER).glob("ischia.sqlite3*"))]
    return subprocess.run(["cat", *files], capture_output=True, check=True).stdout


def integrity() -> str:
    """What SQLite says of the file, asked by another program."""
    program = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchone()[0])"
    asked = subprocess.run(
        ["python3", "-c", program, str(Path(settings.FOLDER) / "ischia.sqlite3")], capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()
