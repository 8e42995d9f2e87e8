"""GraphML for Gephi, Cytoscape, igraph and networkx: every fact, with the words and the offsets that tell it.

Nodes, edges and columns are those of `exporters.columns`. A fact that speaks of no entity is a line in the graph's
``<desc>`` (Gephi takes a key for the graph itself for an error). What readers ask for, tried with their own importers:

- ids of edges are unique over the file, or Gephi drops edges and yEd keeps the last one only;
- the XML attribute `label` of an edge is its type in Gephi and in Neo4j's APOC: the kind of the edge;
- characters that XML forbids are U+FFFD, one for one, so that offsets hold: compare with ``legal(text[start:end])``;
- networkx keeps the keys of the edges for certain with ``read_graphml(path, force_multigraph=True)``.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from exporters.columns import EDGE_COLUMNS, NODE_COLUMNS, Row, edge_row, entity_iris, node_row, statements, text_of
from exporters.format import Format
from exporters.iris import BASE
from exporters.markup import attribute, content, plain
from exporters.offsets import token
from exporters.pairs import edges, loose, refuse
from exporters.spiral import places
from exporters.told import count, quoted, xml_rows
from graph.network import KnowledgeGraph

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write_graphml(kg: KnowledgeGraph, base: str = BASE) -> Iterator[str]:
    """Yield the file's text, a node or edge a piece; entities' IRIs stand under `base`.

    Raises `FormatError`, before the first piece, where the graph holds what would not read back.
    """
    refuse(kg)
    apart, iris = loose(kg), entity_iris(base)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{NAMESPACE}">\n'
    for scope, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for name, kind in columns.items():
            kind = "string" if kind == "strings" else kind  # joined: igraph and networkx refuse lists
            yield f'<key id="{scope[0]}_{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="G" edgedefault="directed">\n'
    if None in apart:
        yield f"<desc>{content(statements(kg, apart[None]))}</desc>\n"
    for id, place in places(kg):
        row = node_row(kg, kg.entities[id], iris, apart.get(id, []), place)
        yield f"<node id={attribute(token(id))}>{_data('n', row)}</node>\n"
    for edge in edges(kg):
        ends = f"source={attribute(token(edge.source))} target={attribute(token(edge.target))}"
        row = edge_row(kg, edge)
        yield f'<edge id="{edge.key}" {ends} label={attribute(edge.kind)}>{_data("e", row)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def counts(text: str) -> dict[str, int]:
    """Return how many ``entities``, ``facts`` and ``evidences`` a GraphML file of ours holds.

    Raises `FormatError` where `text` does not read back.
    """
    return count(xml_rows(text, "GraphML", NAMESPACE, "desc", _cells))


def quotes(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield document id, start, end and words of every quoted span, once for each row that quotes it.

    Raises `FormatError` where `text` does not read back.
    """
    rows = xml_rows(text, "GraphML", NAMESPACE, "desc", _cells)
    return (quote for _, row in rows for told in row for quote in quoted(told))


def _data(scope: str, row: Row) -> str:
    """Return the ``<data>`` of a row."""
    cells = [
        (name, text) for name, value in row.items() if (text := value if isinstance(value, str) else text_of(value))
    ]
    if not plain("".join([text for _, text in cells])):  # one look at a row is cheaper than one at each cell
        cells = [(name, content(text)) for name, text in cells]
    return "".join([f'<data key="{scope}_{name}">{text}</data>' for name, text in cells])


def _cells(element: Element) -> dict[str, str]:
    return {data.get("key", "")[2:]: data.text or "" for data in element}


GRAPHML = Format(
    "graphml",
    ".graphml",
    "application/graphml+xml",
    write_graphml,
    "Gephi, Cytoscape, igraph, networkx: laid out",
    has_iris=True,
)
