"""The attribute ruler that looks up must set what spaCy's own ruler sets."""

import pytest
import spacy
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from newsgraph.mentions.pipeline import PACKAGED, load_pipeline
from newsgraph.mentions.ruler import LookedUp, look_up_attributes

pytestmark = pytest.mark.model

TEXTS = (
    "There is nothin' to see, and there are two reasons for that.",
    "I'm gonna go; you've gotta stay. Let's not. C'mon, y'all!",
    "It ain't what he'd have done once, but then he does what he can't do well.",
    "The firm, which does not sell chips, had had enough of its own plans.",
    "Whether that helps is not known\n\nbecause this one's new.",
    " \t\n",
    "She gets what they got, doesn't she? Who'll tell 'em?",
)
WORDS = "there is are was gon na got ta let 's do does that but a the Acme sells".split()
TAGS = "EX VBZ VBP NN IN DT WDT MD RB PRP _SP NNP".split()
LABELS = "expl ROOT nsubj mark advmod aux det dobj dep".split()


@pytest.fixture(scope="module")
def usual():
    return spacy.load(PACKAGED)


@pytest.fixture(scope="module")
def own():
    return load_pipeline()


def test_the_loaded_pipeline_looks_up(own):
    assert isinstance(own.get_pipe("attribute_ruler"), LookedUp)
    assert own.pipe_names.index("attribute_ruler") < own.pipe_names.index("lemmatizer")


@pytest.mark.parametrize("text", TEXTS)
def test_what_fits_a_text_is_what_the_matcher_finds(own, text):
    ruler, doc = own.get_pipe("attribute_ruler"), own(text)
    assert ruler.match(doc) == AttributeRuler.match(ruler, doc)


def test_what_fits_any_tags_and_labels_is_what_the_matcher_finds(own):
    ruler, tried = own.get_pipe("attribute_ruler"), 0
    for n, word in enumerate(WORDS):
        for tag in TAGS:
            for label in LABELS:
                words = [word, WORDS[(n + 1) % len(WORDS)]]
                doc = Doc(
                    own.vocab, words=words, tags=[tag, tag], deps=[label, label], heads=[0, 0]
                )
                found = ruler.match(doc)
                assert found == AttributeRuler.match(ruler, doc), doc
                tried += len(found)
    assert tried > len(WORDS) * len(TAGS) * len(LABELS)


def test_parts_of_speech_and_lemmas_are_those_of_the_usual_pipeline(usual, own):
    def read(nlp, text):
        return [(t.text, t.tag_, t.dep_, t.pos_, str(t.morph), t.lemma_) for t in nlp(text)]

    for text in TEXTS[2:4]:
        assert read(own, text) == read(usual, text)


PATTERNS = (
    ([[{"LENGTH": {">=": 9}}]], {"POS": "X"}),
    ([[{"LOWER": {"REGEX": "^un"}}]], {"POS": "ADJ"}),
    ([[{"LOWER": {"REGEX": {"IN": ["^re", "^non"]}}}]], {"POS": "ADV"}),
    ([[{"LOWER": "REGEX"}], [{"LOWER": "not"}, {"OP": "?"}]], {"POS": "PART"}),
    ([[{"TAG": {"NOT_IN": ["NN", ""]}}]], {"POS": "VERB"}),
    ([[{"OP": "!", "LOWER": "a"}, {"LOWER": "plan"}]], {"POS": "NOUN"}),
)


@pytest.mark.parametrize("some", [PATTERNS, *[[one] for one in PATTERNS]])
def test_patterns_of_other_kinds_are_left_to_the_matcher(some):
    plain, quick = spacy.blank("en"), spacy.blank("en")
    for nlp in (plain, quick):
        ruler = nlp.add_pipe("attribute_ruler")
        for patterns, attrs in some:
            ruler.add(patterns, attrs)
    look_up_attributes(quick)
    assert isinstance(quick.get_pipe("attribute_ruler"), LookedUp)
    words = "undoubtedly not a plan : the rebuilt plan is unfinished".split()
    tags = "RB RB DT NN : DT VBN NN VBZ JJ".split()
    docs = [Doc(nlp.vocab, words=words, tags=tags) for nlp in (plain, quick)]
    found = [
        nlp.get_pipe("attribute_ruler").match(doc)
        for nlp, doc in zip((plain, quick), docs, strict=True)
    ]
    assert found[0]
    assert found[1] == found[0]


def test_a_pipeline_without_a_ruler_stays_as_it_is():
    nlp = spacy.blank("en")
    look_up_attributes(nlp)
    assert nlp.pipe_names == []


def test_a_ruler_of_another_class_stays():
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler")
    look_up_attributes(nlp)
    kept = nlp.get_pipe("attribute_ruler")
    look_up_attributes(nlp)
    assert nlp.get_pipe("attribute_ruler") is kept
    assert type(kept) is not AttributeRuler
