"""What follows from what the documents assert: rules run to a fixed point.

The facts are the asserted statements of all documents, entities that are one taken as
one. A triple that one document asserts and another denies is no premise, nor is
anything attributed, planned, speculative or negated. Each inferred triple stands in the
graph of inferences with a node that names its rule and its premises:

    s p o .
    an inference  a ng:Inference ; rdf:subject s ; rdf:predicate p ; rdf:object o ;
                  ng:rule "symmetric" ; prov:wasDerivedFrom statements and inferences .

Source: forward chaining to the least fixed point, as in OWL 2 RL (OWL 2 Profiles, W3C
2012, section 4.3), with rules as data.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgraph.errors import VocabularyError
from newsgraph.identifiers import BASE, inference_iri
from newsgraph.model import Iri
from newsgraph.reasoning.rules import Pattern, Rule, read_rules
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import canonical
from newsgraph.store.terms import (
    INFERRED_GRAPH,
    NG,
    ONTOLOGY_GRAPH,
    PREFIXES,
    PROV,
    RDF,
    node,
    text_literal,
)

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

Triple = tuple[Any, Any, Any]  # RDF terms
_ROUNDS = 100  # a chain of facts longer than this is taken for a rule that does not end
_DOCUMENT = f"{BASE}document/"
_FACTS = """
SELECT ?statement ?subject ?predicate ?object ?status WHERE {
  GRAPH ?document {
    ?statement a ng:Statement ; ng:status ?status ;
      rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  }
  FILTER(?status IN (ng:asserted, ng:negated))
}"""
_KINDS = """
SELECT DISTINCT ?entity ?kind WHERE {
  GRAPH ?document { ?document a ng:Document . ?entity a ?kind ; rdfs:label ?label }
}"""


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a triple was inferred; the premises are statements and other inferences."""

    rule: str
    premises: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of inferring."""

    facts: int  # triples that were asserted and not denied
    inferred: Mapping[str, int]  # triples by rule, sorted by its name


def infer(dataset: Dataset, rules: Path) -> Report:
    """Put into the graph of inferences what the rules of a folder conclude, and count it.

    What it held before is replaced, in one transaction. Raises VocabularyError for a rule
    that is not valid, or that does not come to an end.
    """
    known = read_rules(rules)
    support = _support(dataset)
    derived = _fixed_point(_working(dataset, support), known)
    new = set(_quads(derived, support))
    old = set(dataset.quads(INFERRED_GRAPH))
    dataset.exchange(old - new, new - old)
    counts = {rule.name: 0 for rule in known}
    for derivation in derived.values():
        counts[derivation.rule] += 1
    return Report(len(support), counts)


def _support(dataset: Dataset) -> dict[Triple, tuple[Iri, ...]]:
    """Return each fact with the statements that assert it, sorted."""
    first = canonical(dataset)
    said: dict[Triple, set[Iri]] = defaultdict(set)
    denied: set[Triple] = set()

    def one(term: Any) -> Any:
        iri = first.get(Iri(getattr(term, "value", "")))
        return node(iri) if iri else term

    for statement, subject, predicate, end, status in dataset.select(_FACTS):
        if subject.value.startswith(_DOCUMENT):
            continue
        triple = (one(subject), predicate, one(end))
        if status.value == NG + "negated":
            denied.add(triple)
        else:
            said[triple].add(Iri(statement.value))
    return {t: tuple(sorted(by)) for t, by in said.items() if t not in denied}


def _working(dataset: Dataset, facts: Mapping[Triple, object]) -> "Store":
    """Return a store in memory with the facts, the kinds of entities and the ontology."""
    from pyoxigraph import Quad, Store

    first = canonical(dataset)
    store = Store()
    store.extend(Quad(*triple) for triple in facts)
    store.extend(
        Quad(node(first.get(Iri(entity.value), entity.value)), node(RDF + "type"), kind)
        for entity, kind in dataset.select(_KINDS)
    )
    store.extend(Quad(*quad.triple) for quad in dataset.quads(ONTOLOGY_GRAPH))
    return store


def _fixed_point(store: "Store", rules: Sequence[Rule]) -> dict[Triple, Derivation]:
    """Return all that the rules conclude, each triple with the first way to it."""
    from pyoxigraph import Quad

    found: dict[Triple, Derivation] = {}
    for _ in range(_ROUNDS):
        new: dict[Triple, Derivation] = {}
        for rule in rules:
            for triple, premises in _conclusions(store, rule):
                if triple not in new and Quad(*triple) not in store:
                    new[triple] = Derivation(rule.name, premises)
        if not new:
            return found
        found.update(new)
        store.extend(Quad(*triple) for triple in new)
    names = ", ".join(rule.name for rule in rules)
    raise VocabularyError(names, f"the rules come to no end in {_ROUNDS} rounds")


def _conclusions(store: "Store", rule: Rule) -> list[tuple[Triple, tuple[Triple, ...]]]:
    """Return what one rule concludes from what is known now, sorted."""
    try:
        answer: Any = store.query(rule.select, prefixes=PREFIXES)
        rows = list(answer)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        problem = " ".join(str(error).split())
        raise VocabularyError(f"{rule.name}.rq", f"cannot be run: {problem}") from error
    found = [
        (_filled(rule.conclusion, row), tuple(_filled(p, row) for p in rule.premises))
        for row in rows
    ]
    return sorted((f for f in found if _is_triple(f[0])), key=str)


def _filled(pattern: Pattern, row: Any) -> Triple:
    first, second, third = (
        row[part[1:]] if part.startswith("?") else node(part[1:-1]) for part in pattern
    )
    return first, second, third


def _is_triple(triple: Triple) -> bool:
    """Say whether a conclusion can be written: no literal is a subject, no two ends are one."""
    from pyoxigraph import NamedNode

    subject, predicate, end = triple
    return isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and subject != end


def _quads(
    derived: Mapping[Triple, Derivation], support: Mapping[Triple, tuple[Iri, ...]]
) -> "Iterator[Quad]":
    from pyoxigraph import Quad

    graph = node(INFERRED_GRAPH)
    for triple, derivation in derived.items():
        yield Quad(*triple, graph)
        name = node(_name(triple))
        yield Quad(name, node(RDF + "type"), node(NG + "Inference"), graph)
        for part, term in zip(("subject", "predicate", "object"), triple, strict=True):
            yield Quad(name, node(RDF + part), term, graph)
        yield Quad(name, node(NG + "rule"), text_literal(derivation.rule), graph)
        for premise in derivation.premises:
            for source in support.get(premise, (_name(premise),)):
                yield Quad(name, node(PROV + "wasDerivedFrom"), node(source), graph)


def _name(triple: Triple) -> Iri:
    return inference_iri(*map(str, triple))
