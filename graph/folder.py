"""The folder of a build: its graph made again from what is kept there, with documents added or taken out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.build import Progress, Report, run
from graph.decisions import FILENAME as DECISIONS
from graph.errors import InputError
from graph.knowledge import Knowledge, knowledge
from graph.model import Document
from graph.store import FILENAME, Origin, recall, remember

if TYPE_CHECKING:
    from graph.network import KnowledgeGraph

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that a build wrote or will write, and what it was made of."""

    path: Path
    origin: Origin

    @classmethod
    def of(cls, path: Path) -> Folder:
        """Return the folder with what is noted there."""
        return cls(path, recall(path / FILENAME))

    @classmethod
    def built(cls, path: Path) -> Folder:
        """Return the folder of an earlier build; raises `InputError` where there is none."""
        folder = cls.of(path)
        if not folder.origin.documents:
            raise InputError(f"{path}: holds no build; give the folder that factloom build wrote with -o")
        return folder

    @property
    def store(self) -> Path:
        """The file that keeps what was read."""
        return self.path / FILENAME

    def with_options(
        self,
        model: str | None = None,
        decisions: str | None = None,
        authorities: Sequence[str] = (),
        min_confidence: float | None = None,
        base_iri: str | None = None,
    ) -> Folder:
        """Return the folder with these in place of what was noted; what is not given stays."""
        origin = replace(
            self.origin,
            model=model or self.origin.model,
            decisions=self._relative(decisions) if decisions else self.origin.decisions,
            authorities=tuple(map(self._relative, authorities)) or self.origin.authorities,
            min_confidence=self.origin.min_confidence if min_confidence is None else min_confidence,
            base_iri=base_iri or self.origin.base_iri,
        )
        return replace(self, origin=origin)

    def afresh(self, paths: Iterable[str]) -> Folder:
        """Return the folder as it is before a build from `paths` alone."""
        return replace(self, origin=Origin(paths=tuple(map(self._relative, paths))))

    def adding(self, paths: Iterable[str]) -> Folder:
        """Return the folder with more paths to read."""
        every = dict.fromkeys((*self.origin.paths, *map(self._relative, paths)))
        return replace(self, origin=replace(self.origin, paths=tuple(every)))

    def restoring(self, documents: Iterable[str]) -> Folder:
        """Return the folder with these documents let in again, where they were taken out."""
        removed = tuple(sorted({*self.origin.removed} - {*documents}))
        return replace(self, origin=replace(self.origin, removed=removed))

    def removing(self, documents: Sequence[str]) -> Folder:
        """Return the folder without these documents; raises `InputError` for one that it does not hold."""
        held = {document.id for document in self.origin.documents}
        for document in documents:
            if document not in held:
                known = ", ".join(sorted(held)[:5])
                raise InputError(f"{document}: no document of {self.path}; it holds {known}")
        if held <= set(documents):
            raise InputError(f"{self.path}: nothing would be left; delete the folder instead")
        removed = tuple(sorted({*self.origin.removed, *documents}))
        return replace(self, origin=replace(self.origin, removed=removed))

    def knowledge(self) -> Knowledge:
        """Return what the user knows: the decisions noted or those that lie in the folder, and the lists noted."""
        lying = self.path / DECISIONS
        noted = self.origin.decisions
        decisions = self._here(noted) if noted else lying if lying.is_file() else None
        return knowledge(decisions, [self._here(name) for name in self.origin.authorities])

    def kept(self) -> tuple[Document, ...]:
        """Return the documents that cannot be read again: all of them where a path is gone or was standard input."""
        gone = any(path == STDIN or not (self.path / path).exists() for path in self.origin.paths)
        return self.origin.documents if gone else ()

    def again(self, progress: Progress | None = None) -> tuple[KnowledgeGraph, Report]:
        """Return the graph of the documents kept in the folder; none is parsed that the pipeline reads as before."""
        return run(
            (),
            model=self.origin.model,
            store=self.store,
            min_confidence=self.origin.min_confidence,
            progress=progress,
            known=self.knowledge(),
            kept=self.origin.documents,
            without=self.origin.removed,
        )

    def remember(self, kg: KnowledgeGraph) -> None:
        """Note in the folder what its graph was made of."""
        remember(self.store, replace(self.origin, documents=tuple(kg.documents.values())))

    def readable(self) -> list[str]:
        """Return the paths that can be read now, as seen from here."""
        return [str(self._here(path)) for path in self.origin.paths if path != STDIN and (self.path / path).exists()]

    def _here(self, path: str) -> Path:
        """Return a path noted in the folder as it is seen from here."""
        return Path(os.path.relpath(self.path / path))

    def _relative(self, path: str) -> str:
        return path if path == STDIN else os.path.relpath(path, self.path)
