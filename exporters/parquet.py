"""Parquet in an archive: the tables of `exporters.tables` with typed columns and real lists.

The files are stored, not packed again, so that they are read where they lie::

    pandas.read_parquet(zipfile.ZipFile("graph.parquet.zip").open("edges.parquet"))

Needs pyarrow, which is no small package: ``pip install 'factloom[parquet]'``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from exporters.archive import Fill, archive
from exporters.columns import Value
from exporters.format import Format
from exporters.iris import BASE
from exporters.markup import legal
from exporters.offsets import Told
from exporters.tables import Table, tables
from exporters.told import count, quoted, read_row
from graph.errors import FormatError
from graph.network import KnowledgeGraph

_ROWS = 10_000
"""Rows of a row group: what is held at a time."""


def write_parquet(kg: KnowledgeGraph, base: str = BASE) -> Iterator[bytes]:
    """Yield the archive; raises `FormatError` where the graph would not read back, or pyarrow is missing."""
    _pyarrow()
    return archive(((f"{table.name}.parquet", _groups(table)) for table in tables(kg, base)), compress=False)


def counts(data: bytes) -> dict[str, int]:
    """Return how many ``entities``, ``facts`` and ``evidences`` an archive of ours holds.

    Raises `FormatError` where `data` does not read back.
    """
    return count([*(("node", []) for _ in _rows(data, "nodes", ["id"])), *(("fact", [told]) for told in _facts(data))])


def quotes(data: bytes) -> Iterator[tuple[str, int, int, str]]:
    """Yield document id, start, end and words of every quoted span, once for each fact that quotes it.

    Raises `FormatError` where `data` does not read back.
    """
    return (quote for told in _facts(data) for quote in quoted(told))


def _pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise FormatError("parquet: needs pyarrow; pip install 'factloom[parquet]'") from error
    return pyarrow


def _groups(table: Table) -> Fill:
    """Return what writes a table, a row group at a time."""
    pa = _pyarrow()
    types = {"string": pa.string(), "int": pa.int64(), "double": pa.float64(), "strings": pa.list_(pa.string())}
    schema = pa.schema([(name, types[kind]) for name, kind in table.columns.items()])

    def fill(file: IO[bytes]) -> Iterator[None]:
        with pa.parquet.ParquetWriter(pa.PythonFile(file, "w"), schema, compression="zstd") as writer:
            rows = iter(table.rows)
            while group := [{name: _cell(row[name]) for name in table.columns} for row in islice(rows, _ROWS)]:
                writer.write_table(pa.Table.from_pylist(group, schema))
                yield

    return fill


def _cell(value: Value) -> object:
    if isinstance(value, tuple):
        return [legal(item) for item in value]
    return legal(value) if isinstance(value, str) else value


def _facts(data: bytes) -> Iterator[Told]:
    try:
        for row in _rows(data, "facts", ["fact", "offsets", "evidence"]):
            yield read_row({name: text or "" for name, text in row.items()})
    except ValueError as error:
        raise FormatError(f"Parquet: does not read back ({error}); build it again with factloom build") from error


def _rows(data: bytes, name: str, columns: list[str]) -> Iterator[dict[str, Any]]:
    pa = _pyarrow()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            file = pa.parquet.ParquetFile(pa.BufferReader(source.read(f"{name}.parquet")), pre_buffer=False)
            table = file.read(columns, use_threads=False)  # threads that still run at the end abort the process
    except (zipfile.BadZipFile, KeyError, pa.ArrowException, OSError) as error:
        raise FormatError(f"Parquet: does not read back ({error}); build it again with factloom build") from error
    yield from (row for batch in table.to_batches() for row in batch.to_pylist())


PARQUET = Format(
    "parquet", ".parquet.zip", "application/zip", write_parquet, "pandas, Polars, DuckDB, Spark", has_iris=True
)
