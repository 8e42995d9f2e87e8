"""The same graph for any order of files, number of workers and state of the store; only what changed is parsed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from exporters import FORMATS
from graph import build as build_function
from graph.build import Report, extract_all, run
from graph.errors import FactloomError, InputError
from graph.model import Document
from graph.network import KnowledgeGraph

pytestmark = pytest.mark.model

TEXTS = {
    "harbour.txt": "Mara Lind and Tomas Berg signed the Harbour Treaty in Geneva.\n\nBerg praised Lind.",
    "port.txt": "Union leader Tomas Berg resigned on 1 July 2024. He will visit Geneva.",
    "snow.txt": "Snow and ice. Northbank did not lend Estmark $40 million.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def written(kg: KnowledgeGraph) -> list[list[str] | list[bytes]]:
    """Return what all formats write of `kg`, in pieces."""
    return [list(form.writer(kg)) for form in FORMATS]


def test_the_report_counts_what_the_graph_holds(folder: Path) -> None:
    kg, report = run([folder])
    assert (report.documents, report.reused, report.failures) == (3, 0, ())
    assert report.sentences == len(kg.ledger) == 6
    assert sum(count for _, count in report.facts) == len(kg.facts) > 3
    assert sum(count for _, count in report.entities) == len(kg.entities)
    assert sum(count for _, count in report.skipped) == sum(not entry.facts for entry in kg.ledger)
    assert {"asserted", "negated", "hypothetical"} <= {status for status, _ in report.facts}


def test_what_was_withheld_in_a_sentence_with_facts_is_told_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "drones.txt").write_text("Iran provided Russia with drones for its invasion of Ukraine.", "utf-8")
    kg, report = run([tmp_path])
    assert [(bool(entry.facts), entry.withheld) for entry in kg.ledger] == [
        (True, (("invade", "unresolved pronoun: its"),))
    ]
    assert report.withheld == (("unresolved pronoun: its", 1),)


def test_the_graph_does_not_depend_on_workers_or_order(folder: Path) -> None:
    paths = [folder / name for name in TEXTS]
    one = written(build_function(paths))
    assert written(build_function(paths[::-1])) == one
    assert written(build_function([folder], workers=2)) == one


def test_a_second_build_parses_only_what_changed(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    first, _ = run([folder], store=store)
    again, report = run([folder], store=store)
    assert report.reused == 3
    assert written(again) == written(first)
    (folder / "snow.txt").write_text("Northbank lent Estmark $50 million.", encoding="utf-8")
    changed, report = run([folder], store=store)
    assert report.reused == 2
    assert written(changed) == written(build_function([folder]))


def test_a_build_that_was_stopped_goes_on_where_it_was(folder: Path, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Stopped

    store = tmp_path / "store.sqlite"
    with pytest.raises(Stopped):
        run([folder], store=store, progress=stop)
    kg, report = run([folder], store=store)
    assert report.reused == 2
    assert written(kg) == written(build_function([folder]))


def test_progress_is_told_after_each_document(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    run([folder], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_facts_below_the_confidence_asked_for_are_left_out_and_told_in_the_ledger(folder: Path) -> None:
    kg, _ = run([folder])
    least = max(fact.confidence for fact in kg.facts.values())
    sure, report = run([folder], min_confidence=least)
    assert {fact.confidence for fact in sure.facts.values()} == {least}
    assert all(id in sure.facts for entry in sure.ledger for id in entry.facts)
    assert all(entry.facts or entry.reason for entry in sure.ledger)
    assert report.sentences == len(kg.ledger)
    assert build_function([folder], min_confidence=0.0).facts == kg.facts


def test_what_cannot_be_read_is_reported_and_the_rest_is_built(folder: Path) -> None:
    kg, report = run([folder, folder / "missing.txt"])
    assert [failure.place for failure in report.failures] == [str(folder / "missing.txt")]
    assert len(kg.documents) == 3


def test_the_library_function_raises_for_what_cannot_be_read(folder: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt"):
        build_function([folder, folder / "missing.txt"])


def test_a_paragraph_that_is_too_long_for_the_parser_fails_alone() -> None:
    documents = [Document("long", "Snow fell. " * 100_000), Document("short", "Snow fell.")]
    extractions, failures, _ = extract_all(documents)
    assert [extraction.document.id for extraction in extractions] == ["short"]
    assert [failure.place for failure in failures] == ["long"]
    assert "at most 1,000,000" in failures[0].reason


def test_files_that_are_left_out_are_told(folder: Path) -> None:
    (folder / "README.md").write_text("no article")
    assert run([folder])[1].left_alone == ("README.md",)


def test_a_worker_that_dies_is_one_clear_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pool:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def map(self, *_: object, **__: object) -> Iterator[object]:
            raise BrokenProcessPool

        def shutdown(self, **_: object) -> None:
            pass

    monkeypatch.setattr(sys.modules[run.__module__], "ProcessPoolExecutor", Pool)
    with pytest.raises(FactloomError, match="use fewer workers"):
        run([folder], workers=2)


def test_nothing_to_read_is_an_empty_graph_and_leaves_no_store(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    kg, report = run([tmp_path / "empty"], store=tmp_path / "out" / "store.sqlite")
    assert (len(kg), report.documents) == (0, 0)
    assert isinstance(report, Report)
    assert not (tmp_path / "out").exists()
