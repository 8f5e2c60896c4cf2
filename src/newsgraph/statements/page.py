"""What a page states about itself: whom it lists, whom it holds affected, its timeline."""

from collections.abc import Iterator, Mapping, Sequence

from newsgraph.identifiers import statement_iri
from newsgraph.model import Document, Entity, Evidence, Iri, Mention, Role, Statement, Status, Value


def page_statements(document: Document, entity_of: Mapping[Mention, Entity]) -> Iterator[Statement]:
    """Yield ``mentions``, ``affects`` and ``timeline`` statements, the document their subject.

    Each rests on the line of the page that says it. A name that no mention was made
    for is passed over; pages without a known layout give nothing.
    """
    page = document.page
    if page is None:
        return
    entity_at = {(m.start, m.end): e for m, e in entity_of.items()}
    for listed in page.mentioned:
        extra = [("listedKind", _text(listed.kind))]
        if listed.ticker:
            extra.append(("ticker", _text(listed.ticker)))
        yield from _state(document, entity_at, "mentions", (listed.start, listed.end), extra)
    for party in page.affected:
        extra = [("listedKind", _text(party.kind))]
        if party.sentiment:
            extra.append(("sentiment", _text(party.sentiment)))
        yield from _state(document, entity_at, "affects", (party.start, party.end), extra)
    for number, span in enumerate(page.timeline):
        extra = [("position", Value("number", str(number), str(number)))]
        yield from _state(document, entity_at, "timeline", span, extra)


def _text(text: str) -> Value:
    return Value("string", text, text)


def _state(
    document: Document,
    entity_at: Mapping[tuple[int, int], Entity],
    predicate: str,
    span: tuple[int, int],
    extra: Sequence[tuple[str, Iri | Value]],
) -> Iterator[Statement]:
    entity = entity_at.get(span)
    if entity is None:
        return
    evidence = Evidence(document.iri, *span, "page", entry=predicate, role=Role.LABEL, score=1.0)
    yield Statement(
        iri=statement_iri(document.iri, document.iri, predicate, entity.iri, Status.ASSERTED),
        document=document.iri,
        subject=document.iri,
        predicate=predicate,
        object=entity.iri,
        status=Status.ASSERTED,
        evidence=(evidence,),
        confidence=1.0,
        qualifiers=tuple(extra),
    )
