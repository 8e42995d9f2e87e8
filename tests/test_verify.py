"""Every quote of every format is held against its source, and a difference is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporters import FORMATS, Format, write
from exporters.verify import READERS, changes, check, differences
from graph.errors import FormatError
from graph.network import KnowledgeGraph
from tests.graphs import hostile_graph, sample_graph


def built(folder: Path, kg: KnowledgeGraph) -> dict[str, str]:
    """Write `kg` in all formats and return its texts."""
    for form in FORMATS:
        write(kg, folder / f"graph{form.suffix}")
    return {document.id: document.text for document in kg.documents.values()}


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == {form.suffix for form in FORMATS}


@pytest.mark.parametrize("kg", [sample_graph(), hostile_graph()], ids=["sample", "hostile"])
def test_what_was_written_agrees_with_sources_and_with_each_other(tmp_path: Path, kg: KnowledgeGraph) -> None:
    checked = check(tmp_path, built(tmp_path, kg))
    assert [file.problems for file in checked] == [()] * len(READERS)
    assert list(differences(checked)) == []
    assert all(file.quotes for file in checked)
    assert dict(checked[0].counts)["facts"] == len(kg.facts)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_changed_source_is_named_with_document_offset_and_words(tmp_path: Path, form: Format) -> None:
    texts = built(tmp_path, sample_graph())
    place = texts["treaty"].index("Northbank lent")
    texts["treaty"] = texts["treaty"][:place] + "n" + texts["treaty"][place + 1 :]
    (file,) = (file for file in check(tmp_path, texts) if file.name == f"graph{form.suffix}")
    assert file.problems
    assert all(problem.startswith(f"{file.name}: treaty: at character {place} ") for problem in file.problems)
    assert all("says 'northbank" in problem and "file 'Northbank" in problem for problem in file.problems)


def test_a_document_without_source_is_named(tmp_path: Path) -> None:
    texts = built(tmp_path, sample_graph())
    del texts["strike"]
    (problem,) = check(tmp_path, texts)[0].problems
    assert problem == "graph.ttl: strike: not among the sources; give its path after the folder"


def test_files_that_hold_different_graphs_are_told_apart(tmp_path: Path) -> None:
    kg = sample_graph()
    texts = built(tmp_path, kg)
    fewer = KnowledgeGraph.of(kg.documents.values(), kg.entities.values(), list(kg.facts.values())[1:])
    write(fewer, tmp_path / "graph.html")
    lines = list(differences(check(tmp_path, texts)))
    assert f"graph.html: holds {len(kg.facts) - 1} facts, graph.ttl {len(kg.facts)}; build the folder again" in lines


def test_a_change_outside_of_any_quote_is_found_by_what_the_build_kept() -> None:
    (line,) = changes({"a": "one two", "b": "same"}, {"a": "one too", "b": "same"})
    assert line == "a: changed since the build, at character 5: was 'one two', now 'one too'; build the folder again"


def test_a_folder_without_our_files_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"holds none of graph\.ttl"):
        check(tmp_path, {})


def test_a_damaged_file_is_one_clear_line(tmp_path: Path) -> None:
    built(tmp_path, sample_graph())
    (tmp_path / "graph.ttl").write_bytes(b"\xff\xfe")
    with pytest.raises(FormatError, match=r"graph\.ttl: cannot be read back"):
        check(tmp_path, {})
