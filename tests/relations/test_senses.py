"""Errors of a kind, each with a sentence that must not state what it seems to, or must."""

import pytest

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def stated(stated_with_status):
    """Give the function from a text to what it states, as "subject predicate object"."""
    return lambda text: {triple for triple, _ in stated_with_status(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Siemens went to court in Bonn against Alstom.",
            "Siemens sues Alstom",
            id="a suit by way of a court",
        ),
        pytest.param(
            "Ada Lind, vice-chancellor of Yale University, sees no need for it.",
            "Ada Lind worksFor Yale",
            id="an office in two words",
        ),
        pytest.param(
            "Ada Lind, formerly of Siemens, joined the board.",
            "Ada Lind formerlyWorkedFor Siemens",
            id="a name and an adverb of the past",
        ),
        pytest.param(
            "Ada Lind, once an engineer at Siemens, sees no need for it.",
            "Ada Lind formerlyWorkedFor Siemens",
            id="a role and an adverb of the past",
        ),
        pytest.param(
            "Ada Lind, chief executive of Siemens until Friday, sees no need for it.",
            "Ada Lind formerlyWorkedFor Siemens",
            id="a role until a day without a date",
        ),
        pytest.param(
            "Ada Lind, who ran Siemens for a decade, sees no need for it.",
            "Ada Lind formerlyWorkedFor Siemens",
            id="a post held in the simple past",
        ),
        pytest.param(
            "The Chamber of Commerce, to which Siemens belongs, wants more.",
            "Siemens memberOf Chamber of Commerce",
            id="who belongs to a lobby is a member",
        ),
        pytest.param(
            "Bosch and Lumio, a unit of Siemens, will hire 200 people.",
            "Lumio subsidiaryOf Siemens",
            id="a singular noun is said of the last of two",
        ),
        pytest.param(
            "Knorr-Bremse, a Munich maker of brakes, will hire 200 people.",
            "Knorr-Bremse basedIn Munich",
            id="a place in an apposition",
        ),
        pytest.param(
            "Lumio has named Ada Lind, poached from Siemens.",
            "Ada Lind formerlyWorkedFor Siemens",
            id="a participle after a person",
        ),
        pytest.param(
            "Ada Lind, the economy minister of Germany, will look at it.",
            "Ada Lind worksFor Germany",
            id="an office of state",
        ),
        pytest.param(
            "Siemens counts Bosch and Osram among its shareholders.",
            "Bosch ownsStakeIn Siemens",
            id="counted among shareholders",
        ),
        pytest.param(
            "Bosch pays its dues to the Chamber of Commerce.",
            "Bosch memberOf Chamber of Commerce",
            id="who pays dues is a member",
        ),
    ],
)
def test_stated(stated, text, expected):
    assert expected in stated(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        pytest.param(
            "Ada Lind came to Berlin after Tom Berg.",
            "Ada Lind successorOf Tom Berg",
            id="who comes later is no successor",
        ),
        pytest.param(
            "Paris honoured Marie Curie with a medal.",
            "Paris namedAfter Marie Curie",
            id="who honours is not named",
        ),
        pytest.param(
            "Siemens sold its factory in Berlin to Bosch.",
            "Siemens supplies Bosch",
            id="a factory sold is no ware",
        ),
        pytest.param(
            "Opel belongs in part to Siemens.",
            "Opel subsidiaryOf Siemens",
            id="what belongs in part is no unit",
        ),
        pytest.param(
            "Kenya's Competition Authority began an inquiry.",
            "Competition Authority basedIn Kenya",
            id="a state's own authority",
        ),
        pytest.param(
            "Ada Lind, who is at Siemens, sees no need for it.",
            "Ada Lind formerlyWorkedFor Siemens",
            id="who is there has not been there",
        ),
        pytest.param(
            "Ada Lind, formerly of Siemens, joined the board.",
            "Ada Lind worksFor Siemens",
            id="a role that is over",
        ),
        pytest.param(
            "The Chamber of Commerce, to which Siemens belongs, wants more.",
            "Siemens subsidiaryOf Chamber of Commerce",
            id="a lobby owns no members",
        ),
        pytest.param(
            "Siemens sold its lighting arm to Bosch last year.",
            "Siemens supplies Bosch",
            id="a part of a firm is no ware",
        ),
        pytest.param(
            "Bosch bought Lumio from Siemens last year.",
            "Bosch customerOf Siemens",
            id="a firm is no ware",
        ),
        pytest.param(
            "Bosch leased out the trains to Siemens.",
            "Bosch supplies Siemens",
            id="a particle makes another verb",
        ),
        pytest.param(
            "Siemens lent its name to Bosch for the race.",
            "Siemens investsIn Bosch",
            id="what is lent is no money",
        ),
        pytest.param(
            "Unilever, Siemens and the city of Rotterdam have tried it out.",
            "Siemens basedIn Rotterdam",
            id="the of of another noun",
        ),
        pytest.param(
            "Bosch and Lumio, a unit of Siemens, will hire 200 people.",
            "Bosch subsidiaryOf Siemens",
            id="a singular noun is said of one",
        ),
        pytest.param(
            "Lumio is owned by Siemens and Bosch.",
            "Lumio subsidiaryOf Siemens",
            id="two owners have no subsidiary",
        ),
        pytest.param(
            "It serves Utrecht, Ghent and a third town.",
            "Utrecht locatedIn Ghent",
            id="two places of a list",
        ),
        pytest.param(
            "Siemens moved its server farm to Helsinki.",
            "Siemens basedIn Helsinki",
            id="what moves is the object",
        ),
        pytest.param(
            "Alstom has picked the Lenvo X7 for its line in Lille.",
            "Alstom develops Lenvo X7",
            id="what is picked is another's",
        ),
        pytest.param(
            "The contract value of Alstom is €142 million.",
            "Alstom hasValuation 142000000",
            id="the value of a contract is not that of the firm",
        ),
    ],
)
def test_not_stated(stated, text, unwanted):
    assert unwanted not in stated(text)
