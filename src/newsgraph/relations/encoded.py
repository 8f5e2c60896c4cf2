"""The extractor of the encoder: pairs that a small transformer finds related, guarded.

It judges every pair of candidates of a sentence: names, what refers to them, values, and
noun phrases. Domain and range are the rules' to say, as for the lexicon; the status is
weighed between what the rules read from the parse and what the encoder holds likely.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from newsgraph.encoder.marks import Scored
from newsgraph.encoder.sentences import ReadSentence, SentenceReader
from newsgraph.encoder.trees import tree_of
from newsgraph.model import (
    AnnotatedDocument,
    Evidence,
    Mention,
    Relation,
    Sentence,
    Status,
    Value,
)
from newsgraph.relations.between import (
    admits,
    anchor_of,
    clause_above,
    is_presupposed,
    pursued,
)
from newsgraph.relations.candidates import Candidate, Finder
from newsgraph.relations.coordinated import evened
from newsgraph.relations.cues import Cues, compile_cues
from newsgraph.relations.ends import is_excepted
from newsgraph.relations.guards import (
    OF_CLASSES,
    OF_MAKERS,
    OF_NAMES,
    are_listed,
    is_anothers,
    is_bought,
    is_no_member,
    is_unnamed,
    words_for_buying,
)
from newsgraph.relations.heard import key_of, kinds_heard
from newsgraph.relations.hinted import Hints, compile_hints
from newsgraph.relations.learned import Learned, Pair
from newsgraph.relations.lexical import SILENT
from newsgraph.relations.measures import measure_of
from newsgraph.relations.partners import is_named, is_outdone, is_told_of_governor, of_rules
from newsgraph.relations.qualifiers import Deed, Qualifier, qualifiers
from newsgraph.relations.rekinding import rekinded, with_kind
from newsgraph.relations.status import read_status
from newsgraph.vocabulary import Property, Vocabulary

SPACE = "newsgraph"
SEEN = 0.05  # what is less likely counts as nothing
RULES = 0.25  # what the status by rules adds to how likely the encoder holds it
CUED = (
    0.6  # the same where a word says so: to give what is only hoped for as fact is the worse error
)
TURNED = 0.1  # what one direction of a relation must be surer than the other
FIGURES = frozenset(("money", "percent", "number"))
FEWEST = 2  # candidates that make a pair
HEARD = ("relations", 2.0)  # who says that a kind is another, and with what weight

BatchExtractor = Callable[[Sequence[AnnotatedDocument]], list[Learned]]


def encoder_extractor(
    vocabulary: Vocabulary, reader: SentenceReader, *, hinted: bool = False
) -> BatchExtractor:
    """Return the extractor of an encoder for the relations of a vocabulary.

    It takes several documents at a time, because that is faster; what it finds in one
    does not depend on the others. Where it is ``hinted``, what rules read of a thing
    without a name need be less likely.
    """
    cues, buying = compile_cues(vocabulary), words_for_buying(vocabulary)
    hints = compile_hints(vocabulary, cues) if hinted else None
    labels = frozenset(reader.encoder.spaces[SPACE])

    def extract(documents: Sequence[AnnotatedDocument]) -> list[Learned]:
        judges = [j for d in documents for j in _judges(d, vocabulary, cues, buying, reader)]
        kept = [j for j in judges if len(j.candidates) >= FEWEST]
        scored = reader.encoder.relations(
            [j.read.reading for j in kept],
            [[c.mark for c in j.candidates] for j in kept],
            SPACE,
            least=SEEN,
            trees=[tree_of(j.read.words, [j.sentence.tokens]) for j in kept],
        )
        found = {id(d): Learned(labels=labels, annotated=d) for d in documents}
        of = {key: list(rows) for key, rows in groupby(zip(kept, scored, strict=True), _document)}
        for key, rows in of.items():
            learned = found[key]
            learned.annotated, judges = heard(learned.annotated, rows, vocabulary)
            for judge, (_, alone) in zip(judges, rows, strict=True):
                pairs = evened(alone, judge.candidates, judge.sentence)
                judge.note(pairs, learned.scores)
                learned.relations += judge.judged(judge.likely(pairs, hints))
        return [found[id(d)] for d in documents]

    return extract


def _document(row: tuple["PairReader", object]) -> int:
    return id(row[0].annotated)


def heard(
    annotated: AnnotatedDocument,
    rows: Sequence[tuple["PairReader", Sequence[Scored]]],
    vocabulary: Vocabulary,
) -> tuple[AnnotatedDocument, list["PairReader"]]:
    """Return a document and its judges with the kinds that its likely pairs ask for."""
    same = annotated.antecedent
    likely = [(j.candidates, [p for p in pairs if j.is_likely(p)]) for j, pairs in rows]
    changed = kinds_heard(likely, vocabulary.ontology.properties, lambda m: same.get(m, m))
    judges = [judge for judge, _ in rows]
    if not changed:
        return annotated, judges
    named = {m: kind for m in same.values() if (kind := changed.get(key_of(m)))}
    named |= {m: kind for m in annotated.mentions if (kind := changed.get(key_of(m)))}
    new = rekinded(annotated, named, HEARD)
    sentence_of = {s.start: s for s in new.sentences}

    def turned(candidate: Candidate) -> Candidate:
        end = candidate.end
        kind = changed.get(key_of(same.get(end, end))) if isinstance(end, Mention) else None
        if kind is None or not isinstance(end, Mention):
            return candidate
        return replace(candidate, end=with_kind(end, kind, HEARD))

    return new, [
        replace(
            judge,
            annotated=new,
            sentence=sentence_of[judge.sentence.start],
            candidates=[turned(c) for c in judge.candidates],
        )
        for judge in judges
    ]


def _judges(
    annotated: AnnotatedDocument,
    vocabulary: Vocabulary,
    cues: Cues,
    buying: frozenset[str],
    reader: SentenceReader,
) -> Iterator["PairReader"]:
    """Yield a judge for each sentence of a document."""
    sentences = [s for s in annotated.sentences if s.role not in SILENT]
    read = reader.read(annotated.document.text, [(s.start, s.end) for s in sentences])
    found = reader.encoder.mentions([r.reading for r in read])
    provisions = vocabulary.cue_words("provision", "noun")
    finder = Finder(annotated, reader.encoder, vocabulary.kind_of_noun, provisions)
    for s, r, spans in zip(sentences, read, found, strict=True):
        ends = finder.candidates(s, r, spans)
        yield PairReader(annotated, s, r, ends, vocabulary, cues, buying)


@dataclass(frozen=True, slots=True)
class PairReader:
    """A sentence, its candidates, and what is needed to read a pair of them."""

    annotated: AnnotatedDocument
    sentence: Sentence
    read: ReadSentence
    candidates: Sequence[Candidate]
    vocabulary: Vocabulary
    cues: Cues
    buying: frozenset[str]  # verbs and nouns for it

    def is_likely(self, pair: Scored) -> bool:
        """Say whether a pair is likely enough for what its ends are."""
        ends = (self.candidates[pair.subject], self.candidates[pair.object])
        return pair.probability >= max(end.least for end in ends)

    def likely(self, pairs: Sequence[Scored], hints: Hints | None) -> list[Scored]:
        """Return the pairs that are likely enough, by themselves or by rules that read them too."""
        found = [p for p in pairs if self.is_likely(p)]
        if hints is None:
            return found
        doubtful = [p for p in pairs if not self.is_likely(p)]
        return found + hints.likely(self.annotated, self.sentence, self.candidates, doubtful)

    def note(self, pairs: Sequence[Scored], scores: dict[Pair, dict[str, float]]) -> None:
        """Write down what the encoder holds likely of each pair of candidates.

        Where it sees nothing between two things that the sentence names, that is told too.
        """
        ends = [c.end for c in self.candidates]
        here = [c.end for c in self.candidates if c.head >= 0 and self._is_read(c)]
        for subject in here:
            if isinstance(subject, Mention):
                for end in here:
                    scores.setdefault((subject, end), {})
        for pair in pairs:
            subject = ends[pair.subject]
            if isinstance(subject, Mention):
                there = scores.setdefault((subject, ends[pair.object]), {})
                there[pair.label] = max(there.get(pair.label, 0.0), pair.probability)

    def _is_read(self, candidate: Candidate) -> bool:
        """Say whether the network has read all words of a candidate."""
        return candidate.mark.end <= len(self.read.reading.inputs.first)

    def judged(self, pairs: Sequence[Scored]) -> Iterator[Relation]:
        """Yield the relations that scored pairs stand for."""
        pairs = of_rules(pairs, self.candidates)
        for pair in pairs:
            prop = self.vocabulary.ontology.properties.get(pair.label)
            if prop is None or not (prop.symmetric or _has_direction(pair, pairs)):
                continue
            symmetric = prop.symmetric
            if is_outdone(pair, pairs, self.candidates, self.sentence, symmetric=symmetric):
                continue
            if not is_told_of_governor(pair, pairs, self.candidates, self.sentence):
                yield from self.relations(pair, prop)

    def relations(self, pair: Scored, prop: Property) -> Iterator[Relation]:
        """Yield the relation of a scored pair, if the guards admit it."""
        left, right = self.candidates[pair.subject], self.candidates[pair.object]
        subject, end = left.end, right.end
        if not isinstance(subject, Mention) or not admits(prop, subject, end):
            return
        if isinstance(end, Mention) and self._same(subject, end):
            return
        if self._is_ruled_out(prop, (subject, end), left.head, right.head):
            return
        if not is_named(pair, self.candidates):
            named = max(left.head, right.head)
            anchor = clause_above(self.sentence, named, prop, self.vocabulary.kind_of_noun)
            presupposed = False
        else:
            anchor = anchor_of(self.sentence, left.head, right.head, prop)
            anchor = pursued(self.sentence, anchor, (left.head, right.head), self.cues, prop)
            presupposed = is_presupposed(
                self.sentence, anchor, left.head, right.head, self.vocabulary.kind_of_noun
            )
        reading = read_status(self.sentence, anchor.words, self.cues, presupposed=presupposed)
        status = _weighed(pair, reading.status)
        if any(is_excepted(self.sentence, e.head) for e in (left, right) if e.head >= 0):
            status = Status.NEGATED
        speaker = self.sentence.tokens[reading.speaker].mention if reading.speaker >= 0 else None
        used = frozenset((left.head, right.head))
        deed = Deed(
            self.annotated,
            self.sentence,
            anchor,
            prop,
            self.vocabulary,
            used,
            left.head,
            right.head,
        )
        said = self._with_metric(prop, left, right, qualifiers(deed))
        if {name for name, _ in said}.issuperset(prop.requires):
            evidence = self._evidence(pair, left, right)
            yield Relation(subject, prop.name, end, status, evidence, said, speaker)

    def _is_ruled_out(
        self, prop: Property, ends: tuple[Mention, Mention | Value], left: int, right: int
    ) -> bool:
        """Say whether the words around the ends rule a relation out."""
        subject, _ = ends
        if prop.name in OF_MAKERS and is_anothers(self.annotated, self.sentence, subject, right):
            return True
        if prop.name in OF_MAKERS and is_bought(self.sentence, left, right, self.buying):
            return True
        if prop.name == OF_CLASSES:
            nouns = self.vocabulary.kind_of_noun
            return is_no_member(self.sentence, subject, (left, right), nouns)
        words = self.vocabulary.cue_words("eponymy")
        if prop.name == OF_NAMES and is_unnamed(self.sentence, ends, words):
            return True
        return not prop.symmetric and are_listed(self.sentence, left, right)

    def _with_metric(
        self, prop: Property, bearer: Candidate, figure: Candidate, said: tuple[Qualifier, ...]
    ) -> tuple[Qualifier, ...]:
        """Return qualifiers with what a figure measures or counts, where nothing else says it."""
        end = figure.end
        if "metric" not in prop.requires or any(name == "metric" for name, _ in said):
            return said
        if not isinstance(end, Value) or end.kind not in FIGURES:
            return said
        text = self.annotated.document.text
        metric = end.unit if end.kind == "number" else ""
        metric = metric or measure_of(text, self.sentence, figure.head, bearer.head)
        if not metric:
            return said
        return tuple(sorted((*said, ("metric", Value("string", metric, metric))), key=_name))

    def _same(self, left: Mention, right: Mention) -> bool:
        same = self.annotated.antecedent
        return same.get(left, left) == same.get(right, right) or left.text == right.text

    def _evidence(self, pair: Scored, subject: Candidate, target: Candidate) -> Evidence:
        antecedent, trace = self.annotated.antecedent, []
        for candidate in (subject, target):
            mention = candidate.end
            if isinstance(mention, Mention) and candidate.head < 0:
                trace.append(f"left out: {mention.text}")
            elif isinstance(mention, Mention) and candidate.said:
                trace.append(f"{candidate.said} = {mention.text}")
            elif isinstance(mention, Mention) and mention.form in ("nominal", "pronoun"):
                meant = antecedent.get(mention)
                if meant is not None:
                    trace.append(f"{mention.text} = {meant.text}")
        return Evidence(
            document=self.annotated.document.iri,
            start=self.sentence.start,
            end=self.sentence.end,
            extractor="encoder",
            pattern=f"{pair.label} {pair.probability:.2f}",
            role=self.sentence.role,
            score=pair.probability,
            trace="; ".join(trace),
        )


def _name(qualifier: Qualifier) -> str:
    return qualifier[0]


def _has_direction(pair: Scored, pairs: Sequence[Scored]) -> bool:
    """Say whether the encoder is surer of a relation than of the same the other way round."""
    back = (pair.object, pair.subject, pair.label)
    other = max(
        (p.probability for p in pairs if (p.subject, p.object, p.label) == back),
        default=0,
    )
    return pair.probability - other > TURNED


def _weighed(pair: Scored, rules: Status) -> Status:
    """Return the status that encoder and rules together hold likeliest."""
    weight = RULES if rules is Status.ASSERTED else CUED
    shares = {s: pair.status.get(s, 0.0) + (weight if s is rules else 0.0) for s in Status}
    return max(Status, key=shares.__getitem__)


__all__ = ["encoder_extractor"]
