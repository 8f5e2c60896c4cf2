"""Which entities of a store are one thing: a function of what it holds and of the user's pins.

The user's word comes first, then what names alone settle, then what names propose and
common company confirms. What is left open, or speaks against itself, is a doubt for the
user to settle. Nothing depends on the order in which documents came.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from newsgraph.entities.candidates import Profile, pairs_to_compare
from newsgraph.entities.clusters import Clusters
from newsgraph.entities.company import Company
from newsgraph.entities.evidence import Likeness, likeness
from newsgraph.errors import StoreError
from newsgraph.model import Iri

RULE, USER = "rule", "user"
_CROWD = 3  # a name that may stand for more is not worth a look by itself
ROUNDS = 4  # in which what was joined confirms more


@dataclass(frozen=True, slots=True)
class Pin:
    """The user's word on two entities, which are in order of their IRIs."""

    left: Iri
    right: Iri
    same: bool
    position: int = 0  # in the order they were given, to undo the last


@dataclass(frozen=True, slots=True)
class Merge:
    """A row of the ledger: two entities held to be one."""

    left: Iri
    right: Iri
    reason: str
    score: float  # in [0, 1]; 1 where the user says so
    decided_by: str  # RULE or USER


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one, and why they are kept apart."""

    left: Iri
    right: Iri
    reason: str
    score: float  # of their names, in [0, 1]


@dataclass(frozen=True, slots=True)
class Identity:
    """What was decided: merges and doubts sorted by IRIs, and who each merged entity is."""

    merges: tuple[Merge, ...]
    doubts: tuple[Doubt, ...]
    canonical: Mapping[Iri, Iri]  # of every entity merged with another, itself included


def identify(profiles: Iterable[Profile], pins: Iterable[Pin] = ()) -> Identity:
    """Return which entities are one.

    The canonical entity is the one that lists of known names hold, or else the first by
    IRI. Raises StoreError if the pins contradict each other.
    """
    by_iri = {profile.iri: profile for profile in sorted(profiles, key=lambda p: p.iri)}
    given = sorted(pins, key=lambda pin: (pin.left, pin.right))
    work = Work(by_iri, pinned(given))
    likes = _likenesses(by_iri, given)
    work.join_strong(likes)
    for _ in range(ROUNDS):
        if not work.confirm(likes, Company(by_iri, work.clusters)):
            break
    return work.outcome(given)


def pinned(pins: Sequence[Pin]) -> Clusters:
    """Return what the user has joined and parted; raises StoreError for a contradiction."""
    clusters = Clusters()
    for pin in pins:
        if pin.same:
            clusters.join(pin.left, pin.right)
    for pin in pins:
        if not pin.same and clusters.joined(pin.left, pin.right):
            raise StoreError(
                f"the pins contradict each other: <{pin.left}> and <{pin.right}> are said to be "
                "different, and by way of others the same; undo one of them"
            )
        if not pin.same:
            clusters.part(pin.left, pin.right)
    return clusters


def _likenesses(by_iri: Mapping[Iri, Profile], pins: Sequence[Pin]) -> list[Likeness]:
    """Return the pairs that are alike, on which the user has said nothing, the best first."""
    settled = {(pin.left, pin.right) for pin in pins}
    found = [
        like
        for left, right in pairs_to_compare(by_iri.values())
        if (left, right) not in settled
        and (like := likeness(by_iri[left], by_iri[right])) is not None
    ]
    return best_first(found)


def best_first(likes: Iterable[Likeness]) -> list[Likeness]:
    """Return likenesses in the order in which they are decided on."""
    return sorted(likes, key=lambda like: (-like.score, like.left, like.right))


class Shared(Protocol):
    """What tells whether two entities keep company."""

    def shared(self, left: Iri, right: Iri) -> bool:
        """Return whether two entities have enough in common beyond their names."""


class Work:
    """What has been decided so far.

    It may be the work on a part of the entities, if no likeness that can join leads out
    of that part.
    """

    def __init__(self, by_iri: Mapping[Iri, Profile], clusters: Clusters) -> None:
        self.by_iri = by_iri
        self.clusters = clusters
        self.merges: list[Merge] = []
        self._doubts: list[Doubt] = []
        self._lasting = 0  # doubts that no round takes back

    def join(self, like: Likeness) -> None:
        """Join two entities, unless what is known of those joined to them forbids it."""
        left, right = like.left, like.right
        if not self._is_open(left, right):
            return
        members = self.clusters.members(left), self.clusters.members(right)
        if any(self._foes(a, b) for a in members[0] for b in members[1]):
            self._doubt(like, f"{like.reason}, but what is joined to them is not one thing")
            return
        self.clusters.join(left, right)
        self.merges.append(Merge(left, right, like.reason, like.score, RULE))

    def uncontested(self, likes: Sequence[Likeness]) -> list[Likeness]:
        """Return the likenesses without those of an entity that is as like two different ones."""
        partners: dict[Iri, list[Iri]] = {}
        for like in likes:
            partners.setdefault(like.left, []).append(like.right)
            partners.setdefault(like.right, []).append(like.left)
        torn = {
            iri
            for iri, others in partners.items()
            if any(self._foes(a, b) for a, b in combinations(others, 2))
        }
        for like in likes:
            if like.left in torn or like.right in torn:
                self._doubt(like, f"{like.reason}, but of several")
        return [like for like in likes if not {like.left, like.right} & torn]

    def join_strong(self, likes: Sequence[Likeness]) -> None:
        """Join what names alone settle; likenesses are given the best first."""
        for like in self.uncontested([like for like in likes if like.strong]):
            self.join(like)
        self._lasting = len(self._doubts)

    def confirm(self, likes: Sequence[Likeness], company: Shared) -> bool:
        """Join what company or a text confirms, where only one thing can be meant.

        Return whether anything was joined. What is joined is company for others, so it
        goes ``ROUNDS`` times round, or until nothing changes.
        """
        before = len(self.merges)
        self._doubts = self._doubts[: self._lasting]
        for like in self._confirmed([like for like in likes if not like.strong], company):
            self.join(like)
        return len(self.merges) > before

    def outcome(self, pins: Iterable[Pin]) -> Identity:
        """Return what was decided, the user's decisions among it."""
        canonical = _canonical(self.by_iri, self.clusters)
        user = [
            Merge(pin.left, pin.right, "the user says so", 1.0, USER)
            for pin in pins
            if pin.same and any(iri in canonical for iri in self.clusters.members(pin.left))
        ]
        merges = sorted((*user, *self.merges), key=lambda m: (m.left, m.right))
        return Identity(tuple(merges), tuple(self.open_doubts()), canonical)

    def _confirmed(self, likes: Sequence[Likeness], company: Shared) -> list[Likeness]:
        likes = [like for like in likes if self._is_open(like.left, like.right)]
        shared = {like for like in likes if company.shared(like.left, like.right)}
        fit = [like for like in likes if like.stated or (like.mergeable and like in shared)]
        rivals: dict[Iri, set[Iri]] = {}  # what a short name may stand for
        for like in fit:
            rivals.setdefault(like.short, set()).add(self.clusters.root(like.other))
        crowd = Counter(like.short for like in likes if like.mergeable)
        clear = [like for like in fit if len(rivals[like.short]) == 1]
        for like in sorted(set(likes) - set(clear), key=lambda k: (k.left, k.right)):
            few = crowd[like.short] <= _CROWD
            if like in fit or like in shared or (like.doubtful and few):
                several = f"{like.reason}, but of several"
                lonely = f"{like.reason}, nothing else in common"
                open_ = several if like in fit else lonely
                self._doubt(like, like.against or open_)
        return clear

    def open_doubts(self) -> list[Doubt]:
        """Return the doubts that nothing has settled, sorted; of two sets, the best pair."""
        kept: dict[tuple[Iri, Iri], Doubt] = {}
        for doubt in sorted(self._doubts, key=lambda d: (-d.score, d.left, d.right, d.reason)):
            if self._is_open(doubt.left, doubt.right):
                one, two = sorted(map(self.clusters.root, (doubt.left, doubt.right)))
                kept.setdefault((one, two), doubt)
        return sorted(kept.values(), key=lambda d: (d.left, d.right))

    def _is_open(self, left: Iri, right: Iri) -> bool:
        return not self.clusters.joined(left, right) and not self.clusters.parted(left, right)

    def _foes(self, left: Iri, right: Iri) -> bool:
        if self.clusters.parted(left, right):
            return True
        one, two = self.by_iri.get(left), self.by_iri.get(right)
        return one is not None and two is not None and one.differs_from(two)

    def _doubt(self, like: Likeness, reason: str) -> None:
        self._doubts.append(Doubt(like.left, like.right, reason, like.score))


def _canonical(by_iri: Mapping[Iri, Profile], clusters: Clusters) -> dict[Iri, Iri]:
    found: dict[Iri, Iri] = {}
    for members in clusters.groups():
        here = [by_iri[iri] for iri in members if iri in by_iri]
        if len(here) > 1:
            first = min(here, key=lambda p: (not p.known, not p.listed, p.iri)).iri
            found |= dict.fromkeys((p.iri for p in here), first)
    return dict(sorted(found.items()))
