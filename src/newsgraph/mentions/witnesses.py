"""What speaks for the kind of a name: recogniser, page, gazetteer, shape, words around it."""

import re
from collections.abc import Mapping
from typing import Any

from newsgraph.mentions.candidates import NER_KINDS
from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.governments import hear_country
from newsgraph.vocabulary import Vocabulary
from newsgraph.vocabulary.names import LEGAL

# Weights were set on the ten build texts: a page knows its own names best, then a list
# of known names, then the words beside the name, then the recogniser.
PAGE, KNOWN, AMBIGUOUS, BESIDE, LAST_WORD, WEAK = 6.0, 4.0, 1.5, 3.0, 2.5, 0.8
THING = 7.0  # a list knows one firm, product or person so; a place may stand for its government
GIVEN = 1.5  # a name of several words that begins as names of people do
NAMING = frozenset("call name dub nickname brand title codename christen label know".split())
EXAMPLES = frozenset(("like", "including"))  # and "such as": a class and its members
NER_WEIGHT = {"ORG": 1.0, "PRODUCT": 1.2, "EVENT": 1.0}
_MODEL_NUMBER = re.compile(r"(?:^|[ -])(?:[A-Z]{1,4}-?\d+\w*|\d+[A-Z]\w*|[A-Z]?\d+(?:\.\d+)?)$")
_PERSONAL = re.compile(r"^(?:[^\W\d_][^\W\d_.'’-]*(?:[-'’][^\W\d_]+)*|[^\W\d_]\.)$")
_ROUND = re.compile(r"^Series [A-Z]\b")
MEMBER = {"OrganizationGroup": "Organization", "GovernmentGroup": "Place"}  # of a class
_APPOSED = ("appos",)
NAME_CUES = {
    "organizationName": "Organization",
    "placeName": "Place",
    "conceptName": "Concept",
}


def hear(
    draft: Draft, vocabulary: Vocabulary, listed: Mapping[str, str], given_names: frozenset[str]
) -> None:
    """Add to ``draft.witnesses`` all that speaks for one kind or another."""
    if draft.text in listed:
        draft.speak("page", listed[draft.text], PAGE)
    _hear_gazetteer(draft)
    if draft.label:
        weight = NER_WEIGHT.get(draft.label, 0.8)
        if draft.label == "GPE" and not draft.known:
            weight = 0.6  # all countries and large cities are known
        if draft.label == "PERSON":
            weight = _personal(draft.text, given_names)
        draft.speak("recogniser", NER_KINDS[draft.label], weight)
    _hear_form(draft, vocabulary)
    _hear_given_name(draft, vocabulary, given_names)
    if draft.token is not None:
        _hear_neighbours(draft, draft.token, vocabulary)
        hear_country(draft, draft.token, vocabulary)


def _personal(name: str, given_names: frozenset[str]) -> float:
    """Return the weight of the recogniser's "person": full names with a known given name most."""
    words = name.split()
    if len(words) == 1:
        return 0.6
    return 2.0 if words[0] in given_names else 1.1


def _hear_gazetteer(draft: Draft) -> None:
    kinds = {k.kind for k in draft.known}
    for known in draft.known:
        sure = KNOWN if known.kind == "Place" else THING
        weight = AMBIGUOUS if known.ambiguous else sure
        draft.speak("gazetteer", known.kind, weight / len(kinds))


def _hear_form(draft: Draft, vocabulary: Vocabulary) -> None:
    words = draft.text.split()
    numbered = len(words) > 2 and words[-1].isdigit()  # "Launch Complex 1" is a complex
    last = words[-2 if numbered else -1].lower().strip(".")
    if len(words) > 1 and last in LEGAL:
        draft.speak("legal suffix", "Organization", 4.0)
    kind = vocabulary.kind_of_noun.get(last)
    if kind == "Place" and last in vocabulary.cue_words("organizationName"):
        kind = None
    if len(words) > 1 and kind and kind != "Person":
        draft.speak("last word", kind, LAST_WORD)
    for cue, kind_ in NAME_CUES.items():
        if len(words) > 1 and not kind and last in vocabulary.cue_words(cue):
            draft.speak("last word", kind_, BESIDE)
    if _ROUND.match(draft.text):
        draft.speak("funding round", "Event", KNOWN)
    elif _MODEL_NUMBER.search(draft.text):
        draft.speak("model number", "ProductTechnology", 1.5)


def _hear_given_name(draft: Draft, vocabulary: Vocabulary, given_names: frozenset[str]) -> None:
    words = draft.text.split()
    last = words[-1].lower()
    if not 2 <= len(words) <= 4 or words[0] not in given_names or draft.known:
        return
    other = last in LEGAL or last in vocabulary.kind_of_noun
    other = other or any(last in vocabulary.cue_words(c) for c in NAME_CUES)
    if not other and all(_PERSONAL.match(w) for w in words):
        draft.speak("given name", "Person", GIVEN)


def _hear_neighbours(draft: Draft, token: Any, vocabulary: Vocabulary) -> None:
    """Listen to the words that the parse puts beside the name."""
    nouns = vocabulary.kind_of_noun
    for noun in _said_of(token):
        kind = _kind_of(noun, nouns)
        if kind and kind != "OrganizationGroup":  # one "customer" or "investor" may be any kind
            draft.speak(f"called {noun.lemma_.lower()}", kind, BESIDE)
    for noun in _classes_of(token):
        kind = nouns.get(str(noun.lemma_).lower(), "")
        if kind:
            draft.speak(f"one of {noun.lower_}", MEMBER.get(kind, kind), BESIDE)
    _hear_head(draft, token, nouns)
    for child in token.children:
        if child.dep_ == "relcl" and any(c.lower_ == "who" for c in child.children):
            draft.speak("who", "Person", BESIDE)
        if child.dep_ == "acl" and child.lemma_ in ("base", "headquarter"):
            draft.speak("based", "Organization", BESIDE)
    if (
        token.i + 2 < len(token.doc)
        and token.nbor().text == "-"
        and token.nbor(2).lower_ == "based"
    ):
        draft.speak("-based", "Place", BESIDE)


def _is_first_of(token: Any, head: Any) -> bool:
    """Say whether a name comes right after the article of a singular noun."""
    articles = [c for c in head.children if c.lower_ in ("a", "an", "the") and c.i < token.i]
    return head.tag_ == "NN" and bool(articles) and articles[-1].i == token.i - 1


def _said_of(token: Any) -> list[Any]:
    """Return nouns that name what the token is: appositions, titles, predicates."""
    found = [c for c in token.children if c.dep_ in _APPOSED and c.pos_ == "NOUN"]
    if token.dep_ in _APPOSED and token.head.pos_ == "NOUN":
        found.append(token.head)
    found += [
        c
        for c in token.children
        if c.dep_ in ("compound", "nmod") and c.i == token.i - 1 and c.pos_ == "NOUN"
    ]
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ in ("be", "become", "remain"):
        found += [c for c in token.head.children if c.dep_ == "attr" and c.pos_ == "NOUN"]
    return found


def _classes_of(token: Any) -> list[Any]:
    """Return nouns for what the token is named as: "a chip called X", "chips such as X"."""
    first = token
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    head = first.head
    if first.dep_ in ("oprd", "attr", "dobj", "appos") and head.lemma_ in NAMING:
        return _named_by(head)
    if first.dep_ != "pobj":
        return []
    if head.lower_ == "as" and head.head.lemma_ in NAMING:  # "its leader, known as X"
        return _named_by(head.head)
    such = head.lower_ == "as" and any(c.lower_ == "such" for c in head.children)
    if (such or head.lower_ in EXAMPLES) and head.head.pos_ == "NOUN":
        return [head.head]
    return []


def _named_by(verb: Any) -> list[Any]:
    """Return the noun that a participle such as "called" says the name of."""
    return [verb.head] if verb.dep_ in ("acl", "relcl") and verb.head.pos_ == "NOUN" else []


def _kind_of(noun: Any, nouns: Mapping[str, str]) -> str:
    """Return the kind that a noun names, its compound tried before the bare noun."""
    if noun.tag_ not in ("NN", "NNP"):
        return ""
    lemma = str(noun.lemma_).lower()
    before = noun.nbor(-1).lower_ if noun.i > 0 else ""
    return nouns.get(f"{before} {lemma}", "") or nouns.get(lemma, "")


def _hear_head(draft: Draft, token: Any, nouns: Mapping[str, str]) -> None:
    """Listen to the noun that the name modifies, and to the preposition before it."""
    head = token.head
    if token.dep_ in ("compound", "nmod", "poss") and head.pos_ in ("NOUN", "PROPN"):
        kind = nouns.get(str(head.lemma_).lower(), "")
        if kind == "Organization" and token.dep_ == "compound" and _is_first_of(token, head):
            draft.speak(f"a {head.lower_}", "Place", 2.0)  # "a Yakima start-up"
        elif kind == "Person" and token.dep_ != "nmod":
            draft.speak(f"{head.lower_} of", "Organization", 1.5)
        elif kind == "ProductTechnology" and token.dep_ == "compound":
            the = any(c.lower_ == "the" and c.i == token.i - 1 for c in head.children)
            draft.speak(f"the {head.lower_}", kind, LAST_WORD if the else WEAK)
    elif token.dep_ == "pobj" and head.head.pos_ in ("NOUN", "VERB"):
        governor = str(head.head.lemma_).lower()
        if nouns.get(governor) == "Person" and head.lower_ in ("of", "at", "for"):
            draft.speak(f"{governor} {head.lower_}", "Organization", 2.0)
        elif head.lower_ == "in" and governor in ("base", "headquarter", "locate", "live", "bear"):
            draft.speak(f"{governor} in", "Place", BESIDE)
        elif head.lower_ == "in":
            draft.speak("in", "Place", 1.0)
    elif token.dep_ == "nsubj" and head.lemma_ in ("say", "tell", "joke", "argue", "warn", "write"):
        draft.speak(head.lemma_, "Person" if " " in draft.text else "Organization", WEAK / 2)
