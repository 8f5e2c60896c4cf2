"""Sentences of a document as the encoder reads them, each read once."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.encoder.model import Encoder, Reading
from newsgraph.encoder.words import covering, split_words

KEPT = 4096  # readings held at a time; bounds memory, no answer depends on it


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its reading; words stand at offsets of the document's text."""

    words: tuple[tuple[int, int], ...]
    reading: Reading

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and one past the last word that [start, end) touches, or None."""
        return covering(self.words, start, end)


class SentenceReader:
    """An encoder that remembers what it has read, so that two stages share a reading."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._known: dict[str, Reading] = {}

    def forget(self) -> None:
        """Read anew from here on; no answer changes."""
        self._known.clear()

    def read(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[ReadSentence]:
        """Return a reading of each of the sentences text[start:end], in order."""
        written = [text[start:end] for start, end in sentences]
        words = self.read_ahead(written)
        return [
            ReadSentence(tuple((start + a, start + b) for a, b in w), self._known[s])
            for (start, _), s, w in zip(sentences, written, words, strict=True)
        ]

    def read_ahead(self, sentences: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Read sentences of many documents at one time, which is faster; return their words."""
        words = [split_words(sentence) for sentence in sentences]
        if len(self._known) > KEPT:
            self.forget()
        new = {s: w for s, w in zip(sentences, words, strict=True) if s not in self._known}
        readings = self.encoder.read([[s[a:b] for a, b in w] for s, w in new.items()])
        self._known.update(zip(new, readings, strict=True))
        return words
