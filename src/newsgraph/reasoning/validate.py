"""Whether the graph is sound: every document's graph held against the SHACL shapes.

Source: Shapes Constraint Language (SHACL), W3C 2017, section 3.6 (validation report).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgraph.errors import VocabularyError
from newsgraph.model import Iri
from newsgraph.reasoning.screen import screen
from newsgraph.store.dataset import Dataset
from newsgraph.store.stored import StoredDocument
from newsgraph.store.terms import OA, PROV, XSD, local_name

if TYPE_CHECKING:
    from pyoxigraph import Quad
    from rdflib import Graph
    from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that a shape finds fault with."""

    document: Iri
    source: str  # the file or URL of the document
    focus: str  # the node at fault
    path: str  # the property at fault, or empty where the node itself is
    value: str  # the value at fault, or empty
    severity: str  # Violation, Warning or Info
    message: str
    evidence: str  # the words the node was read from, or empty


@dataclass(frozen=True, slots=True)
class Report:
    """What came of validating; warnings are reported but do not break conformance."""

    documents: int
    violations: tuple[Violation, ...]  # sorted by source

    @property
    def conforms(self) -> bool:
        """Return whether nothing graver than a warning was found."""
        return not any(found.severity == "Violation" for found in self.violations)


def validate(dataset: Dataset, shapes: Path, ontology: Path) -> Report:
    """Return what the shapes find in each document's graph, the ontology's classes known.

    Documents that a quick look finds sound are not looked at again (see ``screen``). Raises
    VocabularyError if one of the two files is not valid.
    """
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError

    rules, terms = _load(shapes), _classes(_load(ontology))
    documents = dataset.documents()
    is_sound = screen(shapes, ontology)
    found: list[Violation] = []
    try:
        _results(_to_rdflib(()), rules, terms)  # shapes that are wrong are named at once
        for document in documents:
            if not is_sound(dataset.quads(document.iri)):
                data = _to_rdflib(dataset.quads(document.iri))
                found.extend(_violations(document, data, rules, terms))
    except (ShapeLoadError, ReportableRuntimeError) as error:
        problem = " ".join(str(error).split())
        raise VocabularyError(str(shapes), f"not valid SHACL: {problem}") from error
    return Report(len(documents), tuple(found))


def _violations(
    document: StoredDocument, data: "Graph", rules: "Graph", terms: "Graph"
) -> Iterator[Violation]:
    """Yield the results of one document, sorted by focus node."""
    from rdflib.namespace import SH

    results = _results(data, rules, terms)
    rows = []
    for result in results.objects(None, SH.result):  # without the details below them
        focus = results.value(result, SH.focusNode)
        rows.append(
            Violation(
                document.iri,
                document.source,
                str(focus),
                _text(results.value(result, SH.resultPath)),
                _text(results.value(result, SH.value)),
                local_name(str(results.value(result, SH.resultSeverity))),
                _text(results.value(result, SH.resultMessage)),
                _evidence(data, focus),
            )
        )
    yield from sorted(set(rows), key=lambda v: (v.focus, v.path, v.message, v.value))


def _results(data: "Graph", rules: "Graph", terms: "Graph") -> "Graph":
    """Return pySHACL's report; the terms are added to the data, which saves it copying both."""
    from pyshacl import validate as shacl

    for triple in terms:
        data.add(triple)
    _, results, _ = shacl(data, shacl_graph=rules, inplace=True, allow_warnings=True)
    return results  # type: ignore[no-any-return]


def _classes(ontology: "Graph") -> "Graph":
    """Return what shapes ask of an ontology: classes, their order, properties, individuals."""
    from rdflib import OWL, RDF, RDFS, Graph

    found = Graph()
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        found.add(triple)
    for name, _, sort in ontology.triples((None, RDF.type, None)):
        if str(sort).startswith((str(OWL), str(RDFS))) or sort == RDF.Property:
            found.add((name, RDF.type, sort))
        if sort == OWL.NamedIndividual:
            for triple in ontology.triples((name, None, None)):
                found.add(triple)
    return found


def _evidence(data: "Graph", focus: "Node | None") -> str:
    """Return the words behind a statement, a passage or one of its selectors.

    An entity has those of the first statement that it is an end of.
    """
    from rdflib import RDF, URIRef

    node = URIRef(str(focus).removesuffix("#position").removesuffix("#quote"))
    statements = [node, *data.subjects(RDF.subject, node), *data.subjects(RDF.object, node)]
    readings = {node}.union(
        *(data.objects(statement, URIRef(PROV + "wasDerivedFrom")) for statement in statements)
    )
    quotes = sorted(
        str(quote)
        for reading in readings
        for selector in data.objects(reading, URIRef(OA + "hasSelector"))
        for quote in data.objects(selector, URIRef(OA + "exact"))
    )
    return quotes[0] if quotes else ""


def _text(node: "Node | None") -> str:
    return "" if node is None else str(node)


def _load(path: Path) -> "Graph":
    from rdflib import Graph

    try:
        return Graph().parse(source=str(path), format="turtle")
    except OSError as error:
        raise VocabularyError(str(path), f"cannot be read: {error.strerror or error}") from error
    except Exception as error:  # rdflib's Turtle parser raises what it likes
        problem = " ".join(str(error).split())
        raise VocabularyError(str(path), f"not valid Turtle: {problem[:200]}") from error


def _to_rdflib(quads: "Iterable[Quad]") -> "Graph":
    from rdflib import Graph

    graph = Graph()
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: Any) -> "Node":
    """Return a term as rdflib reads it from Turtle: there a plain string has no datatype."""
    from pyoxigraph import BlankNode, NamedNode
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, NamedNode | BlankNode):
        return URIRef(term.value) if isinstance(term, NamedNode) else BNode(term.value)
    datatype = term.datatype.value
    if term.language or datatype == XSD + "string":
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(datatype))
