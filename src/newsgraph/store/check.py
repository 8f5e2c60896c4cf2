"""Whether a store is whole: gates in SPARQL for what the quads say, and what lies beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
        GRAPH ?document { ?node oa:start ?start ; oa:end ?end . FILTER(?start >= ?end || ?start < 0) }""",
    "a status that is none": """
        GRAPH ?document { ?node a ng:Statement ; ng:status ?status }
        FILTER(?status NOT IN (ng:asserted, ng:attributed, ng:speculative, ng:planned, ng:negated))""",
}
_PASSAGES = """
SELECT ?node ?start ?end ?quote WHERE { GRAPH ?document {
  ?node oa:hasSelector ?p, ?q . ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?quote } }
"""
_HEADER = "SELECT DISTINCT ?document ?node WHERE {"
_WORDS = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"<[^>]*>|&#?\w+;")


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
    passages = without = 0
    for document in documents:
        text = _text(dataset, document, faults)
        if text is None:
            without += 1
            continue
        found = list(_reread(dataset, document, text))
        passages += len(found)
        faults += [fault for fault in found if fault is not None]
    faults += _identity(dataset)
    faults += _log(dataset)
    held = set(documents)
    orphans = sum(document not in held for document in Texts(dataset.path).documents())
    return Health(len(documents), passages, without, orphans, tuple(faults))


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


def _reread(dataset: Dataset, document: Iri, text: str) -> Iterator[Fault | None]:
    """Yield for each passage the fault, or None where its span reads as its quote does.

    Cleaning drops markup and joins white space, so it is the words that must be the same.
    """
    from pyoxigraph import NamedNode

    for row in dataset.select(_PASSAGES, {"document": NamedNode(document)}):
        start, end, quote = int(row["start"].value), int(row["end"].value), row["quote"].value
        passage = text[start:end]
        if passage == quote or _same_words(passage, quote):
            yield None
        else:
            yield Fault(
                dataset.source(document), f"[{start}:{end}] is not its quote", row["node"].value
            )


def _same_words(passage: str, quote: str) -> bool:
    import html

    spoken = (
        html.unescape(re.sub(r"<[^>]*>", "", passage))
        if "<" in passage or "&" in passage
        else passage
    )
    spoken = re.sub(r"\]\([^)]*\)", "", spoken)  # the address of a Markdown link
    return "".join(_WORDS.findall(spoken)) == "".join(_WORDS.findall(quote)) != ""


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
    stamp, number, present, first = "", 0, set[Iri](), True
    for change in changes(dataset.store):
        number += 1
        if change.sequence != number:
            yield Fault("log of changes", f"entry {number} is missing")
            return
        stamp = stamped(stamp, change.action, change.document, change.replaces)
        if stamp != change.stamp:
            yield Fault("log of changes", f"entry {number} is not the one that was written")
            return
        present -= set(change.replaces)
        present |= {change.document} if change.document else set()
        first = False
    held = set(dataset.document_iris())
    if first and held:
        return  # a store of a version that kept no log
    for document in sorted(present - held):
        yield Fault("log of changes", "a document that came is not there", document)
