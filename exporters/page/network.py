"""What the page draws: a node for each entity, a line for what is said of two, as pyvis' `Network` holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from pyvis.network import Network

from exporters.layout import colour, positions, shape, size
from graph.model import Fact, Merge, Pair, Status, digest
from graph.network import KnowledgeGraph

WHOLE = {"nodes": 2000, "edges": 5000}
"""A graph of so many entities is drawn whole; vis-network then redraws in some 100 ms without a GPU."""
PART = {"main": 100, "nodes": 300, "edges": 750}
"""Of a larger one as much is drawn at first as a reader can tell apart: the main entities and what they are tied to."""

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

    ``drawn`` has the rows of the nodes that are drawn at first, which alone have a place, and how many edges are: those
    that come first among them.
    """
    lines = _lines(facts)
    first, most = _first(lines, rows)
    ranked = _ranked(lines, {id: row for id, row in rows.items() if row in first})
    types = {type: row for row, type in enumerate(sorted({kg.entities[id].type for id in rows}))}
    network = Network(directed=True)
    network.nodes = _nodes(kg, rows, types, _places(kg, ranked[:most], rows, first))
    network.edges = _edges(lines, ranked, rows)
    network.options = OPTIONS
    nodes, edges, *_ = network.get_network_data()
    return {
        "options": network.options,
        "dashes": DASHES,
        "types": [{"type": type, "shape": shape(type), "color": colour(type)} for type in types],
        "drawn": {"nodes": sorted(first), "edges": most},
        "nodes": nodes,
        "edges": edges,
    }


def _first(lines: Iterable[Key], rows: Mapping[str, int]) -> tuple[set[int], int]:
    """Return the rows of the entities to draw at first, and how many lines between them.

    The main ones are the most mentioned that any line ties to another; the most mentioned of those that are tied to
    them fill the room, and lone ones only what is left of it.
    """
    if len(rows) <= WHOLE["nodes"]:
        return set(rows.values()), WHOLE["edges"]
    near: dict[int, set[int]] = {}
    for source, target, *_ in lines:
        if source != target:
            near.setdefault(rows[source], set()).add(rows[target])
            near.setdefault(rows[target], set()).add(rows[source])
    main = sorted(near)[: PART["main"]]
    tied = sorted({other for row in main for other in near[row]}.difference(main))
    order = dict.fromkeys((*main, *tied, *rows.values()))
    return set(islice(order, PART["nodes"])), PART["edges"]


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


def _ranked(lines: Mapping[Key, tuple[list[int], int]], first: Mapping[str, int]) -> list[Key]:
    """Return the lines by weight, but before all others the heaviest that tie the entities of `first`, then theirs.

    So however few are drawn, what hangs together does so in the drawing: each is tied to a more important one.
    """
    heaviest = sorted(lines, key=lambda key: (-lines[key][1], key))
    among = [key for key in heaviest if key[0] in first and key[1] in first]
    ties: dict[int, Key] = {}
    for key in among:
        low, high = sorted((first[key[0]], first[key[1]]))
        if low < high:
            ties.setdefault(high, key)
    return list(dict.fromkeys((*ties.values(), *among, *heaviest)))


def _places(
    kg: KnowledgeGraph, lines: Iterable[Key], rows: Mapping[str, int], first: set[int]
) -> dict[str, tuple[float, float]]:
    """Return the places of the entities that are drawn at first, laid out by the lines that are."""
    if len(rows) == len(first):
        return positions(kg)
    part = KnowledgeGraph()
    ids = [id for id, row in rows.items() if row in first]
    part.add_nodes_from((id, {"label": kg.nodes[id]["label"], "mentions": _seen(kg, id, ids[0])}) for id in ids)
    part.add_edges_from((source, target) for source, target, *_ in lines if source in part and target in part)
    return positions(part)


def _nodes(
    kg: KnowledgeGraph, rows: Mapping[str, int], types: Mapping[str, int], places: Mapping[str, tuple[float, float]]
) -> list[dict[str, Any]]:
    first = next(iter(rows), "")
    merges: dict[str, list[Any]] = {}
    for merge in kg.merges:
        merges.setdefault(merge.kept, []).append(_merge(merge))
    return [
        _node(kg, id, row, types)
        | {"size": size(_seen(kg, id, first))}
        | ({"merges": merges[id]} if id in merges else {})
        | _place(places.get(id))
        for id, row in rows.items()
    ]


def _merge(merge: Merge) -> dict[str, Any]:
    """Return why two were found to be one."""
    told = {"names": list(merge.names), "rule": merge.rule, "certainty": round(merge.certainty, 4)}
    optional = {"evidence": list(merge.evidence), "against": list(merge.against)}
    return told | {name: value for name, value in optional.items() if value}


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
