"""Why a triple was inferred: the rule, and the statements and inferences it rests on."""

from dataclasses import dataclass
from typing import Any

from newsgraph.model import Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.labels import label_of
from newsgraph.store.stored import end_of
from newsgraph.store.terms import INFERRED_GRAPH, local_name, node
from newsgraph.views.lookup import bearers, known_names, relation_named, with_merged

_INFERENCES = f"""
SELECT ?inference ?subject ?predicate ?object ?rule WHERE {{
  GRAPH <{INFERRED_GRAPH}> {{
    ?inference a ng:Inference ; ng:rule ?rule ;
      rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  }}
}}"""
_PREMISES = """
SELECT ?inference ?subject ?predicate ?object ?source (MIN(?exact) AS ?quote) WHERE {
  ?inference prov:wasDerivedFrom ?premise .
  ?premise rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  OPTIONAL {
    ?premise ng:inDocument/dcterms:source ?source ;
      prov:wasDerivedFrom/oa:hasSelector/oa:exact ?exact .
  }
} GROUP BY ?inference ?premise ?subject ?predicate ?object ?source"""


@dataclass(frozen=True, slots=True)
class Premise:
    """A triple that an inference rests on, and the words that say it."""

    triple: str
    source: str  # of the document; empty for a premise that is inferred itself
    quote: str


@dataclass(frozen=True, slots=True)
class Inferred:
    """An inferred triple in words."""

    subject: str
    relation: str
    object: str
    rule: str
    premises: tuple[Premise, ...]  # sorted


def explain_inferred(
    dataset: Dataset,
    subject: str | None = None,
    relation: str | None = None,
    object_: str | None = None,
) -> list[Inferred]:
    """Return the inferred triples that match, sorted; the ends are given as to ``explain``.

    Raises LookupFailed for a name or relation that the graph does not know.
    """
    names = known_names(dataset)
    subjects = with_merged(dataset, bearers(names, subject))
    objects = with_merged(dataset, bearers(names, object_))
    wanted = relation_named(dataset, relation)
    found = []
    for inference, first, predicate, last, rule in dataset.select(_INFERENCES):
        name = local_name(predicate.value)
        if wanted in (None, name) and _is(first, subjects) and _is(last, objects):
            premises = _premises(dataset, inference.value)
            ends = _shown(dataset, first), _shown(dataset, last)
            found.append(Inferred(ends[0], name, ends[1], rule.value, premises))
    return sorted(found, key=lambda i: (i.subject, i.relation, i.object))


def _is(term: Any, wanted: set[Iri] | None) -> bool:
    return wanted is None or Iri(term.value) in wanted


def _premises(dataset: Dataset, inference: str) -> tuple[Premise, ...]:
    rows = dataset.select(_PREMISES, {"inference": node(inference)})
    found = {
        Premise(
            " ".join((_shown(dataset, first), local_name(by.value), _shown(dataset, last))),
            source.value if source else "",
            quote.value if quote else "",
        )
        for _, first, by, last, source, quote in rows
    }
    return tuple(sorted(found, key=lambda p: (p.triple, p.source, p.quote)))


def _shown(dataset: Dataset, term: Any) -> str:
    """Return the name of an entity, or a value as it is stored."""
    end = end_of(term)
    return label_of(dataset, end) if isinstance(end, str) else end.lexical
