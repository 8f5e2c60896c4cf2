"""What changed between two states of a graph, as facts for people and as quads for machines.

A fact is subject, relation and object, whoever says it; entities that the later state holds
to be one are one. It is supported by sources, so a text that was read anew and says the same
changes nothing. Source: RDF Patch (https://afs.github.io/rdf-patch/).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsgraph.model import Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import canonical
from newsgraph.store.log import changes
from newsgraph.store.terms import IDENTITY_GRAPH, INFERRED_GRAPH, PINS_GRAPH, local_name

if TYPE_CHECKING:
    from pyoxigraph import Quad

_FACTS = """
SELECT ?g ?source ?s ?p ?o ?status ?currency ?unit WHERE { GRAPH ?g {
  ?g dcterms:source ?source .
  ?said a ng:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ng:status ?status .
  OPTIONAL { ?said ng:currency ?currency } OPTIONAL { ?said ng:unit ?unit }
  FILTER(?s != ?g)
} }"""
_LABELS = "SELECT DISTINCT ?s ?label WHERE { GRAPH ?g { ?g a ng:Document . ?s rdfs:label ?label } }"
_OTHERS = (IDENTITY_GRAPH, INFERRED_GRAPH, PINS_GRAPH)

Fact = tuple[str, str, str]  # IRI, local name, IRI or value as written
Facts = dict[Fact, dict[str, set[str]]]  # its statuses, and the sources of each


@dataclass(frozen=True, slots=True)
class State:
    """A dataset, or what it was before some documents came and others went."""

    dataset: Dataset
    without: frozenset[Iri] = frozenset()
    history: Dataset | None = None  # the documents that it had besides

    def documents(self) -> set[Iri]:
        """Return the documents of that state."""
        more = self.history.document_iris() if self.history else ()
        return (set(self.dataset.document_iris()) - self.without) | set(more)

    def quads(self, graph: Iri) -> "set[Quad]":
        """Return the quads of a named graph."""
        old = set(self.history.quads(graph)) if self.history else set()
        return old or (set() if graph in self.without else set(self.dataset.quads(graph)))

    def rows(self, sparql: str) -> Iterator[Any]:
        """Yield the rows of a query that names a document's graph first, or none."""
        for row in self.dataset.select(sparql):
            if row[0].value not in self.without:
                yield row
        if self.history:
            yield from self.history.select(sparql)


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact that changed."""

    subject: str  # names
    relation: str
    object: str
    before: tuple[str, ...]  # statuses
    now: tuple[str, ...]
    sources: tuple[str, ...]  # that came, or that went where the fact or its support is gone

    def line(self) -> str:
        """Return the fact for people."""
        if self.before and self.now and self.before != self.now:
            status = f"{', '.join(self.before)} -> {', '.join(self.now)}"
        else:
            status = ", ".join(self.now or self.before)
        said = f"{self.subject} {self.relation} {self.object} [{status}]"
        return f"{said} ({', '.join(self.sources)})" if self.sources else said


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed, each sort sorted."""

    new: list[Entry] = field(default_factory=list)
    gone: list[Entry] = field(default_factory=list)
    status: list[Entry] = field(default_factory=list)
    support: list[Entry] = field(default_factory=list)  # further sources say so
    lost: list[Entry] = field(default_factory=list)  # fewer sources say so
    contradiction: list[Entry] = field(default_factory=list)  # now denied and asserted

    def sorts(self) -> dict[str, list[Entry]]:
        """Return the entries by the names that people read."""
        return {
            "new": self.new,
            "gone": self.gone,
            "status changed": self.status,
            "new support": self.support,
            "lost support": self.lost,
            "new contradiction": self.contradiction,
        }

    def counts(self) -> dict[str, int]:
        """Return how many there are of each sort."""
        return {name: len(entries) for name, entries in self.sorts().items()}

    def lines(self) -> Iterator[str]:
        """Yield the changes for people."""
        for name, entries in self.sorts().items():
            for entry in entries:
                yield f"{name}: {entry.line()}"

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """Return the changes as JSON has them."""
        names = ("subject", "relation", "object", "before", "now", "sources")
        return {
            sort: [{name: getattr(entry, name) for name in names} for entry in entries]
            for sort, entries in self.sorts().items()
        }


def since(dataset: Dataset, day: str) -> State:
    """Return the state of a dataset before a day (YYYY-MM-DD), from its log of changes.

    What was to be forgotten is not in it.
    """
    from pyoxigraph import RdfFormat

    history = Dataset.memory()
    without: set[Iri] = set()
    undone = [change for change in changes(dataset.store) if change.day >= day]
    for change in reversed(undone):
        if change.document:
            history.write([change.document], (), ())
            without.add(change.document)
        if change.replaces:
            history.store.load(dataset.history.get(change.sequence), format=RdfFormat.N_QUADS)
    return State(dataset, frozenset(without), history)


def difference(before: State, now: State) -> Difference:
    """Return which facts changed."""
    first, names = canonical(now.dataset), _labels(before) | _labels(now)
    old, new = _facts(before, first), _facts(now, first)
    found = Difference()
    for fact in sorted(old.keys() | new.keys()):
        _compare(fact, old.get(fact, {}), new.get(fact, {}), names, found)
    return found


def patch(before: State, now: State) -> Iterator[str]:
    """Yield the lines of an RDF patch that makes the later state of the earlier one.

    Of a state from the log, the identity graph is not known and not in the patch.
    """
    yield "TX .\n"
    whole = not before.history
    graphs = before.documents() | now.documents() | (set(_OTHERS) if whole else set())
    for graph in sorted(graphs):
        old, new = before.quads(graph), now.quads(graph)
        yield from sorted(f"D {quad} .\n" for quad in old - new)
        yield from sorted(f"A {quad} .\n" for quad in new - old)
    yield "TC .\n"


def _facts(state: State, first: dict[Iri, Iri]) -> Facts:
    found: Facts = {}
    for row in state.rows(_FACTS):
        _, source, s, p, o, status, currency, unit = row
        end = _end(o, currency, unit)
        fact = first.get(s.value, s.value), local_name(p.value), first.get(Iri(end), end)
        statuses = found.setdefault(fact, {})
        statuses.setdefault(local_name(status.value), set()).add(source.value)
    return found


def _end(term: Any, currency: Any, unit: Any) -> str:
    from pyoxigraph import NamedNode

    if isinstance(term, NamedNode):  # what has a currency then is another value, an amount
        return term.value
    return " ".join(part.value for part in (term, currency, unit) if part is not None)


def _labels(state: State) -> dict[str, str]:
    found: dict[str, str] = {}
    datasets = (state.dataset, *((state.history,) if state.history else ()))
    for dataset in datasets:
        for iri, label in dataset.select(_LABELS):
            found[iri.value] = min(found.get(iri.value, label.value), label.value)
    return found


def _compare(
    fact: Fact,
    old: dict[str, set[str]],
    new: dict[str, set[str]],
    names: dict[str, str],
    found: Difference,
) -> None:
    before, now = tuple(sorted(old)), tuple(sorted(new))
    had, has = set[str]().union(*old.values()), set[str]().union(*new.values())

    def entry(sources: set[str]) -> Entry:
        ends = names.get(fact[0], fact[0]), names.get(fact[2], fact[2])
        return Entry(ends[0], fact[1], ends[1], before, now, tuple(sorted(sources)))

    if not old or not new:
        (found.gone if old else found.new).append(entry(had or has))
    elif before != now:
        found.status.append(entry(has - had or has))
    else:
        if has - had:
            found.support.append(entry(has - had))
        if had - has:
            found.lost.append(entry(had - has))
    contrary = {"asserted", "negated"}
    if contrary <= set(now) and not contrary <= set(before):
        found.contradiction.append(entry(has))
