"""The store gives back what was put in, survives damage and death, and forgets what another pipeline read."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import OutputError
from graph.model import Document, Extraction, LedgerEntry, Span
from graph.store import FILENAME, Origin, Store, recall, remember
from tests.graphs import sample_graph

KG = sample_graph()
DOCUMENT = KG.documents["treaty"]
EXTRACTION = Extraction(DOCUMENT, tuple(KG.entities.values()), tuple(KG.facts.values()), KG.ledger)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / FILENAME


def test_what_was_put_in_comes_out_again(path: Path) -> None:
    with Store(path, "pipeline") as store:
        store.put(EXTRACTION)
        assert store.get(DOCUMENT) == EXTRACTION
    with Store(path, "pipeline") as store:
        assert store.get(DOCUMENT) == EXTRACTION


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_any_text_and_reason_survive(tmp_path: Path, text: str, reason: str) -> None:
    document = Document("d", text)
    extraction = Extraction(document, ledger=(LedgerEntry(Span("d", 0, len(text)), reason=reason),))
    with Store(tmp_path / FILENAME, "pipeline") as store:
        store.put(extraction)
        assert store.get(document) == extraction


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(replace(DOCUMENT, text=DOCUMENT.text + " "), id="text"),
        pytest.param(replace(DOCUMENT, published="2024-06-21"), id="date"),
        pytest.param(replace(DOCUMENT, id="other"), id="id"),
        pytest.param(replace(DOCUMENT, blocks=DOCUMENT.blocks[1:]), id="blocks"),
    ],
)
def test_a_changed_document_is_not_known(path: Path, changed: Document) -> None:
    with Store(path, "pipeline") as store:
        store.put(EXTRACTION)
        assert store.get(changed) is None


def test_another_pipeline_starts_anew_and_clears_up(path: Path) -> None:
    with Store(path, "one") as store:
        store.put(EXTRACTION)
    with Store(path, "two") as store:
        assert store.get(DOCUMENT) is None
    with Store(path, "one") as store:
        assert store.get(DOCUMENT) is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b"no database at all"), id="not a database"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:5000] + bytes(4000)), id="zeros inside"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:5000]), id="cut short"),
        pytest.param(lambda path: _execute(path, "PRAGMA user_version = 99"), id="another version"),
        pytest.param(lambda path: _execute(path, "UPDATE extraction SET content = x'00'"), id="damaged row"),
    ],
)
def test_a_damaged_store_is_rebuilt(path: Path, damage: object) -> None:
    with Store(path, "pipeline") as store:
        store.put(EXTRACTION)
    assert callable(damage)
    damage(path)
    with Store(path, "pipeline") as store:
        assert store.get(DOCUMENT) is None
        store.put(EXTRACTION)
        assert store.get(DOCUMENT) == EXTRACTION


def test_a_killed_process_leaves_what_it_had_put(path: Path) -> None:
    script = f"""
import os, pathlib
from graph.model import Document, Extraction
from graph.store import Store
store = Store(pathlib.Path({str(path)!r}), "pipeline")
for number in range(3):
    store.put(Extraction(Document(str(number), "text")))
os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    with Store(path, "pipeline") as store:
        assert [bool(store.get(Document(str(number), "text"))) for number in range(4)] == [True] * 3 + [False]


def test_a_folder_that_is_a_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="choose another folder"):
        Store(tmp_path / "file" / FILENAME, "pipeline")


def test_a_store_that_cannot_be_written_is_one_clear_line(path: Path) -> None:
    with Store(path, "pipeline") as store:
        _execute(path, "DROP TABLE extraction")  # stands for a full disk
        with pytest.raises(OutputError, match="the store cannot be written"):
            store.put(EXTRACTION)


def test_the_origin_of_a_build_is_noted_and_replaced(path: Path) -> None:
    assert recall(path) == Origin()
    first = Origin(("../seeds", "-"), documents=(Document("a", "Text \ud800"), replace(DOCUMENT, id="b")))
    remember(path, first)
    assert recall(path) == first
    second = Origin(("../see\udc80ds",), ("a",), "model", "d.yaml", ("a.csv",), 0.5, (Document("b", "New"),))
    remember(path, second)
    assert recall(path) == second


def _execute(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


def test_a_damaged_origin_is_none(path: Path) -> None:
    remember(path, Origin(("../seeds",)))
    _execute(path, "UPDATE origin SET content = x'00'")
    assert recall(path) == Origin()
