"""Cues on one clause or one noun: negation, modals, adverbs, conditions, quantifiers."""

from newsgraph import syntax
from newsgraph.model import Role, Sentence, Status
from newsgraph.relations.cues import Cues, Reading

EITHER = frozenset(("neither", "either"))  # deny what the clause says, not what a title says
NOT_ONLY = frozenset(("only", "just", "merely", "least"))
TITLES = (Role.HEADLINE, Role.HEADING)  # where the present tense tells of what has happened
AT = ("on", "in", "from", "at")


def read_clause(sentence: Sentence, verb: int, cues: Cues, reading: Reading, below: int) -> None:
    """Read the auxiliaries, adverbs, negations and conditions of one clause.

    ``below`` is the clause or phrase that was climbed from, or -1.
    """
    deeper = below >= 0 and sentence.tokens[below].dep in ("xcomp", "advcl")
    outer = below >= 0 and not _passes_negation(sentence, verb, below, cues)
    for c in _words_of_clause(sentence, verb):
        if c == below:
            continue
        child = sentence.tokens[c]
        if _negates(sentence, c, cues):
            late = child.dep == "neg" and c > (below if below >= 0 else len(sentence.tokens))
            aside = c > verb and sentence.tokens[verb].lemma not in ("be", "have", "do")
            if not (outer or late or aside):  # "is chairman, not chief executive"
                reading.add(Status.NEGATED, child.text)
        elif (deeper or not outer) and child.dep in ("aux", "auxpass"):
            _auxiliary(sentence, verb, c, cues, reading)
        elif not outer and child.dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
            _quantifier(sentence, c, cues, reading)
        else:
            _adverbial(sentence, c, cues, reading)
    if _is_bare_infinitive(sentence, verb) and not _has_come_of(sentence, verb, cues):
        reading.add(Status.PLANNED, "to")
    clausal = below >= 0 and syntax.is_verb(sentence.tokens[below])
    if not clausal and _is_scheduled(sentence, verb, cues):
        reading.add(Status.PLANNED, "on a date")
    elif not clausal and _is_under_way(sentence, verb, cues):
        reading.add(Status.PLANNED, "under way")
    if sentence.tokens[verb].lemma == "have" and below >= 0 and _has_yet(sentence, verb):
        reading.add(Status.NEGATED, "has yet to")


def _adverbial(sentence: Sentence, i: int, cues: Cues, reading: Reading) -> None:
    """Read an adverb, a conjunction or a conditional clause."""
    token = sentence.tokens[i]
    forms = (token.lemma, token.text.lower())
    if token.dep in ("advmod", "acomp"):
        for status in (Status.SPECULATIVE, Status.PLANNED):
            if cues.has(status, "adverb", *forms):
                reading.add(status, token.text)
    elif token.dep == "mark" and cues.has("speculative", "subordinatingConjunction", *forms):
        reading.add(Status.SPECULATIVE, token.text)
    elif token.dep == "advcl":
        marks = syntax.children(sentence, i, "mark", "advmod")
        conditional = any(sentence.tokens[m].text.lower() in ("if", "unless") for m in marks)
        if conditional and not is_past(sentence, token.head):
            reading.add(Status.SPECULATIVE, "if")


def _words_of_clause(sentence: Sentence, verb: int) -> list[int]:
    """Return the children of a verb, and what it shares with the verb it is coordinated to."""
    own = list(sentence.children[verb])
    token = sentence.tokens[verb]
    if token.dep == "conj" and not syntax.children(sentence, verb, "nsubj", "nsubjpass", "aux"):
        own += syntax.children(sentence, token.head, "aux")
        if any(sentence.tokens[c].lemma in ("or", "nor") for c in sentence.children[token.head]):
            own += syntax.children(sentence, token.head, "neg")
    return own


def _negates(sentence: Sentence, i: int, cues: Cues) -> bool:
    token = sentence.tokens[i]
    before = sentence.tokens[i - 1].text.lower() if i else ""
    if cues.has("negated", "adverb", f"{before} {token.text.lower()}"):
        return True  # "no longer", "no more"
    if token.dep != "neg" and not (
        token.dep in ("advmod", "preconj", "cc")
        and cues.has("negated", "adverb", token.lemma, token.text.lower())
    ):
        return False
    following = sentence.tokens[i + 1].text.lower() if i + 1 < len(sentence.tokens) else ""
    return following not in NOT_ONLY


def _is_bare_infinitive(sentence: Sentence, verb: int) -> bool:
    """Say whether a clause is a headline's future or a purpose: "Acme to sell", "to win, it .."."""
    token = sentence.tokens[verb]
    to = any(sentence.tokens[c].tag == "TO" for c in sentence.children[verb])
    return to and token.dep in ("ROOT", "advcl") and token.tag == "VB"


def _has_yet(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tokens[c].lemma == "yet" for c in syntax.children(sentence, verb, "advmod"))


def _is_scheduled(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """Say whether a present tense tells of a day to come: "opens on 9 June", "next month"."""
    token = sentence.tokens[verb]
    if token.tag not in ("VBZ", "VBP") or token.lemma == "be" or sentence.role in TITLES:
        return False
    if syntax.children(sentence, verb, "aux", "auxpass"):
        return False
    times = syntax.children(sentence, verb, "npadvmod")
    for p in syntax.children(sentence, verb, "prep"):
        times += syntax.children(sentence, p, "pobj") if sentence.tokens[p].lemma in AT else []
    return any(_is_day(sentence, t, cues) for t in times)


def _is_under_way(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """Say whether a deed is not done before it is finished: "is merging with", "are buying"."""
    token = sentence.tokens[verb]
    helpers = [sentence.tokens[c] for c in syntax.children(sentence, verb, "aux", "auxpass")]
    present = any(t.lemma == "be" and t.tag in ("VBZ", "VBP") for t in helpers)
    return token.tag == "VBG" and present and cues.has("completed", "verb", token.lemma)


def _is_day(sentence: Sentence, i: int, cues: Cues) -> bool:
    """Say whether a phrase is a month or day of a year, or the next one of a kind."""
    if cues.has("monthName", "noun", sentence.tokens[i].text.lower()):
        return True
    value = sentence.tokens[i].value
    if value is not None and value.kind == "date" and len(value.lexical) > len("2026"):
        return True
    nearest = any(sentence.tokens[c].lemma == "next" for c in sentence.children[i])
    return nearest and cues.has("timeSpan", "noun", sentence.tokens[i].lemma)


def _has_come_of(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """Say whether an infinitive tells what came of going: "who left Acme to start Zed"."""
    above = sentence.tokens[verb].head
    lemma, below = sentence.tokens[above].lemma, syntax.children(sentence, above, "prt", "prep")
    forms = (lemma, *(f"{lemma} {sentence.tokens[c].lemma}" for c in below))
    return above != verb and cues.has("departure", "verb", *forms) and is_past(sentence, above)


def is_past(sentence: Sentence, verb: int) -> bool:
    """Say whether a clause is in a past tense or the perfect, without a modal."""
    auxiliaries = [sentence.tokens[c] for c in syntax.children(sentence, verb, "aux")]
    if any(t.tag in ("MD", "TO") for t in auxiliaries):
        return False
    token = sentence.tokens[verb]
    if token.dep in ("acl", "conj", "advcl") and token.tag == "VBN" and not auxiliaries:
        return True
    passive = [sentence.tokens[c].tag for c in syntax.children(sentence, verb, "auxpass")]
    return token.tag == "VBD" or "VBD" in passive or any(t.lemma == "have" for t in auxiliaries)


def with_particle(sentence: Sentence, verb: int) -> str:
    """Return the lemma of a verb with its particles: "rule out"."""
    particles = [sentence.tokens[c].lemma for c in syntax.children(sentence, verb, "prt")]
    return " ".join([sentence.tokens[verb].lemma, *particles])


def is_negated(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """Say whether a clause has a "not" of its own."""
    return any(_negates(sentence, c, cues) for c in sentence.children[verb])


def _passes_negation(sentence: Sentence, verb: int, below: int, cues: Cues) -> bool:
    """Say whether "not" on a governing verb reaches the clause below: "is not expected to"."""
    token = sentence.tokens[verb]
    if cues.has("negated", "verb", with_particle(sentence, verb)):
        return False  # "did not rule out a sale"
    if sentence.tokens[below].dep == "xcomp":
        return True  # "has not managed to sell"
    if sentence.tokens[below].dep == "advcl":
        return False  # "did not go there to sell it"
    if cues.has("attributed", "verb", token.lemma) and not cues.has("planned", "verb", token.lemma):
        return False
    return not cues.has("factive", "verb", token.lemma)


def _quantifier(sentence: Sentence, i: int, cues: Cues, reading: Reading) -> None:
    token = sentence.tokens[i]
    if token.dep.startswith("nsubj") and cues.has("negated", "determiner", token.text.lower()):
        reading.add(Status.NEGATED, token.text)
    for c in sentence.children[i]:
        child = sentence.tokens[c]
        if child.dep in ("det", "preconj", "cc") and cues.has(
            "negated", "determiner", child.text.lower()
        ):
            reading.add(Status.NEGATED, child.text)


def _auxiliary(sentence: Sentence, verb: int, i: int, cues: Cues, reading: Reading) -> None:
    form = sentence.tokens[i].text.lower()
    others = [sentence.tokens[c].lemma for c in syntax.children(sentence, verb, "aux")]
    subject = syntax.children(sentence, verb, "nsubj", "nsubjpass")
    inverted = i == 0 and bool(subject) and subject[0] > i and sentence.tokens[-1].text != "?"
    if form in ("would", "'d", "’d", "should") and "have" in others:
        reading.add(Status.NEGATED, f"{form} have")  # counterfactual
    elif cues.has("planned", "auxiliary", form) and cues.has(
        "lasting", "verb", sentence.tokens[verb].lemma
    ):
        return  # "will keep its stake"
    elif form in ("would", "'d", "’d") and _is_own_promise(sentence, verb):
        reading.add(Status.PLANNED, form)
    elif inverted and form in ("had", "should", "were"):
        reading.add(Status.SPECULATIVE, form)  # "Had she become ..", "Should prices fall .."
    elif cues.has("speculative", "auxiliary", form):
        reading.add(Status.SPECULATIVE, form)
    elif cues.has("planned", "auxiliary", form):
        reading.add(Status.PLANNED, form)


def _is_own_promise(sentence: Sentence, verb: int) -> bool:
    """Say whether "would" is a future seen from a past report: "said it would build"."""
    token = sentence.tokens[syntax.first_conjunct(sentence, verb)]
    head = sentence.tokens[token.head]
    return (
        token.dep in ("ccomp", "xcomp")
        and head.tag in ("VBD", "VBN")
        and not any(
            sentence.tokens[m].text.lower() == "if"
            for c in syntax.children(sentence, verb, "advcl")
            for m in sentence.children[c]
        )
    )


def read_modifiers(sentence: Sentence, i: int, cues: Cues, reading: Reading) -> None:
    """Read the words on a noun: "planned", "possible", "no"."""
    for c in sentence.children[i]:
        token = sentence.tokens[c]
        forms = (token.lemma, token.text.lower())
        none = token.dep == "det" and cues.has("negated", "determiner", *forms)
        if (none and forms[1] not in EITHER) or (token.dep == "neg" and c < i):
            reading.add(Status.NEGATED, token.text)
        elif token.dep == "advmod" and _negates(sentence, c, cues):
            reading.add(Status.NEGATED, token.text)  # "no longer active"
        elif token.dep in ("amod", "advmod") and not _is_hyphened(sentence, c):
            for status in (Status.SPECULATIVE, Status.PLANNED):
                if cues.has(status, "adjective", *forms) or cues.has(status, "adverb", *forms):
                    reading.add(status, token.text)


def _is_hyphened(sentence: Sentence, i: int) -> bool:
    """Say whether a word is only a part of one: "next-generation"."""
    return i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].text == "-"


def governs_relative(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb governs a relative through a preposition: "for which it pays"."""
    return any(
        sentence.tokens[o].tag.startswith("W")
        for p in syntax.children(sentence, verb, "prep")
        for o in syntax.children(sentence, p, "pobj")
    )
