"""Names as pieces: words and symbols, without accents, case or what only separates."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

LOOSE_LETTERS = 5  # a shorter word in another case is too often another word
# spaCy parts a number from a unit letter ("3M", "5G"), so names are parted there too
_PIECE = re.compile(r"\d+(?=[TGMK]\b)|[^\W_]+|[^\w\s.'’‘´`\"“”®™‐‑–-]")
_LEGAL_COMMA = re.compile(r"(?i),(?=\s*(?:inc|corp|corporation|co|ltd|limited|llc|plc|sa|nv|ag)\b)")
LEGAL_TAIL = re.compile(
    r",?\s+(?:Inc|Corp|Corporation|Co|Ltd|LLC|plc|S\.?A|N\.?V|AG|SE|A/S|ASA)\.?$"
)
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\s*$")
ARTICLE = re.compile(r"^\s*the\s+", re.IGNORECASE)
_JOINERS = frozenset((" ", "-", "‐", "‑", "–", "'", "’", "®", "™"))
_SPELLED_OUT = str.maketrans(  # letters that do not decompose in Unicode
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d"}
)
KEPT_TOKENS = 65_536  # whose pieces stay in memory


class Piece(NamedTuple):
    """A piece of a token, and whether a name may start or end at it."""

    text: str
    token: int
    starts: bool  # a name may start here
    ends: bool  # a name may end here


def folded(text: str) -> str:
    """Return text without accents and with letters such as ø spelled out."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPELLED_OUT))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def pieces_of(text: str) -> list[str]:
    """Return the words and symbols of a name; what only separates is left out."""
    if "," in text:
        text = _LEGAL_COMMA.sub("", text)
    return _PIECE.findall(folded(text))


@lru_cache(maxsize=KEPT_TOKENS)
def _parts(token: str) -> tuple[tuple[str, ...], int]:
    """Return the pieces of a token, and how many are left without a possessive ending."""
    found = pieces_of(token) or [token]  # a full stop or quotation mark parts two names
    return tuple(found), len(pieces_of(POSSESSIVE.sub("", token)))


def token_pieces(tokens: Sequence[str]) -> list[Piece]:
    """Return the pieces of the tokens of a text, in order."""
    pieces: list[Piece] = []
    for i, token in enumerate(tokens):
        if token in _JOINERS:
            continue
        if token == "," and _LEGAL_COMMA.match(token + "".join(tokens[i + 1 : i + 2])):
            continue
        found, bare = _parts(token)
        for k, text in enumerate(found):
            amount = text[:1].isdigit() and i and tokens[i - 1].endswith(("$", "€", "£", "¥"))
            pieces.append(Piece(text, i, k == 0 and not amount, k + 1 in (bare, len(found))))
    return pieces


def admits(form: str, query: str) -> bool:
    """Return whether a name may be written so, given that the two differ in case at most."""
    if form == query:
        return True
    if " " not in form and len(form) < LOOSE_LETTERS:
        return False
    pairs = zip(form.split(" "), query.split(" "), strict=True)
    return all(q[0] == f[0] or q[0].isupper() for f, q in pairs)
