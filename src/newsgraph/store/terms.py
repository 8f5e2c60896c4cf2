"""The names and literals of the graph: prefixes, IRIs, and values with their datatypes."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from newsgraph.identifiers import BASE
from newsgraph.model import Iri, Value

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

NG = BASE + "ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "ng": NG,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "prov": PROV,
    "oa": OA,
    "dcterms": DCTERMS,
    "schema": SCHEMA,
    "xsd": XSD,
}

ONTOLOGY_GRAPH = Iri(BASE + "graph/ontology")
IDENTITY_GRAPH = Iri(BASE + "graph/identity")
PINS_GRAPH = Iri(BASE + "graph/pins")
INFERRED_GRAPH = Iri(BASE + "graph/inferred")
ORIGINS_GRAPH = Iri(BASE + "graph/origins")
CHANGES_GRAPH = Iri(BASE + "graph/changes")  # a log with dates: no function of the documents

_DATES = (
    (re.compile(r"[0-9]{4}"), "gYear"),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), "gYearMonth"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "date"),
)
_DATE_TYPES = frozenset(XSD + name for _, name in _DATES)
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@lru_cache(maxsize=8192)
def node(iri: str) -> "NamedNode":
    """Return the node of an IRI; raises ValueError if it is none."""
    from pyoxigraph import NamedNode

    return NamedNode(iri)


def text_literal(text: str) -> "Literal":
    """Return a plain string literal."""
    from pyoxigraph import Literal

    return Literal(text)


def typed_literal(lexical: str, datatype: str) -> "Literal":
    """Return a literal of an XSD datatype given by its local name."""
    from pyoxigraph import Literal

    return Literal(lexical, datatype=node(XSD + datatype))


def decimal_literal(number: str | float) -> "Literal":
    """Return an xsd:decimal in canonical form, which is how the store gives it back.

    Raises ValueError unless the number is a plain decimal: digits, at most one point.
    Source: XML Schema 1.1 Datatypes, section 3.3.3.2.
    """
    lexical = str(number)
    if not _DECIMAL.fullmatch(lexical):
        raise ValueError(f"{lexical!r} is no plain decimal")
    plain = f"{Decimal(lexical):f}"
    shortest = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return typed_literal("0" if shortest == "-0" else shortest, "decimal")


def date_literal(lexical: str) -> "Literal":
    """Return a date no more precise than it is written: a year, a month or a day.

    Raises ValueError unless it is YYYY, YYYY-MM or YYYY-MM-DD.
    """
    for form, datatype in _DATES:
        if form.fullmatch(lexical):
            return typed_literal(lexical, datatype)
    raise ValueError(f"{lexical!r} is no date: YYYY, YYYY-MM or YYYY-MM-DD")


def value_literal(value: Value) -> "Literal":
    """Return the literal of a value; its currency and unit belong to the statement."""
    if value.kind in ("money", "number", "percent"):
        return decimal_literal(value.lexical)
    if value.kind == "date":
        return date_literal(value.lexical)
    return text_literal(value.lexical)


def literal_value(literal: "Literal", *, currency: str = "", unit: str = "") -> Value:
    """Return the value that a literal was made from, with the statement's currency and unit."""
    datatype = literal.datatype.value
    if datatype in _DATE_TYPES:
        return Value("date", literal.value)
    if datatype in (XSD + "decimal", XSD + "integer"):
        if unit == "percent":  # a currency is then that of another value, an amount
            return Value("percent", literal.value, unit=unit)
        return Value("money" if currency else "number", literal.value, currency=currency, unit=unit)
    return Value("string", literal.value)


def plain_value(value: Value) -> int | float | str:
    """Return a value as JSON has it: a number where it is one, else its words."""
    if value.kind not in ("money", "number", "percent"):
        return value.lexical
    return float(value.lexical) if "." in value.lexical else int(value.lexical)


def local_name(iri: str) -> str:
    """Return what follows the last # or / of an IRI."""
    return re.split(r"[#/]", iri)[-1]


def short(iri: str) -> str:
    """Return an IRI with one of the standard prefixes, or as it is if none fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"\w[\w-]*", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
