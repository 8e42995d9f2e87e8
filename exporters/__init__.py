"""Write a `KnowledgeGraph` to files: the format by its suffix, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from exporters.format import Format
from exporters.gexf import GEXF
from exporters.graphml import GRAPHML
from exporters.html import HTML
from exporters.notebook import show
from exporters.parquet import PARQUET
from exporters.rdf import TURTLE
from exporters.spreadsheet import CSV, NEO4J
from graph.errors import FormatError, OutputError
from graph.network import KnowledgeGraph

FORMATS: tuple[Format, ...] = (TURTLE, GRAPHML, HTML, GEXF, CSV, NEO4J, PARQUET)

__all__ = ["FORMATS", "Format", "show", "write"]


def write(kg: KnowledgeGraph, path: str | os.PathLike[str]) -> Path:
    """Write `kg` to `path` in the format of its suffix and return the path.

    Raises `FormatError` for a suffix that no format has, `OutputError` where the file cannot be written; an older
    file stays as it was until the new one is complete.
    """
    path = Path(path)
    form = next((f for f in FORMATS if path.name.lower().endswith(f.suffix)), None)
    if form is None:
        known = ", ".join(f.suffix for f in FORMATS)
        raise FormatError(f"{path.name}: no format has the suffix '{path.suffix}'; use one of {known}")
    replace(path, form.writer(kg))
    return path


def replace(path: Path, pieces: Iterable[str] | Iterable[bytes]) -> None:
    """Write `pieces` to a temporary file beside `path`, then rename it over `path`."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another folder with -o") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another folder with -o") from error
    finally:
        temporary.unlink(missing_ok=True)
