"""The run-time side of the encoder: files in, numbers out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsgraph.encoder.marks import Mark, Scored, Span
from newsgraph.errors import PipelineError

FOLDER = Path(__file__).with_name("weights")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the shared layers read it; hand it to the methods of Encoder."""

    words: tuple[str, ...]


class Encoder:
    """The trained model, loaded once. Its answers do not depend on what is read beside."""

    kinds: tuple[str, ...]
    spaces: Mapping[str, tuple[str, ...]]  # label space -> its labels, "none" left out

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Return a reading of each sentence, in order."""
        raise NotImplementedError

    def mentions(self, readings: Sequence[Reading]) -> list[list[Span]]:
        """Return the mentions of each sentence, in text order, never nested."""
        raise NotImplementedError

    def kinds_of(
        self, readings: Sequence[Reading], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[list[Mapping[str, float]]]:
        """Return the probability of each kind for each given span; "" is no mention."""
        raise NotImplementedError

    def relations(
        self,
        readings: Sequence[Reading],
        marks: Sequence[Sequence[Mark]],
        space: str = "newsgraph",
        pairs: Sequence[Sequence[tuple[int, int]]] | None = None,
        least: float = 0.05,
    ) -> list[list[Scored]]:
        """Return the labelled pairs of each sentence that are at least so probable.

        ``pairs`` are the ordered pairs of marks to judge, all of them by default.
        Raises PipelineError for a label space that the model does not have.
        """
        raise NotImplementedError

    def threshold(self, space: str, label: str) -> float:
        """Return the probability from which a label is best believed (development data)."""
        raise NotImplementedError


def load_encoder(folder: Path | None = None) -> Encoder:
    """Return the encoder in a folder, by default the shipped one.

    Raises PipelineError if a file or a package that it needs is missing.
    """
    raise PipelineError(f"{folder or FOLDER}: no encoder; train one with 'newsgraph train'")
