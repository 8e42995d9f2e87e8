"""GEXF: the same rows as GraphML, and the days on which facts hold."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from urllib.parse import unquote

import networkx as nx
import pytest
from hypothesis import given, settings

from exporters import gexf, graphml
from exporters.columns import EDGE_COLUMNS, NODE_COLUMNS
from exporters.gexf import NAMESPACE, counts, quotes, write_gexf
from exporters.spells import spell
from graph.errors import FormatError
from graph.network import KnowledgeGraph
from tests.graphs import graphs, hostile_graph, sample_graph

EACH = pytest.mark.parametrize("build", [sample_graph, hostile_graph])
Rows = dict[str, dict[str, str]]


def text_of(kg: KnowledgeGraph) -> str:
    return "".join(write_gexf(kg))


def rows(text: str, tag: str) -> Rows:
    """Return the columns of each node or edge by its id, XML attributes as ``@label`` and so on."""
    told: Rows = {}
    for element in ET.fromstring(text).iter(f"{{{NAMESPACE}}}{tag}"):
        values = {v.attrib["for"]: v.attrib["value"] for v in element.iter(f"{{{NAMESPACE}}}attvalue")}
        assert element.attrib["id"] not in told
        told[element.attrib["id"]] = {f"@{name}": value for name, value in element.attrib.items()} | values
    return told


def graphml_rows(kg: KnowledgeGraph, tag: str) -> Rows:
    told: Rows = {}
    root = ET.fromstring("".join(graphml.write_graphml(kg)))
    for element in root.iter(f"{{{graphml.NAMESPACE}}}{tag}"):
        told[element.attrib["id"]] = {data.attrib["key"][2:]: data.text or "" for data in element}
    return told


@settings(deadline=None, max_examples=40)
@given(graphs())
def test_any_graph_has_the_rows_of_its_graphml(kg: KnowledgeGraph) -> None:
    text = text_of(kg)
    for tag, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        told, wanted = rows(text, tag), graphml_rows(kg, tag)
        assert list(told) == list(wanted)
        for id, row in told.items():
            plain = {name: value for name, value in wanted[id].items() if name not in gexf._OWN[tag]}
            assert {name: row[name] for name in columns if name in row} == plain
            assert row["@label"] == wanted[id].get("label", "")
    assert counts(text) == graphml.counts("".join(graphml.write_graphml(kg)))
    assert list(quotes(text)) == list(graphml.quotes("".join(graphml.write_graphml(kg))))


def test_a_dated_fact_is_there_on_its_days_only() -> None:
    told = {row["@label"]: row for row in rows(text_of(sample_graph()), "edge").values()}
    assert (told["lent"]["@start"], told["lent"]["@end"]) == ("2023-05-01", "2023-05-31")
    assert (told["signed with"]["@start"], told["signed with"]["@end"]) == ("2024-06-19", "2024-06-19")
    assert "@start" not in told["leader of"]
    assert told["not attended"]["@kind"] == "not attended"


def test_a_graph_without_dates_has_no_timeline() -> None:
    kg = sample_graph()
    plain = KnowledgeGraph.of(kg.documents.values(), kg.entities.values(), [f for f in kg.facts.values() if not f.time])
    assert 'mode="static"' in text_of(plain)
    assert 'mode="dynamic" timeformat="date"' in text_of(kg)


@pytest.mark.parametrize(
    ("time", "days"),
    [
        ("2024-06-19", ("2024-06-19", "2024-06-19")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-06-30/2024-07-02", ("2024-06-30", "2024-07-02")),
        ("2023/2024-02", ("2023-01-01", "2024-02-29")),
        ("2024-02-30", None),
        ("2024-13", None),
        ("0000-01-01", None),
        ("-0044", None),
        ("2024-07-02/2024-06-30", None),
        ("24-06-19", None),
        ("２０２４", None),
        ("</script>", None),
        ("", None),
        (None, None),
    ],
)
def test_spells(time: str | None, days: tuple[str, str] | None) -> None:
    found = spell(time)
    assert (found and (str(found[0]), str(found[1]))) == days


@EACH
def test_networkx_reads_the_same_graph(build: Callable[[], KnowledgeGraph]) -> None:
    kg = build()
    read = nx.read_gexf(io.BytesIO(text_of(kg).encode()), version="1.3")
    assert {unquote(id, errors="surrogatepass") for id in read} == set(kg)
    assert {data["id"] for *_, data in read.edges(data=True)} == {key for *_, key in kg.edges(keys=True)}


@pytest.mark.parametrize("end", [40, -10])
def test_a_file_that_is_cut_off_is_named(end: int) -> None:
    with pytest.raises(FormatError, match=r"GEXF: does not read back .*; build it again"):
        counts(text_of(sample_graph())[:end])
