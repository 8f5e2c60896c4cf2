"""The identity graph: which entities of all documents are one thing, and why.

    member   owl:sameAs canonical .
    a merge  a ng:Merge ; ng:left ; ng:right ; ng:reason ; ng:similarity ; ng:decidedBy .

It is a function of the documents of a store and of the user's pins; ``settling`` keeps it
up. The graphs of the documents keep their own entities untouched.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgraph.entities.candidates import Profile
from newsgraph.entities.identity import Identity, Merge, identify
from newsgraph.identifiers import BASE, pair_iri
from newsgraph.model import Iri
from newsgraph.store.pins import read_pins
from newsgraph.store.terms import (
    IDENTITY_GRAPH,
    NG,
    OWL,
    RDF,
    RDFS,
    SKOS,
    decimal_literal,
    local_name,
    node,
    text_literal,
)

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from newsgraph.store.dataset import Dataset

_DOCUMENT = f"{BASE}document/"
_Texts = dict[str, set[Iri]]


def identity(dataset: "Dataset") -> Identity:
    """Return what is decided about the entities of a store now, with what is left open."""
    return identify(profiles(dataset), read_pins(dataset))


def canonical(dataset: "Dataset") -> dict[Iri, Iri]:
    """Return, for each entity that is merged with others, the one that stands for them."""
    found: dict[Iri, Iri] = {}
    same = node(OWL + "sameAs")
    for quad in dataset.store.quads_for_pattern(None, same, None, node(IDENTITY_GRAPH)):
        first = Iri(quad.object.value)  # type: ignore[union-attr]
        found[Iri(quad.subject.value)] = found[first] = first  # type: ignore[union-attr]
    return found


def merged_with(dataset: "Dataset", iris: Iterable[Iri]) -> set[Iri]:
    """Return the entities given and all that are merged with one of them."""
    first = canonical(dataset)
    wanted = set(iris)
    heads = {first[iri] for iri in wanted if iri in first}
    return wanted | {iri for iri, head in first.items() if head in heads}


def profiles(dataset: "Dataset") -> list[Profile]:
    """Return what the documents of a store hold of each entity, sorted by IRI."""
    labels = _by_text(dataset, RDFS + "label")
    aliases = _by_text(dataset, SKOS + "altLabel")
    tickers = _by_text(dataset, NG + "ticker")
    elsewhere = _by_text(dataset, OWL + "sameAs")
    neighbours, counts = _statements(dataset)
    return [
        Profile(
            iri=iri,
            kind=_kind(dataset, iri),
            label=_usual(names),
            aliases=frozenset({*names, *aliases.get(iri, ())}),
            ticker=min(tickers.get(iri, {""})),
            same_as=frozenset(elsewhere.get(iri, ())),
            documents=frozenset().union(*names.values()),
            neighbours=frozenset(n for n in neighbours[iri] if n in labels and n != iri),
            statements=counts[iri],
        )
        for iri, names in sorted(labels.items())
    ]


def identity_quads(found: Identity) -> "Iterator[Quad]":
    """Yield the quads of the identity graph."""
    from pyoxigraph import Quad

    graph = node(IDENTITY_GRAPH)
    for member, first in found.canonical.items():
        if member != first:
            yield Quad(node(member), node(OWL + "sameAs"), node(first), graph)
    for merge in found.merges:
        yield from _merge_quads(merge)


def merge_iri(merge: Merge) -> Iri:
    """Return the IRI of a row of the ledger."""
    return pair_iri("merge", merge.left, merge.right)


def _merge_quads(merge: Merge) -> "Iterator[Quad]":
    from pyoxigraph import Quad

    iri, graph = node(merge_iri(merge)), node(IDENTITY_GRAPH)
    yield Quad(iri, node(RDF + "type"), node(NG + "Merge"), graph)
    yield Quad(iri, node(NG + "left"), node(merge.left), graph)
    yield Quad(iri, node(NG + "right"), node(merge.right), graph)
    yield Quad(iri, node(NG + "reason"), text_literal(merge.reason), graph)
    yield Quad(iri, node(NG + "similarity"), decimal_literal(f"{merge.score:.2f}"), graph)
    yield Quad(iri, node(NG + "decidedBy"), text_literal(merge.decided_by), graph)


def _by_text(dataset: "Dataset", predicate: str) -> dict[Iri, _Texts]:
    """Return the values of a property of entities, and the documents that give each."""
    found: dict[Iri, _Texts] = defaultdict(lambda: defaultdict(set))
    for subject, value, document in _triples(dataset, predicate):
        found[subject][value].add(document)
    return found


def _triples(dataset: "Dataset", predicate: str) -> Iterator[tuple[Iri, str, Iri]]:
    """Yield subject, object and document of the triples of documents with a property."""
    for quad in dataset.store.quads_for_pattern(None, node(predicate), None, None):
        document = Iri(getattr(quad.graph_name, "value", ""))
        if document.startswith(_DOCUMENT):
            subject, value = str(quad.subject), quad.object
            yield Iri(subject[1:-1]), getattr(value, "value", ""), document


def _kind(dataset: "Dataset", iri: Iri) -> str:
    types = dataset.store.quads_for_pattern(node(iri), node(RDF + "type"), None, None)
    kinds = (quad.object.value for quad in types)  # type: ignore[union-attr]
    return min((local_name(kind) for kind in kinds if kind.startswith(NG)), default="")


def _usual(names: _Texts) -> str:
    return min(names, key=lambda name: (-len(names[name]), -len(name), name))


def _statements(dataset: "Dataset") -> tuple[dict[Iri, set[Iri]], Counter[Iri]]:
    """Return the entities at the other ends of statements, and how many each entity has.

    What a page lists is left out: its subject is the page.
    """
    ends = {
        statement: Iri(end)
        for statement, end, _ in _triples(dataset, RDF + "object")
        if not end.startswith(_DOCUMENT)
    }
    neighbours: dict[Iri, set[Iri]] = defaultdict(set)
    counts: Counter[Iri] = Counter()
    for statement, value, _ in _triples(dataset, RDF + "subject"):
        subject, other = Iri(value), ends.get(statement)
        if subject.startswith(_DOCUMENT) or other is None:
            continue
        neighbours[subject].add(other)
        neighbours[other].add(subject)
        counts.update({subject, other})
    return neighbours, counts
