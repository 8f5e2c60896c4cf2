"""The sets by name."""

from collections.abc import Callable, Iterator
from pathlib import Path

from newsgraph.benchmarks import (
    core,
    corpus,
    crossner,
    gum,
    knowledgenet,
    names,
    product,
    redocred,
)
from newsgraph.benchmarks.run import Run
from newsgraph.errors import LookupFailed

SETS: dict[str, Callable[[Path, Run], Iterator[str]]] = {
    "corpus": corpus.predict,
    "knowledgenet": knowledgenet.predict,
    "core": core.predict,
    "product": product.predict,
    "crossner": crossner.predict,
    "redocred": redocred.predict,
    "gum": gum.predict,
    "names": names.predict,
}


def predict(set_name: str, path: Path, run: Run) -> str:
    """Return the predictions for a file of a set, whole, as its scorer reads them.

    Raises LookupFailed for an unknown set, ReadError for a file that is not of the set.
    """
    if set_name not in SETS:
        raise LookupFailed(f"{set_name}: no such set; there are: {', '.join(SETS)}")
    return "".join(SETS[set_name](path, run))
