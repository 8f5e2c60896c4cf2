"""Whom or what a noun is said of: predicate, apposition, title, "as", examples."""

from newsgraph import syntax
from newsgraph.model import Sentence, Token
from newsgraph.relations.cues import Cues


def bearers(sentence: Sentence, i: int, cues: Cues) -> list[int]:
    """Return whom or what a noun is said of: predicate, apposition, title, "as"."""
    token = sentence.tokens[i]
    if token.mention is not None:
        return [i]
    upper = sentence.tokens[token.head]
    if token.dep == "conj" and upper.pos in ("NOUN", "PROPN") and upper.mention is None:
        return bearers(sentence, token.head, cues)
    ways = (_appointed, _apposed, _titled, _predicated, _as, _exemplified, _preceded, _followed)
    for way in ways:
        found = way(sentence, token, cues)
        if found:
            return found
    return []


def _appointed(sentence: Sentence, token: Token, cues: Cues) -> list[int]:
    """Read "Acme named Ada Byron chief executive"."""
    if token.dep not in ("dobj", "oprd", "xcomp"):
        return []
    if not cues.has("appointment", "verb", sentence.tokens[token.head].lemma):
        return []
    below = syntax.children(sentence, token.i, "compound", "nmod", "nsubj")
    return [c for c in below if _is_person(sentence.tokens[c])]


def _preceded(sentence: Sentence, token: Token, cues: Cues) -> list[int]:
    """Read "Google's DeepMind unit"."""
    before = sentence.tokens[token.i - 1] if token.i else None
    unit = cues.has("unit", "noun", token.lemma)
    if not unit or before is None or before.mention is None:
        return []
    return [before.i] if before.head == token.i and before.dep in ("compound", "nmod") else []


def _apposed(sentence: Sentence, token: Token, _cues: Cues) -> list[int]:
    """Read "its founder, Ada Byron" and "Ada Byron, its founder"."""
    named = [c for c in syntax.children(sentence, token.i, "appos") if sentence.tokens[c].mention]
    named = [c for c in named if c == token.i + 1 or sentence.tokens[c - 1].pos != "NOUN"]
    named = named or _beyond(sentence, token.i)
    return named or ([_last_before(sentence, token)] if token.dep == "appos" else [])


def _last_before(sentence: Sentence, token: Token) -> int:
    """Return the name that a noun in apposition means: of "A and B, a unit of C" it is B."""
    if token.tag not in ("NN", "NNP"):
        return token.head
    before = [c for c in syntax.conjuncts(sentence, token.head) if c < token.i]
    named = [c for c in before if sentence.tokens[c].mention is not None]
    return named[-1] if named else token.head


def _beyond(sentence: Sentence, noun: int) -> list[int]:
    """Read "the governor of the bank Acme, Ada Byron", where the person hangs on the bank."""
    owners = [
        o
        for p in syntax.children(sentence, noun, "prep")
        for o in syntax.children(sentence, p, "pobj")
        if not _is_person(sentence.tokens[o])
    ]
    found = [c for o in owners for c in syntax.children(sentence, o, "appos")]
    return [c for c in found if _is_person(sentence.tokens[c])]


def _titled(sentence: Sentence, token: Token, _cues: Cues) -> list[int]:
    """Read "chipmaker Acme", "Acme founder Ada Byron"."""
    head = sentence.tokens[token.head]
    if token.dep not in ("compound", "nmod", "amod", "npadvmod"):
        return []
    return [head.i] if head.mention is not None and head.i > token.i else []


def _predicated(sentence: Sentence, token: Token, cues: Cues) -> list[int]:
    """Read "Ada Byron is its founder", "whose founder is Ada Byron", "was made chairman"."""
    head = sentence.tokens[token.head]
    if token.dep == "attr":
        return syntax.surface_subjects(sentence, token.head)
    if token.dep == "nsubj" and head.lemma in ("be", "include"):  # "its clients include Acme"
        below = syntax.children(sentence, head.i, "attr", "dobj")
        return [a for a in below if sentence.tokens[a].mention]
    if token.dep == "pobj" and head.lemma == "of" and sentence.tokens[head.head].lemma == "one":
        return bearers(sentence, head.head, cues)  # "is one of its customers"
    if token.dep == "pobj" and head.lemma == "among" and sentence.tokens[head.head].lemma == "be":
        below = syntax.children(sentence, head.head, "nsubj", "attr")
        return [a for a in below if sentence.tokens[a].mention]
    if token.dep == "oprd":
        return _object_or_subject(sentence, token.head)
    return []


def _as(sentence: Sentence, token: Token, cues: Cues) -> list[int]:
    """Read "hired Ada Byron as chairman", "serves as chairman"."""
    head = sentence.tokens[token.head]
    verb = sentence.tokens[head.head]
    if token.dep != "pobj" or head.lemma != "as" or not syntax.is_verb(verb):
        return []
    if cues.has("ofSubject", "verb", verb.lemma):
        return syntax.surface_subjects(sentence, verb.i)
    if cues.has("leading", "verb", verb.lemma):
        return syntax.logical_subjects(sentence, verb.i)
    return _object_or_subject(sentence, verb.i)


def _exemplified(sentence: Sentence, token: Token, _cues: Cues) -> list[int]:
    """Read "rivals such as Acme": the examples are found where the noun is looked up."""
    return [token.i] if has_examples(sentence, token.i) else []


def _followed(sentence: Sentence, token: Token, _cues: Cues) -> list[int]:
    """Read "founder Ada Byron", where the parse joins the two in another way."""
    if token.i + 1 == len(sentence.tokens):
        return []
    following = sentence.tokens[token.i + 1]
    named = following.mention is not None and following.mention.form == "name"
    return [following.i] if named else []


def _object_or_subject(sentence: Sentence, verb: int) -> list[int]:
    return syntax.logical_objects(sentence, verb) or syntax.surface_subjects(sentence, verb)


def _is_person(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Person"


def has_examples(sentence: Sentence, i: int) -> bool:
    """Say whether names of its class follow a plural noun: "rivals such as", "partners like"."""
    return sentence.tokens[i].tag == "NNS" and any(
        (sentence.tokens[p].lemma in ("like", "include", "including") or is_such_as(sentence, p))
        and p > i
        for p in syntax.children(sentence, i, "prep")
    )


def is_such_as(sentence: Sentence, i: int) -> bool:
    """Say whether a preposition is the second or the first word of "such as"."""
    words = [t.text.lower() for t in sentence.tokens[max(0, i - 1) : i + 2]]
    return "such" in words and "as" in words
