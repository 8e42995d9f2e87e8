"""SPARQL on the files of a build: ready questions, the three forms of an answer, clear words for a bad query."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from exporters import to_rdflib, write
from exporters.rdf.query import FORMATS, ask, question, questions
from exporters.rdf.read import RDF11
from graph.errors import FormatError, QueryError
from tests.graphs import hostile_graph, sample_graph

PEOPLE = "SELECT ?person ?name { ?person a schema:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(sample_graph(), tmp_path / "graph.ttl")
    return tmp_path


def answer(source: Path, sparql: str, form: str = "table") -> str:
    return "".join(ask(source, sparql, form))


def rows(source: Path, sparql: str) -> list[list[str]]:
    """Return the rows below the names."""
    return list(csv.reader(io.StringIO(answer(source, sparql, "csv"))))[1:]


def test_there_are_ten_questions_each_with_a_title() -> None:
    assert len(questions()) == 10
    assert all(q.title.endswith("?") and q.sparql.startswith("PREFIX ") for q in questions().values())


ANSWERS = {
    "who-met-whom": [],
    "who-denies-what": [
        ["Denied", "Mara Lind", "Lind denied that the bank had bought Port Union."],
        ["Negated", "", "Estmark did not attend the Geneva Summit."],
    ],
    "what-may-come": [
        ["Future", "Harbour Treaty", "helps", "Estmark", "Mara Lind"],
        ["Possible", "Port Union", "strikes in", "Estmark", ""],
    ],
    "who-is-who": [["Tomas Berg", "leader of", "Port Union"]],
    "told-by-several": [
        ["Mara Lind", "signed", "Harbour Treaty", "2", "Asserted"],
        ["Mara Lind", "signed in", "Geneva", "2", "Asserted"],
        ["Mara Lind", "signed with", "Tomas Berg", "2", "Asserted"],
        ["Tomas Berg", "signed", "Harbour Treaty", "2", "Asserted"],
        ["Tomas Berg", "signed in", "Geneva", "2", "Asserted"],
    ],
    "most-quoted": [["Mara Lind", "2", "1"], ["The Harbour Post", "1", "1"], ["Tomas Berg", "1", "1"]],
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_the_sample_answers(folder: Path, name: str) -> None:
    assert rows(folder, question(name)) == ANSWERS[name]


@pytest.mark.parametrize("name", questions())
@pytest.mark.parametrize("suffix", RDF11)
def test_every_format_gives_the_same_answers(folder: Path, name: str, suffix: str) -> None:
    path = write(sample_graph(), folder / f"other{suffix}")
    assert rows(path, question(name)) == rows(folder, question(name))


@pytest.mark.parametrize("name", questions())
def test_rdflib_gives_the_same_answers(folder: Path, name: str) -> None:
    found = to_rdflib(sample_graph()).query(question(name))
    told = [["" if cell is None else str(cell) for cell in row] for row in found]  # type: ignore[union-attr]
    assert sorted(told) == sorted(rows(folder, question(name)))


@pytest.mark.parametrize("name", questions())
def test_a_question_takes_a_hostile_graph(tmp_path: Path, name: str) -> None:
    write(hostile_graph(), tmp_path / "graph.ttl")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200f\u202e]", answer(tmp_path, question(name)))


@pytest.mark.parametrize("name", questions())
def test_the_questions_hold_under_any_base(folder: Path, tmp_path: Path, name: str) -> None:
    path = write(sample_graph(), tmp_path / "other.ttl", base_iri="https://news.test/graph")
    assert rows(path, question(name)) == rows(folder, question(name))


def test_named_graphs_tell_which_document_says_so(folder: Path) -> None:
    path = write(sample_graph(), folder / "graph.trig")
    query = "SELECT ?document (COUNT(*) AS ?n) { GRAPH ?document { ?s kgr:signed ?o } } GROUP BY ?document ORDER BY ?n"
    assert answer(path, query) == "document    n\nkgd:strike  2\nkgd:treaty  2\n"
    assert rows(path, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == rows(folder, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")


def test_the_newest_file_of_a_folder_is_asked(folder: Path) -> None:
    write(hostile_graph(), folder / "graph.nt")
    os.utime(folder / "graph.ttl", (1, 1))
    assert ["Mara Lind"] not in rows(folder, "SELECT ?n { ?s rdfs:label ?n }")


def test_a_table_names_things_by_their_prefixes(folder: Path) -> None:
    assert answer(folder, PEOPLE) == (
        "person          name\n"
        "kge:mara-lind   Mara Lind\n"
        "kge:tomas-berg  Tomas Berg\n"
    )  # fmt: skip


def test_prefixes_are_those_of_the_file(tmp_path: Path) -> None:
    path = write(sample_graph(), tmp_path / "graph.ttl", base_iri="https://news.test/")
    assert rows(path, "SELECT ?n { kge:mara-lind rdfs:label ?n }") == [["Mara Lind"]]


def test_csv_and_json_are_those_of_sparql(folder: Path) -> None:
    person = "https://example.org/kg/entity/mara-lind"
    assert answer(folder, PEOPLE, "csv").splitlines()[:2] == ["person,name", f"{person},Mara Lind"]
    table = json.loads(answer(folder, PEOPLE, "json"))
    assert table["results"]["bindings"][0]["name"] == {"type": "literal", "xml:lang": "en", "value": "Mara Lind"}


@pytest.mark.parametrize(
    ("form", "text"), [("table", "true\n"), ("csv", "true\n"), ("json", '{"head": {}, "boolean": true}\n')]
)
def test_yes_or_no(folder: Path, form: str, text: str) -> None:
    assert answer(folder, "ASK { ?s kgr:leaderOf ?o }", form) == text


def test_triples(folder: Path) -> None:
    query, base = "CONSTRUCT WHERE { ?s kgr:leaderOf ?o }", "https://example.org/kg"
    told = f"<{base}/entity/tomas-berg> <{base}/rel/leaderOf> <{base}/entity/port-union> .\n"
    assert answer(folder, query) == told
    assert json.loads(answer(folder, query, "json"))[0]["@id"].endswith("/tomas-berg")
    with pytest.raises(QueryError, match="ask with SELECT"):
        answer(folder, query, "csv")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found(folder: Path, form: str) -> None:
    assert "nothing" in answer(folder, "SELECT ?nothing { ?nothing a kg:Nothing }", form)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x { ?x", "the query does not parse: error at 1:15"),
        ("SELECT ?x { ?x nope:a ?y }", "the query does not parse"),
        ("INSERT DATA { <http://a.org/> a <http://a.org/> }", "the query does not parse"),
        ("", "the query does not parse"),
    ],
)
def test_a_bad_query_is_one_clear_line(folder: Path, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=f"^{message}") as caught:
        answer(folder, query)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_an_unknown_question_names_those_that_there_are() -> None:
    with pytest.raises(QueryError, match="there are who-met-whom, who-said-what"):
        question("who-met-who")


def test_a_folder_without_rdf_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"holds none of graph\.ttl"):
        answer(tmp_path, PEOPLE)


def test_a_broken_file_is_one_clear_line(folder: Path) -> None:
    (folder / "graph.ttl").write_text("<a> <b>")
    with pytest.raises(FormatError, match="build the folder again"):
        answer(folder, PEOPLE)
