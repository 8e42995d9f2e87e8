"""GraphML for Gephi, Cytoscape, igraph and networkx: every fact, with the words and the offsets that tell it.

Entities are nodes, each pair of a fact's entities is an edge, both in the order of their ids. A fact that has no edge
is a line in `statements` of the entities it speaks of, or in the graph's ``<desc>`` where it speaks of none (Gephi
takes a key for the graph itself for an error). `offsets` and `statements` are written as in `exporters.offsets`;
`evidence` is the first sentence. What readers ask for, tried with their own importers:

- ids of edges are unique over the file, or Gephi drops edges and yEd keeps the last one only;
- the XML attribute `label` of an edge is its type in Gephi, which merges parallel edges of one type, and in Neo4j's
  APOC: relation and marks (``not sign``, ``sign (reported)``), numbered where one pair has more (``sign #2``). Sources
  and dates are left to the columns: graphstore keeps a table of some 30 kB for each type, and a slot in each node;
- `weight` is the number of evidences, never 0 (Gephi removes the edge), and `confidence` a column of its own;
- characters that XML forbids are U+FFFD, one for one, so that offsets hold: compare with ``legal(text[start:end])``;
- networkx keeps the keys of the edges for certain with ``read_graphml(path, force_multigraph=True)``.
"""

from __future__ import annotations

import io
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from exporters.format import Format
from exporters.iris import local, namespaces
from exporters.layout import colour, positions, size
from exporters.offsets import Told, offsets, read_offsets, read_statement, statement, token
from graph.errors import FormatError
from graph.model import Entity, Fact, Factuality, Pair, digest
from graph.network import KnowledgeGraph

NODE_COLUMNS = {
    "label": "string",
    "name": "string",
    "type": "string",
    "kind": "string",
    "aliases": "string",
    "mentions": "int",
    "documents": "int",
    "links": "string",
    "iri": "string",
    "statements": "string",
    "size": "double",
    "color": "string",
    "x": "double",
    "y": "double",
}
EDGE_COLUMNS = {
    "label": "string",
    "interaction": "string",
    "relation": "string",
    "role": "string",
    "participants": "string",
    "status": "string",
    "polarity": "string",
    "modality": "string",
    "attribution": "string",
    "time": "string",
    "confidence": "double",
    "weight": "double",
    "fact": "string",
    "documents": "string",
    "evidence": "string",
    "offsets": "string",
}
LONGEST = 2_000
"""Characters of a sentence that are quoted."""
NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Row = Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class Edge:
    """One pair of a fact's entities, with the key that it has in the graph."""

    key: str
    source: str
    target: str
    fact: Fact
    pair: Pair


def write_graphml(kg: KnowledgeGraph) -> Iterator[str]:
    """Yield the file's text, a node or edge a piece.

    Raises `FormatError` where the graph holds nodes or edges that stand for no entity or fact.
    """
    edges, loose = _edges(kg), _loose(kg)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{NAMESPACE}">\n'
    for scope, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for name, kind in columns.items():
            yield f'<key id="{scope[0]}_{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="G" edgedefault="directed">\n'
    if None in loose:
        yield f"<desc>{_text(_statements(kg, loose[None]))}</desc>\n"
    base = namespaces()["kge"]
    for id, (x, y) in positions(kg).items():
        told: Row = {"iri": base + local(id), "statements": _statements(kg, loose.get(id, [])), "x": x, "y": y}
        yield f"<node id={quoteattr(token(id))}>{_data('n', {**_node(kg.entities[id]), **told})}</node>\n"
    seen: set[tuple[str, str, str]] = set()
    for edge in edges:
        ends = f"source={quoteattr(token(edge.source))} target={quoteattr(token(edge.target))}"
        kind = quoteattr(_type(edge, seen))
        yield f'<edge id="{edge.key}" {ends} label={kind}>{_data("e", _edge(kg, edge))}</edge>\n'
    yield "</graph>\n</graphml>\n"


def legal(text: str) -> str:
    """Return `text` with each character that XML 1.0 forbids replaced by U+FFFD; its length stays the same."""
    return _ILLEGAL.sub("\ufffd", text)


def counts(text: str) -> dict[str, int]:
    """Return how many ``entities``, ``facts`` and ``evidences`` a GraphML file of ours holds.

    Raises `FormatError` where `text` does not read back.
    """
    entities = 0
    facts: dict[str, int] = {}
    for tag, told in _read(text):
        entities += tag == "node"
        facts.update((t.fact, len(t.places)) for t in told)
    return {"entities": entities, "facts": len(facts), "evidences": sum(facts.values())}


def quotes(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield document id, start, end and words of every quoted span, once for each row that quotes it.

    The words of a sentence stand in the file (the first 2,000 characters of it), those of the spans inside it are cut
    from them by offset. Raises `FormatError` where `text` does not read back.
    """
    for told in (t for _, row in _read(text) for t in row if t.places and t.sentence):
        sentence, *inside = told.places[0]
        start, end = sentence.start, sentence.start + len(told.sentence)
        yield sentence.document, start, end, told.sentence
        for span in inside:
            if start <= span.start and span.end <= end:
                yield span.document, span.start, span.end, told.sentence[span.start - start : span.end - start]


def _edges(kg: KnowledgeGraph) -> list[Edge]:
    """Return the edges of the graph, or of a subgraph, in the order of their keys."""
    strange = next((node for node in kg.nodes if node not in kg.entities), None)
    if strange is not None:
        raise FormatError(f"graph: node {strange!r} is none of its entities; make graphs with KnowledgeGraph.of")
    told = (edge for fact in kg.facts.values() for edge in _pairs(fact))
    edges = [edge for edge in told if kg.has_edge(edge.source, edge.target, edge.key)]
    extra = kg.number_of_edges() - len(edges)
    if extra:
        raise FormatError(f"graph: {extra} of its edges are no fact's; make graphs with KnowledgeGraph.of")
    return sorted(edges, key=lambda edge: edge.key)


def _pairs(fact: Fact) -> Iterator[Edge]:
    for pair in fact.pairs():
        source, target = fact.arguments[pair.source].entity, fact.arguments[pair.target].entity
        if source is not None and target is not None:
            yield Edge(digest(fact.id, str(pair.source), str(pair.target)), source, target, fact, pair)


def _loose(kg: KnowledgeGraph) -> dict[str | None, list[Fact]]:
    """Return the facts that have no edge by the entities they speak of, by None where they speak of none."""
    loose: dict[str | None, list[Fact]] = {}
    for fact in sorted(kg.facts.values(), key=lambda fact: fact.id):
        if any(_pairs(fact)):
            continue
        ids: set[str | None] = {argument.entity for argument in fact.arguments if argument.entity is not None}
        for id in ids or {None}:
            loose.setdefault(id, []).append(fact)
    return loose


def _node(entity: Entity) -> Row:
    mentions = len(entity.mentions)
    return {
        "label": entity.label,
        "name": entity.label,
        "type": entity.type,
        "kind": entity.kind,
        "aliases": " | ".join(entity.aliases),
        "mentions": mentions,
        "documents": len({mention.span.document for mention in entity.mentions}),
        "links": " | ".join(entity.links),
        "size": size(mentions),
        "color": colour(entity.type),
    }


def _edge(kg: KnowledgeGraph, edge: Edge) -> Row:
    fact, pair, how = edge.fact, edge.pair, edge.fact.factuality
    others = [i for i in range(len(fact.arguments)) if i not in (pair.source, pair.target)]
    return {
        "label": _marked(pair.relation, how, _sources(how)),
        "interaction": pair.relation,
        "relation": fact.predicate.lemma,
        "role": fact.arguments[pair.target].role,
        "participants": " | ".join(f"{fact.arguments[i].role}: {kg.name(fact, i)}" for i in others),
        "status": fact.status,
        "polarity": how.polarity,
        "modality": how.modality,
        "attribution": _sources(how),
        "time": fact.time,
        "confidence": fact.confidence,
        "weight": float(max(len(fact.evidence), 1)),
        "fact": token(fact.id),
        "documents": " | ".join(sorted({evidence.sentence.document for evidence in fact.evidence})),
        "evidence": _sentence(kg, fact),
        "offsets": offsets(fact, pair.source, pair.target),
    }


def _sources(how: Factuality) -> str:
    return " > ".join(source.label for source in how.attribution)


def _marked(relation: str, how: Factuality, sources: str = "") -> str:
    """Return a relation with all that keeps it from being plainly true: ``not sign (possible, reported: Kim)``."""
    marks: list[str] = [how.modality] if how.modality != "asserted" else []
    if how.attribution:
        told = "denied" if how.status == "denied" else "reported"
        marks.append(f"{told}: {sources}" if sources else told)
    negated = "not " if how.polarity == "negative" else ""
    return f"{negated}{relation} ({', '.join(marks)})" if marks else f"{negated}{relation}"


def _type(edge: Edge, seen: set[tuple[str, str, str]]) -> str:
    """Return the type of an edge, numbered where `seen` holds it for the same two nodes, and add it there."""
    plain = name = legal(_marked(edge.pair.relation, edge.fact.factuality))
    number = 1
    while (edge.source, edge.target, name) in seen:
        number += 1
        name = f"{plain} #{number}"
    seen.add((edge.source, edge.target, name))
    return name


def _statements(kg: KnowledgeGraph, facts: list[Fact]) -> str:
    return "\n".join(statement(_words(kg, fact), fact, legal(_sentence(kg, fact))) for fact in facts)


def _words(kg: KnowledgeGraph, fact: Fact) -> str:
    """Return a fact in plain words: ``Tomas Berg resigned (2024-07-01)``."""
    subjects = [kg.name(fact, i) for i, argument in enumerate(fact.arguments) if argument.role == "subject"]
    how, label = fact.factuality, fact.predicate.label
    rest = [
        f"{fact.relation(i).removeprefix(label)} {kg.name(fact, i)}"
        for i, argument in enumerate(fact.arguments)
        if argument.role != "subject"
    ]
    said = [" and ".join(subjects), _marked(label, how, _sources(how)), *rest]
    return " ".join([*said, f"({fact.time})"] if fact.time else said)


def _sentence(kg: KnowledgeGraph, fact: Fact) -> str:
    return kg.quote(fact.evidence[0].sentence)[:LONGEST] if fact.evidence else ""


def _data(scope: str, row: Row) -> str:
    """Return the ``<data>`` of a row; None, empty text and numbers that are not finite are left out."""
    return "".join(
        f'<data key="{scope}_{name}">{_text(str(value))}</data>'
        for name, value in row.items()
        if value is not None and value != "" and (isinstance(value, str) or math.isfinite(value))
    )


def _text(text: str) -> str:
    """Return `text` for an element; a carriage return would be read back as a line feed."""
    return escape(legal(text), {"\r": "&#13;"})


def _read(text: str) -> Iterator[tuple[str, list[Told]]]:
    """Yield the tag of each node, edge and description, with the facts that it tells."""
    tag = ""
    try:
        for _, element in ET.iterparse(io.StringIO(text)):
            tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
            if tag in ("node", "edge", "desc"):
                yield tag, _told(tag, element)
                element.clear()
        if tag != "graphml":
            raise ValueError(f"it is <{tag}>")
    except (ET.ParseError, ValueError) as error:
        raise FormatError(f"GraphML: does not read back ({error}); build it again with factloom build") from error


def _told(tag: str, element: ET.Element) -> list[Told]:
    row = {data.get("key"): data.text or "" for data in element}
    if tag == "edge":
        return [Told(row.get("e_fact", ""), read_offsets(row.get("e_offsets", "")), row.get("e_evidence", ""))]
    lines = element.text or "" if tag == "desc" else row.get("n_statements", "")
    return [read_statement(line) for line in lines.split("\n") if line]


GRAPHML = Format(
    "graphml", ".graphml", "application/graphml+xml", write_graphml, "Gephi, Cytoscape, igraph, networkx: laid out"
)
