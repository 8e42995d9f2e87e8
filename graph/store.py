"""Extractions kept in SQLite, so that a second build parses only what changed and a killed one goes on.

A row's key is a digest of the document (its id, text and metadata), its pipeline the fingerprint of all that reads it.
Each document is one transaction. The file is a cache: one that is damaged or of another version is started anew.
It also notes what the folder's graph was read from, so that ``factloom verify`` finds the sources again.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from graph.errors import OutputError
from graph.model import Document, Extraction, digest

FILENAME = ".factloom.sqlite"
_VERSION = 2
_TABLES = """
    CREATE TABLE IF NOT EXISTS extraction (key TEXT PRIMARY KEY, pipeline TEXT NOT NULL, content BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS origin (content BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS document (id TEXT PRIMARY KEY, content BLOB NOT NULL);
"""
Value = TypeVar("Value")
_EXTRACTION = TypeAdapter(Extraction)
_DOCUMENT = TypeAdapter(Document)


class Store:
    """The extractions of one pipeline in the SQLite file at `path`; a context manager.

    Raises `OutputError` where the file can neither be opened nor made.
    """

    def __init__(self, path: Path, pipeline: str) -> None:
        self.path = path
        self.pipeline = pipeline
        self._connection = _open(path)
        with self._connection as connection:  # what another pipeline or version read is of no more use
            connection.execute("DELETE FROM extraction WHERE pipeline != ?", (pipeline,))

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def get(self, document: Document) -> Extraction | None:
        """Return what was read from exactly this document by this pipeline, None where nothing is kept."""
        query = "SELECT content FROM extraction WHERE key = ?"
        row = self._connection.execute(query, (_key(document, self.pipeline),)).fetchone()
        if row is None:
            return None
        try:
            extraction = _EXTRACTION.validate_json(zlib.decompress(row[0]))
        except (zlib.error, ValidationError):
            return None  # a damaged row: read the document again
        return replace(extraction, document=document)

    def put(self, extraction: Extraction) -> None:
        """Keep `extraction`, committed when this returns."""
        bare = replace(extraction, document=replace(extraction.document, text="", blocks=()))
        content = zlib.compress(_EXTRACTION.dump_json(bare))
        row = (_key(extraction.document, self.pipeline), self.pipeline, content)
        with _errors_told(self.path), self._connection as connection:
            connection.execute("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?)", row)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a folder's graph was made of, so that it can be made again and added to.

    `paths`, `authorities` and `decisions` are relative to the folder; `removed` are the ids of documents that were
    taken out though their sources are still there. `documents` are whole.
    """

    paths: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    model: str | None = None
    decisions: str | None = None
    authorities: tuple[str, ...] = ()
    min_confidence: float = 0.0
    documents: tuple[Document, ...] = ()
    base_iri: str | None = None

    @property
    def texts(self) -> dict[str, str]:
        """Return the texts by document id."""
        return {document.id: document.text for document in self.documents}


_ORIGIN = TypeAdapter(Origin)


def remember(path: Path, origin: Origin) -> None:
    """Note `origin` in the store at `path`, in place of what was noted before."""
    rows = [(document.id, _packed(_DOCUMENT, document)) for document in origin.documents]
    with _errors_told(path), closing(_open(path)) as connection, connection:
        connection.execute("DELETE FROM origin")
        connection.execute("DELETE FROM document")
        connection.execute("INSERT INTO origin VALUES (?)", (_packed(_ORIGIN, replace(origin, documents=())),))
        connection.executemany("INSERT INTO document VALUES (?, ?)", rows)


def recall(path: Path) -> Origin:
    """Return what `remember` noted, nothing where there is no store or it is damaged."""
    if not path.is_file():
        return Origin()
    with closing(_open(path)) as connection:
        row = connection.execute("SELECT content FROM origin").fetchone()
        contents = [content for (content,) in connection.execute("SELECT content FROM document ORDER BY id")]
    try:
        origin = _unpacked(_ORIGIN, row[0]) if row else Origin()
        return replace(origin, documents=tuple(_unpacked(_DOCUMENT, content) for content in contents))
    except (zlib.error, ValueError):  # damaged: as if nothing had been noted
        return Origin()


def _packed(kind: TypeAdapter[Value], value: Value) -> bytes:
    """Return a value as compressed JSON in ASCII, which holds lone surrogates too."""
    return zlib.compress(json.dumps(kind.dump_python(value)).encode("ascii"))


def _unpacked(kind: TypeAdapter[Value], content: bytes) -> Value:
    return kind.validate_python(json.loads(zlib.decompress(content)))


@contextmanager
def _errors_told(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a full disk or a file that another build holds into our error."""
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(f"{path}: the store cannot be written ({error}); choose another folder with -o") from error


def _key(document: Document, pipeline: str) -> str:
    return digest(pipeline, _DOCUMENT.dump_json(document).decode(), length=64)


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _connect(path)
    except OSError as error:
        raise OutputError(f"{path.parent}: cannot be made ({error.strerror}); choose another folder with -o") from error
    except sqlite3.OperationalError as error:
        raise OutputError(f"{path}: the store cannot be opened ({error}); choose another folder with -o") from error
    except sqlite3.DatabaseError:  # not a database, or a damaged one
        _remove(path)
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=60)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] not in (0, _VERSION):
            raise sqlite3.DatabaseError("another version of the store")
        if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
