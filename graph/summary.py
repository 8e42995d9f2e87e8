"""What a build or a verification did, as text that a person likes to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from graph.build import Report
from graph.network import KnowledgeGraph

_DETAILS = 5  # of each reason, the most frequent first; and of the files left out


class Checked(Protocol):
    """What one file of a verified folder holds."""

    @property
    def name(self) -> str: ...
    @property
    def counts(self) -> tuple[tuple[str, int], ...]: ...
    @property
    def quotes(self) -> int: ...


def summary(report: Report, kg: KnowledgeGraph, written: Iterable[Path]) -> str:
    """Return the closing words of a build: what was read, found, skipped, cut and written, a line each."""
    reused = f" ({report.reused:,} unchanged, not parsed again)" if report.reused else ""
    lines = [
        f"read      {_number(report.documents, 'document')}{reused}, {_number(report.sentences, 'sentence')}",
        f"entities  {_counts(report.entities)}",
        f"facts     {_counts(report.facts)}",
        *_sources(report),
        *_reasons("skipped ", "sentence", "without a fact", report.skipped),
        *_reasons("withheld", "reading", "in other sentences", report.withheld),
        *(f"not read  {failure.place}" for failure in report.failures),
        *_left_alone(report.left_alone),
        *_cut(report, kg),
        *(f"decided   on {name}: nobody is called so in these documents" for name in report.idle),
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


def _sources(report: Report) -> list[str]:
    """Return how many facts several sources tell, and the first conflicts; nothing of a single document."""
    if report.documents < 2:
        return []
    several, alone = report.sources
    found = _number(len(report.conflicts), "conflict") if report.conflicts else "no conflict"
    lines = [f"sources   {_number(several, 'fact')} told by several, {alone:,} by one; {found} found"]
    lines += [f"          {conflict.kind}: {conflict.note}" for conflict in report.conflicts[:_DETAILS]]
    more = len(report.conflicts) - _DETAILS
    return [*lines, f"          and {more:,} more"] if more > 0 else lines


def _reasons(title: str, noun: str, where: str, table: Sequence[tuple[str, int]]) -> list[str]:
    """Return a title and a line for each reason; what is behind its colon ("unresolved pronoun: it") is one."""
    reasons: Counter[str] = Counter()
    details: dict[str, list[str]] = {}
    for name, count in table:
        reason, _, detail = name.partition(": ")
        reasons[reason] += count
        if detail:
            details.setdefault(reason, []).append(f"{detail} {count:,}")
    lines = [f"{title}  {_number(reasons.total(), noun)} {where}"] if reasons else []
    for reason, count in sorted(reasons.items(), key=lambda row: (-row[1], row[0])):
        shown = details.get(reason, [])
        more = ", …" if len(shown) > _DETAILS else ""
        lines.append(f"{count:>10,}  {reason}{': ' if shown else ''}{', '.join(shown[:_DETAILS])}{more}")
    return lines


def _left_alone(files: Sequence[str]) -> list[str]:
    if not files:
        return []
    more = ", …" if len(files) > _DETAILS else ""
    return [f"left out  {_number(len(files), 'file')} of other kinds: {', '.join(files[:_DETAILS])}{more}"]


def _cut(report: Report, kg: KnowledgeGraph) -> list[str]:
    """Return a line where less is written than was read."""
    entities, facts = (sum(count for _, count in table) for table in (report.entities, report.facts))
    if (len(kg.entities), len(kg.facts)) == (entities, facts):
        return []
    return [f"cut to    {len(kg.entities):,} of {entities:,} entities, {len(kg.facts):,} of {facts:,} facts"]


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _size(count: int) -> str:
    if count < 1000:
        return _number(count, "byte")
    return f"{count / 1000:,.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"
