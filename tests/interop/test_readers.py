"""Our files in the programs that read them: Gephi's own importers, Gephi Lite's, neo4j-admin, igraph."""

from __future__ import annotations

import importlib
import json
import os
import re
import shlex
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from exporters import write
from exporters.columns import EDGE_COLUMNS, NODE_COLUMNS
from exporters.markup import legal
from exporters.offsets import token
from exporters.pairs import edges
from exporters.spells import spell
from graph.network import KnowledgeGraph
from tests.graphs import hostile_graph, sample_graph

pytestmark = pytest.mark.interop

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
JAVA_TYPES = {"string": "String", "strings": "String", "int": "Integer", "double": "Double"}
EACH = pytest.mark.parametrize("build", [sample_graph, hostile_graph])
Build = Callable[[], KnowledgeGraph]
Lines = dict[str, list[list[str]]]


@pytest.fixture(scope="module")
def gephi(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Lines]:
    """Open files with Gephi Toolkit and return what it tells, by the first cell of each line."""
    jars = sorted(HERE.glob("gephi/gephi-toolkit-*-all.jar"))
    if not jars or not shutil.which("javac"):
        pytest.skip("needs a JDK and Gephi Toolkit in tests/interop/gephi; .ci/run gets both")
    classes = tmp_path_factory.mktemp("classes")
    subprocess.run(["javac", "-cp", jars[-1], "-d", classes, HERE / "gephi/Import.java"], check=True)

    def opened(*paths: Path) -> Lines:
        command = ["java", "-Djava.awt.headless=true", "-cp", f"{classes}:{jars[-1]}", "Import", *map(str, paths)]
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        told: Lines = {}
        for line in run.stdout.split("\n"):
            kind, *cells = line.split("\t")
            told.setdefault(kind, []).append(cells)
        return told

    return opened


def shown(text: str) -> str:
    """Return a text as a reader may show it, who knows XML's blanks only, or more: every blank as one space."""
    return " ".join(legal(text).split())


def assert_complete(kg: KnowledgeGraph, told: Lines) -> None:
    """Hold what Gephi tells against the graph: every node and edge with its label, nothing complained of."""
    assert told.get("issue", []) == []
    assert told["graph"][0][:3] == ["true", str(len(kg)), str(kg.number_of_edges())]
    labels = {token(id): shown(entity.label) for id, entity in kg.entities.items()}
    assert {id: shown(label) for id, label, *_ in told["node"] if labels[id]} == {i: n for i, n in labels.items() if n}
    arrived = {key: (source, target, float(weight)) for key, source, target, _, _, weight, _ in told["edge"]}
    weights = {edge.key: float(max(len(edge.fact.evidence), 1)) for edge in edges(kg)}
    assert arrived == {e.key: (token(e.source), token(e.target), weights[e.key]) for e in edges(kg)}


@EACH
@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_gephi_opens_the_file_complete(gephi: Any, build: Build, suffix: str, tmp_path: Path) -> None:
    kg = build()
    told = gephi(write(kg, tmp_path / f"graph{suffix}"))
    assert_complete(kg, told)
    columns = {(kind, name): type for kind in ("node column", "edge column") for name, type in told[kind]}
    drawn = ("label", "size", "color", "x", "y", "weight")
    for kind, wanted in (("node column", NODE_COLUMNS), ("edge column", EDGE_COLUMNS)):
        for name, type in wanted.items():
            assert name in drawn or columns[kind, name] == JAVA_TYPES[type]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) and float(size) >= 4 for *_, size, colour in told["node"])
    assert len({(x, y) for _, _, x, y, _, _ in told["node"]}) == len(kg)


def test_gephi_shows_what_an_edge_says(gephi: Any, tmp_path: Path) -> None:
    told = gephi(write(sample_graph(), tmp_path / "graph.graphml"), tmp_path / "graph.svg")
    lent = next(cells for cells in told["edge"] if cells[3] == "lent")
    assert lent == [lent[0], "northbank", "estmark", "lent", "lent", "1.0", ""]
    values = {name: value for id, name, value in told["edge value"] if id == lent[0]}
    assert values["evidence"] == "Northbank lent Estmark $40 million in May 2023."
    assert (values["status"], values["time"], values["confidence"]) == ("asserted", "2023-05", "0.9")
    picture = (tmp_path / "graph.svg").read_text(encoding="utf-8")
    assert all(label in picture for label in ("Tomas Berg", "Estmark", "signed with", "not attended"))


def test_gephi_finds_the_days_of_dated_facts(gephi: Any, tmp_path: Path) -> None:
    kg = sample_graph()
    told = gephi(write(kg, tmp_path / "graph.gexf"))
    dated = {edge.key for edge in edges(kg) if spell(edge.fact.time)}
    assert len(dated) == 6
    assert {key for key, *_, days in told["edge"] if days} == dated


@EACH
def test_gephi_imports_both_tables(gephi: Any, build: Build, tmp_path: Path) -> None:
    kg = build()
    with zipfile.ZipFile(write(kg, tmp_path / "graph.csv.zip")) as archive:
        archive.extractall(tmp_path)
    told = gephi(tmp_path / "nodes.csv", tmp_path / "edges.csv")
    assert told["graph"][0][:3] == ["true", str(len(kg)), str(kg.number_of_edges())]
    assert {key for key, *_ in told["edge"]} == {key for *_, key in kg.edges(keys=True)}
    if build is sample_graph:
        assert_complete(kg, told)
        assert sum(bool(days) for *_, days in told["edge"]) == 6


@EACH
@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_graphology_reads_the_same_graph(build: Build, suffix: str, tmp_path: Path) -> None:
    if not (HERE / "graphology/node_modules").is_dir() or not shutil.which("node"):
        pytest.skip("needs Node.js and: npm ci --prefix tests/interop/graphology")
    kg = build()
    path = write(kg, tmp_path / f"graph{suffix}")
    run = subprocess.run(["node", HERE / "graphology/read.cjs", path], capture_output=True, text=True, check=True)
    read = json.loads(run.stdout)
    assert {node["key"]: shown(node["attributes"]["label"]) for node in read["nodes"]} == {
        token(id): shown(kg.entities[id].label) for id in kg
    }
    assert {edge["key"]: (edge["source"], edge["target"]) for edge in read["edges"]} == {
        edge.key: (token(edge.source), token(edge.target)) for edge in edges(kg)
    }
    wanted = {"label", "size", "color", "x", "y"}
    assert all(wanted <= node["attributes"].keys() for node in read["nodes"])


@EACH
def test_neo4j_admin_imports_every_row(build: Build, tmp_path: Path) -> None:
    if not list(HERE.glob("neo4j/lib/neo4j-import-tool-*.jar")) or not shutil.which("java"):
        pytest.skip("needs a JDK and tests/interop/neo4j/lib; .ci/run gets both")
    (block,) = re.findall("<!-- neo4j -->\n```sh\n(.+?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    kg = build()
    with zipfile.ZipFile(write(kg, tmp_path / "graph.neo4j.zip")) as archive:
        archive.extractall(tmp_path)
    home = {"NEO4J_HOME": str(tmp_path), "NEO4J_CONF": str(tmp_path)}
    (tmp_path / "neo4j.conf").touch()
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.lang", "sun.nio.ch")]
    java = ["java", *opened, "-cp", str(HERE / "neo4j/lib/*"), "org.neo4j.cli.AdminTool"]
    command = java + shlex.split(block.replace("\\\n", ""))[1:]
    run = subprocess.run(command, cwd=tmp_path, env=os.environ | home, capture_output=True, text=True, check=True)
    nodes, relationships = (int(n) for n in re.findall(r"^  (\d+) (?:nodes|relationships)$", run.stdout, re.MULTILINE))
    assert nodes == len(kg) + len(kg.facts)
    told = sum(argument.entity is not None for fact in kg.facts.values() for argument in fact.arguments)
    assert relationships == kg.number_of_edges() + told


@EACH
def test_igraph_reads_the_same_graph(build: Build, tmp_path: Path) -> None:
    igraph = importlib.import_module("igraph")  # GPL: tried against, never depended on
    kg = build()
    read = igraph.Graph.Read_GraphML(str(write(kg, tmp_path / "graph.graphml")))
    names = {vertex["id"] for vertex in read.vs}
    assert {unquote(name, errors="surrogatepass") for name in names} == set(kg)
    assert read.ecount() == kg.number_of_edges()
    assert Counter(read.es["fact"]) == Counter(fact for *_, fact in kg.edges(data="fact"))
    assert set(read.vs.attributes()) == {*NODE_COLUMNS, "id"}
    assert set(read.es.attributes()) == {*EDGE_COLUMNS, "id"}
