"""What a run of predictions is told, and what it loads once."""

from collections.abc import Sequence
from functools import cached_property

from newsgraph.pipeline import Stages, prepare

KINDS, OWN_NAMES = "kinds", "set"  # --types
GIVEN, OWN = "given", "own"  # --pairs


class Run:
    """Extractors and options of one command; the stages are loaded when first asked for."""

    def __init__(
        self, extractors: Sequence[str] = ("lexicon",), types: str = KINDS, pairs: str = GIVEN
    ) -> None:
        self.extractors, self.types, self.pairs = tuple(extractors), types, pairs

    @cached_property
    def stages(self) -> Stages:
        """The stages of the pipeline."""
        return prepare(extractors=self.extractors)
