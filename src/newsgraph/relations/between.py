"""What governs two ends in the parse, for pairs that no lexical entry has joined."""

from newsgraph import syntax
from newsgraph.model import Mention, Sentence, Status, Value
from newsgraph.relations.anchors import Anchor
from newsgraph.vocabulary import Pattern, Property

_SAID_OF = frozenset(("appos", "compound", "poss", "nmod", "amod", "npadvmod"))


def head_of(sentence: Sentence, start: int, end: int) -> int:
    """Return the position of the word that heads document.text[start:end], or -1."""
    inside = [t.i for t in sentence.tokens if t.start < end and start < t.end]
    within = set(inside)
    return next(
        (i for i in inside if sentence.tokens[i].head not in within), inside[0] if inside else -1
    )


def anchor_of(sentence: Sentence, s: int, o: int, prop: Property) -> Anchor:
    """Return, in the form of a lexical entry, the word that governs both ends.

    That is the lowest word above both; where one end stands above the other ("Acme's
    partner Zed"), that end itself.
    """
    above = [s, *syntax.ancestors(sentence, s)]
    others = {o, *syntax.ancestors(sentence, o)}
    head = next((i for i in above if i in others), above[-1])
    token = sentence.tokens[head]
    part = "verb" if syntax.is_verb(token) else "noun"
    pattern = Pattern(
        entry="",
        words=(token.lemma,),
        part=part,
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
    return Anchor(pattern, head, (head,))


def is_presupposed(sentence: Sentence, anchor: Anchor, s: int, o: int) -> bool:
    """Say whether one end is said of the other in passing: an apposition, title or owner."""
    if anchor.pattern.part == "verb":
        return False
    low = o if anchor.head == s else s
    return anchor.head in (s, o) and sentence.tokens[low].dep in _SAID_OF


def admits(prop: Property, subject: Mention, end: "Mention | Value") -> bool:
    """Say whether a relation's domain and range admit two ends."""
    if subject.kind not in prop.domain:
        return False
    return end.kind in (prop.literals if isinstance(end, Value) else prop.kinds)
