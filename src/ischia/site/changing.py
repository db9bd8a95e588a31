"""What an answer changed about the causes, in one line."""

from ischia.knowledge.bundle import Knowledge
from ischia.reasoning.conclusions import Conclusion


def what_it_changed(knowledge: Knowledge, before: Conclusion, after: Conclusion) -> str:
    """The cause whose share moved most, and which way; or that little changed."""
    was = {cause.id: cause.mid for cause in before.causes}
    moved = max(after.causes, key=lambda cause: abs(cause.mid - was[cause.id]))
    by = moved.mid - was[moved.id]
    if abs(by) < knowledge.limit("interview.changed_little"):
        return knowledge.word("interview.changed.nothing")
    size = "" if abs(by) >= knowledge.limit("interview.changed_clearly") else "little_"
    return knowledge.word(f"interview.changed.{size}{'more' if by > 0 else 'less'}", cause=moved.label)
