"""What a noun for a rule is about: "a ban on jet skis" is one thing, not a jet ski."""

from newsgraph import syntax
from newsgraph.model import Sentence

ABOUT = frozenset(("on", "for", "of", "against"))
SURE = frozenset(("on", "against"))
LONGEST = 5  # words of what a name takes in


def complement_of(sentence: Sentence, head: int) -> tuple[int, ...]:
    """Return the words of "on jet skis" after a noun, or none.

    They follow it at once, wherever the parse hangs "on" and "against", are few, and hold
    no pronoun, verb or further phrase.
    """
    tokens, p = sentence.tokens, head + 1
    if p >= len(tokens) or tokens[p].lemma not in ABOUT or tokens[p].dep != "prep":
        return ()
    objects = syntax.children(sentence, p, "pobj")
    if len(objects) != 1 or (tokens[p].head != head and tokens[p].lemma not in SURE):
        return ()
    words = tuple(range(p, objects[0] + 1))
    plain = all(tokens[w].pos in ("NOUN", "PROPN", "ADJ") for w in words[1:])
    whole = tuple(syntax.subtree(sentence, p)) == words
    return words if plain and whole and len(words) <= LONGEST else ()
