"""Where each node of a file is drawn: the layout, or a spiral where the graph is too large for one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from exporters.layout import positions
from exporters.pairs import ids
from graph.network import KnowledgeGraph

LAID_OUT = 30_000
"""Nodes up to which the layout is worth its time and memory (some 0.3 ms and 5 kB a node)."""
APART = 60.0
"""Pixels between neighbours on the spiral."""
GOLDEN = math.pi * (3 - math.sqrt(5))


def places(kg: KnowledgeGraph) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield id, x and y of every node, in the order of their ids.

    A larger graph is for its reader's own layout. Until then its nodes stand evenly on a disc, those with most edges
    in the middle, which takes no memory: Vogel's sunflower (1979).
    """
    if kg.number_of_nodes() <= LAID_OUT:
        yield from positions(kg).items()
        return
    counts = Counter(kg.degree(id) for id in ids(kg))
    ranked = sorted(counts, reverse=True)
    rank = dict(zip(ranked, accumulate([0] + [counts[degree] for degree in ranked]), strict=False))
    for id in ids(kg):
        degree = kg.degree(id)
        radius, angle = APART * math.sqrt(rank[degree] + 0.5), GOLDEN * rank[degree]
        rank[degree] += 1
        yield id, (round(radius * math.cos(angle), 2) + 0.0, round(radius * math.sin(angle), 2) + 0.0)
