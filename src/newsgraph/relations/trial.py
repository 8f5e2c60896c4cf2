"""What the lexicon does with a sentence, and why not more: for who writes an entry.

The same code reads the sentence as in a build; where an entry gives nothing, its steps are
gone through again, to name the first at which it fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.model import AnnotatedDocument, Mention, Relation, Sentence, Token, Value
from newsgraph.relations.anchors import PARTS, Anchor, PatternIndex, match_words
from newsgraph.relations.arguments import fillings
from newsgraph.relations.cues import compile_cues
from newsgraph.relations.ends import meant
from newsgraph.relations.guards import holds
from newsgraph.relations.lexical import SILENT, Reader
from newsgraph.relations.past import predicate_of
from newsgraph.vocabulary import Pattern, Vocabulary

OTHER_WORDS = "the other words of the entry do not stand with it"
Ends = tuple[int, Mention, "Mention | Value"]  # with the position of the word


@dataclass(frozen=True, slots=True)
class Try:
    """An entry whose head word occurs in a sentence, and what came of it."""

    pattern: Pattern
    word: str  # as it stands there
    position: int  # of the word in its sentence
    relations: tuple[Relation, ...]  # what it gave; empty where it was rejected
    reason: str  # why it gave nothing; empty where it gave something
    cues: tuple[str, ...] = ()  # the words that its status was read from


@dataclass(frozen=True, slots=True)
class SentenceTrial:
    """A sentence with all the entries that were tried on it."""

    sentence: Sentence
    tries: tuple[Try, ...]  # in the order in which they were tried
    silent: bool  # a heading, caption or table row: no clause is read there


class Trial:
    """The patterns of a vocabulary, to be tried on texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.index = PatternIndex(vocabulary.patterns, vocabulary.kind_of_noun)
        self.cues = compile_cues(vocabulary)

    def sentences(self, annotated: AnnotatedDocument) -> Iterator[SentenceTrial]:
        """Yield each sentence of a document with the entries tried on it."""
        for sentence in annotated.sentences:
            silent = sentence.role in SILENT
            tries = () if silent else tuple(self._tries(annotated, sentence))
            yield SentenceTrial(sentence, tries, silent)

    def _tries(self, annotated: AnnotatedDocument, sentence: Sentence) -> Iterator[Try]:
        reader = Reader(annotated, sentence, self.vocabulary, self.cues)
        taken: dict[Ends, str] = {}
        for token in sentence.tokens:
            for pattern in self._candidates(token):
                words = match_words(sentence, token, pattern)
                if not words:
                    yield Try(pattern, token.text, token.i, (), _not_here(token, pattern))
                    continue
                anchor = Anchor(pattern, token.i, words)
                found = tuple(reader.of_anchor(anchor))
                ends = [(token.i, r.subject, r.object) for r in found]
                free = [r for r, e in zip(found, ends, strict=True) if e not in taken]
                kept = found if pattern.besides else tuple(free)
                before = next((taken[e] for e in ends if e in taken), "")
                if not kept:
                    reason = f"{before} reads it first" if before else self._reason(reader, anchor)
                    yield Try(pattern, token.text, token.i, (), reason)
                    continue
                cues = tuple(dict.fromkeys(reader.reading(anchor).cues))
                yield Try(pattern, token.text, token.i, kept, "", cues)
                if not pattern.besides:
                    taken |= {e: pattern.entry for e in ends if e not in taken}

    def _candidates(self, token: Token) -> list[Pattern]:
        keys = self.index.keys(token)
        return [p for key in keys for p in self.index.by_head.get(key, ())]

    def _reason(self, reader: Reader, anchor: Anchor) -> str:
        """Return the first step at which an entry that stands in a sentence fails."""
        pattern, sentence = anchor.pattern, reader.sentence
        ends = []
        for side, names in (("subject", pattern.subject), ("object", pattern.object)):
            heads = [i for found in fillings(sentence, anchor, names, self.cues) for i in found]
            if not heads:
                return f"no {side} found; looked for {' or '.join(names)}"
            document = reader.annotated.document
            found = [end for _, end in meant(document, sentence, heads, self.vocabulary)]
            if not found:
                words = ", ".join(f'"{sentence.tokens[i].text}"' for i in heads)
                return f"the {side}, {words}, names nothing that can be looked up"
            ends.append(found)
        return _unfit(reader.annotated, pattern, *ends) or self._later(reader, anchor)

    def _later(self, reader: Reader, anchor: Anchor) -> str:
        """Return what an entry with two fit ends lacks."""
        if not predicate_of(reader.sentence, anchor, self.cues, self.vocabulary):
            return "it is said to be over (former), and there is no relation for the past of it"
        if anchor.pattern.requires:
            return f"it needs what is not said here: {', '.join(anchor.pattern.requires)}"
        return "its two ends do not stand in one reading of the clause"


def _not_here(token: Token, pattern: Pattern) -> str:
    """Return why the words of an entry are not at a word that may be their head."""
    if token.pos not in PARTS[pattern.part]:
        return f"it is a {pattern.part}; here the word is tagged {token.pos}"
    if len(pattern.words) > 1:
        return OTHER_WORDS
    return f"the word stands here, but not as the {pattern.part} that is meant"


def _unfit(
    annotated: AnnotatedDocument,
    pattern: Pattern,
    subjects: list[Mention | Value],
    objects: list[Mention | Value],
) -> str:
    """Return which end is of the wrong kind, or what else a guard holds against the two."""
    if any(holds(annotated, pattern, s, o) for s in subjects for o in objects):
        return ""
    problems = [_wrong_kind("subject", s, pattern.domain, frozenset()) for s in subjects]
    if all(problems):
        return problems[0]
    problems = [_wrong_kind("object", o, pattern.kinds, pattern.literals) for o in objects]
    if all(problems):
        return problems[0]
    same = annotated.antecedent
    if {same.get(s, s) for s in subjects if isinstance(s, Mention)} >= {
        same.get(o, o) for o in objects if isinstance(o, Mention)
    }:
        return "subject and object are the same"
    return "a guard: the two ends would have to be names, or a place is only where a thing is"


def _wrong_kind(
    side: str, end: Mention | Value, kinds: frozenset[str], literals: frozenset[str]
) -> str:
    text = f'"{end.text}"'
    if isinstance(end, Value):
        admitted = end.kind in literals
        kind = f"a value ({end.kind})"
    else:
        admitted = end.kind in kinds
        kind = f"of kind {end.kind or 'none'}"
    wanted = ", ".join([*sorted(kinds), *sorted(literals)]) or "nothing"
    return "" if admitted else f"the {side} {text} is {kind}; admitted: {wanted}"
