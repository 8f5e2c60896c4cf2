"""Runs of capitalised words: where a name begins and ends by its looks alone."""

import re
from collections.abc import Sequence
from itertools import pairwise

from newsgraph.mentions.candidates import (
    BREAKS,
    CALENDAR,
    CAPITAL,
    OF_HEADS,
    Candidate,
    Lists,
    Words,
    opens_sentence,
)
from newsgraph.mentions.english import is_plural_of, is_unknown

PARTICLES = frozenset(
    "de la le du da di del della dei dello degli delle der den van von bin al el ten y dos og och "
    "und et".split()
)
# the second part of a given name of East Asia: "Seung-ho", "Ching-te"
_SYLLABLE = re.compile(
    r"^(?:[bcdfghjklmnprstwy]|ch|sh|zh|ts|hs|kh|ph|th|ss)?[wy]?[aeiou]{1,3}(?:k|l|m|n|ng|p|h|r)?$"
)
_NO_SYLLABLE = frozenset("run long man top like born own era non so".split())
INTERJECTIONS = frozenset("yeah yep nope hmm okay thanks".split())
QUANTITIES = frozenset("percent per % million billion trillion thousand".split())
# function words that begin names in the middle of a sentence: "Three UK", "First Solar"
NUMERAL_LIKE = frozenset(
    "one two three four five six seven eight nine ten eleven twelve first third next last "
    "every full most former beyond above further never well together such another whole".split()
)
PLURALS = frozenset("people women men children".split())  # before 's, inside a name
DESCRIBING = ("a", "an", "which", "whose", "who")  # behind a name and a comma
NO_NAMES = ("ed", "ing", "ly")
# "GV", "AP7", "4AD"; but no quarter and no half of a year
_ACRONYM = re.compile(r"^(?![QH]\d$|FY\d*$)(?:[A-Z]{2,}\d*|[A-Z]\d+|\d+[A-Z]{2,})$")
_MODEL = re.compile(r"^(?:[A-Z]{1,4}\d+\w*|\d+[A-Z]+\w*|\d{1,4}|\d{1,3}[acesx])$")


def runs_of(words: Words, lists: Lists) -> list[Candidate]:
    """Return maximal runs of capitalised words, cut at titles and calendar words."""
    found, i, n = [], 0, len(words.texts)
    while i < n:
        if not _may_begin(words, i, lists):
            i += 1
            continue
        end = _run_end(words, i, lists)
        tail = words.texts[end].lower() if end < len(words.texts) else ""
        opens = opens_sentence(words, i) and not (
            _is_strange(words, i, lists) or _is_placed_as_name(words, i, lists)
        )
        if end - i > 1 or not (opens or tail in lists.generic):
            found.append(Candidate(i, end, {"shape"}))
        i = end
    return found


def _is_strange(words: Words, i: int, lists: Lists) -> bool:
    """Say whether a word at the start of a sentence is in no dictionary: a name, then."""
    hyphen = "".join(words.texts[i + 1 : i + 2]) in ("-", "–")
    text = words.texts[i]
    if hyphen or text.lower() in INTERJECTIONS:
        return False
    code = bool(_ACRONYM.match(text)) and not "".join(words.texts[i + 1 : i + 2])[:1].isdigit()
    return code or is_unknown(text, lists.english)


def _is_placed_as_name(words: Words, i: int, lists: Lists) -> bool:
    """Say whether a word that opens a sentence stands as only a name does.

    It is joined to one ("Bumble and Hinge", "Tenable, Qualys and Rapid7") or described
    ("Planet, a firm").
    """
    text, lower = words.texts[i], words.texts[i].lower()
    after = [*words.texts[i + 1 : i + 4], "", "", ""]
    if (
        not lists.english
        or lower in lists.adverbs
        or lower.endswith(NO_NAMES)
        or is_plural_of(text, lists.english)
    ):
        return False
    second = bool(CAPITAL.match(after[1])) and after[1].lower() not in lists.common | CALENDAR
    if after[0] == "and":
        return second and after[1].lower() not in lists.generic
    if after[0] == "," and second:
        return _is_listed(words, i + 2)
    return after[0] == "," and after[1] in DESCRIBING


def _is_listed(words: Words, i: int) -> bool:
    """Say whether names from ``i`` on go on as a list does: "Qualys and Rapid7"."""
    while i < len(words.texts) and CAPITAL.match(words.texts[i]):
        i += 1
    after = [*words.texts[i : i + 2], "", ""]
    return after[0] in ("and", ",") and bool(CAPITAL.match(after[1]))


def _may_begin(words: Words, i: int, lists: Lists) -> bool:
    text, lower = words.texts[i], words.texts[i].lower()
    following = words.texts[i + 1] if i + 1 < len(words.texts) else ""
    if lower in CALENDAR and not (lower == "jan" and following.lower() in PARTICLES):
        return False
    if not CAPITAL.match(text) or lower in lists.generic or i in words.titled:
        return False
    if len(text) == 1 and not CAPITAL.match(following) and not _is_joint(words, i + 1):
        return False
    if lower not in lists.common or (text.isupper() and len(text) > 1 and lower != "it"):
        return True
    return (  # "its counterpart at Three UK", but no pronoun and no article
        lower in NUMERAL_LIKE and bool(CAPITAL.match(following)) and not opens_sentence(words, i)
    )


def _run_end(words: Words, start: int, lists: Lists) -> int:
    texts, n, i = words.texts, len(words.texts), start + 1
    while i < n:
        text, lower = texts[i], texts[i].lower()
        glued = words.starts[i] == words.ends[i - 1]
        following = texts[i + 1] if i + 1 < n else ""
        if lower in lists.generic or (lower in BREAKS and text.istitle()):
            break
        if texts[i - 1].endswith(".") and text.istitle() and lower in lists.common:
            break  # a new sentence
        if CAPITAL.match(text) and i not in words.titled and lower not in CALENDAR:
            i += 1
        elif text.isdigit() and following.lower() in QUANTITIES:
            break
        elif _MODEL.match(text) and not re.match(r"^(?:19|20)\d\d$", text) and not glued:
            i += 1
        elif (
            (text in ("&", "+") and CAPITAL.match(following))
            or _is_joint(words, i)
            or (is_given_name_joint(words, i) and _has_neighbour(words, start, i, lists))
            or (lower in PARTICLES and CAPITAL.match(following))
        ):
            i += 2
        elif (
            lower in PARTICLES
            and i + 2 < n
            and following in PARTICLES
            and CAPITAL.match(texts[i + 2])
        ):
            i += 3
        elif _is_inner_possessive(words, i, lists) and CAPITAL.match(following):
            i += 1
        elif more := _linked(words, start, i, lists):
            i += more
        else:
            break
    return i


def _linked(words: Words, start: int, i: int, lists: Lists) -> int:
    """Return how many words a link at ``i`` adds to a name: "of", "for", "and" and what follows.

    "Bank of the Philippines", "Institute for Standards and Technology"; not "Google and Meta".
    """
    texts, link = words.texts, words.texts[i].lower()
    head = texts[i - 1].lower()
    after = [*texts[i + 1 : i + 3], "", ""]
    known = after[0].lower() in lists.english or is_plural_of(after[0], lists.english)
    if link in ("of", "for"):
        alone = start == i - 1 and not opens_sentence(words, start)  # "Friends of Sherwood"
        plural = alone and texts[start].istitle() and is_plural_of(head, lists.english)
        if head not in OF_HEADS and not plural:
            return 0
        if link == "of" and not plural and after[0] == "the" and CAPITAL.match(after[1]):
            return 3
        return 2 if CAPITAL.match(after[0]) and (link == "of" or plural or known) else 0
    within = {"of", "for"} & {t.lower() for t in texts[start:i]}
    part = known and head in lists.english and after[0].lower() not in OF_HEADS
    return 2 if link == "and" and within and part and CAPITAL.match(after[0]) else 0


def _is_joint(words: Words, i: int) -> bool:
    """Say whether a hyphen joins two parts of one name: "T-Mobile", "Piorun-2"."""
    if not 0 < i < len(words.texts) - 1 or words.texts[i] not in ("-", "–", "/"):
        return False
    following = words.texts[i + 1]
    glued = words.starts[i] == words.ends[i - 1]
    return glued and bool(CAPITAL.match(following) or following.isdigit())


def is_given_name_joint(words: Words, i: int) -> bool:
    """Say whether a hyphen joins the syllables of a given name of East Asia: "Seung-ho"."""
    if not 0 < i < len(words.texts) - 1 or words.texts[i] not in ("-", "‑"):
        return False
    following = words.texts[i + 1]
    glued = words.starts[i] == words.ends[i - 1] and words.starts[i + 1] == words.ends[i]
    return glued and following not in _NO_SYLLABLE and bool(_SYLLABLE.match(following))


def _has_neighbour(words: Words, start: int, i: int, lists: Lists) -> bool:
    """Say whether a family name stands before or after a given name with a hyphen at ``i``."""
    after = "".join(words.texts[i + 2 : i + 3])
    if words.texts[i + 1] in lists.common:
        return False
    return i - 1 > start or bool(CAPITAL.match(after))


def _is_inner_possessive(words: Words, i: int, lists: Lists) -> bool:
    """Say whether a possessive is part of a name: "Bankers' Association", "People's Party"."""
    owner = words.texts[i - 1].lower()
    plural = owner.endswith("s") if words.texts[i] in ("'", "’") else owner in PLURALS
    if not plural or words.texts[i] not in ("'", "’", "'s", "’s"):
        return False
    return any(t.lower() in lists.bodies and t[0].isupper() for t in words.texts[i + 1 : i + 3])


def split(
    run: Candidate, strong: Sequence[Candidate], recognised: Sequence[Candidate]
) -> list[Candidate]:
    """Cut a run where two names that are known apart stand side by side."""
    inside = [c for c in strong if run.start <= c.start and c.end <= run.end]
    if any((c.start, c.end) == (run.start, run.end) for c in inside):
        return []
    for ner in recognised:
        if ner.start <= run.start and run.end <= ner.end:
            return [run]
    cuts = {run.start, run.end}
    for c in (c for c in inside if _stands_alone(c, inside, run)):
        rest = [o for o in (*recognised, *strong) if o.start == c.end and o.end <= run.end]
        before = [o for o in (*recognised, *strong) if o.end == c.start and o.start >= run.start]
        if "page" in c.sources or rest:
            cuts.add(c.end)
        if "page" in c.sources or before:
            cuts.add(c.start)
    edges = sorted(cuts)
    parts = [Candidate(a, b, {"shape"}) for a, b in pairwise(edges)]
    return [p for p in parts if not any((c.start, c.end) == (p.start, p.end) for c in inside)]


def _stands_alone(c: Candidate, inside: Sequence[Candidate], run: Candidate) -> bool:
    """Say whether a known name cuts the run it stands in.

    One that is also a word does not ("United Farm Workers"); nor does a place after an
    organisation: "Vodafone UK" is one name.
    """
    if "page" in c.sources:
        return True
    if all(k.ambiguous for k in c.known):
        return False
    places = [o for o in inside if any(k.kind == "Place" for k in o.known)]
    return not any(o.end == run.end and o.start > run.start for o in places)
