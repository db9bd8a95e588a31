"""Published scores that a questionnaire alone can compute, beside our own range as a cross-check."""

from ischia.knowledge.bundle import Knowledge, question_of
from ischia.knowledge.causes import Score
from ischia.knowledge.conditions import atoms
from ischia.reasoning.conclusions import ScoreConclusion
from ischia.reasoning.truth import Evaluator


def cross_check(knowledge: Knowledge, evaluator: Evaluator) -> tuple[ScoreConclusion, ...]:
    """Every score for one person: points of what is sure, and whether the cut-off is reached."""
    return tuple(_score(knowledge, evaluator, score) for score in knowledge.scores.values())


def _score(knowledge: Knowledge, evaluator: Evaluator, score: Score) -> ScoreConclusion:
    truths = [evaluator.truth(item.when) for item in score.items]
    open_items = [item for item, truth in zip(score.items, truths, strict=True) if truth.possibly[0] and not truth.surely[0]]
    missing = tuple(sorted({question_of(atom) for item in open_items for atom in atoms(item.when)}))
    points = sum(item.points for item, truth in zip(score.items, truths, strict=True) if truth.surely[0])
    positive = _positive(evaluator, score, points, [item.points for item in open_items])
    return ScoreConclusion(
        id=score.id,
        label=score.label,
        points=None if score.positive_if is not None else points,
        positive=positive,
        missing=missing,
        says=_says(knowledge, score, points, positive, missing),
    )


def _positive(evaluator: Evaluator, score: Score, points: float, still_open: list[float]) -> bool | None:
    """Whether the cut-off is reached; None while the open answers could still decide it."""
    if score.positive_if is not None:
        truth = evaluator.truth(score.positive_if)
        return bool(truth.surely[0]) if truth.surely[0] == truth.possibly[0] else None
    if score.positive_from is None:
        return None
    least = points + sum(min(open_points, 0) for open_points in still_open)
    most = points + sum(max(open_points, 0) for open_points in still_open)
    return True if least >= score.positive_from else False if most < score.positive_from else None


def _says(knowledge: Knowledge, score: Score, points: float, positive: bool | None, missing: tuple[str, ...]) -> str:
    if positive is None:
        return knowledge.word("causes.cross_check_missing", score=score.label, count=len(missing))
    if score.positive_if is not None:
        result = knowledge.word("causes.cross_check_positive" if positive else "causes.cross_check_negative")
        return knowledge.word("causes.cross_check_rule", score=score.label, result=result)
    return knowledge.word("causes.cross_check", score=score.label, points=f"{points:g}", limit=f"{score.positive_from:g}")
