"""Capitals that act stand for a government, or for the body that sits there."""

import pytest


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Washington rejected the merger.", "Washington", "GovernmentGroup"),
        ("The merger was rejected by Pretoria.", "Pretoria", "GovernmentGroup"),
        ("Brussels fined Halden Foods.", "Brussels", "Organization"),
        ("Halden Foods moved its office to Brussels.", "Brussels", "Place"),
        ("Japan is to pay for the plant.", "Japan", "GovernmentGroup"),
    ],
)
def test_a_capital_is_no_place_where_it_acts(annotated, text, name, kind):
    assert [m.kind for m in annotated(text).mentions if m.text == name] == [kind]


@pytest.mark.parametrize(
    ("text", "capital", "meant"),
    [
        ("China taxed the steel. Beijing rejected the complaint.", "Beijing", "China"),
        (
            "The European Commission met. Brussels rejected the complaint.",
            "Brussels",
            "European Commission",
        ),
    ],
)
def test_a_capital_that_acts_leads_to_what_it_stands_for(annotated, text, capital, meant):
    found = annotated(text)
    mention = next(m for m in found.mentions if m.text == capital)
    assert found.antecedent[mention].text == meant


def test_a_capital_that_does_not_act_stays_apart_from_its_country(annotated):
    found = annotated("China taxed the steel. Halden Foods opened a shop in Beijing.")
    mention = next(m for m in found.mentions if m.text == "Beijing")
    assert mention not in found.antecedent
