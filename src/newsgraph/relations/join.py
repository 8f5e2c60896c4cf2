"""Rules and encoder together: where the rules have spoken of two things, they are believed."""

from collections.abc import Iterable, Iterator

from newsgraph.model import OPEN_RELATION, AnnotatedDocument, Mention, Relation, Value

SURE = 0.8  # from which a second relation between two things is taken as well
End = Mention | tuple[str, str, str]


def joined(
    annotated: AnnotatedDocument, rules: Iterable[Relation], learned: Iterable[Relation]
) -> Iterator[Relation]:
    """Yield the relations by rules, then what the encoder adds.

    What both say is kept from both, so that it counts as said twice. Of two things that
    the rules relate in this document the encoder says nothing else; of two others it may
    say one thing in a sentence, and more if it is sure.
    """
    said = list(rules)
    yield from said
    triples = {
        (_end(annotated, r.subject), r.predicate, _end(annotated, r.object))
        for r in said
        if r.predicate != OPEN_RELATION
    }
    triples |= {(o, p, s) for s, p, o in triples}
    pairs = {(s, o) for s, _, o in triples}
    taken: set[tuple[End, End, int]] = set()
    for relation in sorted(learned, key=_by_score):
        ends = _end(annotated, relation.subject), _end(annotated, relation.object)
        key = (*sorted(ends, key=str), relation.evidence.start)
        if (ends[0], relation.predicate, ends[1]) in triples:
            yield relation
        elif ends not in pairs and (key not in taken or relation.evidence.score >= SURE):
            taken.add(key)
            yield relation


def _end(annotated: AnnotatedDocument, end: Mention | Value) -> End:
    if isinstance(end, Value):
        return end.kind, end.lexical, end.currency
    return annotated.antecedent.get(end, end)


def _by_score(relation: Relation) -> tuple[object, ...]:
    end = relation.object
    return (
        -relation.evidence.score,
        relation.subject.start,
        end.start,
        relation.predicate,
        relation.evidence.start,
    )
