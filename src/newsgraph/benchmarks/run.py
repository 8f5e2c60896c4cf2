"""What a run of predictions is told, and what it loads once."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newsgraph.pipeline import Stages, prepare
from newsgraph.relations import EXTRACTORS

if TYPE_CHECKING:
    from newsgraph.encoder import Encoder

ENCODER = "encoder"
KINDS, OWN_NAMES = "kinds", "set"  # --types
GIVEN, OWN = "given", "own"  # --pairs


class Run:
    """Extractors and options of one command; the stages are loaded when first asked for."""

    def __init__(
        self, extractors: Sequence[str] = ("lexicon",), types: str = KINDS, pairs: str = GIVEN
    ) -> None:
        self.extractors, self.types, self.pairs = tuple(extractors), types, pairs

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
