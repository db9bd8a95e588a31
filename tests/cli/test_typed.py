"""What people type, understood as answers."""

from datetime import date
from typing import Any

import pytest

from ischia.cli.knowing import known
from ischia.cli.typed import ticked, understood

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        ("foot_drop", "Y", "yes"),
        ("foot_drop", " No ", "no"),
        ("foot_drop", "not  sure", "unsure"),
        ("foot_drop", "maybe", None),
        ("foot_drop", "unchanged", None),
        ("which_side", "2", "right"),
        ("which_side", "Both", "both"),
        ("which_side", "4", None),
        ("leg_pain_now", "7", 7),
        ("leg_pain_now", "6,5", 6.5),
        ("leg_pain_now", "11", None),
        ("leg_pain_now", "unsure", None),
        ("pain_began", "today", "2026-11-20"),
        ("pain_began", "3 weeks ago", "2026-10-30"),
        ("pain_began", "2026-11-01", "2026-11-01"),
        ("pain_began", "2026-12-01", None),
        ("pain_places", "left 2, right calf, both low back", ["left_buttock", "right_calf", "low_back"]),
        ("pain_places", "none", []),
        ("pain_places", "left elbow", None),
        ("pain_places", "left 99", None),
    ],
)
def test_an_answer_is_understood_or_not_taken(question: str, typed: str, answer: Any) -> None:
    """Each kind of question takes its own forms, and nothing else."""
    assert understood(known(), known().findings[question], typed, TODAY) == answer


def test_ticks_are_numbers_of_the_list() -> None:
    """Numbers in any order, none, and nothing that is not on the list."""
    assert ticked(("a", "b", "c"), "3, 1") == ("a", "c")
    assert ticked(("a", "b", "c"), "none") == ()
    assert ticked(("a", "b", "c"), "4") is None
    assert ticked(("a", "b", "c"), "some") is None
