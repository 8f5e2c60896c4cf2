"""What a store gives back: a document's entities and statements, read from its quads.

Unlike the model's, these offsets point into the text as it was read, and the words of
each passage are at hand; the text itself is not kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.model import Entity, Iri, Status, Value
from newsgraph.store.terms import (
    DCTERMS,
    NG,
    OA,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    literal_value,
    local_name,
)

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Quad

    Term = NamedNode | Literal

# Properties of a statement node that are not qualifiers.
STATEMENT_PARTS = frozenset({"status", "confidence", "attributedTo", "inDocument"})


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """Words of a document: the text as read, [start:end), says ``quote`` once cleaned."""

    iri: Iri
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StoredEvidence(StoredPassage):
    """The words that say it and how they were read; several traces are joined by ``; ``."""

    extractor: str
    entry: str
    pattern: str
    role: str
    trace: str


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement as its document's graph holds it."""

    iri: Iri
    document: Iri
    subject: Iri
    predicate: str  # local name
    object: Iri | Value
    status: Status
    confidence: float
    qualifiers: tuple[tuple[str, Iri | Value], ...]  # sorted by name
    attributed_to: Iri | None
    evidence: tuple[StoredEvidence, ...]  # in text order


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What a page in a known layout says about itself."""

    layout: str
    headline: str
    category: str
    sentiment: str
    score: float | None
    read_minutes: int | None
    sources_verified: int | None
    takeaways: tuple[StoredPassage, ...]
    facts: tuple[StoredPassage, ...]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the store knows it."""

    iri: Iri
    source: str
    title: str = ""
    url: str = ""
    date: str = ""
    page: StoredPage | None = None


@dataclass(frozen=True, slots=True)
class StoredGraph:
    """All that one document's named graph holds."""

    document: StoredDocument
    entities: tuple[Entity, ...]  # sorted by IRI
    statements: tuple[StoredStatement, ...]  # by evidence in text order, then IRI

    def labels(self) -> dict[Iri, str]:
        """Return the name that this document's graph gives each of its entities."""
        return {entity.iri: entity.label for entity in self.entities}


class _Nodes:
    """The properties of the nodes of one graph, each with its sorted values."""

    def __init__(self, quads: "Iterable[Quad]") -> None:
        from pyoxigraph import Literal, NamedNode

        found: dict[str, dict[str, list[Term]]] = {}
        for quad in quads:
            subject, end = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(end, NamedNode | Literal):
                properties = found.setdefault(subject.value, {})
                properties.setdefault(quad.predicate.value, []).append(end)
        self._found = found
        self.kinds = {
            iri: sorted(term.value for term in properties.get(RDF + "type", ()))
            for iri, properties in found.items()
        }

    def of_kind(self, kind: str) -> list[Iri]:
        return sorted(Iri(iri) for iri, kinds in self.kinds.items() if kind in kinds)

    def properties(self, iri: str) -> "Mapping[str, list[Term]]":
        return self._found.get(iri, {})

    def all(self, iri: str, name: str) -> list[str]:
        return sorted(term.value for term in self.properties(iri).get(name, ()))

    def first(self, iri: str, name: str) -> str:
        return next(iter(self.all(iri, name)), "")

    def term(self, iri: str, name: str) -> "Term":
        return min(self.properties(iri)[name], key=str)


def from_quads(quads: "Iterable[Quad]") -> StoredGraph:
    """Return what the quads of one document's named graph say.

    Raises ValueError if they hold no document, and KeyError if a statement or passage
    lacks a part: such quads were not made by ``to_quads``.
    """
    nodes = _Nodes(quads)
    documents = nodes.of_kind(NG + "Document")
    if not documents:
        raise ValueError("the quads hold no document")
    document = _document(nodes, documents[0])
    statements = [_statement(nodes, iri) for iri in nodes.of_kind(NG + "Statement")]
    return StoredGraph(
        document,
        tuple(_entities(nodes)),
        tuple(sorted(statements, key=lambda s: (s.evidence[0].start, s.evidence[0].end, s.iri))),
    )


def _document(nodes: _Nodes, iri: Iri) -> StoredDocument:
    return StoredDocument(
        iri,
        nodes.first(iri, DCTERMS + "source"),
        nodes.first(iri, DCTERMS + "title"),
        nodes.first(iri, SCHEMA + "url"),
        nodes.first(iri, DCTERMS + "issued"),
        _page(nodes, iri) if nodes.first(iri, NG + "layout") else None,
    )


def _page(nodes: _Nodes, iri: Iri) -> StoredPage:
    score = nodes.first(iri, NG + "score")
    minutes = nodes.first(iri, NG + "readMinutes")
    sources = nodes.first(iri, NG + "sourcesVerified")
    return StoredPage(
        nodes.first(iri, NG + "layout"),
        nodes.first(iri, NG + "headline"),
        nodes.first(iri, NG + "category"),
        nodes.first(iri, NG + "pageSentiment"),
        float(score) if score else None,
        int(minutes) if minutes else None,
        int(sources) if sources else None,
        _page_spans(nodes, nodes.all(iri, NG + "takeaway")),
        _page_spans(nodes, nodes.all(iri, NG + "keyFact")),
    )


def _page_spans(nodes: _Nodes, iris: list[str]) -> tuple[StoredPassage, ...]:
    in_order = sorted(iris, key=lambda iri: int(nodes.term(iri, NG + "position").value))
    return tuple(StoredPassage(Iri(iri), *_where(nodes, iri)) for iri in in_order)


def _where(nodes: _Nodes, iri: str) -> tuple[str, int, int]:
    """Return the quote, start and end that a passage's two selectors give."""
    quote = nodes.term(iri + "#quote", OA + "exact").value
    start = nodes.term(iri + "#position", OA + "start").value
    end = nodes.term(iri + "#position", OA + "end").value
    return quote, int(start), int(end)


def _entities(nodes: _Nodes) -> Iterable[Entity]:
    """Yield the nodes that are named and have a kind of our own, sorted by IRI."""
    for iri in sorted(nodes.kinds):
        label = nodes.first(iri, RDFS + "label")
        kinds = [local_name(kind) for kind in nodes.kinds[iri] if kind.startswith(NG)]
        if label and kinds:
            yield Entity(
                Iri(iri),
                kinds[0],
                label,
                tuple(nodes.all(iri, SKOS + "altLabel")),
                tuple(nodes.all(iri, OWL + "sameAs")),
                nodes.first(iri, NG + "ticker"),
            )


def _statement(nodes: _Nodes, iri: Iri) -> StoredStatement:
    object_ = nodes.term(iri, RDF + "object")
    currency, unit = nodes.first(iri, NG + "currency"), nodes.first(iri, NG + "unit")
    speaker = nodes.first(iri, NG + "attributedTo")
    evidence = [_evidence(nodes, found) for found in nodes.all(iri, PROV + "wasDerivedFrom")]
    end = end_of(object_, currency=currency, unit=unit)
    return StoredStatement(
        iri,
        Iri(nodes.term(iri, NG + "inDocument").value),
        Iri(nodes.term(iri, RDF + "subject").value),
        local_name(nodes.term(iri, RDF + "predicate").value),
        end,
        Status(local_name(nodes.term(iri, NG + "status").value)),
        float(nodes.term(iri, NG + "confidence").value),
        tuple(_qualifiers(nodes, iri, end)),
        Iri(speaker) if speaker else None,
        tuple(sorted(evidence, key=lambda e: (e.start, e.end, e.iri))),
    )


def _qualifiers(nodes: _Nodes, iri: Iri, object_: Iri | Value) -> Iterable[tuple[str, Iri | Value]]:
    properties = nodes.properties(iri)
    own = {name for name in ("currency", "unit") if getattr(object_, name, "")}
    for name in sorted(properties):
        if name.startswith(NG) and local_name(name) not in STATEMENT_PARTS | own:
            for term in sorted(properties[name], key=str):
                yield local_name(name), end_of(term)


def _evidence(nodes: _Nodes, iri: str) -> StoredEvidence:
    quote, start, end = _where(nodes, iri)
    return StoredEvidence(
        iri=Iri(iri),
        quote=quote,
        start=start,
        end=end,
        extractor=nodes.first(iri, NG + "extractor"),
        entry=nodes.first(iri, NG + "lexicalEntry"),
        pattern="; ".join(nodes.all(iri, NG + "pattern")),
        role=nodes.first(iri, NG + "blockRole"),
        trace="; ".join(nodes.all(iri, NG + "trace")),
    )


def end_of(term: "Term", *, currency: str = "", unit: str = "") -> Iri | Value:
    """Return the entity or the value that a term stands for."""
    from pyoxigraph import NamedNode

    if isinstance(term, NamedNode):
        return Iri(term.value)
    return literal_value(term, currency=currency, unit=unit)
