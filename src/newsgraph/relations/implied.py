"""Ends that a phrase leaves out because the text is about them.

"Competitors like AMD", "a $5bn order backlog", "the collaboration with Airbus": whose,
the clause or the sentences before say. Only nouns that relate two things are filled so,
and only where one organisation stands out.
"""

from newsgraph import syntax
from newsgraph.model import Mention, Sentence, Value
from newsgraph.relations.anchors import Anchor
from newsgraph.relations.bearers import has_examples
from newsgraph.relations.clause import with_particle
from newsgraph.relations.cues import Cues

DEEDS = frozenset(
    ("acquires", "divests", "mergesWith", "investsIn", "buildsFacilityIn", "launches")
)
RELATIONAL = frozenset(("partnersWith", "competesWith", "customerOf"))
ROLES = frozenset(("ceoOf",))
TOPICAL = frozenset(("ceoOf", "worksFor", "competesWith"))  # what a text says of its topic
FIGURES = frozenset(("hasOrderBacklog", "hasRevenue", "hasValuation"))


def implied_end(
    sentence: Sentence, anchor: Anchor, cues: Cues, subjects: list[int], objects: list[int]
) -> list[tuple[int, Mention | Value]]:
    """Return the organisation that fills the one end of a noun that is not named, or nothing."""
    if bool(subjects) == bool(objects):
        return []
    missing = anchor.pattern.subject if not subjects else anchor.pattern.object
    if "possessor" not in missing:
        return []
    if anchor.pattern.part == "verb":  # "the round was led by Acme"
        owner = _raiser(sentence, anchor, cues)
        owner = owner or (sentence.topic if _is_known_deed(sentence, anchor) else None)
    elif anchor.pattern.part == "noun" and _leaves_out(sentence, anchor, cues):
        owner = _of_clause(sentence, anchor.head)
        if owner is None and (_is_fragment(sentence) or anchor.pattern.predicate in TOPICAL):
            owner = sentence.topic
    elif _names_relation(sentence, anchor) or _is_own_deed(sentence, anchor, cues):
        owner = _of_clause(sentence, anchor.head)
    else:
        return []
    filled = [sentence.tokens[i].mention for i in (subjects or objects)]
    if owner is None or owner in filled:
        return []
    return [(anchor.head, owner)]


def _leaves_out(sentence: Sentence, anchor: Anchor, cues: Cues) -> bool:
    """Say whether the noun is one whose owner readers supply."""
    i, predicate = anchor.head, anchor.pattern.predicate
    determiners = {sentence.tokens[c].lemma for c in syntax.children(sentence, i, "det", "poss")}
    if determiners & {"no", "any", "every", "each", "another"}:
        return False
    if predicate == "investsIn" and anchor.pattern.words == ("participation",):
        return _raises(sentence, i, cues)
    if predicate in FIGURES:
        token = sentence.tokens[i]
        verb = sentence.tokens[syntax.clause_of(sentence, i)]
        had = token.dep in ("dobj", "pobj") and cues.has("figureHaving", "verb", verb.lemma)
        return had or _is_fragment(sentence)
    if predicate == "hasMeasure":  # "has a capacity of 5 gigawatts"
        token = sentence.tokens[i]
        above = sentence.tokens[token.head].lemma
        return token.dep == "dobj" and cues.has("figureHaving", "verb", above)
    if predicate in ROLES:
        below = syntax.children(sentence, i, "amod", "relcl", "acl", "advmod")
        alone = set(below) <= set(anchor.words)
        known = sentence.tokens[i].dep == "attr" and determiners <= {"the"} and alone
        return known or _is_under(sentence, i)
    if predicate == "worksFor":  # "she is president"
        of = syntax.children(sentence, i, "prep")
        return sentence.tokens[i].dep == "attr" and not determiners and not of
    if predicate in RELATIONAL and "from" not in anchor.pattern.object:  # "orders from Acme"
        return has_examples(sentence, i) or bool(syntax.children(sentence, i, "prep"))
    if anchor.pattern.words[0] == "[ProductTechnology]":
        fresh = [sentence.tokens[c].lemma for c in syntax.children(sentence, i, "amod")]
        return has_examples(sentence, i) and cues.has("newness", "adjective", *fresh)
    return False


def _is_fragment(sentence: Sentence) -> bool:
    """Say whether a sentence has no verb of its own: a fact, a headline, an item of a list."""
    return not any(
        syntax.is_verb(t)
        and t.tag not in ("VBN", "VBG", "VB")
        and t.dep in ("ROOT", "ccomp", "conj")
        for t in sentence.tokens
    )


def _raiser(sentence: Sentence, anchor: Anchor, cues: Cues) -> Mention | None:
    """Return who raises the money of a round: "Acme raised $4m in a round led by Beta"."""
    if len(anchor.words) < 2 or anchor.pattern.predicate != "investsIn":
        return None
    noun = anchor.words[1]
    return _of_clause(sentence, noun) if _raises(sentence, noun, cues) else None


def _raises(sentence: Sentence, noun: int, cues: Cues) -> bool:
    """Say whether the clause of a noun says that money was raised."""
    verb = sentence.tokens[syntax.clause_of(sentence, noun)]
    return cues.has("fundRaising", "verb", verb.lemma)


def _is_own_deed(sentence: Sentence, anchor: Anchor, cues: Cues) -> bool:
    """Say whether a deed is the doer's own: "ruled out a bid for Acme", "called off the sale"."""
    token = sentence.tokens[anchor.head]
    if anchor.pattern.predicate not in DEEDS or token.dep != "dobj":
        return False
    return cues.has("ownDeed", "verb", with_particle(sentence, token.head))


def _is_known_deed(sentence: Sentence, anchor: Anchor) -> bool:
    """Say whether the noun of an expression is one that the text has spoken of: "the round"."""
    if len(anchor.words) < 2:
        return False
    noun = sentence.tokens[anchor.words[1]]
    if noun.mention is not None:  # "The Series B round"
        return True
    below = sentence.children[noun.i]
    return any(sentence.tokens[c].lemma in ("the", "this", "that") for c in below)


def _names_relation(sentence: Sentence, anchor: Anchor) -> bool:
    """Say whether a noun gives a name its part in the clause: "lost the order to rival Acme"."""
    if anchor.pattern.predicate not in RELATIONAL:
        return False
    i = anchor.head
    token = sentence.tokens[i]
    below = {sentence.tokens[c].lemma for c in syntax.children(sentence, i, "det", "poss")}
    titled = token.dep in ("compound", "nmod", "amod") and sentence.tokens[token.head].mention
    named = [c for c in syntax.children(sentence, i, "appos") if sentence.tokens[c].mention]
    return bool(titled or named) and below <= {"a", "an", "the"}


def _is_under(sentence: Sentence, noun: int) -> bool:
    """Say whether a role names one under whom something is done: "under president Ada, Acme .."."""
    i = noun
    while sentence.tokens[i].dep in ("compound", "appos", "nmod"):
        i = sentence.tokens[i].head
    token = sentence.tokens[i]
    return token.dep == "pobj" and sentence.tokens[token.head].lemma == "under"


def _of_clause(sentence: Sentence, noun: int) -> Mention | None:
    """Return the organisation that is, or speaks through, the subject of the noun's clause."""
    verb = syntax.clause_of(sentence, noun)
    if not syntax.is_verb(sentence.tokens[verb]):
        return None
    for s in syntax.surface_subjects(sentence, verb):
        subject = sentence.tokens[s]
        if s == noun or noun in syntax.subtree(sentence, s):
            return _speaker(sentence, verb)
        if subject.mention is not None and subject.mention.kind == "Organization":
            return subject.mention
        for c in syntax.subtree(sentence, s):
            inside = sentence.tokens[c].mention
            if c < s and inside is not None and inside.kind == "Organization":
                return inside
    return None


def _speaker(sentence: Sentence, verb: int) -> Mention | None:
    """Return the organisation that says a clause: "rivals such as Acme cut prices, Beta said"."""
    token = sentence.tokens[verb]
    if token.dep != "ccomp":
        return None
    named = [sentence.tokens[s].mention for s in syntax.surface_subjects(sentence, token.head)]
    return next((m for m in named if m is not None and m.kind == "Organization"), None)
