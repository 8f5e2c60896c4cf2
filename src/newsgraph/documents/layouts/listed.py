"""The "Mentioned" line of a brief: NAME kind [TICKER] NAME kind .. without separators."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_KIND_WORDS = """
company person technology product organization organisation government place location country
city region event group union policy law regulation agency institution regulator university fund
index currency cryptocurrency commodity industry sector market brand platform service model
software drug disease team league concept
"""
KINDS = frozenset(_KIND_WORDS.split())
_INSIDE_WORDS = """
a al an and at bin by d da das de del della der des di do dos du e el en et for from fur für i
in la las le los of on or os und van vom von y zu zum zur the to with
"""
_INSIDE = frozenset(_INSIDE_WORDS.split())  # lower-case words of names; none of them is a kind
_UNTICKED = frozenset(
    {"person", "place", "location", "country", "city", "region", "event", "government"}
)
_TICKER = re.compile(r"\$?(?=[\d.:-]*[A-Z]|\d{4,6}\Z)[A-Z0-9](?:[A-Z0-9.:-]{0,11}[A-Z0-9])?")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 10  # tokens
_MOST_TOKENS = 400  # of a line; more is not a list of names

_FOUND = 2.0  # a token of a name that the rest of the page holds
_UNKNOWN_KIND = -1.5
_KIND_IN_NAME = -2.0
_LOWER_IN_NAME = -1.0
_TICKER_OF_OTHER = -1.5  # people and places have none
_SAME_INITIAL = 0.25


@dataclass(frozen=True, slots=True)
class Entry:
    """Tokens [first, last) are the name; then the kind, and perhaps a ticker."""

    first: int
    last: int
    ticked: bool

    @property
    def end(self) -> int:
        """Return the index of the token after the entry."""
        return self.last + 1 + self.ticked


def entries_of(tokens: Sequence[str], page: str) -> tuple[Entry, ...]:
    """Return the likeliest reading of a whole "Mentioned" line; empty if it has none.

    A reading is likelier the more of its names the rest of the page holds, the fewer
    unknown kinds it needs, and the fewer lower-case words it leaves inside names.
    """
    if len(tokens) > _MOST_TOKENS:
        return ()
    occurs = _occurrence(page)
    best: list[tuple[float, tuple[Entry, ...]] | None] = [(0.0, ())]
    best += [None] * len(tokens)
    for first in range(len(tokens)):
        reached = best[first]
        if reached is None:
            continue
        for entry in _entries_at(tokens, first):
            score = reached[0] + _score(tokens, entry, occurs)
            known = best[entry.end]
            if known is None or score > known[0]:
                best[entry.end] = (score, (*reached[1], entry))
    last = best[len(tokens)]
    return last[1] if last else ()


def is_listing(text: str) -> bool:
    """Return whether a line looks like entries of the block: some word is a known kind."""
    return any(token in KINDS for token in text.split()[1:])


def _entries_at(tokens: Sequence[str], first: int) -> list[Entry]:
    found: list[Entry] = []
    for last in range(first + 1, min(first + 1 + _LONGEST_NAME, len(tokens))):
        if _may_be_kind(tokens[last]):
            found.append(Entry(first, last, False))
            if last + 1 < len(tokens) and _TICKER.fullmatch(tokens[last + 1]):
                found.append(Entry(first, last, True))
    return found


def _may_be_kind(token: str) -> bool:
    return token in KINDS or (token.isalpha() and token.islower() and token not in _INSIDE)


def _score(tokens: Sequence[str], entry: Entry, occurs: Callable[[str], bool]) -> float:
    name, kind = tokens[entry.first : entry.last], tokens[entry.last]
    score = 0.0 if kind in KINDS else _UNKNOWN_KIND
    score += _FOUND * len(name) if occurs(" ".join(name)) else 0.0
    score += _KIND_IN_NAME * sum(token in KINDS for token in name)
    if not all(token.islower() for token in name):
        lower = [t for t in name if t.islower() and t not in _INSIDE and t not in KINDS]
        score += _LOWER_IN_NAME * len(lower)
    if entry.ticked:
        ticker = tokens[entry.last + 1].lstrip("$")
        score += _SAME_INITIAL if ticker[0] == name[0][0].upper() else 0.0
        score += _TICKER_OF_OTHER if kind in _UNTICKED else 0.1
    return score


def _occurrence(page: str) -> Callable[[str], bool]:
    words = f" {_words(page)} "

    def occurs(name: str) -> bool:
        wanted = _words(name)
        return bool(wanted) and f" {wanted} " in words

    return occurs


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
