"""A built folder: adding is the same as building anew, removing takes what one document said, options stay."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graph import build as graph_of
from graph.cli import main

pytestmark = pytest.mark.model

TEXTS = {
    "a.txt": "Jens Stoltenberg met Donald Tusk in Warsaw on 4 June 2024.\n\nStoltenberg thanked Poland.\n",
    "b.txt": "President Emmanuel Macron visited Poland.\n\nDonald Tusk greeted Jens Stoltenberg in Warsaw.\n",
    "c.txt": "The Bank of Norway raised its rate.\n",
}
FILES = ("graph.ttl", "graph.graphml", "graph.html")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def digests(folder: Path) -> list[str]:
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES]


def build(*arguments: object) -> int:
    return main(["build", "--quiet", *map(str, arguments)])


def test_adding_is_the_same_as_building_anew_in_any_order(news: Path, tmp_path: Path) -> None:
    a, b = news / "a.txt", news / "b.txt"
    build(a, b, "-o", tmp_path / "both")
    for name, first, second in (("ab", a, b), ("ba", b, a)):
        build(first, "-o", tmp_path / name)
        assert digests(tmp_path / name) != digests(tmp_path / "both")
        build(second, "-o", tmp_path / name, "--add")
        assert digests(tmp_path / name) == digests(tmp_path / "both")


def test_removing_takes_what_only_the_document_said(news: Path, tmp_path: Path) -> None:
    build(news / "a.txt", news / "b.txt", "-o", tmp_path / "without")
    build(news, "-o", tmp_path / "all")
    assert main(["remove", "--quiet", str(tmp_path / "all"), "c.txt"]) == 0
    assert digests(tmp_path / "all") == digests(tmp_path / "without")
    assert main(["verify", "--quiet", str(tmp_path / "all")]) == 0
    build(news / "a.txt", "-o", tmp_path / "all", "--add")  # what was removed stays out, though its file is there
    assert digests(tmp_path / "all") == digests(tmp_path / "without")


def test_what_was_added_stays_when_its_source_is_gone(news: Path, tmp_path: Path) -> None:
    build(news / "a.txt", "-o", tmp_path / "out")
    (news / "a.txt").unlink()
    build(news / "b.txt", "-o", tmp_path / "out", "--add")
    assert "Stoltenberg thanked Poland." in (tmp_path / "out" / "graph.html").read_text("utf-8")


def test_a_document_that_is_not_there_cannot_be_removed(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(news / "a.txt", "-o", tmp_path / "out")
    before = digests(tmp_path / "out")
    assert main(["remove", str(tmp_path / "out"), "x.txt"]) == 2
    assert "x.txt: no document of" in capsys.readouterr().err
    assert main(["remove", str(tmp_path / "none"), "a.txt"]) == 2
    assert "holds no build" in capsys.readouterr().err
    assert digests(tmp_path / "out") == before


def test_a_wrong_merge_is_undone_by_one_line_in_all_files(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(news, "-o", out)
    before = digests(out)
    (out / "decisions.yaml").write_text("different:\n  - [Jens Stoltenberg, Stoltenberg @ a.txt]\n", "utf-8")
    build(news, "-o", out)
    for name in FILES:
        assert "stoltenberg-person" in (out / name).read_text("utf-8").replace("jens-stoltenberg-person", "")
    (out / "decisions.yaml").unlink()
    build(news, "-o", out)
    assert digests(out) == before


def test_explain_and_review_read_the_folder(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    build(news, "-o", out)
    assert main(["explain", "Stoltenberg", str(out)]) == 0
    told = capsys.readouterr().out
    assert "jens-stoltenberg-person" in told and "part of a person's name" in told and "same name" in told
    assert main(["explain", "Stoltenburg", str(out)]) == 2
    assert "did you mean Jens Stoltenberg" in capsys.readouterr().err
    assert main(["review", "-q", str(out)]) == 0
    assert "- [Jens Stoltenberg, Stoltenberg @ a.txt]" in (out / "decisions.yaml").read_text("utf-8")
    assert main(["review", "-q", str(out)]) == 0
    assert (out / "decisions.draft.yaml").is_file()


def test_an_authority_list_gives_links_to_all_files(news: Path, tmp_path: Path) -> None:
    known = tmp_path / "people.csv"
    known.write_text("name,aliases,type,iri\nDonald Tusk,D. Tusk,PERSON,https://example.org/tusk\n", "utf-8")
    build(news, "-o", tmp_path / "out", "--authority", known)
    for name in FILES:
        assert "https://example.org/tusk" in (tmp_path / "out" / name).read_text("utf-8")
    build(news / "c.txt", "-o", tmp_path / "out", "--add")  # the list is noted in the folder
    assert "https://example.org/tusk" in (tmp_path / "out" / "graph.ttl").read_text("utf-8")


def test_what_both_seed_articles_name_is_one_node() -> None:
    kg = graph_of([Path(__file__).parents[1] / "seeds"])
    names = [(entity.label, entity.type) for entity in kg.entities.values() if entity.kind == "name"]
    assert len(names) == len(set(names))
    shared = {e.label for e in kg.entities.values() if len({m.span.document for m in e.mentions}) == 2}
    states = {"Russia", "North Korea", "South Korea", "United States", "Ukraine", "China", "Japan", "Soviet Union"}
    assert {
        "Vladimir Putin",
        "Kim Jong Un",
        "Antony Blinken",
        "United Nations",
        "UN Security Council",
        *states,
    } <= shared
    assert len(shared) >= 27


def test_a_page_that_a_build_wrote_is_not_read(news: Path) -> None:
    build(news, "-o", news / "out")
    before = digests(news / "out")
    build(news, "-o", news / "out")
    assert digests(news / "out") == before
    assert main(["verify", "--quiet", str(news / "out")]) == 0
