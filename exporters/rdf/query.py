"""SPARQL on the files of a build, without a server: Oxigraph in this process, and questions that are ready to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from exporters.iris import namespaces
from exporters.rdf.read import PARSERS, newest, prefixes, read
from graph.errors import FormatError, QueryError

if TYPE_CHECKING:
    import pyoxigraph

FORMATS = ("table", "csv", "json")

_QUESTIONS = Path(__file__).parent.parent / "queries.rq"
_WIDEST = 60  # characters of a cell of a table
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Controls, which a terminal obeys, and marks that turn the direction of what follows them."""


@dataclass(frozen=True, slots=True)
class Question:
    """A ready query: its name, the question it answers, and its SPARQL with the prefixes it needs."""

    name: str
    title: str
    sparql: str


@cache
def questions() -> Mapping[str, Question]:
    """Return the ready questions of ``queries.rq`` by name."""
    head, *parts = _QUESTIONS.read_text(encoding="utf-8").split("\n## ")
    prefixes = "\n".join(line for line in head.splitlines() if line.startswith("PREFIX"))
    found = {}
    for part in parts:
        heading, _, body = part.partition("\n")
        name, _, title = heading.partition(": ")
        found[name] = Question(name, title, f"{prefixes}\n{body.strip()}\n")
    return found


def question(name: str) -> str:
    """Return the SPARQL of a ready question; raises `QueryError` where none has that name."""
    if name not in questions():
        raise QueryError(f"{name}: no question of that name; there are {', '.join(questions())}")
    return questions()[name].sparql


def ask(source: Path, sparql: str, form: str = "table") -> Iterator[str]:
    """Yield the answer of a SPARQL query as text, in one of `FORMATS`.

    `source` is an RDF file of ours or a folder that holds one: the newest, of which the default graph is asked for all
    statements, the named graphs for what one document tells. The prefixes of our files need no declaration.

    Raises `QueryError` where the query does not parse, `FormatError` where there is no file or it does not parse.
    """
    import pyoxigraph

    store, known = _loaded(*newest(source))
    try:
        answer = store.query(sparql, prefixes=known)
        if isinstance(answer, pyoxigraph.QueryBoolean):
            truth = "true" if answer else "false"
            yield f'{{"head": {{}}, "boolean": {truth}}}\n' if form == "json" else f"{truth}\n"
        elif isinstance(answer, pyoxigraph.QuerySolutions):
            yield from _solutions(answer, form, known)
        else:
            yield from _triples(answer, form)
    except SyntaxError as error:
        raise QueryError(f"the query does not parse: {_cut(str(error), 120)}") from error
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {_cut(str(error), 120)}") from error


def _loaded(path: Path, suffix: str) -> tuple[pyoxigraph.Store, dict[str, str]]:
    """Return a store of what the file holds, and the prefixes that may be used, those that the file declares first."""
    import pyoxigraph

    store = pyoxigraph.Store()
    try:
        store.bulk_load(path=path, format=getattr(pyoxigraph.RdfFormat, PARSERS[suffix]))
        if suffix in (".nq", ".trig"):  # a union of the graphs at query time would count what two of them tell twice
            store.bulk_extend(pyoxigraph.Quad(*quad.triple) for quad in read(path, suffix))
        return store, namespaces() | prefixes(path, suffix)
    except (SyntaxError, OSError) as error:
        raise FormatError(f"{path}: does not parse ({error}); build the folder again") from error


def _solutions(answer: pyoxigraph.QuerySolutions, form: str, known: Mapping[str, str]) -> Iterator[str]:
    import pyoxigraph

    if form == "table":
        names = [variable.value for variable in answer.variables]
        yield from table(names, [[_cell(value, known) for value in row] for row in answer])
        return
    results = {"csv": pyoxigraph.QueryResultsFormat.CSV, "json": pyoxigraph.QueryResultsFormat.JSON}[form]
    text = (answer.serialize(format=results) or b"").decode("utf-8")
    yield text.replace("\r\n", "\n") if form == "csv" else f"{text}\n"


def _triples(answer: pyoxigraph.QueryTriples, form: str) -> Iterator[str]:
    import pyoxigraph

    if form == "csv":
        raise QueryError("triples make no CSV; ask with SELECT, or for a table or JSON")
    if form == "json":
        yield (answer.serialize(format=pyoxigraph.RdfFormat.JSON_LD) or b"").decode("utf-8") + "\n"
        return
    text = answer.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    yield "".join(sorted(text.decode("utf-8").splitlines(keepends=True)))


def table(names: list[str], rows: list[list[str]]) -> Iterator[str]:
    """Yield the lines of a table whose cells are cut to fit a screen; two blanks between columns."""
    cut = [[_cut(cell, _WIDEST) for cell in row] for row in (names, *rows)]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    for row in cut:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"


def _cell(term: object, known: Mapping[str, str]) -> str:
    """Return a term for reading: an IRI by its prefix, a literal by its words on one line, nothing where unbound."""
    import pyoxigraph

    if term is None:
        return ""
    text = str(getattr(term, "value", term))
    if isinstance(term, pyoxigraph.NamedNode):
        short = (f"{prefix}:{text.removeprefix(iri)}" for prefix, iri in known.items() if text.startswith(iri))
        return next(short, text)
    return text


def _cut(text: str, longest: int) -> str:
    words = _UNSEEN.sub("\ufffd", " ".join(text.split()))
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
