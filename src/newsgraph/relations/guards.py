"""What two ends of a relation must be: of the right kinds, two things, named."""

from newsgraph.model import AnnotatedDocument, Mention, Value
from newsgraph.vocabulary import Pattern

MANY_KINDS = 3  # a range of more kinds says nothing of what the words name


def holds(annotated: AnnotatedDocument, pattern: Pattern, subject: object, end: object) -> bool:
    """Say whether a pattern admits these two as its subject and object."""
    if not isinstance(subject, Mention) or subject.kind not in pattern.domain:
        return False
    if isinstance(end, Value):
        return end.kind in pattern.literals
    if not isinstance(end, Mention) or not _in_range(pattern, end):
        return False
    if pattern.words[0].startswith("[") and not (
        _is_named(annotated, subject) and _is_named(annotated, end)
    ):
        return False
    return not _same(annotated, subject, end)


def _in_range(pattern: Pattern, end: Mention) -> bool:
    """Check the range; a place that owns a noun ("the Paris lender") is where it is, no more."""
    if end.kind == "Place" and "possessor" in pattern.object and len(pattern.kinds) > MANY_KINDS:
        return False
    return end.kind in pattern.kinds


def _is_named(annotated: AnnotatedDocument, end: Mention) -> bool:
    return end.form in ("name", "demonym") or end in annotated.antecedent


def _same(annotated: AnnotatedDocument, left: Mention, right: Mention) -> bool:
    same = annotated.antecedent
    return same.get(left, left) == same.get(right, right) or left.text == right.text
