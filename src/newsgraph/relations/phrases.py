"""Noun phrases without a name that may be an end of a relation: "card networks", "the ban"."""

from collections.abc import Iterator, Mapping, Sequence

from newsgraph.model import Sentence, Token

MODIFIERS = frozenset(("compound", "amod", "nmod", "advmod", "punct"))
HEADS = frozenset(("NOUN", "PROPN"))
WITHIN = frozenset(("compound", "nmod", "amod", "npadvmod", "intj"))  # of another phrase
SINGLE = frozenset(("Person", "Organization", "ProductTechnology", "Place"))
COUNTING = frozenset(("more", "less", "fewer"))
PLURAL = frozenset(("NNS", "NNPS"))
Offsets = tuple[int, int]


def noun_phrases(
    sentence: Sentence, taken: Sequence[Offsets], kind_of_noun: Mapping[str, str]
) -> Iterator[Offsets]:
    """Yield where noun phrases stand that touch none of the spans that are taken.

    Articles, numbers, possessors and superlatives are left out. A noun for one
    person, firm, product or place ("the company") is no thing of its own, but an
    expression that refers to one: it is not yielded.
    """
    free = [not any(a < t.end and t.start < b for a, b in taken) for t in sentence.tokens]
    for token in sentence.tokens:
        if token.pos not in HEADS or not free[token.i] or token.dep in WITHIN:
            continue
        if not token.text[0].isalpha() or _is_named(token) or token.value is not None:
            continue
        if token.tag not in PLURAL and kind_of_noun.get(token.lemma) in SINGLE:
            continue
        first = token.i
        while first and free[first - 1] and _belongs(sentence, first - 1, token.i):
            first -= 1
        while first < token.i and sentence.tokens[first].dep in ("punct", "advmod"):
            first += 1
        yield sentence.tokens[first].start, token.end


def _belongs(sentence: Sentence, i: int, head: int) -> bool:
    """Say whether a word is part of the name that its phrase gives a thing."""
    token = sentence.tokens[i]
    if token.dep not in MODIFIERS or token.pos in ("DET", "NUM", "PRON"):
        return False
    if _is_named(token) or token.value is not None or _compares(token):
        return False
    if token.dep == "punct" and token.text not in ("-", "–", "/"):
        return False
    return token.head == head or (i < token.head < head and _belongs(sentence, token.head, head))


def _is_named(token: Token) -> bool:
    """Say whether a word is more than a known term ("hydrogen"), which is a noun phrase too."""
    return token.mention is not None and token.mention.form != "nominal"


def _compares(token: Token) -> bool:
    """Say whether a word only counts or ranks: "more drones"; "heavier drones" are others."""
    return token.tag in ("JJS", "PDT", "CD") or token.text.lower() in COUNTING


__all__ = ["noun_phrases"]
