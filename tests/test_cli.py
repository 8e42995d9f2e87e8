"""The command: what it prints, what it leaves behind, and one clear line for every bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from exporters import FORMATS, write
from exporters.rdf.query import questions
from graph import __version__
from graph.cli import main
from graph.rows import fact_rows, table
from graph.store import FILENAME
from graph.usage import DEFAULT_FORMATS
from tests.graphs import sample_graph

TREATY = "Mara Lind and Tomas Berg signed the Harbour Treaty in Geneva.\n\nBerg praised Lind.\n"
SNOW = "Northbank did not lend Estmark $40 million. Snow and ice.\n"
FIELDS = ["document", "id", "subject", "relation", "object", "participants", "polarity", "modality", "attribution"]
FIELDS += ["time", "confidence", "status", "subject_id", "object_id", "evidence", "rule"]
FILES = {f"graph{form.suffix}" for form in FORMATS if form.option in DEFAULT_FORMATS}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "treaty.txt").write_text(TREATY, encoding="utf-8")
    (folder / "snow.txt").write_text(SNOW, encoding="utf-8")
    return folder


@pytest.fixture
def factloom(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; returns exit status, standard output, standard error."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        return status, *capfd.readouterr()

    return run


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of `folder` that a build is asked for."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != FILENAME}


# build


@pytest.mark.model
def test_build_writes_all_formats_and_sums_up(texts: Path, tmp_path: Path, factloom: Run) -> None:
    status, out, err = factloom("build", texts, "-o", tmp_path / "out" / "deep")
    assert (status, err) == (0, "")
    assert set(contents(tmp_path / "out" / "deep")) == FILES
    assert out.startswith("read      2 documents, 4 sentences\nentities  ")
    assert all(f"{tmp_path / 'out' / 'deep' / name}  " in out for name in FILES)
    assert "skipped   1 sentence without a fact\n         1  no verb\n" in out


@pytest.mark.model
def test_build_tells_of_sources_and_conflicts(texts: Path, tmp_path: Path, factloom: Run) -> None:
    (texts / "loan.txt").write_text("Northbank lent Estmark $40 million.\n", encoding="utf-8")
    _, out, _ = factloom("build", texts, "-o", tmp_path / "out", "--format", "ttl")
    assert "\nsources   0 facts told by several, 4 by one; 1 conflict found\n" in out
    assert "          denied: lend (Northbank, Estmark): told in loan.txt; negated in snow.txt\n" in out
    _, out, _ = factloom("build", texts / "loan.txt", "-o", tmp_path / "one", "--format", "ttl")
    assert "\nsources " not in out


@pytest.mark.model
def test_build_writes_the_formats_asked_for(texts: Path, tmp_path: Path, factloom: Run) -> None:
    assert factloom("build", texts, "-o", tmp_path / "out", "--format", "ttl", "--quiet") == (0, "", "")
    assert set(contents(tmp_path / "out")) == {"graph.ttl"}


@pytest.mark.model
def test_a_second_build_says_what_it_did_not_parse_again(texts: Path, tmp_path: Path, factloom: Run) -> None:
    factloom("build", texts, "-o", tmp_path / "out")
    _, out, _ = factloom("build", texts, "-o", tmp_path / "out")
    assert out.startswith("read      2 documents (2 unchanged, not parsed again), ")


@pytest.mark.model
def test_a_bad_file_among_good_ones_is_named_and_the_rest_is_built(texts: Path, tmp_path: Path, factloom: Run) -> None:
    status, out, err = factloom("build", texts, tmp_path / "missing.txt", "-o", tmp_path / "out")
    assert status == 1
    assert err.startswith("factloom: ") and "missing.txt" in err and err.count("\n") == 1
    assert f"not read  {tmp_path / 'missing.txt'}" in out
    assert set(contents(tmp_path / "out")) == FILES


@pytest.mark.model
def test_two_builds_with_other_hash_seed_order_and_workers_give_the_same_bytes(texts: Path, tmp_path: Path) -> None:
    paths = sorted(str(path) for path in texts.iterdir())
    for seed, workers, order in (("1", "1", paths), ("2", "2", paths[::-1])):
        arguments = [*order, "-o", str(tmp_path / seed), "--workers", workers, "--quiet"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-m", "graph", "build", *arguments], env=environment, check=True)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


# bad input


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("missing.txt", None, id="missing path"),
        pytest.param("empty.txt", b"", id="empty file"),
        pytest.param("binary.txt", bytes(range(256)) * 40, id="binary file"),
        pytest.param("lines.jsonl", b'{"text": "Snow fell.\n', id="a JSON line that is not JSON"),
        pytest.param("folder/picture.png", b"\x89PNG\r\n", id="folder without readable files"),
    ],
)
@pytest.mark.parametrize("command", ["build", "facts", "entities"])
def test_an_unreadable_input_is_clear_lines_and_status_2(
    command: str, name: str, content: bytes | None, tmp_path: Path, factloom: Run
) -> None:
    path = tmp_path / name
    if content is not None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    output = ["-o", tmp_path / "out"] if command == "build" else []
    status, out, err = factloom(command, path.parent if "/" in name else path, *output)
    assert (status, out) == (2, "")
    assert name.split("/")[0] in err
    assert all(line.startswith("factloom: ") for line in err.splitlines())
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


@pytest.mark.model
def test_an_output_folder_that_is_a_file_is_refused_before_any_work(texts: Path, tmp_path: Path, factloom: Run) -> None:
    (tmp_path / "file").write_text("mine")
    for output in (tmp_path / "file", tmp_path / "file" / "below"):
        status, out, err = factloom("build", texts, "-o", output)
        assert (status, out) == (2, "")
        assert err == f"factloom: {tmp_path / 'file'}: is a file, not a folder; choose another folder with -o\n"
    assert (tmp_path / "file").read_text() == "mine"


def test_an_output_folder_without_rights_is_refused_before_any_work(
    texts: Path, tmp_path: Path, factloom: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere, so no mode of the folder forbids it
    status, _, err = factloom("build", texts, "-o", tmp_path / "out")
    assert status == 2
    assert err == f"factloom: {tmp_path}: cannot be written to; choose another folder with -o\n"


@pytest.mark.model
def test_a_build_that_fails_while_writing_leaves_the_earlier_result(
    texts: Path, tmp_path: Path, factloom: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    factloom("build", texts, "-o", out)
    before = contents(out)
    (texts / "more.txt").write_text("Lind left Geneva.", encoding="utf-8")
    rename = os.replace

    def full(source: str, target: Path) -> None:
        if str(target).endswith(DEFAULT_FORMATS[-1]):
            raise OSError(28, "No space left on device")
        rename(source, target)

    monkeypatch.setattr(os, "replace", full)
    status, _, err = factloom("build", texts, "-o", out)
    assert status == 2
    assert "No space left on device" in err and err.count("\n") == 1
    assert contents(out) == before


@pytest.mark.model
def test_a_model_that_is_not_installed_says_what_to_install(texts: Path, tmp_path: Path, factloom: Run) -> None:
    status, out, err = factloom("build", texts, "-o", tmp_path / "out", "--model", "xx_none")
    assert (status, out) == (2, "")
    assert err == (
        "factloom: xx_none: no spaCy pipeline of this name can be loaded; run: python -m spacy download xx_none\n"
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["build", "x"], "-o/--output", id="build without folder"),
        pytest.param(["build", "x", "-o", "y", "--format", "pdf"], "choose from 'ttl'", id="unknown format"),
        pytest.param(["facts", "x", "--workers", "0"], "give 1 or more", id="no workers"),
        pytest.param(["build", "x", "-o", "y", "--status", "true"], "choose from 'asserted'", id="unknown status"),
        pytest.param(["build", "x", "-o", "y", "--top", "0"], "give 1 or more", id="top of nothing"),
        pytest.param(["facts", "x", "--min-confidence", "2"], "from 0 to 1", id="confidence above 1"),
        pytest.param(["facts", "x", "--min-confidence", "much"], "from 0 to 1", id="confidence in words"),
        pytest.param(["weave"], "invalid choice: 'weave'", id="unknown command"),
        pytest.param([], "COMMAND", id="no command"),
    ],
)
def test_wrong_arguments_are_told_and_status_2(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert says in capsys.readouterr().err


# cut to size


@pytest.mark.model
def test_a_part_is_written_and_all_that_was_read_is_kept(texts: Path, tmp_path: Path, factloom: Run) -> None:
    out = tmp_path / "out"
    formats = [option for form in FORMATS for option in ("--format", form.option)]
    status, told, err = factloom("build", texts, "-o", out, *formats, "--around", "Mara Lind", "--type", "person")
    assert (status, err) == (0, "")
    assert re.search(r"^cut to    2 of \d+ entities, \d+ of \d+ facts$", told, re.MULTILINE)
    assert factloom("verify", out)[0] == 0
    _, told, _ = factloom("build", texts, "-o", out, *formats)
    assert "(2 unchanged, not parsed again)" in told and "cut to" not in told


@pytest.mark.model
def test_facts_of_a_part(texts: Path, factloom: Run) -> None:
    _, out, _ = factloom("facts", texts, "--format", "jsonl", "--status", "negated")
    assert {json.loads(line)["status"] for line in out.splitlines()} == {"negated"}


@pytest.mark.model
def test_a_name_that_is_not_there_is_one_clear_line(texts: Path, tmp_path: Path, factloom: Run) -> None:
    status, _, err = factloom("build", texts, "-o", tmp_path / "out", "--around", "Mara Lynd")
    assert status == 2 and err.count("\n") == 1
    assert err.startswith("factloom: Mara Lynd: nobody and nothing in the graph is called so; did you mean Mara Lind")
    assert contents(tmp_path / "out") == {}


def test_tuples_are_not_cut(texts: Path, factloom: Run) -> None:
    status, _, err = factloom("facts", texts, "--format", "tuples", "--top", "3")
    assert status == 2 and err.startswith("factloom: tuples: told by each sentence, not by the graph; leave out")


# facts and entities


@pytest.mark.model
def test_facts_as_json_lines_hold_the_documented_fields(texts: Path, factloom: Run) -> None:
    status, out, err = factloom("facts", texts, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert all(list(row) == FIELDS for row in rows)
    (lend,) = (row for row in rows if (row["subject"], row["object"]) == ("Northbank", "Estmark"))
    assert (lend["relation"], lend["polarity"], lend["status"]) == ("lend", "negative", "negated")
    sources = {"treaty": TREATY, "snow": SNOW}
    for row in rows:
        text = next(text for name, text in sources.items() if name in row["document"])
        quote = row["evidence"]
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert text[quote["predicate"]["start"] : quote["predicate"]["end"]]


@pytest.mark.model
def test_entities_as_json_lines_hold_every_mention(texts: Path, factloom: Run) -> None:
    status, out, _ = factloom("entities", texts, "--format", "jsonl")
    rows = {row["document"]: row["entities"] for row in map(json.loads, out.splitlines())}
    assert (status, len(rows)) == (0, 2)
    (treaty,) = (entities for document, entities in rows.items() if "treaty" in document)
    (lind,) = (entity for entity in treaty if entity["label"] == "Mara Lind")
    assert list(lind) == ["id", "label", "type", "mentions"]
    assert [TREATY[m["start"] : m["end"]] for m in lind["mentions"]] == ["Mara Lind", "Lind"]


@pytest.mark.model
def test_standard_input_is_read(texts: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "graph", "facts", "-", "--format", "csv"], input=TREATY.encode(), capture_output=True
    )
    assert run.returncode == 0
    rows = list(csv.DictReader(io.StringIO(run.stdout.decode())))
    assert {(row["subject"], row["relation"], row["object"]) for row in rows} >= {("Tomas Berg", "praise", "Mara Lind")}
    assert rows[0]["evidence_subject_start"] == "0"


@pytest.mark.model
def test_a_reader_that_stops_is_no_error(texts: Path) -> None:
    command = f"{sys.executable} -m graph facts {texts} --format jsonl | true"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert run.stderr == ""


def test_one_row_for_each_fact_document_and_pair() -> None:
    kg = sample_graph()
    rows = fact_rows(kg)
    keys = [(row["id"], row["document"], row["subject"], row["object"], row["relation"]) for row in rows]
    documents = {fact.id: len({e.sentence.document for e in fact.evidence}) for fact in kg.facts.values()}
    pairs = {fact.id: max(1, len(list(fact.pairs()))) for fact in kg.facts.values()}
    assert len(set(keys)) == len(keys) == sum(documents[id] * pairs[id] for id in kg.facts)
    places = [(row["document"], row["evidence"]["start"]) for row in rows]
    assert places == sorted(places)


def test_the_table_marks_what_is_negated_and_cuts_long_cells() -> None:
    lines = "".join(table(fact_rows(sample_graph()))).splitlines()
    assert lines[0].split()[:4] == ["subject", "relation", "object", "status"]
    assert any(line.startswith("Estmark ") and " not attended " in line and " negated " in line for line in lines)
    assert max(map(len, lines)) < 200


# compare


@pytest.mark.model
def test_compare_shows_what_two_sides_tell(texts: Path, factloom: Run) -> None:
    (texts / "loan.txt").write_text("Northbank lent Estmark $40 million.\n", encoding="utf-8")
    status, out, err = factloom("compare", texts / "snow.txt", texts / "loan.txt")
    assert (status, err) == (0, "")
    assert out.startswith("A  snow.txt\nB  loan.txt\n\nBoth tell (0)\n")
    assert (
        "They contradict each other (1)\n\n  lend (Northbank, Estmark): told in loan.txt; negated in snow.txt\n" in out
    )
    assert (
        '  Northbank does not lend Estmark $40 million\n    A 0-42  "Northbank did not lend Estmark $40 million"' in out
    )


@pytest.mark.model
def test_compare_writes_json_lines(texts: Path, factloom: Run) -> None:
    status, out, _ = factloom("compare", texts / "treaty.txt", texts / "snow.txt", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert {row["told"] for row in rows} == {"only A", "only B"}
    (quote,) = rows[0]["a"][0]["quotes"]
    assert TREATY[quote["start"] : quote["end"]] == quote["text"]


def test_compare_of_a_text_with_itself_is_one_clear_line(texts: Path, factloom: Run) -> None:
    status, out, err = factloom("compare", texts / "snow.txt", texts)
    assert (status, out) == (2, "")
    assert err == "factloom: snow.txt: the same document on both sides; compare it with another\n"


# verify and explain


@pytest.mark.model
def test_verify_passes_and_fails_naming_the_place(texts: Path, tmp_path: Path, factloom: Run) -> None:
    out = tmp_path / "out"
    factloom("build", texts, "-o", out)
    status, said, err = factloom("verify", out)
    assert (status, err) == (0, "")
    assert said.endswith("2 sources read again: all as in the sources\n")
    (texts / "treaty.txt").write_text(TREATY.replace("Lind and", "Lynd and"), encoding="utf-8")
    status, said, err = factloom("verify", out)
    assert status == 2
    assert "treaty.txt: changed since the build, at character 6: was 'Mara Lind and" in err
    assert "graph.ttl: treaty.txt: at character 6 the source says 'Mara Lynd', the file 'Mara Lind'" in err
    assert "differences found" in said


@pytest.mark.model
def test_verify_finds_a_change_outside_of_every_quote(texts: Path, tmp_path: Path, factloom: Run) -> None:
    factloom("build", texts, "-o", tmp_path / "out")
    (texts / "snow.txt").write_text(SNOW.replace("ice", "icy"), encoding="utf-8")
    status, _, err = factloom("verify", tmp_path / "out", "--quiet")
    assert status == 2
    assert "changed since the build" in err


@pytest.mark.model
def test_verify_takes_sources_that_were_moved(texts: Path, tmp_path: Path, factloom: Run) -> None:
    factloom("build", texts, "-o", tmp_path / "out")
    texts.rename(tmp_path / "moved")
    assert factloom("verify", tmp_path / "out")[0] == 2
    assert factloom("verify", tmp_path / "out", tmp_path / "moved")[0] == 0


def test_verify_of_a_folder_without_graph_is_one_clear_line(tmp_path: Path, factloom: Run) -> None:
    status, _, err = factloom("verify", tmp_path)
    assert status == 2
    assert err.startswith(f"factloom: {tmp_path}: holds none of graph.ttl")


@pytest.mark.model
def test_explain_shows_parse_mentions_facts_and_reasons(factloom: Run) -> None:
    status, out, _ = factloom("explain", "Mara Lind denied that the bank had bought Port Union. Snow and ice.")
    assert status == 0
    for part in (
        "denied  deny",
        "Mara Lind  ",
        "subject bank, object Union",
        "buy [denied]",
        "rule: verb",
        "none: no verb",
    ):
        assert part in out


# help


def test_help_teaches_every_command_by_example(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("build", "facts", "entities", "verify", "explain"):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
        assert f"  factloom {command} " in capsys.readouterr().out.partition("example")[2]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"factloom {__version__}\n"


# query, push


@pytest.fixture
def written(tmp_path: Path) -> Path:
    write(sample_graph(), tmp_path / "graph.ttl")
    return tmp_path


def test_query_lists_the_ready_questions(written: Path, factloom: Run) -> None:
    status, out, err = factloom("query", written)
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(questions())


def test_query_answers_a_ready_question_and_one_of_the_users_own(written: Path, factloom: Run) -> None:
    expected = "who         is         of\nTomas Berg  leader of  Port Union\n"
    assert factloom("query", written, "--name", "who-is-who") == (0, expected, "")
    own = "SELECT (COUNT(*) AS ?signed) { ?who kgr:signed kge:harbour-treaty }"
    assert factloom("query", written, own, "--format", "csv") == (0, "signed\n2\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--name", "who-met-who"], "who-met-who: no question of that name"),
        (["SELECT"], "the query does not parse"),
    ],
)
def test_a_bad_question_is_one_clear_line(written: Path, factloom: Run, arguments: list[str], message: str) -> None:
    status, out, err = factloom("query", written, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"factloom: {message}") and err.count("\n") == 1


def test_push_to_a_store_that_does_not_run_is_one_clear_line(written: Path, factloom: Run) -> None:
    status, out, err = factloom("push", written, "http://127.0.0.1:1/store")
    assert (status, out) == (2, "")
    assert err.startswith("factloom: http://127.0.0.1:1/store: cannot be reached") and err.count("\n") == 1


@pytest.mark.model
def test_a_base_iri_of_the_users_own(texts: Path, tmp_path: Path, factloom: Run) -> None:
    base = "https://news.test/graph/"
    assert factloom("build", texts, "-o", tmp_path / "out", "--format", "nt", "--base-iri", base)[0] == 0
    assert f"<{base}entity/mara-lind-person>" in (tmp_path / "out" / "graph.nt").read_text(encoding="utf-8")
    assert factloom("remove", tmp_path / "out", "snow.txt")[0] == 0
    assert "<https://example.org/kg/entity/" not in (tmp_path / "out" / "graph.nt").read_text(encoding="utf-8")


def test_a_base_that_is_no_iri_is_told_before_anything_is_read(tmp_path: Path, factloom: Run) -> None:
    status, out, err = factloom("build", tmp_path / "none", "-o", tmp_path / "out", "--base-iri", "my graph")
    assert (status, out) == (2, "")
    assert err.startswith("factloom: my graph: not a base IRI") and err.count("\n") == 1
    assert not (tmp_path / "out").exists()
