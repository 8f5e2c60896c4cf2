"""The graph as of a day: what held then, told from what was reported by then.

Two times are kept apart. *Valid time* is when a statement holds, from its qualifiers:

- It begins with ``since``, else with ``date``; where a text gives neither, on the day the
  document was published (the first day on which anybody is known to say so); where that is
  not known either, it has always held.
- It ends after ``until``. A role (``ceoOf``, ``worksFor``) ends as well when
  ``formerlyWorkedFor`` says that the person has left (at its ``until``, ``date``, or the
  document's day), and when another is ``successorOf`` that person at the same organisation
  (on the succession's ``date`` or ``since``, else when the other's role began), if it began
  no later than that. What has no end, holds on.
- ``formerlyWorkedFor`` begins when the role ends.
- A year or month begins with its first day and is over after its last.

*Reported time* is when a document was published: ``reported`` leaves out what was published
later; documents without a date stay.

A view leaves out the plain triples of statements that do not hold, and the inferred ones;
the statement nodes stay, with their qualifiers, for those who want other rules.
"""

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsgraph.errors import StoreError
from newsgraph.model import Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.folder import ENGINE_ERRORS, engine_error
from newsgraph.store.identity import canonical
from newsgraph.store.log import checked_date
from newsgraph.store.snapshot import take
from newsgraph.store.terms import INFERRED_GRAPH, NG, local_name

_START = "COALESCE(STR(?since), STR(?date), STR(?issued), '')"
_SAID = """
    GRAPH ?g {
      ?said ng:status ng:asserted ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
      OPTIONAL { ?said ng:since ?since } OPTIONAL { ?said ng:date ?date }
      OPTIONAL { ?said ng:until ?until } OPTIONAL { ?g dcterms:issued ?issued }
    }"""
# Lexical order is that of time once both are cut to the same precision.
_NOT_HELD = f"""
DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ {_SAID}
  FILTER(?p != ng:formerlyWorkedFor)
  BIND({_START} AS ?start) BIND(COALESCE(STR(?until), '') AS ?end)
  FILTER(SUBSTR(?day, 1, STRLEN(?start)) < ?start || ?end < SUBSTR(?day, 1, STRLEN(?end)))
}}"""
_ROLES = f"""
SELECT ?g ?s ?p ?o ?since ?date ?until ?issued WHERE {{
  VALUES ?p {{ ng:ceoOf ng:worksFor ng:formerlyWorkedFor ng:successorOf }} {_SAID}
}}"""
_LATER = """
SELECT ?g WHERE { GRAPH ?g { ?g a ng:Document ; dcterms:issued ?issued }
  FILTER(STR(?issued) > ?day) }"""


@dataclass(frozen=True, slots=True)
class _Said:
    """A role, its end or a succession, as one document says it."""

    graph: str
    subject: Iri
    predicate: str
    object: Iri
    since: str
    date: str
    until: str
    issued: str

    @property
    def start(self) -> str:
        return self.since or self.date or self.issued

    @property
    def line(self) -> str:
        return f"<{self.subject}> <{NG}{self.predicate}> <{self.object}> <{self.graph}>"


@contextmanager
def as_of(dataset: Dataset, day: str = "", *, reported: str = "") -> Iterator[Dataset]:
    """Yield a view of a dataset: what held on ``day``, of what was published by ``reported``.

    Either may be empty: then it is not asked for. The view is a copy by hard links (of a
    store in memory, in memory), so it costs what is left out of it; changes in it are lost.
    Raises StoreError for a day that is not YYYY-MM-DD, and where there is no room for it.
    """
    checked_date(day)
    checked_date(reported)
    with _copied(dataset) as view:
        later = [Iri(row[0].value) for row in _rows(view, _LATER, reported)] if reported else []
        view.write([*later, INFERRED_GRAPH], (), ())
        if day:
            ended = _ended(view, day)
            view.store.update(_bound(_NOT_HELD, day), prefixes=_prefixes())
            view.write((), ended, ())
        yield view


@contextmanager
def _copied(dataset: Dataset) -> Iterator[Dataset]:
    from pyoxigraph import Store

    if dataset.path is None:
        view = Dataset(Store())
        view.store.bulk_extend(dataset.store)
        yield view
        return
    folder = _room(dataset.path)
    try:
        take(dataset.path, folder / "quads")
        view = Dataset(Store(str(folder / "quads")))
        try:
            yield view
        finally:
            view.close()  # or the engine goes on writing to files that are about to go
    except ENGINE_ERRORS as error:
        raise engine_error(folder, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _room(path: Path) -> Path:
    """Return a new folder beside the store, where files can be linked, or else anywhere."""
    place = path.resolve().parent
    where = place if os.access(place, os.W_OK) else None
    try:
        return Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".view", dir=where))
    except OSError as error:
        raise StoreError(f"{place}: no room for a view ({error.strerror}); free some") from error


def _ended(view: Dataset, day: str) -> list[str]:
    """Return the plain triples, as N-Quads, of roles that others' words have ended."""
    roles, leaving, succession = _said(view)
    first = canonical(view)

    def one(iri: Iri) -> Iri:
        return first.get(iri, iri)

    ends: dict[tuple[Iri, Iri], set[str]] = defaultdict(set)
    gone = []
    for said in leaving:
        end = said.until or said.date or said.issued
        ends[one(said.subject), one(said.object)].add(end)
        if day[: len(end)] < end:
            gone.append(said.line)  # not left yet
    for said in succession:
        for role in roles:
            if one(role.subject) == one(said.subject):
                end = said.date or said.since or role.start
                ends[one(said.object), one(role.object)].add(end)
    for role in roles:
        for end in ends[one(role.subject), one(role.object)]:
            if _over(end, day) and role.start[: len(end)] <= end:
                gone.append(role.line)
    return sorted(set(gone))


def _said(view: Dataset) -> tuple[list[_Said], list[_Said], list[_Said]]:
    """Return roles, leavings and successions."""
    found: dict[str, list[_Said]] = defaultdict(list)
    for row in view.select(_ROLES):
        graph, s, p, o, *times = (term.value if term else "" for term in row)
        said = _Said(graph, Iri(s), local_name(p), Iri(o), *times)
        found[said.predicate].append(said)
    roles = found["ceoOf"] + found["worksFor"]
    return roles, found["formerlyWorkedFor"], found["successorOf"]


def _over(end: str, day: str) -> bool:
    """Return whether a time is over: a day from that day on, a longer one after its last."""
    return bool(end) and (day >= end if len(end) == len(day) else day[: len(end)] > end)


def _rows(view: Dataset, sparql: str, day: str) -> list[Any]:
    return view.select(_bound(sparql, day))


def _bound(sparql: str, day: str) -> str:
    """Return a query with a day, which has been checked, in the place of its variable."""
    return sparql.replace("?day", f"'{day}'")


def _prefixes() -> dict[str, str]:
    from newsgraph.store.terms import PREFIXES

    return PREFIXES
