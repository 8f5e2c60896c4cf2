"""Whether two texts are one story: MinHash signatures of what they say.

Ten copies of a wire report are one witness, so support is counted by origin. A text is
the set of its runs of four words; the share of equal places in two signatures estimates
how much of these sets two texts have in common (Broder 1997, "On the resemblance and
containment of documents"). Look-up goes by bands of a signature (Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", section 3.4).
"""

import re
from collections.abc import Iterator

PLACES, BAND = 128, 4  # values in a signature; values in one band
ALIKE = 0.6  # of two texts that are one story, as their signatures estimate it
_RUN = 4  # words
_SEED = 42
_DIGITS = 8  # hexadecimal, of one value
_WORD = re.compile(r"\w+")


def signature(text: str) -> str:
    """Return the signature of a text as hexadecimal digits, empty for a text without words.

    Case, punctuation and line breaks do not count.
    """
    from rensa import RMinHash

    runs = sorted(set(_runs(text)))
    if not runs:
        return ""
    hashed = RMinHash(num_perm=PLACES, seed=_SEED)
    hashed.update(runs)
    return "".join(f"{value:0{_DIGITS}x}" for value in hashed.digest())


def bands(signed: str) -> tuple[str, ...]:
    """Return the keys under which texts that may be alike meet, in order."""
    width = BAND * _DIGITS
    parts = (signed[i : i + width] for i in range(0, len(signed), width))
    return tuple(f"{n:02d}-{part}" for n, part in enumerate(parts))


def likeness(left: str, right: str) -> float:
    """Return the estimated share, in [0, 1], of what two signed texts have in common."""
    if not left or not right:
        return 0.0
    equal = sum(a == b for a, b in zip(_values(left), _values(right), strict=True))
    return equal / PLACES


def _values(signed: str) -> Iterator[str]:
    return (signed[i : i + _DIGITS] for i in range(0, len(signed), _DIGITS))


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.casefold())
    if words and len(words) < _RUN:
        yield " ".join(words)
    for i in range(len(words) - _RUN + 1):
        yield " ".join(words[i : i + _RUN])
