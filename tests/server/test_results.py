"""Answers as the writers put them, read again by pyoxigraph's own reader."""

import io

import pyoxigraph
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store

from newsgraph.server.results import Limits, write_solutions, write_truth

FORMS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "tsv": QueryResultsFormat.TSV,
}
ALL = Limits(1000, 1 << 20)
# XML has no way to write most control characters
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)
LITERALS = st.one_of(
    TEXT.map(Literal),
    st.sampled_from(["a\tb", "a\nb", 'a"b', "a\rb", "<&>", "a\\tb", ""]).map(Literal),
    TEXT.map(lambda text: Literal(text, language="en")),
    st.integers().map(Literal),
    st.booleans().map(Literal),
)


def solutions(*values: Literal) -> pyoxigraph.QuerySolutions:
    store = Store()
    store.extend(
        Quad(NamedNode(f"urn:s:{n}"), NamedNode("urn:p"), value) for n, value in enumerate(values)
    )
    found = store.query("SELECT ?s ?o ?none { ?s <urn:p> ?o } ORDER BY ?s")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return found


def written(form: str, *values: Literal, limits: Limits = ALL) -> bytes:
    out = io.BytesIO()
    write_solutions(solutions(*values), form, out, limits)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None)
@given(value=LITERALS)
def test_what_is_written_is_read_again(form, value):
    assume(form != "xml" or value.value == value.value.strip())  # the reader strips what it reads
    (row,) = pyoxigraph.parse_query_results(written(form, value), FORMS[form])
    assert (row["s"], row["o"], row["none"]) == (NamedNode("urn:s:0"), value, None)


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_without_rows_is_whole(form):
    assert list(pyoxigraph.parse_query_results(written(form), FORMS[form])) == []


def test_csv_quotes_what_needs_it():
    rows = written("csv", Literal('say "so", then'), Literal("a\nb")).decode()
    assert rows == 's,o,none\r\nurn:s:0,"say ""so"", then",\r\nurn:s:1,"a\nb",\r\n'


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("limits", [Limits(2, 1 << 20), Limits(1000, 1)])
def test_an_answer_is_cut_between_rows(form, limits):
    values = [Literal(n) for n in range(1500)]
    rows = list(pyoxigraph.parse_query_results(written(form, *values, limits=limits), FORMS[form]))
    assert len(rows) < 1500
    assert limits.cut


def test_truth_is_written_in_both_forms():
    for form in ("json", "xml"):
        out = io.BytesIO()
        write_truth(True, form, out)
        assert bool(pyoxigraph.parse_query_results(out.getvalue(), FORMS[form])) is True
