"""Kinds settled by frames: what unknown names must be for the text to make sense.

A recogniser trained on other names takes a drug for a company; "licensed X from Y" knows
better. Each verb of the lexicon that stands between two phrases speaks for the kinds that its
arguments admit; a name of which only the recogniser has spoken takes the kind that the
frames around all its mentions agree on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from newsgraph import syntax
from newsgraph.model import AnnotatedDocument, Mention, Sentence
from newsgraph.relations.anchors import Anchor, PatternIndex
from newsgraph.relations.arguments import arguments
from newsgraph.relations.cues import Cues, compile_cues
from newsgraph.relations.mend import mended
from newsgraph.relations.rekinding import rekinded
from newsgraph.vocabulary import Pattern, Vocabulary

NAMED = frozenset(("Organization", "Person", "ProductTechnology", "Place", "Event", "Conference"))
FRAME = 2.0  # what all the senses of one word say together
SURE = 2.4  # a kind that so much speaks for is not for frames to change
STATE, PLACE = "GovernmentGroup", "Place"
OFFICE = "worksFor"
FRAMES = ("frames", FRAME)
TOWARDS = frozenset(("in", "at", "from", "near", "on", "to", "into", "place", "owner", "for"))
LOCATIVE = frozenset(("in", "at", "from", "near", "on"))  # any kind may follow these
Votes = dict[Mention, dict[str, float]]


def kind_settler(vocabulary: Vocabulary) -> Callable[[AnnotatedDocument], AnnotatedDocument]:
    """Return the function that settles kinds by the verbs of a vocabulary, compiled once."""
    cues = compile_cues(vocabulary)
    verbs = [p for p in vocabulary.patterns if p.part == "verb"]
    index = PatternIndex(verbs, vocabulary.kind_of_noun)
    offices = vocabulary.cue_words("stateOffice")
    of_states = [p for p in vocabulary.patterns if _of_states(p) or _is_office(p, offices)]
    deeds = PatternIndex(of_states, vocabulary.kind_of_noun)

    def settle(annotated: AnnotatedDocument) -> AnnotatedDocument:
        mended_ = mended(annotated, vocabulary.verb_lemmas)
        return settle_states(settle_kinds(mended_, index, cues), deeds, cues)

    return settle


def _of_states(pattern: Pattern) -> bool:
    """Say whether a noun is said of a state and not of a place: "member", "signatory"."""
    if pattern.part != "noun" or "self" not in (*pattern.subject, *pattern.object):
        return False
    return pattern.predicate == "memberOf" and any(
        STATE in kinds and PLACE not in kinds for kinds in (pattern.domain, pattern.kinds)
    )


def _is_office(pattern: Pattern, offices: frozenset[str]) -> bool:
    """Say whether a noun names an office of state: "minister"."""
    name = " ".join(pattern.words)
    return pattern.part == "noun" and pattern.predicate == OFFICE and name in offices


def settle_states(
    annotated: AnnotatedDocument, index: PatternIndex, cues: Cues
) -> AnnotatedDocument:
    """Return the document with those names of places made states that act as only states do.

    "Chile, a member of the pact", "Chile's purchase of ships": one country is a place in one
    sentence and an actor in the next.
    """
    acting: dict[Mention, str] = {}
    for sentence in annotated.sentences:
        if any(t.mention is not None and _is_country(t.mention) for t in sentence.tokens):
            for anchor in index.anchors(sentence):
                acting |= dict.fromkeys(_acting(sentence, anchor, cues), STATE)
    return rekinded(annotated, acting, FRAMES) if acting else annotated


def _is_country(mention: Mention) -> bool:
    return mention.kind == PLACE and mention.form == "name"


def _acting(sentence: Sentence, anchor: Anchor, cues: Cues) -> Iterator[Mention]:
    """Yield the places that fill an end of an entry as states, where the other end fits."""
    pattern = anchor.pattern
    if pattern.predicate == OFFICE:
        heads = arguments(sentence, anchor, pattern.subject, cues)
        holders = [sentence.tokens[i].mention for i in heads]
        held = any(m is not None and m.kind == "Person" for m in holders)
        for i in arguments(sentence, anchor, ("possessor", "of"), cues) if held else ():
            mention = sentence.tokens[i].mention
            if mention is not None and _is_country(mention):
                yield mention
        return
    ends = [arguments(sentence, anchor, a, cues) for a in (pattern.subject, pattern.object)]
    if not all(ends):
        return
    for (heads, other, kinds), names in zip(
        [(ends[0], ends[1], pattern.domain), (ends[1], ends[0], pattern.kinds)],
        (pattern.subject, pattern.object),
        strict=True,
    ):
        if STATE not in kinds or PLACE in kinds or not TOWARDS.isdisjoint(names):
            continue
        admitted = pattern.kinds if kinds is pattern.domain else pattern.domain
        others = [sentence.tokens[i].mention for i in other]
        if not any(m is not None and (m.kind in admitted) for m in others):
            continue
        for i in (c for h in heads for c in syntax.conjuncts(sentence, h)):
            mention = sentence.tokens[i].mention
            if mention is not None and _is_country(mention):
                yield mention


def settle_kinds(
    annotated: AnnotatedDocument, index: PatternIndex, cues: Cues
) -> AnnotatedDocument:
    """Return the document with the kinds of doubtful names settled by the frames around them."""
    votes: Votes = defaultdict(lambda: defaultdict(float))
    doubtful = {m for m in _meant(annotated) if _strength(m, m.kind) < SURE}
    if not doubtful:
        return annotated
    for sentence in annotated.sentences:
        named = (t.mention for t in sentence.tokens if t.mention is not None)
        if doubtful.isdisjoint(annotated.antecedent.get(m, m) for m in named):
            continue
        _hear(annotated, sentence, (index, cues), doubtful, votes)
    changed = {m: _best(m, votes[m]) for m in sorted(votes, key=lambda m: m.start)}
    changed = {m: kind for m, kind in changed.items() if kind != m.kind}
    return rekinded(annotated, changed, FRAMES) if changed else annotated


def _meant(annotated: AnnotatedDocument) -> set[Mention]:
    names = (m for m in annotated.mentions if m.form == "name")
    return {annotated.antecedent.get(m, m) for m in names}


def _strength(mention: Mention, kind: str) -> float:
    return sum(weight for _, spoken, weight in mention.witnesses if spoken == kind)


def _hear(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    known: tuple[PatternIndex, Cues],
    doubtful: set[Mention],
    votes: Votes,
) -> None:
    """Let the entries of one sentence vote; all the senses of one word share one vote."""
    said: dict[tuple[int, Mention], list[frozenset[str]]] = defaultdict(list)
    index, cues = known
    for anchor in index.anchors(sentence):
        names = (anchor.pattern.subject, anchor.pattern.object)
        ends = [arguments(sentence, anchor, a, cues) for a in names]
        if not ends[0] or not ends[1]:
            continue
        for heads, other, kinds in _slots(anchor, ends):
            if not _may_fill(annotated, sentence, other, anchor.pattern, kinds, doubtful):
                continue
            for i in heads:
                mention = sentence.tokens[i].mention
                meant = annotated.antecedent.get(mention, mention) if mention else None
                if meant in doubtful and mention is not None and mention.form == "name":
                    said[anchor.head, meant].append(kinds & NAMED)
    for (_, mention), senses in said.items():
        for kinds in senses:
            for kind in kinds:
                votes[mention][kind] += FRAME / len(senses) / len(kinds)


def _slots(
    anchor: Anchor, ends: list[list[int]]
) -> list[tuple[list[int], list[int], frozenset[str]]]:
    pattern = anchor.pattern
    slots = [
        (pattern.subject, ends[0], ends[1], pattern.domain),
        (pattern.object, ends[1], ends[0], pattern.kinds),
    ]
    return [(h, o, kinds) for names, h, o, kinds in slots if LOCATIVE.isdisjoint(names)]


def _may_fill(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    other: list[int],
    pattern: Pattern,
    kinds: frozenset[str],
    doubtful: set[Mention],
) -> bool:
    """Say whether the other end suits this sense, so that the sense may speak at all."""
    admitted = pattern.kinds if kinds is pattern.domain else pattern.domain
    for i in other:
        token = sentence.tokens[i]
        if token.value is not None and token.mention is None:
            return kinds is pattern.domain and token.value.kind in pattern.literals
        if token.mention is None:
            continue
        meant = annotated.antecedent.get(token.mention, token.mention)
        if meant in doubtful or meant.kind in admitted:
            return True
    return False


def _best(mention: Mention, votes: Mapping[str, float]) -> str:
    totals = {kind: _strength(mention, kind) + weight for kind, weight in votes.items()}
    totals.setdefault(mention.kind, _strength(mention, mention.kind))
    return max(sorted(totals), key=lambda kind: (totals[kind], kind == mention.kind))
