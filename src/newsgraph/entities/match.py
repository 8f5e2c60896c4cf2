"""How alike two names are: rules decide, spelling distance only proposes.

A score of THRESHOLD or more says that two names may be names of one thing. Whether they
are is for ``identity`` to say, which also looks at kinds and company.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsgraph.entities.persons import person_match
from newsgraph.entities.spelling import Words, aligned, apart, spelled
from newsgraph.vocabulary.names import LEGAL, name_words

LEGAL_FORM = "same name but for the legal form"
THRESHOLD = 0.7  # the best on the name pairs that tests/names_benchmark.py reads
_KEPT = 65_536  # names whose parts stay in memory


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PHRASES = tuple(  # legal forms of several words, the longest first
    tuple(phrase.split())
    for phrase in (
        "open joint stock company",
        "public joint stock company",
        "closed joint stock company",
        "joint stock company",
        "limited liability company",
        "limited liability partnership",
        "public limited company",
        "sa de cv",
        "sp z oo",
        "sp zoo",
        "a s",
        "s a",
        "sdn bhd",
    )
)
_FORMS = LEGAL | _set(
    "aktiengesellschaft aktiebolag aps bhd bvba cjsc doo eg ev jsc kgaa kft lllp ltda mbh nyrt oao "
    "ojsc ooo oyj pao pc pjsc pllc pt sarl sas sca scs sl spzoo sro tbk ug zao zrt"
)
_BEFORE = _set("oao ojsc ooo pao pjsc jsc llc pt zao")  # may stand before a name
_GENERAL = _set("group gruppe groupe holding holdings international company companies")
_SMALL = _set("of and the for de la du on in at to y und et")
_ROMAN = re.compile(r"(?=[ivx])(?:x{0,3})(?:ix|iv|v?i{0,3})")
_LONGEST_ACRONYM = 8
UNSPELLED = frozenset(("ProductTechnology", "Event", "Conference", "Concept"))  # one letter tells


@dataclass(frozen=True, slots=True)
class Match:
    """What the names say: a score in [0, 1] and the reason, for people to read."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Name:
    words: Words  # all, folded
    core: Words  # without legal forms and a leading article
    numbers: frozenset[str]
    letters: str  # of an acronym as written, in upper case; else ""


Rule = Callable[[_Name, _Name, str], Match | None]


def name_score(left: str, right: str, kind: str) -> Match:
    """Return how alike two names of things of one kind are, whichever stands first."""
    one, two = sorted((_parts(left), _parts(right)), key=lambda name: (name.core, name.words))
    for rule in _RULES:
        found = rule(one, two, kind)
        if found is not None:
            return found
    return Match(0.0, "different names")


def core_words(name: str) -> Words:
    """Return the words of a name, legal forms and a leading article left out.

    >>> core_words("OAO Gazprom"), core_words("The Shipping Company")
    (('gazprom',), ('shipping',))
    """
    return _parts(name).core


def has_legal_form(name: str) -> bool:
    """Return whether a name has a legal form, such as SE, at one of its ends."""
    parts = _parts(name)
    return len(parts.core) < len(parts.words) - (parts.words[0] == "the")


def acronym_letters(name: str) -> str:
    """Return the letters of a name that looks like an acronym: "S.E.C." gives "SEC"; or ""."""
    return _parts(name).letters


def acronyms_of(name: str) -> frozenset[str]:
    """Return the acronyms that a name of several words may have, in upper case."""
    parts = _parts(name)
    return frozenset(_initials(parts)) if len(parts.core) > 1 else frozenset()


def without_general(words: Words) -> Words:
    """Return words without those such as Group that say little; all of them if that is all."""
    return tuple(w for w in words if w not in _GENERAL) or words


@lru_cache(maxsize=_KEPT)
def _parts(name: str) -> _Name:
    words = tuple(name_words(name))
    core = _without_forms(words[1:] if len(words) > 1 and words[0] == "the" else words)
    numbers = frozenset(w for i, w in enumerate(core) if _is_number(w, i, len(core)))
    letters = re.sub(r"[.\s]", "", name.strip())
    short = 2 <= len(letters) <= _LONGEST_ACRONYM and letters.isalnum() and len(core) == 1
    return _Name(words, core, numbers, letters if short and letters.isupper() else "")


def _without_forms(words: Words) -> Words:
    """Return words without legal forms at either end; a name of nothing else stays."""
    rest, before = words, None
    while rest != before:
        before = rest
        for phrase in _PHRASES:
            if len(rest) > len(phrase):
                rest = rest[: -len(phrase)] if rest[-len(phrase) :] == phrase else rest
                rest = rest[len(phrase) :] if rest[: len(phrase)] == phrase else rest
        if len(rest) > 1 and rest[-1] in _FORMS:
            rest = rest[:-1]
        if len(rest) > 1 and rest[0] in _BEFORE:
            rest = rest[1:]
    return rest


def _is_number(word: str, place: int, count: int) -> bool:
    if any(c.isdigit() for c in word):
        return True
    return place > 0 and (len(word) > 1 or place == count - 1) and bool(_ROMAN.fullmatch(word))


def _same(left: _Name, right: _Name, kind: str) -> Match | None:
    if not left.core or not right.core:
        return Match(0.0, "no name")
    if left.words == right.words:
        return Match(1.0, "same name")
    if left.core == right.core:
        return Match(0.98, LEGAL_FORM)
    whole = {"".join(left.words), "".join(left.core)}
    if whole & {"".join(right.words), "".join(right.core)} and not _splits_number(left, right):
        return Match(0.95, "same letters, other spaces")
    return None


def _splits_number(left: _Name, right: _Name) -> bool:
    """Return whether the spaces part digits from digits: "Model 1 2" is not "Model 12"."""
    digits = [tuple(re.findall(r"\d+", " ".join(name.core))) for name in (left, right)]
    return digits[0] != digits[1]


def _numbers(left: _Name, right: _Name, kind: str) -> Match | None:
    if left.numbers != right.numbers and kind != "Person":
        return Match(0.2, "another number")
    return None


def _person(left: _Name, right: _Name, kind: str) -> Match | None:
    return Match(*person_match(left.words, right.words)) if kind == "Person" else None


def _acronym(left: _Name, right: _Name, kind: str) -> Match | None:
    for short, long in ((left, right), (right, left)):
        if short.letters and len(long.core) > 1 and short.letters in _initials(long):
            return Match(0.85 if len(short.letters) > 2 else 0.6, "acronym")
    return None


def _initials(name: _Name) -> Iterator[str]:
    for words in (name.core, name.words):
        yield "".join(w[0] for w in words).upper()
        yield "".join(w[0] for w in words if w not in _SMALL).upper()


def _worded(left: _Name, right: _Name, kind: str) -> Match | None:
    """Compare word by word: the same in another order, another spelling, one within the other."""
    found = _compared(left.core, right.core, kind)
    if left.core != left.words or right.core != right.words:
        found = max(found, _compared(left.words, right.words, kind), key=lambda m: m.score)
    return found if found.score else None


def _compared(left: Words, right: Words, kind: str) -> Match:
    pairs, over_left, over_right = aligned(left, right)
    over = [w for w in (*over_left, *over_right) if w not in _SMALL]
    if not pairs or (over_left and over_right and over):
        return Match(_shared(left, right), "some words are the same")
    if over and all(w in _GENERAL for w in over):
        score = 0.75 if all(a == b for a, b in pairs) else 0.5
        return Match(score, f"same name but for {' '.join(over)}")
    if over:
        return Match(0.5, "one name is part of the other")
    if all(a == b for a, b in pairs):
        same = Counter(left) == Counter(right)
        return Match(0.9, "same words, other order") if same else Match(0.92, "same words")
    return Match(_spelling(pairs, kind), "other spelling")


def _spelling(pairs: list[tuple[str, str]], kind: str) -> float:
    edits = sum(apart(a, b) for a, b in pairs)
    letters = sum(max(len(a), len(b)) for a, b in pairs)
    fits = all(a == b or spelled(a, b) for a, b in pairs) and edits <= 2
    if kind in UNSPELLED or not fits:
        return min(0.6, max(0.0, 1 - 3 * edits / letters))
    return round(0.9 - min(edits / letters, 0.4) / 2, 3)


def _shared(left: Words, right: Words) -> float:
    common = sum((Counter(left) & Counter(right)).values())
    return round(0.4 * common / max(len(left), len(right), 1), 3)


_RULES: tuple[Rule, ...] = (_same, _numbers, _person, _acronym, _worded)
