"""GraphML: every rule that Gephi, igraph, Cytoscape and networkx impose, and every fact and offset read back."""

from __future__ import annotations

import copy
import dataclasses
import doctest
import itertools
import math
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import exporters
from exporters import offsets, spiral, write
from exporters.graphml import GRAPHML, NAMESPACE, counts, quotes
from exporters.markup import legal
from exporters.offsets import CELL, LONGEST, Told, read_offsets, read_statement, statement
from graph.errors import FormatError
from graph.model import Argument, Attribution, Document, Entity, Evidence, Fact, Factuality, Literal, Predicate, Span
from graph.network import KnowledgeGraph
from tests.graphs import PLAIN, graphs, hostile_graph, sample_graph

EACH = pytest.mark.parametrize("build", [sample_graph, hostile_graph])
Build = Callable[[], KnowledgeGraph]
ROOT = Path(__file__).parent.parent
OTHER_HASHES = os.environ | {"PYTHONHASHSEED": "1"}
Rows = dict[str, dict[str, str]]


def text_of(kg: KnowledgeGraph) -> str:
    return "".join(GRAPHML.writer(kg))


def graph_of(text: str) -> ET.Element:
    graph = ET.fromstring(text).find(f"{{{NAMESPACE}}}graph")
    assert graph is not None
    return graph


def rows(text: str, tag: str) -> Rows:
    """Return the columns of each node or edge by its id, its XML attributes as ``@source`` and so on."""
    told: Rows = {}
    for element in graph_of(text).iter(f"{{{NAMESPACE}}}{tag}"):
        attributes = {f"@{name}": value for name, value in element.attrib.items()}
        told[element.attrib["id"]] = attributes | {d.attrib["key"][2:]: d.text or "" for d in element}
    return told


def node(kg: KnowledgeGraph, id: str) -> dict[str, str]:
    return rows(text_of(kg), "node")[id]


def edges(kg: KnowledgeGraph) -> list[dict[str, str]]:
    return list(rows(text_of(kg), "edge").values())


def one(fact: Fact, *documents: Document) -> KnowledgeGraph:
    """Return a graph of one fact over the entities ``a``, ``b`` and ``c``."""
    return several([fact], *documents)


def several(facts: list[Fact], *documents: Document) -> KnowledgeGraph:
    return KnowledgeGraph.of(documents, [Entity(id, id.upper(), "ORG") for id in "abc"], facts)


def signs(id: str, how: Factuality = PLAIN, time: str | None = None, confidence: float = 0.5) -> Fact:
    """Return the fact that A signs B."""
    arguments = (Argument("subject", "a"), Argument("object", "b"))
    return Fact(id, Predicate("sign", "sign"), arguments, how, time, confidence=confidence)


def reported(*labels: str, denied: bool = False) -> tuple[Attribution, ...]:
    return tuple(Attribution(None, label, "said", "denies" if denied else "says") for label in labels)


def assert_sound(text: str) -> None:
    """Hold a file against every rule that some reader punishes."""
    root = ET.fromstring(text)
    *keys, graph = root
    assert graph.tag == f"{{{NAMESPACE}}}graph"
    assert {key.tag for key in keys} == {f"{{{NAMESPACE}}}key"}
    names = [(key.attrib["for"], key.attrib["attr.name"]) for key in keys]
    assert len(set(names)) == len(names) == len({key.attrib["id"] for key in keys})
    assert {scope for scope, _ in names} == {"node", "edge"}
    assert {key.attrib["attr.type"] for key in keys} <= {"boolean", "int", "long", "double", "string"}
    types = {key.attrib["id"]: key.attrib["attr.type"] for key in keys}
    for data in graph.iter(f"{{{NAMESPACE}}}data"):
        assert data.text
        if types[data.attrib["key"]] == "double":
            assert re.fullmatch(r"-?\d+\.?\d*(e-?\d+)?", data.text)
            assert data.text != "-0.0"
    assert_elements_are_sound(rows(text, "node"), rows(text, "edge"), len(list(graph)), "<desc>" in text)


def assert_elements_are_sound(nodes: Rows, edges: Rows, elements: int, described: bool) -> None:
    assert len(nodes) + len(edges) + described == elements  # no id occurs twice
    assert not [id for id in nodes if re.search(r"\s", id) or not id]
    assert all(re.fullmatch("#[0-9a-f]{6}", row["color"]) for row in nodes.values())
    assert {row[end] for row in edges.values() for end in ("@source", "@target")} <= nodes.keys()
    assert all(float(row["weight"]) >= 1 for row in edges.values())
    assert len({(row["@source"], row["@target"], row["@label"]) for row in edges.values()}) == len(edges)
    assert list(nodes) == sorted(nodes, key=lambda id: unquote(id, errors="surrogatepass"))
    facts = [unquote(row["fact"], errors="surrogatepass") for row in edges.values()]
    assert facts == sorted(facts)


def assert_reads_back(kg: KnowledgeGraph, text: str) -> None:
    evidences = sum(len(fact.evidence) for fact in kg.facts.values())
    assert counts(text) == {"entities": len(kg.entities), "facts": len(kg.facts), "evidences": evidences}
    for document, start, end, words in quotes(text):
        assert legal(kg.documents[document].text[start:end]) == words


def spans(evidence: Evidence) -> Counter[Span]:
    return Counter([evidence.sentence, evidence.predicate, *evidence.arguments, *evidence.cues])


@EACH
def test_readers_find_what_they_ask_for(build: Build) -> None:
    assert_sound(text_of(build()))


@EACH
def test_every_fact_and_quote_reads_back(build: Build) -> None:
    kg = build()
    assert_reads_back(kg, text_of(kg))


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_any_graph_is_sound_and_reads_back(kg: KnowledgeGraph) -> None:
    text = text_of(kg)
    assert_sound(text)
    assert_reads_back(kg, text)


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_every_offset_of_every_evidence_is_in_the_file(kg: KnowledgeGraph) -> None:
    text = text_of(kg)
    told = [Told(row["fact"], read_offsets(row.get("offsets", "")), "") for row in rows(text, "edge").values()]
    lines = [row["statements"] for row in rows(text, "node").values() if "statements" in row]
    lines += [desc.text or "" for desc in graph_of(text).iter(f"{{{NAMESPACE}}}desc")]
    told += [read_statement(line) for block in lines for line in block.split("\n")]
    assert {t.fact for t in told} == set(kg.facts)
    for t in told:
        assert [Counter(place) for place in t.places] == [spans(evidence) for evidence in kg.facts[t.fact].evidence]


@EACH
def test_networkx_reads_the_same_graph(build: Build) -> None:
    kg = build()
    read = nx.parse_graphml(text_of(kg), force_multigraph=True)
    ids = {unquote(id, errors="surrogatepass"): id for id in read}
    assert ids.keys() == set(kg)
    assert set(read.edges(keys=True)) == {(ids[a], ids[b], key) for a, b, key in kg.edges(keys=True)}
    assert all(read.nodes[ids[id]]["mentions"] == kg.nodes[id]["mentions"] for id in kg)
    weights = {key: max(weight, 1) for *_, key, weight in kg.edges(keys=True, data="weight")}
    assert {key: weight for *_, key, weight in read.edges(keys=True, data="weight")} == weights


@settings(deadline=None, max_examples=60)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_construction_is_not_seen(kg: KnowledgeGraph, chance: random.Random) -> None:
    documents, entities, facts = list(kg.documents.values()), list(kg.entities.values()), list(kg.facts.values())
    chance.shuffle(documents)
    chance.shuffle(entities)
    chance.shuffle(facts)
    assert text_of(KnowledgeGraph.of(documents, entities, facts)) == text_of(kg)


def test_another_run_writes_the_same_bytes() -> None:
    code = "from tests.test_graphml import *; print(ascii(text_of(hostile_graph())))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=OTHER_HASHES, capture_output=True, check=True)
    assert run.stdout.decode() == f"{text_of(hostile_graph())!a}\n"


@EACH
def test_writing_leaves_the_graph_as_it_was(build: Build) -> None:
    kg = build()

    def state() -> list[object]:
        return [list(kg.nodes(data=True)), list(kg.edges(keys=True, data=True)), dict(kg.graph)]

    before = copy.deepcopy(state())
    text_of(kg)
    assert state() == before


def test_an_interrupted_writer_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(kg: KnowledgeGraph) -> Iterator[str]:
        yield from itertools.islice(GRAPHML.writer(kg), 40)
        raise KeyboardInterrupt

    path = write(sample_graph(), tmp_path / "graph.graphml")
    whole = path.read_bytes()
    monkeypatch.setattr(exporters, "FORMATS", (dataclasses.replace(GRAPHML, writer=interrupted),))
    with pytest.raises(KeyboardInterrupt):
        write(hostile_graph(), path)
    assert path.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [path]


def test_a_subgraph_is_written_as_it_is() -> None:
    kg = sample_graph()
    part = kg.subgraph(["mara-lind", "tomas-berg", "port-union"])
    text = text_of(part)
    assert_sound(text)
    assert {row["label"] for row in rows(text, "edge").values()} == {"signed with", "leader of"}
    assert counts(text) == {"entities": 3, "facts": 3, "evidences": 4}  # "resigned" has no edge


@pytest.mark.parametrize(
    ("how", "label", "kind"),
    [
        (Factuality(), "sign", "sign"),
        (Factuality("negative"), "not sign", "not sign"),
        (Factuality(modality="possible"), "sign (possible)", "sign (possible)"),
        (Factuality(attribution=reported("Kim")), "sign (reported: Kim)", "sign (reported)"),
        (Factuality(attribution=reported("Kim", denied=True)), "sign (denied: Kim)", "sign (denied)"),
        (
            Factuality("negative", "future", reported("Xinhua", "Kim")),
            "not sign (future, reported: Xinhua > Kim)",
            "not sign (future, reported)",
        ),
        (Factuality(attribution=reported("")), "sign (reported)", "sign (reported)"),
    ],
    ids=["asserted", "negated", "possible", "reported", "denied", "chain of sources", "source without a name"],
)
def test_an_edge_says_what_keeps_it_from_being_true(how: Factuality, label: str, kind: str) -> None:
    (edge,) = edges(one(signs("f", how)))
    assert (edge["label"], edge["@label"], edge["interaction"]) == (label, kind, "sign")


def test_parallel_edges_of_one_type_are_numbered_in_the_order_of_their_ids() -> None:
    kg = several([signs(id, time=f"2024-06-{id}") for id in ("18", "19", "20")] + [signs("no", Factuality("negative"))])
    told = edges(kg)
    assert [edge["@label"] for edge in told if edge["polarity"] == "positive"] == ["sign", "sign #2", "sign #3"]
    assert [edge["label"] for edge in told if edge["polarity"] == "positive"] == ["sign"] * 3
    assert sorted(edge["time"] for edge in told if "time" in edge) == ["2024-06-18", "2024-06-19", "2024-06-20"]


def test_columns_of_an_edge() -> None:
    told = next(edge for edge in edges(sample_graph()) if edge["label"] == "lent")
    keys = {key: label for *_, key, label in sample_graph().edges(keys=True, data="label")}
    assert keys[told.pop("@id")] == "lent"
    fact = next(fact for fact in sample_graph().facts.values() if fact.predicate.lemma == "lend")
    assert told == {
        "@source": "northbank",
        "@target": "estmark",
        "@label": "lent",
        "label": "lent",
        "interaction": "lent",
        "relation": "lend",
        "role": "indirect_object",
        "participants": "object: $40 million",
        "status": "asserted",
        "polarity": "positive",
        "modality": "asserted",
        "time": "2023-05",
        "confidence": "0.9",
        "weight": "1.0",
        "fact": fact.id,
        "documents": "treaty",
        "sources": "1",
        "first": "2024-06-20",
        "last": "2024-06-20",
        "evidence": "Northbank lent Estmark $40 million in May 2023.",
        "offsets": "treaty#char=132,179;s=132,141;o=147,154;a=155,166;p=142,146",
    }


def test_columns_of_a_node() -> None:
    told = node(sample_graph(), "tomas-berg")
    assert all(re.fullmatch(r"-?\d+\.\d{1,2}", told.pop(axis)) for axis in ("x", "y"))
    fact = next(fact for fact in sample_graph().facts.values() if fact.predicate.lemma == "resign")
    assert told.pop("statements") == (
        f"Tomas Berg resigned (2024-07-01) [{fact.id} strike#char=24,77;a=42,52;p=53,61] "
        '"Port Union leader Tomas Berg resigned on 1 July 2024."'
    )
    assert told == {
        "@id": "tomas-berg",
        "label": "Tomas Berg",
        "name": "Tomas Berg",
        "type": "PERSON",
        "kind": "name",
        "aliases": "Berg",
        "mentions": "3",
        "documents": "2",
        "iri": "https://example.org/kg/entity/tomas-berg",
        "size": "13.66",
        "color": "#0072b2",
    }


@pytest.mark.parametrize("number", [float("nan"), float("inf")], ids=str)
def test_a_number_that_is_not_finite_is_left_out(number: float) -> None:
    kg = one(signs("f", confidence=number))
    assert "confidence" not in edges(kg)[0]
    assert_sound(text_of(kg))


def test_a_huge_number_stays_a_double() -> None:
    assert nx.parse_graphml(text_of(one(signs("f", confidence=10**40)))).size(weight="confidence") == 1e40


def test_what_xml_cannot_hold_is_replaced_one_for_one() -> None:
    assert legal("a\x00b\ud800c\ufffed\te\nf\rg😀\x85") == "a\ufffdb\ufffdc\ufffdd\te\nf\rg😀\x85"


def test_line_ends_and_illegal_characters_keep_their_offsets() -> None:
    document = Document("d#1;x", "First.\r\nA \x0bsigns\r\n\tB.\u2028 End.")
    where = [Span(document.id, *ends) for ends in ((8, 21), (11, 16), (8, 9), (19, 20))]
    fact = dataclasses.replace(signs("f"), evidence=(Evidence(where[0], where[1], (where[2], where[3])),))
    text = text_of(one(fact, document))
    assert list(quotes(text)) == [
        ("d#1;x", 8, 21, "A \ufffdsigns\r\n\tB."),
        ("d#1;x", 8, 9, "A"),
        ("d#1;x", 19, 20, "B"),
        ("d#1;x", 11, 16, "signs"),
    ]


def test_a_long_sentence_is_cut_and_its_offsets_are_not() -> None:
    document = Document("d", "A " + "really " * 500 + "signs B.")
    end = len(document.text)
    places = (Span("d", 0, 1), Span("d", end - 2, end - 1))
    evidence = Evidence(Span("d", 0, end), Span("d", end - 8, end - 3), places)
    kg = one(dataclasses.replace(signs("f"), evidence=(evidence,)), document)
    assert read_offsets(edges(kg)[0]["offsets"]) == ((evidence.sentence, *places, evidence.predicate),)
    assert list(quotes(text_of(kg))) == [("d", 0, LONGEST, document.text[:LONGEST]), ("d", 0, 1, "A")]


def test_every_sentence_that_tells_a_fact_is_quoted() -> None:
    signed = next(edge for edge in edges(sample_graph()) if edge["label"] == "signed with")
    assert signed["evidence"] == (
        "He and Lind signed the Harbour Treaty in Geneva on 19 June. | "
        "Mara Lind and Tomas Berg signed the Harbour Treaty in Geneva on Wednesday."
    )
    words = [words for *_, words in quotes(text_of(sample_graph()))]
    assert {"He", "Lind", "Mara Lind", "Tomas Berg"} <= set(words)


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_every_span_inside_its_sentence_is_quoted(kg: KnowledgeGraph) -> None:
    told = {(document, start, end) for document, start, end, _ in quotes(text_of(kg))}
    for fact in kg.facts.values():
        for evidence in fact.evidence:
            document, first, last = evidence.sentence.document, evidence.sentence.start, evidence.sentence.end
            inside = [span for span in spans(evidence) if first <= span.start and span.end <= last]
            assert {(document, span.start, span.end) for span in inside} <= told


def test_a_cell_is_no_longer_than_a_spreadsheet_takes() -> None:
    document = Document("d", "A signs B. " + "x" * LONGEST * 40)
    places = [Span("d", start, start + LONGEST) for start in range(11, LONGEST * 30, LONGEST)]
    evidence = [Evidence(place, place, (place, place)) for place in places]
    kg = one(dataclasses.replace(signs("f"), evidence=tuple(evidence)), document)
    (edge,) = edges(kg)
    assert LONGEST * 14 < len(edge["evidence"]) <= CELL
    assert len(read_offsets(edge["offsets"])) == len(places)
    assert_reads_back(kg, text_of(kg))
    assert len({start for _, start, *_ in quotes(text_of(kg))}) == 14


def test_a_fact_without_entities_is_told_by_the_graph() -> None:
    document = Document("d", "It rained 4 mm.")
    arguments = (Argument("object", literal=Literal("4 mm", "amount")),)
    evidence = Evidence(Span("d", 0, 15), Span("d", 3, 9), (Span("d", 10, 14),))
    text = text_of(one(Fact("f", Predicate("rain", "rain"), arguments, evidence=(evidence,)), document))
    assert '<desc>rain 4 mm [f d#char=0,15;a=10,14;p=3,9] "It rained 4 mm."</desc>' in text
    assert counts(text) == {"entities": 3, "facts": 1, "evidences": 1}
    assert [words for *_, words in quotes(text)] == ["It rained 4 mm.", "4 mm", "rained"]


def test_a_fact_without_a_pair_is_told_by_all_its_entities() -> None:
    arguments = (Argument("subject", literal=Literal("nothing")), Argument("object", "a"), Argument("in", "b"))
    kg = one(Fact("f", Predicate("bind", "bind"), arguments, Factuality("negative")))
    assert [node(kg, id).get("statements") for id in "abc"] == ["nothing not bind A in B [f]"] * 2 + [None]
    assert counts(text_of(kg))["facts"] == 1


def test_brackets_in_names_do_not_end_a_statement() -> None:
    fact = Fact("f 1]", Predicate("go", "go"), (Argument("subject", "a"),))
    kg = KnowledgeGraph.of([], [Entity("a", "A [x] \n(y)", "ORG")], [fact])
    line = node(kg, "a")["statements"]
    assert line == "A (x) (y) go [f%201%5D]"
    assert read_statement(line) == Told("f%201%5D", (), "")


@pytest.mark.parametrize("sentence", ["", 'He "said"]', "a\nb\\n\t", "[x]"])
def test_statements_read_back(sentence: str) -> None:
    line = statement("words [", signs("f"), sentence)
    assert "\n" not in line
    assert read_statement(line) == Told("f", (), sentence)


def test_no_evidence_weighs_one() -> None:
    assert edges(one(signs("f")))[0]["weight"] == "1.0"


def test_a_strange_node_is_no_silent_loss() -> None:
    kg = sample_graph()
    kg.add_node("guest")
    with pytest.raises(FormatError, match="node 'guest' is none of its entities; make graphs with"):
        text_of(kg)


def test_a_strange_edge_is_no_silent_loss() -> None:
    kg = sample_graph()
    kg.add_edge("geneva", "estmark")
    with pytest.raises(FormatError, match="1 of its edges are no fact's; make graphs with"):
        text_of(kg)


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        (Evidence(Span("d", 0, 4), Span("d", 0, 1), ()), "an evidence has not one span for each argument"),
        (Evidence(Span("e", 0, 4), Span("d", 0, 1), (Span("d", 0, 1),) * 2), "no document 'e'"),
        (Evidence(Span("d", 0, 5), Span("d", 0, 1), (Span("d", 0, 1),) * 2), "its words lie outside of 'd'"),
        (Evidence(Span("d", 0, 4), Span("d", 2, 1), (Span("d", 0, 1),) * 2), "its words lie outside of 'd'"),
    ],
    ids=["spans of arguments", "no document", "behind the end", "backwards"],
)
@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".csv.zip", ".neo4j.zip", ".parquet.zip"])
def test_what_would_not_read_back_is_refused(evidence: Evidence, message: str, suffix: str, tmp_path: Path) -> None:
    path = write(sample_graph(), tmp_path / f"graph{suffix}")
    whole = path.read_bytes()
    with pytest.raises(FormatError, match=message):
        write(one(dataclasses.replace(signs("f"), evidence=(evidence,)), Document("d", "text")), path)
    assert path.read_bytes() == whole


def test_an_entity_needs_an_id() -> None:
    with pytest.raises(FormatError, match="an entity's id is empty; give it one"):
        text_of(KnowledgeGraph.of([], [Entity("", "A", "ORG")], []))


def test_a_graph_too_large_for_a_layout_stands_on_a_spiral(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spiral, "LAID_OUT", 8)
    kg = sample_graph()
    told = dict(spiral.places(kg))
    assert list(told) == sorted(kg)
    assert len(set(told.values())) == len(kg)
    ranked = sorted(kg, key=lambda id: (-kg.degree(id), id))
    assert sorted(kg, key=lambda id: math.hypot(*told[id])) == ranked
    assert_sound(text_of(kg))


def test_an_empty_graph() -> None:
    text = text_of(KnowledgeGraph())
    assert_sound(text)
    assert counts(text) == {"entities": 0, "facts": 0, "evidences": 0}


@pytest.mark.parametrize(
    ("old", "new"),
    [("</graphml>", ""), ("#char=24,77", "#char=24-77"), ("[06501e79", "06501e79"), ("graphml", "graph")],
    ids=["cut off", "offsets", "statement", "another format"],
)
def test_a_damaged_file_is_named(old: str, new: str) -> None:
    text = text_of(sample_graph())
    assert old in text
    damaged = text.replace(old, new).replace(NAMESPACE.replace(old, new), NAMESPACE)
    with pytest.raises(FormatError, match=r"GraphML: does not read back .*; build it again"):
        counts(damaged)
    with pytest.raises(FormatError):
        list(quotes(damaged))


def test_examples_in_docstrings_run() -> None:
    assert doctest.testmod(offsets).failed == 0
