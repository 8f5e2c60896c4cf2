"""Column heads and what they say: ``graph/tables.ttl``, in the format of the lexicon.

A head is an entry whose arguments are the two ends of a cell: ``arg:row``, what the row
is about, and ``arg:cell``, what stands under the head.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from newsgraph.vocabulary.lexicon import Pattern, read_lexicon
from newsgraph.vocabulary.whole import Vocabulary

FILE = "tables.ttl"
_UNITS = re.compile(r"\([^)]*\)|\[[^\]]*\]|,\s*(?:in\s+)?(?:US)?[$€£¥].*$|\b(?:in\s+)?[$€£¥].*$")
_YEAR = re.compile(r"\b(?:FY\s*|Q[1-4]\s*)?(?:19|20)\d\d\b|\bQ[1-4]\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\s(?:per|a|an|each|as of|since|until)\s.*$"
    r"|\s(?:per|of|in|at|on|as of|since|from|until|to|by|for)$"
)


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of tables that the vocabulary knows, and the words that may stand before one."""

    readings: Mapping[str, tuple[Pattern, ...]]  # by the words of a head in lower case
    modifiers: frozenset[str]  # "main", "current": they change nothing of what a head says

    def key(self, head: str) -> str:
        """Return the words by which a head is known; of an unknown one, its own.

        >>> Heads({"price": (), "based in": ()}, frozenset(("list",))).key("List price per tonne")
        'price'
        """
        own = plain_head(head)
        bare = _BESIDE.sub("", own)
        words = bare.split()
        while len(words) > 1 and words[0] in self.modifiers:
            words = words[1:]
        forms = (own, bare, " ".join(words))
        return next((form for form in forms if form in self.readings), bare)

    def of(self, head: str) -> tuple[Pattern, ...]:
        """Return the readings of a head; none of one that is unknown."""
        return self.readings.get(self.key(head), ())


def read_heads(vocabulary: Vocabulary) -> Heads:
    """Return the heads of a vocabulary; none without the file."""
    path = vocabulary.folder / FILE
    if not path.is_file():
        return Heads({}, frozenset())
    found: dict[str, list[Pattern]] = defaultdict(list)
    patterns, _ = read_lexicon(path, vocabulary.ontology)
    for pattern in patterns:
        found[" ".join(pattern.words)].append(pattern)
    readings = {head: tuple(some) for head, some in found.items()}
    return Heads(readings, vocabulary.cue_words("headModifier", "adjective"))


def plain_head(text: str) -> str:
    """Return the words of a head in lower case, without unit, year and signs.

    >>> plain_head("Revenue 2025 ($bn)"), plain_head("Founder(s):")
    ('revenue', 'founder')
    """
    words = _YEAR.sub(" ", _UNITS.sub(" ", text))
    return " ".join(re.findall(r"[^\W_]+(?:[-'’&][^\W_]+)*", words.lower()))


def kinds_under(head: str, heads: Heads, nouns: Mapping[str, str]) -> frozenset[str]:
    """Return the kinds of what stands under a head: a class noun, or a head that is known."""
    key = heads.key(head)
    if key in nouns:
        return frozenset((nouns[key],))
    return frozenset(
        kind
        for pattern in heads.readings.get(key, ())
        for kind in (pattern.kinds if pattern.object == ("cell",) else pattern.domain)
    )
