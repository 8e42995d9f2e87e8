"""Files, folders and standard input to documents: what can be read is, what cannot be is told in one line each."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from graph.decode import decode
from graph.errors import InputError
from graph.layout import layout
from graph.model import Document
from graph.records import Record, from_json, is_json_line, line
from graph.timestamps import first_date
from graph.webpage import from_html

LONGEST = 1_000_000
"""Characters of the longest document, the most that spaCy parses in one piece."""
_BYTES = 16 * LONGEST
"""Bytes of the longest line of JSON and the longest page of HTML; twelve escaped bytes can make one character."""
_TEXT, _LINES, _HTML = (".txt", ".text"), (".jsonl", ".ndjson"), (".html", ".htm")
_STORE, _PAGE = ".factloom.sqlite", "graph.html"
"""What a build leaves in its folder."""
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document, and the one line that says why and what to do."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All documents of some paths in the order of their ids, what could not be read, and the files left alone."""

    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to read; `name` becomes the id of its document, `path` is None for standard input."""

    path: Path | None
    name: str
    place: str


def read(paths: Iterable[str | os.PathLike[str]], stdin: BinaryIO | None = None) -> Reading:
    """Return the documents of files, folders (all ``.txt .text .jsonl .ndjson .html .htm`` below them) and ``-``.

    A document's id is the file's name, with the folders below the one that was named, or the id that a line of JSON
    gives; what would share an id is told apart by more folders, then by a hash of its text. Never raises for bad
    input. ``-`` is `stdin` (by default the process's), JSON Lines if its first line is a JSON object, else one text.
    """
    sources, failures, skipped = _sources(paths)
    records: list[Record] = []
    for source in _named_apart(sources):
        for outcome in _records(source, stdin):
            if isinstance(outcome, InputError):
                failures.append(Failure(source.place, str(outcome)))
            else:
                records.append(outcome)
    documents: dict[str, Document] = {}
    for record in _told_apart(records):
        if record.id in documents:
            reason = f"{record.place}: the same id and text as another document ({record.id}); left out"
            failures.append(Failure(record.place, reason))
        else:
            documents[record.id] = _document(record)
    return Reading(tuple(documents[key] for key in sorted(documents)), tuple(failures), tuple(skipped))


def _sources(paths: Iterable[str | os.PathLike[str]]) -> tuple[list[_Source], list[Failure], list[str]]:
    """Return the files that the paths stand for, each once, what is no file or folder, and the files left alone."""
    found: dict[Path | None, _Source] = {}
    failures: list[Failure] = []
    skipped: list[str] = []
    for given in (os.fspath(path) for path in paths):
        path, place = Path(given), line(given)
        if given == "-":
            found[None] = _Source(None, "stdin", "-")
        elif not given or not _exists(path):
            failures.append(Failure(place, f"{place or 'an empty path'}: no such file or folder; check the path"))
        elif path.is_dir():
            inside = list(_folder(path, failures, skipped))
            if not inside:
                reason = f"{place}: no .txt, .jsonl or .html file in this folder; name a file or another folder"
                failures.append(Failure(place, reason))
            for file in inside:
                _keep(found, _Source(file, line(file.relative_to(path).as_posix()), line(str(file))))
        else:
            _keep(found, _Source(path, line(path.name), place))
    return list(found.values()), failures, skipped


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder on the way to it may not be entered
        return False


def _keep(found: dict[Path | None, _Source], source: _Source) -> None:
    """Keep a file once, under the longest of its names, so that the order of the paths does not matter."""
    key = source.path and source.path.resolve()
    if key not in found or (len(found[key].name), found[key].name) < (len(source.name), source.name):
        found[key] = source


def _folder(root: Path, failures: list[Failure], skipped: list[str]) -> Iterator[Path]:
    """Yield the readable files below `root` by name; hidden ones and other kinds are counted as skipped."""

    def refused(error: OSError) -> None:
        place = line(str(error.filename))
        failures.append(Failure(place, f"{place}: cannot be read ({error.strerror}); check the permissions"))

    for folder, folders, files in os.walk(root, onerror=refused):
        own = {_PAGE} if _STORE in files else set()  # a page that a build wrote is no article
        hidden = [name for name in folders if name.startswith(".")]
        skipped.extend(line((Path(folder, name).relative_to(root)).as_posix()) + "/" for name in sorted(hidden))
        folders[:] = sorted(set(folders) - set(hidden))
        for file in (Path(folder, name) for name in sorted(files)):
            kind = file.suffix.lower()
            known = kind in (*_TEXT, *_LINES, *_HTML) and file.name not in own
            if file.name.startswith(".") or not known or not file.is_file():
                skipped.append(line(file.relative_to(root).as_posix()))
            else:
                yield file


def _named_apart(sources: list[_Source]) -> list[_Source]:
    """Return the sources with names that differ: of two files ``x.txt`` the folders are told, as far as need be."""
    while shared := {name for name, count in Counter(s.name for s in sources).items() if count > 1}:
        sources = [_longer(s) if s.name in shared else s for s in sources]
    return sources


def _longer(source: _Source) -> _Source:
    if source.path is None:
        return replace(source, name="standard input")
    parts = source.path.resolve().parts
    return replace(source, name=line("/".join(parts[-source.name.count("/") - 2 :])))


def _told_apart(records: list[Record]) -> Iterator[Record]:
    """Yield the records in the order of their ids; texts that share an id get a hash of their own behind it."""
    texts: dict[str, set[str]] = {}
    for record in records:
        texts.setdefault(record.id, set()).add(record.text)
    for record in sorted(records, key=lambda r: (r.id, r.text, r.title or "", r.published or "", r.authors)):
        shared = len(texts[record.id]) > 1
        yield replace(record, id=f"{record.id}#{_sha256(record.text)[:8]}") if shared else record


def _records(source: _Source, stdin: BinaryIO | None) -> Iterator[Record | InputError]:
    """Yield what a source holds, or why it cannot be read."""
    try:
        if source.path is None:
            yield from _stream(stdin or sys.stdin.buffer, source, "")
        else:
            with source.path.open("rb") as stream:
                yield from _stream(stream, source, source.path.suffix.lower())
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(f"{source.place}: cannot be read ({error.strerror}); check the path and its permissions")


def _stream(stream: BinaryIO, source: _Source, suffix: str) -> Iterator[Record | InputError]:
    """Yield the documents of a stream: by its suffix, or where that tells nothing by how it begins."""
    head = _head(stream)
    if suffix in _LINES or (suffix not in (*_TEXT, *_HTML) and is_json_line(head)):
        yield from _lines(head, stream, source)
    elif suffix == ".json":
        raise InputError(f"{source.place}: not JSON Lines; write one JSON object a line, to a file .jsonl")
    elif suffix in _HTML or (suffix not in _TEXT and _MARKUP.match(head)):
        yield _sized(from_html(_rest(head, stream, _BYTES, source), source.place, source.name))
    else:
        text = decode(_rest(head, stream, 4 * LONGEST + 4, source), source.place)
        yield _sized(Record(source.place, source.name, text))


def _head(stream: BinaryIO) -> bytes:
    """Return the first line of a stream that is not blank, with the blank ones before it."""
    lines: list[bytes] = []
    while (data := stream.readline(_BYTES)) and len(lines) < LONGEST:
        lines.append(data)
        if data.strip():
            break
    return b"".join(lines)


def _rest(head: bytes, stream: BinaryIO, limit: int, source: _Source) -> bytes:
    """Return all bytes of a stream; raises `InputError` where they are more than a document can have."""
    data = head + stream.read(max(0, limit + 1 - len(head)))
    if len(data) > limit:
        raise InputError(_too_long(source.place))
    return data


def _lines(head: bytes, stream: BinaryIO, source: _Source) -> Iterator[Record | InputError]:
    """Yield the document of each line of JSON that is not blank, or why it cannot be read."""
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        stream = BytesIO(decode(head + stream.read(), source.place).encode())
        head = _head(stream)
    number = head.count(b"\n") - head.endswith(b"\n")
    if not head.strip():
        yield InputError(f"{source.place}: empty; give one JSON object a line")
    current = head.lstrip()
    while current:
        number += 1
        place = f"{source.place}:{number}"
        if len(current) == _BYTES and not current.endswith(b"\n"):
            while (more := stream.readline(_BYTES)) and not more.endswith(b"\n"):
                pass
            yield InputError(_too_long(place))
        elif current.strip():
            yield _line(current, place, f"{source.name}:{number}")
        current = stream.readline(_BYTES)


def _line(data: bytes, place: str, name: str) -> Record | InputError:
    try:
        return _sized(from_json(data.decode("utf-8-sig"), place, name))
    except UnicodeDecodeError as error:
        return InputError(f"{place}: not UTF-8 (byte {error.start:,} of the line); save it as UTF-8")
    except InputError as error:
        return error


def _sized(record: Record) -> Record:
    """Return the record if its text can be a document; raises `InputError` where it is empty, binary or too long."""
    if not record.text.strip():
        raise InputError(f"{record.place}: empty; there is no text to read")
    if "\x00" in record.text:
        raise InputError(f"{record.place}: binary, not text; give plain text in UTF-8")
    if len(record.text) > LONGEST:
        raise InputError(_too_long(record.place))
    return record


def _too_long(place: str) -> str:
    return f"{place}: more than {LONGEST:,} characters in one document; split it into parts"


def _document(record: Record) -> Document:
    """Return the document of a record: what the record tells goes before what its page shows."""
    page = layout(record.text, record.title)
    return Document(
        id=record.id,
        text=record.text,
        title=record.title or page.title,
        published=record.published or page.published or _url_day(record.source or ""),
        publisher=record.publisher or page.publisher,
        authors=record.authors or page.authors,
        source=record.source,
        sha256=_sha256(record.text),
        blocks=page.blocks,
    )


def _url_day(source: str) -> str | None:
    match = _URL_DAY.search(source)
    return first_date("-".join(part.zfill(2) for part in match.groups())) if match else None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
