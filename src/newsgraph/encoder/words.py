"""Words for the encoder: where they stand in a text, and how they are written.

The encoder reads lower-cased word pieces. What is lost by that, the case and the
shape of each word, comes back as one of SHAPES, learned beside the pieces.
"""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+|[^\s]")
SHAPES = (
    "pad special lower title upper upper1 inner camel digits year digits+ letters+ "
    "punctuation stop quote bracket currency other first-title first-upper"
).split()
_ID = {name: n for n, name in enumerate(SHAPES)}
PAD, SPECIAL = _ID["pad"], _ID["special"]
_SIGNS = (
    (frozenset(".!?…"), "stop"),
    (frozenset("\"'“”‘’«»`"), "quote"),
    (frozenset("()[]{}"), "bracket"),
    (frozenset("$€£¥₹₩%"), "currency"),
)


def split_words(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand: runs of letters and digits, and single signs.

    >>> [("U.S.-based"[a:b]) for a, b in split_words("U.S.-based")]
    ['U', '.', 'S', '.', '-', 'based']
    """
    return [match.span() for match in _WORD.finditer(text)]


def covering(words: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Return the first and one past the last of the words that [start, end) touches.

    >>> covering([(0, 3), (4, 6), (6, 7)], 4, 7)
    (1, 3)
    """
    touched = [n for n, (a, b) in enumerate(words) if a < end and start < b]
    return (touched[0], touched[-1] + 1) if touched else None


def shapes(words: Sequence[str]) -> list[int]:
    """Return the number of each word's shape in SHAPES."""
    found = [_ID[_shape(word)] for word in words]
    for n, shape in enumerate(found):  # a capital that opens the sentence tells little
        if SHAPES[shape] in ("title", "upper"):
            found[n] = _ID[f"first-{SHAPES[shape]}"]
        if words[n][:1].isalnum():
            break
    return found


def _shape(word: str) -> str:
    if not word[:1].isalnum():
        return next((name for signs, name in _SIGNS if word in signs), "punctuation")
    if word.isdigit():
        return "year" if len(word) == 4 and word[:2] in ("19", "20") else "digits"
    if any(c.isdigit() for c in word):
        return "digits+" if word[0].isdigit() else "letters+"
    return _cased(word)


def _cased(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper():
        return "upper1" if len(word) == 1 else "upper"
    if word[0].isupper():
        return "title" if word[1:].islower() else "camel"
    return "inner" if any(c.isupper() for c in word) else "other"
