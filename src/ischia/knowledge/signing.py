"""What a clinician still has to sign: one row for every statement that is recalled or judged (docs/reviewing.md)."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from ischia.knowledge.bundle import Knowledge
from ischia.knowledge.explaining import as_read, spelled, summary
from ischia.knowledge.walking import Told, told

TO_SIGN = ("recalled", "judgement")
# What can hurt somebody comes first.
ORDER = ("danger", "not_sure", "contradictions", "cautions", "limits", "referral", "techniques", "exercises", "templates", "findings")
LEFT_OUT = {"because", "checked", "rows", "weighs", "fit", "steps", "priors", "rules", "codes", "says", "file", "id"}


@dataclass(frozen=True)
class Row:
    """One line of the sign-off table; the last six columns are the clinician's."""

    id: str
    file: str
    says: str
    grade: str
    sources: str
    checked: str
    verdict: str = ""
    name: str = ""
    profession: str = ""
    registration: str = ""
    date: str = ""
    remark: str = ""


COLUMNS = tuple(field.name for field in fields(Row))


def sign_off(knowledge: Knowledge) -> tuple[Row, ...]:
    """Every statement that rests on memory or on our own judgement, the dangerous first."""
    rows = (_row(knowledge, one) for one in told(knowledge) if _open(one))
    return tuple(sorted(rows, key=lambda row: (_order(row.id), row.id)))


def _open(one: Told) -> tuple[str, ...]:
    """The grades for which a statement must be signed: of its reasons, and its own."""
    held = {reason.grade for reason in one.because} | {str(getattr(one.statement, "grade", ""))}
    return tuple(grade for grade in TO_SIGN if grade in held)


def _order(place: str) -> int:
    kind = place.partition("/")[0]
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _row(knowledge: Knowledge, one: Told) -> Row:
    sources = "; ".join(_source(knowledge, one))
    return Row(one.id, one.file, _says(one.statement), ", ".join(_open(one)), sources, one.checked)


def _source(knowledge: Knowledge, one: Told) -> Iterator[str]:
    for reason in one.because:
        source = spelled(knowledge, reason)
        yield " ".join(part for part in (source.key, f"({source.where})" if source.where else "", source.grade, source.address) if part)


def _says(statement: object) -> str:
    """The sentence, and all numbers, classes and conditions that stand beside it."""
    rest = as_read(statement)
    beside = "; ".join(f"{key}: {inner}" for key, inner in rest.items() if key not in LEFT_OUT and inner != summary(statement))
    return f"{summary(statement)} [{beside}]" if beside else summary(statement)
