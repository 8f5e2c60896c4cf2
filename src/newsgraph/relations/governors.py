"""What governs a clause or deed in the parse: verbs, nouns and adjectives that are cues."""

from newsgraph import syntax
from newsgraph.model import Sentence, Status, Token
from newsgraph.relations.clause import is_negated, read_clause, read_modifiers, with_particle
from newsgraph.relations.cues import Cues, Reading

CLAUSAL = ("xcomp", "ccomp", "parataxis", "pcomp", "prep", "pobj")
NOMINAL = ("dobj", "nsubjpass", "acomp")  # a deed that a verb of planning governs


def read_verb(sentence: Sentence, i: int, cues: Cues, reading: Reading) -> None:
    """Read the verb that token ``i`` depends on."""
    token, verb = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    form = with_particle(sentence, verb.i)
    if cues.has("negated", "verb", form, *_with_object(sentence, i)):
        _denying(sentence, i, form, cues, reading)
    elif token.dep == "xcomp" and has_to(sentence, i) and cues.has("appointment", "verb", form):
        reading.add(Status.PLANNED, form)  # "named her to lead Acme"
    elif token.dep == "xcomp" and _is_future(verb, to=has_to(sentence, i)):
        unreal = verb.tag == "VBD" and "have" in _auxiliaries(sentence, i)
        reading.add(Status.NEGATED if unreal else Status.PLANNED, f"{verb.text} to")
    elif (token.dep == "xcomp" and form in ("claim", "allege", "purport", "profess")) or (
        token.dep == "ccomp" and cues.has("attributed", "verb", form)
    ):
        reading.add(Status.ATTRIBUTED, form)
        note_speaker(sentence, verb.i, reading)
    elif token.dep == "ccomp" and cues.has("factive", "verb", form):
        return
    elif (
        token.dep in ("xcomp", "oprd")
        and syntax.is_passive(sentence, verb.i)
        and form in ("say", "report", "believe", "think", "understand", "rumour", "rumor")
    ):
        reading.add(Status.ATTRIBUTED if form == "report" else Status.SPECULATIVE, form)
    elif token.dep == "attr" and verb.lemma == "be":
        _as_pursued(sentence, verb.i, cues, reading)
    elif token.dep in CLAUSAL or token.dep in NOMINAL:
        for status in (Status.SPECULATIVE, Status.PLANNED):
            if cues.has(status, "verb", form):
                reading.add(status, form)


def _as_pursued(sentence: Sentence, verb: int, cues: Cues, reading: Reading) -> None:
    """Read that a deed is only aimed at: "its goal is the purchase of Acme"."""
    for s in syntax.children(sentence, verb, "nsubj"):
        noun = sentence.tokens[s].lemma
        if noun in syntax.PURPOSES and cues.has(Status.PLANNED, "noun", noun):
            reading.add(Status.PLANNED, noun)


def _denying(sentence: Sentence, i: int, form: str, cues: Cues, reading: Reading) -> None:
    """Read a verb that denies; denied itself, it leaves open what it governs."""
    token, verb = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    over = token.lemma == "as" and cues.has("officeEnd", "verb", verb.lemma)
    if token.dep == "prep" and (over or token.lemma == "by"):
        return  # "quit as its chief", "left the field by selling its shares"
    if is_negated(sentence, verb.i, cues):
        if token.dep in CLAUSAL or token.dep == "dobj":
            reading.add(Status.SPECULATIVE, f"not {form}")
        return
    reading.add(Status.NEGATED, form)
    if token.dep == "ccomp" or cues.has("denial", "verb", verb.lemma):
        note_speaker(sentence, verb.i, reading)


def _with_object(sentence: Sentence, i: int) -> list[str]:
    """Return a verb with its object, as "lift ban" and "shut door" are one expression."""
    verb = sentence.tokens[i].head
    objects = syntax.children(sentence, verb, "dobj", "nsubjpass")
    return [f"{sentence.tokens[verb].lemma} {sentence.tokens[o].lemma}" for o in objects]


def read_denied(sentence: Sentence, head: int, cues: Cues, reading: Reading) -> None:
    """Read that what is only reported is denied: "Beta may buy it, a report that Acme denied"."""
    if reading.status not in (Status.ATTRIBUTED, Status.SPECULATIVE):
        return
    for verb in sentence.tokens[head + 1 :]:
        if not (syntax.is_verb(verb) and cues.has("denial", "verb", verb.lemma)):
            continue
        objects = [sentence.tokens[o] for o in syntax.logical_objects(sentence, verb.i)]
        plain = verb.lemma in ("deny", "refute")
        reported = any(cues.has("attributed", "noun", t.lemma) for t in objects)
        meant = reported or (plain and any(t.pos == "PRON" for t in objects))
        if meant and not is_negated(sentence, verb.i, cues):
            reading.add(Status.NEGATED, verb.lemma)


def _is_future(verb: Token, *, to: bool) -> bool:
    """Say whether a verb only helps to speak of what is to come: "is to", "is going to"."""
    return (verb.lemma == "be" and to) or (verb.lemma == "go" and verb.tag == "VBG")


def _auxiliaries(sentence: Sentence, verb: int) -> list[str]:
    return [sentence.tokens[c].lemma for c in syntax.children(sentence, verb, "aux")]


def read_noun(sentence: Sentence, i: int, cues: Cues, reading: Reading) -> None:
    """Read the noun or adjective that token ``i`` depends on."""
    token, noun = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    if noun.pos == "ADJ":
        for status in (Status.NEGATED, Status.SPECULATIVE, Status.PLANNED):
            if token.dep in ("xcomp", "ccomp", "prep", "pcomp") and cues.has(
                status, "adjective", noun.lemma, noun.text.lower(), f"{noun.lemma} {token.lemma}"
            ):
                reading.add(status, noun.text)
        return
    if token.dep not in ("acl", "relcl", "prep", "pcomp", "pobj", "ccomp"):
        return
    for status in (Status.NEGATED, Status.SPECULATIVE, Status.PLANNED, Status.ATTRIBUTED):
        if cues.has(status, "noun", noun.lemma):
            reading.add(status, noun.text)
            break
    read_modifiers(sentence, noun.i, cues, reading)


def read_fate(sentence: Sentence, verb: int, cues: Cues, reading: Reading) -> None:
    """Read what becomes of a deed that is the subject: "the takeover collapsed"."""
    token = sentence.tokens[verb]
    particle = "".join(
        f" {sentence.tokens[c].lemma}" for c in syntax.children(sentence, verb, "prt", "prep")
    )
    if cues.has("negated", "verb", token.lemma, token.lemma + particle):
        reading.add(Status.NEGATED, token.lemma)
    elif cues.has("occurrence", "verb", token.lemma):
        read_clause(sentence, verb, cues, reading, -1)
    elif _is_awaiting(sentence, verb, cues):
        reading.add(Status.PLANNED, token.lemma)
    for c in syntax.children(sentence, verb, "acomp"):
        for status in (Status.NEGATED, Status.SPECULATIVE, Status.PLANNED):
            if cues.has(status, "adjective", sentence.tokens[c].lemma):
                reading.add(status, sentence.tokens[c].text)


def _is_awaiting(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """Say whether what a verb tells of waits for leave: "the takeover still needs approval"."""
    token = sentence.tokens[verb]
    if token.tag not in ("VBZ", "VBP") or is_negated(sentence, verb, cues):
        return False
    found = {token.lemma: syntax.children(sentence, verb, "dobj")}
    for p in syntax.children(sentence, verb, "prep"):
        particle = f"{token.lemma} {sentence.tokens[p].lemma}"
        found[particle] = syntax.children(sentence, p, "pobj")
    return any(
        cues.has("awaiting", "verb", form)
        and any(cues.has("permission", "noun", sentence.tokens[o].lemma) for o in objects)
        for form, objects in found.items()
    )


def read_verdict(sentence: Sentence, verb: int, cues: Cues, reading: Reading) -> None:
    """Read what is held of a report or plan: "a rumour that it sold was wrong", ".. nonsense"."""
    for c in syntax.children(sentence, verb, "acomp", "attr", "oprd"):
        token = sentence.tokens[c]
        part = "noun" if token.pos == "NOUN" else "adjective"
        if cues.has("negated", part, token.lemma):
            reading.add(Status.NEGATED, token.text)


def read_failure(sentence: Sentence, verb: int, cues: Cues, reading: Reading) -> None:
    """Read that what was meant to be came to nothing: "bid for Acme but walked away"."""
    if reading.status not in (Status.SPECULATIVE, Status.PLANNED):
        return
    for c in syntax.children(sentence, verb, "conj"):
        form = with_particle(sentence, c)
        denied = is_negated(sentence, c, cues)
        objects = [sentence.tokens[o] for o in syntax.children(sentence, c, "dobj")]
        own = syntax.children(sentence, c, "nsubj", "nsubjpass")
        if own or any(t.pos != "PRON" for t in objects):
            continue
        failed = cues.has("occurrence" if denied else "negated", "verb", form)
        if failed:
            reading.add(Status.NEGATED, form)


def read_inserted(sentence: Sentence, i: int, below: int, cues: Cues, reading: Reading) -> None:
    """Read who is named in passing as saying it: "Acme, Ada says, builds engines"."""
    for c in syntax.children(sentence, i, "parataxis", "ccomp", "advcl"):
        verb = sentence.tokens[c]
        if c == below or not cues.has("attributed", "verb", verb.lemma):
            continue
        own = syntax.children(sentence, c, "nsubj")
        said = syntax.children(sentence, c, "ccomp", "xcomp", "dobj", "mark", "advmod")
        parted = any(t.text == ";" for t in sentence.tokens[min(c, i) : max(c, i)])
        if own and not said and not parted and _after_comma(sentence, min(own[0], c)):
            reading.add(Status.ATTRIBUTED, verb.lemma)
            note_speaker(sentence, c, reading)


def _after_comma(sentence: Sentence, i: int) -> bool:
    first = min(syntax.subtree(sentence, i))
    return first > 0 and sentence.tokens[first - 1].text in (",", "–", "—", "-", "(")


def note_speaker(sentence: Sentence, verb: int, reading: Reading) -> None:
    """Note who says what a verb of saying governs, unless a nearer one is known."""
    if reading.speaker < 0:
        found = syntax.logical_subjects(sentence, verb)
        reading.speaker = found[0] if found else -1


def has_to(sentence: Sentence, i: int) -> bool:
    """Say whether a verb is an infinitive with "to"."""
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[i])
