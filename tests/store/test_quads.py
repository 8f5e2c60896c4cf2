from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import (
    BOUGHT,
    FJORD,
    MIRA,
    RAW_SHIFT,
    REVENUE,
    STAFF,
    TARN,
    TARN_TEXT,
    denial_graph,
    document,
    entity,
    graph,
    statement,
    tarn_graph,
    told,
)

from newsgraph.identifiers import evidence_iri
from newsgraph.model import Status, Value
from newsgraph.store.quads import to_quads
from newsgraph.store.stored import from_quads

NG = "https://w3id.org/newsgraph/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def lines(made):
    return [str(quad.triple) for quad in to_quads(made, "0.0.0")]


def test_the_quads_are_sorted_name_one_graph_and_hold_no_blank_nodes():
    made = tarn_graph()
    quads = to_quads(made, "0.0.0")
    assert quads == sorted(set(quads), key=str)
    assert {quad.graph_name.value for quad in quads} == {made.document.iri}
    assert not any("_:" in str(quad) for quad in quads)
    assert quads == to_quads(tarn_graph(), "0.0.0")


@pytest.mark.parametrize(
    ("made", "status"), [(tarn_graph(), Status.ASSERTED), (denial_graph(), Status.NEGATED)]
)
def test_only_an_asserted_statement_is_a_plain_triple(made, status):
    plain = f"<{TARN.iri}> <{NG}acquires> <{FJORD.iri}>"
    assert (plain in lines(made)) == (status is Status.ASSERTED)
    assert any(f"#status> <{NG}{status}>" in line for line in lines(made))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Value("money", "12500000.50", currency="EUR"), f'"12500000.5"^^<{XSD}decimal>'),
        (Value("number", "0412"), f'"412"^^<{XSD}decimal>'),
        (Value("percent", "-3.0", unit="percent"), f'"-3"^^<{XSD}decimal>'),
        (Value("date", "2031"), f'"2031"^^<{XSD}gYear>'),
        (Value("date", "2031-05"), f'"2031-05"^^<{XSD}gYearMonth>'),
        (Value("date", "2031-05-20"), f'"2031-05-20"^^<{XSD}date>'),
        (Value("string", '"a"\n<b>'), '"\\"a\\"\\n<b>"'),
    ],
)
def test_a_value_is_written_with_the_datatype_of_its_kind(value, expected):
    made = told("It is so.", TARN, "hasMeasure", value)
    assert f"<{TARN.iri}> <{NG}hasMeasure> {expected}" in lines(made)


@pytest.mark.parametrize("lexical", ["1e9", "", "1,000", "$5", "NaN", "٣"])
def test_a_number_that_is_not_canonical_is_refused(lexical):
    made = told("It is so.", TARN, "hasMeasure", Value("number", lexical))
    with pytest.raises(ValueError, match="no plain decimal"):
        to_quads(made, "0")


def test_confidence_has_two_decimals():
    assert any(f'#confidence> "0.88"^^<{XSD}decimal>' in line for line in lines(tarn_graph()))


def test_a_statement_without_evidence_is_refused():
    made = tarn_graph()
    bare = replace(made.statements[0], evidence=())
    with pytest.raises(ValueError, match="no evidence"):
        to_quads(replace(made, statements=(bare,)), "0")


def test_evidence_outside_the_text_is_refused():
    made = tarn_graph()
    (evidence,) = made.statements[0].evidence
    astray = replace(evidence, end=len(TARN_TEXT) + 1)
    with pytest.raises(ValueError, match="no passage of the text"):
        to_quads(replace(made, statements=(replace(made.statements[0], evidence=(astray,)),)), "0")


def test_what_was_written_is_read_back():
    made = tarn_graph()
    read = from_quads(to_quads(made, "0.0.0"))
    assert read.entities == made.entities
    doc, page = read.document, read.document.page
    assert (doc.source, doc.title, doc.date) == ("news/tarn.txt", made.document.title, "2031-05-20")
    assert doc.url == made.document.url
    assert (page.layout, page.category, page.sentiment, page.score) == (
        "brief",
        "Robots",
        "Bullish",
        7.5,
    )
    assert (page.read_minutes, page.sources_verified) == (3, 2)
    assert [span.quote for span in page.takeaways] == [BOUGHT]
    assert [span.quote for span in page.facts] == [STAFF, REVENUE]
    by_iri = {said.iri: said for said in read.statements}
    for said in made.statements:
        found = by_iri[said.iri]
        assert (found.subject, found.predicate, found.status) == (
            said.subject,
            said.predicate,
            said.status,
        )
        assert found.attributed_to == said.attributed_to
        assert found.confidence == round(said.confidence, 2)
        (evidence,), (stored,) = said.evidence, found.evidence
        assert TARN_TEXT[evidence.start : evidence.end] == stored.quote
        assert stored.start == evidence.start + RAW_SHIFT
        assert stored.end == evidence.end + RAW_SHIFT
        assert (stored.entry, stored.trace, stored.role) == (
            evidence.entry,
            evidence.trace,
            "prose",
        )


def test_the_currency_of_an_amount_stands_on_the_statement_once():
    read = from_quads(to_quads(tarn_graph(), "0.0.0"))
    (bought,) = [said for said in read.statements if said.predicate == "acquires"]
    assert dict(bought.qualifiers) == {
        "amount": Value("number", "90000000"),
        "currency": Value("string", "NOK"),
        "date": Value("date", "2031-05"),
    }
    (revenue,) = [said for said in read.statements if said.predicate == "hasRevenue"]
    assert revenue.object == Value("money", "12500000.5", currency="EUR")
    assert revenue.qualifiers == ()


def test_a_currency_given_twice_is_written_once():
    amount = ("amount", Value("money", "5", currency="SEK"))
    given = (amount, ("currency", Value("string", "SEK")))
    made = told("It is so.", TARN, "acquires", FJORD, qualifiers=given)
    assert sum("#currency>" in line for line in lines(made)) == 1


def test_statements_read_from_one_passage_share_its_evidence():
    doc = document("Tarn bought Fjordlight and Oduya.")
    said = [
        statement(doc, TARN, "acquires", end, doc.text, entry="buy", trace=trace)
        for end, trace in ((FJORD, "b"), (MIRA, "a"))
    ]
    read = from_quads(to_quads(graph(doc, *said, entities=[TARN, FJORD, MIRA]), "0"))
    assert {s.evidence[0].iri for s in read.statements} == {
        evidence_iri(doc.iri, 0, len(doc.text), "lexicon", "buy")
    }
    assert read.statements[0].evidence[0].trace == "a; b"


@given(
    label=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
@settings(deadline=None)
def test_any_label_and_quote_survive(label, text):
    made = told(text, entity("Person", label), "uses", FJORD)
    read = from_quads(to_quads(made, "0"))
    assert label in {e.label for e in read.entities}
    assert read.statements[0].evidence[0].quote == text
