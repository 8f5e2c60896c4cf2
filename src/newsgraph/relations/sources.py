"""Phrases that name the source of what a clause says: "according to Acme", "by its own account"."""

from newsgraph import syntax
from newsgraph.model import Sentence, Status
from newsgraph.relations.cues import Cues, Reading

NAMED = frozenset(("Organization", "Person"))
AFTER = ("according", "accord")  # with "to"; tagged now as a verb, now as a preposition
_JOINED = frozenset(("conj", "ccomp", "parataxis"))  # a clause beside another, if it has a subject


def read_sources(sentence: Sentence, anchor: int, cues: Cues, reading: Reading) -> None:
    """Add ``attributed`` where a phrase names the source of the clause of ``anchor``."""
    for token in sentence.tokens:
        source = _source(sentence, token.i, cues)
        if source >= 0 and _covers(sentence, token.i, anchor):
            reading.add(Status.ATTRIBUTED, token.text.lower())
            if reading.speaker < 0:
                reading.speaker = source


def _source(sentence: Sentence, i: int, cues: Cues) -> int:
    """Return whom the phrase that token ``i`` opens names, or -1 if it opens none."""
    token = sentence.tokens[i]
    below = [o for p in (i, *syntax.children(sentence, i, "prep")) for o in _governed(sentence, p)]
    if not below:
        return -1
    if token.text.lower() in AFTER or token.lemma in AFTER:
        return below[0]
    mention = sentence.tokens[below[0]].mention
    if token.text.lower() == "per":  # not "per month"
        return below[0] if mention is not None and mention.kind in NAMED else -1
    noun = sentence.tokens[below[0]]
    if not cues.has("attributed", "preposition", f"{token.text.lower()} {noun.lemma}"):
        return -1
    owners = syntax.children(sentence, noun.i, "poss")
    for of in syntax.children(sentence, noun.i, "prep"):
        owners += _governed(sentence, of) if sentence.tokens[of].lemma == "of" else []
    return owners[0] if owners else -1


def _governed(sentence: Sentence, preposition: int) -> list[int]:
    return syntax.children(sentence, preposition, "pobj")


def _covers(sentence: Sentence, phrase: int, anchor: int) -> bool:
    """Say whether a phrase tells of the clause of ``anchor`` and not of another.

    It does not tell of what is said of the source itself ("according to Ada, who runs Acme"),
    of what stands beyond a semicolon, of a relative clause beside it, or of a clause
    before it that it is not part of ("Acme sold it and, according to Ada, Zed ..").
    """
    tokens = sentence.tokens
    if anchor in syntax.subtree(sentence, phrase):
        return False
    passing = tokens[phrase].text.lower() not in (*AFTER, "per")
    if passing and phrase > anchor and tokens[phrase].head != anchor:
        return False  # "sells vaccines and, by its own account, drugs"
    low, high = sorted((phrase, anchor))
    if any(t.text == ";" for t in tokens[low:high]):
        return False
    for clause in _clauses(sentence, anchor):
        participle = tokens[clause].dep == "acl" and tokens[clause].tag in ("VBN", "VBG")
        if participle or tokens[clause].dep in ("relcl", "appos"):
            return phrase in syntax.subtree(sentence, clause)
    own = _clauses(sentence, phrase)
    if any(tokens[c].dep == "relcl" and anchor not in syntax.subtree(sentence, c) for c in own):
        return False
    beside = next((c for c in own if _stands_beside(sentence, c)), -1)
    return beside < 0 or phrase > beside or anchor in syntax.subtree(sentence, beside)


def _clauses(sentence: Sentence, i: int) -> list[int]:
    """Return token ``i`` and what it is part of, the nearest first."""
    return [i, *syntax.ancestors(sentence, i)]


def _stands_beside(sentence: Sentence, i: int) -> bool:
    subjects = syntax.children(sentence, i, "nsubj", "nsubjpass")
    return sentence.tokens[i].dep in _JOINED and bool(subjects)
