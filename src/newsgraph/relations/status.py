"""How far a text stands behind a clause: cues on the clause and on the clauses above it.

Cues are data (``graph/cues.ttl``); their scope is read off the parse. The order of
preference is negated, speculative, planned, attributed, asserted. Factuality as a
function of nested sources and cues follows Saurí and Pustejovsky 2009 (FactBank).
"""

from newsgraph import syntax
from newsgraph.model import Role, Sentence, Status
from newsgraph.relations.clause import read_clause, read_modifiers
from newsgraph.relations.cues import Cues, Reading

CLIMBED = frozenset(
    "xcomp ccomp pcomp dobj nsubjpass pobj prep acl attr oprd acomp advcl conj relcl parataxis "
    "nsubj".split()
)
HAPPENING = frozenset(
    "close complete happen go proceed materialise materialize take finalise".split()
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
        if token.head == i:
            return
        upper = _governing(sentence, i, cues, reading, head)
        if upper < 0:
            return
        i, below = upper, i


def _governing(sentence: Sentence, i: int, cues: Cues, reading: Reading, anchor: int) -> int:
    """Read what governs token ``i``; return where to go on climbing, or -1."""
    token, head = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    if token.dep in CLIMBED:
        if token.dep == "relcl" or (token.dep == "acl" and not _is_content(sentence, i)):
            return -1
        if token.dep == "advcl":
            return head.i if _has_to(sentence, i) and syntax.is_verb(head) else -1
        if token.dep == "nsubj" and i == anchor:
            _fate(sentence, head.i, cues, reading)
            return -1
        clausal = bool(syntax.children(sentence, i, "pcomp"))
        negating = token.dep == "prep" and cues.has("negated", "preposition", token.lemma)
        if negating and (clausal or token.lemma != "against"):
            reading.add(Status.NEGATED, token.text)
        if token.dep == "conj":
            return _beyond_coordination(sentence, i)
        if syntax.is_verb(head):
            _verb_above(sentence, i, cues, reading)
        elif head.pos in ("NOUN", "PROPN", "ADJ"):
            _noun_above(sentence, i, cues, reading)
            if head.mention is not None:
                return -1
        return head.i
    return -1


def _fate(sentence: Sentence, verb: int, cues: Cues, reading: Reading) -> None:
    """Read what becomes of a deed that is the subject: "the takeover collapsed"."""
    token = sentence.tokens[verb]
    particle = "".join(
        f" {sentence.tokens[c].lemma}" for c in syntax.children(sentence, verb, "prt", "prep")
    )
    if cues.has("negated", "verb", token.lemma, token.lemma + particle):
        reading.add(Status.NEGATED, token.lemma)
    elif token.lemma in HAPPENING:
        read_clause(sentence, verb, cues, reading, -1)
    for c in syntax.children(sentence, verb, "acomp"):
        for status in (Status.NEGATED, Status.SPECULATIVE, Status.PLANNED):
            if cues.has(status, "adjective", sentence.tokens[c].lemma):
                reading.add(status, sentence.tokens[c].text)


def _is_content(sentence: Sentence, i: int) -> bool:
    """Say whether a clause is what its noun is about: "plans to sell", "rumours that it sold"."""
    return _has_to(sentence, i) or bool(syntax.children(sentence, i, "mark"))


def _has_to(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[i])


def _beyond_coordination(sentence: Sentence, i: int) -> int:
    """Return the first member of a coordination if its governor governs ``i`` as well."""
    first = syntax.first_conjunct(sentence, i)
    if syntax.children(sentence, i, "nsubj", "nsubjpass"):
        return -1
    head = sentence.tokens[first]
    return head.head if head.dep in ("xcomp", "ccomp", "acl", "pcomp") else -1


def _verb_above(sentence: Sentence, i: int, cues: Cues, reading: Reading) -> None:
    token, verb = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    particle = "".join(
        f" {sentence.tokens[c].lemma}" for c in syntax.children(sentence, verb.i, "prt")
    )
    form = verb.lemma + particle
    clausal = token.dep in ("xcomp", "ccomp", "parataxis", "pcomp", "prep", "pobj")
    if cues.has("negated", "verb", form):
        reading.add(Status.NEGATED, form)
        if token.dep == "ccomp" or verb.lemma in ("deny", "reject", "dismiss", "refute", "dispute"):
            _speaker(sentence, verb.i, reading)
    elif verb.lemma == "be" and token.dep == "xcomp" and _has_to(sentence, i):
        reading.add(Status.PLANNED, "is to")
    elif (token.dep == "xcomp" and form in ("claim", "allege", "purport", "profess")) or (
        token.dep == "ccomp" and cues.has("attributed", "verb", form)
    ):
        reading.add(Status.ATTRIBUTED, form)
        _speaker(sentence, verb.i, reading)
    elif token.dep == "ccomp" and cues.has("factive", "verb", form):
        return
    elif (
        token.dep in ("xcomp", "oprd")
        and syntax.is_passive(sentence, verb.i)
        and form in ("say", "report", "believe", "think", "understand", "rumour", "rumor")
    ):
        reading.add(Status.ATTRIBUTED if form == "report" else Status.SPECULATIVE, form)
    elif clausal or token.dep in ("dobj", "nsubjpass", "oprd", "attr", "acomp"):
        for status in (Status.SPECULATIVE, Status.PLANNED):
            if cues.has(status, "verb", form) and _fits(token.dep, status):
                reading.add(status, form)


def _fits(dep: str, status: Status) -> bool:
    """A verb of planning governs a clause or a deed; one of speaking only a clause."""
    return dep in (
        "xcomp",
        "ccomp",
        "dobj",
        "nsubjpass",
        "pcomp",
        "prep",
        "pobj",
        "acomp",
    ) and status in (
        Status.SPECULATIVE,
        Status.PLANNED,
    )


def _noun_above(sentence: Sentence, i: int, cues: Cues, reading: Reading) -> None:
    token, noun = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    if noun.pos == "ADJ":
        for status in (Status.NEGATED, Status.SPECULATIVE, Status.PLANNED):
            if token.dep in ("xcomp", "ccomp", "prep", "pcomp") and cues.has(
                status, "adjective", noun.lemma, noun.text.lower()
            ):
                reading.add(status, noun.text)
        return
    if token.dep not in ("acl", "prep", "pcomp", "pobj", "ccomp"):
        return
    for status in (Status.NEGATED, Status.SPECULATIVE, Status.PLANNED, Status.ATTRIBUTED):
        if cues.has(status, "noun", noun.lemma):
            reading.add(status, noun.text)
            break
    read_modifiers(sentence, noun.i, cues, reading)


def _speaker(sentence: Sentence, verb: int, reading: Reading) -> None:
    if reading.speaker < 0:
        found = syntax.logical_subjects(sentence, verb)
        reading.speaker = found[0] if found else -1


def _sentence_wide(sentence: Sentence, head: int, cues: Cues, reading: Reading) -> None:
    """Read "according to X", and quotation marks around a quote block."""
    for token in sentence.tokens:
        if token.lemma != "accord" and token.text.lower() not in ("according", "per"):
            continue
        heads = [p for p in syntax.subtree(sentence, token.i) if sentence.tokens[p].dep == "pobj"]
        if heads:
            reading.add(Status.ATTRIBUTED, "according to")
            if reading.speaker < 0:
                reading.speaker = heads[0]
    if sentence.tokens[-1].text == "?":
        reading.add(Status.SPECULATIVE, "?")
    if sentence.role is Role.QUOTE and not reading.statuses:
        reading.add(Status.ATTRIBUTED, "quote")
