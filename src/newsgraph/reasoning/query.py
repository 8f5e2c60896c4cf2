"""SPARQL over the graph: any query that only reads it, and its answer in several forms.

The default graph is the union of all graphs, unless the query says otherwise with FROM.
Refused are updates and SERVICE, which would let a query send requests elsewhere.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgraph.errors import NewsgraphError, QueryError
from newsgraph.identifiers import BASE
from newsgraph.model import Iri
from newsgraph.reasoning.guard import admitted, names_graphs, one_line, syntax_problem
from newsgraph.store.dataset import Dataset
from newsgraph.store.serialize import serialized
from newsgraph.store.terms import XSD, short

if TYPE_CHECKING:
    import pandas
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple
    from rich.table import Table

Cell = Iri | str | int | float | Decimal | bool | date | None
_TRIPLE = ("subject", "predicate", "object")
_MOST_ROWS = 500  # that a notebook shows
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query.

    ``kind`` is ``select``, ``ask`` or ``construct``. Rows are tuples of Python values:
    IRIs as ``Iri``, numbers, dates and truth values as such, other literals as text,
    what is unbound as None. ASK has one row with one truth value; CONSTRUCT and DESCRIBE
    have a row a triple.
    """

    kind: str
    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    _encoded: bytes  # SPARQL 1.1 Query Results JSON, or the triples as N-Triples

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """Return what ASK answers, or whether there is a row."""
        return bool(self.rows[0][0]) if self.kind == "ask" else bool(self.rows)

    def to(self, form: str) -> str:
        """Return the answer as ``csv``, ``tsv``, ``json`` or ``turtle``.

        Raises QueryError where the answer has no such form: SELECT has the first three
        (SPARQL 1.1 Query Results), ASK has JSON, CONSTRUCT and DESCRIBE have Turtle.
        """
        forms = {"select": ("csv", "tsv", "json"), "ask": ("json",), "construct": ("turtle",)}
        if form not in forms[self.kind]:
            known = ", ".join(forms[self.kind])
            raise QueryError(f"the answer to this query cannot be {form}; it can be: {known}")
        if form == "turtle":
            return _turtle(self._encoded)
        if form == "json":
            return self._encoded.decode()
        return _delimited(self._encoded, form)

    def table(self) -> "Table":
        """Return the answer as a rich table, IRIs shortened to prefixed names."""
        from rich.table import Table
        from rich.text import Text

        table = Table()
        for name in self.variables:
            table.add_column(Text(_printable(name)), overflow="fold")
        for row in self._terms():
            table.add_row(*(Text(_printable(_shown(term))) for term in row))
        return table

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the answer as a data frame, decimals as floating-point numbers.

        Raises NewsgraphError if pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise NewsgraphError(
                "pandas is not installed; install it with: pip install 'newsgraph[pandas]'"
            ) from error
        rows = [[float(c) if isinstance(c, Decimal) else c for c in row] for row in self.rows]
        return pandas.DataFrame(rows, columns=list(self.variables))

    def _repr_html_(self) -> str:
        """Return the answer as an HTML table, for notebooks."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.variables)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(term))}</td>" for term in row) + "</tr>"
            for row in islice(self._terms(), _MOST_ROWS)
        )
        more = len(self.rows) - _MOST_ROWS
        rest = f"<p>and {more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"

    def _terms(self) -> "Iterator[tuple[Any, ...]]":
        """Yield the rows as RDF terms, which still tell an IRI from a text."""
        if self.kind == "ask":
            return iter(((str(self.rows[0][0]).lower(),),))
        if self.kind == "select":
            return (tuple(solution) for solution in _solutions(self._encoded))
        return (tuple(triple) for triple in _triples(self._encoded))


def query(dataset: Dataset, sparql: str | Path) -> Rows:
    """Return the answer to a query, given as text or as the path of a file.

    The prefixes ng, rdf, rdfs, owl, skos, prov, oa, dcterms, schema and xsd need no
    declaration. Raises QueryError: the file cannot be read, the query is not valid SPARQL
    (with line and column), fails as it runs, or is not allowed.
    """
    text = _read(sparql) if isinstance(sparql, Path) else sparql
    name = str(sparql) if isinstance(sparql, Path) else "query"
    bare = admitted(name, text)
    try:
        return _rows(dataset.query(text, union=not names_graphs(bare)))
    except SyntaxError as error:
        raise QueryError(syntax_problem(name, text, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"{name}: the query failed: {one_line(str(error))}") from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise QueryError(f"{path}: there is no such query file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read ({one_line(str(error))})") from error


def _rows(answer: "QuerySolutions | QueryBoolean | QueryTriples") -> Rows:
    from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

    if isinstance(answer, QueryBoolean):
        encoded = answer.serialize(format=QueryResultsFormat.JSON) or b""
        return Rows("ask", ("answer",), ((bool(answer),),), encoded)
    if isinstance(answer, QuerySolutions):
        variables = tuple(variable.value for variable in answer.variables)
        encoded = answer.serialize(format=QueryResultsFormat.JSON) or b""
        rows = tuple(tuple(map(_cell, solution)) for solution in _solutions(encoded))
        return Rows("select", variables, rows, encoded)
    lines = (answer.serialize(format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
    encoded = b"".join(sorted(set(lines)))
    triples = tuple(tuple(map(_cell, triple)) for triple in _triples(encoded))
    return Rows("construct", _TRIPLE, triples, encoded)


def _solutions(encoded: bytes) -> Any:
    from pyoxigraph import QueryResultsFormat, parse_query_results

    return parse_query_results(encoded, QueryResultsFormat.JSON)


def _triples(encoded: bytes) -> "Iterator[Triple]":
    from pyoxigraph import RdfFormat, parse

    return (quad.triple for quad in parse(encoded, RdfFormat.N_TRIPLES))


def _delimited(encoded: bytes, form: str) -> str:
    from pyoxigraph import QueryResultsFormat

    form_of = {"csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}
    written: bytes = _solutions(encoded).serialize(format=form_of[form])
    return written.decode()


def _turtle(encoded: bytes) -> str:
    from pyoxigraph import RdfFormat

    return serialized(_triples(encoded), RdfFormat.TURTLE).decode()


def _cell(term: Any) -> Cell:
    """Return a term as a Python value; a literal that its datatype does not fit stays text."""
    from pyoxigraph import BlankNode, Literal, NamedNode

    if term is None or not isinstance(term, NamedNode | BlankNode | Literal):
        return None if term is None else str(term)
    if isinstance(term, NamedNode):
        return Iri(term.value)
    if isinstance(term, BlankNode):
        return Iri(f"_:{term.value}")
    convert = _CONVERSIONS.get(term.datatype.value)
    try:
        return convert(term.value) if convert else term.value
    except (ValueError, ArithmeticError):
        return term.value


_CONVERSIONS: dict[str, Any] = {
    XSD + "integer": int,
    XSD + "int": int,
    XSD + "long": int,
    XSD + "nonNegativeInteger": int,
    XSD + "decimal": Decimal,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": lambda text: text in ("true", "1"),
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": datetime.fromisoformat,
}


def _shown(term: Any) -> str:
    """Return a term for people: a prefixed name, or an IRI of ours without its beginning."""
    from pyoxigraph import BlankNode, NamedNode

    if isinstance(term, NamedNode):
        name = short(term.value)
        return f"<{name.removeprefix(BASE)}>" if name.startswith(BASE) else name
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return "" if term is None else str(getattr(term, "value", term))


def _printable(text: str) -> str:
    """Return text without the signs that would steer a terminal."""
    return _CONTROL.sub("\ufffd", text)
