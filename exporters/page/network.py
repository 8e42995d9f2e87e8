"""What the page draws: a node for each entity, a line for what is said of two, as pyvis' `Network` holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyvis.network import Network

from exporters.layout import colour, positions, shape, size
from graph.model import Fact, Pair, Status, digest
from graph.network import KnowledgeGraph

WHOLE = {"nodes": 2000, "edges": 5000}
"""A graph of so many entities is drawn whole; vis-network then redraws in some 100 ms without a GPU."""
PART = {"nodes": 300, "edges": 750}
"""What is drawn at first of a larger one, most mentioned first: as many as a reader can tell apart."""

MOST = 40
"""Mentions that the largest node has at most: of graphs with more the sizes shrink alike, so that they stay apart."""

DASHES: dict[Status, list[int]] = {
    "reported": [9, 5],
    "denied": [5, 5],
    "negated": [12, 4, 2, 4],
    "hypothetical": [2, 5],
}
"""Stroke and gap of the line of a fact that is not asserted: no status is told by its colour alone."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "zoomView": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "hoverWidth": 0.6,
        "selectionWidth": 1,
        "selfReference": {"size": 16},
        "smooth": False,
    },
}
"""vis-network's options; the page draws the names itself, so that none covers another."""

Key = tuple[str, str, str, Status]
"""What makes one line of the drawing: source, target, words and status."""


def drawing(kg: KnowledgeGraph, facts: Iterable[Fact], rows: Mapping[str, int]) -> dict[str, Any]:
    """Return ``options dashes types drawn nodes edges``; `rows` has the entities in the order of their importance.

    Of the nodes and edges the first are drawn first, as many as ``drawn`` says; only these nodes have a place.
    """
    drawn = WHOLE if len(rows) <= WHOLE["nodes"] else PART
    lines = _lines(facts)
    ranked = _ranked(lines, rows)
    types = {type: row for row, type in enumerate(sorted({kg.entities[id].type for id in rows}))}
    network = Network(directed=True)
    network.nodes = _nodes(kg, rows, types, _places(kg, ranked, rows, drawn))
    network.edges = _edges(lines, ranked, rows)
    network.options = OPTIONS
    nodes, edges, *_ = network.get_network_data()
    return {
        "options": network.options,
        "dashes": DASHES,
        "types": [{"type": type, "shape": shape(type), "color": colour(type)} for type in types],
        "drawn": drawn,
        "nodes": nodes,
        "edges": edges,
    }


def _lines(facts: Iterable[Fact]) -> dict[Key, tuple[list[int], int]]:
    """Return for each line the rows of the facts that it stands for, and the number of their evidences."""
    told: dict[Key, list[int]] = {}
    weight: Counter[Key] = Counter()
    for row, fact in enumerate(facts):
        for key in dict.fromkeys(_keys(fact)):
            told.setdefault(key, []).append(row)
            weight[key] += len(fact.evidence)
    return {key: (facts_on_it, weight[key]) for key, facts_on_it in told.items()}


def _keys(fact: Fact) -> Iterator[Key]:
    for pair in fact.pairs():
        source, target = fact.arguments[pair.source].entity, fact.arguments[pair.target].entity
        if source is not None and target is not None:
            yield source, target, _words(fact, pair), fact.status


def _words(fact: Fact, pair: Pair) -> str:
    """Return the words on a line, marked by status: “opposed”, × bought, not attended, strikes in?"""
    words = f"not {pair.relation}" if fact.factuality.polarity == "negative" else pair.relation
    return {"reported": f"“{words}”", "denied": f"× {words}", "hypothetical": f"{words}?"}.get(fact.status, words)


def _ranked(lines: Mapping[Key, tuple[list[int], int]], rows: Mapping[str, int]) -> list[Key]:
    """Return the lines by weight, but first the heaviest that ties each entity to a more important one.

    So whatever number of entities is drawn, those that hang together do so in the drawing.
    """
    heaviest = sorted(lines, key=lambda key: (-lines[key][1], key))
    ties: dict[int, Key] = {}
    for key in heaviest:
        low, high = sorted((rows[key[0]], rows[key[1]]))
        if low < high:
            ties.setdefault(high, key)
    tied = set(ties.values())
    return sorted(heaviest, key=lambda key: key not in tied)


def _places(
    kg: KnowledgeGraph, ranked: Iterable[Key], rows: Mapping[str, int], drawn: Mapping[str, int]
) -> dict[str, tuple[float, float]]:
    """Return the places of the entities that are drawn at first, laid out by the lines that are."""
    if len(rows) <= drawn["nodes"]:
        return positions(kg)
    first = KnowledgeGraph()
    ids = [id for id, row in rows.items() if row < drawn["nodes"]]
    first.add_nodes_from((id, {"label": kg.nodes[id]["label"], "mentions": _seen(kg, id, ids[0])}) for id in ids)
    among = [(source, target) for source, target, *_ in ranked if source in first and target in first]
    first.add_edges_from(among[: drawn["edges"]])
    return positions(first)


def _nodes(
    kg: KnowledgeGraph, rows: Mapping[str, int], types: Mapping[str, int], places: Mapping[str, tuple[float, float]]
) -> list[dict[str, Any]]:
    first = next(iter(rows), "")
    sized = {id: size(_seen(kg, id, first)) for id in rows}
    return [_node(kg, id, row, types) | {"size": sized[id]} | _place(places.get(id)) for id, row in rows.items()]


def _seen(kg: KnowledgeGraph, id: str, first: str) -> int:
    """Return the mentions that the size of an entity shows, where `first` is the most mentioned one."""
    mentions, most = (len(kg.entities[e].mentions) for e in (id, first))
    return mentions if most <= MOST else 1 + (mentions - 1) * MOST // most


def _node(kg: KnowledgeGraph, id: str, row: int, types: Mapping[str, int]) -> dict[str, Any]:
    entity = kg.entities[id]
    optional = {"aliases": list(entity.aliases), "links": list(entity.links)}
    return {
        "id": row,
        "entity": id,
        "label": entity.label,
        "type": types[entity.type],
        "mentions": len(entity.mentions),
        "documents": len({m.span.document for m in entity.mentions}),
    } | {name: value for name, value in optional.items() if value}


def _place(place: tuple[float, float] | None) -> dict[str, float]:
    return {} if place is None else {"x": round(place[0], 1), "y": round(place[1], 1)}


def _edges(
    lines: Mapping[Key, tuple[list[int], int]], ranked: Iterable[Key], rows: Mapping[str, int]
) -> list[dict[str, Any]]:
    bends = _bends(lines)
    return [_edge(key, *lines[key], bends[key], rows) for key in ranked]


def _bends(keys: Iterable[Key]) -> dict[Key, float]:
    """Return how far each line leaves the straight one, so that lines between the same two nodes lie apart."""
    between: dict[tuple[str, ...], list[Key]] = {}
    for key in sorted(keys):
        between.setdefault(tuple(sorted(key[:2])), []).append(key)
    bends = {}
    for ends, lines in between.items():
        step = min(0.22, 1.2 / len(lines))
        for number, key in enumerate(lines):
            bend = round(step * (number - (len(lines) - 1) / 2), 3)
            bends[key] = bend if key[0] == ends[0] else -bend
    return bends


def _edge(key: Key, told: list[int], weight: int, bend: float, rows: Mapping[str, int]) -> dict[str, Any]:
    source, target, words, status = key
    edge: dict[str, Any] = {"id": digest(*key, length=12), "from": rows[source], "to": rows[target], "label": words}
    optional = {"status": status if status != "asserted" else "", "weight": weight if weight > 1 else 0, "bend": bend}
    return edge | {"facts": told} | {name: value for name, value in optional.items() if value}
