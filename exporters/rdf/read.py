"""RDF files read back by Oxigraph's strict parsers, which share no code with our writers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from exporters.iris import STANDARD
from graph.errors import FormatError

if TYPE_CHECKING:
    import pyoxigraph

PARSERS = {
    ".ttl": "TURTLE",
    ".rdf12.ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".jsonld": "STREAMING_JSON_LD",
}
"""Oxigraph's name of the format of each suffix."""
RDF11 = (".ttl", ".nt", ".jsonld", ".nq", ".trig")
"""Suffixes of the files that are asked and sent to stores: what every store understands."""

_TYPE, _FACT, _PART, _NAME = (
    STANDARD[prefix] + name
    for prefix, name in (("rdf", "type"), ("kg", "factId"), ("dcterms", "isPartOf"), ("dcterms", "identifier"))
)
_START, _END, _EXACT = (STANDARD["oa"] + name for name in ("start", "end", "exact"))
_COUNTED = {STANDARD["kg"] + name: what for name, what in (("Entity", "entities"), ("Evidence", "evidences"))}

Quote = tuple[str, int, int, str]


def read(source: str | Path, suffix: str) -> Iterator[pyoxigraph.Quad]:
    """Yield the triples of a text or file of the format of `suffix`; raises `FormatError` at the first fault."""
    import pyoxigraph

    form = getattr(pyoxigraph.RdfFormat, PARSERS[suffix])
    try:
        if isinstance(source, Path):
            yield from pyoxigraph.parse(path=source, format=form)
        else:
            yield from pyoxigraph.parse(source.encode("utf-8"), format=form)
    except (SyntaxError, OSError) as error:
        place = f"line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else "it"
        name = source if isinstance(source, Path) else f"graph{suffix}"
        raise FormatError(f"{name}: {place} does not parse ({error}); write the graph again") from error


def newest(source: Path) -> tuple[Path, str]:
    """Return the newest of our RDF files in a folder, or `source` itself where it is one, with its suffix.

    Raises `FormatError` where there is none.
    """
    if source.is_file() and source.suffix in RDF11:
        return source, source.suffix
    found = [(path, suffix) for suffix in RDF11 if (path := source / f"graph{suffix}").is_file()]
    if not found:
        names = ", ".join(f"graph{suffix}" for suffix in RDF11)
        raise FormatError(f"{source}: holds none of {names}; give the folder that factloom build wrote with -o")
    return max(found, key=lambda file: file[0].stat().st_mtime_ns)


def prefixes(path: Path, suffix: str) -> dict[str, str]:
    """Return the prefixes that a file declares in front; none in the formats that have no prefixes."""
    import pyoxigraph

    parser = pyoxigraph.parse(path=path, format=getattr(pyoxigraph.RdfFormat, PARSERS[suffix]))
    next(parser, None)
    return dict(parser.prefixes)


def check(path: Path, suffix: str) -> None:
    """Raise `FormatError` where a finished file is not well-formed."""
    for _ in read(path, suffix):
        pass


def counts(text: str, suffix: str) -> dict[str, int]:
    """Count the ``entities``, ``facts`` and ``evidences`` of a file; raises `FormatError` where it does not parse."""
    return dict(_contents(text, suffix)[0])


def quotes(text: str, suffix: str) -> Iterator[Quote]:
    """Yield (document id, start, end, words) of each passage; raises `FormatError` where the file does not parse."""
    yield from _contents(text, suffix)[1]


@lru_cache(maxsize=1)  # counts and quotes of a file are asked for in turn, and parsing is what costs
def _contents(text: str, suffix: str) -> tuple[tuple[tuple[str, int], ...], tuple[Quote, ...]]:
    held: dict[str, set[str]] = {"entities": set(), "facts": set(), "evidences": set()}
    told: dict[str, dict[str, str]] = {name: {} for name in (_PART, _START, _END, _EXACT, _NAME)}
    for subject, predicate, object, *_ in read(text, suffix):
        if predicate.value == _TYPE and object.value in _COUNTED:
            held[_COUNTED[object.value]].add(subject.value)
        elif predicate.value == _FACT:
            held["facts"].add(object.value)
        elif predicate.value in told:
            told[predicate.value][subject.value] = object.value
    return tuple((name, len(found)) for name, found in held.items()), tuple(sorted(_quoted(told)))


def _quoted(told: dict[str, dict[str, str]]) -> Iterable[Quote]:
    for passage, words in told[_EXACT].items():
        document = told[_NAME].get(told[_PART].get(passage, ""), "")
        yield document, int(told[_START].get(passage, -1)), int(told[_END].get(passage, -1)), words
