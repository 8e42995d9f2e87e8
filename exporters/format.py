"""The record of an output format: its name, suffix, media type and writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Writer = Callable[..., Iterable[str] | Iterable[bytes]]
"""Takes a `KnowledgeGraph` and, where the format has IRIs, the keyword `base`."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a graph can be written in; `writer` yields the file in pieces: bytes, or text with LF line ends.

    `check` reads a finished file before it takes its place and raises `FormatError` where it is not well-formed.
    """

    name: str
    suffix: str
    media_type: str
    writer: Writer
    summary: str
    check: Callable[[Path], None] | None = None
    has_iris: bool = False

    @property
    def option(self) -> str:
        """Return the word for ``--format``: the suffix without what only says that it is an archive."""
        return self.suffix[1:].removesuffix(".zip")
