"""What documents claim: statements of one triple taken together, denials apart.

Entities that are one count as one. Support is the number of origins: documents that are
copies of one story are one origin.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsgraph.identifiers import BASE
from newsgraph.model import Iri
from newsgraph.reasoning.state import State
from newsgraph.store.identity import canonical
from newsgraph.store.origins import origins
from newsgraph.store.queries import QUALIFIERS, SAID
from newsgraph.store.terms import NG, local_name

_DOCUMENT = f"{BASE}document/"
_STATEMENTS = f"""
SELECT ?document ?statement ?subject ?predicate ?object ?status ?issued WHERE {{
  GRAPH ?document {{ {SAID}
  }}
}}"""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of one document."""

    iri: Iri
    document: Iri
    status: str  # local name
    issued: str  # the document's date, YYYY-MM-DD or empty
    details: tuple[tuple[str, str], ...]  # qualifiers and units as stored, sorted


@dataclass(frozen=True, slots=True)
class Claim:
    """A triple, and all who say it, or all who deny it."""

    subject: Iri  # the entity that stands for all that are one with it
    predicate: str  # local name
    object: str  # an IRI, or the lexical form of a value
    denied: bool
    said: tuple[Said, ...]  # sorted by date, document and IRI
    support: int  # origins

    @property
    def newest(self) -> str:
        """The date of the newest document, or empty."""
        return max((s.issued for s in self.said), default="")

    def details(self, *names: str) -> frozenset[tuple[str, str]]:
        """Return the qualifiers of those names, of any of the statements."""
        return frozenset(d for s in self.said for d in s.details if d[0] in names)


def claims(
    state: State, statuses: Iterable[str], first: Mapping[Iri, Iri] | None = None
) -> list[Claim]:
    """Return what is claimed with one of these statuses, sorted; what pages list is left out.

    ``first`` says which entities are one, by default as the dataset has it.
    """
    wanted = frozenset(statuses)
    first = canonical(state.dataset) if first is None else first
    details = _details(state)
    found: dict[tuple[Iri, str, str, bool], list[Said]] = defaultdict(list)
    for row in state.rows(_STATEMENTS):
        status = local_name(row["status"].value)
        subject, end = (Iri(row[name].value) for name in ("subject", "object"))
        if status not in wanted or subject.startswith(_DOCUMENT):
            continue
        iri = Iri(row["statement"].value)
        issued = row["issued"].value if row["issued"] else ""
        said = Said(iri, Iri(row["document"].value), status, issued, details.get(iri, ()))
        predicate = local_name(row["predicate"].value)
        key = first.get(subject, subject), predicate, first.get(end, end), status == "negated"
        found[key].append(said)
    origin = origins(state.dataset)
    return [_claim(key, all_, origin) for key, all_ in sorted(found.items())]


def _claim(key: tuple[Iri, str, str, bool], said: list[Said], origin: Mapping[Iri, Iri]) -> Claim:
    ordered = sorted(said, key=lambda s: (s.issued, s.document, s.iri))
    support = len({origin.get(s.document, s.document) for s in said})
    return Claim(*key, tuple(ordered), support)


def _details(state: State) -> dict[Iri, tuple[tuple[str, str], ...]]:
    found: dict[Iri, list[tuple[str, str]]] = defaultdict(list)
    for _, statement, name, value in state.rows(QUALIFIERS):
        found[Iri(statement.value)].append((name.value.removeprefix(NG), value.value))
    return {iri: tuple(sorted(values)) for iri, values in found.items()}
