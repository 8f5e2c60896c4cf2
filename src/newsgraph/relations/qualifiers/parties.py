"""The other sides of a deed: of whom or to whom, what, where, about what."""

from collections.abc import Iterator, Sequence

from newsgraph import syntax
from newsgraph.model import Mention, Token, Value
from newsgraph.relations.qualifiers.deed import AGENTS, Deed, Qualifier
from newsgraph.relations.qualifiers.figures import measured_noun

# by relation: the prepositions before the other side of the deal
SIDES = {
    "acquires": ("from", "off"),
    "purchases": ("from", "with", "off", "of"),
    "divests": ("to",),
    "licenses": ("from", "by", "of"),
    "manufactures": ("for",),
    "develops": ("for",),
    "raisesFunding": ("from", "by"),
}
TOPICS = {
    "competesWith": ("over", "for"),
    "sues": ("over",),
    "investigates": ("over",),
    "partnersWith": ("on",),
}
PLACED = frozenset(
    "launches manufactures purchases customerOf supplies partnersWith hasMeasure licenses uses "
    "approves restricts announced develops investsIn sponsors divests acquires sues fines attacks "
    "investigates competesWith raisesFunding mentionsAction".split()
)
TRADED = frozenset(("customerOf", "supplies"))
LEFT_OUT = frozenset(("det", "poss", "nummod", "predet", "case", "quantmod"))


def counterparties(deed: Deed, scope: Sequence[int]) -> Iterator[tuple[int, Qualifier]]:
    """Yield the parties to a deed besides its two ends, with their places."""
    prepositions = SIDES.get(deed.prop.name, ())
    if not prepositions:
        return
    givers = set(deed.anchor.pattern.subject) & {"to", "indirectObject", "from", "for"}
    if deed.anchor.pattern.part == "verb" and givers:  # "Arm licenses its design to Acme"
        yield from _named(deed, syntax.logical_subjects(deed.sentence, deed.anchor.head))
    agents = syntax.agents(deed.sentence, deed.anchor.head) if "by" in prepositions else []
    for i in scope:
        token = deed.token(i)
        preposition = deed.token(token.head)
        if token.dep != "pobj" or preposition.lemma not in prepositions:
            continue
        upper = deed.token(preposition.head)
        if upper.mention is not None and upper.mention.kind in AGENTS:
            continue  # "the Bank of Ghana"
        if preposition.lemma == "by" and not (i in agents or upper.lemma == "lead"):
            continue
        if preposition.lemma == "of" and upper.lemma not in ("hand", "licence", "license"):
            continue
        yield from _named(deed, [i])


def _named(deed: Deed, heads: Sequence[int]) -> Iterator[tuple[int, Qualifier]]:
    for i in heads:
        found = deed.name(i)
        if i in deed.used or found is None or found.kind not in AGENTS:
            continue
        if not deed.is_end(found):
            yield i, ("counterparty", found)


def items(deed: Deed) -> Iterator[tuple[int, Qualifier]]:
    """Yield what is delivered or sold, with its place."""
    if deed.prop.name == "raisesFunding":
        yield from _instruments(deed)
    if deed.prop.name not in TRADED:
        return
    for i in _goods(deed):
        noun = measured_noun(deed, i)
        found = thing(deed, noun)
        owners = {*syntax.children(deed.sentence, noun, "poss"), *_below(deed, noun, ("of",))}
        if ({i, noun} | owners) & deed.used or {i, noun} & set(deed.anchor.words):
            continue  # of "guards the network of Acme" Acme is the end
        if found is not None:
            yield i, ("item", found)
            return


def _goods(deed: Deed) -> Iterator[int]:
    """Yield where the goods may stand, the likeliest first."""
    sentence, anchor = deed.sentence, deed.anchor
    if anchor.pattern.part == "noun":
        yield from _below(deed, anchor.head, ("of",))
        yield from syntax.children(sentence, anchor.head, "compound", "nmod")
        return
    nouns = [w for w in anchor.words[1:] if deed.token(w).pos == "NOUN"]
    for w in nouns:  # "placed an order for", "a catering contract"
        yield from _below(deed, w, ("for", "of"))
        if deed.is_a(w, "dealNoun"):
            yield from syntax.children(sentence, w, "compound", "nmod")
        yield from _below(deed, anchor.head, ("with",)) if not deed.is_a(w, "dealNoun") else ()
    if anchor.pattern.part != "verb":
        return
    outfits = deed.is_a(anchor.head, "outfitVerb", "verb")
    for i in syntax.logical_objects(sentence, anchor.head) if not outfits else ():
        token = deed.token(i)
        relative = token.lemma == "that" and deed.token(token.head).dep == "relcl"
        yield deed.token(token.head).head if relative else i
    if outfits or deed.is_a(anchor.head, "supplyVerb", "verb"):
        yield from _below(deed, anchor.head, ("with",))
        yield from (i for o in deed.used for i in _below(deed, o, ("with",)))
    if deed.prop.name == "customerOf" and "object" in anchor.pattern.object:
        yield from _below(deed, anchor.head, ("for",))


def _instruments(deed: Deed) -> Iterator[tuple[int, Qualifier]]:
    """Yield how capital is taken in: "in debt", "through a share placement"."""
    places = [*deed.anchor.words, *deed.used]
    for place in places:
        for i in _below(deed, place, ("in", "through", "via", "of", "by")):
            found = thing(deed, i)
            if deed.is_a(i, "fundingNoun") and isinstance(found, Value):
                yield i, ("item", found)
                return
    for w in deed.anchor.words[1:]:
        token = deed.token(w)
        modified = syntax.children(deed.sentence, w, "compound", "amod")
        if token.pos == "NOUN" and (deed.is_a(w, "fundingNoun") or modified):
            found = thing(deed, w)
            if isinstance(found, Value):
                yield w, ("item", found)
                return


def _below(deed: Deed, i: int, prepositions: tuple[str, ...]) -> list[int]:
    if i < 0:
        return []
    found = []
    for p in syntax.children(deed.sentence, i, "prep", "dative"):
        if deed.token(p).lemma in prepositions:
            found += syntax.children(deed.sentence, p, "pobj")
    return found


def places(deed: Deed, scope: Sequence[int]) -> Iterator[tuple[int, Qualifier]]:
    """Yield where a deed is done; a place after a name may be where that body is."""
    if deed.prop.name not in PLACED:
        return
    for i in scope:
        token = deed.token(i)
        preposition = deed.token(token.head)
        if token.dep != "pobj" or preposition.lemma not in ("in", "at", "across", "throughout"):
            continue
        if i in deed.used or token.mention is None or token.mention.kind != "Place":
            continue
        before = deed.token(preposition.i - 1) if preposition.i else None
        if before is not None and before.dep == "neg":
            continue  # "made in Asia, not in Europe"
        if before is None or not _is_seat(deed, before, preposition):
            yield i, ("place", token.mention)


def _is_seat(deed: Deed, before: Token, preposition: Token) -> bool:
    """Say whether a place may be where the body before it is: "from a client in Ghana"."""
    if before.mention is None or deed.token(before.head).dep == "agent":
        return False
    of_body = before.dep == "pobj" and before.mention.kind in AGENTS
    return of_body or preposition.head == before.i


def topics(deed: Deed) -> Iterator[tuple[int, Qualifier]]:
    """Yield what a contest, suit or joint work is about."""
    prepositions = TOPICS.get(deed.prop.name, ())
    for w in deed.anchor.words:
        for i in _below(deed, w, prepositions):
            found = thing(deed, i, whole=True)
            if i not in deed.used and found is not None and deed.token(i).value is None:
                yield i, ("topic", found)
                return


def thing(deed: Deed, i: int, *, whole: bool = False) -> Mention | Value | None:
    """Return a name, or the words of a noun phrase without article and number, or None.

    ``whole``: with its "of" phrase. None for what names no thing ("the deal") and for names
    of persons and bodies, which are no goods.
    """
    token = deed.token(i)
    if token.mention is not None:
        return token.mention if token.mention.kind not in (*AGENTS, "Place") else None
    if token.pos not in ("NOUN", "PROPN") or deed.is_a(i, "vague") or deed.is_a(i, "dealNoun"):
        return None
    if token.value is not None and token.value.kind != "number":
        return None
    first = _first(deed, i)
    last = i
    if whole:
        last = max([i, *(s for p in syntax.children(deed.sentence, i, "prep")
                         if deed.token(p).lemma in ("of", "to")
                         for s in syntax.subtree(deed.sentence, p))])  # fmt: skip
    text = deed.text(first, last)
    return Value("string", text, text)


def _first(deed: Deed, i: int) -> int:
    """Return where a noun's own modifiers begin, side by side with it."""
    first = i
    while first > 0:
        before = deed.token(first - 1)
        if before.text == "-" and first > 1:
            first -= 1
            continue
        inside = i in syntax.ancestors(deed.sentence, before.i)
        if not inside or before.dep in LEFT_OUT or deed.is_a(before.i, "vague", "adjective"):
            break
        if before.value is not None or before.pos in ("NUM", "ADP", "PUNCT", "VERB", "ADV"):
            break
        first -= 1
    while first < i and deed.token(first).text in ("-", "'s", "’s"):
        first += 1
    return first
