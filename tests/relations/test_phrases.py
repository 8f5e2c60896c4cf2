"""Noun phrases that may be an end of a relation, as the parse gives them."""

import pytest

from newsgraph.documents import from_text
from newsgraph.mentions import annotate
from newsgraph.relations.phrases import noun_phrases

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def phrases(stages):
    """Give the function from a text to its noun phrases beside names and values."""

    def run(text):
        document = from_text(text, "test")
        (read,) = annotate([document], stages.nlp, stages.vocabulary, stages.gazetteer)
        taken = [(m.start, m.end) for m in read.mentions]
        return [
            read.document.text[a:b]
            for s in read.sentences
            for a, b in noun_phrases(s, taken, stages.vocabulary.kind_of_noun)
        ]

    return run


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Siemens opposes the ban on gas boilers.", ["ban", "gas boilers"]),
        ("Toyota uses cheap solid-state batteries.", ["cheap solid-state batteries"]),
        ("Nvidia sold its chips to small breweries.", ["chips", "small breweries"]),
        ("Nestlé relies on card networks and couriers.", ["card networks", "couriers"]),
    ],
)
def test_a_phrase_is_its_noun_with_what_names_the_thing(phrases, text, wanted) -> None:
    assert phrases(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Siemens said the company would sell it.",  # refers to one firm
        "Siemens earned $5 million in March 2024.",  # values
        "They and she and those agreed.",  # pronouns
    ],
)
def test_what_refers_to_something_else_is_no_phrase(phrases, text) -> None:
    assert phrases(text) == []


def test_words_of_a_name_or_value_are_in_no_phrase(phrases) -> None:
    assert phrases("Tesla batteries cost Volvo $3 billion.") == ["batteries"]


def test_a_count_and_an_article_stay_outside_and_a_comparison_does_not(phrases) -> None:
    assert phrases("Siemens wants more trams.") == ["trams"]
    assert phrases("Siemens wants the cheaper trams.") == ["cheaper trams"]
