"""Annotated documents to relations, by one extractor or several."""

from collections.abc import Callable

from newsgraph.relations.lexical import Extractor, lexicon_extractor
from newsgraph.relations.settle import kind_settler
from newsgraph.vocabulary import Vocabulary

EXTRACTORS: dict[str, Callable[[Vocabulary], Extractor]] = {
    "lexicon": lexicon_extractor,
}

__all__ = ["EXTRACTORS", "Extractor", "kind_settler"]
