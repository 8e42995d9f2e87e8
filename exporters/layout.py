"""Where each entity is drawn, how large, in which colour and shape: shared by the GraphML file and the HTML page.

The layout is Fruchterman and Reingold's (1991): edges pull, nodes push. Nodes push their neighbours exactly and far
ones as cells of a grid, coarser with distance (Greengard and Rokhlin 1987), so that it takes n log n steps; it starts
from smoothed noise, which already unfolds the graph (Koren 2003). Then names are moved apart and components packed in
rows. Nothing depends on the order in which the graph was built.
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

EDGE = 90.0
"""Length of an edge that nothing else pulls, in pixels."""
LONGEST = 28
"""Characters of a name that room is made for."""
GAP = 24.0
"""Room between components."""


def colour(kind: str) -> str:
    """Return the colour ``#rrggbb`` of an entity type; a type of the user's own is grey."""
    return COLOURS.get(kind, COLOURS["CONCEPT"])


def shape(kind: str) -> str:
    """Return the shape of an entity type; a type of the user's own is a dot."""
    return SHAPES.get(kind, SHAPES["CONCEPT"])


def size(mentions: int) -> float:
    """Return the radius of a node: it grows with the root of its mentions, from 8 to 48."""
    return round(min(8 + 4 * math.sqrt(max(mentions - 1, 0)), 48), 2)


def positions(kg: KnowledgeGraph, seed: int = 0) -> dict[str, tuple[float, float]]:
    """Return x and y of every node of `kg` in the order of their ids, the same for the same graph and seed."""
    ids = sorted(kg.nodes)
    if not ids:
        return {}
    rank = {id: number for number, id in enumerate(ids)}
    groups = sorted((sorted(rank[id] for id in group) for group in nx.weakly_connected_components(kg)), key=_by_size)
    place = {ids[i]: number for number, i in enumerate(i for group in groups for i in group)}
    part = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    pairs = {(place[a], place[b]) for a, b in kg.edges()}
    ends = np.array(sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]}), dtype=np.int64).reshape(-1, 2).T
    boxes = np.array([_box(kg, id) for id in place]).T
    xy = _settled(_start(part, ends, seed), part, ends) * EDGE
    x, y = _packed(_apart(xy, part, boxes), part, boxes).round(2).tolist()
    return {id: (x[place[id]], y[place[id]]) for id in ids}


def _by_size(group: list[int]) -> tuple[int, list[int]]:
    return -len(group), group


def _box(kg: KnowledgeGraph, id: str) -> tuple[float, float]:
    """Return width and height of a node with its name below."""
    data = kg.nodes[id]
    across = 2 * size(data.get("mentions", 0))
    return max(across, 7.0 * min(len(data.get("label", id)), LONGEST)) + 8, across + 22


def _start(part: Ints, ends: Ints, seed: int) -> Floats:
    """Return first places: noise, smoothed along the edges, so that neighbours start close together."""
    noise = np.random.default_rng(seed).random((2, len(part))) - 0.5
    degree = np.maximum(np.bincount(ends.ravel(), minlength=len(part)), 1)
    count = np.bincount(part)
    xy = noise
    for _ in range(SMOOTHED):
        xy = (xy + _both(ends, xy[:, ends[1]], xy[:, ends[0]], len(part)) / degree) / 2
        xy = xy - (_sums(part, xy, len(count)) / count)[:, part]
        x, y = xy
        lean = np.bincount(part, x * y) / (np.bincount(part, x * x) + TINY)
        xy = np.stack([x, y - lean[part] * x])
        xy = xy / np.sqrt(_sums(part, xy**2, len(count)) / count + TINY)[:, part]
    return (xy * 0.5 + noise * 0.3) * np.sqrt(count)[part]


def _settled(xy: Floats, part: Ints, ends: Ints) -> Floats:
    """Return where nodes come to rest, lengths in edges; each step is shorter than the last."""
    degree = np.bincount(ends.ravel(), minlength=len(part))
    mass = MASS(degree)
    count = np.bincount(part)[part]
    steps = STEPS(len(part))
    for step in range(steps):
        along = xy[:, ends[1]] - xy[:, ends[0]]
        pull = along * np.sqrt((along**2).sum(axis=0))
        force = _repulsion(xy, part, mass) + _both(ends, pull, -pull, len(part))
        length = np.sqrt((force**2).sum(axis=0)) + TINY
        heat = 0.15 * np.sqrt(count) * (1 - step / steps) ** 1.5 + 0.02
        xy = xy + force / length * np.minimum(length, heat)
    return xy


def _repulsion(xy: Floats, part: Ints, mass: Floats) -> Floats:
    cell = np.floor((xy - xy.min(axis=1, keepdims=True)) / REACH).astype(np.int64)
    i, j = _close(part, cell)
    force = _push(i, j, xy, mass)
    owner = np.arange(len(part))
    parts = part[-1] + 1
    own = mass
    while True:
        _, first, inverse = np.unique(_keys(part, cell), return_index=True, return_inverse=True)
        total = np.bincount(inverse, mass)
        xy = _sums(inverse, xy * mass, len(first)) / total
        mass, part, cell, owner = total, part[first], cell[:, first], inverse[owner]
        if len(first) == parts:
            return force * own
        i, j = _close(part, cell // 2)
        far = np.abs(cell[:, i] - cell[:, j]).max(axis=0) > 1
        force += _push(i[far], j[far], xy, mass)[:, owner]
        cell = cell // 2


def _push(i: Ints, j: Ints, xy: Floats, mass: Floats) -> Floats:
    apart = xy[:, i] - xy[:, j]
    force = apart / ((apart**2).sum(axis=0) + 1e-4)
    return _sums(i, force * mass[j], len(mass)) - _sums(j, force * mass[i], len(mass))


def _keys(part: Ints, cell: Ints) -> Ints:
    low = cell.min(axis=1) - 1
    span = cell.max(axis=1) - low + 2
    return (part * span[0] + cell[0] - low[0]) * span[1] + cell[1] - low[1]


def _close(part: Ints, cell: Ints) -> tuple[Ints, Ints]:
    """Return each pair of items that lie in one cell or in touching cells of one component, once."""
    keys = _keys(part, cell)
    row = int(cell[1].max() - cell[1].min()) + 3
    order = np.argsort(keys, kind="stable")
    cells, first, count = np.unique(keys[order], return_index=True, return_counts=True)
    left, right = [], []
    for step in (0, 1, row - 1, row, row + 1):
        at = np.minimum(np.searchsorted(cells, cells + step), len(cells) - 1)
        here = np.flatnonzero(cells[at] == cells + step)
        there = at[here]
        many = count[here] * count[there]
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        width = np.repeat(count[there], many)
        i = np.repeat(first[here], many) + within // width
        j = np.repeat(first[there], many) + within % width
        once = i < j if step == 0 else slice(None)
        left.append(order[i[once]])
        right.append(order[j[once]])
    return np.concatenate(left), np.concatenate(right)


def _sums(index: Ints, values: Floats, length: int) -> Floats:
    """Return the sums of the columns of `values` that share an index, added in their order."""
    return np.stack([np.bincount(index, row, length) for row in values])


def _both(ends: Ints, first: Floats, second: Floats, length: int) -> Floats:
    """Return the sums of `first` at one end of the edges and of `second` at the other."""
    return _sums(ends[0], first, length) + _sums(ends[1], second, length)


def _apart(xy: Floats, part: Ints, boxes: Floats) -> Floats:
    """Move nodes until no two boxes overlap, each pair along the axis where less is missing, and let crowds grow."""
    n = len(part)
    for _ in range(MOVES):
        i, j = _close(part, np.floor(xy / boxes.max(axis=1, keepdims=True)).astype(np.int64))
        gap = xy[:, i] - xy[:, j]
        missing = (boxes[:, i] + boxes[:, j]) / 2 - np.abs(gap)
        over = np.flatnonzero(missing.min(axis=0) > 0.1)
        if not len(over):
            break
        i, j, gap, missing = i[over], j[over], gap[:, over], missing[:, over]
        sideways = missing[0] < missing[1]
        move = np.where(np.stack([sideways, ~sideways]), missing * np.where(gap < 0, -0.5, 0.5), 0.0)
        met = np.maximum(np.bincount(i, minlength=n) + np.bincount(j, minlength=n), 1)
        xy = xy + _both(np.stack([i, j]), move, -move, n) / np.sqrt(met)
        xy = xy * np.where(np.bincount(part[i], minlength=part[-1] + 1) > 0, GROWTH, 1.0)[part]
    return xy


def _packed(xy: Floats, part: Ints, boxes: Floats) -> Floats:
    """Set the components side by side in rows, the highest first, around (0, 0); below a main one in its width."""
    low, high = np.full((2, part[-1] + 1), np.inf), np.full((2, part[-1] + 1), -np.inf)
    for axis in (0, 1):
        np.minimum.at(low[axis], part, xy[axis] - boxes[axis] / 2)
        np.maximum.at(high[axis], part, xy[axis] + boxes[axis] / 2)
    room = high - low + GAP
    area = room[0] * room[1]
    wide = 0.0 if 2 * area.max() > area.sum() else math.sqrt(WIDE * float(area.sum()))
    order = np.argsort(-room[1], kind="stable")
    corners = np.empty_like(low)
    corners[:, order] = np.array(list(_rows(room[:, order].T.tolist(), max(wide, float(room[0].max()))))).T
    xy = xy + (corners - low)[:, part]
    return xy - (xy.min(axis=1, keepdims=True) + xy.max(axis=1, keepdims=True)) / 2


def _rows(rooms: Iterable[tuple[float, float]], widest: float) -> Iterator[tuple[float, float]]:
    """Yield the corner of each room; a row is as high as its first one."""
    x = y = tall = 0.0
    for width, height in rooms:
        if x + width > widest:
            x, y, tall = 0.0, y + tall, 0.0
        yield x, y
        x, tall = x + width, max(tall, height)


MOVES = 60
GROWTH = 1.02
WIDE = 1.6
SMOOTHED = 30
REACH = 2.0
TINY = 1e-9
MASS = lambda d: (1.0 + d) / (1.0 + d).mean()
STEPS = lambda n: 100
