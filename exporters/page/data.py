"""All that the page knows of a graph, as JSON values; entities, documents and quotes are told by their row."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyvis.network import Network

from exporters.layout import colour, positions, shape, size
from graph.model import Argument, Attribution, Document, Evidence, Fact, Pair, Span, Status, digest
from graph.network import KnowledgeGraph

DRAWN = {"nodes": 1500, "edges": 4000}
"""What is drawn at first, most mentioned first: a redraw of more takes over 120 ms without a GPU."""

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


@dataclass(frozen=True, slots=True)
class Rows:
    """Where each entity, document and quoted span stands in its table; a span is given its row when first asked for."""

    entities: Mapping[str, int]
    documents: Mapping[str, int]
    quotes: dict[Span, int] = field(default_factory=dict)

    def quote(self, span: Span) -> int:
        return self.quotes.setdefault(span, len(self.quotes))


def page_data(kg: KnowledgeGraph) -> dict[str, Any]:
    """Return the tables ``documents quotes facts nodes edges``, with the ``options`` and what is ``drawn`` at first.

    Nodes are in order of their mentions, edges of their evidences: what is first is drawn first.
    """
    facts = reading_order(kg)
    rows = Rows({id: row for row, id in enumerate(by_mentions(kg))}, {id: row for row, id in enumerate(kg.documents)})
    network = Network(directed=True)
    network.nodes = _nodes(kg)
    network.edges = _edges(facts, rows)
    network.options = OPTIONS
    nodes, edges, *_ = network.get_network_data()
    told = [_fact(fact, rows) for fact in facts]
    return {
        "drawn": DRAWN,
        "dashes": DASHES,
        "options": network.options,
        "documents": [_document(document) for document in kg.documents.values()],
        "quotes": [[rows.documents[s.document], s.start, s.end, kg.quote(s)] for s in rows.quotes],
        "facts": told,
        "nodes": nodes,
        "edges": edges,
    }


def by_mentions(kg: KnowledgeGraph) -> list[str]:
    """Return the ids of the entities, the most mentioned first, names before concepts."""

    def rank(id: str) -> tuple[int, bool, str, str]:
        entity = kg.entities[id]
        return -len(entity.mentions), entity.kind == "concept", entity.label, id

    return sorted(kg.entities, key=rank)


def reading_order(kg: KnowledgeGraph) -> list[Fact]:
    """Return the facts as a reader meets them: by the date of their document, then by place; those without last."""

    def place(fact: Fact) -> tuple[tuple[bool, str, Span] | tuple[bool], str]:
        spans = sorted((kg.documents[e.sentence.document].published or "", e.sentence) for e in fact.evidence)
        return ((False, *spans[0]) if spans else (True,)), fact.id

    return sorted(kg.facts.values(), key=place)


def statement(fact: Fact) -> Iterator[str | int]:
    """Yield the fact as a plain sentence: words and, where an argument stands, its index."""
    subjects, whom, what = (_indices(fact, role) for role in ("subject", "indirect_object", "object"))
    for number, subject in enumerate(subjects):
        yield from ("and", subject) if number else (subject,)
    yield f"not {fact.predicate.label}" if fact.factuality.polarity == "negative" else fact.predicate.label
    yield from (*whom, *what)
    said = fact.predicate.label.split()[-1:]
    for i, argument in enumerate(fact.arguments):
        if i not in (*subjects, *whom, *what):
            yield from (i,) if said == [argument.role] else (argument.role, i)


def _indices(fact: Fact, role: str) -> list[int]:
    return [i for i, argument in enumerate(fact.arguments) if argument.role == role]


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "authors": list(document.authors),
        "source": document.source,
    }


def _nodes(kg: KnowledgeGraph) -> list[dict[str, Any]]:
    places = positions(kg)
    return [_node(kg, id, row, places[id]) for row, id in enumerate(by_mentions(kg))]


def _node(kg: KnowledgeGraph, id: str, row: int, place: tuple[float, float]) -> dict[str, Any]:
    entity = kg.entities[id]
    return {
        "id": row,
        "entity": id,
        "label": entity.label,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "links": list(entity.links),
        "mentions": len(entity.mentions),
        "documents": len({m.span.document for m in entity.mentions}),
        "shape": shape(entity.type),
        "color": colour(entity.type),
        "size": size(len(entity.mentions)),
        "x": round(place[0], 1),
        "y": round(place[1], 1),
    }


Key = tuple[str, str, str, Status]
"""What makes one line of the drawing: source, target, words and status."""


def _edges(facts: Iterable[Fact], rows: Rows) -> list[dict[str, Any]]:
    told: dict[Key, list[int]] = {}
    weight: Counter[Key] = Counter()
    for row, fact in enumerate(facts):
        for key in dict.fromkeys(_keys(fact)):
            told.setdefault(key, []).append(row)
            weight[key] += len(fact.evidence)
    bends = _bends(told)
    ranked = sorted(told, key=lambda key: (-weight[key], key))
    return [_edge(key, told[key], weight[key], bends[key], rows) for key in ranked]


def _keys(fact: Fact) -> Iterator[Key]:
    for pair in fact.pairs():
        source, target = fact.arguments[pair.source].entity, fact.arguments[pair.target].entity
        if source is not None and target is not None:
            yield source, target, _words(fact, pair), fact.status


def _words(fact: Fact, pair: Pair) -> str:
    """Return the words on a line, marked by status: “opposed”, × bought, not attended, strikes in?"""
    words = f"not {pair.relation}" if fact.factuality.polarity == "negative" else pair.relation
    return {"reported": f"“{words}”", "denied": f"× {words}", "hypothetical": f"{words}?"}.get(fact.status, words)


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


def _edge(key: Key, told: list[int], weight: int, bend: float, rows: Rows) -> dict[str, Any]:
    source, target, words, status = key
    curve = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    return {
        "id": digest(*key, length=16),
        "from": rows.entities[source],
        "to": rows.entities[target],
        "label": words,
        "status": status,
        "facts": told,
        "width": round(1.1 + 0.7 * math.log2(max(weight, 1)), 2),
        "dashes": DASHES.get(status, False),
        "smooth": curve if bend else False,
    }


def _fact(fact: Fact, rows: Rows) -> dict[str, Any]:
    return {
        "id": fact.id,
        "relation": fact.predicate.lemma,
        "words": [w if isinstance(w, str) else _filler(fact.arguments[w], rows) for w in statement(fact)],
        "entities": sorted({rows.entities[a.entity] for a in fact.arguments if a.entity is not None}),
        "roles": [a.role for a in fact.arguments],
        "status": fact.status,
        "polarity": fact.factuality.polarity,
        "modality": fact.factuality.modality,
        "attribution": [_source(attribution, rows) for attribution in fact.factuality.attribution],
        "time": fact.time,
        "confidence": round(fact.confidence, 4),
        "factors": [[name, round(value, 4)] for name, value in fact.factors],
        "evidence": [_evidence(evidence, rows) for evidence in fact.evidence],
    }


def _source(attribution: Attribution, rows: Rows) -> dict[str, Any]:
    entity = None if attribution.source is None else rows.entities[attribution.source]
    return {"entity": entity, "label": attribution.label, "cue": attribution.cue, "stance": attribution.stance}


def _filler(argument: Argument, rows: Rows) -> int | str:
    if argument.entity is not None:
        return rows.entities[argument.entity]
    return argument.literal.text if argument.literal else ""


def _evidence(evidence: Evidence, rows: Rows) -> dict[str, Any]:
    return {
        "sentence": rows.quote(evidence.sentence),
        "predicate": rows.quote(evidence.predicate),
        "arguments": [rows.quote(span) for span in evidence.arguments],
        "cues": [rows.quote(span) for span in evidence.cues],
        "rule": evidence.rule,
    }
