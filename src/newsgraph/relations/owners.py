"""Names behind the words that a verb acts on: whose they are, who made them, where they are."""

from newsgraph import syntax
from newsgraph.model import Sentence, Token
from newsgraph.relations.anchors import Anchor
from newsgraph.relations.cues import Cues

MODIFYING = ("compound", "amod", "nmod")  # what a place before a noun is
# what a firm is to something in a place, wherever it is at home
OWNING = frozenset("into from on at against with of by".split())
LOCATIVE = frozenset("in at on near across outside throughout around inside within over".split())
CLAUSAL = frozenset("relcl acl advcl ccomp xcomp parataxis pcomp csubj".split())


def genitives(sentence: Sentence, i: int, cues: Cues) -> list[int]:
    """Return the names that own a name directly: "Sweden's Volvo", "Acme's Ada Byron"."""
    tokens = sentence.tokens
    found = [c for c in syntax.children(sentence, i, "poss") if _is_named(tokens[c])]
    found = [c for c in found if c == i - 2 and tokens[i - 1].tag == "POS"]
    return found or _origins(sentence, i, cues)


def _origins(sentence: Sentence, i: int, cues: Cues) -> list[int]:
    """Return the places that describe a firm: "Acme, a Munich start-up", "the Kent brewer Acme"."""
    tokens = sentence.tokens
    mention = tokens[i].mention
    if mention is None or mention.kind != "Organization":
        return []
    nouns = syntax.children(sentence, i, "appos", "compound", "nmod")
    if tokens[i].dep == "appos":
        nouns.append(tokens[i].head)
    nouns = [n for n in nouns if tokens[n].tag == "NN" and tokens[n].mention is None]
    nouns = [n for n in nouns if _stands_beside(sentence, i, n)]
    below = [c for n in nouns for c in syntax.children(sentence, n, *MODIFYING)]
    below += [c for c in syntax.children(sentence, i, *MODIFYING) if _is_apart(sentence, c, i)]
    below = [c for c in below if c and tokens[c - 1].text != "-"]  # not "a pro-Russian crew"
    for n in nouns:  # "the research institute in Leuven"
        after = tokens[n + 1] if n + 1 < len(tokens) else tokens[n]
        related = cues.has("related", "noun", tokens[n].lemma)
        if after.lemma in ("in", "from") and not related:
            below += syntax.governed(sentence, after.i)
    return [c for c in below if is_place(tokens[c]) and _is_named(tokens[c])]


def _is_apart(sentence: Sentence, place: int, name: int) -> bool:
    """Say whether a noun parts a place from a name after it: "the Paris club Red Star"."""
    between = sentence.tokens[place + 1 : name]
    return any(t.tag == "NN" and t.mention is None for t in between)


def _stands_beside(sentence: Sentence, name: int, noun: int) -> bool:
    """Say whether a noun describes the name it hangs on, and no other between the two."""
    between = sentence.tokens[min(name, noun) + 1 : max(name, noun)]
    if any(t.mention is not None and t.mention.kind == "Organization" for t in between):
        return False
    if any(syntax.is_verb(t) or t.text == ";" for t in between):
        return False
    return noun < name or any(t.text in (",", "(", "–", "—") for t in between)


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
