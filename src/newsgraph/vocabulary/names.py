"""Names as keys: what may differ between two spellings of one name."""

import re
import unicodedata

LEGAL = frozenset(
    "inc incorporated corp corporation co company ltd limited plc ag se sa nv gmbh llc llp lp kg "
    "oy ab as asa spa srl bv pte pty kk".split()
)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


def name_words(name: str) -> list[str]:
    """Return the words of a name without case, accents, possessive and punctuation.

    >>> name_words("L'Oréal S.A.'s"), name_words("AT&T Corp.")
    (['l', 'oreal', 'sa'], ['at', 'and', 't', 'corp'])
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS)
    text = re.sub(r"['’](?:s\b|$)", "", text).replace("&", " and ")
    text = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", text)
    return re.findall(r"\w+", text)


def normal_form(name: str) -> str:
    """Return the key under which spellings of one name meet.

    Folds case, accents, possessives, punctuation, a leading article and legal
    suffixes: "NVIDIA Corp.'s" and "Nvidia" give "nvidia". Never empty for a name
    with a letter or digit.
    """
    words = name_words(name)
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    while len(words) > 1 and words[-1] in LEGAL:
        words = words[:-1]
    return " ".join(words)


def initials(name: str) -> str:
    """Return the upper-case initials of the words of a name, small words left out.

    >>> initials("Food and Drug Administration")
    'FDA'
    """
    return "".join(w[0].upper() for w in re.findall(r"\w+", name) if w[0].isupper())


def may_abbreviate(short: str, name: str) -> bool:
    """Say whether ``short`` is an acronym of ``name``: its letters begin words, in order."""
    letters = [c for c in short.replace(".", "") if c.isalnum()]
    if not 2 <= len(letters) <= 8 or not short[0].isupper() or " " in short or " " not in name:
        return False
    if sum(c.isupper() for c in letters) < 2:
        return False
    return initials(name).startswith("".join(letters).upper()) or "".join(
        letters
    ).upper() == "".join(w[0].upper() for w in re.findall(r"\w+", name))
