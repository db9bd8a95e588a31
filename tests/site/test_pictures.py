"""Pictures on pages: their own ids, the paints of the knowledge, silent beside their word."""

import re

from ischia.knowledge.bundle import Knowledge
from ischia.site import picturing
from ischia.site.playing import play, session_data
from ischia.site.visit import Visit
from tests.scenarios.stories import shipped
from tests.site.clock import Clock
from tests.site.states import in_session
from tools.figure_css import SHEET, sheet


def ids(svg: str) -> set[str]:
    """Every id of a picture."""
    return set(re.findall(r'id="([^"]*)"', svg))


def test_the_same_picture_twice_shares_no_id() -> None:
    """Two pictures on one page never answer to the same name."""
    one, other = picturing.figure("bridge"), picturing.figure("bridge")
    assert ids(one)
    assert not ids(one) & ids(other)


def test_every_use_finds_its_shape() -> None:
    """What a picture refers to is in it."""
    for svg in (picturing.figure("wall_ball"), picturing.plate("wall_ball"), picturing.figure("walk", moves=True)):
        asked = set(re.findall(r'href="#([^"]*)"', svg)) | set(re.findall(r"url\(#([^)]*)\)", svg))
        assert asked <= ids(svg)


def test_an_item_without_a_figure_shows_its_plate() -> None:
    """A catalogue entry has a plate and no figure."""
    assert picturing.figure("deep_tissue_stripping").count("<svg") == 1
    assert "RIGHT SIDE" in picturing.figure("deep_tissue_stripping")


def test_whoever_wants_no_motion_sees_both_ends() -> None:
    """The pictures 1 and 2 of a movement differ; where nothing is touched there is no plate."""
    drawn = picturing.pictures((("bridge", "right", "supine_bed"), ("wall_ball", "left", "wall")))
    shapes = {key: re.sub(r"s\d+-", "", drawn["bridge.right"][key]) for key in ("begin", "end")}
    assert shapes["begin"] != shapes["end"]
    assert not drawn["bridge.right"]["plate"]
    assert "<animate" in drawn["wall_ball.left"]["touching"]
    assert "<animate" not in drawn["wall_ball.left"]["plate"]


def test_the_stylesheet_is_made_from_the_knowledge() -> None:
    """figure.css is what `python -m tools.figure_css` writes, so that paper and screen have the same colours."""
    knowledge: Knowledge = shipped()
    assert SHEET.read_text(encoding="utf-8") == sheet(knowledge)


def test_every_class_of_a_picture_has_a_rule() -> None:
    """No paint of any picture is without its line in the stylesheet."""
    rules = set(re.findall(r"\.([fl]-\w+) \{", SHEET.read_text(encoding="utf-8")))
    used = {name for item in shipped().items() for svg in (picturing.figure(item), picturing.plate(item)) for name in _classes(svg)}
    assert used - rules == set()


def _classes(svg: str) -> set[str]:
    return set(re.findall(r'class="([fl]-\w+)"', svg))


def test_the_player_shows_the_side_that_is_worked_on(clock: Clock) -> None:
    """An exercise of both sides shows each side in its turn, the second as the mirror of the first; the words say the same."""
    in_session("clamshell")()
    visit = Visit()
    data = session_data(visit, play(visit, ("clamshell",)))
    sides = {(frame["picture"], frame["side"]) for frame in data["frames"] if frame["side"] in ("Left side", "Right side")}
    assert sides == {("clamshell.left", "Left side"), ("clamshell.right", "Right side")}
    boxes = [re.search(r'viewBox="(-?\d+) ', data["pictures"][f"clamshell.{side}"]["begin"]) for side in ("left", "right")]
    assert len({box[1] for box in boxes if box}) == 2


def test_every_picture_of_a_session_is_sent(clock: Clock) -> None:
    """Each frame finds the picture that it names, those of the light strokes and the cold at the end too."""
    in_session("wall_ball", "clamshell", "walk")()
    visit = Visit()
    data = session_data(visit, play(visit, ("wall_ball", "clamshell", "walk")))
    assert {frame["picture"] for frame in data["frames"]} <= set(data["pictures"])
    assert {"finishing_strokes", "cold_pack_after"} <= {name.partition(".")[0] for name in data["pictures"]}
