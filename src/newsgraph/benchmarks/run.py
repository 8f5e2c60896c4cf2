"""What a run of predictions is told, and what it loads once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.encoder.sentences import SentenceReader
from newsgraph.pipeline import Stages, prepare
from newsgraph.relations import ENCODER

if TYPE_CHECKING:
    from newsgraph.encoder import Encoder

KINDS, OWN_NAMES = "kinds", "set"  # --types
GIVEN, OWN = "given", "own"  # --pairs


class Loaded:
    """Stages and encoder of a choice of extractors, each loaded when first asked for."""

    def __init__(self, extractors: Sequence[str], weights: Path | None = None) -> None:
        self.extractors, self.weights = tuple(extractors), weights

    @cached_property
    def encoder(self) -> "Encoder | None":
        """The encoder, where it is among the extractors."""
        from newsgraph.encoder import load_encoder

        return load_encoder(self.weights) if ENCODER in self.extractors else None

    @cached_property
    def rules(self) -> Stages:
        """The stages without the encoder, as those that trained it had them."""
        return prepare(extractors=[name for name in self.extractors if name != ENCODER])

    @cached_property
    def stages(self) -> Stages:
        """The stages as a build has them."""
        if self.encoder is None:
            return self.rules
        reader = SentenceReader(self.encoder)
        return replace(self.rules, extractors=self.extractors, reader=reader)


@dataclass(frozen=True, slots=True)
class Run:
    """The options of one command; ``replace`` keeps what is loaded."""

    loaded: Loaded = field(default_factory=lambda: Loaded(("lexicon",)))
    types: str = KINDS
    pairs: str = GIVEN

    @property
    def stages(self) -> Stages:
        """The stages as a build has them."""
        return self.loaded.stages

    @property
    def rules(self) -> Stages:
        """The stages without the encoder."""
        return self.loaded.rules

    @property
    def encoder(self) -> "Encoder | None":
        """The encoder, where it is among the extractors."""
        return self.loaded.encoder
