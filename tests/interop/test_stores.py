"""Our RDF in the hands of others: parsers of five houses and three real servers hold what we wrote and agree."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import pytest
import rdflib

from exporters import Format, to_rdflib, write
from exporters.iris import BASE
from exporters.rdf import FORMATS
from exporters.rdf.push import PASSWORD, USER, push
from exporters.rdf.query import ask, questions
from exporters.rdf.read import read
from graph import build
from graph.cli import main
from graph.network import KnowledgeGraph
from tests.graphs import hostile_graph, sample_graph
from tests.interop.stores import STORES, TOOLS, Server, jena, missing

pytestmark = pytest.mark.interop
ROOT = Path(__file__).parents[2]
RDF12 = FORMATS[-1]


@cache
def seeds() -> KnowledgeGraph:
    return build([str(ROOT / "seeds")])


GRAPHS: dict[str, Callable[[], KnowledgeGraph]] = {"seeds": seeds, "hostile": hostile_graph, "sample": sample_graph}
EACH_GRAPH = pytest.mark.parametrize("graph", GRAPHS)


def rapper(path: Path, form: Format) -> str:
    names = {".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig"}
    command = ["rapper", "-i", names[form.suffix], "-o", "ntriples", str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "warning" not in done.stderr.lower(), done.stderr[:1000]
    return done.stdout


def riot(path: Path, form: Format) -> str:
    command = ["java", "-cp", jena(), "riotcmd.riot", "--check", "--strict", "--merge", "--output=nt", str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout


def n3(path: Path, form: Format) -> str:
    script = Path(__file__).with_name("read.mjs")
    command = ["node", script, TOOLS.absolute(), path, form.media_type.partition(";")[0]]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def by_rdflib(path: Path, form: Format) -> str:
    names = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld"}
    dataset = rdflib.Dataset(default_union=True).parse(path, format=names[form.suffix])
    union = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        union.add(triple)
    return union.serialize(format="nt")


READERS: dict[str, tuple[Callable[[Path, Format], str], tuple[str, ...]]] = {
    "rdflib": (by_rdflib, (".ttl", ".nt", ".nq", ".trig", ".jsonld")),
    "rapper": (rapper, (".ttl", ".nt", ".nq", ".trig")),
    "riot": (riot, (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf12.ttl")),
    "n3": (n3, (".ttl", ".nt", ".nq", ".trig", ".rdf12.ttl")),
}


def triples(text: str, suffix: str = ".nt") -> set[str]:
    return {str(quad.triple) for quad in read(text, suffix)}


@EACH_GRAPH
@pytest.mark.parametrize(
    ("reader", "form"),
    [pytest.param(r, f, id=f"{r}-{f.name}") for r, (_, s) in READERS.items() for f in FORMATS if f.suffix in s],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, in its parsers of datasets
def test_a_parser_reads_what_we_wrote(reader: str, form: Format, graph: str, tmp_path: Path) -> None:
    if reader != "rdflib" and missing(reader):
        pytest.skip(f"{reader} is not installed")
    path = write(GRAPHS[graph](), tmp_path / f"graph{form.suffix}")
    expected = triples("".join(form.writer(GRAPHS[graph]())), form.suffix)
    assert triples(READERS[reader][0](path, form)) == expected


def served(name: str, folder: Path) -> AbstractContextManager[Server]:
    """Return the server of a store, started; skips the test where it is not installed."""
    if missing(name):
        pytest.skip(f"{name} is not installed")
    return STORES[name](folder)


@pytest.mark.parametrize("name", STORES)
def test_a_store_takes_our_graphs_and_answers_as_we_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One server for all, as starting takes longest: push, push again, add, a hostile graph, the ready questions."""
    (tmp_path / "server").mkdir()
    with served(name, tmp_path / "server") as server:
        monkeypatch.setenv(USER, server.user)
        monkeypatch.setenv(PASSWORD, server.password)
        for graph, kg in GRAPHS.items():
            (tmp_path / graph).mkdir()
            write(kg(), tmp_path / graph / "graph.ttl")
            count = len(triples("".join(FORMATS[0].writer(kg())), ".ttl"))
            for again in (False, True):
                done = push(tmp_path / graph, server.data, graph=f"{BASE}{graph}")
                assert (done.sent, done.before, done.after) == (count, count if again else 0, count)
            assert push(tmp_path / graph, server.data, graph=f"{BASE}{graph}", add=True).after == count
        for question in questions().values():
            expected = answers(tmp_path / "seeds", question.sparql)
            assert server.rows(question.sparql, f"{BASE}seeds") == expected, question.name
        assert main(["push", str(tmp_path / "seeds"), server.data]) == 0
        assert re.search(rf"<{BASE}> holds [0-9,]+ triples: [0-9,]+ sent, 0 before", capsys.readouterr().out)


@pytest.mark.parametrize("name", questions())
def test_rdflib_answers_as_we_do(name: str, tmp_path: Path) -> None:
    write(seeds(), tmp_path / "graph.ttl")
    found = to_rdflib(seeds()).query(questions()[name].sparql)
    told = [["" if cell is None else str(cell) for cell in row] for row in found]  # type: ignore[union-attr]
    assert sorted(told) == answers(tmp_path, questions()[name].sparql)


def answers(source: Path, sparql: str) -> list[list[str]]:
    """Return what we answer ourselves, every value as its plain text, sorted."""
    table = json.loads("".join(ask(source, sparql, "json")))
    names = table["head"]["vars"]
    return sorted([row.get(name, {}).get("value", "") for name in names] for row in table["results"]["bindings"])
