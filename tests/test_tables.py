"""Tables: every cell reads back, whatever stands in it, and CSV is as Gephi, Neo4j and spreadsheets want it."""

from __future__ import annotations

import csv
import io
import itertools
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from exporters import FORMATS, Format, spreadsheet, write
from exporters.columns import text_of
from exporters.markup import legal
from exporters.parquet import quotes as parquet_quotes
from exporters.parquet import write_parquet
from exporters.spreadsheet import write_csv, write_neo4j
from exporters.tables import tables
from exporters.verify import READERS
from graph.errors import FormatError
from graph.model import Argument, Document, Entity, Evidence, Fact, Predicate, Span
from graph.network import KnowledgeGraph
from tests.graphs import graphs, hostile_graph, sample_graph

NAMES = ("nodes", "edges", "facts", "arguments")
ARCHIVES = [form for form in FORMATS if form.suffix.endswith(".zip")]


def lines(data: bytes, name: str) -> list[list[str]]:
    """Return the cells of a table as any reader of CSV finds them."""
    csv.field_size_limit(2**31 - 1)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(f"{name}.csv").decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def rows(data: bytes, name: str) -> list[dict[str, str]]:
    header, *cells = lines(data, name)
    return [dict(zip(header, line, strict=True)) for line in cells]


def frames(data: bytes, name: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        table = pq.ParquetFile(io.BytesIO(archive.read(f"{name}.parquet")), pre_buffer=False).read(use_threads=False)
    return list(table.to_pylist())


@settings(deadline=None, max_examples=30)
@given(graphs())
def test_any_graph_reads_back_equal(kg: KnowledgeGraph) -> None:
    plain, neo4j, parquet = (b"".join(f(kg)) for f in (write_csv, write_neo4j, write_parquet))
    for table in tables(kg):
        wanted = [[legal(text_of(row[name])) for name in table.columns] for row in table.rows]
        typed = frames(parquet, table.name)
        for row, cells in zip(typed, wanted, strict=True):
            assert [text_of(tuple(v) if isinstance(v, list) else v) for v in row.values()] == cells
        if table.name == "edges":
            kept = [name not in ("time", "first", "last") for name in table.columns]
            wanted = [list(itertools.compress(cells, kept)) for cells in wanted]
            for line in (read := list(spreadsheet._rows(plain, "edges"))):
                line.pop("Timeset"), line.pop("Type")
        else:
            read = list(spreadsheet._rows(plain, table.name))
        assert [list(line.values()) for line in read] == wanted
    assert list(spreadsheet.quotes(neo4j)) == list(spreadsheet.quotes(plain)) == list(parquet_quotes(parquet))
    assert len(lines(neo4j, "nodes")) == len(kg) + 1
    assert len(lines(neo4j, "edges")) == kg.number_of_edges() + 1


@pytest.mark.parametrize("form", ARCHIVES, ids=lambda form: form.name)
def test_the_same_bytes_again(form: Any) -> None:
    kg = hostile_graph()
    again = KnowledgeGraph.of(
        reversed(kg.documents.values()), reversed(kg.entities.values()), reversed(kg.facts.values())
    )
    assert b"".join(form.writer(kg)) == b"".join(form.writer(again))


def test_columns_that_gephi_knows() -> None:
    data = b"".join(write_csv(sample_graph()))
    assert lines(data, "nodes")[0][:3] == ["Id", "Label", "type"]
    assert lines(data, "edges")[0][:6] == ["Type", "Source", "Target", "Id", "Kind", "Label"]
    lent = next(row for row in rows(data, "edges") if row["Label"] == "lent")
    assert (lent["Type"], lent["Weight"], lent["Timeset"]) == ("Directed", "1.0", "<[2023-05-01, 2023-05-31]>")


def test_no_cell_is_a_formula() -> None:
    data = b"".join(write_csv(hostile_graph()))
    texts = [cell for name in NAMES for line in lines(data, name) for cell in line]
    assert not [text for text in texts if re.match(r"[=+@\t\r]|-(?![0-9.]+$)", text)]
    assert "'=cmd|' /C calc'!A0" in texts


@pytest.mark.parametrize("start", ["=", "'=", "''-", "'", "-1", "@"])
def test_what_begins_like_a_formula_reads_back(start: str) -> None:
    document = Document("d", f"{start} A sleeps.")
    whole = Span("d", 0, len(document.text))
    fact = Fact(
        "f", Predicate("sleep", "sleep"), (Argument("subject", "a"),), evidence=(Evidence(whole, whole, (whole,)),)
    )
    kg = KnowledgeGraph.of([document], [Entity("a", start, "ORG")], [fact])
    for form in ARCHIVES:
        assert ("d", 0, len(document.text), document.text) in set(
            READERS[form.suffix].quotes(b"".join(form.writer(kg)))
        )
    assert next(spreadsheet._rows(b"".join(write_csv(kg)), "nodes"))["Label"] == start


def test_headers_and_types_for_neo4j() -> None:
    data = b"".join(write_neo4j(sample_graph()))
    assert lines(data, "nodes")[0][:5] == [":LABEL", "id:ID(Entity)", "label", "type", "kind"]
    assert lines(data, "edges")[0][:4] == [":TYPE", ":START_ID(Entity)", ":END_ID(Entity)", "id"]
    assert lines(data, "arguments")[0][:2] == [":TYPE", ":START_ID(Fact)"]
    geneva = next(row for row in rows(data, "nodes") if row["label"] == "Geneva")
    assert geneva[":LABEL"].split("\x1f") == ["Entity", "GPE"]
    types = {row["interaction"] + "/" + row["status"]: row[":TYPE"] for row in rows(data, "edges")}
    assert types["attended/negated"] == "NOT_ATTENDED"
    assert types["signed in/asserted"] == "SIGNED_IN"
    assert types["helps/reported"] == "HELPS_REPORTED"
    assert types["bought/denied"] == "BOUGHT_DENIED"


@pytest.mark.parametrize("build", [sample_graph, hostile_graph])
def test_every_end_in_neo4j_is_a_node(build: Callable[[], KnowledgeGraph]) -> None:
    data = b"".join(write_neo4j(build()))
    entities = {row["id:ID(Entity)"] for row in rows(data, "nodes")}
    facts = {row["fact:ID(Fact)"] for row in rows(data, "facts")}
    assert {row[end] for row in rows(data, "edges") for end in (":START_ID(Entity)", ":END_ID(Entity)")} <= entities
    assert {row[":END_ID(Entity)"] for row in rows(data, "arguments")} <= entities
    assert {row[":START_ID(Fact)"] for row in rows(data, "arguments")} <= facts
    assert all(re.fullmatch("[A-Z0-9_]+", row[":TYPE"]) for name in ("edges", "arguments") for row in rows(data, name))


def test_a_literal_is_an_argument_with_its_value() -> None:
    (amount,) = (row for row in rows(b"".join(write_csv(sample_graph())), "arguments") if row["datatype"])
    assert [amount[name] for name in ("role", "entity", "text", "datatype", "value", "unit")] == [
        *("object", "", "$40 million", "amount", "40000000", "USD")
    ]


def test_parquet_has_types_and_lists() -> None:
    nodes = frames(b"".join(write_parquet(sample_graph())), "nodes")
    lind = next(row for row in nodes if row["id"] == "mara-lind")
    assert (lind["aliases"], lind["mentions"], lind["label"]) == (["Lind"], 2, "Mara Lind")


def test_parquet_without_pyarrow_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(FormatError, match=r"parquet: needs pyarrow; pip install 'factloom\[parquet\]'"):
        write(sample_graph(), tmp_path / "graph.parquet.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ARCHIVES, ids=lambda form: form.name)
def test_a_damaged_archive_is_named(form: Any) -> None:
    with pytest.raises(FormatError, match="does not read back"):
        READERS[form.suffix].counts(b"".join(form.writer(sample_graph()))[:500])


@pytest.mark.parametrize(
    "form", [form for form in FORMATS if form.has_iris and form.name != "parquet"], ids=lambda f: f.name
)
def test_iris_stand_under_the_base_that_is_asked_for(form: Format, tmp_path: Path) -> None:
    path = write(sample_graph(), tmp_path / f"graph{form.suffix}", base_iri="https://news.example/kg/")
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as source:
            data = b"".join(source.read(name) for name in source.namelist())
    assert b"https://news.example/kg/" in data and b"https://example.org/kg/entity/" not in data
