"""Claims that do not fit together: kept side by side, never decided.

Three sorts. ``denied``: one says it, another (or the same) denies it. ``two holders``:
two subjects of a relation that admits one at a time ("chief executive of"). ``two
values``: two objects of such a relation ("has order backlog"), for the same currency,
unit, metric, period and other qualifiers. Which relations these are is said by
``ng:oneAtATime`` in the ontology. Claims of two times are change, not conflict: where
``since``, ``until`` and ``date`` part them, or, for want of these, where the documents
lie more than ``APART`` days from each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import combinations

from newsgraph.model import Iri
from newsgraph.reasoning.claims import Claim, claims
from newsgraph.reasoning.state import State
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import canonical
from newsgraph.store.labels import label_of
from newsgraph.store.terms import ONTOLOGY_GRAPH, local_name, node

DENIED, HOLDERS, VALUES = "denied", "two holders", "two values"
APART = 31  # days between documents from which two undated claims are of two times
ROUNDED = Decimal("0.02")  # two amounts that differ by no more are one, rounded
_Pair = tuple[str, Claim, Claim]  # kind, left, right
_CLAIMING = ("asserted", "attributed", "negated")
_TIMES = frozenset(("date", "since", "until"))
_ONE = f"""
SELECT ?relation ?side WHERE {{
  GRAPH <{ONTOLOGY_GRAPH}> {{ ?relation ng:oneAtATime ?side }}
}}"""
_QUOTE = """
SELECT ?statement ?source ?exact WHERE {
  ?statement ng:inDocument/dcterms:source ?source ;
    prov:wasDerivedFrom/oa:hasSelector/oa:exact ?exact .
} ORDER BY ?source ?exact"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two claims, in words."""

    triple: str  # "Mira Oduya ceoOf Tarn Robotics"
    status: str  # the statuses it is said with, joined by commas
    support: int  # origins that say it
    newest: str  # date of the newest of its documents, or empty
    evidence: tuple[tuple[str, str], ...]  # (source, sentence), sorted
    statements: tuple[Iri, ...]

    def line(self) -> str:
        """Return the claim and its sources, for people."""
        sources = ", ".join(sorted({source for source, _ in self.evidence}))
        return f"{self.triple} [{self.status}] ({sources})"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that do not fit together."""

    kind: str  # DENIED, HOLDERS or VALUES
    left: Side
    right: Side
    newer: str  # "left", "right", or "" where dates do not tell
    better_supported: str  # "left", "right", or "" where support is equal

    def line(self) -> str:
        """Return both claims and who makes them, for people."""
        return f"{self.kind}: {self.left.line()} / {self.right.line()}"


def conflicts(dataset: Dataset) -> list[Conflict]:
    """Return the conflicts of a graph, denials first, then sorted by their claims."""
    pairs = _pairs(State(dataset), canonical(dataset))
    return [_conflict(dataset, *pair) for pair in pairs.values()]


def new_conflicts(before: State, now: State) -> list[Conflict]:
    """Return the conflicts of a graph as it is now that an earlier state did not have.

    Entities that are one now are one in both.
    """
    first = canonical(now.dataset)
    old, new = _pairs(before, first), _pairs(now, first)
    return [_conflict(now.dataset, *new[key]) for key in new if key not in old]


def _pairs(state: State, first: Mapping[Iri, Iri]) -> dict[tuple[str, ...], _Pair]:
    """Return the claims that do not fit together by what they claim, denials first."""
    found = claims(state, _CLAIMING, first)
    pairs = (*_denials(found), *_doubles(found, _one_at_a_time(state.dataset)))
    return {
        (kind, *_triple(left), *_triple(right)): (kind, left, right) for kind, left, right in pairs
    }


def _triple(claim: Claim) -> tuple[str, str, str]:
    return claim.subject, claim.predicate, claim.object


def _denials(found: Iterable[Claim]) -> Iterator[_Pair]:
    said = {_triple(c): c for c in found if not c.denied}
    for claim in found:
        other = said.get(_triple(claim))
        if claim.denied and other is not None:
            yield DENIED, other, claim


def _one_at_a_time(dataset: Dataset) -> dict[str, str]:
    """Return, by relation, the end of which there is but one: "subject" or "object"."""
    rows = dataset.select(_ONE)
    return {local_name(r["relation"].value): local_name(r["side"].value) for r in rows}


def _doubles(found: Iterable[Claim], sides: dict[str, str]) -> Iterator[_Pair]:
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    held = list(found)
    replaced = {(c.subject, c.object) for c in held if c.predicate == "successorOf"}
    for claim in held:
        side = sides.get(claim.predicate, "")
        if side and not claim.denied:
            groups[_measured(claim, side)].append(claim)
    for (_, predicate, *_), group in sorted(groups.items(), key=lambda item: str(item[0])):
        kind = HOLDERS if sides[str(predicate)] == "subject" else VALUES
        for left, right in combinations(group, 2):
            ends = (left.subject, right.subject)
            succeeded = ends in replaced or ends[::-1] in replaced
            apart = kind == VALUES and _is_one_value(left.object, right.object)
            if not (succeeded or apart) and _at_one_time(left, right):
                yield kind, left, right


def _measured(claim: Claim, side: str) -> tuple[object, ...]:
    """Return what must be equal for two claims to be of one thing."""
    if side == "subject":
        return claim.object, claim.predicate, ()
    what = {d for s in claim.said for d in s.details if d[0] not in _TIMES}
    return claim.subject, claim.predicate, tuple(sorted(what))


def _is_one_value(left: str, right: str) -> bool:
    """Say whether two values agree: as numbers that are rounded, or dates of two precisions."""
    if left.startswith(right) or right.startswith(left):
        return True
    try:
        one, other = Decimal(left), Decimal(right)
    except InvalidOperation:
        return False
    return abs(one - other) <= ROUNDED * max(abs(one), abs(other))


def _at_one_time(left: Claim, right: Claim) -> bool:
    """Say whether some statement of either may hold at the time of one of the other."""
    return any(
        _overlap(_interval(left, i), _interval(right, j))
        for i in range(len(left.said))
        for j in range(len(right.said))
    )


def _interval(claim: Claim, i: int) -> tuple[str, str]:
    """Return from when to when a statement says it holds; a document's date stands for now."""
    said = claim.said[i]
    given = {name: value for name, value in said.details if name in _TIMES}
    point = given.get("date", said.issued)
    return given.get("since", point), given.get("until", point)


def _overlap(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Say whether two intervals meet, or come near enough; open ends meet all."""
    if not all((*left, *right)):
        return True
    gap = max(_day(left[0]) - _day(right[1], last=True), _day(right[0]) - _day(left[1], last=True))
    return gap <= APART


def _day(moment: str, *, last: bool = False) -> int:
    """Return the first day, or the last, of a year, month or day, counted from year 1."""
    year, month, day = (*moment.split("-"), "", "")[:3]
    if not month:
        return date(int(year), 12 if last else 1, 31 if last else 1).toordinal()
    if day:
        return date(int(year), int(month), int(day)).toordinal()
    if not last:
        return date(int(year), int(month), 1).toordinal()
    following = date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
    return following.toordinal() - 1


def _conflict(dataset: Dataset, kind: str, left: Claim, right: Claim) -> Conflict:
    def more(one: object, other: object) -> str:
        if one == other or not (one and other):
            return ""
        return "left" if str(one).zfill(10) > str(other).zfill(10) else "right"

    return Conflict(
        kind,
        _side(dataset, left),
        _side(dataset, right),
        more(left.newest, right.newest),
        more(left.support, right.support),
    )


def _side(dataset: Dataset, claim: Claim) -> Side:
    statuses = sorted({s.status for s in claim.said})
    end = _name(dataset, claim.object)
    literal = not claim.object.startswith("http")
    units = sorted(v for _, v in claim.details("currency", "unit")) if literal else []
    evidence = {
        (row["source"].value, row["exact"].value)
        for said in claim.said
        for row in dataset.select(_QUOTE, {"statement": node(said.iri)})
    }
    return Side(
        " ".join((_name(dataset, claim.subject), claim.predicate, end, *units)),
        ", ".join(statuses),
        claim.support,
        claim.newest,
        tuple(sorted(evidence)),
        tuple(said.iri for said in claim.said),
    )


def _name(dataset: Dataset, end: str) -> str:
    if not end.startswith("http"):
        return end
    return label_of(dataset, Iri(end))
