"""Files, folders and standard input: what becomes a document, and what becomes a line that says why not."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.decode import decode
from graph.errors import InputError
from graph.model import Document
from graph.read import LONGEST, read
from graph.records import day

SEEDS = Path(__file__).parent.parent / "seeds"
PAGE = """<!DOCTYPE html>
<html><head><title>Mayor opens bridge - The Exampleton Times</title>
<meta property="og:site_name" content="The Exampleton Times"><meta name="author" content="Jane Oakford, Milo Trent">
<meta property="article:published_time" content="2024-06-19T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Mayor opens bridge</h1>
<p>The mayor of Exampleton opened the new bridge on Wednesday, three years late. She said it would last.</p>
<p>The bridge cost 40 million dollars, according to the town, and was paid by the province of Norland.</p>
</article><footer>Copyright</footer></body></html>
"""


def only(path: Path) -> Document:
    reading = read([path])
    assert reading.failures == ()
    (document,) = reading.documents
    return document


def reasons(*paths: Path | str) -> list[str]:
    reading = read(paths)
    assert reading.documents == ()
    assert all("\n" not in failure.reason for failure in reading.failures)
    return [failure.reason for failure in reading.failures]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


# ---- the two pages of the repository ------------------------------------------------------------------------------


def test_the_seeds() -> None:
    first, second = read([SEEDS]).documents
    assert (first.id, second.id) == ("000_6d09a7d39efd0df2.txt", "002_b4eb4681a143c437.txt")
    assert first.title is not None
    assert first.title.endswith("the strongest since Cold War")
    assert (first.published, first.publisher, first.authors) == ("2024-06-19", "NewsNation", ())
    assert second.title is not None
    assert second.title.endswith("‘Strongest Ties Since Cold War’")
    assert (second.published, second.publisher) == ("2024-06-19", "One America News Network")
    assert second.authors == ("James Meyers",)


def test_the_first_seed_line_by_line() -> None:
    document = read([SEEDS]).documents[0]
    kinds = [block.kind for block in document.blocks]
    assert kinds[:8] == ["title", "publisher", "timestamp", "timestamp", "duplicate", "publisher", "dateline", "body"]
    assert kinds[-6:] == ["menu"] * 6
    assert set(kinds[8:-6]) == {"body"}


def test_the_second_seed_line_by_line() -> None:
    document = read([SEEDS]).documents[1]
    kinds = [block.kind for block in document.blocks]
    assert kinds[:9] == "title publisher credit caption credit duplicate credit byline timestamp".split()
    assert kinds[-8:] == "promotion share share byline byline menu menu menu".split()
    assert set(kinds[9:-8]) == {"body"}
    caption = next(block for block in document.blocks if block.kind == "caption")
    words = document.text[caption.start : caption.end]
    assert words.startswith("In this pool photograph")
    assert words.endswith("on June 19, 2024.")


# ---- text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"One.\r\nTwo.\rThree.\n", "One.\r\nTwo.\rThree.\n"),
        ("\ufeffPutin’s visit.".encode(), "Putin’s visit."),
        ("Putin’s visit.".encode("utf-16"), "Putin’s visit."),
        ("Putin’s visit.".encode("utf-32"), "Putin’s visit."),
        ("“Señor Muñoz” – Putin’s café.".encode("cp1252"), "“Señor Muñoz” – Putin’s café."),
        ("Die Bürger von Köln wählten.".encode("latin-1"), "Die Bürger von Köln wählten."),
        ("習近平 met Wałęsa 🙂.".encode(), "習近平 met Wałęsa 🙂."),
    ],
    ids=["line ends stay", "UTF-8 mark", "UTF-16", "UTF-32", "Windows-1252", "Latin-1", "UTF-8"],
)
def test_encodings(tmp_path: Path, content: bytes, text: str) -> None:
    document = only(write(tmp_path / "x.txt", content))
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (document.blocks[0].start, document.blocks[-1].end) == (0, len(text.rstrip()))


@pytest.mark.parametrize(
    "content",
    [
        "Wałęsa met Mr. Łukasz.".encode("cp1250"),
        "Prezident České republiky se sešel s předsedou vlády. Ministři schválili rozpočet.".encode("cp1250"),
        "Президент России встретился с лидером.".encode("cp1251"),
        "Putin’s visit – the café was closed.".encode("mac_roman"),
        "The café owner met Señor Muñoz.".encode("cp437"),
        "日本の首相は水曜日に会談した。".encode("shift_jis"),
        "Putin’s".encode()[:7],
        b"caf\xc3\xa9 is UTF-8, caf\xe9 is not",
    ],
    ids=["Polish names", "Czech", "Russian", "Mac", "DOS", "Japanese", "cut off", "mixed"],
)
def test_what_may_be_another_encoding_is_no_text(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^x: not UTF-8 \(byte \d+\); save it as UTF-8$"):
        decode(content, "x")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    with suppress(InputError):
        decode(data, "x").encode()


FAILURES = {
    "empty": (b"", "x.txt: empty; there is no text to read"),
    "blank": (b" \n\t\n", "x.txt: empty; there is no text to read"),
    "binary": (bytes(range(256)), "x.txt: binary, not text; give plain text in UTF-8"),
    "controls": (b"\x01\x02\x03 abc", "x.txt: binary, not text; give plain text in UTF-8"),
    "UTF-16 cut off": (b"\xff\xfea\x00b", "x.txt: not UTF-16 (byte 4); save it as UTF-8"),
    "PDF": (b"%PDF-1.7 ...", "x.txt: a PDF holds no plain text; save its text as UTF-8 first"),
    "ZIP": (b"PK\x03\x04...", "x.txt: a ZIP or Office file holds no plain text; save its text as UTF-8 first"),
    "long": (
        b"a" * (LONGEST + 1),
        "x.txt: more than 1,000,000 characters in one document; split it into parts",
    ),
    "very long": (
        b"a" * 20_000_000,
        "x.txt: more than 1,000,000 characters in one document; split it into parts",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_failures_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    content, reason = FAILURES[name]
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "x.txt", content)
    assert reasons("x.txt") == [reason]


def test_a_document_may_be_as_long_as_the_limit(tmp_path: Path) -> None:
    assert len(only(write(tmp_path / "x.txt", "é" * LONGEST)).text) == LONGEST


# ---- paths --------------------------------------------------------------------------------------------------------


def test_folders_are_read_by_name_and_other_files_left_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a.text", "deep/er/c.TXT", "README.md", ".hidden.txt", ".git/d.txt", "data.csv"):
        write(tmp_path / name, f"This is {name}.")
    reading = read([tmp_path])
    assert [document.id for document in reading.documents] == ["a.text", "b.txt", "deep/er/c.TXT"]
    assert reading.skipped == (".git/", ".hidden.txt", "README.md", "data.csv")
    assert reading.failures == ()


def test_a_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    assert only(write(tmp_path / "README.md", "# Pact\n\nThe pact was signed.")).title == "Pact"
    assert only(write(tmp_path / "NOTES", lines({"id": "n", "text": "The pact was signed."}))).id == "n"
    assert only(write(tmp_path / "one.json", lines({"id": "o", "text": "The pact was signed."}))).id == "o"


def test_failures_of_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    write(tmp_path / "folder" / "README.md", "Nothing to see.")
    write(tmp_path / "list.json", '[{"text": "x"}]')
    assert reasons("missing.txt", "", "folder", "list.json", "two\nlines") == [
        "missing.txt: no such file or folder; check the path",
        "an empty path: no such file or folder; check the path",
        "folder: no .txt, .jsonl or .html file in this folder; name a file or another folder",
        "two lines: no such file or folder; check the path",
        "list.json: not JSON Lines; write one JSON object a line, to a file .jsonl",
    ]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\x00")
    write(tmp_path / "b.txt", "The pact was signed.")
    reading = read([tmp_path, tmp_path / "missing"])
    assert [document.id for document in reading.documents] == ["b.txt"]
    assert len(reading.failures) == 2


def test_a_file_given_twice_is_one_document(tmp_path: Path) -> None:
    file = write(tmp_path / "deep" / "a.txt", "The pact was signed.")
    for paths in ([tmp_path, file], [file, tmp_path], [file, file]):
        reading = read(paths)
        assert [document.id for document in reading.documents] == ["a.txt" if tmp_path not in paths else "deep/a.txt"]
        assert reading.failures == ()


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    files = [write(tmp_path / name / "x.txt", "The pact was signed.") for name in ("a", "b", "c/a")]
    ids = ["b/x.txt", "c/a/x.txt", f"{tmp_path.name}/a/x.txt"]
    assert [document.id for document in read(files).documents] == sorted(ids)
    assert read(files) == read(reversed(files))


# ---- JSON Lines ---------------------------------------------------------------------------------------------------


def test_fields_of_json_lines(tmp_path: Path) -> None:
    text = "Pact signed – NewsNation\n\nBy Dale Winmore\n\nMay 7, 2024\n\nThe pact was signed."
    fields = {
        "id": 7,
        "text": text,
        "title": " A  title ",
        "published": "2024-06-19T23:30:00-05:00",
        "publisher": "Nordhaven Post",
        "authors": ["Jane Oakford", {"name": "Milo Trent"}, None],
        "source": "https://example.org/x",
    }
    document = only(write(tmp_path / "x.jsonl", lines(fields)))
    assert (document.id, document.title, document.published) == ("7", "A title", "2024-06-19")
    assert (document.publisher, document.authors) == ("Nordhaven Post", ("Jane Oakford", "Milo Trent"))
    assert document.source == "https://example.org/x"
    bare = only(write(tmp_path / "y.ndjson", "\ufeff" + lines({"document": "d", "text": text, "title": None})))
    assert (bare.id, bare.title, bare.published) == ("d", "Pact signed", "2024-05-07")
    assert (bare.publisher, bare.authors, bare.text) == ("NewsNation", ("Dale Winmore",), text)


def test_one_sentence_of_json_is_body(tmp_path: Path) -> None:
    document = only(write(tmp_path / "x.jsonl", lines({"id": "a", "text": "Microsoft did not acquire Nintendo."})))
    assert [block.kind for block in document.blocks] == ["body"]
    assert document.title is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-06-19", "2024-06-19"),
        ("20240619", "2024-06-19"),
        ("20240619T101500Z", "2024-06-19"),
        ("Wed, 19 Jun 2024 10:00:00 GMT", "2024-06-19"),
        ("June 19, 2024", "2024-06-19"),
        ("1718755200", None),
        ("yesterday", None),
        ("2024-02-31", None),
    ],
)
def test_days_of_publication(value: str, iso: str | None) -> None:
    assert day(value) == iso


def test_the_day_may_stand_in_the_address(tmp_path: Path) -> None:
    fields = {"id": "a", "text": "The pact was signed.", "source": "https://example.org/2024/6/9/pact"}
    assert only(write(tmp_path / "x.jsonl", lines(fields))).published == "2024-06-09"


def test_failures_of_lines_name_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    content = b"\n".join(
        [
            b"",
            b'{"text": "Fine."}',
            b'{"text": ',
            b"[1]",
            b'{"id": "z"}',
            b'{"text": " "}',
            b'{"text": "caf\xe9"}',
            b'{"text": "\\u0000"}',
            b"[" * 100_000,
            b'{"text": "' + b"y" * 20_000_000 + b'"}',
            b'{"text": "Last."}',
        ]
    )
    write(tmp_path / "x.jsonl", content)
    reading = read(["x.jsonl"])
    assert [document.id for document in reading.documents] == ["x.jsonl:11", "x.jsonl:2"]
    assert [failure.reason for failure in reading.failures] == [
        "x.jsonl:3: not JSON (Expecting value); write one JSON object a line",
        "x.jsonl:4: not a JSON object; write one JSON object a line, with the field 'text'",
        "x.jsonl:5: the field 'text' is missing or no string; give each line its text there",
        "x.jsonl:6: empty; there is no text to read",
        "x.jsonl:7: not UTF-8 (byte 13 of the line); save it as UTF-8",
        "x.jsonl:8: binary, not text; give plain text in UTF-8",
        "x.jsonl:9: not JSON (too deep or too long a number); write one JSON object a line",
        "x.jsonl:10: more than 1,000,000 characters in one document; split it into parts",
    ]
    assert reasons(write(tmp_path / "y.jsonl", "\n \n")) == [
        f"{tmp_path / 'y.jsonl'}: empty; give one JSON object a line"
    ]


def test_texts_that_share_an_id_are_told_apart_by_their_text(tmp_path: Path) -> None:
    records = [{"id": "a", "text": f"Pact {n} was signed."} for n in (1, 2, 1)]
    one = read([write(tmp_path / "x.jsonl", lines(*records))])
    other = read([write(tmp_path / "x.jsonl", lines(*reversed(records)))])
    assert [document.id for document in one.documents] == sorted(f"a#{d.sha256[:8]}" for d in one.documents)
    assert one.documents == other.documents
    (failure,) = one.failures
    assert failure.reason.startswith(f"{tmp_path / 'x.jsonl'}:")
    assert "the same id and text" in failure.reason


def test_lone_surrogates_are_replaced_and_offsets_stay(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", '{"id": "\\udc00", "text": "\\ud800 said 🙂 \\ud83d\\ude42."}\n')
    document = only(path)
    assert (document.id, document.text) == ("\ufffd", "\ufffd said 🙂 🙂.")


def test_json_lines_in_utf16(tmp_path: Path) -> None:
    content = lines({"id": "a", "text": "One pact."}, {"id": "b", "text": "Two pacts."}).encode("utf-16")
    assert [d.id for d in read([write(tmp_path / "x.jsonl", content)]).documents] == ["a", "b"]


# ---- standard input -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("The pact was signed.", {"stdin": "The pact was signed."}),
        ("{braces} open this text.\nAnother line.", {"stdin": "{braces} open this text.\nAnother line."}),
        ('\n  {"id": "a", "text": "One."}\n{"text": "Two."}', {"a": "One.", "stdin:3": "Two."}),
    ],
    ids=["text", "text with a brace", "JSON Lines"],
)
def test_standard_input(content: str, texts: dict[str, str]) -> None:
    reading = read(["-", "-"], io.BytesIO(content.encode()))
    assert {document.id: document.text for document in reading.documents} == texts
    assert reading.failures == ()


def test_empty_standard_input() -> None:
    reading = read(["-"], io.BytesIO(b""))
    assert [failure.reason for failure in reading.failures] == ["-: empty; there is no text to read"]


def test_nothing_given_is_nothing_read() -> None:
    assert read([]).documents == ()


# ---- HTML ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [PAGE, PAGE.replace("<title>", '<meta charset="windows-1252"><title>').replace("late", "léte").encode("cp1252")],
    ids=["UTF-8", "declared"],
)
def test_html(tmp_path: Path, content: str | bytes) -> None:
    document = only(write(tmp_path / "x.html", content))
    assert document.text.startswith("Mayor opens bridge\nThe mayor of Exampleton opened the new bridge on Wednesday")
    assert (document.title, document.published) == ("Mayor opens bridge", "2024-06-19")
    assert (document.publisher, document.authors) == ("The Exampleton Times", ("Jane Oakford", "Milo Trent"))
    assert [block.kind for block in document.blocks] == ["title", "body", "body"]
    assert "léte" in document.text or isinstance(content, str)


def test_html_is_known_by_its_beginning() -> None:
    assert read(["-"], io.BytesIO(PAGE.encode())).documents[0].title == "Mayor opens bridge"


def test_html_without_text(tmp_path: Path) -> None:
    path = write(tmp_path / "x.htm", "<html><body></body></html>")
    assert reasons(path) == [f"{path}: no main text found in this page; save its text as .txt"]


def test_html_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = write(tmp_path / "x.html", PAGE)
    assert reasons(path) == [f"{path}: HTML needs trafilatura; run: python -m pip install 'factloom[html]'"]
