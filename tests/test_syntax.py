"""Who acts on whom, on parses of tests/treebank.txt."""

import pytest

from newsgraph import syntax


def at(sentence, word, nth=0):
    return [t.i for t in sentence.tokens if t.text == word][nth]


def words(sentence, positions):
    return [sentence.tokens[i].text for i in positions]


@pytest.mark.parametrize(
    ("text", "verb", "subjects", "objects"),
    [
        pytest.param("Ford bought Rivian.", "bought", ["Ford"], ["Rivian"], id="active"),
        pytest.param("Rivian was bought by Ford.", "bought", ["Ford"], ["Rivian"], id="passive"),
        pytest.param("Rivian, bought by Ford, makes vans.", "bought", ["Ford"], ["Rivian"], id="reduced passive"),
        pytest.param("Rivian, bought by Ford, makes vans.", "makes", ["Rivian"], ["vans"], id="verb after a reduced passive"),
        pytest.param("The agency praised a van designed by Ford.", "designed", ["Ford"], ["van"], id="reduced passive on an object"),
        pytest.param("Ford, which bought Rivian, makes vans.", "bought", ["Ford"], ["Rivian"], id="subject relative"),
        pytest.param("The company that Ford bought makes vans.", "bought", ["Ford"], ["company"], id="object relative"),
        pytest.param("The carmaker Ford bought makes vans.", "bought", ["Ford"], ["carmaker"], id="relative without a pronoun"),
        pytest.param("Ford, whose engineers designed the van, lost money.", "designed", ["engineers"], ["van"], id="whose"),
        pytest.param("Ford lost money after buying Rivian.", "buying", ["Ford"], ["Rivian"], id="gerund after a preposition"),
        pytest.param("Having bought Rivian, Ford sued Opel.", "bought", ["Ford"], ["Rivian"], id="participle clause"),
        pytest.param("Ford plans to buy Rivian.", "buy", ["Ford"], ["Rivian"], id="subject control"),
        pytest.param("Ford seems to own Rivian.", "own", ["Ford"], ["Rivian"], id="raising"),
        pytest.param("Ford asked Opel to buy Rivian.", "buy", ["Opel"], ["Rivian"], id="object control"),
        pytest.param("Ford expects Opel to buy Rivian.", "buy", ["Opel"], ["Rivian"], id="infinitive with its own subject"),
        pytest.param("Ford bought Rivian and sued Opel.", "sued", ["Ford"], ["Opel"], id="coordinated verbs share the subject"),
        pytest.param("Ford designed and built the Puma.", "designed", ["Ford"], ["Puma"], id="coordinated verbs share the object"),
        pytest.param("Ford designed and built the Puma.", "built", ["Ford"], ["Puma"], id="the second of coordinated verbs"),
        pytest.param("The Puma was designed and built by Ford.", "built", ["Ford"], ["Puma"], id="coordinated passives share the subject"),
        pytest.param("Ford announced its plan to buy Rivian.", "buy", ["its"], ["Rivian"], id="infinitive on a noun with an owner"),
        pytest.param("Ford is in talks to buy Rivian.", "buy", ["Ford"], ["Rivian"], id="infinitive on a noun without an owner"),
        pytest.param("Ford was unable to buy Rivian.", "buy", ["Ford"], ["Rivian"], id="infinitive on an adjective"),
        pytest.param("Rivian was founded by Anna Keller and by Peter Lang.", "founded", ["Anna Keller", "Peter Lang"], ["Rivian"], id="by .. and by"),
        pytest.param("Ford wants to be bought by Rivian.", "bought", ["Rivian"], ["Ford"], id="passive infinitive"),
        pytest.param("Ford is expected to buy Rivian.", "buy", ["Ford"], ["Rivian"], id="infinitive below a passive"),
        pytest.param("Opel said that Ford had bought Rivian.", "bought", ["Ford"], ["Rivian"], id="reported clause"),
        pytest.param("Neither Ford nor Opel bought Rivian.", "bought", ["Ford"], ["Rivian"], id="coordinated subjects come by their first"),
    ],
)  # fmt: skip
def test_who_acts_and_on_whom(parsed, text, verb, subjects, objects):
    sentence = parsed(text)
    i = at(sentence, verb)
    assert words(sentence, syntax.logical_subjects(sentence, i)) == subjects
    assert words(sentence, syntax.logical_objects(sentence, i)) == objects


def test_a_passive_without_an_agent_has_no_logical_subject(parsed):
    sentence = parsed("Ford is based in Detroit.")
    assert syntax.logical_subjects(sentence, at(sentence, "based")) == []


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Ford bought Rivian.", "bought", False),
        ("Rivian was bought by Ford.", "bought", True),
        ("Rivian, bought by Ford, makes vans.", "bought", True),
        ("Ford, which bought Rivian, makes vans.", "bought", False),
        ("Having bought Rivian, Ford sued Opel.", "bought", False),
        ("The Puma was designed and built by Ford.", "built", True),
        ("Ford bought Rivian and sued Opel.", "sued", False),
    ],
)
def test_a_passive_is_told_from_a_past_tense(parsed, text, verb, passive):
    sentence = parsed(text)
    assert syntax.is_passive(sentence, at(sentence, verb)) is passive


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Ford, which bought Rivian, makes vans.", "which", "Ford"),
        ("Ford, whose engineers designed the van, lost money.", "whose", "Ford"),
        ("The company that Ford bought makes vans.", "that", "company"),
        ("Opel said that Ford had bought Rivian.", "that", "that"),
        ("Ford bought Rivian.", "Ford", "Ford"),
    ],
)
def test_a_relative_pronoun_stands_for_its_noun(parsed, text, pronoun, meant):
    sentence = parsed(text)
    found = syntax.antecedent_of_relative(sentence, at(sentence, pronoun))
    assert sentence.tokens[found].text == meant


def test_a_coordination_is_followed_both_ways(parsed):
    sentence = parsed("Ford and Opel sued Rivian and Tesla.")
    assert words(sentence, syntax.conjuncts(sentence, at(sentence, "Ford"))) == ["Ford", "Opel"]
    assert syntax.first_conjunct(sentence, at(sentence, "Tesla")) == at(sentence, "Rivian")


def test_the_clause_of_a_word_is_that_of_the_nearest_verb(parsed):
    sentence = parsed("Ford, which bought Rivian in 2021, sued Opel in 2023.")
    assert sentence.tokens[syntax.clause_of(sentence, at(sentence, "2021"))].text == "bought"
    assert sentence.tokens[syntax.clause_of(sentence, at(sentence, "2023"))].text == "sued"
    assert sentence.tokens[syntax.clause_of(sentence, at(sentence, "Ford"))].text == "sued"


def test_ancestors_lead_to_the_root_and_the_subtree_back(parsed):
    sentence = parsed("Ford denied reports that it may sell Rivian.")
    rivian = at(sentence, "Rivian")
    assert words(sentence, syntax.ancestors(sentence, rivian)) == ["sell", "reports", "denied"]
    assert words(sentence, syntax.subtree(sentence, at(sentence, "sell"))) == [
        "that",
        "it",
        "may",
        "sell",
        "Rivian",
    ]
    root = at(sentence, "denied")
    assert syntax.subtree(sentence, root) == [t.i for t in sentence.tokens]


def test_children_of_every_token_are_in_text_order(parsed):
    sentence = parsed("Ford bought Rivian for $5 billion in 2021.")
    assert all(list(c) == sorted(c) for c in sentence.children)
    assert sum(map(len, sentence.children)) == len(sentence.tokens) - 1
