"""Movement: which pose at which second, and the pose between two poses, number by number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from ischia.knowledge.figures import Arm, Key, Leg, On, Pose, Spine

T = TypeVar("T")
INHERITED = tuple(one.name for one in fields(Pose) if one.name not in ("label", "like", "free"))


class UnlikePosesError(ValueError):
    """Two poses of one movement that name different things, so that nothing lies between them."""


@dataclass(frozen=True)
class Moment:
    """A pose at a second of the movement; `name` where it is one of the scene's own."""

    second: float
    pose: Pose
    name: str = ""


def whole(poses: Mapping[str, Pose], name: str) -> Pose:
    """A pose with everything that it takes from the one that it is like."""
    pose = poses[name]
    if not pose.like:
        return pose
    model = whole(poses, pose.like)
    taken = {field: getattr(model, field) for field in INHERITED if getattr(pose, field) is None and field not in pose.free}
    return replace(pose, label=pose.label or model.label, **taken)


def moments(poses: Mapping[str, Pose], motion: tuple[Key, ...], samples: int) -> tuple[Moment, ...]:
    """The movement as poses in time; raises UnlikePosesError where two poses do not fit."""
    return tuple(_moments(poses, motion, samples))


def _moments(poses: Mapping[str, Pose], motion: tuple[Key, ...], samples: int) -> Iterator[Moment]:
    second, here = 0.0, whole(poses, motion[0].pose)
    yield Moment(second, here, motion[0].pose)
    for key in motion[1:]:
        if key.to:
            there, steps = whole(poses, key.to), 2 if key.even else samples
            for i in range(1, steps + 1):
                share = i / steps if key.even else eased(i / steps)
                yield Moment(second + key.seconds * i / steps, between(here, there, share), key.to if i == steps else "")
            here = there
        else:
            yield Moment(second + key.hold, here)
        second += key.seconds + key.hold


def eased(t: float) -> float:
    """Slow at both ends (smoothstep, t squared times three less two t)."""
    return t * t * (1 + 2 * (1 - t))


def between(a: T, b: T, share: float) -> T:
    """What lies between two poses; words that differ keep the first one's."""
    found: Any = _between(a, b, share)
    return found  # type: ignore[no-any-return]


def _between(a: Any, b: Any, share: float) -> Any:
    if isinstance(a, str) or a == b:
        return a
    if isinstance(a or b, Arm | Leg | Spine) and (a is None or b is None):
        return _between(_straight(a, b), _straight(b, a), share)
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a + (b - a) * share
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return tuple(_between(one, other, share) for one, other in zip(a, b, strict=True))
    if isinstance(a, On) and isinstance(b, On):
        return On(on=_along(a.on, b.on, share), off=_between(a.off, b.off, share))
    if is_dataclass(a) and type(a) is type(b):
        return type(a)(**{one.name: _between(getattr(a, one.name), getattr(b, one.name), share) for one in fields(a)})  # type: ignore[misc]
    raise UnlikePosesError(f"{_named(a)} and {_named(b)} have nothing between them")


def _straight(joint: Any, beside: Any) -> Any:
    """A joint that a pose leaves out hangs straight."""
    return type(beside)() if joint is None and isinstance(beside, Arm | Leg | Spine) else joint


def _along(a: str, b: str, share: float) -> str:
    """A place between two places of one limb."""
    (limb, _, first), (other, _, last) = a.partition("@"), b.partition("@")
    if limb != other:
        raise UnlikePosesError(f"{a} and {b} lie on different limbs")
    return f"{limb}@{float(first or 0) + (float(last or 0) - float(first or 0)) * share}"


def _named(one: Any) -> str:
    return "nothing" if one is None else str(one)
