import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.identifiers import document_iri, entity_iri, evidence_iri, slug, statement_iri
from newsgraph.model import Iri, Status, Value

DOC = document_iri("text")


def test_the_same_text_has_the_same_iri_and_another_text_another():
    assert document_iri("a") == document_iri("a") != document_iri("a ")
    assert re.fullmatch(r"https://w3id\.org/newsgraph/document/[0-9a-f]{32}", DOC)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("C++", "C#"),
        ("C", "C++"),
        ("日本", "中国"),
        ("Zoë日", "Zoë月"),
        ("x" * 90, "x" * 91),
        ("!", "?"),
    ],
)
def test_names_that_differ_by_more_than_case_and_accents_stay_apart(left, right):
    assert entity_iri("Concept", left) != entity_iri("Concept", right)


@pytest.mark.parametrize(
    ("left", "right"), [("ÉTÉ", "été"), ("A  B", "a b"), ("Ｔarn", "tarn"), ("Øst", "ost")]
)
def test_case_accents_and_spacing_make_no_difference(left, right):
    assert slug(left) == slug(right)


def test_one_name_of_two_kinds_is_two_entities():
    assert entity_iri("Person", "Vega") != entity_iri("Place", "Vega")
    assert entity_iri("ProductTechnology", "Vega").endswith("/entity/producttechnology/vega")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_gives_a_slug_that_needs_no_escape(name):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))
    assert len(slug(name)) <= 90


def test_each_part_of_a_statement_counts():
    s, o, v = Iri("urn:s"), Iri("urn:o"), Value("money", "1", currency="EUR")
    iris = {
        statement_iri(DOC, s, "uses", o, Status.ASSERTED),
        statement_iri(DOC, o, "uses", s, Status.ASSERTED),
        statement_iri(DOC, s, "uses", o, Status.NEGATED),
        statement_iri(DOC, s, "targets", o, Status.ASSERTED),
        statement_iri(Iri("urn:d"), s, "uses", o, Status.ASSERTED),
        statement_iri(DOC, s, "uses", v, Status.ASSERTED),
        statement_iri(DOC, s, "uses", Value("money", "1", currency="USD"), Status.ASSERTED),
        statement_iri(DOC, s, "uses", Value("string", "1"), Status.ASSERTED),
    }
    assert len(iris) == 8


def test_how_a_value_was_written_does_not_count():
    s = Iri("urn:s")
    first, second = (
        Value("number", "2", text="two", start=1),
        Value("number", "2", text="2", start=9),
    )
    assert statement_iri(DOC, s, "uses", first, Status.ASSERTED) == statement_iri(
        DOC, s, "uses", second, Status.ASSERTED
    )


def test_each_part_of_a_reading_counts():
    readings = [
        (0, 5, "lexicon", "a"),
        (0, 6, "lexicon", "a"),
        (0, 5, "page", "a"),
        (0, 5, "lexicon", "b"),
    ]
    assert len({evidence_iri(DOC, *reading) for reading in readings}) == 4
