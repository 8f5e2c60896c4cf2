"""Where lexical entries stand and what fills their arguments, on parses of tests/treebank.txt."""

import pytest

from newsgraph.model import Status
from newsgraph.relations.anchors import PatternIndex, specificity
from newsgraph.relations.arguments import arguments
from newsgraph.relations.figures import measured
from newsgraph.vocabulary import KINDS, Pattern

NOUNS = {"carmaker": "Organization"}


def pattern(words, part, subject, objects, **changes):
    values = {
        "entry": f"test-{words.replace(' ', '-')}-{part[0]}",
        "words": tuple(words.split()),
        "part": part,
        "predicate": "test",
        "subject": tuple(subject.split("|")),
        "object": tuple(objects.split("|")),
        "domain": frozenset(KINDS),
        "kinds": frozenset(KINDS),
        "literals": frozenset(("money",)),
        "qualifiers": (),
        "requires": (),
        "confidence": 0.9,
        "status": Status.ASSERTED,
    }
    return Pattern(**values | changes)


def found(sentence, entry, cues):
    """Return (subjects, objects) of each place where the entry stands."""
    return [
        tuple(
            [sentence.tokens[i].text for i in arguments(sentence, anchor, names, cues)]
            for names in (entry.subject, entry.object)
        )
        for anchor in PatternIndex([entry], NOUNS).anchors(sentence)
    ]


@pytest.mark.parametrize(
    ("text", "entry", "expected"),
    [
        pytest.param("Ford bought Rivian.", pattern("buy", "verb", "subject", "object"), ("Ford", "Rivian"), id="verb"),
        pytest.param("Rivian was bought by Ford.", pattern("buy", "verb", "subject", "object"), ("Ford", "Rivian"), id="passive"),
        pytest.param("Ford took over Rivian.", pattern("take over", "verb", "subject", "object"), ("Ford", "Rivian"), id="particle"),
        pytest.param("Ford took Rivian over.", pattern("take over", "verb", "subject", "object"), ("Ford", "Rivian"), id="particle after the object"),
        pytest.param("Ford struck a deal with Rivian.", pattern("strike deal", "verb", "subject", "with"), ("Ford", "Rivian"), id="light verb"),
        pytest.param("The deal that Ford struck with Rivian ended.", pattern("strike deal", "verb", "subject", "with"), ("Ford", "Rivian"), id="light verb below its noun"),
        pytest.param("Ford opened a plant in Norway.", pattern("open plant", "verb", "subject", "in"), ("Ford", "Norway"), id="preposition below the noun"),
        pytest.param("Ford sued Opel in Munich.", pattern("sue", "verb", "subject", "in"), ("Ford", "Munich"), id="preposition below the verb"),
        pytest.param("Jim Farley, chief executive of Ford, resigned.", pattern("chief executive", "noun", "self", "of"), ("Jim Farley", "Ford"), id="apposition and of"),
        pytest.param("Ford's chief executive, Jim Farley, resigned.", pattern("chief executive", "noun", "self", "possessor"), ("Jim Farley", "Ford"), id="possessor"),
        pytest.param("Ford chief executive Jim Farley resigned.", pattern("chief executive", "noun", "self", "possessor"), ("Jim Farley", "Ford"), id="title after the name of a firm"),
        pytest.param("Former Ford chief executive Jim Farley joined Opel.", pattern("chief executive", "noun", "self", "possessor"), ("Jim Farley", "Ford"), id="title as a compound"),
        pytest.param("Jim Farley is chief executive of Ford.", pattern("chief executive", "noun", "self", "of"), ("Jim Farley", "Ford"), id="copula"),
        pytest.param("Rivian lost money and its backlog fell.", pattern("backlog", "noun", "possessor", "possessor"), ("its", "its"), id="pronoun as possessor"),
        pytest.param("Ford, whose engineers designed the van, lost money.", pattern("engineer", "noun", "possessor", "possessor"), ("Ford", "Ford"), id="whose"),
        pytest.param("Ford is based in Detroit.", pattern("base", "adjective", "self", "in"), ("Ford", "Detroit"), id="participle as predicate"),
        pytest.param("Munich-based Opel makes vans.", pattern("base", "adjective", "self", "prefix"), ("Opel", "Munich"), id="hyphen prefix"),
        pytest.param("Carmakers including Opel and Fiat lost money.", pattern("including", "preposition", "object", "head"), ("Opel", "Carmakers"), id="preposition"),
        pytest.param("Sweden's Vattenfall closed a plant.", pattern("[Organization]", "noun", "self", "possessor"), ("Vattenfall", "Sweden"), id="any name of a kind"),
        pytest.param("A Munich carmaker sued Opel.", pattern("[Organization]", "noun", "self", "possessor"), ("carmaker", "Munich"), id="any noun of a kind"),
        pytest.param("Ford bought Rivian.", pattern("take over", "verb", "subject", "object"), None, id="not here"),
        pytest.param("Ford may buy Rivian or sue Opel.", pattern("may", "noun", "self", "of"), None, id="another part of speech"),
        pytest.param("Ford struck a deal with Rivian.", pattern("trade deal", "noun", "with", "with"), None, id="half of a compound"),
    ],
)  # fmt: skip
def test_an_entry_finds_its_arguments(parsed, cues, text, entry, expected):
    filled = [(s[0], o[0]) for s, o in found(parsed(text), entry, cues) if s and o]
    assert (filled[0] if filled else None) == expected


def test_the_second_of_two_argument_names_is_tried_when_the_first_is_not_filled(parsed, cues):
    entry = pattern("chief executive", "noun", "self", "of|at|possessor")
    assert found(parsed("Ford's chief executive, Jim Farley, resigned."), entry, cues) == [
        (["Jim Farley"], ["Ford"])
    ]


def test_the_person_hired_bears_the_role(parsed, cues):
    entry = pattern("chief executive", "noun", "self", "of|possessor")
    assert found(parsed("Ford hired Jim Farley as chief executive."), entry, cues)[0][0] == [
        "Jim Farley"
    ]


def test_longer_entries_come_before_shorter_and_sure_before_unsure(parsed):
    short = pattern("strike", "verb", "subject", "object")
    long = pattern("strike deal", "verb", "subject", "with")
    unsure = pattern("strike", "verb", "subject", "object", entry="a", confidence=0.5)
    sentence = parsed("Ford struck a deal with Rivian.")
    anchors = PatternIndex([short, unsure, long], {}).anchors(sentence)
    assert [a.pattern for a in anchors] == [long, short, unsure]
    assert specificity(long) < specificity(short) < specificity(unsure)


def test_an_entry_is_not_an_argument_of_itself(parsed, cues):
    entry = pattern("strike deal", "verb", "subject", "object")
    assert found(parsed("Ford struck a deal with Rivian."), entry, cues) == [(["Ford"], [])]


@pytest.mark.parametrize(
    ("text", "noun", "figures"),
    [
        ("Rivian's backlog stood at $9 billion.", "backlog", ["billion"]),
        ("Rivian lost money and its backlog fell.", "backlog", []),
        ("Ford bought Rivian for $5 billion in 2021.", "Rivian", []),
    ],
)
def test_a_verb_gives_the_figure_of_its_subject(parsed, cues, text, noun, figures):
    sentence = parsed(text)
    i = next(t.i for t in sentence.tokens if t.text == noun)
    assert [sentence.tokens[m].text for m in measured(sentence, i, cues)] == figures
