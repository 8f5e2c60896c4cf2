"""Names that the encoder sees before anything is parsed: added, made longer, parted."""

import re

import pytest

from newsgraph.documents import from_text
from newsgraph.encoder.marks import Span
from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions.candidates import Candidate, Lists, Words
from newsgraph.mentions.seen import Eyes, sentences, with_seen
from newsgraph.model import Role

LISTS = Lists(
    common=frozenset(("there",)), titles=frozenset(), generic=frozenset(("ai",)),
    english=frozenset(("plasma",)), adverbs=frozenset(("sadly",)),
)  # fmt: skip


def words_of(text):
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    return Words(
        0, Role.PROSE, [m[0] for m in found], [m.start() for m in found],
        [m.end() for m in found], [],
    )  # fmt: skip


def span(words, text):
    wanted = [m[0] for m in re.finditer(r"\w+|[^\w\s]", text)]
    n = len(wanted)
    start = next(i for i in range(len(words.texts)) if words.texts[i : i + n] == wanted)
    return start, start + n


def names(words, candidates):
    return [words.text(c) for c in candidates]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One left. Two stayed.", ["One left .", "Two stayed ."]),
        ("“One left.” Two stayed.", ["“ One left . ”", "Two stayed ."]),
        ("It fell 3 . 5 points", ["It fell 3 .", "5 points"]),
        ("Who? nobody", ["Who ? nobody"]),
        ("", []),
    ],
)
def test_signs_end_sentences(text, parts):
    words = words_of(text)
    assert [" ".join(words.texts[a:b]) for a, b in sentences(words)] == parts


@pytest.mark.parametrize(
    ("text", "found", "seen", "after"),
    [
        ("Mujina fell", [], ["Mujina"], ["Mujina"]),
        ("the Kodiak Driver fell", ["Kodiak"], ["Kodiak Driver"], ["Kodiak Driver"]),
        ("Orth an der Donau", ["Orth", "Donau"], ["Orth an der Donau"], ["Orth an der Donau"]),
        ("Proton v Apple", ["Proton v Apple"], ["Proton", "Apple"], ["Proton", "Apple"]),
        ("Gina Rine 8 fell", ["Gina Rine 8"], ["Gina Rine"], ["Gina Rine"]),
        ("Lumen Boema fell", ["Lumen Boema"], ["Lumen"], ["Lumen Boema"]),  # a capital is left
        ("Cambridge, Ohio", ["Cambridge, Ohio"], ["Cambridge", "Ohio"], ["Cambridge , Ohio"]),
        ("New York Times", ["New York"], ["York Times"], ["New York"]),  # crossing
    ],
)
def test_names_are_added_made_longer_and_parted(text, found, seen, after):
    words = words_of(text)
    given = [Candidate(*span(words, f), {"ner"}) for f in found]
    eyed = [Candidate(*span(words, s), {"encoder"}) for s in seen]
    assert names(words, with_seen(words, given, eyed)) == after


def test_what_the_page_or_a_list_knows_keeps_its_bounds():
    words = words_of("Proton v Apple Driver")
    for source, name, seen in (
        ("page", "Apple", "Apple Driver"),
        ("gazetteer", "Proton v Apple", "Proton"),
    ):
        given = [Candidate(*span(words, name), {source})]
        eyed = [Candidate(*span(words, seen), {"encoder"})]
        assert names(words, with_seen(words, given, eyed)) == [name]


class Sees:
    """An encoder that takes some words for names, so sure."""

    def __init__(self, spans):
        self.spans = spans

    def mentions(self, readings):
        return [[s for s in self.spans if s.end <= len(r)] for r in readings]


class Reads:
    """A reader without a network."""

    def __init__(self, spans):
        self.encoder = Sees(spans)

    def read_ahead(self, texts):
        self.texts = list(texts)

    def read(self, text, places):
        from newsgraph.encoder.sentences import ReadSentence

        found = []
        for a, b in places:
            words = tuple(
                (a + m.start(), a + m.end()) for m in re.finditer(r"\w+|[^\w\s]", text[a:b])
            )
            found.append(ReadSentence(words, [text[x:y] for x, y in words]))
        return found


@pytest.mark.parametrize(
    ("text", "seen", "found"),
    [
        ("Mujina fell .", Span(0, 1, "ProductTechnology", 0.95), ["Mujina"]),
        ("Mujina fell .", Span(0, 1, "ProductTechnology", 0.7), []),  # not sure
        ("Restaurants fell .", Span(0, 1, "OrganizationGroup", 0.99), []),  # a class
        ("Plasma fell .", Span(0, 1, "Organization", 0.9), []),  # a common word
        ("Sadly fell .", Span(0, 1, "Organization", 0.9), []),
        ("The Plasma fell", Span(1, 2, "Organization", 0.9), ["Plasma"]),
        ("There fell .", Span(0, 1, "Place", 0.9), []),
        ("The Mujina fell", Span(0, 2, "Place", 0.9), []),  # with its article
        ("Tatra banka fell", Span(0, 2, "Organization", 0.9), []),
        ("LONDON - Unilever fell", Span(0, 3, "Organization", 0.9), []),
        ("Proton-Lux fell", Span(0, 3, "Organization", 0.9), ["Proton - Lux"]),
        ("Banco de Orth fell", Span(0, 3, "Organization", 0.9), ["Banco de Orth"]),
    ],
)
def test_only_names_are_taken_of_which_the_encoder_is_sure(text, seen, found):
    words = words_of(text)
    eyes = Eyes(Reads([seen]), Gazetteer(), LISTS)
    ((block,),) = eyes.look([from_text(text, "test")], [[words]])
    assert names(words, block) == found
    assert all(c.sources == {"encoder"} for c in block)
