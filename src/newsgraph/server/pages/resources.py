"""What stands at the address of a thing: an entity, a document, a statement, a piece of evidence.

The IRIs of the graph begin with https://w3id.org/newsgraph/; the same paths are answered here,
by a page or by triples. A redirection from a thing to its description (303) is the matter of
w3id.org: the address here is that of the description.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from newsgraph.errors import LookupFailed
from newsgraph.identifiers import BASE
from newsgraph.model import Iri
from newsgraph.server.facts import facts, grouped, timeline
from newsgraph.server.fragments import graphs, places_of, statements_about
from newsgraph.server.marked import marked_text, sentences
from newsgraph.server.pages.content import Page, Problem, ours
from newsgraph.server.pages.reader import Reader
from newsgraph.store.stored import StoredGraph
from newsgraph.store.terms import NG, OWL, PROV, RDF, RDFS, SKOS, local_name, node

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

Arguments = Mapping[str, str]
_MOST = 600  # statements on a page


def entity(reader: Reader, arguments: Arguments) -> Page:
    """Return the page of an entity: its names, its facts by relation, its timeline."""
    iri = _iri(arguments)
    head = reader.head(iri)
    if head != iri:
        return _elsewhere(head)
    members = reader.members(iri)
    names = _names(reader, members)
    if not names["labels"]:
        raise Problem(404, "The graph holds no such entity", iri)
    found = statements_about(reader.dataset, members, _MOST)
    known = [
        fact
        for fact in facts(graphs(reader.dataset, found.places), reader.head)
        if fact.subject.iri is None or not fact.subject.iri.startswith(f"{BASE}document/")
    ]
    values = {
        "iri": iri,
        "title": names["labels"][0],
        "kind": _kind(reader, members),
        "aliases": sorted({*names["labels"][1:], *names["aliases"]}),
        "tickers": names["tickers"],
        "elsewhere": names["elsewhere"],
        "merged": sorted(members - {iri}),
        "groups": grouped(known, iri),
        "timeline": timeline(known),
        "documents": _documents(reader, members),
        "more": found.more,
    }
    return Page("entity.html", values)


def document(reader: Reader, arguments: Arguments) -> Page:
    """Return the page of a document: its text or its sentences, with what they say."""
    stored = _read(reader, _iri(arguments))
    about = stored.document
    text = marked_text(reader.dataset, stored, reader.head)
    values = {
        "iri": about.iri,
        "title": about.title or about.source,
        "document": about,
        "text": text,
        "sentences": sentences(stored, reader.head),
        "entities": sorted(stored.entities, key=lambda e: e.label.casefold()),
    }
    return Page("document.html", values)


def statement(reader: Reader, arguments: Arguments) -> Page:
    """Return the page of one statement with its evidence."""
    iri = _iri(arguments)
    found = facts(graphs(reader.dataset, places_of(reader.dataset, [iri])), reader.head)
    if not found:
        raise Problem(404, "The graph holds no such statement", iri)
    return Page("statement.html", {"iri": iri, "fact": found[0]})


def evidence(reader: Reader, arguments: Arguments) -> Page:
    """Return the way to the place in its document."""
    iri = _iri(arguments)
    for quad in reader.dataset.store.quads_for_pattern(node(iri), None, None, None):
        return _elsewhere(Iri(f"{quad.graph_name.value}#{iri.rsplit('/', 1)[-1]}"))  # type: ignore[union-attr]
    raise Problem(404, "The graph holds no such evidence", iri)


def _elsewhere(iri: Iri) -> Page:
    return Page("", {}, 303, {"Location": "/" + iri.removeprefix(BASE)})


def _iri(arguments: Arguments) -> Iri:
    return ours(BASE + arguments["path"])


def _read(reader: Reader, iri: Iri) -> StoredGraph:
    try:
        return reader.dataset.read(iri)
    except LookupFailed:
        raise Problem(404, "The graph holds no such document", iri) from None


def _names(reader: Reader, members: Iterable[Iri]) -> dict[str, list[str]]:
    """Return the labels, most usual first, and the other names of an entity."""
    counts: dict[str, int] = {}
    found: dict[str, set[str]] = {"aliases": set(), "tickers": set(), "elsewhere": set()}
    parts = {SKOS + "altLabel": "aliases", NG + "ticker": "tickers", OWL + "sameAs": "elsewhere"}
    for member in members:
        for quad in reader.dataset.store.quads_for_pattern(node(member), None, None, None):
            value, predicate = str(getattr(quad.object, "value", "")), quad.predicate.value
            if predicate == RDFS + "label":
                counts[value] = counts.get(value, 0) + 1
            elif predicate in parts and not value.startswith(BASE):
                found[parts[predicate]].add(value)
    labels = sorted(counts, key=lambda name: (-counts[name], -len(name), name))
    return {"labels": labels, **{name: sorted(values) for name, values in found.items()}}


def _kind(reader: Reader, members: Iterable[Iri]) -> str:
    types = (
        quad.object.value  # type: ignore[union-attr]
        for member in members
        for quad in reader.dataset.store.quads_for_pattern(
            node(member), node(RDF + "type"), None, None
        )
    )
    return min((local_name(kind) for kind in types if kind.startswith(NG)), default="")


def _documents(reader: Reader, members: Iterable[Iri]) -> list[tuple[str, str, str]]:
    """Return IRI, title and date of the documents that name an entity, the latest first."""
    rows = set()
    for member in members:
        for row in reader.dataset.select(_NAMING, {"entity": node(member)}):
            title = row["title"] or row["source"]
            rows.add((row["document"].value, title.value, row["date"].value if row["date"] else ""))
    return sorted(rows, key=lambda row: (row[2], row[1]), reverse=True)[:_MOST]


_NAMING = """
SELECT ?entity ?document ?title ?source ?date WHERE {
  GRAPH ?document { ?entity rdfs:label ?label . ?document dcterms:source ?source .
    OPTIONAL { ?document dcterms:title ?title } OPTIONAL { ?document dcterms:issued ?date } }
}"""


def _entity_data(reader: Reader, iri: Iri) -> "Iterator[Triple]":
    """Yield what is said of an entity and of those merged with it, and what points to it."""
    for member in sorted(reader.members(iri)):
        yield from _about(reader, member)
        for quad in reader.dataset.store.quads_for_pattern(None, None, node(member), None):
            if quad.predicate.value.startswith(NG):
                yield quad.triple


def _document_data(reader: Reader, iri: Iri) -> "Iterator[Triple]":
    for quad in reader.dataset.quads(iri):
        yield quad.triple


def _statement_data(reader: Reader, iri: Iri) -> "Iterator[Triple]":
    for triple in _about(reader, iri):
        yield triple
        if triple.predicate.value == PROV + "wasDerivedFrom":
            yield from _evidence_data(reader, Iri(triple.object.value))  # type: ignore[union-attr]


def _evidence_data(reader: Reader, iri: Iri) -> "Iterator[Triple]":
    for part in ("", "#position", "#quote"):
        yield from _about(reader, Iri(iri + part))


def _about(reader: Reader, iri: Iri) -> "Iterator[Triple]":
    quads: Iterable[Quad] = reader.dataset.store.quads_for_pattern(node(iri), None, None, None)
    yield from sorted({quad.triple for quad in quads}, key=str)


DATA: dict[str, "Callable[[Reader, Iri], Iterator[Triple]]"] = {
    "entity": _entity_data,
    "document": _document_data,
    "statement": _statement_data,
    "evidence": _evidence_data,
}
