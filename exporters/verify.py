"""Read the files of a build back: every quoted span against its source, and the files against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from exporters import gexf, graphml, html, parquet, spreadsheet
from exporters.markup import legal
from exporters.rdf import read
from graph.errors import FormatError

Quote = tuple[str, int, int, str]
"""Document id, start and end offset, and the words that the file gives for them."""

_SHOWN = 24  # characters on either side of a difference


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format reads back, of text or bytes: `counts` of entities, facts and evidences, and every quoted span."""

    counts: Callable[[Any], dict[str, int]]
    quotes: Callable[[Any], Iterator[Quote]]
    binary: bool = False


READERS: Mapping[str, Reader] = {
    **{form: Reader(partial(read.counts, suffix=form), partial(read.quotes, suffix=form)) for form in read.PARSERS},
    ".graphml": Reader(graphml.counts, graphml.quotes),
    ".html": Reader(html.counts, html.quotes),
    ".gexf": Reader(gexf.counts, gexf.quotes),
    ".csv.zip": Reader(spreadsheet.counts, spreadsheet.quotes, binary=True),
    ".neo4j.zip": Reader(spreadsheet.counts, spreadsheet.quotes, binary=True),
    ".parquet.zip": Reader(parquet.counts, parquet.quotes, binary=True),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What one file holds, and each place where it is at odds with the sources, one line each."""

    name: str
    counts: tuple[tuple[str, int], ...]
    quotes: int
    problems: tuple[str, ...]


def check(folder: Path, texts: Mapping[str, str]) -> tuple[Checked, ...]:
    """Return the result for every file ``graph.*`` of ours in `folder`, against the sources' `texts` by document id.

    Raises `FormatError` where there is none, or where one does not read back.
    """
    paths = {suffix: path for suffix in READERS if (path := folder / f"graph{suffix}").is_file()}
    if not paths:
        names = ", ".join(f"graph{suffix}" for suffix in READERS)
        raise FormatError(f"{folder}: holds none of {names}; give the folder that factloom build wrote with -o")
    sources = {legal(document): text for document, text in texts.items()}
    return tuple(_checked(path, READERS[suffix], sources) for suffix, path in paths.items())


def changes(kept: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each document whose text is not what the build `kept`."""
    for document, was in sorted(kept.items()):
        now = texts.get(document, was)
        if now != was:
            place = _first_difference(was, now)
            words = f"{_around(was, place)!r}, now {_around(now, place)!r}"
            yield f"{document}: changed since the build, at character {place}: was {words}; build the folder again"


def differences(checked: tuple[Checked, ...]) -> Iterator[str]:
    """Yield a line for each count in which a file differs from the first."""
    for other in checked[1:]:
        for (what, count), (_, expected) in zip(other.counts, checked[0].counts, strict=True):
            if count != expected:
                yield f"{other.name}: holds {count:,} {what}, {checked[0].name} {expected:,}; build the folder again"


def _checked(path: Path, reader: Reader, texts: Mapping[str, str]) -> Checked:
    held = _held(path, reader)
    quotes = sorted(set(reader.quotes(held)))
    problems = tuple(f"{path.name}: {problem}" for quote in quotes for problem in _problems(quote, texts))
    return Checked(path.name, tuple(sorted(reader.counts(held).items())), len(quotes), tuple(dict.fromkeys(problems)))


def _held(path: Path, reader: Reader) -> str | bytes:
    try:
        data = path.read_bytes()
        return data if reader.binary else data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"{path}: cannot be read back ({error}); build the folder again") from error


def _problems(quote: Quote, texts: Mapping[str, str]) -> Iterator[str]:
    document, start, end, words = legal(quote[0]), *quote[1:]
    if document not in texts:
        yield f"{document}: not among the sources; give its path after the folder"
        return
    source, words = legal(texts[document][start:end]), legal(words)  # no file can hold every character
    if source != words:
        place = _first_difference(source, words)
        said, told = _around(source, place), _around(words, place)
        yield f"{document}: at character {start + place} the source says {said!r}, the file {told!r}"


def _around(text: str, place: int) -> str:
    return text[max(0, place - _SHOWN) : place + _SHOWN]


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
