"""What a run of predictions is told, and what it loads once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from newsgraph.pipeline import Stages, prepare
from newsgraph.relations import EXTRACTORS

if TYPE_CHECKING:
    from newsgraph.encoder import Encoder

ENCODER = "encoder"
KINDS, OWN_NAMES = "kinds", "set"  # --types
GIVEN, OWN = "given", "own"  # --pairs


class Loaded:
    """Stages and encoder of a choice of extractors, each loaded when first asked for."""

    def __init__(self, extractors: Sequence[str]) -> None:
        self.extractors = tuple(extractors)

    @cached_property
    def encoder(self) -> "Encoder | None":
        """The encoder, where it is among the extractors."""
        from newsgraph.encoder import load_encoder

        return load_encoder() if ENCODER in self.extractors else None

    @cached_property
    def stages(self) -> Stages:
        """The stages of the pipeline."""
        others = [n for n in self.extractors if n != ENCODER or n in EXTRACTORS]
        return prepare(extractors=others)


@dataclass(frozen=True, slots=True)
class Run:
    """The options of one command; ``replace`` keeps what is loaded."""

    loaded: Loaded = field(default_factory=lambda: Loaded(("lexicon",)))
    types: str = KINDS
    pairs: str = GIVEN

    @property
    def stages(self) -> Stages:
        """The stages of the pipeline."""
        return self.loaded.stages

    @property
    def encoder(self) -> "Encoder | None":
        """The encoder, where it is among the extractors."""
        return self.loaded.encoder
