"""Which documents are copies of one story: their origin stands in a graph of its own.

    document  ng:minhash "signature" ; ng:band "key"     in its own graph
    document  ng:origin origin                           in the graph of origins, copies only

Two documents are alike if their signatures meet in a band and agree in enough places;
an origin is the least IRI of those that are joined by such likeness. So origins are a
function of the set of documents, and a change touches only the copies of what changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from newsgraph.model import Document, Iri
from newsgraph.statements.origin import ALIKE, bands, likeness, signature
from newsgraph.store.terms import NG, ORIGINS_GRAPH, node, text_literal

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from newsgraph.store.dataset import Dataset

SIGNATURE, BAND, ORIGIN = NG + "minhash", NG + "band", NG + "origin"


def signature_rows(document: Document) -> "Iterator[tuple[str, str, Literal]]":
    """Yield what a document's own graph says of its signature; nothing for one without words."""
    signed = signature(document.text)
    if signed:
        yield document.iri, SIGNATURE, text_literal(signed)
    for band in bands(signed):
        yield document.iri, BAND, text_literal(band)


def origins(dataset: "Dataset") -> dict[Iri, Iri]:
    """Return, for each document that has copies, the origin that they share."""
    quads = dataset.store.quads_for_pattern(None, node(ORIGIN), None, node(ORIGINS_GRAPH))
    return {Iri(q.subject.value): Iri(q.object.value) for q in quads}  # type: ignore[union-attr]


def origins_changed(
    dataset: "Dataset", gone: Iterable[Iri], came: Document | None
) -> tuple[set[str], set[str]]:
    """Return the lines of the graph of origins that go and that come with a change.

    The store is as it was before: ``gone`` are documents that it holds, ``came`` is none.
    """
    leaving = set(gone)
    new = {came.iri: signature(came.text)} if came else {}
    near = {other for signed in new.values() for other in _alike(dataset, signed)}
    touched = _closure(dataset, leaving | near)
    signed = {d: _signature(dataset, d) for d in touched - leaving} | new
    old = {_line(d, origin) for d in touched if (origin := _origin(dataset, d))}
    return old, {_line(d, min(group)) for group in _groups(signed) for d in group}


def _groups(signed: Mapping[Iri, str]) -> Iterator[set[Iri]]:
    """Yield the documents that likeness joins, where they are two or more."""
    left = set(signed)
    while left:
        todo = [min(left)]
        left.discard(todo[0])
        group = set(todo)
        while todo:
            one = todo.pop()
            joined = {other for other in left if _is_alike(signed[one], signed[other])}
            left -= joined
            group |= joined
            todo += sorted(joined)
        if len(group) > 1:
            yield group


def _is_alike(left: str, right: str) -> bool:
    """Say whether two signatures meet in a band and agree in enough places."""
    return not set(bands(left)).isdisjoint(bands(right)) and likeness(left, right) >= ALIKE


def _closure(dataset: "Dataset", documents: set[Iri]) -> set[Iri]:
    """Return the documents and all that share an origin with one of them."""
    found = set(documents)
    for origin in {o for d in documents if (o := _origin(dataset, d))}:
        pattern = None, node(ORIGIN), node(origin), node(ORIGINS_GRAPH)
        quads = dataset.store.quads_for_pattern(*pattern)
        found.update(Iri(quad.subject.value) for quad in quads)  # type: ignore[union-attr]
    return found


def _origin(dataset: "Dataset", document: Iri) -> Iri | None:
    """Return the origin that a document shares with its copies, None if it has none."""
    pattern = node(document), node(ORIGIN), None, node(ORIGINS_GRAPH)
    quads = dataset.store.quads_for_pattern(*pattern)
    return next((Iri(quad.object.value) for quad in quads), None)  # type: ignore[union-attr]


def _alike(dataset: "Dataset", signed: str) -> set[Iri]:
    met: set[Iri] = set()
    for band in bands(signed):
        quads = dataset.store.quads_for_pattern(None, node(BAND), text_literal(band), None)
        met.update(Iri(quad.subject.value) for quad in quads)  # type: ignore[union-attr]
    return {other for other in met if likeness(signed, _signature(dataset, other)) >= ALIKE}


def _signature(dataset: "Dataset", document: Iri) -> str:
    name = node(document)
    quads = dataset.store.quads_for_pattern(name, node(SIGNATURE), None, name)
    return next((quad.object.value for quad in quads), "")  # type: ignore[union-attr]


def _line(document: Iri, origin: Iri) -> str:
    from pyoxigraph import Quad

    quad: Quad = Quad(node(document), node(ORIGIN), node(origin), node(ORIGINS_GRAPH))
    return str(quad)
