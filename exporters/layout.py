"""Where each entity is drawn, how large, in which colour and shape: shared by the GraphML file and the HTML page.

Edges pull and nodes push, after Fruchterman and Reingold (1991), well-linked nodes harder than others, after
ForceAtlas2 (Jacomy and others 2014), so that a hub keeps its own around it, and all are drawn to the middle. Near nodes
push each other one by one, far ones as cells of a grid that is coarser with distance (Barnes and Hut 1986), all in
arrays. The start is noise smoothed along the edges, which already unfolds the graph (Koren 2003). Then names are moved
apart and components packed in rows.

Nothing depends on the order in which the graph was built: sums are added in the order of the ids.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.network import KnowledgeGraph

COLOURS = {
    "PERSON": "#0072b2",
    "ORG": "#e69f00",
    "GPE": "#009e73",
    "LOC": "#009e73",
    "FAC": "#009e73",
    "GROUP": "#cc79a7",
    "EVENT": "#d55e00",
    "WORK": "#56b4e9",
    "PRODUCT": "#56b4e9",
    "LAW": "#56b4e9",
    "CONCEPT": "#999999",
}
"""Okabe and Ito's colours (2008), told apart by colour-blind readers; types of one family share a colour."""

SHAPES = {
    "PERSON": "dot",
    "ORG": "square",
    "GPE": "diamond",
    "LOC": "triangle",
    "FAC": "triangleDown",
    "GROUP": "hexagon",
    "EVENT": "star",
    "WORK": "square",
    "PRODUCT": "diamond",
    "LAW": "triangle",
    "CONCEPT": "dot",
}
"""Shapes in the words of vis-network; no two types have both colour and shape in common."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EDGE = np.array([[56.0], [45.0]])
"""Pixels that an edge is long, across and down, where it stands alone; names and screens are wider than high."""
LETTER, LINE, LONGEST = 7.0, 22.0, 28
"""Pixels of a letter and a line of a name, and the letters of it that room is made for."""
GAP = 24.0
"""Pixels between components."""
FEWEST, MOST_WORK = 30, 2_000_000
"""Rounds of the forces at least, and nodes moved in all where a graph is so large that fewer rounds must do."""
GRAVITY = 2.0
"""How hard each node is drawn to the middle of its component, so that chains do not reach far out."""
SMOOTHINGS, STEPS, MOVES = 30, 100, 120
"""Rounds of the start, of the forces and, at most, of moving names apart."""
NEAR = 2.5
"""Nodes of the largest component in a cell, on average: nodes in touching cells push each other one by one."""
CROWD = 1.5
"""How much of its disc the names of a component may cover before they are moved apart."""
GROWTH = 1.03
"""How much a component in which names overlap grows a move."""
TINY = 1e-9


def colour(kind: str) -> str:
    """Return the colour ``#rrggbb`` of an entity type; a type of the user's own is grey."""
    return COLOURS.get(kind, "#999999")


def shape(kind: str) -> str:
    """Return the shape of an entity type; a type of the user's own is a hexagon."""
    return SHAPES.get(kind, "hexagon")


def size(mentions: int) -> float:
    """Return the radius of a node: it grows with the root of its mentions, from 8 to 48."""
    return round(min(8 + 4 * math.sqrt(max(mentions - 1, 0)), 48), 2)


def positions(kg: KnowledgeGraph, seed: int = 0) -> dict[str, tuple[float, float]]:
    """Return x and y of every node of `kg` around (0, 0), in the order of their ids; the same for the same seed."""
    ids = sorted(kg.nodes)
    if not ids:
        return {}
    rank = {id: number for number, id in enumerate(ids)}
    groups = sorted((sorted(rank[id] for id in group) for group in nx.weakly_connected_components(kg)), key=_largest)
    place = {ids[i]: number for number, i in enumerate(i for group in groups for i in group)}
    part = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    pairs = {tuple(sorted((place[a], place[b]))) for a, b in kg.edges() if a != b}
    ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2).T
    boxes = np.array([_box(kg, id) for id in place]).T
    xy = _settled(_start(part, ends, seed), part, ends) * EDGE
    x, y = (_packed(_apart(xy, part, boxes), part, boxes).round(2) + 0.0).tolist()
    return {id: (x[place[id]], y[place[id]]) for id in ids}


def _largest(group: list[int]) -> tuple[int, list[int]]:
    return -len(group), group


def _box(kg: KnowledgeGraph, id: str) -> tuple[float, float]:
    """Return width and height of a node with its name below."""
    node = kg.nodes[id]
    across = 2 * size(node.get("mentions", 0))
    return max(across, LETTER * min(len(node.get("label", id)), LONGEST)) + LETTER, across + LINE


def _start(part: Ints, ends: Ints, seed: int) -> Floats:
    """Return first places: noise, each node moved towards its neighbours again and again, components spread alike.

    Here and below `part` is the component of each node, `ends` holds the two ends of the edges, one row each, and
    places are rows of x and y.
    """
    count = np.bincount(part)
    noise = np.random.default_rng(seed).random((2, len(part))) - 0.5
    degree = np.maximum(_degrees(ends, len(part)), 1)
    xy = noise
    for _ in range(SMOOTHINGS if ends.size else 0):
        xy = (xy + _both(ends, xy[:, ends[1]], xy[:, ends[0]], len(part)) / degree) / 2
        x, y = xy - (_sums(part, xy, len(count)) / count)[:, part]
        lean = np.bincount(part, x * y) / (np.bincount(part, x * x) + TINY)
        xy = np.stack([x, y - lean[part] * x])
        xy = xy / np.sqrt(_sums(part, xy * xy, len(count)) / count + TINY)[:, part]
    return (xy / 2 + noise / 3) * np.sqrt(count)[part]


def _settled(xy: Floats, part: Ints, ends: Ints) -> Floats:
    """Return where the nodes come to rest, in lengths of an edge; a step is never longer than the heat allows."""
    degree = _degrees(ends, len(part))
    mass = (degree + 1.0) / (degree + 1.0).mean()
    weight = np.bincount(part, mass)
    spread = 0.15 * np.sqrt(np.bincount(part)[part])
    steps = min(STEPS, max(FEWEST, MOST_WORK // len(part))) if ends.size else 0
    for step in range(steps):
        along = xy[:, ends[1]] - xy[:, ends[0]]
        pull = along * np.sqrt(_squares(along))
        middle = _sums(part, xy * mass, len(weight)) / weight
        force = _both(ends, pull, -pull, len(part)) + mass * (_push(xy, part, mass) - GRAVITY * (xy - middle[:, part]))
        length = np.sqrt(_squares(force)) + TINY
        heat = spread * (1 - step / steps) ** 1.5 + 0.02
        xy = xy + force / length * np.minimum(length, heat)
    return xy


def _push(xy: Floats, part: Ints, mass: Floats) -> Floats:
    """Return the force that pushes each node away from the others of its component, for each unit of its own mass.

    Cells double from level to level; two cells push each other where they do not touch, but their parents do.
    """
    near = max(math.sqrt(NEAR * float(_discs(xy, part)[0]) / np.count_nonzero(part == 0)), 0.01)
    cell = np.floor((xy - xy.min(axis=1, keepdims=True)) / near).astype(np.int64)
    force = _between(*_close(part, cell), xy, mass)
    owner, parts = np.arange(len(part)), part[-1] + 1
    while len(part) > parts:
        _, first, inverse = np.unique(_keys(part, cell), return_index=True, return_inverse=True)
        xy, mass = _sums(inverse, xy * mass, len(first)), np.bincount(inverse, mass).astype(np.float64)
        xy = xy / mass
        part, cell, owner = part[first], cell[:, first], inverse[owner]
        i, j = _close(part, cell // 2)
        across, down = np.abs(cell[:, i] - cell[:, j])
        far = (across > 1) | (down > 1)
        force = force + _between(i[far], j[far], xy, mass)[:, owner]
        cell = cell // 2
    return force


def _between(i: Ints, j: Ints, xy: Floats, mass: Floats) -> Floats:
    """Return the force on each item from the pairs `i`, `j`: the other's mass over the distance."""
    apart = xy[:, i] - xy[:, j]
    force = apart / (_squares(apart) + 1e-4)
    return _sums(i, force * mass[j], len(mass)) - _sums(j, force * mass[i], len(mass))


def _keys(part: Ints, cell: Ints) -> Ints:
    """Return a number for each cell of a component; that of the cell below is one more."""
    low, high = cell.min(axis=1) - 1, cell.max(axis=1) + 1
    columns, rows = high - low + 1
    return np.asarray((part * columns + cell[0] - low[0]) * rows + cell[1] - low[1], dtype=np.int64)


def _close(part: Ints, cell: Ints) -> tuple[Ints, Ints]:
    """Return each pair of items that lie in one cell or in touching cells of one component, once."""
    keys = _keys(part, cell)
    column = int(cell[1].max() - cell[1].min()) + 3
    order = np.argsort(keys, kind="stable")
    cells, first, count = np.unique(keys[order], return_index=True, return_counts=True)
    pairs = []
    for step in (0, 1, column - 1, column, column + 1):
        there = np.minimum(np.searchsorted(cells, cells + step), len(cells) - 1)
        here = np.flatnonzero(cells[there] == cells + step)
        there = there[here]
        many = count[here] * count[there]
        number = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        i, j = np.divmod(number, np.repeat(count[there], many))
        i, j = i + np.repeat(first[here], many), j + np.repeat(first[there], many)
        pairs.append(np.stack([i, j])[:, i < j] if step == 0 else np.stack([i, j]))
    i, j = order[np.concatenate(pairs, axis=1)]
    return i, j


def _apart(xy: Floats, part: Ints, boxes: Floats) -> Floats:
    """Move nodes until no two boxes overlap, each pair along the axis where less is missing, and let crowds grow."""
    covered = np.bincount(part, boxes[0] * boxes[1]) / (_discs(xy, part) + TINY)
    xy = xy * np.sqrt(np.where(np.bincount(part) > 9, np.maximum(covered / CROWD, 1), 1))[part]
    for _ in range(MOVES):
        i, j = _close(part, np.floor(xy / boxes.max(axis=1, keepdims=True)).astype(np.int64))
        gap = xy[:, i] - xy[:, j]
        missing = (boxes[:, i] + boxes[:, j]) / 2 - np.abs(gap)
        least = np.minimum(*missing)
        over = np.flatnonzero(least > 0.1)
        if not len(over):
            break
        ends, gap, missing = np.stack([i[over], j[over]]), gap[:, over], missing[:, over]
        move = np.where(missing == least[over], missing * np.where(gap < 0, -0.5, 0.5), 0.0)
        met = np.maximum(_degrees(ends, len(part)), 1)
        crowded = np.bincount(part[ends[0]], minlength=part[-1] + 1) > 0
        xy = (xy + _both(ends, move, -move, len(part)) / np.sqrt(met)) * np.where(crowded, GROWTH, 1.0)[part]
    return xy


def _packed(xy: Floats, part: Ints, boxes: Floats) -> Floats:
    """Set the components side by side in rows, the highest first; a main one has the first row to itself."""
    low, high = (np.full((2, part[-1] + 1), sign * np.inf) for sign in (1, -1))
    for axis in (0, 1):
        np.minimum.at(low[axis], part, xy[axis] - boxes[axis] / 2)
        np.maximum.at(high[axis], part, xy[axis] + boxes[axis] / 2)
    room = high - low + GAP
    area = room[0] * room[1]
    wide = 0.0 if 2 * area.max() > area.sum() else math.sqrt(1.6 * float(area.sum()))
    order = np.argsort(-room[1], kind="stable")
    corners = np.empty_like(low)
    corners[:, order] = np.array(list(_rows(room[:, order].T.tolist(), max(wide, float(room[0].max()))))).T
    xy = xy + (corners - low)[:, part]
    return np.asarray(xy - (xy.min(axis=1, keepdims=True) + xy.max(axis=1, keepdims=True)) / 2)


def _rows(rooms: Iterable[tuple[float, float]], widest: float) -> Iterator[tuple[float, float]]:
    """Yield the corner of each room; a row is as high as its first room."""
    x = y = tall = 0.0
    for width, height in rooms:
        if x + width > widest:
            x, y, tall = 0.0, y + tall, 0.0
        yield x, y
        x, tall = x + width, max(tall, height)


def _discs(xy: Floats, part: Ints) -> Floats:
    """Return the area of each component: of the disc whose points lie as far from its middle as the nodes do."""
    count = np.bincount(part)
    middle = _sums(part, xy, len(count)) / count
    return np.asarray(2 * math.pi * np.bincount(part, _squares(xy - middle[:, part])) / count)


def _sums(index: Ints, values: Floats, length: int) -> Floats:
    """Return the sums of the columns of `values` that share an index, added in their order."""
    return np.stack([np.bincount(index, row, length) for row in values])


def _both(ends: Ints, first: Floats, second: Floats, length: int) -> Floats:
    """Return the sums of `first` at one end of the edges and of `second` at the other."""
    return _sums(ends[0], first, length) + _sums(ends[1], second, length)


def _degrees(ends: Ints, length: int) -> Ints:
    return np.bincount(ends.ravel(), minlength=length)


def _squares(vectors: Floats) -> Floats:
    """Return the square of each vector's length; ten times as fast as a sum along the short axis."""
    x, y = vectors
    return np.asarray(x * x + y * y)
