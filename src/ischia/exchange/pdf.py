"""From a letter or a week to a tagged PDF (typst: the page is set from a template beside this file, with fonts beside it)."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from ischia.exchange.handout import Handout
from ischia.exchange.letter import Letter

HERE = Path(__file__).parent
FONTS = HERE / "fonts"


def letter_pdf(letter: Letter, words: dict[str, str]) -> bytes:
    """One page; `words` are its headings."""
    return _set("letter.typ", {**asdict(letter), "words": words})


def handout_pdf(handout: Handout, words: dict[str, str]) -> bytes:
    """One page; `words` are its headings."""
    return _set("handout.typ", {**asdict(handout), "words": words})


def _set(template: str, data: dict[str, Any]) -> bytes:
    made: bytes = typst.compile(
        HERE / template, root=HERE, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)}, pdf_tags=True
    )
    return made
