"""Candidate names in tokenized blocks: listed on the page, known, recognised or capitalised."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newsgraph.gazetteer import Gazetteer, Known
from newsgraph.model import Role

PARTICLES = frozenset("de la le du da di del della der den van von bin al el ten y dos".split())
OF_HEADS = frozenset(
    "bank university ministry department house court republic kingdom institute board office "
    "council port city gulf bay isle sea college school academy museum bureau ministry chamber "
    "federation confederation association society state states people union".split()
)
QUANTITIES = frozenset("percent per % million billion trillion thousand".split())
# words that open a new clause or heading where they stand with a capital inside a run
BREAKS = frozenset(
    "in on at by for from with to as is are was were has have had it its he she they we this that "
    "these those what when where why how who after before since while during".split()
)
# function words that begin names in the middle of a sentence: "Three UK", "First Solar"
NUMERAL_LIKE = frozenset(
    "one two three four five six seven eight nine ten eleven twelve first third next last "
    "every full most former beyond above further never well together such another whole".split()
)
HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. prof prof. sen sen. rep rep. gen gen. gov gov. col col. lt lt. "
    "capt capt. rev rev. hon hon. sir dame lord lady baroness".split()
)
LINKS = frozenset("by in for at from with on to nor or but as".split())
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sept sep oct "
    "nov dec".split()
)
# with a number or letter after them they say which of several, and name nothing by themselves
STAGES = frozenset("phase series stage tier level category chapter step round part".split())
ROUNDS = frozenset(("round", "financing"))
NER_KINDS = {
    "ORG": "Organization",
    "PERSON": "Person",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "PRODUCT": "ProductTechnology",
    "EVENT": "Event",
    "WORK_OF_ART": "ProductTechnology",
}
_CAPITAL = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞĀ-Ž].*|[a-z]{1,2}[A-Z].*|\d+[A-Z]+\d*)$")
_MODEL = re.compile(r"^(?:[A-Z]{1,4}\d+\w*|\d+[A-Z]+\w*|\d{1,4})$")
TITLES = (Role.HEADLINE, Role.HEADING, Role.LABEL)
_SENTENCE_END = frozenset(".?!:")
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_QUOTES = frozenset("\"'“”‘’«»(")


@dataclass(slots=True)
class Words:
    """The tokens of one block; offsets point into Document.text."""

    block: int
    role: Role
    texts: list[str]
    starts: list[int]
    ends: list[int]
    entities: list[tuple[int, int, str]]  # token span and label of the recogniser
    titled: frozenset[int] = frozenset()  # positions of titles: "CEO", "Mr."
    naming: frozenset[int] = frozenset()  # positions where a cell begins that is to hold names

    def text(self, candidate: "Candidate") -> str:
        """Return the words of a candidate, joined by blanks."""
        return " ".join(self.texts[candidate.start : candidate.end])


@dataclass(slots=True)
class Candidate:
    """A token span [start, end) of a block that may be a name."""

    start: int
    end: int
    sources: set[str] = field(default_factory=set)  # page, gazetteer, ner, shape, repeat
    label: str = ""  # of the recogniser
    known: tuple[Known, ...] = ()

    def __len__(self) -> int:
        """Return the number of tokens."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Lists:
    """Word lists that decide where a run of capitals begins and ends."""

    common: frozenset[str]  # function words: never begin a name at the start of a sentence
    titles: frozenset[str]  # role nouns: "CEO" in "Nvidia CEO Jensen Huang"
    generic: frozenset[str]  # "AI", "GPU": capitals that name nothing in particular
    events: frozenset[str] = frozenset()  # nouns for happenings: "trial" in "Phase 3 trial"


def find(
    words: Words,
    listed: frozenset[tuple[str, ...]],
    gazetteer: Gazetteer,
    lists: Lists,
    classes: frozenset[tuple[str, ...]] = frozenset(),
) -> list[Candidate]:
    """Return the candidate names of a block, sorted, not overlapping.

    ``listed`` holds the names that the page itself lists, as token tuples; those of
    ``classes`` are no proper names ("Farm Workers"). In a title capitals say nothing, so
    only listed, known and recognised names count.
    """
    known = _known(words, gazetteer)
    strong = _listed_apart(words, listed, classes, known) + known
    recognised = _recognised(words, lists)
    strong = [c for c in strong if not _is_part_of_person(c, recognised)]
    runs = [] if words.role in TITLES else _runs(words, lists)
    if words.role in TITLES:
        recognised = [
            r for r in recognised if not any(r.start <= c.start and c.end <= r.end for c in strong)
        ]
    if not runs:
        return _disjoint(strong + recognised)
    runs = [_without_demonym(r, words, strong + recognised, gazetteer) for r in runs]
    shaped = [c for run in runs for c in _split(run, strong, recognised)]
    shaped = [
        c for c in shaped if c.end - c.start > 1 or gazetteer.demonym(words.texts[c.start]) is None
    ]
    return _disjoint(_numbered(words, strong + shaped + recognised, lists))


def _listed_apart(
    words: Words,
    listed: frozenset[tuple[str, ...]],
    classes: frozenset[tuple[str, ...]],
    known: Sequence[Candidate],
) -> list[Candidate]:
    """Return the page's names but those that are only part of a longer name.

    That is one inside a name that a list knows ("Google" in "Google Cloud"), and a class
    with another capital before it ("Farm Workers" in "United Farm Workers").
    """
    sure = [k for k in known if not all(e.ambiguous for e in k.known)]
    found = []
    for c in _listed(words, listed):
        longer = [k for k in sure if k.start <= c.start and c.end <= k.end and len(k) > len(c)]
        before = words.texts[c.start - 1] if c.start else ""
        runs_on = (
            words.role not in TITLES
            and tuple(words.texts[c.start : c.end]) in classes
            and _CAPITAL.match(before)
            and not opens_sentence(words, c.start - 1)
        )
        if not longer and not runs_on:
            found.append(c)
    return found


def _numbered(words: Words, found: Iterable[Candidate], lists: Lists) -> list[Candidate]:
    """Return candidates without stages such as "Phase 3", which alone name nothing.

    With a noun for a happening after it, a stage is part of the name: "Phase 3 trial".
    """
    kept = []
    for c in found:
        first = words.texts[c.start].lower()
        if c.sources & {"page", "gazetteer"} or first not in STAGES or len(c) != 2:
            kept.append(c)
        elif words.texts[c.end : c.end + 1] and words.texts[c.end] in lists.events | ROUNDS:
            kept.append(Candidate(c.start, c.end + 1, c.sources))
        elif first == "series" and len(words.texts[c.start + 1]) == 1:
            kept.append(c)
    return kept


def _without_demonym(
    run: Candidate, words: Words, others: Iterable[Candidate], gazetteer: Gazetteer
) -> Candidate:
    """Leave out an adjective such as "British" that no other source takes for part of the name."""
    covered = any(o.start == run.start and o.end > run.start + 1 for o in others)
    if run.end - run.start == 1 or covered or gazetteer.demonym(words.texts[run.start]) is None:
        return run
    return Candidate(run.start + 1, run.end, run.sources)


def _is_part_of_person(c: Candidate, recognised: Iterable[Candidate]) -> bool:
    """Say whether a name is only the surname of somebody named in full here."""
    return any(
        r.label == "PERSON"
        and r.start <= c.start
        and c.end <= r.end
        and r.end - r.start > c.end - c.start
        for r in recognised
    )


def _listed(words: Words, listed: frozenset[tuple[str, ...]]) -> list[Candidate]:
    lengths = sorted({len(name) for name in listed}, reverse=True)
    found = []
    for start in range(len(words.texts)):
        for length in lengths:
            name = tuple(words.texts[start : start + length])
            if len(name) == length and name in listed:
                found.append(Candidate(start, start + length, {"page"}))
                break
    return found


def is_term(known: Known) -> bool:
    """Say whether a list knows a thing by a common word, not by a name."""
    return known.kind == "Concept" and not known.label[:1].isupper()


def _known(words: Words, gazetteer: Gazetteer) -> list[Candidate]:
    found = []
    for start, end, known in gazetteer.longest_matches(words.texts):
        if all(is_term(k) for k in known):
            continue  # "obesity" is no name: the noun phrase is looked up once it is parsed
        single_ambiguous = end - start == 1 and all(k.ambiguous for k in known)
        if single_ambiguous and (words.role in TITLES or opens_sentence(words, start)):
            continue
        found.append(Candidate(start, end, {"gazetteer"}, known=known))
    return found


def _recognised(words: Words, lists: Lists) -> list[Candidate]:
    found = []
    for start, end, label in words.entities:
        if label not in NER_KINDS or not _POSSESSIVES.isdisjoint(words.texts[start : end - 1]):
            continue
        while start < end and not _CAPITAL.match(words.texts[start]):
            start += 1
        while start < end and (
            _is_edge(words, end - 1)
            or words.texts[end - 1].lower() in BREAKS
            or words.texts[end - 1].islower()
        ):
            end -= 1
        while start < end and (
            _is_edge(words, start)
            or (words.texts[start].lower() in lists.common and opens_sentence(words, start))
        ):
            start += 1
        end = _before_link(words, start, end, label)
        if "," in words.texts[start:end]:
            end = words.texts.index(",", start, end)
        if not any(c.isalpha() for t in words.texts[start:end] for c in t):
            continue
        if start == end or words.texts[start].lower() in CALENDAR:
            continue
        if end - start == 1 and words.texts[start].lower() in lists.generic | lists.common:
            continue
        found.append(Candidate(start, end, {"ner"}, label=label))
    return found


def _before_link(words: Words, start: int, end: int, label: str) -> int:
    """Return where a span ends that runs over a preposition from one name into another."""
    if label == "WORK_OF_ART":
        return end
    for i in range(start + 1, end):
        text = words.texts[i]
        pair = text == "and" and start + 1 == i == end - 2  # "Wegovy and Ozempic"
        if pair or text in LINKS or (text == "of" and words.texts[i - 1].lower() not in OF_HEADS):
            return i
    return end


def _is_edge(words: Words, i: int) -> bool:
    """Say whether a word may stand at the edge of a recognised span but not of a name."""
    text = words.texts[i]
    if i in words.titled or not any(c.isalnum() for c in text):
        return True
    return text.lower() in ("'s", "’s", "the", "a", "an")


def title_positions(texts: Sequence[str], lists: Lists) -> frozenset[int]:
    """Return the positions of words that are titles: "CEO", "Mr.", "Prime Minister"."""
    lower = [t.lower() for t in texts]
    found = {i for i, t in enumerate(lower) if t in lists.titles or t in HONORIFICS}
    for i in range(len(lower)):
        for length in (4, 3, 2):
            if " ".join(lower[i : i + length]) in lists.titles:
                found |= set(range(i, i + length))
    return frozenset(found)


def opens_sentence(words: Words, i: int) -> bool:
    """Say whether token ``i`` stands where any word would have a capital."""
    if i in words.naming:
        return False
    while i > 0 and words.texts[i - 1] in _QUOTES:
        i -= 1
    return i == 0 or words.texts[i - 1][-1:] in _SENTENCE_END


def _runs(words: Words, lists: Lists) -> list[Candidate]:
    """Return maximal runs of capitalised words, cut at titles and calendar words."""
    found, i, n = [], 0, len(words.texts)
    while i < n:
        if not _may_begin(words, i, lists):
            i += 1
            continue
        end = _run_end(words, i, lists)
        tail = words.texts[end].lower() if end < len(words.texts) else ""
        if end - i > 1 or not (opens_sentence(words, i) or tail in lists.generic):
            found.append(Candidate(i, end, {"shape"}))
        i = end
    return found


def _may_begin(words: Words, i: int, lists: Lists) -> bool:
    text, lower = words.texts[i], words.texts[i].lower()
    if not _CAPITAL.match(text) or lower in lists.generic or lower in CALENDAR or i in words.titled:
        return False
    following = words.texts[i + 1] if i + 1 < len(words.texts) else ""
    if len(text) == 1 and not _CAPITAL.match(following):
        return False
    if lower not in lists.common or (text.isupper() and len(text) > 1 and lower != "it"):
        return True
    return (  # "its counterpart at Three UK", but no pronoun and no article
        lower in NUMERAL_LIKE and bool(_CAPITAL.match(following)) and not opens_sentence(words, i)
    )


def _run_end(words: Words, start: int, lists: Lists) -> int:
    texts, n, i = words.texts, len(words.texts), start + 1
    while i < n:
        text, lower = texts[i], texts[i].lower()
        glued = words.starts[i] == words.ends[i - 1]
        following = texts[i + 1] if i + 1 < n else ""
        if lower in lists.generic or (lower in BREAKS and text.istitle()):
            break
        if _CAPITAL.match(text) and i not in words.titled and lower not in CALENDAR:
            i += 1
        elif text.isdigit() and following.lower() in QUANTITIES:
            break
        elif _MODEL.match(text) and not re.match(r"^(?:19|20)\d\d$", text) and not glued:
            i += 1
        elif (
            (text in ("&", "+") and _CAPITAL.match(following))
            or (
                text in ("-", "–", "/")
                and glued
                and (_CAPITAL.match(following) or following.isdigit())
            )
            or (lower in PARTICLES and _CAPITAL.match(following))
        ):
            i += 2
        elif (
            lower in PARTICLES
            and i + 2 < n
            and following in PARTICLES
            and _CAPITAL.match(texts[i + 2])
        ):
            i += 3
        elif lower == "of" and texts[i - 1].lower() in OF_HEADS and _CAPITAL.match(following):
            i += 2
        else:
            break
    return i


def _split(
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


def _rank(c: Candidate) -> tuple[int, int, int]:
    """Sort page names first, then length: a longer name holds a shorter one."""
    return (-("page" in c.sources), -(c.end - c.start), c.start)


def _disjoint(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the best of overlapping candidates; equal spans pool their sources."""
    pooled: dict[tuple[int, int], Candidate] = {}
    for c in candidates:
        same = pooled.setdefault((c.start, c.end), c)
        same.sources |= c.sources
        same.label = same.label or c.label
        same.known = same.known or c.known
    kept: list[Candidate] = []
    for c in sorted(pooled.values(), key=_rank):
        if all(c.end <= k.start or k.end <= c.start for k in kept):
            kept.append(c)
    return sorted(kept, key=lambda c: c.start)


def repeats(
    blocks: Sequence[Words], found: Sequence[list[Candidate]], keep: Callable[[str], bool]
) -> list[list[Candidate]]:
    """Add each place where a name found elsewhere in the document stands again.

    A name of one word at the start of a sentence, or in a headline, is no name by its
    capital alone; it is one where the same word is a name elsewhere.
    """
    pairs = [(w, c) for w, cs in zip(blocks, found, strict=True) for c in cs]
    names = {tuple(w.texts[c.start : c.end]) for w, c in pairs if keep(w.text(c))}
    shorts = {_short(w, c) for w, c in pairs if c.end - c.start > 1 and keep(_short(w, c)[0])}
    result = []
    for words, candidates in zip(blocks, found, strict=True):
        known = names if words.role in TITLES else names | shorts
        again = _listed(words, frozenset(known))
        for c in again:
            c.sources = {"repeat"}
        result.append(_disjoint([*candidates, *(a for a in again if not _inside(a, candidates))]))
    return result


def _short(words: Words, c: Candidate) -> tuple[str]:
    """Return the word that may stand for a name of several: a surname, or the first word."""
    return (words.texts[c.end - 1] if c.label == "PERSON" else words.texts[c.start],)


def _inside(c: Candidate, others: Iterable[Candidate]) -> bool:
    return any(o.start < c.end and c.start < o.end for o in others)
