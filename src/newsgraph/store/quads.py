"""What a document says, as quads of its named graph: no blank nodes, sorted, without a clock.

Sources: RDF 1.1 Concepts; PROV-O; Web Annotation Data Model, section 4.2 (selectors).
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from newsgraph.identifiers import BASE, evidence_iri
from newsgraph.model import (
    OPEN_RELATION,
    Document,
    DocumentGraph,
    Entity,
    Evidence,
    Iri,
    Page,
    Role,
    Statement,
    Status,
    Value,
)
from newsgraph.store.origins import signature_rows
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
    date_literal,
    decimal_literal,
    node,
    text_literal,
    typed_literal,
    value_literal,
)

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Quad

    Term = NamedNode | Literal

Row = tuple[str, str, "Term"]  # subject, predicate, object
_PAGE_SPANS = {Role.TAKEAWAY: "takeaway", Role.FACT: "keyFact"}
_INTEGERS = ("position",)  # qualifiers that count places, not amounts


def to_quads(graph: DocumentGraph, version: str) -> "list[Quad]":
    """Return the quads of a document's named graph, sorted as N-Quads.

    ``version`` is newsgraph's own; it names the extractors in prov:wasGeneratedBy.
    Raises ValueError where the graph breaks a promise of the model: a statement without
    evidence, evidence outside the text, a value that is not canonical.
    """
    from pyoxigraph import RdfFormat, parse

    lines = to_lines(graph, version)
    return list(parse(" .\n".join([*lines, ""]), format=RdfFormat.N_QUADS))


def to_lines(graph: DocumentGraph, version: str) -> list[str]:
    """Return the same quads as lines of N-Quads without their final points, sorted.

    Text is what a store takes in fastest: a Quad object costs more to make than to write.
    Raises as ``to_quads`` does.
    """
    name = _named(graph.document.iri)
    return sorted({f"{_named(s)} {_named(p)} {o} {name}" for s, p, o in _rows(graph, version)})


@lru_cache(maxsize=8192)
def _named(iri: str) -> str:
    """Return an IRI as N-Quads write it; raises ValueError if it is none."""
    return str(node(iri))


def _rows(graph: DocumentGraph, version: str) -> Iterator[Row]:
    yield from _document(graph.document)
    for entity in graph.entities:
        yield from _entity(entity)
    for statement in graph.statements:
        yield from _statement(statement, graph.document, version)


def _document(document: Document) -> Iterator[Row]:
    iri = document.iri
    yield iri, RDF + "type", node(NG + "Document")
    yield iri, DCTERMS + "source", text_literal(document.source)
    if document.title:
        yield iri, DCTERMS + "title", text_literal(document.title)
    if document.url:
        yield iri, SCHEMA + "url", typed_literal(document.url, "anyURI")
    if document.date:
        yield iri, DCTERMS + "issued", date_literal(document.date)
    yield from signature_rows(document)
    if document.page is not None:
        yield from _page(iri, document.page)
        yield from _page_spans(document)


def _page(iri: Iri, page: Page) -> Iterator[Row]:
    words = {
        "layout": page.layout,
        "headline": page.headline,
        "category": page.category,
        "pageSentiment": page.sentiment,
    }
    for name, text in words.items():
        if text:
            yield iri, NG + name, text_literal(text)
    if page.score is not None:
        yield iri, NG + "score", decimal_literal(page.score)
    counts = {"readMinutes": page.read_minutes, "sourcesVerified": page.sources_verified}
    for name, count in counts.items():
        if count is not None:
            yield iri, NG + name, typed_literal(str(count), "integer")


def _page_spans(document: Document) -> Iterator[Row]:
    positions = dict.fromkeys(_PAGE_SPANS.values(), 0)
    for block in document.blocks:
        name = _PAGE_SPANS.get(block.role)
        if name is None:
            continue
        span = evidence_iri(document.iri, block.start, block.end, "page", name)
        yield document.iri, NG + name, node(span)
        yield span, RDF + "type", node(NG + "PageSpan")
        yield span, NG + "position", typed_literal(str(positions[name]), "integer")
        yield from _passage(span, document, block.start, block.end)
        positions[name] += 1


def _passage(iri: Iri, document: Document, start: int, end: int) -> Iterator[Row]:
    """Yield what says where a passage stands; its offsets are those of the text as read."""
    quote = document.text[start:end]
    if not 0 <= start < end or len(quote) != end - start:
        raise ValueError(f"{document.source}: [{start}, {end}) is no passage of the text")
    raw_start, raw_end = document.offsets.raw_span(start, end)
    yield iri, OA + "hasSource", node(document.iri)
    yield iri, OA + "hasSelector", node(iri + "#position")
    yield iri + "#position", RDF + "type", node(OA + "TextPositionSelector")
    yield iri + "#position", OA + "start", typed_literal(str(raw_start), "integer")
    yield iri + "#position", OA + "end", typed_literal(str(raw_end), "integer")
    yield iri, OA + "hasSelector", node(iri + "#quote")
    yield iri + "#quote", RDF + "type", node(OA + "TextQuoteSelector")
    yield iri + "#quote", OA + "exact", text_literal(quote)


def _entity(entity: Entity) -> Iterator[Row]:
    yield entity.iri, RDF + "type", node(NG + entity.kind)
    yield entity.iri, RDFS + "label", text_literal(entity.label)
    for alias in entity.aliases:
        yield entity.iri, SKOS + "altLabel", text_literal(alias)
    for same in entity.same_as:
        yield entity.iri, OWL + "sameAs", node(same)
    if entity.ticker:
        yield entity.iri, NG + "ticker", text_literal(entity.ticker)


def _statement(statement: Statement, document: Document, version: str) -> Iterator[Row]:
    if not statement.evidence:
        raise ValueError(f"{document.source}: {statement.iri} has no evidence")
    iri = statement.iri
    predicate, object_ = NG + statement.predicate, _term(statement.object)
    if statement.status is Status.ASSERTED and statement.predicate != OPEN_RELATION:
        yield statement.subject, predicate, object_
    yield iri, RDF + "type", node(NG + "Statement")
    yield iri, RDF + "subject", node(statement.subject)
    yield iri, RDF + "predicate", node(predicate)
    yield iri, RDF + "object", object_
    yield iri, NG + "status", node(NG + statement.status)
    yield iri, NG + "confidence", decimal_literal(f"{statement.confidence:.2f}")
    yield iri, NG + "inDocument", node(document.iri)
    if statement.attributed_to is not None:
        yield iri, NG + "attributedTo", node(statement.attributed_to)
    yield from _qualifiers(statement)
    for evidence in statement.evidence:
        yield from _evidence(statement, evidence, document, version)


def _qualifiers(statement: Statement) -> Iterator[Row]:
    """Yield the qualifiers, and the currency and unit of the value that the statement is about.

    That value is the object, or else the qualifier ``amount`` (a currency) or ``quantity``
    (a unit): the two properties stand once on a statement, for one value.
    """
    iri, given = statement.iri, dict(statement.qualifiers)
    for name, value in statement.qualifiers:
        if name in _INTEGERS and isinstance(value, Value):
            yield iri, NG + name, typed_literal(value.lexical, "integer")
        elif name not in ("currency", "unit"):
            yield iri, NG + name, _term(value)
    for name, bearer in (("currency", "amount"), ("unit", "quantity")):
        bearers = (statement.object, given.get(bearer))
        text = next((v for v in (getattr(end, name, "") for end in bearers) if v), "")
        if text:
            yield iri, NG + name, text_literal(text)
        elif name in given:
            yield iri, NG + name, _term(given[name])


def _evidence(
    statement: Statement, evidence: Evidence, document: Document, version: str
) -> Iterator[Row]:
    iri = evidence_iri(
        document.iri, evidence.start, evidence.end, evidence.extractor, evidence.entry
    )
    generator = f"{BASE}extractor/{evidence.extractor}/{version}"
    yield statement.iri, PROV + "wasDerivedFrom", node(iri)
    yield statement.iri, PROV + "wasGeneratedBy", node(generator)
    yield iri, RDF + "type", node(NG + "Evidence")
    yield iri, RDF + "type", node(OA + "SpecificResource")
    yield from _passage(iri, document, evidence.start, evidence.end)
    words = {
        "extractor": evidence.extractor,
        "lexicalEntry": evidence.entry,
        "pattern": evidence.pattern,
        "blockRole": str(evidence.role),
        "trace": evidence.trace,
    }
    for name, text in words.items():
        if text:
            yield iri, NG + name, text_literal(text)


def _term(end: "Iri | Value") -> "Term":
    return value_literal(end) if isinstance(end, Value) else node(end)
