"""The extractor of the encoder: pairs that a small transformer finds related, guarded.

It judges every pair of candidates of a sentence: names, what refers to them, values, and
descriptions that it takes for mentions. Domain, range and status are the rules' to say, as
for the lexicon; the encoder may only lower the status of what the rules take for asserted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from newsgraph.encoder.marks import Mark, Scored
from newsgraph.encoder.model import Reading
from newsgraph.encoder.sentences import ReadSentence, SentenceReader
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
    are_apart,
    head_of,
    is_listed_beside,
    is_presupposed,
)
from newsgraph.relations.cues import Cues, compile_cues
from newsgraph.relations.ends import is_excepted
from newsgraph.relations.learned import Learned, Pair
from newsgraph.relations.lexical import SILENT
from newsgraph.relations.qualifiers import Deed, qualifiers
from newsgraph.relations.status import read_status
from newsgraph.vocabulary import Property, Vocabulary

SPACE = "newsgraph"
DESCRIBED = 0.4  # how sure the encoder must be of a mention that has no name
LEAST = 0.65  # of a relation; lower ones cost precision on what was held out of training
SEEN = 0.02  # what is less likely counts as nothing
NOT_ASSERTED = 0.6  # from which another status outweighs an assertion by the rules
TURNED = 0.1  # what one direction of a relation must be surer than the other
GENERAL = frozenset(("Concept", "OrganizationGroup", "GovernmentGroup", "Event"))
DETERMINERS = frozenset("the this that these those a an its his her their our my your".split())
NOUNS = frozenset(("NOUN", "PROPN"))  # what heads a description: not "it", not "low"
FEWEST = 2  # candidates that make a pair


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an end: a mention or a value, its mark, and the head of its words."""

    end: Mention | Value
    mark: Mark
    head: int


BatchExtractor = Callable[[Sequence[AnnotatedDocument]], list[Learned]]


def encoder_extractor(vocabulary: Vocabulary, reader: SentenceReader) -> BatchExtractor:
    """Return the extractor of an encoder for the relations of a vocabulary.

    It takes several documents at a time, because that is faster; what it finds in one
    does not depend on the others.
    """
    cues = compile_cues(vocabulary)
    labels = frozenset(reader.encoder.spaces[SPACE])

    def extract(documents: Sequence[AnnotatedDocument]) -> list[Learned]:
        judges = [j for d in documents for j in _judges(d, vocabulary, cues, reader)]
        kept = [j for j in judges if len(j.candidates) >= FEWEST]
        scored = reader.encoder.relations(
            [j.reading for j in kept],
            [[c.mark for c in j.candidates] for j in kept],
            SPACE,
            least=SEEN,
        )
        found = {id(d): Learned(labels=labels) for d in documents}
        for judge, pairs in zip(kept, scored, strict=True):
            learned = found[id(judge.annotated)]
            judge.note(pairs, learned.scores)
            learned.relations += judge.judged([p for p in pairs if p.probability >= LEAST])
        return [found[id(d)] for d in documents]

    return extract


def _judges(
    annotated: AnnotatedDocument, vocabulary: Vocabulary, cues: Cues, reader: SentenceReader
) -> Iterator["PairReader"]:
    """Yield a judge for each sentence of a document."""
    sentences = [s for s in annotated.sentences if s.role not in SILENT]
    read = reader.read(annotated.document.text, [(s.start, s.end) for s in sentences])
    for s, r, spans in zip(sentences, read, _described(reader, read), strict=True):
        ends = candidates(annotated, s, r, spans)
        yield PairReader(annotated, s, r.reading, ends, vocabulary, cues)


def _described(
    reader: SentenceReader, read: Sequence[ReadSentence]
) -> list[list[tuple[int, int, str, float]]]:
    """Return the mentions that the encoder is sure of, as offsets, kind and score."""
    found = reader.encoder.mentions([r.reading for r in read])
    return [
        [
            (r.words[s.start][0], r.words[s.end - 1][1], s.kind, s.score)
            for s in spans
            if s.score >= DESCRIBED
        ]
        for r, spans in zip(read, found, strict=True)
    ]


def candidates(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    read: ReadSentence,
    described: Sequence[tuple[int, int, str, float]],
) -> list[Candidate]:
    """Return what may be an end in a sentence, in text order, none inside another."""
    found: list[Candidate] = []

    def take(end: Mention | Value, start: int, stop: int, kind: str, form: str) -> None:
        words = read.covering(start, stop)
        free = words and all(words[1] <= c.mark.start or c.mark.end <= words[0] for c in found)
        head = head_of(sentence, start, stop)
        if words and free and head >= 0:
            found.append(Candidate(end, Mark(*words, kind, form), head))

    for token in sentence.tokens:
        mention = token.mention
        if mention is not None and _is_meant(annotated, mention):
            take(mention, mention.start, mention.end, mention.kind, mention.form)
    for token in sentence.tokens:
        value = token.value
        if value is not None and value.start >= 0 and value.kind != "string":
            take(value, value.start, value.end, value.kind, "literal")
    document = annotated.document
    for start, stop, kind, score in described:
        text = document.text[start:stop]
        head = head_of(sentence, start, stop)
        if head < 0 or sentence.tokens[head].pos not in NOUNS or not _singles_out(text, kind):
            continue
        witnesses = (("encoder", kind, score),)
        mention = Mention(document.iri, start, stop, text, kind, "nominal", witnesses)
        take(mention, start, stop, kind, "nominal")
    return sorted(found, key=lambda c: (c.mark.start, c.mark.end))


def _singles_out(text: str, kind: str) -> bool:
    """Say whether words without a known name can be a node: "the firm" could be any."""
    first = text.split()[0].lower()
    return first not in DETERMINERS and (kind in GENERAL or text[0].isupper())


def _is_meant(annotated: AnnotatedDocument, mention: Mention) -> bool:
    return mention.form in ("name", "demonym") or mention in annotated.antecedent


@dataclass(frozen=True, slots=True)
class PairReader:
    """A sentence, its candidates, and what is needed to read a pair of them."""

    annotated: AnnotatedDocument
    sentence: Sentence
    reading: Reading
    candidates: Sequence[Candidate]
    vocabulary: Vocabulary
    cues: Cues

    def note(self, pairs: Sequence[Scored], scores: dict[Pair, dict[str, float]]) -> None:
        """Write down what the encoder holds likely of each pair of candidates."""
        ends = [c.end for c in self.candidates]
        for subject in ends:
            if isinstance(subject, Mention):
                for end in ends:
                    scores.setdefault((subject, end), {})
        for pair in pairs:
            subject = ends[pair.subject]
            if isinstance(subject, Mention):
                there = scores[subject, ends[pair.object]]
                there[pair.label] = max(there.get(pair.label, 0.0), pair.probability)

    def judged(self, pairs: Sequence[Scored]) -> Iterator[Relation]:
        """Yield the relations that scored pairs stand for."""
        for pair in pairs:
            prop = self.vocabulary.ontology.properties.get(pair.label)
            if prop is None or not (prop.symmetric or _has_direction(pair, pairs)):
                continue
            if not self._is_outdone(pair, pairs):
                yield from self.relations(pair, prop)

    def _is_outdone(self, pair: Scored, pairs: Sequence[Scored]) -> bool:
        """Say whether the clause of one end has a likelier partner for it.

        "Acme founded Zed, and Zed bought Lark" does not say that Acme bought Lark.
        """
        if not self._are_apart(pair):
            return False
        return any(
            (p.subject == pair.subject or p.object == pair.object)
            and p.label == pair.label
            and p.probability > pair.probability
            and not self._are_apart(p)
            for p in pairs
        )

    def _are_apart(self, pair: Scored) -> bool:
        left, right = (self.candidates[n].head for n in (pair.subject, pair.object))
        return are_apart(self.sentence, left, right)

    def relations(self, pair: Scored, prop: Property) -> Iterator[Relation]:
        """Yield the relation of a scored pair, if the guards admit it."""
        left, right = self.candidates[pair.subject], self.candidates[pair.object]
        subject, end = left.end, right.end
        if not isinstance(subject, Mention) or not admits(prop, subject, end):
            return
        if isinstance(end, Mention) and self._same(subject, end):
            return
        if prop.symmetric and is_listed_beside(self.sentence, left.head, right.head):
            return
        anchor = anchor_of(self.sentence, left.head, right.head, prop)
        presupposed = is_presupposed(
            self.sentence, anchor, left.head, right.head, self.vocabulary.kind_of_noun
        )
        reading = read_status(self.sentence, anchor.words, self.cues, presupposed=presupposed)
        status = reading.status
        if is_excepted(self.sentence, left.head) or is_excepted(self.sentence, right.head):
            status = Status.NEGATED
        if status is Status.ASSERTED:
            status = _lowered(pair)
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
        evidence = self._evidence(pair, subject, end)
        yield Relation(subject, prop.name, end, status, evidence, qualifiers(deed), speaker)

    def _same(self, left: Mention, right: Mention) -> bool:
        same = self.annotated.antecedent
        return same.get(left, left) == same.get(right, right) or left.text == right.text

    def _evidence(self, pair: Scored, subject: Mention, end: Mention | Value) -> Evidence:
        antecedent, trace = self.annotated.antecedent, []
        for mention in (subject, end):
            if isinstance(mention, Mention) and mention.form in ("nominal", "pronoun"):
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


def _has_direction(pair: Scored, pairs: Sequence[Scored]) -> bool:
    """Say whether the encoder is surer of a relation than of the same the other way round."""
    back = (pair.object, pair.subject, pair.label)
    other = max((p.probability for p in pairs if (p.subject, p.object, p.label) == back), default=0)
    return pair.probability - other > TURNED


def _lowered(pair: Scored) -> Status:
    """Return the status that the encoder is sure of, or else asserted."""
    best = max(sorted(pair.status), key=lambda s: pair.status[s], default=Status.ASSERTED)
    return Status(best) if pair.status.get(best, 0.0) >= NOT_ASSERTED else Status.ASSERTED


__all__ = ["candidates", "encoder_extractor"]
