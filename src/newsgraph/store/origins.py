"""Which documents are copies of one story: their origin stands in the identity graph.

    document  ng:minhash "signature" ; ng:band "key"     in its own graph
    document  ng:origin origin                           in the identity graph, copies only

Two documents are alike if their signatures meet in a band and agree in enough places;
an origin is the least IRI of those that are joined by such likeness. So origins are a
function of the set of documents, and a change touches only the copies of what changed.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgraph.model import Iri
from newsgraph.statements.origin import ALIKE, bands, likeness
from newsgraph.store.terms import IDENTITY_GRAPH, NG, node, text_literal

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from newsgraph.store.dataset import Dataset

SIGNATURE, BAND, ORIGIN = NG + "minhash", NG + "band", NG + "origin"


def origins(dataset: "Dataset") -> dict[Iri, Iri]:
    """Return, for each document that has copies, the origin that they share."""
    quads = dataset.store.quads_for_pattern(None, node(ORIGIN), None, node(IDENTITY_GRAPH))
    return {Iri(q.subject.value): Iri(q.object.value) for q in quads}  # type: ignore[union-attr]


def origin_quads(dataset: "Dataset", documents: Iterable[Iri]) -> "Iterator[Quad]":
    """Yield the quads that say the origin of these documents and of all their copies."""
    from pyoxigraph import Quad

    done: set[Iri] = set()
    for document in sorted(documents):
        if document in done:
            continue
        copies = _joined(dataset, document)
        done |= copies
        if len(copies) > 1:
            first = node(min(copies))
            for copy in sorted(copies):
                yield Quad(node(copy), node(ORIGIN), first, node(IDENTITY_GRAPH))


def copies_of(dataset: "Dataset", documents: Iterable[Iri]) -> set[Iri]:
    """Return the documents and all that share an origin with one of them."""
    return set().union(*(_joined(dataset, document) for document in documents))


def _joined(dataset: "Dataset", document: Iri) -> set[Iri]:
    """Return what is joined to a document by likeness, itself included."""
    found, todo = {document}, [document]
    while todo:
        new = _alike(dataset, todo.pop()) - found
        found |= new
        todo += sorted(new)
    return found


def _alike(dataset: "Dataset", document: Iri) -> set[Iri]:
    own = _signature(dataset, document)
    met: set[Iri] = set()
    for band in bands(own):
        quads = dataset.store.quads_for_pattern(None, node(BAND), text_literal(band), None)
        met.update(Iri(quad.subject.value) for quad in quads)  # type: ignore[union-attr]
    return {other for other in met if likeness(own, _signature(dataset, other)) >= ALIKE}


def _signature(dataset: "Dataset", document: Iri) -> str:
    name = node(document)
    quads = dataset.store.quads_for_pattern(name, node(SIGNATURE), None, name)
    return next((quad.object.value for quad in quads), "")  # type: ignore[union-attr]
