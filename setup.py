"""Builds the wheel: compiles the knowledge files first, so that the package starts from one file."""

import os
import subprocess
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
COMPILED = ROOT / "src" / "ischia" / "knowledge" / "compiled.bin"


class CompileKnowledge(build_py):
    """Copies the package after its knowledge has been compiled; an editable install leaves that to `make`."""

    def run(self) -> None:
        """Compile, then copy."""
        if not self.editable_mode:
            subprocess.run(
                [sys.executable, "-m", "ischia.knowledge"],
                check=True,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            )
            if not COMPILED.is_file() or not COMPILED.stat().st_size:
                raise SystemExit(f"{COMPILED} was not written: a wheel without its knowledge is of no use")
        super().run()


setup(cmdclass={"build_py": CompileKnowledge})
