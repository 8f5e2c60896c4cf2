"""News and articles to a knowledge graph in which every edge can show its sentence.

>>> import newsgraph
>>> graph = newsgraph.build(newsgraph.samples(), to="graph.db")  # doctest: +SKIP
>>> graph.query("SELECT ?who { ?who ng:ceoOf ?what }")  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "build", "samples"]

if TYPE_CHECKING:
    from newsgraph.graph import Graph, build
    from newsgraph.samples import samples


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for: importing newsgraph costs nothing."""
    if name in ("Graph", "build"):
        from newsgraph import graph

        return getattr(graph, name)
    if name == "samples":
        from newsgraph.samples import samples

        return samples
    raise AttributeError(f"module 'newsgraph' has no attribute {name!r}")
