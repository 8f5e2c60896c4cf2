"""What is meant by a name that somebody typed: entities, documents, relations."""

from collections.abc import Iterable

from newsgraph.errors import LookupFailed
from newsgraph.model import Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import merged_with
from newsgraph.store.terms import local_name

Names = dict[str, dict[str, set[Iri]]]  # by folded name: spellings, and what bears them
ANY = "*"
_NEAR, _NEAR_ENOUGH = 3, 60.0  # names shown, and how alike at least, of 100

_NAMES = """
SELECT DISTINCT ?entity ?name WHERE {
  GRAPH ?document { ?document a ng:Document . ?entity rdfs:label|skos:altLabel ?name }
}"""
_RELATIONS = """
SELECT DISTINCT ?relation WHERE {
  { ?statement rdf:predicate ?relation } UNION { ?relation a ng:Relation }
}"""


def known_names(dataset: Dataset) -> Names:
    """Return, by folded name, the spellings and the entities and documents that bear it."""
    names: Names = {}

    def note(name: str, iri: str) -> None:
        names.setdefault(folded(name), {}).setdefault(name, set()).add(Iri(iri))

    for entity, name in dataset.select(_NAMES):
        note(name.value, entity.value)
        note(entity.value, entity.value)
    for document in dataset.documents():
        note(document.source, document.iri)
        note(document.iri, document.iri)
    return names


def bearers(names: Names, wanted: str | None) -> set[Iri] | None:
    """Return what bears a name, or None for all."""
    if wanted in (None, ANY):
        return None
    found = names.get(folded(str(wanted)))
    if found is None:
        spellings = (spelling for each in names.values() for spelling in each)
        raise LookupFailed(_unknown(f'no "{wanted}" in the graph', str(wanted), spellings))
    return set().union(*found.values())


def with_merged(dataset: Dataset, found: set[Iri] | None) -> set[Iri] | None:
    """Return what is meant and all that is one with it, or None for all."""
    return None if found is None else merged_with(dataset, found)


def relation_named(dataset: Dataset, wanted: str | None) -> str | None:
    """Return the local name of a relation as the graph spells it, or None for all."""
    if wanted in (None, ANY):
        return None
    known = {local_name(row[0].value) for row in dataset.select(_RELATIONS)}
    name = local_name(str(wanted)).removeprefix("ng:").casefold()
    for relation in sorted(known):
        if relation.casefold() == name:
            return relation
    raise LookupFailed(_unknown(f'no relation "{wanted}"', str(wanted), known))


def _unknown(problem: str, wanted: str, known: Iterable[str]) -> str:
    from rapidfuzz import fuzz, process, utils

    near = process.extract(
        wanted,
        sorted(set(known)),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=_NEAR,
        score_cutoff=_NEAR_ENOUGH,
    )
    found = ", ".join(name for name, _, _ in near)
    return f"{problem}; near: {found}" if found else f"{problem}, nor anything like it"


def folded(name: str) -> str:
    """Return a name without differences of case and spacing."""
    return " ".join(name.casefold().split())
