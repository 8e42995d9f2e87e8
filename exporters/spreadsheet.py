"""CSV in an archive: `csv` for Gephi's spreadsheet importer, Excel and pandas, `neo4j` for ``neo4j-admin``.

Gephi: unzip, "Import spreadsheet" with ``nodes.csv``, then with ``edges.csv`` appended to the same workspace. Lists
are joined with " | ". A cell that a spreadsheet would run as a formula has a ``'`` in front of it, and one that begins
so by itself another. The dates of a fact, as they are everywhere else, stand in ``facts.csv``.

Neo4j: unzip, then::

    neo4j-admin database import full --nodes=nodes.csv --nodes=facts.csv --relationships=edges.csv \\
        --relationships=arguments.csv --array-delimiter=U+001F --multiline-fields=true --id-type=string neo4j

An entity is a node ``Entity`` with its type as a second label, an edge a relationship of its relation (``SIGN_IN``,
``NOT_SIGN``), a fact a node ``Fact`` with a relationship to each participant, of its role.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO

from exporters.archive import Fill, archive
from exporters.columns import Row, Value, text_of
from exporters.format import Format
from exporters.iris import BASE, slug
from exporters.markup import legal
from exporters.offsets import Told
from exporters.spells import spell
from exporters.tables import Table, tables
from exporters.told import count, quoted, read_row
from graph.errors import FormatError
from graph.network import KnowledgeGraph

_GEPHI = {
    "nodes": {"id": "Id", "label": "Label"},
    "edges": {
        "id": "Id",
        "label": "Label",
        "source": "Source",
        "target": "Target",
        "kind": "Kind",
        "weight": "Weight",
        "time": "Timeset",
    },
}
"""Headers by which Gephi knows a column: `kind` is the type of an edge."""
_DATES = ("first", "last")
"""Columns that edges are without: Gephi takes a date for a moment, and then refuses the days of `time`."""
_FORMULA, _GUARDED = re.compile("'*[=+@\t\r-]"), re.compile("''*[=+@\t\r-]")
_LIST = "\x1f"
"""What stands between the items of a list for Neo4j; `legal` takes it out of texts."""
_ROWS = 1000
"""Rows that are put into the archive at a time."""


def write_csv(kg: KnowledgeGraph, base: str = BASE) -> Iterator[bytes]:
    """Yield the archive for Gephi and spreadsheets; raises `FormatError` where the graph would not read back."""
    return archive((f"{table.name}.csv", _lines(*_plain(table))) for table in tables(kg, base))


def write_neo4j(kg: KnowledgeGraph, base: str = BASE) -> Iterator[bytes]:
    """Yield the archive for ``neo4j-admin``; raises `FormatError` where the graph would not read back."""
    return archive((f"{table.name}.csv", _lines(*_typed(table))) for table in tables(kg, base))


def counts(data: bytes) -> dict[str, int]:
    """Return how many ``entities``, ``facts`` and ``evidences`` an archive of ours holds.

    Raises `FormatError` where `data` does not read back.
    """
    return count([*(("node", []) for _ in _rows(data, "nodes")), *(("fact", [told]) for told in _facts(data))])


def quotes(data: bytes) -> Iterator[tuple[str, int, int, str]]:
    """Yield document id, start, end and words of every quoted span, once for each fact that quotes it.

    Raises `FormatError` where `data` does not read back.
    """
    return (quote for told in _facts(data) for quote in quoted(told))


def _plain(table: Table) -> tuple[list[str], Iterator[list[Value]]]:
    """Return header and rows as Gephi and spreadsheets want them."""
    known = _GEPHI.get(table.name, {})
    if table.name != "edges":
        header = [known.get(name, name) for name in table.columns]
        return header, ([_guarded(row[name]) for name in table.columns] for row in table.rows)
    columns = [name for name in table.columns if name not in _DATES]
    rows = ({**row, "time": _timeset(text_of(row["time"]))} for row in table.rows)
    header = ["Type", *(known.get(name, name) for name in columns)]
    return header, (["Directed", *(_guarded(row[name]) for name in columns)] for row in rows)


def _timeset(time: str) -> str:
    """Return a fact's days in Gephi's words."""
    days = spell(time)
    return f"<[{days[0]}, {days[1]}]>" if days else ""


def _guarded(value: Value) -> Value:
    """Return a cell that no spreadsheet takes for a formula; a ``'`` too many is taken off by `_rows`."""
    if isinstance(value, float | int):
        return value
    text = legal(text_of(value))
    return f"'{text}" if _FORMULA.match(text) else text


def _typed(table: Table) -> tuple[list[str], Iterator[list[Value]]]:
    """Return header and rows as Neo4j wants them: ids, types and labels in the header."""
    ends = _ENDS[table.name]
    kinds = {"string": "", "int": ":int", "double": ":double", "strings": ":string[]"}
    header = [ends.get(name, name + kinds[kind]) for name, kind in table.columns.items()]
    label, of = _TYPES[table.name]
    rows = ([of(row), *(_listed(row[name]) for name in table.columns)] for row in table.rows if row.get("entity", "-"))
    return [label, *header], rows


def _listed(value: Value) -> Value:
    if isinstance(value, tuple):
        return _LIST.join(legal(item) for item in value)
    return legal(value) if isinstance(value, str) else text_of(value)


def _relation(row: Row) -> str:
    """Return the type of an edge's relationship: what is not plainly told is another one."""
    negated = "not " if row["polarity"] == "negative" else ""
    status = "" if row["status"] in ("asserted", "negated") else f" {row['status']}"
    return _upper(f"{negated}{row['interaction']}{status}")


def _upper(words: str) -> str:
    return slug(words).replace("-", "_").upper() or "RELATED"


_ENDS: Mapping[str, Mapping[str, str]] = {
    "nodes": {"id": "id:ID(Entity)"},
    "edges": {"source": ":START_ID(Entity)", "target": ":END_ID(Entity)"},
    "facts": {"fact": "fact:ID(Fact)"},
    "arguments": {"fact": ":START_ID(Fact)", "entity": ":END_ID(Entity)"},
}
_TYPES: Mapping[str, tuple[str, Callable[[Row], str]]] = {
    "nodes": (":LABEL", lambda row: f"Entity{_LIST}{_upper(text_of(row['type']))}"),
    "edges": (":TYPE", _relation),
    "facts": (":LABEL", lambda row: "Fact"),
    "arguments": (":TYPE", lambda row: _upper(text_of(row["role"]))),
}


def _lines(header: list[str], rows: Iterable[list[Value]]) -> Fill:
    """Return what writes a table; all text is quoted, because Python leaves a carriage return bare (before 3.13)."""

    def fill(file: IO[bytes]) -> Iterator[None]:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerow(header)
        for number, row in enumerate(rows):
            writer.writerow(row)
            if number % _ROWS == 0:
                yield
        text.detach()

    return fill


def _facts(data: bytes) -> Iterator[Told]:
    try:
        yield from (read_row(row) for row in _rows(data, "facts"))
    except ValueError as error:
        raise FormatError(f"CSV: does not read back ({error}); build it again with factloom build") from error


def _rows(data: bytes, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of either kind, by the names of their columns."""
    csv.field_size_limit(2**31 - 1)  # a name may be as long as a text; the default is 131,072 characters
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source, source.open(f"{name}.csv") as file:
            lines = csv.reader(io.TextIOWrapper(file, encoding="utf-8", newline=""))
            header = next(lines)
            guard = not any(":" in name for name in header)  # with types in its header it is Neo4j's
            names = [name.partition(":")[0] for name in header]
            for line in lines:
                cells = (cell[1:] if guard and _GUARDED.match(cell) else cell for cell in line)
                yield dict(zip(names, cells, strict=True))
    except (zipfile.BadZipFile, KeyError, StopIteration, ValueError, csv.Error) as error:
        raise FormatError(f"CSV: does not read back ({error}); build it again with factloom build") from error


CSV = Format(
    "csv",
    ".csv.zip",
    "application/zip",
    write_csv,
    "spreadsheets, pandas, Gephi's spreadsheet importer",
    has_iris=True,
)
NEO4J = Format("neo4j", ".neo4j.zip", "application/zip", write_neo4j, "neo4j-admin database import", has_iris=True)
