"""The record of an output format: its name, suffix, media type and writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.network import KnowledgeGraph

Writer = Callable[[KnowledgeGraph], Iterable[str] | Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a graph can be written in; `writer` yields the file in pieces: bytes, or text with LF line ends."""

    name: str
    suffix: str
    media_type: str
    writer: Writer
    summary: str

    @property
    def option(self) -> str:
        """Return the word for ``--format``: the suffix without what only says that it is an archive."""
        return self.suffix[1:].removesuffix(".zip")
