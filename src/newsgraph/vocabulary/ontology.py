"""The ontology: kinds of entity, properties with domain and range, qualifiers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsgraph.errors import VocabularyError
from newsgraph.vocabulary.turtle import NG, Index, local

KINDS = (
    "Organization",
    "OrganizationGroup",
    "GovernmentGroup",
    "Person",
    "ProductTechnology",
    "Place",
    "Event",
    "Conference",
    "Concept",
)
LITERALS = ("Money", "Number", "Percent", "Date", "String")
SCHEMA = "https://schema.org/"
OWL = "http://www.w3.org/2002/07/owl#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


@dataclass(frozen=True, slots=True)
class Property:
    """A relation of the ontology."""

    name: str
    label: str
    domain: frozenset[str]  # kinds of entity; "Document" for page-level relations
    kinds: frozenset[str]  # kinds of entity admitted as object
    literals: frozenset[str]  # money, number, percent, date, string
    symmetric: bool
    inverse: str  # name of the inverse property, or ""
    parent: str  # name of the super-property, or ""
    formerly: str  # the property that holds instead when the text says "former"
    qualifiers: frozenset[str]
    requires: frozenset[str] = frozenset()  # qualifiers without which it says nothing


@dataclass(frozen=True, slots=True)
class Ontology:
    """Properties by name; sub-kinds by kind."""

    properties: Mapping[str, Property]
    subkinds: Mapping[str, frozenset[str]]  # Event -> {Event, Conference}


def read_ontology(path: Path) -> Ontology:
    """Return the ontology in a Turtle file.

    Its properties are the instances of ``ng:Relation``. A property's domain and range are
    its ``schema:domainIncludes`` and ``schema:rangeIncludes``, each class standing for all
    its subclasses. Raises VocabularyError where one of them names a class that the file
    does not hold.
    """
    index = Index(path)
    subkinds = {cls: _below(index, cls) for cls in _classes(index)}
    properties = {
        local(iri): _property(index, iri, subkinds)
        for iri in index.subjects(f"{SCHEMA}rangeIncludes")
        if f"{NG}Relation" in index.all(iri, RDF_TYPE)
    }
    return Ontology(properties, {kind: subkinds.get(kind, frozenset((kind,))) for kind in KINDS})


def _classes(index: Index) -> list[str]:
    below = {local(s) for s in index.subjects(f"{RDFS}subClassOf")}
    above = {
        local(o)
        for s in index.subjects(f"{RDFS}subClassOf")
        for o in index.all(s, f"{RDFS}subClassOf")
    }
    return sorted(below | above | set(KINDS))


def _below(index: Index, cls: str) -> frozenset[str]:
    """Return the kinds that ``cls`` covers, itself included where it is one."""
    found, todo = set(), [cls]
    while todo:
        current = todo.pop()
        if current in found:
            continue
        found.add(current)
        todo += [
            local(s)
            for s in index.subjects(f"{RDFS}subClassOf")
            if NG + current in index.all(s, f"{RDFS}subClassOf")
        ]
    return frozenset(found & {*KINDS, "Document"})


def _property(index: Index, iri: str, subkinds: Mapping[str, frozenset[str]]) -> Property:
    def kinds_of(predicate: str) -> tuple[frozenset[str], frozenset[str]]:
        kinds: set[str] = set()
        literals: set[str] = set()
        for value in map(local, index.all(iri, SCHEMA + predicate)):
            if value in LITERALS:
                literals.add(value.lower())
            elif value == "Document":
                kinds.add(value)
            elif subkinds.get(value):
                kinds |= subkinds[value]
            else:
                raise VocabularyError(str(index.path), f"{local(iri)}: {value} is not a class here")
        return frozenset(kinds), frozenset(literals)

    domain, _ = kinds_of("domainIncludes")
    kinds, literals = kinds_of("rangeIncludes")
    inverse = index.one(iri, f"{OWL}inverseOf") or next(
        (s for s in index.subjects(f"{OWL}inverseOf") if index.one(s, f"{OWL}inverseOf") == iri), ""
    )
    return Property(
        name=local(iri),
        label=index.one(iri, f"{RDFS}label", local(iri)),
        domain=domain,
        kinds=kinds,
        literals=literals,
        symmetric=f"{OWL}SymmetricProperty" in index.all(iri, RDF_TYPE),
        inverse=local(inverse) if inverse else "",
        parent=local(index.one(iri, f"{RDFS}subPropertyOf"))
        if index.one(iri, f"{RDFS}subPropertyOf")
        else "",
        formerly=local(index.one(iri, f"{NG}formerly")) if index.one(iri, f"{NG}formerly") else "",
        qualifiers=frozenset(map(local, index.all(iri, f"{NG}admitsQualifier"))),
        requires=frozenset(map(local, index.all(iri, f"{NG}requiresQualifier"))),
    )
