"""Rules and encoder together: where the rules have spoken of two things, they are believed.

The reverse was tried, too: leaving out what the encoder sees nothing in cost more right
statements of the rules than wrong ones.
"""

from collections.abc import Iterable, Iterator

from newsgraph.model import OPEN_RELATION, AnnotatedDocument, Mention, Relation, Value

End = Mention | tuple[str, str, str]


def joined(
    annotated: AnnotatedDocument, rules: Iterable[Relation], learned: Iterable[Relation]
) -> Iterator[Relation]:
    """Yield the relations by rules, then what the encoder adds.

    What both say is kept from both, so that it counts as said twice. Of two things that
    the rules relate in this document the encoder says nothing else.
    """
    said = list(rules)
    yield from said
    triples = {(*_ends(annotated, r), r.predicate) for r in said if r.predicate != OPEN_RELATION}
    related = {frozenset((one, other)) for one, other, _ in triples}
    for relation in learned:
        ends = _ends(annotated, relation)
        if (*ends, relation.predicate) in triples or frozenset(ends) not in related:
            yield relation


def _ends(annotated: AnnotatedDocument, relation: Relation) -> tuple[End, End]:
    return _meant(annotated, relation.subject), _meant(annotated, relation.object)


def _meant(annotated: AnnotatedDocument, end: Mention | Value) -> End:
    """Return the naming mention, or a value without its place in the text."""
    if isinstance(end, Value):
        return end.kind, end.lexical, end.currency
    return annotated.antecedent.get(end, end)
