"""What people call an entity or a value that the store holds."""

from collections import Counter
from typing import TYPE_CHECKING

from newsgraph.model import Iri
from newsgraph.store.terms import RDFS, local_name, node

if TYPE_CHECKING:
    from newsgraph.store.dataset import Dataset


def label_of(dataset: "Dataset", iri: Iri) -> str:
    """Return the label that most documents give, or the local name where none gives one."""
    quads = dataset.store.quads_for_pattern(node(iri), node(RDFS + "label"), None, None)
    counts = Counter(quad.object.value for quad in quads)  # type: ignore[union-attr]
    return min(counts, key=lambda label: (-counts[label], label), default=local_name(iri))
