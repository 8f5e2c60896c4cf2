"""Answers to SELECT and ASK, written row by row, so that they can be cut without a broken end.

Sources: SPARQL 1.1 Query Results JSON Format; SPARQL Query Results XML Format (Second
Edition); SPARQL 1.1 Query Results CSV and TSV Formats.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

_PLAIN = "http://www.w3.org/2001/XMLSchema#string"
_BATCH = 512  # rows joined before they are written
_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
# XML 1.0 has no way to write these, not even as references.
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


class Limits:
    """How much of an answer may be written; ``cut`` says why the rest was left out."""

    def __init__(self, rows: int, size: int) -> None:
        self.rows, self.size = rows, size
        self.cut = ""

    def reached(self, rows: int, size: int) -> bool:
        """Return whether no further row may follow after so many rows and bytes."""
        if rows >= self.rows:
            self.cut = f"rows={self.rows}"
        elif size >= self.size:
            self.cut = f"bytes={self.size}"
        return bool(self.cut)


def write_solutions(solutions: "QuerySolutions", form: str, out: BinaryIO, limits: Limits) -> None:
    """Write the rows of a SELECT in a form of ``negotiation.SOLUTIONS``, as far as limits allow."""
    names = [variable.value for variable in solutions.variables]
    head, row, between, tail = _WRITERS[form](names)
    size = out.write(head.encode())
    batch: list[str] = []
    for count, solution in enumerate(solutions):
        if limits.reached(count, size):
            break
        batch.append(row(tuple(solution)) if not count else between + row(tuple(solution)))
        if len(batch) == _BATCH:
            size += out.write("".join(batch).encode())
            batch.clear()
    out.write("".join([*batch, tail]).encode())


def write_truth(answer: bool, form: str, out: BinaryIO) -> None:
    """Write the answer to an ASK as ``json`` or ``xml``."""
    word = "true" if answer else "false"
    text = {
        "json": f'{{"head":{{}},"boolean":{word}}}',
        "xml": f"{_XML_HEAD}</head><boolean>{word}</boolean></sparql>",
    }
    out.write(text[form].encode())


_Row = Callable[[Sequence[Any]], str]
_Writer = tuple[str, _Row, str, str]  # head, row, what stands between rows, tail


def _json(names: list[str]) -> _Writer:
    keys = [f"{json.dumps(name, ensure_ascii=False)}:" for name in names]

    def row(terms: Sequence[Any]) -> str:
        cells = (k + _json_term(t) for k, t in zip(keys, terms, strict=True) if t is not None)
        return "{" + ",".join(cells) + "}"

    head = f'{{"head":{{"vars":{json.dumps(names, ensure_ascii=False)}}},"results":{{"bindings":['
    return head, row, ",\n", "]}}"


def _json_term(term: Any) -> str:
    from pyoxigraph import BlankNode, NamedNode

    value = json.dumps(getattr(term, "value", str(term)), ensure_ascii=False)
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{value}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{value}}}'
    if language := getattr(term, "language", None):
        return f'{{"type":"literal","value":{value},"xml:lang":"{language}"}}'
    datatype = _datatype(term)
    kind = f',"datatype":{json.dumps(datatype)}' if datatype else ""
    return f'{{"type":"literal","value":{value}{kind}}}'


def _xml(names: list[str]) -> _Writer:
    quoted = [quoteattr(name) for name in names]

    def row(terms: Sequence[Any]) -> str:
        cells = (
            f"<binding name={name}>{_xml_term(term)}</binding>"
            for name, term in zip(quoted, terms, strict=True)
            if term is not None
        )
        return f"<result>{''.join(cells)}</result>"

    variables = "".join(f"<variable name={name}/>" for name in quoted)
    return f"{_XML_HEAD}{variables}</head><results>", row, "\n", "</results></sparql>"


def _xml_term(term: Any) -> str:
    from pyoxigraph import BlankNode, NamedNode

    # a carriage return must be a reference, or a reader takes it for a line feed
    value = escape(str(getattr(term, "value", term)).translate(_NOT_XML), {"\r": "&#13;"})
    if isinstance(term, NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{value}</bnode>"
    if language := getattr(term, "language", None):
        return f"<literal xml:lang={quoteattr(language)}>{value}</literal>"
    datatype = _datatype(term)
    kind = f" datatype={quoteattr(datatype)}" if datatype else ""
    return f"<literal{kind}>{value}</literal>"


def _csv(names: list[str]) -> _Writer:
    def row(terms: Sequence[Any]) -> str:
        return ",".join(map(_csv_cell, terms))

    return ",".join(names) + "\r\n", lambda terms: row(terms) + "\r\n", "", ""


def _csv_cell(term: Any) -> str:
    from pyoxigraph import BlankNode

    if term is None:
        return ""
    text = str(term) if isinstance(term, BlankNode) else str(getattr(term, "value", term))
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _tsv(names: list[str]) -> _Writer:
    def row(terms: Iterable[Any]) -> str:
        # a term prints as Turtle, in which a tab within a literal is escaped only if we do it
        cells = ("" if t is None else str(t).replace("\t", "\\t") for t in terms)
        return "\t".join(cells) + "\n"

    return "\t".join(f"?{name}" for name in names) + "\n", row, "", ""


def _datatype(term: Any) -> str:
    datatype = getattr(term, "datatype", None)
    return "" if datatype is None or datatype.value == _PLAIN else str(datatype.value)


_WRITERS: dict[str, Callable[[list[str]], _Writer]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
}
