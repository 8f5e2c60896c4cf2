"""From noun phrases to what they mean, on parses of tests/treebank.txt."""

import pytest

from newsgraph.documents.segment import from_text
from newsgraph.model import Value
from newsgraph.relations.ends import is_excepted, meant


def at(sentence, word):
    return next(t.i for t in sentence.tokens if t.text == word)


def ends(vocabulary, sentence, text, word, document_text=""):
    document = from_text(document_text or text, "test")
    return [
        end.lexical if isinstance(end, Value) else f"{end.text}: {end.kind}"
        for _, end in meant(document, sentence, [at(sentence, word)], vocabulary)
    ]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Ford bought Rivian.", "Rivian", ["Rivian: Organization"], id="a name"),
        pytest.param("Ford and Opel sued Rivian and Tesla.", "Ford", ["Ford: Organization", "Opel: Organization"], id="coordination"),
        pytest.param("Ford bought Rivian and sued Opel.", "Rivian", ["Rivian: Organization"], id="coordinated verbs do not join their objects"),
        pytest.param("Ford bought the carmaker Rivian.", "carmaker", ["Rivian: Organization"], id="a class noun before a name"),
        pytest.param("SpaceX tested the Starship rocket.", "rocket", ["Starship: ProductTechnology"], id="a class noun after a name"),
        pytest.param("Carmakers including Opel and Fiat lost money.", "Carmakers", ["Opel: Organization", "Fiat: Organization"], id="examples"),
        pytest.param("Jim Farley, chief executive of Ford, resigned.", "executive", ["Jim Farley: Person"], id="apposition"),
        pytest.param("Ford sued carmakers in Norway.", "carmakers", [], id="a class of firms, mentioned once"),
            pytest.param("Ford sued carmakers and Opel paid the carmakers.", "carmakers", ["carmakers: OrganizationGroup"], id="a class of firms that the text comes back to"),
        pytest.param("Ford sued a company in Norway.", "company", [], id="some company or other"),
        pytest.param("Rivian's backlog stood at $9 billion.", "billion", ["9000000000"], id="a literal"),
        pytest.param("Ford announced its plan to buy Rivian.", "plan", [], id="a vague noun"),
        pytest.param("Ford announced its plan to buy Rivian.", "its", ["its: Organization"], id="a pronoun"),
    ],
)  # fmt: skip
def test_a_noun_phrase_means(parsed, vocabulary, text, word, expected):
    assert ends(vocabulary, parsed(text), text, word) == expected


def test_a_description_is_a_thing_only_if_the_document_comes_back_to_it(parsed, vocabulary):
    text = "Ford limits battery exports."
    assert ends(vocabulary, parsed(text), text, "exports") == []
    again = f"{text} Battery exports had doubled."
    assert ends(vocabulary, parsed(text), text, "exports", again) == ["battery exports: Concept"]


@pytest.mark.parametrize(
    ("text", "word", "excepted"),
    [
        ("Rivian was bought not by Opel but by Ford.", "Opel", True),
        ("Rivian was bought not by Opel but by Ford.", "Ford", False),
        ("Rivian was bought by Ford.", "Ford", False),
        ("Ford did not buy Rivian.", "Rivian", False),
    ],
)
def test_one_end_may_be_denied_alone(parsed, text, word, excepted):
    sentence = parsed(text)
    assert is_excepted(sentence, at(sentence, word)) is excepted
