"""Column heads and what they say: ``graph/tables.ttl``, in the format of the lexicon.

A head is an entry whose arguments are the two ends of a cell: ``arg:row``, what the row
is about, and ``arg:cell``, what stands under the head.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from newsgraph.vocabulary.lexicon import Pattern, read_lexicon
from newsgraph.vocabulary.whole import Vocabulary

FILE = "tables.ttl"
Heads = Mapping[str, tuple[Pattern, ...]]
_UNITS = re.compile(r"\([^)]*\)|\[[^\]]*\]|,\s*(?:in\s+)?(?:US)?[$€£¥].*$|\b(?:in\s+)?[$€£¥].*$")
_YEAR = re.compile(r"\b(?:FY\s*|Q[1-4]\s*)?(?:19|20)\d\d\b|\bQ[1-4]\b", re.IGNORECASE)


def read_heads(vocabulary: Vocabulary) -> Heads:
    """Return the readings of each head, by its words in lower case; none without the file."""
    path = vocabulary.folder / FILE
    if not path.is_file():
        return {}
    found: dict[str, list[Pattern]] = defaultdict(list)
    patterns, _ = read_lexicon(path, vocabulary.ontology)
    for pattern in patterns:
        found[" ".join(pattern.words)].append(pattern)
    return {head: tuple(readings) for head, readings in found.items()}


def plain_head(text: str) -> str:
    """Return the words of a head in lower case, without unit, year and signs.

    >>> plain_head("Revenue 2025 ($bn)"), plain_head("Founder(s):")
    ('revenue', 'founder')
    """
    words = _YEAR.sub(" ", _UNITS.sub(" ", text))
    return " ".join(re.findall(r"[^\W_]+(?:[-'’&][^\W_]+)*", words.lower()))


def kinds_under(head: str, heads: Heads, nouns: Mapping[str, str]) -> frozenset[str]:
    """Return the kinds of what stands under a head: a class noun, or a head that is known."""
    plain = plain_head(head)
    if plain in nouns:
        return frozenset((nouns[plain],))
    return frozenset(
        kind
        for pattern in heads.get(plain, ())
        for kind in (pattern.kinds if pattern.object == ("cell",) else pattern.domain)
    )
