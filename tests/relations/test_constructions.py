"""Constructions that name an end indirectly, each with a sentence that states it or must not."""

import pytest

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def stated(stated_with_status):
    """Give the function from a text to what it states, as "subject predicate object status"."""
    return lambda text: {" ".join(pair) for pair in stated_with_status(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Founded in 2006 by Daniel Ek, Spotify has many users.",
            "Daniel Ek founderOf Spotify asserted",
            id="a fronted participle with an agent",
        ),
        pytest.param(
            "Schneider Electric, based in Paris, won an order from Amazon.",
            "Schneider Electric basedIn Paris asserted",
            id="a participle after a name",
        ),
        pytest.param(
            "Siemens lost the order to its rival Bosch.",
            "Bosch competesWith Siemens asserted",
            id="a rival with an owner",
        ),
        pytest.param(
            "Siemens lost the order to rival Bosch.",
            "Bosch competesWith Siemens asserted",
            id="a rival whose owner the clause names",
        ),
        pytest.param(
            "Rivals including Siemens and ABB have cut prices, Schneider Electric said.",
            "Schneider Electric competesWith Siemens asserted",
            id="a rival whose owner speaks",
        ),
        pytest.param(
            "Amazon is one of Siemens's largest customers.",
            "Amazon customerOf Siemens asserted",
            id="one of several",
        ),
        pytest.param(
            "Bosch owns three factories in Hungary and Peru.",
            "Bosch operatesIn Peru asserted",
            id="a site that somebody has",
        ),
        pytest.param(
            "The World Steel Association, of which Siemens and ABB are members, disagrees.",
            "ABB memberOf World Steel Association asserted",
            id="members in a relative clause",
        ),
        pytest.param(
            "Anna Keller replaced Jim Farley as chief executive of Ford.",
            "Anna Keller ceoOf Ford asserted",
            id="who takes an office over holds it",
        ),
        pytest.param(
            "Anna Keller founded Opel together with Daniel Ek.",
            "Daniel Ek founderOf Opel asserted",
            id="with whom it was founded",
        ),
        pytest.param(
            "The engines are made by Siemens at a plant in Munich.",
            "Siemens operatesIn Munich asserted",
            id="where it is made, and by whom",
        ),
        pytest.param(
            "Anna Keller, who covers carmakers for Barclays, was surprised.",
            "Anna Keller worksFor Barclays asserted",
            id="for whom an analyst watches",
        ),
        pytest.param(
            "Sweden's Volvo will cut jobs.",
            "Volvo basedIn Sweden asserted",
            id="a firm of a country",
        ),
        pytest.param(
            "A customer praised Siemens's Anna Keller.",
            "Anna Keller worksFor Siemens asserted",
            id="a person of a firm",
        ),
        pytest.param(
            "Anna Keller, who runs Opel as chief executive, left early.",
            "Anna Keller ceoOf Opel asserted",
            id="runs as",
        ),
        pytest.param(
            "Under chief executive Anna Keller, Opel doubled its sales.",
            "Anna Keller ceoOf Opel asserted",
            id="a chief under whom a firm acts",
        ),
        pytest.param(
            "Opel's finance chief, Anna Keller, has resigned.",
            "Anna Keller formerlyWorkedFor Opel asserted",
            id="one who has resigned",
        ),
        pytest.param(
            "Anna Keller, chief executive of Opel, took over from Peter Lang.",
            "Peter Lang formerlyWorkedFor Opel asserted",
            id="an office passed on",
        ),
        pytest.param(
            "Anna Keller of Opel and Peter Lang of Siemens met.",
            "Peter Lang worksFor Siemens asserted",
            id="two names, each with its own of",
        ),
        pytest.param(
            "Lazarus hacked the servers of Siemens.",
            "Lazarus attacks Siemens asserted",
            id="whose the thing is that is acted on",
        ),
        pytest.param(
            "Rheinwerk raised $40 million in a Series A round led by Sequoia, with participation from Index Ventures and Accel.",
            "Index Ventures investsIn Rheinwerk asserted",
            id="who takes part in a round",
        ),
        pytest.param(
            "The takeover by Siemens of Bosch was blocked in Brussels.",
            "Siemens acquires Bosch negated",
            id="by before of",
        ),
        pytest.param(
            "It was Siemens that bought Figma.", "Siemens acquires Figma asserted", id="cleft"
        ),
        pytest.param(
            "Bosch is to invest 5 billion euros in a chip plant in Dresden.",
            "Bosch investsIn Dresden planned",
            id="a place behind a site",
        ),
        pytest.param(
            "Siemens may sell its 10 percent stake in Rivian.",
            "Siemens ownsStakeIn Rivian asserted",
            id="what may be sold is owned",
        ),
        pytest.param(
            "The aim of Siemens is to acquire Alstom.",
            "Siemens acquires Alstom planned",
            id="whose aim it is",
        ),
        pytest.param(
            "Siemens's goal is the acquisition of Alstom.",
            "Siemens acquires Alstom planned",
            id="whose goal a deed is",
        ),
        pytest.param(
            "Siemens's focus has been buying H100 chips.",
            "Siemens purchases H100 asserted",
            id="whose focus has been on a deed",
        ),
        pytest.param(
            "Siemens announced plans for the acquisition of Alstom.",
            "Siemens acquires Alstom planned",
            id="plans for a deed",
        ),
        pytest.param(
            "Siemens has acquired 900 H100 chips.",
            "Siemens purchases H100 asserted",
            id="wares are purchased",
        ),
        pytest.param(
            "The H100 is part of Blackwell, and Figma is part of Siemens.",
            "Figma subsidiaryOf Siemens asserted",
            id="a firm that is part of a firm",
        ),
    ],
)
def test_a_construction_states(stated, text, expected):
    assert expected in stated(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        pytest.param(
            "Anna Keller of Opel and Peter Lang of Siemens met.",
            "Peter Lang worksFor Opel",
            id="the other's firm",
        ),
        pytest.param(
            "Anna Keller, who has left Opel, will replace Peter Lang, who runs Siemens.",
            "Peter Lang formerlyWorkedFor Opel",
            id="an office of another firm",
        ),
        pytest.param(
            "Siemens rejected an offer for Figma from Bosch.",
            "Siemens acquires Figma asserted",
            id="an offer of another",
        ),
        pytest.param(
            "Siemens sells cars in Paris, where Bosch met Tesla.",
            "Bosch basedIn Paris",
            id="a place of another clause",
        ),
        pytest.param(
            "Bosch opposes the plan to acquire Alstom.", "Bosch acquires", id="another's plan"
        ),
        pytest.param(
            "Bosch criticised plans for the acquisition of Alstom.",
            "Bosch acquires",
            id="another's plan for a deed",
        ),
        pytest.param(
            "Siemens's target is suing Bosch.", "Siemens sues", id="whose target is no doer"
        ),
        pytest.param(
            "Siemens has acquired 900 H100 chips.", "Siemens acquires", id="wares are no firm"
        ),
        pytest.param(
            "Siemens's focus was the acquisition of X7 and X9 GPUs.",
            "Siemens acquires",
            id="wares by their initials",
        ),
        pytest.param(
            "Denmark announced an export zone on Friday, and may restrict a second zone.",
            "zone",
            id="a noun alone names nothing",
        ),
        pytest.param(
            "Siemens's chief executive will resign next year.", "chief", id="no name, no role"
        ),
    ],
)
def test_a_construction_does_not_state(stated, text, never):
    assert not [found for found in stated(text) if never in found]
