"""Verbs that mean something else here: by what they act on, by a particle, by their tense.

"Acme sold its drone arm to Zed" makes Zed no customer of Acme; "Acme took over from Zed" nothing of
what "took from" says; "Acme lent its name to the race" is no loan.
"""

from newsgraph import syntax
from newsgraph.model import AnnotatedDocument, Sentence, Token
from newsgraph.relations.anchors import Anchor
from newsgraph.relations.clause import governs_relative
from newsgraph.relations.cues import Cues

OF_WARES = frozenset(("supplies", "customerOf", "purchases"))
OF_MONEY = frozenset(("investsIn", "raisesFunding"))
GETTING = (("acquire",), ("acquisition",))  # a firm, or wares
SENSES = {"acquires": False, "purchases": True}  # whether it is of wares
DEALS = frozenset("contract deal order sale tender transaction".split())  # have a value too
TURNING = frozenset("over in away back out".split())  # particles that make another verb


def is_other_sense(
    annotated: AnnotatedDocument, sentence: Sentence, anchor: Anchor, cues: Cues
) -> bool:
    """Say whether a word does not mean here what its entry says."""
    pattern = anchor.pattern
    if pattern.words in GETTING and pattern.predicate in SENSES:
        return _are_wares(sentence, anchor.head) is not SENSES[pattern.predicate]
    if pattern.part == "noun":
        if pattern.predicate == "hasValuation" and _is_of_deal(sentence, anchor):
            return True
        return _is_one_of_owners(sentence, anchor) or _is_state_body(sentence, anchor, cues)
    if pattern.part != "verb":
        owned = pattern.predicate == "subsidiaryOf"
        return owned and _are_several(sentence, syntax.agents(sentence, anchor.head))
    return _is_other_verb(annotated, sentence, anchor, cues)


def _is_other_verb(
    annotated: AnnotatedDocument, sentence: Sentence, anchor: Anchor, cues: Cues
) -> bool:
    pattern = anchor.pattern
    verb = sentence.tokens[anchor.head].lemma
    if _has_particle(sentence, anchor) or _is_preposition(sentence, anchor):
        return True
    if pattern.predicate == "formerlyWorkedFor" and verb == "be":
        return not _was(sentence, anchor.head)
    things = [sentence.tokens[o] for o in syntax.logical_objects(sentence, anchor.head)]
    if pattern.predicate in OF_WARES:
        if cues.has("paying", "verb", verb):
            return any(t.value is not None and t.value.kind in ("money", "percent") for t in things)
        assets = (_is_asset(annotated, sentence, t, cues) for t in things)
        return cues.has("trading", "verb", verb) and any(assets)
    if pattern.predicate in OF_MONEY and verb == "lend" and len(pattern.words) == 1:
        return any(t.value is None and not cues.has("sum", "noun", t.lemma) for t in things)
    if pattern.predicate == "acquires" and verb == "pay":
        return governs_relative(sentence, anchor.head)
    if pattern.predicate == "divests" and verb == "sell":
        return _is_usual(sentence, anchor.head, cues)
    if pattern.predicate == "develops" and verb == "sell":
        return _is_given_up(sentence, anchor.head)
    if pattern.predicate == "subsidiaryOf":
        return _is_shared(sentence, anchor.head)
    return (
        verb == "move"
        and len(pattern.words) == 1
        and "object" not in pattern.subject
        and bool(syntax.children(sentence, anchor.head, "dobj"))
    )


def _is_of_deal(sentence: Sentence, anchor: Anchor) -> bool:
    """Say whether a value is that of a deal: "Contract value: €40 million"."""
    below = syntax.children(sentence, anchor.head, "compound", "nmod", "amod")
    return any(sentence.tokens[c].lemma.lower() in DEALS for c in below)


def _are_wares(sentence: Sentence, deed: int) -> bool:
    """Say whether what is acquired are things of a sort: "acquired nine Comet jets"."""
    things = syntax.logical_objects(sentence, deed)
    for p in syntax.children(sentence, deed, "prep"):
        if sentence.tokens[p].lemma == "of":
            things += syntax.children(sentence, p, "pobj")
    tokens = [sentence.tokens[c] for t in things for c in syntax.conjuncts(sentence, t)]
    return any(_is_plural(t) and _is_ware(t) for t in tokens)


def _is_plural(token: Token) -> bool:
    initials = token.text[:-1].split()[-1:]  # "X7 GPUs", which a tagger takes for a name
    return token.tag in ("NNS", "NNPS") or (
        token.text.endswith("s") and any(w.isalpha() and w.isupper() for w in initials)
    )


def _is_ware(token: Token) -> bool:
    return token.mention is None or token.mention.kind == "ProductTechnology"


def _was(sentence: Sentence, verb: int) -> bool:
    """Say whether somebody was somewhere: "who was at Acme", "used to be at Acme"."""
    token = sentence.tokens[verb]
    return token.tag == "VBD" or sentence.tokens[token.head].lemma == "use"


def _is_asset(annotated: AnnotatedDocument, sentence: Sentence, thing: Token, cues: Cues) -> bool:
    """Say whether what is sold is a firm or a place, or a part of one: "its drone arm"."""
    if thing.mention is not None:
        meant = annotated.antecedent.get(thing.mention, thing.mention)
        return meant.kind in ("Organization", "Place")
    if thing.value is not None and thing.value.kind == "percent":
        return True
    if cues.has("facilityNoun", "noun", thing.lemma):
        return True  # "sold its factory to Acme"
    named = [sentence.tokens[c].mention for c in syntax.children(sentence, thing.i, "appos")]
    firm = any(m is not None and m.kind == "Organization" for m in named)
    return firm or cues.has("assetNoun", "noun", thing.lemma)


def _has_particle(sentence: Sentence, anchor: Anchor) -> bool:
    """Say whether a verb has a particle that its entry does not: "took over from", "rents out"."""
    if anchor.pattern.predicate not in OF_WARES:
        return False
    below = syntax.children(sentence, anchor.head, "prt")
    return any(c not in anchor.words and sentence.tokens[c].lemma in TURNING for c in below)


def _is_preposition(sentence: Sentence, anchor: Anchor) -> bool:
    """Say whether the particle of an entry is a preposition here: "took $5m in 2024"."""
    if len(anchor.words) != 2 or sentence.tokens[anchor.words[1]].text.lower() != "in":
        return False
    below = syntax.children(sentence, anchor.words[1], "pobj")
    return "object" in anchor.pattern.object and any(sentence.tokens[o].value for o in below)


def _is_usual(sentence: Sentence, verb: int, cues: Cues) -> bool:
    """Say whether selling is what somebody does for a living: "Acme sells X", "stop selling X"."""
    token = sentence.tokens[verb]
    above = sentence.tokens[token.head]
    if token.dep == "xcomp" and cues.has("ongoing", "verb", above.lemma):
        return True
    to = syntax.children(sentence, verb, "prep", "dative", "prt")
    return token.tag in ("VBZ", "VBP") and not to


def _is_given_up(sentence: Sentence, verb: int) -> bool:
    """Say whether a thing was sold once and for all: "sold the Comet to Acme"."""
    to = syntax.children(sentence, verb, "prep", "dative")
    given = any(sentence.tokens[c].lemma == "to" for c in to)
    return given and sentence.tokens[verb].tag in ("VBD", "VBN", "VB")


def _are_several(sentence: Sentence, heads: list[int]) -> bool:
    return len({c for h in heads for c in syntax.conjuncts(sentence, h)}) > 1


def _is_shared(sentence: Sentence, verb: int) -> bool:
    """Say whether something has several owners, or one in part: "belongs in part to Acme"."""
    lemma = sentence.tokens[verb].lemma
    if lemma == "own":
        return _are_several(sentence, syntax.logical_subjects(sentence, verb))
    if lemma != "belong":
        return False
    below = syntax.children(sentence, verb, "prep")
    owners = [o for p in below for o in syntax.children(sentence, p, "pobj")]
    partly = any(sentence.tokens[o].lemma in ("part", "half") for o in owners)
    to = [o for o in owners if sentence.tokens[sentence.tokens[o].head].lemma == "to"]
    return partly or _are_several(sentence, to)


def _is_state_body(sentence: Sentence, anchor: Anchor, cues: Cues) -> bool:
    """Say whether a state owns a body and is not only its place: "Kenya's Tax Authority"."""
    mention = sentence.tokens[anchor.head].mention
    if anchor.pattern.predicate != "basedIn" or "genitive" not in anchor.pattern.object:
        return False
    words = mention.text.lower().split() if mention is not None else []
    return any(cues.has("stateBody", "noun", w) for w in words)


def _is_one_of_owners(sentence: Sentence, anchor: Anchor) -> bool:
    """Say whether an owner is one of several: "its largest owner", "owners of Acme"."""
    token = sentence.tokens[anchor.head]
    if anchor.pattern.predicate != "subsidiaryOf" or token.lemma != "owner":
        return False
    below = [sentence.tokens[c].tag for c in sentence.children[anchor.head]]
    return token.tag == "NNS" or "JJS" in below
