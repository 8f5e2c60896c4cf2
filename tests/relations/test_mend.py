"""Parses that names and the lexicon show to be wrong, each as the parser gives it and mended."""

from dataclasses import replace

import pytest

from newsgraph import syntax
from newsgraph.documents import from_text
from newsgraph.mentions import annotate
from newsgraph.relations.mend import mended

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def parsed(stages):
    def read(text):
        documents = [from_text(text, "test")]
        (found,) = annotate(documents, stages.nlp, stages.vocabulary, stages.gazetteer)
        return found

    return read


def cut(annotated, last):
    """Return the document with a name taken out of its list, made a subject of the main verb."""
    sentence = annotated.sentences[0]
    tokens = list(sentence.tokens)
    verb = next(t.i for t in tokens if t.dep == "ROOT")
    name = next(t for t in tokens if t.text == last)
    tokens[name.i] = replace(name, dep="nsubj", head=verb)
    first = next(t for t in tokens if t.text == "SAP")
    joint = next(t for t in tokens if t.text == "and")
    tokens[joint.i] = replace(joint, dep="cc", head=first.i)
    for t in tokens:
        if t.i > first.i and t.dep == "conj" and t.text != last:
            tokens[t.i] = replace(t, dep="appos", head=first.head)
    built = replace(sentence, tokens=tuple(tokens), children=syntax.build(tokens))
    return replace(annotated, sentences=(built,))


def names_joined(annotated):
    sentence = annotated.sentences[0]
    first = next(t for t in sentence.tokens if t.text == "SAP")
    return [sentence.tokens[c].text for c in syntax.conjuncts(sentence, first.i)]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("The fear of firms like SAP and Siemens is a new tax.", ["SAP", "Siemens"]),
        (
            "The fear of firms like SAP, Bosch, and Siemens is a new tax.",
            ["SAP", "Bosch", "Siemens"],
        ),
    ],
)
def test_a_list_takes_back_the_name_that_a_verb_has_taken(parsed, stages, text, joined):
    wrong = cut(parsed(text), "Siemens")
    assert "Siemens" not in names_joined(wrong)
    assert names_joined(mended(wrong, stages.vocabulary.verb_lemmas)) == joined


def test_two_clauses_are_no_list(parsed, stages):
    text = "Bosch praised SAP, and Siemens left."
    found = mended(parsed(text), stages.vocabulary.verb_lemmas)
    assert names_joined(found) == ["SAP"]
