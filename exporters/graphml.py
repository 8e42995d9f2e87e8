"""GraphML for Gephi, Cytoscape, igraph and networkx: every fact, with the words and the offsets that tell it.

Entities are nodes, each pair of a fact's participants is an edge, both in the order of their ids. A fact without
an edge (fewer than two entities) is a line in the column `statements` of its entity, or in the ``<desc>`` of the graph
where it has no entity at all. Rules that readers impose, tried with their own importers:

- ids of edges are unique over the file, or Gephi drops edges and yEd keeps the last one;
- the XML attribute `label` of an edge is its type in Gephi, which merges parallel edges of one type, and in Neo4j's
  APOC. It is made of relation and marks (``not sign``, ``sign (reported)``) and numbered (``sign #2``) where a pair has
  more edges of one type. Sources and dates are left to the columns: a type costs graphstore some 30 kB and a slot a node;
- `weight` is the number of evidences, never 0 (Gephi removes the edge), and `confidence` a column of its own;
- characters that XML forbids become U+FFFD, one for one, so that offsets still hold: compare a quote with
  ``legal(text[start:end])``.

Offsets (column `offsets`, one place an evidence; `range` is start and end as in `graph.model.Span`)::

    offsets   = place *(" | " place)
    place     = document "#char=" range *(";" part "=" range)    the sentence, then words of the same document
    part      = "s" | "o" | "a" | "p" | "cue"      source and target of the edge, another argument, predicate, cue
    range     = start "," end
    statement = words " [" fact [" " offsets] "]" [" " sentence]    words without brackets, sentence as a JSON string

Ids of nodes, facts and documents stand percent-encoded (UTF-8) where they hold more than ``A-Z a-z 0-9 _ . - ~ / : @``.
`evidence` is the sentence of the first place, cut after 2,000 characters.
"""

from __future__ import annotations

import json
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape, quoteattr

from exporters.format import Format
from exporters.layout import colour, positions, size
from graph.errors import FormatError
from graph.model import Entity, Evidence, Fact, Factuality, Pair, Span, digest
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
    "status": "string",
    "polarity": "string",
    "modality": "string",
    "attribution": "string",
    "time": "string",
    "participants": "string",
    "confidence": "double",
    "weight": "double",
    "fact": "string",
    "documents": "string",
    "evidence": "string",
    "offsets": "string",
}
LONGEST_QUOTE = 2_000
NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACE = re.compile(r"([^#\s]*)#char=(\d+),(\d+)((?:;(?:s|o|a|p|cue)=\d+,\d+)*)")
_STATEMENT = re.compile(r'[^\[]*\[([^\] ]*)(?: ([^\]]+))?\](?: (".*"))?')
_PIECE = 1 << 16

Value = str | int | float | None


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

    Raises `FormatError` where nodes or edges were added to the graph that stand for no entity and no fact.
    """
    edges, loose = _edges(kg), _loose(kg)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{NAMESPACE}">\n'
    for scope, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for name, kind in columns.items():
            yield f'<key id="{scope[0]}_{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="G" edgedefault="directed">\n'
    if None in loose:
        yield f"<desc>{_text(_lines(kg, loose[None]))}</desc>\n"
    for id, (x, y) in positions(kg).items():
        row = _node(kg.entities[id]) | {"statements": _lines(kg, loose.get(id, ())), "x": x, "y": y}
        yield f"<node id={_attribute(_token(id))}>{_data('n', row)}</node>\n"
    seen: set[tuple[str, str, str]] = set()
    for edge in edges:
        ends = f"source={_attribute(_token(edge.source))} target={_attribute(_token(edge.target))}"
        row = _edge(kg, edge)
        yield f"<edge id={_attribute(edge.key)} {ends} label={_attribute(_type(edge, seen))}>{_data('e', row)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def legal(text: str) -> str:
    """Return `text` with each character that XML 1.0 forbids replaced by U+FFFD; its length stays the same."""
    return _ILLEGAL.sub("\ufffd", text)


def counts(text: str) -> dict[str, int]:
    """Return how many `entities`, `facts` and `evidences` a GraphML file of ours holds.

    Raises `FormatError` where it does not read back.
    """
    entities, facts = 0, {}
    for tag, told in _read(text):
        entities += tag == "node"
        facts.update((t.fact, len(t.places)) for t in told)
    return {"entities": entities, "facts": len(facts), "evidences": sum(facts.values())}


def quotes(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield document, start, end and words of every span that the file quotes, once a row that quotes it.

    The words of a sentence stand in the file; those of the spans inside it are cut from them by offset. A sentence
    that was cut at 2,000 characters ends there. Raises `FormatError` where the file does not read back.
    """
    for _, told in _read(text):
        for document, spans, words in (t.places[0] + (t.words,) for t in told if t.places and t.words):
            start = spans[0][0]
            end = start + len(words)
            yield document, start, end, words
            for first, last in spans[1:]:
                if start <= first and last <= end:
                    yield document, first, last, words[first - start : last - start]


def _edges(kg: KnowledgeGraph) -> list[Edge]:
    strange = [node for node in kg.nodes if node not in kg.entities]
    if strange:
        raise FormatError(f"graph: node {strange[0]!r} is no entity of the graph; make graphs with KnowledgeGraph.of")
    edges = [edge for fact in kg.facts.values() for edge in _pairs(fact) if kg.has_edge(edge.source, edge.target, edge.key)]
    if len(edges) != kg.number_of_edges():
        extra = kg.number_of_edges() - len(edges)
        raise FormatError(f"graph: {extra} edges are no fact of the graph; make graphs with KnowledgeGraph.of")
    return sorted(edges, key=lambda edge: edge.key)


def _pairs(fact: Fact) -> Iterator[Edge]:
    for pair in fact.pairs():
        source, target = fact.arguments[pair.source].entity, fact.arguments[pair.target].entity
        if source is not None and target is not None:
            yield Edge(digest(fact.id, str(pair.source), str(pair.target)), source, target, fact, pair)


def _loose(kg: KnowledgeGraph) -> dict[str | None, list[Fact]]:
    """Return the facts that have no edge, by the entities they speak of; by None where they speak of none."""
    loose: dict[str | None, list[Fact]] = {}
    for fact in sorted(kg.facts.values(), key=lambda fact: fact.id):
        if any(_pairs(fact)):
            continue
        for entity in dict.fromkeys(a.entity for a in fact.arguments if a.entity is not None) or (None,):
            loose.setdefault(entity, []).append(fact)
    return loose


def _node(entity: Entity) -> dict[str, Value]:
    return {
        "label": entity.label,
        "name": entity.label,
        "type": entity.type,
        "kind": entity.kind,
        "aliases": " | ".join(entity.aliases),
        "mentions": len(entity.mentions),
        "documents": len({m.span.document for m in entity.mentions}),
        "links": " | ".join(entity.links),
        "size": size(len(entity.mentions)),
        "color": colour(entity.type),
    }


def _edge(kg: KnowledgeGraph, edge: Edge) -> dict[str, Value]:
    fact, pair, how = edge.fact, edge.pair, edge.fact.factuality
    others = [i for i in range(len(fact.arguments)) if i not in (pair.source, pair.target)]
    sources = " > ".join(a.label for a in how.attribution)
    return {
        "label": _marked(pair.relation, how, sources),
        "interaction": pair.relation,
        "relation": fact.predicate.lemma,
        "role": fact.arguments[pair.target].role,
        "status": fact.status,
        "polarity": how.polarity,
        "modality": how.modality,
        "attribution": sources,
        "time": fact.time,
        "participants": " | ".join(f"{fact.arguments[i].role}: {kg.name(fact, i)}" for i in others),
        "confidence": fact.confidence,
        "weight": float(max(len(fact.evidence), 1)),
        "fact": _token(fact.id),
        "documents": " | ".join(sorted({e.sentence.document for e in fact.evidence})),
        "evidence": _quote(kg, fact),
        "offsets": _offsets(fact, pair.source, pair.target),
    }


def _marked(relation: str, how: Factuality, sources: str = "") -> str:
    """Return a relation with what keeps it from being plainly true: ``not sign (possible, reported: Kim)``."""
    marks = [how.modality] if how.modality != "asserted" else []
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


def _lines(kg: KnowledgeGraph, facts: Iterable[Fact]) -> str:
    return "\n".join(_statement(kg, fact) for fact in facts)


def _statement(kg: KnowledgeGraph, fact: Fact) -> str:
    subjects = [kg.name(fact, i) for i, a in enumerate(fact.arguments) if a.role == "subject"]
    rest = [
        f"{a.role} {kg.name(fact, i)}" if fact.relation(i) != fact.predicate.lemma else kg.name(fact, i)
        for i, a in enumerate(fact.arguments)
        if a.role != "subject"
    ]
    relation = _marked(fact.predicate.label, fact.factuality, " > ".join(a.label for a in fact.factuality.attribution))
    words = " ".join([" and ".join(subjects), relation, *rest, f"({fact.time})" if fact.time else ""])
    readable = " ".join(words.translate({ord("["): "(", ord("]"): ")"}).split())
    told = f"{_token(fact.id)} {_offsets(fact)}".rstrip()
    sentence = json.dumps(legal(_quote(kg, fact)), ensure_ascii=False) if fact.evidence else ""
    return f"{readable} [{told}] {sentence}".strip()


def _quote(kg: KnowledgeGraph, fact: Fact) -> str:
    return kg.quote(fact.evidence[0].sentence)[:LONGEST_QUOTE] if fact.evidence else ""


def _offsets(fact: Fact, source: int | None = None, target: int | None = None) -> str:
    parts = {source: "s", target: "o"}
    return " | ".join(_place(e, [parts.get(i, "a") for i in range(len(e.arguments))]) for e in fact.evidence)


def _place(evidence: Evidence, parts: Iterable[str]) -> str:
    spans = [*zip(parts, evidence.arguments, strict=True), ("p", evidence.predicate), *(("cue", c) for c in evidence.cues)]
    words = "".join(f";{part}={_range(span)}" for part, span in spans)
    return f"{_token(evidence.sentence.document)}#char={_range(evidence.sentence)}{words}"


def _range(span: Span) -> str:
    return f"{span.start},{span.end}"


def _token(id: str) -> str:
    return quote(id, safe="/:@", errors="surrogatepass")


def _text(text: str) -> str:
    return escape(legal(text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(legal(text))


def _data(scope: str, row: Mapping[str, Value]) -> str:
    """Return the ``<data>`` of a row; None, empty text and numbers that are not finite are left out."""
    return "".join(
        f'<data key="{scope}_{name}">{_text(str(value))}</data>'
        for name, value in row.items()
        if value is not None and value != "" and (isinstance(value, str) or math.isfinite(value))
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a row of the file tells it: its id, the document and spans of each place, the first sentence."""

    fact: str
    places: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    words: str


def _read(text: str) -> Iterator[tuple[str, list[Told]]]:
    """Yield the tag and the facts of each node, edge and description."""
    parser = ET.XMLPullParser(("end",))
    try:
        for start in range(0, len(text), _PIECE):
            parser.feed(text[start : start + _PIECE])
            yield from _elements(parser)
        parser.close()
        yield from _elements(parser)
    except (ET.ParseError, ValueError) as error:
        raise FormatError(f"GraphML: does not read back ({error}); write the graph again") from error


def _elements(parser: ET.XMLPullParser) -> Iterator[tuple[str, list[Told]]]:
    for _, element in parser.read_events():
        tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        if tag not in ("node", "edge", "desc"):
            continue
        row = {data.get("key", ""): data.text or "" for data in element}
        lines = element.text or "" if tag == "desc" else row.get("n_statements", "")
        if tag == "edge":
            told = [Told(row.get("e_fact", ""), _places(row.get("e_offsets")), row.get("e_evidence", ""))]
        else:
            told = [_told(line) for line in lines.split("\n") if line]
        yield tag, told
        element.clear()


def _told(line: str) -> Told:
    match = _STATEMENT.fullmatch(line)
    if match is None:
        raise ValueError(f"no statement of a fact: {line[:60]!r}")
    return Told(match[1], _places(match[2]), json.loads(match[3]) if match[3] else "")


def _places(offsets: str | None) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    return tuple(_spans(place) for place in offsets.split(" | ")) if offsets else ()


def _spans(place: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    match = _PLACE.fullmatch(place)
    if match is None:
        raise ValueError(f"no place of an evidence: {place[:60]!r}")
    ranges = [part.split("=")[1].split(",") for part in match[4].split(";")[1:]]
    inside = tuple((int(start), int(end)) for start, end in ranges)
    return unquote(match[1], errors="surrogatepass"), ((int(match[2]), int(match[3])), *inside)


GRAPHML = Format(
    "graphml", ".graphml", "application/graphml+xml", write_graphml, "Gephi, Cytoscape, igraph, networkx: laid out and coloured"
)
