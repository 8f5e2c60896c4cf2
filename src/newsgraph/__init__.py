"""News and articles to a knowledge graph in which every edge can show its sentence.

>>> import newsgraph
>>> graph = newsgraph.build(newsgraph.samples(), to="graph.db")  # doctest: +SKIP
>>> graph.query("SELECT ?who { ?who ng:ceoOf ?what }")  # doctest: +SKIP
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "build", "samples"]

if TYPE_CHECKING:
    from newsgraph.graph import Graph, build


def samples() -> Path:
    """Return the folder of the sample briefs.

    >>> sorted(p.name for p in samples().glob("*.txt"))[0]
    'antibody_deal.txt'
    """
    return Path(__file__).resolve().parent / "samples" / "briefs"


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for: importing newsgraph costs nothing."""
    if name in ("Graph", "build"):
        from newsgraph import graph

        return getattr(graph, name)
    raise AttributeError(f"module 'newsgraph' has no attribute {name!r}")
