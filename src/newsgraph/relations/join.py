"""Rules and encoder together: where the rules have spoken of two things, they are believed."""

from collections.abc import Iterable, Iterator

from newsgraph.model import OPEN_RELATION, AnnotatedDocument, Mention, Relation, Value
from newsgraph.relations.learned import Learned

VETO = 0.0  # a relation by rules that the encoder holds less likely than this is left out
End = Mention | tuple[str, str, str]


def joined(
    annotated: AnnotatedDocument, rules: Iterable[Relation], learned: Learned
) -> Iterator[Relation]:
    """Yield the relations by rules, then what the encoder adds.

    What both say is kept from both, so that it counts as said twice. Of two things that
    the rules relate in this document the encoder says nothing else.
    """
    said = [r for r in rules if not _is_vetoed(r, learned)]
    yield from said
    triples = {(*_ends(annotated, r), r.predicate) for r in said if r.predicate != OPEN_RELATION}
    related = {frozenset((one, other)) for one, other, _ in triples}
    for relation in learned.relations:
        ends = _ends(annotated, relation)
        if (*ends, relation.predicate) in triples or frozenset(ends) not in related:
            yield relation


def _is_vetoed(relation: Relation, learned: Learned) -> bool:
    if relation.predicate == OPEN_RELATION:
        return False
    likely = learned.probability(relation)
    return likely is not None and likely < VETO


def _ends(annotated: AnnotatedDocument, relation: Relation) -> tuple[End, End]:
    return _meant(annotated, relation.subject), _meant(annotated, relation.object)


def _meant(annotated: AnnotatedDocument, end: Mention | Value) -> End:
    """Return the naming mention, or a value without its place in the text."""
    if isinstance(end, Value):
        return end.kind, end.lexical, end.currency
    return annotated.antecedent.get(end, end)
