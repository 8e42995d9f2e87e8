"""The road from paths to a `KnowledgeGraph`: read, parse, extract, keep, resolve.

`from graph import build` must stay cheap, so what needs spaCy, networkx or pydantic is imported where it is used.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache, partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO

from graph.errors import FactloomError, InputError
from graph.model import STATUSES, Conflict, Document, Extraction
from graph.read import Failure, Reading, read

if TYPE_CHECKING:
    from spacy.language import Language

    from graph.knowledge import Knowledge
    from graph.network import KnowledgeGraph

Progress = Callable[[int, int], None]
"""Told how many documents are done, and of how many."""

_SHARE = 4
"""Documents that a worker takes at a time: few, so that a killed build loses little."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did; each table is of (name, count) pairs, the largest count first.

    `entities` are counted by type, `facts` by status (in the order of `STATUSES`), `skipped` are the sentences
    without a fact by reason, `withheld` what was read in the others and became no fact; `reused` of the `documents`
    came from the store. `sources` are the facts told by several independent sources and by one, `conflicts` what
    contradicts what. `failures` are the inputs that could not be read, `left_alone` the files in folders that are no
    text; `idle` the entities that decisions speak of and no document does.
    """

    documents: int
    reused: int
    sentences: int
    entities: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, int], ...]
    skipped: tuple[tuple[str, int], ...]
    withheld: tuple[tuple[str, int], ...]
    sources: tuple[int, int]
    conflicts: tuple[Conflict, ...]
    failures: tuple[Failure, ...]
    left_alone: tuple[str, ...]
    idle: tuple[str, ...] = ()


def build(
    paths: Iterable[str | os.PathLike[str]],
    *,
    model: str | None = None,
    workers: int = 1,
    store: str | os.PathLike[str] | None = None,
    min_confidence: float = 0.0,
    progress: Progress | None = None,
    decisions: str | os.PathLike[str] | None = None,
    authorities: Iterable[str | os.PathLike[str]] = (),
) -> KnowledgeGraph:
    """Return the knowledge graph of all documents in `paths` (files, folders, or ``-`` for standard input).

    `model` is a spaCy pipeline, by default the one installed with Factloom. `store` is an SQLite file that keeps what
    was read, so that a later build parses only what changed. Facts below `min_confidence` (0 to 1) are left out.
    `decisions` is the user's YAML file on who is who, `authorities` are lists of known names (CSV or SKOS Turtle). The
    graph is the same for any number of `workers`; with more than one, a script must guard its call with
    ``if __name__ == "__main__":``. Raises `InputError` for the first input that cannot be read (`run` goes on and
    reports it), `ModelError` where the pipeline is missing.
    """
    from graph.knowledge import knowledge

    paths = [paths] if isinstance(paths, str | os.PathLike) else paths
    kg, report = run(
        paths,
        model=model,
        workers=workers,
        store=store,
        min_confidence=min_confidence,
        progress=progress,
        known=knowledge(Path(decisions) if decisions else None, map(Path, authorities)),
    )
    for failure in report.failures:
        raise InputError(failure.reason)
    return kg


def run(
    paths: Iterable[str | os.PathLike[str]] | Reading,
    *,
    model: str | None = None,
    workers: int = 1,
    store: str | os.PathLike[str] | None = None,
    min_confidence: float = 0.0,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    everything: bool = False,
    known: Knowledge | None = None,
    kept: Iterable[Document] = (),
    without: Iterable[str] = (),
) -> tuple[KnowledgeGraph, Report]:
    """Return the graph of all documents that can be read, and the report of the build; arguments as in `build`.

    With `everything`, concepts that no fact needs are entities too. What was read already may stand for the paths.
    `known` is what the user knows; `kept` are documents of an earlier build that go in beside those read now,
    `without` the ids of some that stay out.
    """
    from graph.resolve import resolve

    reading = paths if isinstance(paths, Reading) else read(paths, stdin)
    every = {document.id: document for document in (*kept, *reading.documents)}
    documents = [every[id] for id in sorted(every.keys() - set(without))]
    extractions, failures, reused = extract_all(documents, model, workers, store, progress)
    kg = _trusted(resolve(extractions, everything, known), min_confidence)
    return kg, _report(kg, reused, (*reading.failures, *failures), reading.skipped)


def extract_all(
    documents: Sequence[Document],
    model: str | None = None,
    workers: int = 1,
    store: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> tuple[list[Extraction], list[Failure], int]:
    """Return what each document says, in the order of their ids, the failures, and how many came from the store."""
    from graph.language import fingerprint
    from graph.store import Store

    found: dict[str, Extraction] = {}
    failures: list[Failure] = []
    with Store(Path(store), fingerprint(_pipeline(model))) if store and documents else nullcontext() as keeper:
        if keeper:
            found = {kept.document.id: kept for kept in map(keeper.get, documents) if kept}
        reused = len(found)
        todo = [document for document in documents if document.id not in found]
        for done, outcome in enumerate(_outcomes(todo, model, workers), start=reused + 1):
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                found[outcome.document.id] = outcome
                if keeper:
                    keeper.put(outcome)
            if progress:
                progress(done, len(documents))
    return [found[key] for key in sorted(found)], failures, reused


def _outcomes(documents: Sequence[Document], model: str | None, workers: int) -> Iterator[Extraction | Failure]:
    """Yield what was read from each document, in order, by this process or by `workers` others."""
    extract = partial(_extract, model=model)
    workers = min(workers, len(documents))
    if workers <= 1:
        yield from map(extract, documents)
        return
    # Spawned, not forked: spaCy and the progress bar have threads, and a fork of a process with threads may hang.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start_worker)
    try:
        yield from pool.map(extract, documents, chunksize=_SHARE)
    except BrokenProcessPool as error:
        message = "a worker process ended before its time, most likely for want of memory; use fewer workers"
        raise FactloomError(message) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _extract(document: Document, model: str | None) -> Extraction | Failure:
    from graph.extract import extract
    from graph.language import parse

    try:
        (doc,) = parse(_pipeline(model), [document])
    except InputError as error:
        return Failure(document.id, str(error))
    return extract(doc, document)


@cache
def _pipeline(model: str | None) -> Language:
    from graph.language import DEFAULT, load

    return load(model or DEFAULT)


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it even where it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _trusted(kg: KnowledgeGraph, least: float) -> KnowledgeGraph:
    """Return the graph of the facts of at least that confidence; the ledger tells what became of the others."""
    facts = {id: fact for id, fact in kg.facts.items() if fact.confidence >= least}
    if len(facts) == len(kg.facts):
        return kg
    ledger = (replace(entry, facts=tuple(id for id in entry.facts if id in facts)) for entry in kg.ledger)
    told = (replace(e, reason=e.reason or "facts below the confidence asked for") if not e.facts else e for e in ledger)
    trusted = kg.of(kg.documents.values(), kg.entities.values(), facts.values(), told)
    for name in ("merges", "undecided", "idle"):
        trusted.graph[name] = kg.graph[name]
    return trusted


def _report(kg: KnowledgeGraph, reused: int, failures: tuple[Failure, ...], left: tuple[str, ...]) -> Report:
    statuses = Counter(fact.status for fact in kg.facts.values())
    several = sum(kg.support(fact).sources > 1 for fact in kg.facts.values())
    return Report(
        documents=len(kg.documents),
        reused=reused,
        sentences=len(kg.ledger),
        entities=_table(entity.type for entity in kg.entities.values()),
        facts=tuple((status, statuses[status]) for status in STATUSES if statuses[status]),
        skipped=_table(entry.reason or "no reason noted" for entry in kg.ledger if not entry.facts),
        withheld=_table(reason for entry in kg.ledger if entry.facts for _, reason in entry.withheld),
        sources=(several, len(kg.facts) - several),
        conflicts=kg.conflicts,
        failures=failures,
        left_alone=left,
        idle=kg.idle,
    )


def _table(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda row: (-row[1], row[0])))
