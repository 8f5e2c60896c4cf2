"""The extractor of the lexicon: entries found on the parse, guarded, with status."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

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
from newsgraph.relations.anchors import Anchor, PatternIndex, arguments
from newsgraph.relations.ends import is_excepted, meant
from newsgraph.relations.qualifiers import qualifiers
from newsgraph.relations.status import Cues, compile_cues, is_former, read_status
from newsgraph.vocabulary import Pattern, Vocabulary

Extractor = Callable[[AnnotatedDocument], Iterable[Relation]]
End = tuple[int, Mention | Value]  # with the position of its head
SILENT = frozenset((Role.LABEL, Role.PULL_QUOTE, Role.TABLE_ROW))
MANY_KINDS = 3  # a range of more says nothing of what the words name
BY_ANAPHOR, BY_DESCRIPTION = 0.85, 0.8  # what an end costs that no name fills


def lexicon_extractor(vocabulary: Vocabulary) -> Extractor:
    """Return the extractor for the patterns of a vocabulary, compiled once."""
    index = PatternIndex(vocabulary.patterns, vocabulary.kind_of_noun)
    cues = compile_cues(vocabulary)

    def extract(annotated: AnnotatedDocument) -> Iterator[Relation]:
        for sentence in annotated.sentences:
            if sentence.role not in SILENT:
                yield from _in_sentence(annotated, sentence, index, cues, vocabulary)

    return extract


def _in_sentence(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    index: PatternIndex,
    cues: Cues,
    vocabulary: Vocabulary,
) -> Iterator[Relation]:
    """Yield the relations of a sentence; of two readings of one word for two ends, the first."""
    taken: set[tuple[int, Mention, Mention | Value]] = set()
    for anchor in index.anchors(sentence):
        for relation in _of_anchor(annotated, sentence, anchor, cues, vocabulary):
            key = (anchor.head, relation.subject, relation.object)
            if key not in taken:
                taken.add(key)
                yield relation


def _of_anchor(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    anchor: Anchor,
    cues: Cues,
    vocabulary: Vocabulary,
) -> Iterator[Relation]:
    pattern = anchor.pattern
    subjects = arguments(sentence, anchor, pattern.subject)
    objects = arguments(sentence, anchor, pattern.object)
    if not subjects or not objects:
        return
    predicate = _predicate(sentence, anchor, cues, vocabulary)
    if not predicate:
        return
    document = annotated.document
    reading = read_status(sentence, anchor.words, cues)
    if pattern.status is not Status.ASSERTED:
        reading.add(pattern.status, pattern.entry)
    speaker = sentence.tokens[reading.speaker].mention if reading.speaker >= 0 else None
    prop = vocabulary.property(predicate)
    extra = qualifiers(document, sentence, anchor, prop, {*subjects, *objects})
    pairs = _pairs(
        list(meant(document, sentence, subjects, vocabulary)),
        list(meant(document, sentence, objects, vocabulary)),
        coordinated=pattern.subject == pattern.object,
    )
    for (s, subject), (o, end) in pairs:
        if isinstance(subject, Mention) and subject.kind in pattern.domain:
            if not _admits(pattern, end) or _same(annotated, subject, end):
                continue
            excepted = is_excepted(sentence, s) or is_excepted(sentence, o)
            yield Relation(
                subject, predicate, end, Status.NEGATED if excepted else reading.status,
                _evidence(annotated, sentence, anchor, subject, end),
                extra, speaker,
            )  # fmt: skip


def _pairs(subjects: list[End], objects: list[End], *, coordinated: bool) -> list[tuple[End, End]]:
    """Return each subject with each object, or each two of one coordination: "A and B merge"."""
    if coordinated:
        return list(combinations(subjects, 2))
    return [(s, o) for s in subjects for o in objects]


def _predicate(sentence: Sentence, anchor: Anchor, cues: Cues, vocabulary: Vocabulary) -> str:
    """Return the predicate, the one for the past where the text says "former"; or ""."""
    prop = vocabulary.property(anchor.pattern.predicate)
    former = anchor.pattern.part == "noun" and is_former(sentence, anchor.words, cues)
    if not former and anchor.pattern.part == "verb":
        head = sentence.tokens[anchor.head]
        above = sentence.tokens[head.head]
        former = head.dep == "xcomp" and above.lemma == "use" and above.tag == "VBD"
        former = former or (
            bool(prop.formerly)
            and head.tag in ("VBD", "VBN")
            and _ends_in_the_past(sentence, anchor.head)
        )
    return prop.formerly if former else prop.name


def _ends_in_the_past(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.tokens[c].lemma in ("until", "till")
        and any(sentence.tokens[o].value for o in sentence.children[c])
        for c in syntax.children(sentence, verb, "prep")
    )


def _admits(pattern: Pattern, end: Mention | Value) -> bool:
    """Check the range; a place that owns a noun ("the Paris lender") is where it is, no more."""
    if isinstance(end, Value):
        return end.kind in pattern.literals
    if end.kind == "Place" and "possessor" in pattern.object and len(pattern.kinds) > MANY_KINDS:
        return False
    return end.kind in pattern.kinds


def _same(annotated: AnnotatedDocument, left: Mention, right: Mention | Value) -> bool:
    if isinstance(right, Value):
        return False
    same = annotated.antecedent
    return same.get(left, left) == same.get(right, right) or left.text == right.text


def _evidence(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    anchor: Anchor,
    subject: Mention,
    end: Mention | Value,
) -> Evidence:
    pattern = anchor.pattern
    score, trace = pattern.confidence, []
    for mention in (subject, end):
        if not isinstance(mention, Mention) or mention.form == "name":
            continue
        if mention in annotated.antecedent:
            why = mention.witnesses[0][0] if mention.witnesses else ""
            trace.append(f"{mention.text} = {annotated.antecedent[mention].text} ({why})")
            score *= BY_ANAPHOR
        else:
            score *= BY_DESCRIPTION
    return Evidence(
        document=annotated.document.iri,
        start=sentence.start,
        end=sentence.end,
        extractor="lexicon",
        entry=pattern.entry,
        pattern=f"{pattern.part} {' '.join(pattern.words)}: {'|'.join(pattern.subject)} -> {'|'.join(pattern.object)}",
        role=sentence.role,
        score=round(score, 4),
        trace="; ".join(trace),
    )
