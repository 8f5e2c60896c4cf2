"""Common words of English, as the lemmatizer of the pipeline lists them.

A capital at the start of a sentence tells nothing; a word that no dictionary holds does.
"""

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from typing import Any

PARTS = ("noun", "verb", "adj", "adv")
SHORTEST = 4  # letters; of a shorter word the lists tell too little
ENDINGS = (  # of inflected and derived words, and what to put in their place
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
    *(("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("iest", "y"), ("ly", ""), ("n", "")),
)
PREFIXES = ("un", "re", "non", "over", "under", "out", "pre", "anti", "mis", "sub", "super")


def common_words(nlp: Any, *more: Iterable[str]) -> frozenset[str]:
    """Return the words that the lemmatizer knows, in lower case, and more of our own.

    A pipeline whose lemmatizer has no lists gives none at all.
    """
    found = _listed(nlp)
    return found.union(*more) if found else found


@lru_cache(maxsize=1)
def _listed(nlp: Any) -> frozenset[str]:
    return frozenset().union(*(words_of(nlp, part) for part in PARTS))


def words_of(nlp: Any, part: str) -> frozenset[str]:
    """Return the words of a part of speech that the lemmatizer knows, in lower case."""
    lemmatizer = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None:
        return frozenset()
    tables = [lookups.get_table(name, {}) for name in ("lemma_index", "lemma_exc")]
    return frozenset(word for table in tables for word in table.get(part, ()))


def is_plural_of(word: str, words: Set[str]) -> bool:
    """Say whether a word is the plural of one of ``words``: "investors"."""
    lower = word.lower()
    singulars = (lower[:-1], lower.removesuffix("es"), lower.removesuffix("ies") + "y")
    return _is_plural(lower) and any(s != lower and s in words for s in singulars)


def is_unknown(word: str, words: Set[str]) -> bool:
    """Say whether a word is none of ``words``, nor a form of one, nor a plural of any kind."""
    lower = word.lower()
    if not words or len(lower) < SHORTEST or not lower.isalpha() or _is_plural(lower):
        return False
    return not any(form in words for form in _forms(lower))


def _is_plural(lower: str) -> bool:
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is", "os", "as"))


def _forms(lower: str) -> Iterator[str]:
    """Yield what a word may be a form of."""
    for stem in (lower, *(lower[len(p) :] for p in PREFIXES if lower.startswith(p))):
        yield stem
        for ending, instead in ENDINGS:
            if stem.endswith(ending) and len(stem) > len(ending) + 2:
                root = stem[: -len(ending)]
                yield root + instead
                if len(root) > 2 and root[-1] == root[-2]:
                    yield root[:-1]  # "stopped"
