"""Every item's pictures and their words: the figure of each position, still and moving, and the plate that shows where."""

from dataclasses import dataclass

from ischia.guidance import figure
from ischia.guidance.figure import Person
from ischia.guidance.painting import Brush
from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.figures import Body, Scene
from ischia.knowledge.items import Item

THE_BODY = "figure"


@dataclass(frozen=True)
class Look:
    """How a person wants the figure: light or dark, a skin, a build. Without a theme the page's stylesheet gives the colours."""

    theme: str = ""
    skin: str = "light"
    build: str = figure.MIDDLE


def body(knowledge: Knowledge) -> Body:
    """The body that is posed."""
    return knowledge.body[THE_BODY]


def brush(knowledge: Knowledge, look: Look, name: str) -> Brush:
    """The colours of a look; `name` begins the ids of the picture."""
    if not look.theme:
        return Brush(name)
    skin, far = body(knowledge).skins[look.skin]
    return Brush(name, {**body(knowledge).paints[look.theme], "skin": skin, "skinFar": far})


def scene_of(knowledge: Knowledge, item: str, position: str = "") -> Scene | None:
    """The scene of an item in a position, else its first one; None where it has no figure."""
    found = knowledge.figures.get(item)
    if found is None:
        return None
    return next((one for one in found.scenes if position in one.positions), found.scenes[0])


def text_of(knowledge: Knowledge, item: Item, scene: Scene, side: str = "") -> str:
    """What the picture shows, in words made from the same data."""
    names = dict.fromkeys(key.pose or key.to for key in scene.motion if key.pose or key.to)
    labels = dict.fromkeys(_label(scene, name) for name in names)
    said = [f"{label}." for label in labels if label]
    tool = knowledge.tools.get(item.tool)
    if tool is not None and item.tool != "none":
        said.append(knowledge.word("picture.with", tool=tool.says))
    if side and f"picture.side.{side}" in knowledge.words:
        said.append(knowledge.word(f"picture.side.{side}"))
    return " ".join((f"{item.label}.", *said))


def _label(scene: Scene, name: str) -> str:
    pose = scene.poses[name]
    return pose.label or (_label(scene, pose.like) if pose.like else "")


def still(knowledge: Knowledge, item: str, look: Look, side: str = "right", position: str = "", pose: str = "", name: str = "f") -> str:
    """The still figure of an item as SVG; empty where it has none. `pose` names one of its poses."""
    scene = scene_of(knowledge, item, position)
    if scene is None:
        return ""
    text = text_of(knowledge, knowledge.items()[item], scene, side)
    return figure.still(body(knowledge), scene, Person(side, look.build), brush(knowledge, look, name), text, pose)


def moving(knowledge: Knowledge, item: str, look: Look, side: str = "right", position: str = "", name: str = "m") -> str:
    """The moving figure of an item as SVG; empty where it has none."""
    scene = scene_of(knowledge, item, position)
    if scene is None:
        return ""
    text = text_of(knowledge, knowledge.items()[item], scene, side)
    return figure.moving(body(knowledge), scene, Person(side, look.build), brush(knowledge, look, name), text)
