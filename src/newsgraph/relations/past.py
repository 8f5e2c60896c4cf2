"""Roles that are over: "former", "was its chief executive", "used to run", "until 2020"."""

from newsgraph import syntax
from newsgraph.model import Sentence
from newsgraph.relations.anchors import Anchor
from newsgraph.relations.cues import Cues
from newsgraph.relations.status import is_former
from newsgraph.vocabulary import Vocabulary

OWNED = "subsidiaryOf"
UNTIL = ("until", "till")
STOPS = frozenset((",", ";", ":", ".", "and", "but", "who", "which", "—", "–"))
LINKS = frozenset(("a", "an", "the", "its", "their", "his", "her"))
NEAR = 8  # words after a noun within which "until" still belongs to it


def predicate_of(sentence: Sentence, anchor: Anchor, cues: Cues, vocabulary: Vocabulary) -> str:
    """Return the predicate, the one for the past where the text says "former".

    Empty where something else is said to be over ("a former supplier"): it does not
    hold, and that it ever held is not what the text is about.
    """
    prop = vocabulary.property(anchor.pattern.predicate)
    if anchor.pattern.part == "noun":
        if is_former(sentence, anchor.words, cues) or _was_once(sentence, anchor, cues):
            return prop.formerly
        over = _was(sentence, anchor.head) or _ended(sentence, anchor.head, cues)
        over = over or (bool(prop.formerly) and _until(sentence, anchor, cues))
        return prop.formerly if prop.formerly and over else prop.name
    if anchor.pattern.part == "verb":
        role = bool(prop.formerly)
        if prop.name == OWNED and _until(sentence, anchor, cues):
            return ""
        if _is_over(sentence, anchor.head) or (role and _had(sentence, anchor.head)):
            return prop.formerly
        if role and _held(sentence, anchor.head, cues):
            return prop.formerly
    if anchor.pattern.part == "adjective" and _until(sentence, anchor, cues):
        return prop.formerly
    return prop.name


def _had(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb is in the past perfect: "who had led the firm for years"."""
    helpers = [sentence.tokens[c].text.lower() for c in syntax.children(sentence, verb, "aux")]
    return sentence.tokens[verb].tag == "VBN" and "had" in helpers


def _held(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """Say whether a verb for holding a post stands in the simple past: "who ran Acme"."""
    token = sentence.tokens[verb]
    if token.tag not in ("VBD", "VBN") or not cues.has("tenure", "verb", token.lemma):
        return False
    return not syntax.children(sentence, verb, "aux", "auxpass") and not syntax.is_passive(
        sentence, verb
    )


def _was_once(sentence: Sentence, anchor: Anchor, cues: Cues) -> bool:
    """Say whether an adverb puts a name or its role in the past: "Ada, formerly of Acme"."""
    tokens = sentence.tokens
    if anchor.pattern.words[0].startswith("["):
        if "genitive" in anchor.pattern.object:
            return False
        after = [t for t in tokens[anchor.head + 1 : anchor.head + 4] if t.text != ","]
        adverb, link = [*after, None, None][:2]
        past = adverb is not None and cues.has("former", "adverb", adverb.text.lower())
        return past and link is not None and link.pos == "ADP"
    i = min(anchor.words) - 1
    while i >= 0 and (tokens[i].text.lower() in LINKS or tokens[i].pos == "ADJ"):
        i -= 1
    return i >= 0 and cues.has("former", "adverb", tokens[i].text.lower())


def _until(sentence: Sentence, anchor: Anchor, cues: Cues) -> bool:
    """Say whether a role lasted until some time: "chief executive of Acme until Friday"."""
    token = sentence.tokens[anchor.head]
    verb = sentence.tokens[syntax.clause_of(sentence, anchor.head)]
    kept = cues.has("officeKept", "verb", verb.lemma)
    predicated = token.dep in ("attr", "oprd", "pobj") and kept
    if predicated and verb.tag != "VBD":
        return False  # "remains chief executive until May"
    before = [t.text.lower() for t in sentence.tokens[max(0, min(anchor.words) - 5) :]]
    before = before[: min(5, min(anchor.words))]
    for i, word in enumerate(before):
        if word in UNTIL and STOPS.isdisjoint(before[i:]):
            return True  # "until last year head of Acme"
    for t in sentence.tokens[max(anchor.words) + 1 :][:NEAR]:
        if t.text.lower() in UNTIL:
            return True
        if t.text.lower() in STOPS or syntax.is_verb(t):
            return False
    return False


def _was(sentence: Sentence, noun: int) -> bool:
    """Say whether a role is predicated in the past: "who was its chief executive"."""
    token = sentence.tokens[noun]
    verb = sentence.tokens[token.head]
    return token.dep == "attr" and verb.lemma == "be" and verb.tag == "VBD"


def _ended(sentence: Sentence, noun: int, cues: Cues) -> bool:
    """Say whether the verb above ends the role: "stepped down as chief executive"."""
    preposition = sentence.tokens[sentence.tokens[noun].head]
    verb = sentence.tokens[preposition.head]
    if preposition.lemma == "as" and cues.has("officeEnd", "verb", verb.lemma):
        if _takes_over(sentence, verb.i):
            return False
        return verb.lemma != "step" or not _steps_in(sentence, verb.i)
    return _has_left(sentence, noun, cues)


def _takes_over(sentence: Sentence, verb: int) -> bool:
    """Say whether somebody else's office ends: "Ada replaced Bo as chief executive"."""
    objects = [sentence.tokens[o].mention for o in syntax.children(sentence, verb, "dobj")]
    person = any(m is not None and m.kind == "Person" for m in objects)
    return person and not syntax.is_passive(sentence, verb)


def _steps_in(sentence: Sentence, verb: int) -> bool:
    below = syntax.children(sentence, verb, "prt", "advmod", "prep")
    return any(sentence.tokens[c].lemma in ("in", "up") for c in below)


def _has_left(sentence: Sentence, noun: int, cues: Cues) -> bool:
    """Say whether who holds the role is said to have left: "its chief, Ada Byron, resigned"."""
    i = noun
    while sentence.tokens[i].dep in ("appos", "compound", "nmod") and sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
    token, verb = sentence.tokens[i], sentence.tokens[sentence.tokens[i].head]
    if token.dep not in ("nsubj", "nsubjpass") or verb.tag not in ("VBD", "VBN"):
        return False
    below = [sentence.tokens[c] for c in sentence.children[verb.i]]
    if any(t.dep in ("neg", "dobj", "xcomp") or t.lemma in ("from", "as", "to") for t in below):
        return False
    if any(t.dep == "aux" and t.tag == "MD" for t in below):
        return False
    if token.dep == "nsubjpass":
        return cues.has("dismissal", "verb", verb.lemma)
    down = any(t.lemma in ("down", "aside") for t in below)
    return cues.has("resignation", "verb", verb.lemma) or (verb.lemma in ("step", "stand") and down)


def _is_over(sentence: Sentence, verb: int) -> bool:
    token = sentence.tokens[verb]
    above = sentence.tokens[token.head]
    if token.dep == "xcomp" and above.lemma == "use" and above.tag == "VBD":
        return True
    if token.tag not in ("VBD", "VBN"):
        return False
    adverbs = [sentence.tokens[c].text.lower() for c in syntax.children(sentence, verb, "advmod")]
    return any(a in ("previously", "formerly", "once") for a in adverbs) or (_ends(sentence, verb))


def _ends(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.tokens[c].lemma in UNTIL and len(sentence.children[c]) > 0
        for c in syntax.children(sentence, verb, "prep")
    )
