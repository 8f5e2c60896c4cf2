"""When, how much, where and in which role, on parses of tests/treebank.txt."""

from dataclasses import replace

import pytest

from newsgraph.documents.segment import from_text
from newsgraph.model import AnnotatedDocument, Value
from newsgraph.relations.anchors import PatternIndex
from newsgraph.relations.qualifiers import Deed, qualifiers

EVERY = ("date", "since", "until", "amount", "currency", "percent", "quantity", "place", "role")


@pytest.fixture
def given(parsed, vocabulary):
    """Give the function that reads the qualifiers of the first place where an entry stands."""

    def read(text, entry, admitted=EVERY, used=()):
        sentence = parsed(text)
        pattern = next(p for p in vocabulary.patterns if p.entry == entry)
        pattern = replace(pattern, qualifiers=())
        prop = replace(vocabulary.property(pattern.predicate), qualifiers=frozenset(admitted))
        anchor = next(PatternIndex([pattern], {}).anchors(sentence))
        ends = frozenset(t.i for t in sentence.tokens if t.text in used)
        document = AnnotatedDocument(from_text(text, "test"), (sentence,), (), {})
        found = qualifiers(Deed(document, sentence, anchor, prop, vocabulary, ends))
        return {n: v.lexical if isinstance(v, Value) else v.text for n, v in found}

    return read


def test_amount_currency_and_date(given):
    assert given("Ford bought Rivian for $5 billion in 2021.", "acquires-buy-v") == {
        "amount": "5000000000",
        "currency": "USD",
        "date": "2021",
    }


def test_only_what_the_property_admits_is_taken(given):
    text = "Ford bought Rivian for $5 billion in 2021."
    assert given(text, "acquires-buy-v", admitted=("date",)) == {"date": "2021"}
    assert given(text, "acquires-buy-v", admitted=()) == {}


def test_since_and_until_are_told_from_a_date(given):
    assert given("Jim Farley has led Ford since 2019.", "worksFor-lead-v", ("since", "date")) == {
        "since": "2019"
    }
    assert given("Jim Farley led Ford until 2021.", "worksFor-lead-v", ("until", "date")) == {
        "until": "2021"
    }


def test_the_share_that_somebody_owns(given):
    found = given("Ford owns 25 percent of Rivian.", "ownsStakeIn-own-percent-v", ("percent",))
    assert found == {"percent": "25"}


def test_how_many(given):
    found = given("Ford ordered 300 vans from Opel.", "customerOf-order-v", ("quantity",))
    assert found == {"quantity": "300"}


def test_where(given):
    assert given("Ford sued Opel in Munich.", "sues-sue-v", ("place",)) == {"place": "Munich"}


def test_an_end_of_the_relation_is_not_its_qualifier(given):
    assert given("Ford sued Opel in Munich.", "sues-sue-v", ("place",), used=("Munich",)) == {}


def test_the_date_of_another_clause_is_left_alone(given):
    text = "Ford, which bought Rivian in 2021, sued Opel in 2023."
    assert given(text, "acquires-buy-v", ("date",)) == {"date": "2021"}
    assert given(text, "sues-sue-v", ("date",)) == {"date": "2023"}


def test_what_the_relation_says_already_is_no_role(given):
    text = "Jim Farley, chief executive of Ford, resigned."
    assert given(text, "ceoOf-chief-executive-n", ("role",)) == {}
