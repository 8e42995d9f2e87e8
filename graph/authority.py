"""A user's own list of known names, CSV or SKOS in Turtle, to entries that the names of documents are matched with.

CSV: a header with the column ``name``, and ``aliases``, ``type`` and ``iri`` where known; several aliases or IRIs in a
cell are divided by ``|``; other columns are ignored. Semicolons or tabs may stand for the commas, as spreadsheets write
them.

Turtle: every subject with a ``skos:prefLabel`` but schemes and collections. Other names are its ``skos:altLabel`` and
``skos:hiddenLabel``, its type the ``kg:entityType`` of our exports or what the local name of an ``rdf:type`` tells,
its IRIs its own and those of ``skos:exactMatch``. English labels count, and those without a language; only a subject
that has neither is called by what another language has.
"""

from __future__ import annotations

import csv
import io
import logging
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from networkx.utils import UnionFind

from graph.decode import decode
from graph.errors import InputError
from graph.records import line
from graph.tables import rows

if TYPE_CHECKING:
    from rdflib import BNode, Graph, URIRef

VOCABULARY = "https://example.org/kg/ns#"
"""Namespace of the terms that our exports write; `exporters` has the same, and neither package imports the other."""
_ORDER = ("PERSON", "GPE", "FAC", "ORG", "GROUP", "LOC", "EVENT", "LAW", "WORK", "PRODUCT", "CONCEPT")
"""Of several types of a subject the first counts: a city is a place too, a hospital an organization."""

_FOREIGN = 2
"""Rank of a label in another language than English; 1 has none."""

_COLUMNS = "name,aliases,type,iri"
_IRI = re.compile(r"(?:https?://[^/?#]|urn:[a-z0-9][a-z0-9-]+:.)\S*", re.IGNORECASE)
_UNSAFE = re.compile(r'[\s\x00-\x20\x7f-\x9f\ud800-\udfff<>"{}|\\^`]')
_TYPE = re.compile(r"[^\W\d_][\w -]{0,39}")


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A thing that a list knows: the name it goes by, other names, a type (empty where not told) and its IRIs."""

    label: str
    aliases: tuple[str, ...] = ()
    type: str = ""
    iris: tuple[str, ...] = ()


def read_authority(path: str | os.PathLike[str]) -> tuple[Known, ...]:
    """Return the entries of a list (``.csv``, ``.tsv``, ``.ttl``), sorted; those that share an IRI are joined.

    A type is one of `graph.model.TYPES` where the list's word for it is known ("Company", ``schema:City``); a list may
    bring types of its own. Raises `InputError`, one line with the place and what to do, for a file that cannot be read
    or is no such list, and for an IRI that is not http, https or urn.
    """
    path = Path(path)
    read = {".csv": _csv, ".tsv": _csv, ".ttl": _turtle, ".turtle": _turtle, ".nt": _turtle}.get(path.suffix.lower())
    if read is None:
        raise InputError(f"{path}: not a list of known names; give a .csv file or SKOS in a .ttl file")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: {(error.strerror or 'not readable').lower()}; give a file that can be read"
        ) from error
    text = decode(data, str(path))
    if not text.strip():
        raise InputError(f"{path}: empty; give a list with the columns {_COLUMNS}, or SKOS in Turtle")
    return tuple(sorted(_joined(read(text, str(path)))))


def _csv(text: str, path: str) -> Iterator[Known]:
    header = text.lstrip("\r\n").partition("\n")[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count), strict=True)
    columns: list[str] = []
    for cells in _lines(table, path):
        place = f"{path}: line {table.line_num}"
        if not columns:
            columns = [cell.strip().casefold() for cell in cells]
            if "name" not in columns:
                raise InputError(f"{place}: no column 'name' in the header; start with {_COLUMNS}")
        elif any(cell.strip() for cell in cells[len(columns) :]):
            raise InputError(f'{place}: more cells than columns; put what holds a comma in quotes: "Lind, Mara"')
        else:
            yield _row(dict(zip(columns, cells, strict=False)), place)


def _lines(table: Iterator[list[str]], path: str) -> Iterator[list[str]]:
    """Yield the rows of a table that are not blank."""
    try:
        yield from (cells for cells in table if any(cell.strip() for cell in cells))
    except csv.Error as error:
        number = getattr(table, "line_num", 0)
        raise InputError(f"{path}: line {number}: not CSV ({error}); check the quotes there") from error


def _row(cells: dict[str, str], place: str) -> Known:
    name = _clean(cells.get("name", ""))
    if not name:
        raise InputError(f"{place}: no name; fill the column 'name' or delete the line")
    iris = [_iri(iri.strip(), place) for iri in cells.get("iri", "").split("|") if iri.strip()]
    return Known(
        name, _others(name, cells.get("aliases", "").split("|")), _type(cells.get("type", ""), place), _distinct(iris)
    )


def _type(word: str, place: str) -> str:
    """Return the type that a list's word means; a word of its own stays, in capitals."""
    word = _clean(word)
    if word and not _TYPE.fullmatch(word):
        raise InputError(f"{place}: '{word[:40]}' is no type; give a word such as PERSON, ORG or GPE")
    return _types().get(_key(word)) or word.upper().replace(" ", "_")


def _turtle(text: str, path: str) -> list[Known]:
    from rdflib import BNode, Graph, URIRef  # heavy: only a list in Turtle pays for it
    from rdflib.namespace import RDF, SKOS

    graph = Graph(bind_namespaces="none")
    with _quiet():
        try:
            graph.parse(data=text, format="turtle", publicID="file:///")  # not the folder that we run in
        except Exception as error:  # the parser meets damaged text with whatever its code stumbles over
            raise InputError(_turtle_error(error, path)) from error
    groups = {SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection}
    named = sorted(subject for subject in set(graph.subjects(SKOS.prefLabel)) if isinstance(subject, URIRef | BNode))
    subjects = [subject for subject in named if groups.isdisjoint(graph.objects(subject, RDF.type))]
    if not subjects:
        raise InputError(f"{path}: no skos:prefLabel in it; give each thing its name with skos:prefLabel")
    return sorted(_subject(graph, subject, f"{path}: {line(subject)[:100]}") for subject in subjects)


def _subject(graph: Graph, subject: URIRef | BNode, place: str) -> Known:
    from rdflib import RDF, BNode, URIRef
    from rdflib.namespace import SKOS

    preferred = _labels(graph, subject, SKOS.prefLabel)
    if not preferred or not (name := _clean(preferred[0][2])):
        raise InputError(f"{place}: its skos:prefLabel is empty or no text; give it a name in quotes")
    others = [*preferred, *(o for p in (SKOS.altLabel, SKOS.hiddenLabel) for o in _labels(graph, subject, p))]
    spoken = [text for rank, tag, text in others if rank < _FOREIGN or tag == preferred[0][1]]
    own = [] if isinstance(subject, BNode) else [subject]
    same = sorted(iri for iri in graph.objects(subject, SKOS.exactMatch) if isinstance(iri, URIRef))
    told = sorted(map(str, graph.objects(subject, URIRef(f"{VOCABULARY}entityType"))))
    type_ = _type(told[0], place) if told else _class(map(str, graph.objects(subject, RDF.type)))
    return Known(name, _others(name, spoken), type_, _distinct(_iri(str(iri), place) for iri in (*own, *same)))


def _labels(graph: Graph, subject: URIRef | BNode, predicate: URIRef) -> list[tuple[int, str, str]]:
    """Return (rank of the language, its tag, text) of its labels, sorted: English first, then none, then the others."""
    from rdflib import Literal

    found = [label for label in graph.objects(subject, predicate) if isinstance(label, Literal)]
    tags = [(label.language or "").lower() for label in found]
    ranks = [0 if tag.split("-")[0] == "en" else _FOREIGN if tag else 1 for tag in tags]
    return sorted((rank, tag, str(label)) for rank, tag, label in zip(ranks, tags, found, strict=True))


def _class(iris: Iterable[str]) -> str:
    """Return the type that the local names of classes tell; ``skos:Concept`` tells none."""
    local = {_key(re.split("[/#:]", iri)[-1]) for iri in iris} - {"concept"}
    return min((_types()[word] for word in local if word in _types()), key=_ORDER.index, default="")


def _turtle_error(error: Exception, path: str) -> str:
    number = getattr(error, "lines", None)  # of rdflib's BadSyntax, counted from 0
    if isinstance(number, int):
        why = line(str(getattr(error, "_why", "bad syntax")))[:200]
        return f"{path}: line {number + 1}: not Turtle ({why}); mend it there"
    return f"{path}: not Turtle (it ends inside a statement, or is nested too deep); check it with a validator"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from printing its doubts about terms: what matters of them is checked here."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _joined(entries: Iterable[Known]) -> Iterator[Known]:
    """Yield the entries, those that share an IRI as one: the first gives the name, the first type told counts."""
    entries, same = list(entries), UnionFind()
    for entry in entries:
        same.union(*entry.iris)
    groups: dict[Known | str, list[Known]] = defaultdict(list)
    for entry in entries:
        groups[same[entry.iris[0]] if entry.iris else entry].append(entry)
    for first, *rest in groups.values():
        every = (first, *rest)
        names = [name for each in every for name in (each.label, *each.aliases)] if rest else first.aliases
        type_ = next((each.type for each in every if each.type), "")
        yield Known(
            first.label, _others(first.label, names), type_, _distinct(iri for each in every for iri in each.iris)
        )


def _iri(iri: str, place: str) -> str:
    if not _IRI.fullmatch(iri) or _UNSAFE.search(iri):
        shown = line(iri)[:100]
        raise InputError(
            f"{place}: '{shown}' is no IRI of the web; write a whole one: http://, https:// or urn:, without blanks"
        )
    return iri


def _others(label: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in _distinct(map(_clean, names)) if name and name != label)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _clean(text: str) -> str:
    """Return a name as one line of printable characters, composed (NFC)."""
    text = unicodedata.normalize("NFC", text.strip())
    return text if text.isprintable() and "  " not in text else line(text)


def _key(word: str) -> str:
    return re.sub(r"[\W_]", "", word.casefold())


@cache
def _types() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("type_names.tsv")}
