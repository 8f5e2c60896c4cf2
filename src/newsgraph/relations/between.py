"""What governs two ends in the parse, for pairs that no lexical entry has joined."""

from collections.abc import Mapping

from newsgraph import syntax
from newsgraph.model import Mention, Sentence, Status, Value
from newsgraph.relations.anchors import Anchor
from newsgraph.relations.cues import Cues
from newsgraph.vocabulary import Pattern, Property

OPEN = (Status.NEGATED, Status.SPECULATIVE, Status.PLANNED)
_CLAUSES = frozenset(("conj", "parataxis", "ccomp", "advcl"))


def head_of(sentence: Sentence, start: int, end: int) -> int:
    """Return the position of the word that heads document.text[start:end], or -1."""
    inside = [t.i for t in sentence.tokens if t.start < end and start < t.end]
    within = set(inside)
    return next(
        (i for i in inside if sentence.tokens[i].head not in within), inside[0] if inside else -1
    )


def anchor_of(sentence: Sentence, s: int, o: int, prop: Property) -> Anchor:
    """Return, in the form of a lexical entry, the word that joins two ends.

    That is the lowest word above both. Where one end stands above the other ("Acme, led by
    Ada Lind"), it is the topmost verb between them, or else the end itself.
    """
    above = [s, *syntax.ancestors(sentence, s)]
    others = [o, *syntax.ancestors(sentence, o)]
    head = next((i for i in above if i in others), above[-1])
    if head in (s, o):
        line = others if head == s else above
        between = line[1 : line.index(head)]
        verbs = [i for i in between if syntax.is_verb(sentence.tokens[i])]
        head = verbs[-1] if verbs else head
    return Anchor(_pattern(sentence, head, prop), head, (head,))


def pursued(
    sentence: Sentence, anchor: Anchor, ends: tuple[int, int], cues: Cues, prop: Property
) -> Anchor:
    """Return the deed that the verb of an anchor only leads to, where the parse hangs no end on it.

    So it is in "the van Acme plans to show": what is planned is not done.
    """
    leads = any(cues.has(status, "verb", sentence.tokens[anchor.head].lemma) for status in OPEN)
    for deed in syntax.children(sentence, anchor.head, "xcomp") if leads else ():
        if syntax.is_verb(sentence.tokens[deed]):
            below = syntax.subtree(sentence, deed)
            if not any(end in below for end in ends):
                return Anchor(_pattern(sentence, deed, prop), deed, (deed,))
    return anchor


def clause_above(
    sentence: Sentence, i: int, prop: Property, kind_of_noun: Mapping[str, str]
) -> Anchor:
    """Return what governs the one end that a sentence names, in the form of a lexical entry.

    That is the noun for a deed that it is part of ("the takeover of Zed"), or else the verb
    of its clause.
    """
    above = [sentence.tokens[n] for n in syntax.ancestors(sentence, i)]
    verb = syntax.clause_of(sentence, i)
    deeds = [t.i for t in above if t.dep == "nsubj" and t.head == verb and t.mention is None]
    deeds = [n for n in deeds if kind_of_noun.get(sentence.tokens[n].lemma) == "Event"]
    head = deeds[0] if deeds else verb
    return Anchor(_pattern(sentence, head, prop), head, (head,))


def _pattern(sentence: Sentence, head: int, prop: Property) -> Pattern:
    token = sentence.tokens[head]
    return Pattern(
        entry="",
        words=(token.lemma,),
        part="verb" if syntax.is_verb(token) else "noun",
        predicate=prop.name,
        subject=("subject",),
        object=("object",),
        domain=prop.domain,
        kinds=prop.kinds,
        literals=prop.literals,
        qualifiers=(),
        requires=(),
        confidence=1.0,
        status=Status.ASSERTED,
    )


def are_apart(sentence: Sentence, s: int, o: int) -> bool:
    """Say whether a clause with a subject of its own parts two ends."""
    above = [s, *syntax.ancestors(sentence, s)]
    others = [o, *syntax.ancestors(sentence, o)]
    top = next((i for i in above if i in others), -1)
    lines = [line[: line.index(top)] for line in (above, others)] if top >= 0 else []
    return any(
        sentence.tokens[i].dep in _CLAUSES and syntax.children(sentence, i, "nsubj", "nsubjpass")
        for line in lines
        for i in line
    )


def is_presupposed(
    sentence: Sentence, anchor: Anchor, s: int, o: int, kind_of_noun: Mapping[str, str]
) -> bool:
    """Say whether one end is said of the other in passing: "its chief executive, Ada Lind".

    So it is where an end itself or a noun for a thing or a person joins the two; a noun for
    a deed ("the takeover of Zed by Acme") shares the fate of its clause.
    """
    if anchor.pattern.part == "verb":
        return False
    kind = kind_of_noun.get(sentence.tokens[anchor.head].lemma, "Event")
    return anchor.head in (s, o) or kind not in ("Event", "Conference")


def admits(prop: Property, subject: Mention, end: "Mention | Value") -> bool:
    """Say whether a relation's domain and range admit two ends."""
    if subject.kind not in prop.domain:
        return False
    return end.kind in (prop.literals if isinstance(end, Value) else prop.kinds)
