"""Candidates that only look like names: left out before anything is parsed."""

from collections.abc import Sequence, Set

from newsgraph.mentions.candidates import Candidate, Words
from newsgraph.model import Value

PORTFOLIO = frozenset("minister ministers ministry secretary".split())  # after what they look after


def plausible(
    words: Sequence[Words],
    found: Sequence[list[Candidate]],
    nouns: Set[str],
    english: Set[str] = frozenset(),
) -> list[list[Candidate]]:
    """Leave out what only a recogniser's slip makes a name.

    That is a name that stands in titles alone, where every word has a capital, a single
    word that the same document also writes as a common word, and one of ``nouns`` ("Region")
    or, before an office, of ``english`` words: "Education minister".
    What the encoder is sure of in its sentence stays.
    """
    body = {w.text(c) for w, cs in zip(words, found, strict=True) for c in cs if not w.blind}
    common = {t for w in words for t in w.texts if t.islower()}
    sure = {"page", "gazetteer"}

    def keep(w: Words, c: Candidate) -> bool:
        if c.sources & sure and not (c.known and all(k.ambiguous for k in c.known)):
            return True
        if "encoder" in c.sources:
            return True
        if w.blind and w.text(c) not in body:
            return False
        word = w.text(c).lower()
        office = "".join(w.texts[c.end : c.end + 1]).lower() in PORTFOLIO and word in english
        return c.end - c.start > 1 or not (word in common or word in nouns or office)

    return [[c for c in cs if keep(w, c)] for w, cs in zip(words, found, strict=True)]


def outside_money(
    words: Sequence[Words],
    found: Sequence[list[Candidate]],
    literals: Sequence[Value],
) -> list[list[Candidate]]:
    """Leave out what stands inside an amount of money: the code in "DKK 1.2 billion"."""
    amounts = {i for v in literals if v.kind == "money" for i in range(v.start, v.end)}
    return [
        [c for c in cs if w.starts[c.start] not in amounts]
        for w, cs in zip(words, found, strict=True)
    ]
