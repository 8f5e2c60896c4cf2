"""Sentences with the real pipeline: each statement with all that qualifies it."""

import pytest

from newsgraph.documents.segment import from_text

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def qualified(stages):
    """Give the function from a text and a relation to what qualifies its first statement."""

    def run(text, relation, end=""):
        (graph,) = stages.graphs([from_text(text, "test")])
        label = {e.iri: e.label for e in graph.entities}

        def name(value):
            return label[value] if isinstance(value, str) else value.lexical

        found = [s for s in graph.statements if s.predicate == relation]
        found = [s for s in found if not end or name(s.object) == end]
        assert found, f"no {relation} in {sorted(s.predicate for s in graph.statements)}"
        return {n: name(v) for n, v in found[0].qualifiers}

    return run


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        pytest.param(
            "Anthropic raised $3.5 billion in a funding round led by Lightspeed in March 2025.",
            "raisesFunding",
            {"counterparty": "Lightspeed", "date": "2025-03"},
            id="a round is one statement",
        ),
        pytest.param(
            "Novo Nordisk agreed in May 2024 to buy Cardior for €1 billion.",
            "acquires",
            {"amount": "1000000000", "currency": "EUR", "date": "2024-05"},
            id="the verb above shares its time",
        ),
        pytest.param(
            "Lufthansa ordered 20 jets from Boeing in 2024 for $4 billion.",
            "customerOf",
            {"amount": "4000000000", "currency": "USD", "date": "2024", "item": "jets", "quantity": "20"},
            id="an order",
        ),
        pytest.param(
            "Zeiss supplies ASML with mirrors.", "supplies", {"item": "mirrors"}, id="what is supplied"
        ),
        pytest.param(
            "Samsung licensed Android from Google in 2008.",
            "licenses",
            {"counterparty": "Google", "date": "2008"},
            id="who gives the licence",
        ),
        pytest.param(
            "Sweden joined NATO in March 2024.", "memberOf", {"since": "2024-03"}, id="what begins a state"
        ),
        pytest.param(
            "Dieter Zetsche retired from Daimler in 2019.",
            "formerlyWorkedFor",
            {"until": "2019"},
            id="what ends a post",
        ),
        pytest.param(
            "Volkswagen plans to shed 35,000 jobs by 2030.",
            "hasMeasure",
            {"date": "2030", "metric": "job cuts"},
            id="by a year is a date",
        ),
        pytest.param(
            "Lumenor booked quarterly sales of €640 million, a rise of 12 percent on last spring.",
            "hasRevenue",
            {"currency": "EUR", "period": "quarter"},
            id="a change is not the figure's share",
        ),
        pytest.param(
            "Nvidia posted revenue of $39 billion in the fourth quarter of 2024.",
            "hasRevenue",
            {"currency": "USD", "period": "fourth quarter of 2024"},
            id="a stretch of time in the words of the text",
        ),
        pytest.param(
            "Hitachi is building a train factory in Kudamatsu.",
            "buildsFacilityIn",
            {"facility": "train factory"},
            id="what is built",
        ),
        pytest.param(
            "Cordelia Finch joined Penhaligon as its chief perfumer in 2021.",
            "worksFor",
            {"role": "chief perfumer", "since": "2021"},
            id="a post after as",
        ),
        pytest.param(
            "Ada Lind chairs the board of Siemens.",
            "worksFor",
            {"role": "chair"},
            id="a post that its verb names",
        ),
    ],
)  # fmt: skip
def test_what_the_clause_says(qualified, text, relation, expected):
    found = qualified(text, relation)
    found.pop("currency", None) if "currency" not in expected else None
    expected = {k: v for k, v in expected.items() if k != "currency" or "currency" in found}
    assert found == expected


def test_each_of_a_list_has_its_own_date(qualified):
    text = "Deere bought Figma in 2017 and Rivian in 2021."
    assert qualified(text, "acquires", "Figma") == {"date": "2017"}
    assert qualified(text, "acquires", "Rivian") == {"date": "2021"}


@pytest.mark.parametrize(
    ("text", "relation", "absent"),
    [
        pytest.param("The chief executive of Siemens, Roland Busch, said in March 2026 that profits would grow.", "ceoOf", "date", id="when somebody spoke"),
        pytest.param("Siemens, based in Munich, bought Figma in 2021.", "basedIn", "date", id="when something else was done"),
        pytest.param("Siemens grew faster than in 2019 and bought Figma.", "acquires", "date", id="what it is compared to"),
        pytest.param("Sequoia led a $22m seed round in Figma.", "investsIn", "amount", id="the sum of a round is not one investor's"),
        pytest.param("Siemens bought Figma, TikTok said on Monday.", "acquires", "date", id="a day that only the page could date"),
    ],
)  # fmt: skip
def test_what_belongs_to_another_deed_is_left_alone(qualified, text, relation, absent):
    assert absent not in qualified(text, relation)
