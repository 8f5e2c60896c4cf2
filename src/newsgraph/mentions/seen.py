"""Names as the encoder sees them, before anything is parsed: added, made longer, parted.

A name that no list holds and that opens a sentence, or is written small in front, shows in
its sentence alone; so does where one of several words ends. Only what the encoder is sure
of counts, and what a list or the page knows keeps its bounds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgraph.encoder.sentences import SentenceReader
from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions.candidates import (
    CALENDAR,
    HONORIFICS,
    Candidate,
    Lists,
    Words,
    opens_sentence,
)
from newsgraph.model import Document

SURE = 0.8  # of held-out names that nothing else finds, six in seven of those so sure are right
PROPER = frozenset(("Organization", "Person", "ProductTechnology", "Place", "Event", "Conference"))
ENDS, CLOSING = frozenset(".?!"), frozenset("\"'”’»)")
INNER = frozenset("&'’-–/.+")  # signs that a name may hold


@dataclass(frozen=True, slots=True)
class Eyes:
    """The encoder, and the lists that say what is no name however it looks."""

    reader: SentenceReader
    gazetteer: Gazetteer
    lists: Lists

    def look(
        self, documents: Sequence[Document], blocks: Sequence[Sequence[Words]]
    ) -> list[list[list[Candidate]]]:
        """Return by document and block the names that the encoder is sure of, in order."""
        bounds = [[list(sentences(w)) for w in words] for words in blocks]
        texts = [
            document.text[w.starts[a] : w.ends[b - 1]]
            for document, words, inside in zip(documents, blocks, bounds, strict=True)
            for w, some in zip(words, inside, strict=True)
            for a, b in some
        ]
        self.reader.read_ahead(texts)
        return [
            [list(self._block(d, w, some)) for w, some in zip(words, inside, strict=True)]
            for d, words, inside in zip(documents, blocks, bounds, strict=True)
        ]

    def _block(
        self, document: Document, words: Words, bounds: Sequence[tuple[int, int]]
    ) -> Iterator[Candidate]:
        places = [(words.starts[a], words.ends[b - 1]) for a, b in bounds]
        read = self.reader.read(document.text, places)
        found = self.reader.encoder.mentions([r.reading for r in read])
        first = {start: n for n, start in enumerate(words.starts)}
        last = {end: n + 1 for n, end in enumerate(words.ends)}
        for sentence, spans in zip(read, found, strict=True):
            for span in spans:
                start = first.get(sentence.words[span.start][0])
                end = last.get(sentence.words[span.end - 1][1])
                if start is None or end is None or span.score < SURE or span.kind not in PROPER:
                    continue
                candidate = Candidate(start, end, {"encoder"})
                if self._is_name(words, candidate):
                    yield candidate

    def _is_name(self, words: Words, candidate: Candidate) -> bool:
        texts = words.texts[candidate.start : candidate.end]
        if not (_has_capital(texts[0]) and _has_capital(texts[-1])):
            return False
        if any(not t[0].isalnum() and t not in INNER for t in texts):
            return False
        if any(
            t in "-–" and not _is_tight(words, candidate.start + n) for n, t in enumerate(texts)
        ):
            return False
        lower = texts[0].lower()
        if len(texts) > 1:
            return lower not in ("the", "a", "an") and lower not in HONORIFICS
        lists = self.lists
        common = lower in lists.common or lower in lists.generic or lower in CALENDAR
        if opens_sentence(words, candidate.start):  # where any word has a capital
            common = common or lower in lists.english or lower in lists.adverbs
        return not common and self.gazetteer.demonym(texts[0]) is None


def sentences(words: Words) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end, by their signs: tokens of a block."""
    texts, start = words.texts, 0
    for i in range(1, len(texts)):
        before = i - 1
        while before > start and texts[before] in CLOSING:
            before -= 1
        opens = texts[i][0].isupper() or not texts[i][0].isalpha()
        if texts[before] in ENDS and opens and texts[i] not in CLOSING and texts[i] not in ENDS:
            yield start, i
            start = i
    if texts:
        yield start, len(texts)


def with_seen(
    words: Words, found: Sequence[Candidate], seen: Sequence[Candidate]
) -> list[Candidate]:
    """Return the candidates of a block with the names that the encoder sees.

    A name that touches no other is added. One that holds others takes their place. Several
    inside another, or one beside a word that is written small, part it, but what the page
    or a list knows.
    """
    kept = list(found)
    for one in seen:
        near = [c for c in kept if c.start < one.end and one.start < c.end]
        if not near:
            kept.append(one)
        elif all(one.start <= c.start and c.end <= one.end for c in near):
            if any(len(c) == len(one) for c in near):
                near[0].sources.add("encoder")
            elif not any("page" in c.sources for c in near):
                kept = [c for c in kept if c not in near]
                kept.append(one)
    for whole in list(kept):
        inside = [s for s in seen if whole.start <= s.start and s.end <= whole.end]
        if inside and not whole.sources & {"page", "gazetteer", "encoder"}:
            covered = {i for s in inside for i in range(s.start, s.end)}
            rest = [words.texts[i] for i in range(whole.start, whole.end) if i not in covered]
            if any(t[0].isalnum() for t in rest) and not any(_has_capital(t) for t in rest):
                kept.remove(whole)
                kept += [s for s in inside if s not in kept]
    return sorted(kept, key=lambda c: c.start)


def _has_capital(text: str) -> bool:
    return any(c.isupper() for c in text) or (text[0].isdigit() and not text.isdigit())


def _is_tight(words: Words, i: int) -> bool:
    """Say whether a sign stands between two words without blanks."""
    return words.starts[i] == words.ends[i - 1] and words.starts[i + 1] == words.ends[i]


__all__ = ["PROPER", "SURE", "Eyes", "sentences", "with_seen"]
