"""Relations and entities to statements: one for each triple and status of a document."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from newsgraph.identifiers import statement_iri
from newsgraph.model import (
    OPEN_RELATION,
    Entity,
    Evidence,
    Iri,
    Mention,
    Relation,
    Role,
    Statement,
    Status,
    Value,
)
from newsgraph.statements.score import calibrated, combined
from newsgraph.vocabulary.whole import ALONE

Triple = tuple[Iri, str, "Iri | Value", str]  # with the action of an open relation, or ""
Lines = Mapping[str, tuple[float, float]]  # slope and intercept by extractors
_HEADLINES = (Role.HEADLINE, Role.HEADING)


def make_statements(
    relations: Iterable[Relation],
    entity_of: Mapping[Mention, Entity],
    symmetric: frozenset[str],
    lines: Lines = MappingProxyType({}),
) -> list[Statement]:
    """Return the statements of one document, sorted by IRI.

    Relations of one triple become one statement with all their evidence. Where they
    disagree in status, prose counts before a headline, and a plain assertion before a
    report, plan or possibility; a denial stands beside an assertion as a statement of
    its own, since one of the two is somebody's word against the other. A symmetric
    relation is stated once, its ends in the order of their IRIs. A relation whose ends are
    one entity is dropped. ``lines`` calibrate the confidence. Raises KeyError for a mention
    that nobody resolved.
    """
    found: dict[Triple, list[Relation]] = {}
    for relation in relations:
        subject = entity_of[relation.subject].iri
        end = (
            relation.object
            if isinstance(relation.object, Value)
            else entity_of[relation.object].iri
        )
        if subject == end:
            continue
        if relation.predicate in symmetric and isinstance(end, str) and end < subject:
            subject, end = end, subject
        found.setdefault((subject, relation.predicate, end, _action(relation)), []).append(relation)
    made = [
        _statement(triple, same, status, entity_of, lines)
        for triple, all_ in found.items()
        for status, same in _by_status(all_)
    ]
    return sorted(made, key=lambda s: s.iri)


def _action(relation: Relation) -> str:
    """Return the verb phrase of an open relation, which says what it is; else nothing."""
    if relation.predicate != OPEN_RELATION:
        return ""
    return next(v.lexical for n, v in relation.qualifiers if n == "action" and isinstance(v, Value))


def _by_status(relations: list[Relation]) -> list[tuple[Status, list[Relation]]]:
    """Split the relations of one triple into denials and the rest, each with one status."""
    denials = [r for r in relations if r.status is Status.NEGATED]
    rest = [r for r in relations if r.status is not Status.NEGATED]
    parts = []
    if denials and (_in_prose(denials) or not _in_prose(rest)):
        parts.append((Status.NEGATED, denials))
    if rest and (_in_prose(rest) or not _in_prose(denials)):
        parts.append((_prevailing(rest), rest))
    return parts


def _in_prose(relations: Iterable[Relation]) -> bool:
    return any(r.evidence.role not in _HEADLINES for r in relations)


def _prevailing(relations: list[Relation]) -> Status:
    """Return the strongest status that prose gives, or headlines where prose is silent."""
    prose = [r for r in relations if r.evidence.role not in _HEADLINES] or relations
    strength = list(Status)  # from negated to asserted
    return max((r.status for r in prose), key=strength.index)


def _statement(
    triple: Triple,
    relations: list[Relation],
    status: Status,
    entity_of: Mapping[Mention, Entity],
    lines: Lines,
) -> Statement:
    subject, predicate, end, action = triple
    said = f"{predicate} {action}" if action else predicate
    relations = sorted(relations, key=_by_place)
    evidence = {
        (r.evidence.start, r.evidence.end, r.evidence.extractor): r.evidence
        for r in reversed(relations)
    }
    ordered = sorted(evidence.values(), key=lambda e: (e.start, e.end, e.extractor, e.entry))
    speakers = [
        r.attributed_to for r in relations if r.attributed_to is not None and r.status is status
    ]
    speaker = entity_of[speakers[0]].iri if speakers else None
    raw = combined(e.score for e in _distinct(ordered))
    return Statement(
        iri=statement_iri(ordered[0].document, subject, said, end, status),
        document=ordered[0].document,
        subject=subject,
        predicate=predicate,
        object=end,
        status=status,
        evidence=tuple(ordered),
        confidence=calibrated(raw, _witnesses(ordered), lines),
        qualifiers=_qualifiers(relations, status, entity_of),
        attributed_to=speaker,
    )


def _witnesses(evidence: Iterable[Evidence]) -> set[str]:
    """Return the extractors; that of a row of a table alone is one that no other could check."""
    prose = {e.extractor for e in evidence if e.role is not Role.TABLE_ROW}
    return prose or {e.extractor + ALONE for e in evidence}


def _by_place(relation: Relation) -> tuple[object, ...]:
    """Return a sort key: where it is said, then the surer reading, then its words."""
    e = relation.evidence
    speaker = relation.attributed_to
    return (
        e.start, e.end, e.extractor, -e.score, e.entry, e.pattern, e.role, relation.status,
        (speaker.start, speaker.end) if speaker else (-1, -1),
    )  # fmt: skip


def _distinct(evidence: list[Evidence]) -> list[Evidence]:
    """Return the best evidence of each extractor in each sentence.

    Two entries in one sentence are one witness, rules and encoder are two.
    """
    best: dict[tuple[int, int, str], Evidence] = {}
    for e in evidence:
        key = e.start, e.end, e.extractor
        if key not in best or e.score > best[key].score:
            best[key] = e
    return list(best.values())


def _qualifiers(
    relations: list[Relation], status: Status, entity_of: Mapping[Mention, Entity]
) -> tuple[tuple[str, "Iri | Value"], ...]:
    """Return each qualifier once, from relations of the prevailing status first."""
    found: dict[str, Iri | Value] = {}
    for relation in sorted(relations, key=lambda r: (r.status is not status, r.evidence.start)):
        for name, value in relation.qualifiers:
            if name not in found:
                found[name] = value if isinstance(value, Value) else entity_of[value].iri
    return tuple(sorted(found.items()))
