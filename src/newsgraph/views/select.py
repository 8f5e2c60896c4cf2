"""A part of a network: what was published in some days, or what lies around one entity."""

import re
from typing import TYPE_CHECKING

from newsgraph.errors import LookupFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    import networkx as nx

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def narrowed(
    network: "nx.MultiDiGraph", *, focus: str = "", hops: int = 2, since: str = "", until: str = ""
) -> "nx.MultiDiGraph":
    """Return the part of a network that a reader asked for; the network stays as it was.

    ``since`` and ``until`` are YYYY, YYYY-MM or YYYY-MM-DD, both inclusive, of the day a
    document was published: what comes from an undated one, and entities of which nothing
    is left, go. ``focus`` is the IRI of a node: what is more than ``hops`` statements away
    from it, in either direction, goes. Raises LookupFailed for a node that is not there
    and for a day in another form.
    """
    for day in (since, until):
        if day and not _DAY.fullmatch(day):
            raise LookupFailed(f'"{day}" is no date; write YYYY, YYYY-MM or YYYY-MM-DD')
    found = _published(network, since, until) if since or until else network
    return _around(found, focus, hops) if focus else found


def _published(network: "nx.MultiDiGraph", since: str, until: str) -> "nx.MultiDiGraph":
    def within(said: "Mapping[str, Any]") -> bool:
        day = str(said.get("published") or "")
        return bool(day) and since <= day and (not until or day[: len(until)] <= until)

    found = network.__class__()
    for node, data in network.nodes(data=True):
        facts = [fact for fact in data.get("facts", []) if within(fact)]
        found.add_node(node, **{**data, "facts": facts})
    found.add_edges_from(edge for edge in network.edges(keys=True, data=True) if within(edge[3]))
    found.remove_nodes_from(
        [n for n, data in found.nodes(data=True) if not data["facts"] and not found.degree(n)]
    )
    return found


def _around(network: "nx.MultiDiGraph", focus: str, hops: int) -> "nx.MultiDiGraph":
    if focus not in network:
        raise LookupFailed(f"<{focus}> has no part in what was chosen; choose more")
    away = dict(_rings(network, focus, hops))
    found = network.subgraph(away).copy()
    found.graph["away"] = away  # the nearest are drawn first
    return found


def _rings(network: "nx.MultiDiGraph", focus: str, hops: int) -> "Iterator[tuple[str, int]]":
    """Yield the nodes around one with their distance from it."""
    seen, ring = {focus}, {focus}
    for distance in range(hops + 1):
        yield from ((node, distance) for node in sorted(ring))
        near = (set(network.successors(node)) | set(network.predecessors(node)) for node in ring)
        ring = set().union(*near) - seen
        seen |= ring
