"""What a build or a verification did, as text that a person likes to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from graph.build import Report

_REASONS = 6  # the most frequent reasons that are shown


class Checked(Protocol):
    """What one file of a verified folder holds."""

    @property
    def name(self) -> str: ...
    @property
    def counts(self) -> tuple[tuple[str, int], ...]: ...
    @property
    def quotes(self) -> int: ...


def summary(report: Report, written: Iterable[Path]) -> str:
    """Return the closing words of a build: what was read, found, skipped and written, a line each."""
    reused = f" ({report.reused:,} unchanged, not parsed again)" if report.reused else ""
    lines = [
        f"read      {_number(report.documents, 'document')}{reused}, {_number(report.sentences, 'sentence')}",
        f"entities  {_counts(report.entities)}",
        f"facts     {_counts(report.facts)}",
        *_skipped(report.skipped),
        *(f"not read  {failure.place}" for failure in report.failures),
        *(f"wrote     {path}  {_size(path.stat().st_size)}" for path in written),
    ]
    return "".join(f"{line}\n" for line in lines)


def verification(checked: Sequence[Checked], sources: int, problems: int) -> str:
    """Return the closing words of a verification: what each file holds, and whether all agreed."""
    lines = []
    for file in checked:
        counts = ", ".join(f"{count:,} {what}" for what, count in file.counts)
        lines.append(f"{file.name:<15} {_number(file.quotes, 'quoted span')}, {counts}")
    outcome = f"{_number(problems, 'difference')} found" if problems else "all as in the sources"
    lines.append(f"{_number(sources, 'source')} read again: {outcome}")
    return "".join(f"{line}\n" for line in lines)


def _counts(table: Sequence[tuple[str, int]]) -> str:
    total = sum(count for _, count in table)
    parts = ", ".join(f"{name} {count:,}" for name, count in table)
    return f"{total:,}: {parts}" if parts else "none"


def _skipped(table: Sequence[tuple[str, int]]) -> list[str]:
    if not table:
        return []
    rest = sum(count for _, count in table[_REASONS:])
    rows = [*table[:_REASONS], *([("other reasons", rest)] if rest else [])]
    total = sum(count for _, count in table)
    title = f"skipped   {_number(total, 'sentence')} without a fact"
    return [title, *(f"{count:>10,}  {name}" for name, count in rows)]


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _size(count: int) -> str:
    if count < 1000:
        return _number(count, "byte")
    return f"{count / 1000:,.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"
