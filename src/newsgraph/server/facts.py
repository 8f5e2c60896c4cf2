"""What the documents say about an entity, arranged for a reader."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from newsgraph.model import Iri, Status, Value
from newsgraph.store.stored import StoredDocument, StoredEvidence, StoredGraph, StoredStatement
from newsgraph.views.picture_contents import words

# In a timeline the first of these that a statement has says when.
_MOMENTS = ("date", "since", "period", "until")
_OF_VALUE = ("currency", "unit")
_ORDER = {status: n for n, status in enumerate(reversed(Status))}  # asserted first


@dataclass(frozen=True, slots=True)
class End:
    """An end of a statement, or a qualifier: a link where it is an entity or a document."""

    text: str
    iri: Iri | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """One document's statement of a fact, with its words."""

    statement: Iri
    document: StoredDocument
    confidence: float
    speaker: End | None
    qualifiers: tuple[tuple[str, End], ...]
    evidence: tuple[StoredEvidence, ...]

    @property
    def passages(self) -> list[tuple[StoredEvidence, str]]:
        """Return each sentence once, with the names of the extractors that read it."""
        readers: dict[str, list[StoredEvidence]] = defaultdict(list)
        for piece in self.evidence:
            readers[piece.quote].append(piece)
        names = (", ".join(sorted({p.extractor for p in found})) for found in readers.values())
        return [(found[0], name) for found, name in zip(readers.values(), names, strict=True)]


@dataclass(frozen=True, slots=True)
class Fact:
    """What one or several documents say alike: an end, its status, and who says so where."""

    relation: str  # in words
    outgoing: bool  # whether the entity is the subject
    subject: End
    object: End
    status: Status
    sayings: list[Saying] = field(default_factory=list)

    @property
    def other(self) -> End:
        """Return the end that the reader does not know yet."""
        return self.object if self.outgoing else self.subject

    @property
    def support(self) -> int:
        """Return how many documents say so."""
        return len({saying.document.iri for saying in self.sayings})

    @property
    def when(self) -> str:
        """Return the earliest date that a document gives, or nothing."""
        given = (dict(saying.qualifiers) for saying in self.sayings)
        dates = (next((q[name].text for name in _MOMENTS if name in q), "") for q in given)
        return min(filter(None, dates), default="")


Head = Callable[[Iri], Iri]  # from an entity to the one that stands for it


def facts(graphs: Iterable[StoredGraph], head: Head) -> list[Fact]:
    """Return what statements say, alike ones together; which way round is left to the reader."""
    found: dict[tuple[object, ...], Fact] = {}
    for graph in graphs:
        labels = {**graph.labels(), graph.document.iri: graph.document.title}
        for statement in graph.statements:
            subject = shown(statement.subject, labels, head)
            object_ = shown(statement.object, labels, head)
            key = (statement.predicate, subject.iri, object_.iri or object_.text, statement.status)
            relation = words(statement.predicate)
            fact = Fact(relation, True, subject, object_, statement.status)
            saying = _saying(statement, graph.document, labels, head)
            found.setdefault(key, fact).sayings.append(saying)
    return list(found.values())


def grouped(found: Iterable[Fact], of: Iri) -> list[tuple[str, bool, list[Fact]]]:
    """Return the facts of one entity by relation, those with it as subject first."""
    groups: dict[tuple[bool, str], list[Fact]] = defaultdict(list)
    for fact in found:
        outgoing = fact.subject.iri == of
        turned = Fact(fact.relation, outgoing, fact.subject, fact.object, fact.status, fact.sayings)
        groups[(not outgoing, fact.relation)].append(turned)
    return [
        (relation, not incoming, sorted(group, key=_standing))
        for (incoming, relation), group in sorted(groups.items())
    ]


def timeline(found: Iterable[Fact]) -> list[Fact]:
    """Return the facts that have a date, the earliest first, denied ones left out."""
    dated = (fact for fact in found if fact.when and fact.status is not Status.NEGATED)
    return sorted(dated, key=lambda fact: (fact.when, fact.relation, fact.object.text))


def shown(end: Iri | Value, labels: dict[Iri, str], head: Head) -> End:
    """Return an end in words, with the address of what it names."""
    if not isinstance(end, Value):
        return End(labels.get(end) or end.rsplit("/", 1)[-1], head(end))
    number = end.lexical
    if end.kind in ("money", "number", "percent"):
        whole, point, rest = number.partition(".")
        number = f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdecimal() else number
    unit = "%" if end.unit == "percent" else end.unit
    return End(" ".join(part for part in (number, end.currency, unit) if part))


def _saying(
    statement: StoredStatement, document: StoredDocument, labels: dict[Iri, str], head: Head
) -> Saying:
    given = statement.qualifiers
    return Saying(
        statement.iri,
        document,
        statement.confidence,
        shown(statement.attributed_to, labels, head) if statement.attributed_to else None,
        tuple(_qualifiers(given, labels, head)),
        statement.evidence,
    )


def _qualifiers(
    given: tuple[tuple[str, Iri | Value], ...], labels: dict[Iri, str], head: Head
) -> Iterator[tuple[str, End]]:
    """Yield the qualifiers; a currency or a unit stands with its number."""
    units = " ".join(v.lexical for n, v in given if n in _OF_VALUE and isinstance(v, Value))
    for name, value in given:
        end = shown(value, labels, head)
        if name in ("amount", "quantity"):
            end = End(f"{end.text} {units}".strip())
        if name not in _OF_VALUE:
            yield name, end


def _standing(fact: Fact) -> tuple[int, int, str]:
    return (-fact.support, _ORDER[fact.status], fact.other.text)
