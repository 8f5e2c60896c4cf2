"""The figure that a noun comes with: before it, beside it, or given by the verb."""

from newsgraph import syntax
from newsgraph.model import Sentence
from newsgraph.relations.cues import Cues


def measured(sentence: Sentence, noun: int, cues: Cues) -> list[int]:
    """Return the figure of a noun: "a $5bn backlog", "stood at", "put it at", "backlog, $5bn"."""
    token = sentence.tokens[noun]
    before = syntax.children(sentence, noun, "nummod", "compound", "amod", "nmod", "quantmod")
    own = [c for c in before if c < noun and sentence.tokens[c].value is not None]
    own = own or _valued(sentence, syntax.children(sentence, noun, "appos", "npadvmod", "dobj"))
    if own:
        return own
    if token.dep in ("dobj", "nsubjpass"):  # "put its revenue at", "doubled sales to"
        return _valued(sentence, _governed_by(sentence, token.head, ("at", "to")))
    above = sentence.tokens[token.head]
    if token.dep == "nsubj" and cues.has("measuring", "verb", above.lemma):
        found = syntax.children(sentence, token.head, "attr", "dobj", "npadvmod")
        return _valued(sentence, _governed_by(sentence, token.head, ("at", "to"))) or _valued(
            sentence, found
        )
    if token.dep == "pobj" and sentence.tokens[token.head].lemma == "in":  # "$3bn in revenue"
        above = sentence.tokens[sentence.tokens[token.head].head]
        return _valued(sentence, [above.i])
    return []


def _valued(sentence: Sentence, found: list[int]) -> list[int]:
    return [f for f in found if sentence.tokens[f].value is not None]


def _governed_by(sentence: Sentence, verb: int, names: tuple[str, ...]) -> list[int]:
    """Return what the prepositions of a verb govern, "to" after "from .." among them."""
    found = []
    for p in syntax.children(sentence, verb, "prep"):
        inner = [p, *syntax.children(sentence, p, "prep")]
        for q in inner:
            if sentence.tokens[q].lemma in names:
                found += syntax.children(sentence, q, "pobj")
    return found
