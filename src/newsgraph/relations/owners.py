"""Names behind the words that a verb acts on: whose they are, who made them, where they are."""

from newsgraph import syntax
from newsgraph.model import Sentence, Token
from newsgraph.relations.anchors import Anchor

OWNING = frozenset("into from on at against with of by".split())
LOCATIVE = frozenset("in at on near across outside throughout around inside within over".split())
CLAUSAL = frozenset("relcl acl advcl ccomp xcomp parataxis pcomp csubj".split())


def genitives(sentence: Sentence, i: int) -> list[int]:
    """Return the names that own a name directly: "Sweden's Volvo", "Acme's Ada Byron"."""
    tokens = sentence.tokens
    found = [c for c in syntax.children(sentence, i, "poss") if _is_named(tokens[c])]
    return [c for c in found if c == i - 2 and tokens[i - 1].tag == "POS"]


def owners(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return whose what is acted on is, where it has no name: "hacked Acme's servers"."""
    found = [o for t in _things(sentence, anchor) for o in _owned(sentence, t)]
    return [o for o in dict.fromkeys(found) if sentence.tokens[o].mention is not None]


def makers(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return the name before what is acted on: "runs on Acme chips", "uses Acme's models"."""
    things = _things(sentence, anchor)
    found = [c for t in things for c in syntax.children(sentence, t, "poss", "compound", "nmod")]
    return [c for c in found if _is_named(sentence.tokens[c])]


def _things(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return what a verb acts on, itself or through a preposition, where it has no name."""
    things = syntax.logical_objects(sentence, anchor.head)
    for p in syntax.children(sentence, anchor.head, "prep", "prt", "agent"):
        if sentence.tokens[p].lemma in OWNING:
            things += syntax.governed(sentence, p)
    things = [i for t in things for i in syntax.conjuncts(sentence, t)]
    return [t for t in things if sentence.tokens[t].mention is None]


def _owned(sentence: Sentence, noun: int, depth: int = 0) -> list[int]:
    """Return the names that own a noun: "X's N", "the X N", "N of X", "N at X"."""
    below = syntax.children(sentence, noun, "poss", "compound", "nmod")
    found = [syntax.antecedent_of_relative(sentence, c) for c in below]
    found = [c for c in found if sentence.tokens[c].mention is not None]
    if found:
        return found
    for p in syntax.children(sentence, noun, "prep"):
        if sentence.tokens[p].lemma in ("of", "at", "from", "by", "belonging"):
            found += syntax.governed(sentence, p)
    if depth < 2 and found and sentence.tokens[found[0]].mention is None:
        return _owned(sentence, found[0], depth + 1)
    return found


def places_of_clause(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return the places that a clause names: "mines ore at a pit in Kiruna", "across Kenya"."""
    found, todo = [], [anchor.head]
    while todo:
        current = todo.pop()
        for c in sentence.children[current]:
            token = sentence.tokens[c]
            if token.dep in CLAUSAL or (token.dep == "conj" and syntax.is_verb(token)):
                continue
            if token.dep in ("nsubj", "nsubjpass") or (token.mention and token.dep != "pobj"):
                continue
            if token.dep == "pobj" and is_place(token):
                if sentence.tokens[current].lemma in LOCATIVE:
                    found.append(c)
            elif token.mention is None:
                todo.append(c)
    return sorted(found)


def _is_named(token: Token) -> bool:
    return token.mention is not None and token.mention.form in ("name", "demonym")


def is_place(token: Token) -> bool:
    """Say whether a token names a place."""
    return token.mention is not None and token.mention.kind == "Place"
