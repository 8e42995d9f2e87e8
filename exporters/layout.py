"""Where each entity is drawn, how large, in which colour and shape: shared by the GraphML file and the HTML page.

The layout is Fruchterman and Reingold's (1991): edges pull, nodes push. Nodes push their neighbours exactly and far
ones as cells of a grid, coarser with distance (Greengard and Rokhlin 1987), so that it takes n log n steps; it starts
from smoothed noise, which already unfolds the graph (Koren 2003). Then names are moved apart and components packed in
rows. Nothing depends on the order in which the graph was built.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

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
    rank = {id: i for i, id in enumerate(ids)}
    groups = sorted((sorted(rank[id] for id in group) for group in nx.weakly_connected_components(kg)), key=_by_size)
    order = [ids[i] for group in groups for i in group]
    if not order:
        return {}
    part = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    place = {id: i for i, id in enumerate(order)}
    pairs = sorted({(min(place[a], place[b]), max(place[a], place[b])) for a, b in kg.edges() if a != b})
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    boxes = np.array([_box(kg, id) for id in order])
    xy = _settled(_start(part, ends, seed), part, ends) * (EDGE * 1.2, EDGE)
    xy = _packed(_apart(xy, part, boxes), part, boxes)
    return {id: (round(float(xy[place[id], 0]), 2) + 0.0, round(float(xy[place[id], 1]), 2) + 0.0) for id in ids}


def _by_size(group: list[int]) -> tuple[int, list[int]]:
    return -len(group), group


def _box(kg: KnowledgeGraph, id: str) -> tuple[float, float]:
    """Return width and height of a node with its name below."""
    data = kg.nodes[id]
    across = 2 * size(data.get("mentions", 0))
    return max(across, 7.0 * min(len(data.get("label", id)), LONGEST)) + 8, across + 22


def _start(part: Ints, ends: Ints, seed: int) -> Floats:
    """Return first places: noise, smoothed along the edges, so that neighbours start close together."""
    xy = np.random.default_rng(seed).random((len(part), 2)) - 0.5
    noise = xy.copy()
    degree = np.maximum(np.bincount(ends.ravel(), minlength=len(part)), 1)[:, None]
    count = np.bincount(part)[part][:, None]
    for _ in range(ROUNDS):
        xy = (xy + (_sums(ends[:, 0], xy[ends[:, 1]], len(part)) + _sums(ends[:, 1], xy[ends[:, 0]], len(part))) / degree) / 2
        xy -= _sums(part, xy, part[-1] + 1)[part] / count
        xy[:, 1] -= xy[:, 0] * (np.bincount(part, xy[:, 0] * xy[:, 1]) / (np.bincount(part, xy[:, 0] ** 2) + 1e-12))[part]
        xy /= np.sqrt(_sums(part, xy**2, part[-1] + 1)[part] / count) + 1e-12
    return (xy * 0.5 + noise * 0.3) * np.sqrt(count)


ROUNDS = 30
STEPS = 100
REACH = 2.0


def _settled(xy: Floats, part: Ints, ends: Ints) -> Floats:
    a, b = ends.T
    n = len(xy)
    count = np.bincount(part)[part][:, None]
    for step in range(STEPS):
        along = xy[a] - xy[b]
        pull = along * np.sqrt((along**2).sum(axis=1))[:, None]
        force = _repulsion(xy, part) + _sums(b, pull, n) - _sums(a, pull, n)
        length = np.sqrt((force**2).sum(axis=1))[:, None] + 1e-9
        heat = 0.15 * np.sqrt(count) * (1 - step / STEPS) ** 1.5 + 0.02
        xy = xy + force / length * np.minimum(length, heat)
    return xy


def _repulsion(xy: Floats, part: Ints) -> Floats:
    cell = np.floor(xy / REACH).astype(np.int64)
    i, j = _close(part, cell)
    force = _push(i, j, xy, np.ones(len(xy)))
    owner = np.arange(len(xy))
    mass = np.ones(len(xy))
    parts = part[-1] + 1
    while True:
        keys, first, inverse = np.unique(_keys(part, cell), return_index=True, return_inverse=True)
        new = np.bincount(inverse, mass)
        xy = _sums(inverse, xy * mass[:, None], len(keys)) / new[:, None]
        mass, part, cell, owner = new, part[first], cell[first], inverse[owner]
        if len(keys) == parts:
            return force
        i, j = _close(part, cell // 2)
        far = np.abs(cell[i] - cell[j]).max(axis=1) > 1
        force += _push(i[far], j[far], xy, mass)[owner]
        cell = cell // 2


def _push(i: Ints, j: Ints, xy: Floats, mass: Floats) -> Floats:
    apart = xy[i] - xy[j]
    force = apart / ((apart**2).sum(axis=1) + 1e-4)[:, None]
    return _sums(i, force * mass[j][:, None], len(xy)) - _sums(j, force * mass[i][:, None], len(xy))


def _keys(part: Ints, cell: Ints) -> Ints:
    low = cell.min(axis=0) - 1
    span = cell.max(axis=0) - low + 2
    return (part * span[0] + cell[:, 0] - low[0]) * span[1] + cell[:, 1] - low[1]


def _close(part: Ints, cell: Ints) -> tuple[Ints, Ints]:
    """Return each pair of items that lie in one cell or in touching cells of one component, once."""
    keys = _keys(part, cell)
    row = cell[:, 1].max() - cell[:, 1].min() + 3
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
    """Return the sums of the rows of `values` that share an index, added in their order."""
    return np.stack([np.bincount(index, column, length) for column in values.T], axis=1)


def _apart(xy: Floats, part: Ints, boxes: Floats) -> Floats:
    """Move nodes until hardly any two boxes overlap, each pair along the axis where less is missing."""
    n = len(xy)
    for _ in range(60):
        i, j = _close(part, np.floor(xy / boxes.max(axis=0)).astype(np.int64))
        gap = xy[i] - xy[j]
        missing = (boxes[i] + boxes[j]) / 2 - np.abs(gap)
        over = (missing > 0).all(axis=1)
        if not over.any():
            break
        i, j, gap, missing = i[over], j[over], gap[over], missing[over]
        sideways = missing[:, 0] < missing[:, 1]
        move = np.where(np.stack([sideways, ~sideways], axis=1), missing * np.where(gap < 0, -0.5, 0.5), 0.0)
        met = np.maximum(np.bincount(i, minlength=n) + np.bincount(j, minlength=n), 1)[:, None]
        xy = xy + (_sums(i, move, n) - _sums(j, move, n)) / np.sqrt(met)
    return xy


def _packed(xy: Floats, part: Ints, boxes: Floats) -> Floats:
    """Set the components side by side in rows, the largest first, around (0, 0)."""
    parts = part[-1] + 1
    low, high = np.full((parts, 2), np.inf), np.full((parts, 2), -np.inf)
    np.minimum.at(low, part, xy - boxes / 2)
    np.maximum.at(high, part, xy + boxes / 2)
    room = high - low + GAP
    widest = max(float(room[:, 0].max()), math.sqrt(1.6 * float(room.prod(axis=1).sum())))
    corners = np.array(list(_shelves(room, widest)))
    xy = xy + (corners - low)[part]
    return xy - (xy.min(axis=0) + xy.max(axis=0)) / 2


def _shelves(room: Floats, widest: float) -> Iterator[tuple[float, float]]:
    x = y = tall = 0.0
    for width, height in room.tolist():
        if x and x + width > widest:
            x, y, tall = 0.0, y + tall, 0.0
        yield x, y
        x, tall = x + width, max(tall, height)
