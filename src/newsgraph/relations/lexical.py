"""The extractor of the lexicon: entries found on the parse, guarded, with status."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from newsgraph import syntax
from newsgraph.model import (
    AnnotatedDocument,
    Evidence,
    Mention,
    Relation,
    Role,
    Sentence,
    Status,
    Value,
)
from newsgraph.relations.anchors import Anchor, PatternIndex
from newsgraph.relations.arguments import compounded, fillings
from newsgraph.relations.clause import governs_relative, is_past, with_particle
from newsgraph.relations.cues import Cues, Reading, compile_cues
from newsgraph.relations.ends import is_excepted, meant
from newsgraph.relations.figures import measured
from newsgraph.relations.guards import OF_MAKERS, holds, is_anothers
from newsgraph.relations.homes import without_guesses
from newsgraph.relations.implied import implied_end
from newsgraph.relations.members import of_membership
from newsgraph.relations.past import predicate_of
from newsgraph.relations.qualifiers import Deed, qualifiers
from newsgraph.relations.senses import is_other_sense
from newsgraph.relations.status import read_status
from newsgraph.relations.succession import passed_on
from newsgraph.vocabulary import Vocabulary

Extractor = Callable[[AnnotatedDocument], Iterable[Relation]]
End = tuple[int, Mention | Value]  # with the position of its head
SILENT = frozenset((Role.LABEL, Role.PULL_QUOTE, Role.TABLE_ROW))
ACTORS = ("Organization", "GovernmentGroup")
PLACED, VALUED = ("operatesIn",), "hasValuation"
BY_ANAPHOR, BY_DESCRIPTION, BY_TOPIC = 0.85, 0.8, 0.7  # what an end costs that no name fills


def lexicon_extractor(vocabulary: Vocabulary) -> Extractor:
    """Return the extractor for the patterns of a vocabulary, compiled once."""
    index = PatternIndex(vocabulary.patterns, vocabulary.kind_of_noun)
    cues = compile_cues(vocabulary)

    def extract(annotated: AnnotatedDocument) -> Iterator[Relation]:
        said: list[Relation] = []
        for sentence in annotated.sentences:
            if sentence.role not in SILENT:
                found = list(Reader(annotated, sentence, vocabulary, cues).relations(index))
                said += [*found, *passed_on(found, annotated.antecedent, cues)]
        yield from without_guesses(said, annotated.antecedent)

    return extract


@dataclass(frozen=True, slots=True)
class Reader:
    """One sentence and what is needed to read it."""

    annotated: AnnotatedDocument
    sentence: Sentence
    vocabulary: Vocabulary
    cues: Cues

    def relations(self, index: PatternIndex) -> Iterator[Relation]:
        """Yield the relations; of two readings of one word for two ends, the first."""
        taken: set[tuple[int, Mention, Mention | Value]] = set()
        for anchor in index.anchors(self.sentence):
            for relation in self.of_anchor(anchor):
                key = (anchor.head, relation.subject, relation.object)
                if key not in taken or anchor.pattern.besides:
                    yield relation
                if not anchor.pattern.besides:
                    taken.add(key)

    def of_anchor(self, anchor: Anchor) -> Iterator[Relation]:
        """Yield what one entry says, before others that read the same word are heard."""
        pattern, sentence = anchor.pattern, self.sentence
        pairs, implied = self._ends(anchor)
        if not pairs or is_other_sense(self.annotated, sentence, anchor, self.cues):
            return
        usual = predicate_of(sentence, anchor, self.cues, self.vocabulary)
        if not usual:
            return
        reading = self.reading(anchor)
        if pattern.besides and reading.status is Status.NEGATED:
            return  # "did not show the Comet" leaves open who made it
        speaker = sentence.tokens[reading.speaker].mention if reading.speaker >= 0 else None
        presupposed = _is_presupposed(sentence, anchor, self.cues)
        used = frozenset(i for pair in pairs for i, _ in pair)
        for (s, subject), (o, end) in pairs:
            assert isinstance(subject, Mention)
            predicate = of_membership(
                self.annotated, sentence, anchor, self.cues, usual, (subject, o)
            )
            if not predicate:
                continue
            prop = self.vocabulary.property(predicate)
            extra = qualifiers(
                Deed(self.annotated, sentence, anchor, prop, self.vocabulary, used, s, o)
            )
            if not {name for name, _ in extra}.issuperset(pattern.requires):
                continue
            excepted = not presupposed and (is_excepted(sentence, s) or is_excepted(sentence, o))
            status = Status.NEGATED if excepted else reading.status
            if status is Status.ATTRIBUTED and self._is_own_deed(anchor, speaker, (subject, end)):
                status = Status.ASSERTED
            evidence = self._evidence(anchor, subject, end, implied=implied)
            yield Relation(subject, predicate, end, status, evidence, extra, speaker)

    def reading(self, anchor: Anchor) -> Reading:
        """Return how far the text stands behind what an entry says, and the cues for it."""
        words, pattern = _stated_by(self.sentence, anchor), anchor.pattern
        reading = read_status(
            self.sentence,
            words,
            self.cues,
            presupposed=_is_presupposed(self.sentence, anchor, self.cues),
        )
        ends = pattern.status is Status.NEGATED and pattern.predicate in PLACED
        if ends and reading.status not in (Status.ASSERTED, Status.ATTRIBUTED):
            return Reading()  # "may close its plant in Kiruna", "denied that it would"
        if pattern.status is not Status.ASSERTED:
            reading.add(pattern.status, pattern.entry)
        if pattern.predicate in PLACED and _is_closed(self.sentence, anchor, self.cues):
            reading.add(Status.NEGATED, "closed")
        if pattern.predicate == VALUED and _is_reckoned(self.sentence, anchor):
            reading.add(Status.ATTRIBUTED, pattern.entry)
        return reading

    def _is_own_deed(
        self, anchor: Anchor, speaker: Mention | None, ends: tuple[Mention | Value, ...]
    ) -> bool:
        """Say whether an organisation tells what it has done: "Acme said it had bought Zed"."""
        if speaker is None or speaker.kind not in ACTORS:
            return False
        same = self.annotated.antecedent
        own = {same.get(end, end) for end in ends if isinstance(end, Mention)}
        return same.get(speaker, speaker) in own and is_past(self.sentence, anchor.head)

    def _ends(self, anchor: Anchor) -> tuple[list[tuple[End, End]], bool]:
        """Return the pairs of ends that the guards admit, and whether one end is implied.

        Of several arguments that may fill an end, the first that gives a pair counts.
        """
        lefts, rights = self._fillings(anchor)
        for left, right in product(lefts, rights):
            pairs = self._pairs(anchor, left, right, [])
            if pairs:
                return pairs, False
        if bool(lefts) == bool(rights):
            return [], False
        for left, right in [(f, []) for f in lefts] or [([], f) for f in rights]:
            implied = implied_end(self.sentence, anchor, self.cues, left, right)
            pairs = self._pairs(anchor, left, right, implied) if implied else []
            if pairs:
                return pairs, True
        return [], False

    def _fillings(self, anchor: Anchor) -> tuple[list[list[int]], list[list[int]]]:
        """Return the fillings of subject and object; a figure is never an actor."""
        pattern, sentence, tokens = anchor.pattern, self.sentence, self.sentence.tokens
        lefts = [
            [i for i in found if tokens[i].value is None or tokens[i].mention is not None]
            for found in fillings(sentence, anchor, pattern.subject, self.cues)
        ]
        if not any(lefts) and "possessor" not in pattern.subject:
            return [], []  # nobody acts, and nobody is left out
        rights = list(fillings(sentence, anchor, pattern.object, self.cues))
        if not pattern.kinds:
            rights = [[i for i in found if tokens[i].value is not None] for found in rights]
        if pattern.part == "noun" and pattern.literals:
            rights.append(measured(sentence, anchor.head, self.cues))
        if pattern.part == "noun" and "possessor" in pattern.subject:
            rights.append(compounded(sentence, anchor))
        return [f for f in lefts if f], [f for f in rights if f]

    def _pairs(
        self, anchor: Anchor, subjects: list[int], objects: list[int], implied: list[End]
    ) -> list[tuple[End, End]]:
        """Return the ends that the guards admit, or each two of one coordination."""
        pattern = anchor.pattern
        left = self._meant(subjects, anchor) if subjects else implied
        if pattern.subject == pattern.object:  # "A and B merge"
            found = list(combinations(left, 2)) if not self._has_other(anchor) else []
        else:
            right = self._meant(objects, anchor) if objects else implied
            found = [(s, o) for s in left for o in right]
        if "self" in pattern.subject and self._means_one(anchor):
            found = [(s, o) for s, o in found if s[0] in subjects or s in implied]
        if "self" in pattern.object and self._means_one(anchor):
            found = [(s, o) for s, o in found if o[0] in objects or o in implied]
        if pattern.predicate in OF_MAKERS:
            found = [(s, o) for s, o in found if not self._is_anothers(s[1], o[0])]
        return [(s, o) for s, o in found if holds(self.annotated, pattern, s[1], o[1])]

    def _is_anothers(self, maker: Mention | Value, thing: int) -> bool:
        return isinstance(maker, Mention) and is_anothers(
            self.annotated, self.sentence, maker, thing
        )

    def _means_one(self, anchor: Anchor) -> bool:
        """Say whether a noun is said of one thing only: "Acme and Beta, a unit of Zed"."""
        if anchor.pattern.part != "noun" or not anchor.pattern.kinds:
            return False
        token = self.sentence.tokens[anchor.head]
        named = anchor.pattern.words[0].startswith("[")
        return named or (token.tag in ("NN", "NNP") and token.dep != "attr")

    def _has_other(self, anchor: Anchor) -> bool:
        """Say whether a verb names the other side itself: "A and B compete with C"."""
        tokens, below = self.sentence.tokens, self.sentence.children[anchor.head]
        return any(
            tokens[c].dep == "prep" and tokens[c].lemma in ("with", "against") for c in below
        )

    def _meant(self, heads: list[int], anchor: Anchor) -> list[End]:
        """Return what phrases mean; one before a verb takes no others from beyond the verb."""
        found = list(meant(self.annotated.document, self.sentence, heads, self.vocabulary))
        if anchor.pattern.part != "verb" or any(h > anchor.head for h in heads):
            return found
        if self._asks_for_one(anchor, heads):
            last = max((i for i, _ in found if i < anchor.head), default=-1)
            return [(i, end) for i, end in found if i == last]
        return [(i, end) for i, end in found if i in heads or i < anchor.head]

    def _asks_for_one(self, anchor: Anchor, heads: list[int]) -> bool:
        """Say whether a relative clause tells of the last of several: "A and B, to which C .."."""
        token = self.sentence.tokens[anchor.head]
        if token.dep != "relcl" or token.head not in heads:
            return False
        return token.tag == "VBZ" or governs_relative(self.sentence, anchor.head)

    def _evidence(
        self, anchor: Anchor, subject: Mention, end: Mention | Value, *, implied: bool
    ) -> Evidence:
        pattern, antecedent = anchor.pattern, self.annotated.antecedent
        score, trace = pattern.confidence, []
        if implied:
            score *= BY_TOPIC
            trace.append("one end is left out: it is what the clause or the text is about")
        for mention in (subject, end):
            if not isinstance(mention, Mention) or mention.form in ("name", "demonym"):
                continue
            if mention in antecedent:
                why = mention.witnesses[0][0] if mention.witnesses else ""
                trace.append(f"{mention.text} = {antecedent[mention].text} ({why})")
                score *= BY_ANAPHOR
            else:
                score *= BY_DESCRIPTION
        words, ends = " ".join(pattern.words), (pattern.subject, pattern.object)
        return Evidence(
            document=self.annotated.document.iri,
            start=self.sentence.start,
            end=self.sentence.end,
            extractor="lexicon",
            entry=pattern.entry,
            pattern=f"{pattern.part} {words}: {' -> '.join('|'.join(e) for e in ends)}",
            role=self.sentence.role,
            score=round(score, 4),
            trace="; ".join(trace),
        )


def _stated_by(sentence: Sentence, anchor: Anchor) -> tuple[int, ...]:
    """Return the words whose clause states the relation: of a figure, the verb that gives it."""
    token = sentence.tokens[anchor.head]
    if anchor.pattern.kinds or token.dep != "nsubj":
        return anchor.words
    return (token.head, *anchor.words)


def _is_presupposed(sentence: Sentence, anchor: Anchor, cues: Cues) -> bool:
    """Say whether the entry is a noun that is not the predicate of its clause."""
    token, pattern = sentence.tokens[anchor.head], anchor.pattern
    if pattern.predicate in PLACED and _has_site(sentence, anchor, cues):
        return True
    if pattern.part == "noun" and pattern.predicate == "ownsStakeIn":
        return bool(syntax.children(sentence, anchor.head, "poss"))  # "may sell its stake"
    if pattern.part != "noun" or "self" not in (*pattern.subject, *pattern.object):
        return False
    if not pattern.kinds:
        return False  # a figure is what the clause says
    if pattern.words[0].startswith("["):
        return True
    if token.dep == "pobj" and sentence.tokens[token.head].lemma == "as":
        return False
    return token.dep not in ("attr", "oprd", "acomp", "xcomp", "ROOT")


def _has_site(sentence: Sentence, anchor: Anchor, cues: Cues) -> bool:
    """Say whether the words speak of a site that is there: "could sell its plant in Kiruna"."""
    token = sentence.tokens[anchor.head]
    if anchor.pattern.part == "verb":
        sold = syntax.logical_objects(sentence, anchor.head) if token.lemma == "sell" else []
        return any(cues.has("assetNoun", "noun", sentence.tokens[o].lemma) for o in sold)
    if anchor.pattern.part != "noun" or not syntax.children(sentence, anchor.head, "poss"):
        return False
    above = with_particle(sentence, token.head)
    return not cues.has("creation", "verb", above) and token.dep != "attr"


def _is_closed(sentence: Sentence, anchor: Anchor, cues: Cues) -> bool:
    """Say whether a site is no more: "has closed its base in Kent"; not "may close"."""
    token = sentence.tokens[anchor.head]
    if anchor.pattern.part != "noun" or token.dep not in ("dobj", "nsubjpass"):
        return False
    if not cues.has("closing", "verb", with_particle(sentence, token.head)):
        return False
    fate = read_status(sentence, (token.head,), cues).status
    return fate in (Status.ASSERTED, Status.ATTRIBUTED) and is_past(sentence, token.head)


def _is_reckoned(sentence: Sentence, anchor: Anchor) -> bool:
    """Say whether somebody puts the value: "Acme values Zed at $5bn"; a deal is nobody."""
    if anchor.pattern.part != "verb" or syntax.is_passive(sentence, anchor.head):
        return False
    named = [sentence.tokens[s].mention for s in syntax.surface_subjects(sentence, anchor.head)]
    return any(m is not None and m.kind in ("Organization", "Person") for m in named)
