"""Rules as a second opinion of things without a name: who is for a plan and who against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsgraph.encoder.marks import Scored
from newsgraph.model import AnnotatedDocument, Mention, Sentence
from newsgraph.relations.anchors import PatternIndex
from newsgraph.relations.candidates import LEAST, NEVER, Candidate
from newsgraph.relations.cues import Cues
from newsgraph.relations.lexical import Reader
from newsgraph.vocabulary import Vocabulary

OPEN_TO = frozenset(("opposes", "supports"))  # for other relations it is right less than .6 times
LEAST_HINTED = 0.4  # how likely the encoder must hold what rules read of a description
LEAST_POINTING = 0.8  # the same of "the ban", where the text has told of none


@dataclass(frozen=True, slots=True)
class Hints:
    """The entries of the lexicon that are heard, compiled once."""

    vocabulary: Vocabulary
    cues: Cues
    index: PatternIndex

    def likely(
        self,
        annotated: AnnotatedDocument,
        sentence: Sentence,
        candidates: Sequence[Candidate],
        doubtful: Sequence[Scored],
    ) -> list[Scored]:
        """Return the pairs, of those not likely enough by themselves, that rules read too."""
        open_ = [p for p in doubtful if _is_open(p, candidates)]
        if not open_:
            return []
        shown = _with_descriptions(sentence, candidates)
        reader = Reader(annotated, shown, self.vocabulary, self.cues)
        said = {(r.subject, r.predicate, r.object) for r in reader.relations(self.index)}
        return [
            p
            for p in open_
            if (candidates[p.subject].end, p.label, candidates[p.object].end) in said
        ]


def compile_hints(vocabulary: Vocabulary, cues: Cues) -> Hints:
    """Return the hints of a vocabulary."""
    patterns = [p for p in vocabulary.patterns if p.predicate in OPEN_TO]
    return Hints(vocabulary, cues, PatternIndex(patterns, vocabulary.kind_of_noun))


def _is_open(pair: Scored, candidates: Sequence[Candidate]) -> bool:
    ends = (candidates[pair.subject], candidates[pair.object])
    most = max(end.least for end in ends)
    described = most > LEAST and all(end.head >= 0 for end in ends)
    enough = pair.probability >= (LEAST_POINTING if most >= NEVER else LEAST_HINTED)
    return pair.label in OPEN_TO and described and enough


def _with_descriptions(sentence: Sentence, candidates: Sequence[Candidate]) -> Sentence:
    """Return a sentence in which descriptions are mentions, as names are."""
    tokens = list(sentence.tokens)
    for candidate in candidates:
        token = tokens[candidate.head] if candidate.head >= 0 else None
        if isinstance(candidate.end, Mention) and token is not None and token.mention is None:
            tokens[candidate.head] = replace(token, mention=candidate.end)
    return replace(sentence, tokens=tuple(tokens))
