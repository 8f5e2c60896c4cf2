"""Claims that do not fit together are listed with both sides, and change over time is not."""

import pytest
from invented import entity, memory, told

from newsgraph.model import Status, Value
from newsgraph.reasoning.conflicts import DENIED, HOLDERS, VALUES, conflicts
from newsgraph.vocabulary import default_folder

TARN, FJORD = entity("Organization", "Tarn Robotics"), entity("Organization", "Fjordlight")
MIRA, PAVEL = entity("Person", "Mira Oduya"), entity("Person", "Pavel Strand")


def said(text, subject, predicate, object_, status=Status.ASSERTED, day="2031-05-20", **more):
    about = {"source": f"{text.split()[0].lower()}-{day}.txt", "date": day}
    return told(text, subject, predicate, object_, status, **about, **more)


def found(*graphs):
    return conflicts(memory(*graphs, ontology=default_folder() / "ontology.ttl"))


def money(amount, currency="EUR"):
    return Value("money", amount, currency=currency)


def dated(**times):
    return tuple((name, Value("date", value)) for name, value in times.items())


YES = said("Tarn bought Fjordlight.", TARN, "acquires", FJORD)


def test_an_assertion_and_a_denial_stand_side_by_side() -> None:
    no = said("No deal with Fjordlight.", TARN, "acquires", FJORD, Status.NEGATED, "2031-06-02")
    (conflict,) = found(YES, no)
    assert conflict.kind == DENIED
    assert (conflict.left.status, conflict.right.status) == ("asserted", "negated")
    assert conflict.left.triple == "Tarn Robotics acquires Fjordlight"
    assert conflict.right.evidence == (("no-2031-06-02.txt", "No deal with Fjordlight."),)
    assert conflict.newer == "right"
    assert conflict.better_supported == ""


def test_what_more_documents_say_is_better_supported() -> None:
    no = said("No deal with Fjordlight.", TARN, "acquires", FJORD, Status.NEGATED)
    again = said("Fjordlight went to Tarn.", TARN, "acquires", FJORD, day="2031-05-21")
    (conflict,) = found(YES, no, again)
    assert (conflict.left.support, conflict.right.support) == (2, 1)
    assert conflict.better_supported == "left"


@pytest.mark.parametrize("status", [Status.SPECULATIVE, Status.PLANNED])
def test_a_possibility_contradicts_nothing(status) -> None:
    no = said("No deal with Fjordlight.", TARN, "acquires", FJORD, Status.NEGATED)
    assert found(said("Tarn may buy it.", TARN, "acquires", FJORD, status), no) == []


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ({}, {}, True),
        ({}, {"day": "2034-01-01"}, False),  # years apart: the post has passed on
        ({}, {"day": "2034-01-01", "qualifiers": dated(since="2030")}, True),
        ({"qualifiers": dated(until="2031-04")}, {"qualifiers": dated(since="2031-06")}, False),
        ({"qualifiers": dated(since="2029")}, {"qualifiers": dated(since="2031-01")}, True),
    ],
)
def test_two_chief_executives_at_one_time_are_a_conflict(first, second, conflict) -> None:
    pair = found(
        said("Oduya leads Tarn.", MIRA, "ceoOf", TARN, **first),
        said("Strand leads Tarn.", PAVEL, "ceoOf", TARN, **second),
    )
    assert [c.kind for c in pair] == [HOLDERS] * conflict


def test_a_successor_is_no_rival() -> None:
    assert not found(
        said("Oduya leads Tarn.", MIRA, "ceoOf", TARN),
        said("Strand leads Tarn.", PAVEL, "ceoOf", TARN),
        said("Strand follows Oduya.", PAVEL, "successorOf", MIRA),
    )


def test_two_companies_may_have_one_chief_each() -> None:
    assert not found(
        said("Oduya leads Tarn.", MIRA, "ceoOf", TARN),
        said("Strand leads Fjordlight.", PAVEL, "ceoOf", FJORD),
    )


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ((money("12000000"),), (money("15000000"),), True),
        ((money("12000000"),), (money("12100000"),), False),  # rounded
        ((money("12000000"),), (money("15000000", "USD"),), False),
        (
            (money("12000000"), (("period", Value("string", "Q1")),)),
            (money("15000000"), (("period", Value("string", "Q2")),)),
            False,
        ),
    ],
)
def test_two_values_of_one_measure_are_a_conflict(one, other, conflict) -> None:
    pair = found(
        *(
            said(text, TARN, "hasRevenue", value[0], qualifiers=(*value, ())[1])
            for text, value in (("Sales were so.", one), ("They were otherwise.", other))
        )
    )
    assert [c.kind for c in pair] == [VALUES] * conflict


def test_a_relation_that_admits_many_has_no_conflict() -> None:
    assert not found(
        YES, said("Tarn bought Lumenor.", TARN, "acquires", entity("Organization", "Lumenor"))
    )
