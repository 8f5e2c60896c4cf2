"""Where each node of a picture stands: computed once, the same every time.

A stress layout keeps the distance of two nodes on paper near their distance in the
graph; an edge between two communities counts as longer, so communities stand apart.
Then overlapping boxes are pushed apart, and the components are packed in rows. Of a
component too large for that, each community is laid out by itself, and the communities
are then placed as if each were one node; so on, down to parts that are small enough.

Sources: de Leeuw 1977 and Gansner, Koren and North 2004 (stress majorization); Blondel
et al. 2008 (Louvain); Dwyer, Marriott and Stuckey 2005 (boxes pushed apart).
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import networkx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SEED = 20  # any fixed number: the same network gives the same picture
UNIT = 84.0  # pixels of an edge inside a community
WIDER = 1.3  # x against y: names are written across, and screens are wide
BRIDGE = 1.4  # how much longer an edge between communities is drawn
BEND = 0.75  # below 1: far nodes come nearer, so that near ones get more of the paper
MOST_AT_ONCE = 400  # nodes of a stress layout: its time grows with their cube
MANY = 1500  # nodes from which on speed goes before the last bit of neatness
MOST_AT_ONCE_OF_MANY = 160
MOST_PAIRS = 1_000_000  # of nodes and lines: a fuller picture has no room to move
GAP = 12.0  # pixels kept free between two boxes
GROUP_GAP = 30.0  # pixels kept free between two communities
PULLS = 160  # times that groups are drawn to the middle
MOST_GROUPS = 900  # of one layout
ROW_GAP = 40.0  # pixels kept free between two components
ASPECT = 1.6  # width by height of the whole: a screen beside its side bar


def place(graph: networkx.Graph, boxes: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Return the centre of each node in pixels, y down.

    Nodes are 0 .. n-1, boxes their width and height with the label. No two boxes
    overlap. Integers, so that the last bits of a float never reach the file.
    """
    if len(boxes) == 0:
        return []
    sizes = np.asarray(boxes, dtype=np.float64)
    centres = np.zeros_like(sizes)
    parts = sorted(sorted(part) for part in networkx.connected_components(graph))
    # An edge is shorter where no room is kept for names.
    unit = min(UNIT, 0.8 * float(np.median(sizes.max(axis=1))) + 6.0)
    for part in parts:
        centres[part] = _placed(_Task(graph, sizes, unit), part)
    _pack(parts, centres, sizes)
    middle = (centres.max(axis=0) + centres.min(axis=0)) / 2
    return [(round(x), round(y)) for x, y in (centres - middle).tolist()]


@dataclass(frozen=True, slots=True)
class _Task:
    """What every step of a layout reads."""

    graph: networkx.Graph
    sizes: Floats
    unit: float  # pixels of an edge

    def most(self) -> int:
        return min(MOST_AT_ONCE, MOST_AT_ONCE_OF_MANY if len(self.sizes) > MANY else MOST_AT_ONCE)

    def rounds(self, count: int) -> int:
        """Return how often a stress layout of so many nodes is bettered."""
        if len(self.sizes) > MANY:
            return 25
        return int(np.clip(5e7 / count**2, 20, 300))


class _Pairs(NamedTuple):
    """Pairs of boxes, and how far apart their centres must be across or down."""

    one: NDArray[np.intp]
    two: NDArray[np.intp]
    wide: Floats
    high: Floats


def _placed(task: _Task, part: list[int]) -> Floats:
    """Return where the nodes of a connected part stand, in its order."""
    sizes = task.sizes[part]
    if len(part) == 1:
        return np.zeros((1, 2))
    inside = _inside(task.graph, part)
    if len(part) > task.most():
        groups = _communities(inside)
        return (
            _placed_by_group(task, inside, part, groups)
            if len(groups) > 1
            else _spiral(inside, sizes)
        )
    groups = _communities(inside) if len(task.sizes) <= MANY else [part]
    lengths = _distances(inside, part, _number_of(groups))
    found = _turn_wide(_stress_layout(lengths, task.rounds(len(part)))) * (
        task.unit * np.array([WIDER, 1.0])
    )
    if len(task.sizes) <= MANY:
        found = _push_off_lines(found, sizes, _edges_within(task.graph, part))
    return _push_apart(found, sizes)


def _communities(graph: networkx.Graph) -> list[list[int]]:
    """Return the communities, each connected, sorted."""
    found = networkx.community.louvain_communities(graph, seed=SEED)
    whole = (part for group in found for part in _connected(graph, group))
    return sorted(sorted(part) for part in whole)


def _inside(graph: networkx.Graph, part: Iterable[int]) -> networkx.Graph:
    """Return the nodes and what joins them as a graph of its own: a view is slow to read."""
    found = networkx.Graph()
    found.add_nodes_from(part)
    kept = found.adj.keys()
    found.add_edges_from(
        (one, two) for one in part for two in graph.adj[one] if one < two and two in kept
    )
    return found


def _connected(graph: networkx.Graph, group: set[int]) -> Iterator[set[int]]:
    yield from networkx.connected_components(_inside(graph, sorted(group)))


def _number_of(groups: list[list[int]]) -> dict[int, int]:
    return {node: number for number, group in enumerate(groups) for node in group}


def _placed_by_group(
    task: _Task, graph: networkx.Graph, part: list[int], groups: list[list[int]]
) -> Floats:
    """Return the places in a part too large for one layout: each group keeps together."""
    inner = [_placed(task, group) for group in groups]
    inner = [at - (at.max(axis=0) + at.min(axis=0)) / 2 for at in inner]
    reach = np.array(
        [_reach(at, task.sizes[group]) for group, at in zip(groups, inner, strict=True)]
    )
    outer = _group_centres(graph, groups, reach + GROUP_GAP / 2)
    places: dict[int, Floats] = {}
    for group, at, centre in zip(groups, inner, outer, strict=True):
        places.update(zip(group, at + centre, strict=True))
    return np.array([places[node] for node in part])


def _reach(points: Floats, sizes: Floats) -> float:
    """Return the radius of the disc around 0 that holds all boxes."""
    return float(np.linalg.norm(np.abs(points) + sizes / 2, axis=1).max())


def _group_centres(graph: networkx.Graph, groups: list[list[int]], reach: Floats) -> Floats:
    number_of = _number_of(groups)
    joined: Counter[tuple[int, int]] = Counter()
    for left, right in graph.edges:
        one, two = sorted((number_of[left], number_of[right]))
        if one != two:
            joined[one, two] += 1
    near = networkx.Graph()
    near.add_nodes_from(range(len(groups)))
    for (one, two), edges in sorted(joined.items()):
        # Many edges pull two groups together.
        near.add_edge(one, two, weight=float(reach[one] + reach[two]) * (0.6 + 0.6 / edges))
    if len(groups) > MOST_GROUPS:
        return _spiral(near, np.stack([2 * reach, 2 * reach], axis=1))
    ways = networkx.floyd_warshall_numpy(near, nodelist=range(len(groups)))
    scale = float(np.median(reach)) or 1.0
    points = _turn_wide(_stress_layout((np.asarray(ways) / scale) ** BEND, 60)) * (WIDER, 1.0)
    return _discs_together(points * scale, reach)


def _discs_together(points: Floats, reach: Floats, rounds: int = 1000) -> Floats:
    """Draw discs to the middle until they touch, each about where it was seen from there."""
    points = points - np.average(points, axis=0, weights=reach**2)
    one, two = np.triu_indices(len(points), k=1)
    least = reach[one] + reach[two]
    for step in range(rounds):
        if step < PULLS:
            points *= 0.97
        way = points[one] - points[two]
        apart = np.linalg.norm(way, axis=1)
        hit = apart < least - 0.5
        if step >= PULLS and not hit.any():
            break
        share = (reach[two] / least)[hit]  # the larger disc gives way less
        push = way[hit] * ((least - apart) / np.maximum(apart, 1e-6))[hit, None]
        np.add.at(points, one[hit], push * share[:, None] * 0.5)
        np.add.at(points, two[hit], -push * (1 - share)[:, None] * 0.5)
        if step > PULLS and step % 50 == 49:
            points *= 1.02  # no room left: spread the whole
    return points


def _spiral(graph: networkx.Graph, sizes: Floats) -> Floats:
    """Return places on a sunflower's spiral, the best joined in the middle.

    For what no community parts: a hub with thousands of leaves.
    """
    nodes = sorted(graph)
    row_of = {node: row for row, node in enumerate(nodes)}
    points = np.zeros((len(nodes), 2))
    step = float(np.linalg.norm(sizes, axis=1).max()) + GAP
    ranked = sorted(nodes, key=lambda node: (-graph.degree(node), node))
    for rank, node in enumerate(ranked):
        turn = rank * math.pi * (3 - math.sqrt(5))
        away = step * 0.75 * math.sqrt(rank)
        points[row_of[node]] = away * math.cos(turn), away * math.sin(turn)
    return _push_apart(points, sizes) if len(nodes) <= MANY else points * 1.4


def _distances(graph: networkx.Graph, part: list[int], community: dict[int, int]) -> Floats:
    """Return the shortest ways between the nodes of one component, in edge lengths."""
    weighted = networkx.Graph()
    weighted.add_nodes_from(part)
    for left, right in graph.edges:
        if left == right:
            continue
        crowd = 0.1 * min(graph.degree(left) + graph.degree(right), 16)  # hubs need room
        bridge = 1.0 if community[left] == community[right] else BRIDGE
        weighted.add_edge(left, right, weight=bridge * (0.9 + crowd))
    ways = networkx.floyd_warshall_numpy(weighted, nodelist=part)
    return np.asarray(ways, dtype=np.float64) ** BEND


def _stress_layout(lengths: Floats, rounds: int) -> Floats:
    """Return points whose distances are near lengths, close pairs first (SMACOF)."""
    count = len(lengths)
    if count == 1:
        return np.zeros((1, 2))
    off = ~np.eye(count, dtype=bool)
    weights = np.zeros_like(lengths)
    weights[off] = lengths[off] ** -2
    laplacian = np.diag(weights.sum(axis=1)) - weights
    solver = np.linalg.inv(laplacian + 1.0 / count)  # the constant makes it regular
    wanted = -weights * lengths
    points = _classical_scaling(lengths)
    before = np.inf
    for _ in range(rounds):
        across, down = (np.subtract.outer(axis, axis) for axis in points.T)
        apart = np.sqrt(across**2 + down**2)
        stress = float((weights * (apart - lengths) ** 2).sum())
        if before - stress < 1e-4 * stress:
            break
        before = stress
        apart[~off] = 1.0
        pull = wanted / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = solver @ (pull @ points)
    return points


def _classical_scaling(lengths: Floats) -> Floats:
    """Return Torgerson's layout of the lengths: a start near the best, never a random one."""
    count = len(lengths)
    centring = np.eye(count) - 1.0 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ lengths**2 @ centring)
    axes = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0.0))
    axes *= np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    # Leaves of one hub may fall on one point; a fixed jitter lets them part.
    jitter = np.random.default_rng(SEED).normal(scale=0.05, size=(count, 2))
    return np.asarray(axes + jitter, dtype=np.float64)


def _turn_wide(points: Floats) -> Floats:
    """Turn the points so that their longest axis is level: screens and labels are wide."""
    if len(points) < 2:
        return points
    centred = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axis = vectors[:, 1] * (-1.0 if vectors[0, 1] < 0 else 1.0)
    turn = np.array([[axis[0], -axis[1]], [axis[1], axis[0]]])
    return np.asarray(centred @ turn, dtype=np.float64)


def _push_apart(points: Floats, sizes: Floats, rounds: int = 2000) -> Floats:
    """Move boxes along the shorter way until none overlaps."""
    points = points.copy()
    pairs = _close_pairs(points, sizes)
    for step in range(rounds):
        if step % 10 == 9:  # within ten rounds hardly any other two come together
            pairs = _close_pairs(points, sizes)
        ways, overlaps = _overlaps(points, pairs)
        hit = np.flatnonzero((overlaps[0] > 0.5) & (overlaps[1] > 0.5))
        if not len(hit):
            pairs = _close_pairs(points, sizes)
            _, (beside, below) = _overlaps(points, pairs)
            if not ((beside > 0.5) & (below > 0.5)).any():
                break
            continue
        level = overlaps[0][hit] < overlaps[1][hit]
        for axis, chosen in ((0, hit[level]), (1, hit[~level])):
            # Two boxes on one point have no direction: the lower number goes first.
            side = np.where(ways[axis][chosen] > 0.0, 0.3, -0.3)
            move = side * overlaps[axis][chosen]
            np.add.at(points[:, axis], pairs.one[chosen], move)
            np.add.at(points[:, axis], pairs.two[chosen], -move)
        if step % 50 == 49:
            points *= 1.03  # no room left: spread the whole
    return points


def _close_pairs(points: Floats, sizes: Floats) -> _Pairs:
    """Return the pairs, lower number first, whose boxes overlap or nearly do."""
    close = np.ones((len(points), len(points)), dtype=bool)
    for axis in (0, 1):
        apart = np.abs(np.subtract.outer(points[:, axis], points[:, axis]))
        close &= apart < np.add.outer(sizes[:, axis], sizes[:, axis]) / 2 + 3 * GAP
    one, two = np.nonzero(np.triu(close, k=1))
    wide, high = ((sizes[one] + sizes[two]) / 2 + GAP).T
    return _Pairs(one, two, wide, high)


def _overlaps(points: Floats, pairs: _Pairs) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Return the way between the centres of each pair, and how much its boxes share, by axis."""
    across = points[pairs.one, 0] - points[pairs.two, 0]
    down = points[pairs.one, 1] - points[pairs.two, 1]
    return (across, down), (pairs.wide - np.abs(across), pairs.high - np.abs(down))


def _edges_within(graph: networkx.Graph, part: list[int]) -> NDArray[np.intp]:
    """Return the edges of a component as positions in it, shape (edges, 2)."""
    place_of = {node: number for number, node in enumerate(part)}
    pairs = sorted((place_of[left], place_of[right]) for left, right in graph.subgraph(part).edges)
    return np.array([pair for pair in pairs if pair[0] != pair[1]], dtype=np.intp).reshape(-1, 2)


def _push_off_lines(
    points: Floats, sizes: Floats, edges: NDArray[np.intp], rounds: int = 60
) -> Floats:
    """Move nodes off lines that are not theirs, which would read as an edge to them.

    It helps where it can; a dense graph in the plane keeps some such lines.
    """
    if len(points) * len(edges) > MOST_PAIRS or len(points) < 3:
        return points
    points = points.copy()
    free = np.minimum(sizes.min(axis=1) * 0.5 + 6.0, 34.0)
    own = np.zeros((len(points), len(edges)), dtype=bool)
    own[edges[:, 0], np.arange(len(edges))] = True
    own[edges[:, 1], np.arange(len(edges))] = True
    for _ in range(rounds):
        start, way = points[edges[:, 0]], points[edges[:, 1]] - points[edges[:, 0]]
        squared = np.maximum((way**2).sum(axis=1), 1.0)
        share = ((points[:, None] - start[None]) * way[None]).sum(axis=2) / squared
        foot = start[None] + np.clip(share, 0.0, 1.0)[:, :, None] * way[None]
        off = points[:, None] - foot
        distance = np.linalg.norm(off, axis=2)
        near = (distance < free[:, None]) & ~own & (share > 0) & (share < 1)
        if not near.any():
            break
        push = (free[:, None] - distance) / np.maximum(distance, 1.0)
        points += np.where(near[:, :, None], off * push[:, :, None], 0.0).sum(axis=1) * 0.25
        points = _push_apart(points, sizes, rounds=8)
    return points


def _pack(parts: list[list[int]], centres: Floats, sizes: Floats) -> None:
    """Move the components into rows, the largest first, in the shape of a screen.

    Nodes of no edge come last, in rows of their own: the page may leave them out.
    """
    frames = []
    for part in parts:
        low = (centres[part] - sizes[part] / 2).min(axis=0)
        high = (centres[part] + sizes[part] / 2).max(axis=0)
        frames.append((part, low, high - low + ROW_GAP))
    frames.sort(key=lambda frame: (-len(frame[0]), -frame[2][1], frame[0][0]))
    joined = [frame for frame in frames if len(frame[0]) > 1] or frames
    area = sum(float(size[0] * size[1]) for _, _, size in joined)
    width = max(float((area * ASPECT) ** 0.5), *(float(size[0]) for _, _, size in frames), 1.0)
    left = top = down = row = column = 0.0  # of the column being filled, and of its row
    for number, (part, low, size) in enumerate(frames):
        if down + size[1] > row:  # the column is full
            left, down, column = left + column, 0.0, 0.0
        if left + size[0] > width or number == len(joined):  # so is the row
            left, top, down, row, column = 0.0, top + row, 0.0, 0.0, 0.0
        centres[part] += np.array([left, top + down]) - low
        down += float(size[1])
        row, column = max(row, down), max(column, float(size[0]))
