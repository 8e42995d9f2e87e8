"""GEXF 1.3 for Gephi's timeline: the nodes, edges and columns of the GraphML file, and the days on which facts hold.

A fact with a date is an edge with a spell; one without, like every node, is there all the time. A month or a year is
all of its days. What Gephi's importer asks for, tried with it:

- ``kind`` is the type of an edge; ``label`` and ``weight`` are attributes, colour, size and place elements of ``viz``;
- an interval needs whole dates, and a graph without any must be ``static``.

A fact that speaks of no entity is a line in ``<description>``.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from exporters.columns import EDGE_COLUMNS, NODE_COLUMNS, Row, edge_row, entity_iris, node_row, statements, text_of
from exporters.format import Format
from exporters.iris import BASE
from exporters.markup import attribute, content
from exporters.offsets import token
from exporters.pairs import Edge, edges, loose, refuse
from exporters.spells import spell
from exporters.spiral import places
from exporters.told import count, quoted, xml_rows
from graph.network import KnowledgeGraph

NAMESPACE = "http://gexf.net/1.3"
_OWN = {"node": ("label", "size", "color", "x", "y"), "edge": ("label", "weight")}
"""Columns that GEXF has a place of its own for."""


def write_gexf(kg: KnowledgeGraph, base: str = BASE) -> Iterator[str]:
    """Yield the file's text, a node or edge a piece; entities' IRIs stand under `base`.

    Raises `FormatError`, before the first piece, where the graph holds what would not read back.
    """
    refuse(kg)
    apart, iris = loose(kg), entity_iris(base)
    dated = any(spell(fact.time) for fact in kg.facts.values())
    time = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else 'mode="static"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{NAMESPACE}/viz" version="1.3">\n'
    told = content(statements(kg, apart.get(None, [])))
    yield f"<meta><creator>Factloom</creator><description>{told}</description></meta>\n"
    yield f'<graph defaultedgetype="directed" idtype="string" {time}>\n'
    yield from _columns("node", NODE_COLUMNS)
    yield from _columns("edge", EDGE_COLUMNS)
    yield "<nodes>\n"
    for id, place in places(kg):
        yield _node(id, node_row(kg, kg.entities[id], iris, apart.get(id, []), place))
    yield "</nodes>\n<edges>\n"
    for edge in edges(kg):
        yield _edge(edge, edge_row(kg, edge))
    yield "</edges>\n</graph>\n</gexf>\n"


def counts(text: str) -> dict[str, int]:
    """Return how many ``entities``, ``facts`` and ``evidences`` a GEXF file of ours holds.

    Raises `FormatError` where `text` does not read back.
    """
    return count(xml_rows(text, "GEXF", NAMESPACE, "description", _cells))


def quotes(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield document id, start, end and words of every quoted span, once for each row that quotes it.

    Raises `FormatError` where `text` does not read back.
    """
    rows = xml_rows(text, "GEXF", NAMESPACE, "description", _cells)
    return (quote for _, row in rows for told in row for quote in quoted(told))


def _columns(scope: str, columns: dict[str, str]) -> Iterator[str]:
    yield f'<attributes class="{scope}">\n'
    for name, kind in columns.items():
        if name not in _OWN[scope]:
            kind = {"int": "integer", "strings": "string"}.get(kind, kind)
            yield f'<attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "</attributes>\n"


def _node(id: str, row: Row) -> str:
    drawn = f'<viz:size value="{row["size"]}"/><viz:position x="{row["x"]}" y="{row["y"]}" z="0.0"/>'
    red, green, blue = bytes.fromhex(text_of(row["color"])[1:])  # not `hex`, which networkx does not read
    colour = f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
    return f"<node id={attribute(token(id))} label={_label(row)}>{_values('node', row)}{drawn}{colour}</node>\n"


def _edge(edge: Edge, row: Row) -> str:
    ends = f"source={attribute(token(edge.source))} target={attribute(token(edge.target))}"
    kind = f'kind={attribute(edge.kind)} label={_label(row)} weight="{row["weight"]}"'
    days = spell(edge.fact.time)
    time = f' start="{days[0]}" end="{days[1]}"' if days else ""
    return f'<edge id="{edge.key}" {ends} {kind}{time}>{_values("edge", row)}</edge>\n'


def _label(row: Row) -> str:
    return attribute(text_of(row["label"]))


def _values(scope: str, row: Row) -> str:
    """Return the columns that have no place of their own."""
    cells = ((name, text_of(value)) for name, value in row.items() if name not in _OWN[scope])
    told = "".join(f'<attvalue for="{name}" value={attribute(text)}/>' for name, text in cells if text)
    return f"<attvalues>{told}</attvalues>"


def _cells(element: Element) -> dict[str, str]:
    return {value.get("for", ""): value.get("value", "") for value in element.iter(f"{{{NAMESPACE}}}attvalue")}


GEXF = Format(
    "gexf",
    ".gexf",
    "application/gexf+xml",
    write_gexf,
    "Gephi with its timeline: dated facts as spells",
    has_iris=True,
)
