"""What changed between two states of a graph, as facts for people and as quads for machines.

A fact is subject, relation and object, whoever says it; entities that the later state holds
to be one are one. It is supported by sources, so a text that was read anew and says the same
changes nothing. A contradiction is what ``conflicts`` holds for one.

Source: RDF Patch (https://afs.github.io/rdf-patch/).
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from newsgraph.model import Iri
from newsgraph.reasoning.conflicts import Conflict, new_conflicts
from newsgraph.reasoning.state import State
from newsgraph.store.identity import canonical
from newsgraph.store.terms import IDENTITY_GRAPH, INFERRED_GRAPH, PINS_GRAPH, local_name

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
    contradiction: list[Conflict] = field(default_factory=list)  # that was none before

    def sorts(self) -> dict[str, list[Entry] | list[Conflict]]:
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
        return {
            sort: [asdict(entry) for entry in entries] for sort, entries in self.sorts().items()
        }


def difference(before: State, now: State) -> Difference:
    """Return which facts changed."""
    first, names = canonical(now.dataset), _labels(before) | _labels(now)
    old, new = _facts(before, first), _facts(now, first)
    found = Difference()
    for fact in sorted(old.keys() | new.keys()):
        _compare(fact, old.get(fact, {}), new.get(fact, {}), names, found)
    found.contradiction.extend(new_conflicts(before, now))
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
