"""What names are looked for in: the words of a block, and candidate names among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsgraph.gazetteer import Known
from newsgraph.model import Role

OF_HEADS = frozenset(
    "bank university ministry department house court republic kingdom institute board office "
    "council port city gulf bay isle sea college school academy museum bureau ministry chamber "
    "federation confederation association society state states people union league guild church "
    "commission patriarchate archdiocese battle treaty strait centre center congress museum "
    "foundation club senate roundtable army navy".split()
)
HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. prof prof. sen sen. rep rep. gen gen. gov gov. col col. lt lt. "
    "capt capt. rev rev. hon hon. sir dame lord lady baroness".split()
)
# words that open a new clause or heading where they stand with a capital inside a run
BREAKS = frozenset(
    "in on at by for from with to as is are was were has have had it its he she they we this that "
    "these those what when where why how who after before since while during".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sept sep oct "
    "nov dec mondays tuesdays wednesdays thursdays fridays saturdays sundays christmas easter "
    "ramadan thanksgiving halloween".split()
)
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
CAPITAL = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞĀ-Ž].*|[a-z]{1,2}['’]?[A-Z].*|\d+[A-Z]+\d*)$")
TITLES = (Role.HEADLINE, Role.HEADING, Role.LABEL)
LONG = 5  # letters of a word that has a capital in a title where all have
_SENTENCE_END = frozenset(".?!:")
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
    origins: list[tuple[int, int]] = field(default_factory=list)  # spans of "Swiss-American"
    blind: bool = field(init=False)  # a title in which each word has a capital: it tells nothing

    def __post_init__(self) -> None:
        """See what capitals are worth."""
        self.blind = self.role in TITLES and not _in_sentence_case(self.role, self.texts)

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
    bodies: frozenset[str] = frozenset()  # nouns for organisations: "union", "league"
    organs: frozenset[str] = frozenset()  # last words of names of organisations: "authority"
    prefixes: frozenset[str] = frozenset()  # "Anglo", in lower case: before a demonym
    english: frozenset[str] = frozenset()  # common words; none where no dictionary is at hand
    adverbs: frozenset[str] = frozenset()


def _in_sentence_case(role: Role, texts: Sequence[str]) -> bool:
    """Say whether a title is written as a sentence is: most of its longer words small."""
    long = [t for t in texts[1:] if len(t) >= LONG and t.isalpha()]
    small = sum(t.islower() for t in long)
    return role is not Role.LABEL and small >= 2 and 2 * small >= len(long)


@lru_cache(maxsize=4)
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(p.split(" ", 1)[0] for p in phrases if " " in p)


def title_positions(texts: Sequence[str], lists: Lists) -> frozenset[int]:
    """Return the positions of words that are titles: "CEO", "Mr.", "Prime Minister"."""
    lower = [t.lower() for t in texts]
    found = {i for i, t in enumerate(lower) if t in lists.titles or t in HONORIFICS}
    first = _first_words(lists.titles)
    for i in (i for i, t in enumerate(lower) if t in first):
        for length in (4, 3, 2):
            if " ".join(lower[i : i + length]) in lists.titles:
                found |= set(range(i, i + length))
    return frozenset(i for i in found if not _begins_a_body(texts, i, lists))


def _begins_a_body(texts: Sequence[str], i: int, lists: Lists) -> bool:
    """Say whether a title is the first word of a name: "Premier Society", "Chancellor Bank"."""
    two = texts[i : i + 2]
    return len(two) == 2 and all(t.istitle() for t in two) and two[1].lower() in lists.organs


def opens_sentence(words: Words, i: int) -> bool:
    """Say whether token ``i`` stands where any word would have a capital."""
    if i in words.naming:
        return False
    while i > 0 and words.texts[i - 1] in _QUOTES:
        i -= 1
    return i == 0 or words.texts[i - 1][-1:] in _SENTENCE_END
