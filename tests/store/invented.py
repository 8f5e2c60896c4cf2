"""Two invented documents and the means to make more, for the tests of everything below the store."""

from newsgraph.identifiers import document_iri, entity_iri, statement_iri
from newsgraph.model import (
    Block,
    Document,
    DocumentGraph,
    Entity,
    Evidence,
    OffsetMap,
    Page,
    Piece,
    Role,
    Statement,
    Status,
    Value,
)
from newsgraph.store.dataset import Dataset

RAW_SHIFT = 3  # the text as read has three characters more at its start


def document(text, source="tarn.txt", **more):
    blocks = more.pop("blocks", (Block(0, len(text), Role.PROSE),))
    offsets = OffsetMap((Piece(0, RAW_SHIFT, len(text), len(text)),))
    return Document(document_iri("## " + text), text, source, blocks, offsets, **more)


def entity(kind, label, *aliases, **more):
    return Entity(entity_iri(kind, label), kind, label, aliases, **more)


def statement(doc, subject, predicate, object_, quote, status=Status.ASSERTED, **more):
    start = doc.text.index(quote)
    evidence = Evidence(
        doc.iri,
        start,
        start + len(quote),
        more.pop("extractor", "lexicon"),
        more.pop("entry", f"{predicate}-x-v"),
        more.pop("pattern", "subject verb object"),
        trace=more.pop("trace", ""),
    )
    subject = getattr(subject, "iri", subject)
    object_ = object_ if isinstance(object_, Value) else object_.iri
    iri = statement_iri(doc.iri, subject, predicate, object_, status)
    return Statement(iri, doc.iri, subject, predicate, object_, status, (evidence,), **more)


def graph(doc, *statements, entities):
    by_iri = sorted(entities, key=lambda e: e.iri)
    return DocumentGraph(doc, tuple(by_iri), tuple(sorted(statements, key=lambda s: s.iri)))


def told(text, subject, predicate, object_, status=Status.ASSERTED, **more):
    """A document whose whole text says one thing; ``source`` and ``date`` are the document's."""
    about = {name: more.pop(name) for name in ("source", "date") if name in more}
    doc = document(text, **about)
    ends = [end for end in (subject, object_) if isinstance(end, Entity)]
    return graph(
        doc, statement(doc, subject, predicate, object_, text, status, **more), entities=ends
    )


def memory(*graphs, ontology=None):
    """A store in memory that holds some documents."""
    made = Dataset.memory(ontology)
    for each in graphs:
        made.add(each)
    return made


TARN = entity("Organization", "Tarn Robotics", "Tarn", ticker="TRN")
FJORD = entity("Organization", "Fjordlight", same_as=("http://www.wikidata.org/entity/Q0",))
MIRA = entity("Person", "Mira Oduya", "Oduya")
LAUNCH = entity("Event", "Kestrel launch")
LENDERS = entity("OrganizationGroup", "regional lenders")

BOUGHT = "Tarn Robotics bought Fjordlight for 90 million kroner in May 2031."
MAY_JOIN = "Mira Oduya may join Fjordlight, Tarn said."
STAFF = "Fjordlight has 412 employees."
REVENUE = "Its sales came to 12.50 million euros."
_HEAD = "Tarn takes Fjordlight"
_TAIL = "Mentioned: Tarn. Affected: regional lenders. Timeline: Kestrel launch."
TARN_TEXT = "\n".join([_HEAD, BOUGHT, MAY_JOIN, STAFF, REVENUE, _TAIL])


def _block(part, role):
    start = TARN_TEXT.index(part)
    return Block(start, start + len(part), role)


def tarn_graph():
    """A page with a relation of each sort: qualified, attributed, literal, page-level."""
    doc = document(
        TARN_TEXT,
        "news/tarn.txt",
        title=_HEAD,
        url="https://example.org/tarn?a=1&b=2",
        date="2031-05-20",
        blocks=(
            _block(_HEAD, Role.HEADLINE),
            _block(BOUGHT, Role.TAKEAWAY),
            _block(MAY_JOIN, Role.PROSE),
            _block(STAFF, Role.FACT),
            _block(REVENUE, Role.FACT),
        ),
        page=Page("brief", _HEAD, "Robots", "Bullish", 7.5, 3, 2),
    )
    kroner = Value("money", "90000000", currency="NOK")
    euros = Value("money", "12500000.50", currency="EUR")
    page = {"extractor": "page", "pattern": ""}
    said = [
        statement(
            doc,
            TARN,
            "acquires",
            FJORD,
            BOUGHT,
            confidence=0.876,
            qualifiers=(("amount", kroner), ("date", Value("date", "2031-05"))),
        ),
        statement(
            doc,
            MIRA,
            "worksFor",
            FJORD,
            MAY_JOIN,
            Status.SPECULATIVE,
            confidence=0.5,
            qualifiers=(("role", Value("string", "adviser")),),
            attributed_to=TARN.iri,
            trace="her -> Mira Oduya",
        ),
        statement(
            doc,
            FJORD,
            "hasMeasure",
            Value("number", "412", unit="employees"),
            STAFF,
            qualifiers=(("metric", Value("string", "headcount")),),
        ),
        statement(doc, FJORD, "hasRevenue", euros, REVENUE),
        statement(
            doc,
            doc.iri,
            "mentions",
            TARN,
            "Tarn",
            qualifiers=(
                ("listedKind", Value("string", "company")),
                ("ticker", Value("string", "TRN")),
            ),
            **page,
        ),
        statement(
            doc,
            doc.iri,
            "affects",
            LENDERS,
            "regional lenders",
            qualifiers=(("sentiment", Value("string", "Negative")),),
            **page,
        ),
        statement(
            doc,
            doc.iri,
            "timeline",
            LAUNCH,
            "Kestrel launch",
            qualifiers=(("position", Value("number", "0")),),
            **page,
        ),
    ]
    return graph(doc, *said, entities=[TARN, FJORD, MIRA, LAUNCH, LENDERS])


def denial_graph():
    """A second document on the same two companies, under another name for one of them."""
    text = "Tarn denied having bought Fjordlight. It competes with Fjordlight."
    doc = document(text, "https://example.org/denial")
    tarn = Entity(TARN.iri, "Organization", "Tarn", ("Tarn Robotics ASA",))
    first, second = text.split(". ")
    return graph(
        doc,
        statement(doc, tarn, "acquires", FJORD, first, Status.NEGATED, attributed_to=tarn.iri),
        statement(doc, tarn, "competesWith", FJORD, second, confidence=0.7, trace="It -> Tarn"),
        entities=[tarn, FJORD],
    )
