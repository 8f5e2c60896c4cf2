"""How far a text stands behind a clause: cues on the clause and on the clauses above it.

Cues are data (``graph/cues.ttl``); their scope is read off the parse. The order of
preference is negated, speculative, planned, attributed, asserted. Factuality as a
function of nested sources and cues follows Saurí and Pustejovsky 2009 (FactBank).
"""

from newsgraph import syntax
from newsgraph.model import Role, Sentence, Status
from newsgraph.relations.clause import read_clause, read_modifiers
from newsgraph.relations.cues import Cues, Reading
from newsgraph.relations.governors import (
    has_to,
    read_denied,
    read_failure,
    read_fate,
    read_inserted,
    read_noun,
    read_verb,
    read_verdict,
)
from newsgraph.relations.sources import read_sources

CLIMBED = frozenset(
    "xcomp ccomp pcomp dobj nsubjpass pobj prep acl attr oprd acomp advcl conj relcl parataxis "
    "nsubj".split()
)
_HARD_LIMIT = 12  # clauses climbed; deeper nesting is a parse error


def read_status(
    sentence: Sentence, words: tuple[int, ...], cues: Cues, *, presupposed: bool = False
) -> Reading:
    """Return the status of what the entry at ``words`` (its head first) says.

    What a title, possessive or apposition says is ``presupposed``: "Ada's firm may sell"
    leaves no doubt that the firm is Ada's. Then only words on the noun itself count.
    """
    reading = Reading()
    head = words[0]
    if not syntax.is_verb(sentence.tokens[head]):
        read_modifiers(sentence, head, cues, reading)
    for w in words[1:]:
        if sentence.tokens[w].pos == "NOUN":
            read_modifiers(sentence, w, cues, reading)
    if not presupposed:
        _climb(sentence, head, cues, reading)
        _sentence_wide(sentence, head, cues, reading)
    return reading


def is_former(sentence: Sentence, words: tuple[int, ...], cues: Cues) -> bool:
    """Say whether a noun is said of the past: "former", "ex-", "then"."""
    head = words[0]
    for c in sentence.children[head]:
        token = sentence.tokens[c]
        if cues.has("former", "adjective", token.lemma, token.text.lower()):
            return True
        if token.dep == "advmod" and cues.has("former", "adverb", token.text.lower()):
            return True
    first = min(words)
    while first > 0 and sentence.tokens[first - 1].mention is not None:
        first -= 1  # "ex-Acme trader"
    before = [t.text.lower() for t in sentence.tokens[max(0, first - 3) : first]]
    if before[-2:] and before[-1] in ("-", "‑") and before[-2] == "ex":
        return True
    if any(cues.has("former", "adjective", w) for w in before[-2:]):
        return not any(t.mention for t in sentence.tokens[max(0, first - 1) : first]) or before[
            -1
        ] not in ("'s", "’s")
    return False


def _climb(sentence: Sentence, head: int, cues: Cues, reading: Reading) -> None:
    """Read the clause of ``head``, then each clause or noun that governs it."""
    i, below = head, -1
    for _ in range(_HARD_LIMIT):
        token = sentence.tokens[i]
        if syntax.is_verb(token) or token.dep in ("acomp", "attr", "oprd"):
            read_clause(sentence, i, cues, reading, below)
            read_failure(sentence, i, cues, reading)
        read_inserted(sentence, i, below, cues, reading)
        if token.head == i:
            return
        upper = _governing(sentence, i, cues, reading, head)
        if upper < 0:
            return
        i, below = upper, i


def _governing(sentence: Sentence, i: int, cues: Cues, reading: Reading, anchor: int) -> int:
    """Read what governs token ``i``; return where to go on climbing, or -1."""
    token, head = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    if _is_parted(sentence, i, cues):
        return -1
    if token.dep in CLIMBED:
        if token.dep in ("relcl", "acl") and not _is_content(sentence, i, cues):
            return -1
        if token.dep == "advcl":
            return head.i if has_to(sentence, i) and syntax.is_verb(head) else -1
        if token.dep == "nsubj" and i == anchor:
            read_fate(sentence, head.i, cues, reading)
            return -1
        if token.dep.startswith("nsubj"):
            read_verdict(sentence, head.i, cues, reading)
        clausal = bool(syntax.children(sentence, i, "pcomp"))
        negating = token.dep == "prep" and cues.has("negated", "preposition", token.lemma)
        if negating and (clausal or token.lemma != "against"):
            reading.add(Status.NEGATED, token.text)
        if token.dep == "conj":
            first = _shares_governor(sentence, i)
            return _governing(sentence, first, cues, reading, anchor) if first >= 0 else -1
        if syntax.is_verb(head):
            read_verb(sentence, i, cues, reading)
        elif head.pos in ("NOUN", "PROPN", "ADJ"):
            read_noun(sentence, i, cues, reading)
            if head.mention is not None:
                return -1
        return head.i
    return -1


def _is_parted(sentence: Sentence, i: int, cues: Cues) -> bool:
    """Say whether a clause only stands beside what the parse hangs it on.

    A semicolon parts them, or a comma does: "Acme has sold it, Zed will buy it".
    """
    token, head = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    low, high = sorted((i, head.i))
    if any(t.text == ";" for t in sentence.tokens[low:high]):
        return True
    if token.dep != "ccomp" or i > head.i or not syntax.is_verb(head):
        return False
    return not any(cues.has(m, "verb", head.lemma) for m in (*map(str, Status), "factive"))


def _is_content(sentence: Sentence, i: int, cues: Cues) -> bool:
    """Say whether a clause is what its noun is about: "plans to sell", "rumours that it sold"."""
    token = sentence.tokens[i]
    if token.dep == "acl":
        return has_to(sentence, i) or bool(syntax.children(sentence, i, "mark"))
    noun = sentence.tokens[token.head].lemma  # a parser may take the clause for a relative one
    if has_to(sentence, i):
        return any(cues.has(status, "noun", noun) for status in Status)
    own = syntax.children(sentence, i, "nsubj", "nsubjpass")
    that = [c for c in sentence.children[i] if sentence.tokens[c].lemma == "that" and c not in own]
    return cues.has("attributed", "noun", noun) and bool(own and that)


def _shares_governor(sentence: Sentence, i: int) -> int:
    """Return the first member of a coordination if its governor governs ``i`` as well, or -1."""
    first = syntax.first_conjunct(sentence, i)
    if syntax.children(sentence, i, "nsubj", "nsubjpass"):
        return -1
    return first if sentence.tokens[first].dep in ("xcomp", "ccomp", "acl", "pcomp") else -1


def _sentence_wide(sentence: Sentence, head: int, cues: Cues, reading: Reading) -> None:
    """Read "according to X", question marks, and quotation marks around a quote block."""
    read_sources(sentence, head, cues, reading)
    read_denied(sentence, head, cues, reading)
    if sentence.tokens[-1].text == "?":
        reading.add(Status.SPECULATIVE, "?")
    if sentence.role is Role.QUOTE and not reading.statuses:
        reading.add(Status.ATTRIBUTED, "quote")
