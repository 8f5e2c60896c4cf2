"""Whether a store is whole: gates in SPARQL for what the quads say, and what lies beside them."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from newsgraph.entities.identity import identify
from newsgraph.errors import NewsgraphError
from newsgraph.identifiers import document_iri
from newsgraph.model import Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import identity_quads, profiles
from newsgraph.store.log import changes, stamped
from newsgraph.store.pins import read_pins
from newsgraph.store.terms import IDENTITY_GRAPH
from newsgraph.store.texts import Texts

# Each gate names a document, a node and finds nothing in a whole store.
_GATES = {
    "a statement without a part": """
        GRAPH ?document { ?node a ng:Statement .
          FILTER(!EXISTS { ?node rdf:subject ?s } || !EXISTS { ?node rdf:predicate ?p }
            || !EXISTS { ?node rdf:object ?o } || !EXISTS { ?node ng:status ?c }
            || !EXISTS { ?node prov:wasDerivedFrom ?e }) }""",
    "a statement in the graph of another document": """
        GRAPH ?document { ?node a ng:Statement ; ng:inDocument ?other . }
        FILTER(?other != ?document)""",
    "a statement outside the graphs of documents": """
        GRAPH ?document { ?node a ng:Statement }
        FILTER NOT EXISTS { GRAPH ?document { ?document a ng:Document } }""",
    "an entity without a name": """
        GRAPH ?document { ?statement a ng:Statement ; rdf:subject|rdf:object|ng:attributedTo ?node .
          FILTER(isIRI(?node) && ?node != ?document)
          FILTER NOT EXISTS { ?node rdfs:label ?label } }""",
    "evidence without a passage": """
        GRAPH ?document { ?statement prov:wasDerivedFrom ?node .
          FILTER NOT EXISTS { ?node oa:hasSource ?document ; oa:hasSelector ?p, ?q .
            ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?quote } }""",
    "a passage that is shorter than nothing": """
        GRAPH ?document { ?node oa:start ?start ; oa:end ?end }
        FILTER(?start >= ?end || ?start < 0)""",
    "a status that is none": """
        GRAPH ?document { ?node a ng:Statement ; ng:status ?status }
        FILTER(?status NOT IN (ng:asserted, ng:attributed, ng:speculative, ng:planned,
          ng:negated))""",
}
_PASSAGES = """
SELECT ?document ?node ?start ?end ?quote WHERE { GRAPH ?document {
  ?node oa:hasSelector ?p, ?q . ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?quote } }
"""
_HEADER = "SELECT DISTINCT ?document ?node WHERE {"
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"\]\([^)]*\)")  # of a Markdown link


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where."""

    where: str  # a document's source, or a part of the store
    problem: str
    node: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """What a check looked at, and the faults that it found."""

    documents: int
    passages: int  # that were read again in their texts
    without_text: int  # documents whose passages could not be
    orphans: int  # texts that no document needs: left by a crash, harmless
    faults: tuple[Fault, ...]


def check(dataset: Dataset) -> Health:
    """Return what is wrong with a store: nothing, unless somebody else has written to it."""
    faults = [*_gates(dataset)]
    documents = dataset.document_iris()
    passages: dict[Iri, list[Any]] = {document: [] for document in documents}
    for row in dataset.select(_PASSAGES):
        passages.setdefault(Iri(row["document"].value), []).append(row)
    reread = without = 0
    for document, rows in passages.items():
        text = _text(dataset, document, faults)
        if text is None:
            without += 1
        else:
            reread += len(rows)
            faults += sorted(_reread(dataset.source(document), rows, text), key=str)
    faults += _identity(dataset)
    faults += _log(dataset)
    held = set(documents)
    orphans = sum(document not in held for document in Texts(dataset.path).documents())
    return Health(len(documents), reread, without, orphans, tuple(faults))


def _gates(dataset: Dataset) -> Iterator[Fault]:
    for problem, pattern in _GATES.items():
        for document, found in sorted(dataset.select(f"{_HEADER} {pattern} }}"), key=str):
            source = dataset.source(Iri(document.value)) or document.value
            yield Fault(source, problem, found.value)


def _text(dataset: Dataset, document: Iri, faults: list[Fault]) -> str | None:
    """Return the text of a document, if it is kept and is the one."""
    try:
        text = dataset.text(document)
    except NewsgraphError as error:
        faults.append(Fault(dataset.source(document), str(error)))
        return None
    if text is not None and document_iri(text) != document:
        faults.append(Fault(dataset.source(document), "its text is not the one that was read"))
        return None
    return text


def _reread(source: str, rows: Iterable[Any], text: str) -> Iterator[Fault]:
    """Yield the passages whose spans do not read as their quotes do.

    Cleaning drops markup and joins white space, so it is the words that must be the same.
    """
    for row in rows:
        start, end, quote = int(row["start"].value), int(row["end"].value), row["quote"].value
        passage = text[start:end]
        if passage != quote and _words(passage) != _words(quote):
            yield Fault(source, f"[{start}:{end}] is not its quote", row["node"].value)


def _words(passage: str) -> str:
    """Return the letters and digits that a reader of a passage reads."""
    if "<" in passage or "&" in passage:
        passage = html.unescape(_TAG.sub("", passage))
    return "".join(_WORD.findall(_ADDRESS.sub("", passage)))


def _identity(dataset: Dataset) -> Iterator[Fault]:
    """Yield what the identity graph holds or lacks, against a whole run."""
    wanted = set(map(str, identity_quads(identify(profiles(dataset), read_pins(dataset)))))
    held = {str(quad) for quad in dataset.quads(IDENTITY_GRAPH)}
    for line in sorted(held - wanted):
        yield Fault("identity", "holds what the documents do not give", line)
    for line in sorted(wanted - held):
        yield Fault("identity", "lacks what the documents give", line)


def _log(dataset: Dataset) -> Iterator[Fault]:
    """Yield where the log of changes breaks off, or does not lead to the documents held."""
    stamp, present = "", set[Iri]()
    for entries, change in enumerate(changes(dataset.store), start=1):
        stamp = stamped(stamp, change.action, change.document, change.replaces)
        if change.sequence != entries or stamp != change.stamp:
            yield Fault("log of changes", f"entry {entries} is not the one that was written")
            return
        present -= set(change.replaces)
        present |= {change.document} if change.document else set()
    for document in sorted(present - set(dataset.document_iris())):
        yield Fault("log of changes", "a document that came is not there", document)
