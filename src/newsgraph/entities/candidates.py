"""Which pairs of entities are worth comparing: those that share a key, never all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from newsgraph.entities.match import (
    UNSPELLED,
    acronym_letters,
    acronyms_of,
    core_words,
    without_general,
)
from newsgraph.entities.persons import bare_name
from newsgraph.entities.spelling import Words, sound
from newsgraph.identifiers import entity_iri
from newsgraph.model import Iri
from newsgraph.vocabulary.names import normal_form

_MOST_ALIKE = 24  # entities that share a key of spelling; a key of more says nothing
MOST_SAME = 200  # entities that share a name
_SOUNDS = range(5, 15)  # a shorter key must be met as a whole, and a longer one costs too much
_SAME_SORT = {"Conference": "Event"}  # the ontology's kinds below another kind
_TWO_SIDES = frozenset(("Place", "GovernmentGroup"))  # a country is one or the other by design

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a store holds of one entity."""

    iri: Iri
    kind: str
    label: str  # the name that most documents use
    aliases: frozenset[str] = frozenset()
    ticker: str = ""
    same_as: frozenset[str] = frozenset()  # IRIs elsewhere
    documents: Set[Iri] = frozenset()
    neighbours: Set[Iri] = frozenset()  # at the other end of its statements
    statements: int = 0

    @property
    def known(self) -> bool:
        """Return whether a list of known entities says more of it than names."""
        return bool(self.ticker or self.same_as)

    @property
    def listed(self) -> bool:
        """Return whether its IRI was given by a list, not made from one of its names."""
        made = {entity_iri(self.kind, normal_form(name) or name) for name in self.names()}
        return self.known or self.iri not in made

    @property
    def sort(self) -> str:
        """Return the kind as far as it tells entities apart: a conference is an event."""
        return _SAME_SORT.get(self.kind, self.kind)

    def names(self) -> list[str]:
        """Return all names, sorted, the label first."""
        return [self.label, *sorted(self.aliases - {self.label})]

    def differs_from(self, other: "Profile") -> bool:
        """Return whether two cannot be one: other kinds, two of a list, or related ones."""
        if self.sort != other.sort or other.iri in self.neighbours:
            return True
        if not (self.listed and other.listed) or self.same_as & other.same_as:
            return False
        return not self.ticker or self.ticker != other.ticker


def pairs_to_compare(profiles: Iterable[Profile]) -> list[tuple[Iri, Iri]]:
    """Return the pairs that share a key, each once, sorted, the smaller IRI first."""
    members: dict[Side, dict[Key, set[Iri]]] = {side: defaultdict(set) for side in Side}
    for profile in profiles:
        for side, key in keys_of(profile):
            members[side][key].add(profile.iri)
    pairs: set[tuple[Iri, Iri]] = set()
    for key, found in members[Side.ALIKE].items():
        if 1 < len(found) <= most_alike(key):
            pairs.update(combinations(sorted(found), 2))
    short, long = members[Side.SHORT], members[Side.LONG]
    for key in short.keys() & long.keys():
        if len(short[key]) * len(long[key]) <= MOST_SAME:
            pairs.update((min(a, b), max(a, b)) for a in short[key] for b in long[key] if a != b)
    return sorted(pairs)


class Side(IntEnum):
    """How a key pairs those that bear it: all with all, or the short with the long."""

    ALIKE = 0
    SHORT = 1
    LONG = 2


def keys_of(profile: Profile) -> set[tuple[Side, Key]]:
    """Return the keys by which an entity is found."""
    found = {(Side.ALIKE, key) for key in _keys(profile)}
    for name in profile.names():
        found |= {(Side.SHORT, key) for key in _short_keys(name, profile.sort)}
        found |= {(Side.LONG, key) for key in _long_keys(name, profile.sort)}
    return found


def most_alike(key: Key) -> int:
    """Return how many entities may share a key before it says nothing."""
    return _MOST_ALIKE if key[0] == "sound" else MOST_SAME


def two_sides(left: Profile, right: Profile) -> bool:
    """Return whether two are a country as a place and as a government."""
    return {left.kind, right.kind} == _TWO_SIDES


def _keys(profile: Profile) -> Iterator[Key]:
    yield "label", "".join(core_words(profile.label))  # of any kind: homonyms are doubts
    for same in profile.same_as:
        yield "known", same
    if profile.ticker:
        yield "ticker", profile.ticker
    for name in profile.names():
        core = _core(name, profile.sort)
        yield "name", profile.sort, "".join(core)
        yield "words", profile.sort, *sorted(without_general(core))
        yield "ticker", name
        if profile.kind not in UNSPELLED:
            yield from _sounds(core, profile.sort)


def _core(name: str, sort: str) -> Words:
    return bare_name(core_words(name)) if sort == "Person" else core_words(name)


def _sounds(core: Words, sort: str) -> Iterator[Key]:
    """Yield how a name sounds, and so without one of its consonants."""
    heard = sound(core)
    yield "sound", sort, heard
    if len(heard) in _SOUNDS:
        for i in range(len(heard)):
            yield "sound", sort, heard[:i] + heard[i + 1 :]


def _short_keys(name: str, sort: str) -> Iterator[Key]:
    """Yield what a short form of a name is looked up by."""
    core = _core(name, sort)
    letters = acronym_letters(name)
    if letters:
        yield "acronym", sort, letters
    if sort == "Person":
        if len(core) == 1:
            yield "surname", *core
        elif len(core) > 1:
            yield "person", core[0][0], core[-1]
    else:
        yield "part", sort, *core


def _long_keys(name: str, sort: str) -> Iterator[Key]:
    """Yield what the short forms of a name would be."""
    core = _core(name, sort)
    for letters in sorted(acronyms_of(name)):
        yield "acronym", sort, letters
    if sort == "Person":
        if len(core) > 1:
            yield "surname", core[-1]
            yield "person", core[0][0], core[-1]
            yield "person", core[-1][0], core[0]
    elif sort == "Organization":
        for length in range(1, len(core)):
            yield "part", sort, *core[:length]
