"""What to look at: pairs that may be one thing, then the merges, the least sure first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newsgraph.entities.candidates import Profile
from newsgraph.entities.identity import USER, identify
from newsgraph.errors import LookupFailed
from newsgraph.model import Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import profiles
from newsgraph.store.pins import read_pins
from newsgraph.store.terms import OA, PROV, RDF, node

DOUBTFUL, MERGED, PINNED = "doubtful", "merged", "pinned"
_MOST_READ = 50  # statements on an entity from which a sentence is chosen


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that are, or may be, one."""

    state: str  # DOUBTFUL, MERGED by a rule or PINNED by the user
    left: Iri
    right: Iri
    left_name: str
    right_name: str
    left_kind: str
    right_kind: str
    score: float  # in [0, 1]
    reason: str
    statements: int  # that hang on the two
    left_says: str  # a sentence on it, or empty
    right_says: str


def review(dataset: Dataset, limit: int | None = None) -> list[Pair]:
    """Return doubtful pairs, those with most statements first, then the merges.

    Merges by rules come before those by the user, and among them the least sure first.
    """
    held = profiles(dataset)
    found = identify(held, read_pins(dataset))
    by_iri = {profile.iri: profile for profile in held}
    rows = [(DOUBTFUL, d.left, d.right, d.score, d.reason) for d in found.doubts]
    rows += [
        (PINNED if m.decided_by == USER else MERGED, m.left, m.right, m.score, m.reason)
        for m in found.merges
    ]

    def order(row: tuple[str, Iri, Iri, float, str]) -> tuple[object, ...]:
        state, left, right, score, _ = row
        hang = -_hang(by_iri, left, right) if state == DOUBTFUL else 0
        return ([DOUBTFUL, MERGED, PINNED].index(state), hang, score, left, right)

    return [_pair(dataset, by_iri, *row) for row in sorted(rows, key=order)[:limit]]


def find(dataset: Dataset, name: str) -> Iri:
    """Return the entity that an IRI, a label or an alias means.

    A label as written wins over one in other letters, and that over an alias. Raises
    LookupFailed for a name that nothing bears, and for one that several bear.
    """
    held = profiles(dataset)
    folded = _folded(name)
    tiers: tuple[Iterable[Profile], ...] = (
        [p for p in held if p.iri == name],
        [p for p in held if p.label == name],
        [p for p in held if _folded(p.label) == folded],
        [p for p in held if folded in map(_folded, p.aliases)],
    )
    found = next((tier for tier in tiers if tier), [])
    iris = [profile.iri for profile in found]
    if not iris:
        raise LookupFailed(f'no "{name}" in the graph; see the names with: newsgraph review DB')
    if len(iris) > 1:
        listed = ", ".join(f"<{iri}>" for iri in iris)
        raise LookupFailed(f'"{name}" is the name of several; give one of {listed}')
    return iris[0]


def _pair(
    dataset: Dataset,
    by_iri: dict[Iri, Profile],
    state: str,
    left: Iri,
    right: Iri,
    score: float,
    reason: str,
) -> Pair:
    one, two = (by_iri.get(iri, Profile(iri, "", iri)) for iri in (left, right))
    says = [_sentence(dataset, iri) for iri in (left, right)]
    hang = _hang(by_iri, left, right)
    return Pair(
        state=state,
        left=left,
        right=right,
        left_name=one.label,
        right_name=two.label,
        left_kind=one.kind,
        right_kind=two.kind,
        score=score,
        reason=reason,
        statements=hang,
        left_says=says[0],
        right_says=says[1],
    )


def _hang(by_iri: dict[Iri, Profile], left: Iri, right: Iri) -> int:
    return sum(by_iri[iri].statements for iri in (left, right) if iri in by_iri)


def _sentence(dataset: Dataset, iri: Iri) -> str:
    """Return the longest quote on an entity, which is a sentence where there is one."""
    said = {
        quad.subject
        for end in ("subject", "object")
        for quad in dataset.store.quads_for_pattern(None, node(RDF + end), node(iri), None)
    }
    quotes = {
        quote
        for statement in sorted(said, key=str)[:_MOST_READ]
        for evidence in _objects(dataset, statement, PROV + "wasDerivedFrom")
        for selector in _objects(dataset, evidence, OA + "hasSelector")
        for quote in map(_text, _objects(dataset, selector, OA + "exact"))
    }
    return min(quotes, key=lambda quote: (-len(quote), quote), default="")


def _objects(dataset: Dataset, subject: Any, predicate: str) -> list[Any]:
    quads = dataset.store.quads_for_pattern(subject, node(predicate), None, None)
    return [quad.object for quad in quads]


def _text(term: Any) -> str:
    return str(term.value)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
