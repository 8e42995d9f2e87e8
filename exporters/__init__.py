"""Write a `KnowledgeGraph` to files: the format by its suffix, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from exporters.format import Format
from exporters.gexf import GEXF
from exporters.graphml import GRAPHML
from exporters.html import HTML
from exporters.notebook import show
from exporters.parquet import PARQUET
from exporters.rdf import FORMATS as RDF
from exporters.rdf import to_rdflib
from exporters.spreadsheet import CSV, NEO4J
from graph.errors import FormatError, OutputError
from graph.network import KnowledgeGraph

FORMATS: tuple[Format, ...] = (*RDF, GRAPHML, HTML, GEXF, CSV, NEO4J, PARQUET)

__all__ = ["FORMATS", "Format", "show", "to_rdflib", "write"]


def write(kg: KnowledgeGraph, path: str | os.PathLike[str], *, base_iri: str | None = None) -> Path:
    """Write `kg` to `path` in the format of its suffix and return the path.

    The IRIs of the RDF formats stand under `base_iri`, by default under a placeholder (`exporters.iris.BASE`). Raises
    `FormatError` for a suffix that no format has and for a base that is no http IRI, `OutputError` where the file
    cannot be written; an older file stays as it was until the new one is complete and well-formed.
    """
    path = Path(path)
    fitting = [f for f in FORMATS if path.name.lower().endswith(f.suffix)]
    if not fitting:
        known = ", ".join(f.suffix for f in FORMATS)
        raise FormatError(f"{path.name}: no format has the suffix '{path.suffix}'; use one of {known}")
    form = max(fitting, key=lambda f: len(f.suffix))
    named = {"base": base_iri} if base_iri is not None and form.has_iris else {}
    replace(path, form.writer(kg, **named), form.check)
    return path


def replace(path: Path, pieces: Iterable[str] | Iterable[bytes], check: Callable[[Path], None] | None = None) -> None:
    """Write `pieces` to a temporary file beside `path`, `check` it, then rename it over `path`."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another folder with -o") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)
        if check is not None:
            check(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another folder with -o") from error
    finally:
        temporary.unlink(missing_ok=True)
