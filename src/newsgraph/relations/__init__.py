"""Annotated documents to relations, by one extractor or several."""

from collections.abc import Callable

from newsgraph.relations.encoded import BatchExtractor, encoder_extractor
from newsgraph.relations.join import joined
from newsgraph.relations.lexical import Extractor, lexicon_extractor
from newsgraph.relations.open import open_extractor
from newsgraph.relations.settle import kind_settler
from newsgraph.relations.tables import with_tables
from newsgraph.vocabulary import Vocabulary

LEXICON = "lexicon"
EXTRACTORS: dict[str, Callable[[Vocabulary], Extractor]] = {
    LEXICON: with_tables(lexicon_extractor),
    "open": open_extractor,
}

ENCODER = "encoder"  # needs a model as well: see ``encoder_extractor``
USUAL = (LEXICON, ENCODER)  # unless somebody chooses otherwise

__all__ = [
    "ENCODER",
    "EXTRACTORS",
    "LEXICON",
    "USUAL",
    "BatchExtractor",
    "Extractor",
    "encoder_extractor",
    "joined",
    "kind_settler",
]
