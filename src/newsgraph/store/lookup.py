"""The documents that a user means: by IRI, by source, or nearly so."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from newsgraph.errors import LookupFailed
from newsgraph.model import Iri

if TYPE_CHECKING:
    from newsgraph.store.dataset import Dataset
    from newsgraph.store.stored import StoredDocument

_MOST = 3  # near ones that are named


def find_documents(dataset: "Dataset", name: str) -> list[Iri]:
    """Return the document of an IRI, or those read from a source, sorted.

    Of a .jsonl file these are the documents of all its lines. Raises LookupFailed, naming
    sources that are near, if there is none.
    """
    if ":" in name and _is_document(dataset, name):
        return [Iri(name)]
    found = list(dataset.from_source(name))
    if found:
        return found
    documents = dataset.documents()
    if name.endswith(".jsonl"):
        found = sorted(d.iri for d in documents if d.source.startswith(f"{name}:"))
        if found:
            return found
    raise LookupFailed(f"{name}: the store holds no such document{_near(name, documents)}")


def _is_document(dataset: "Dataset", name: str) -> bool:
    try:
        return dataset.has(Iri(name))
    except ValueError:  # no IRI
        return False


def _near(name: str, documents: "Sequence[StoredDocument]") -> str:
    """Return what to ask the user, if some sources are near to a name."""
    sources = sorted({d.source for d in documents})
    last = name.rsplit("/", 1)[-1]
    near = [s for s in sources if s.rsplit("/", 1)[-1] == last]
    near += [s for s in get_close_matches(name, sources, _MOST) if s not in near]
    tails = {s.rsplit("/", 1)[-1]: s for s in sources}
    near += [tails[t] for t in get_close_matches(last, tails, _MOST) if tails[t] not in near]
    return f"; is it {' or '.join(near[:_MOST])}?" if near else "; see newsgraph query for them"
