"""A comparison for reading in a terminal, and as JSON Lines for programs.

Every line of either form quotes the words that it stands on, with their document and offsets.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from graph.comparison import Comparison, Echo, Pair
from graph.model import Span
from graph.network import KnowledgeGraph
from graph.pairing import Told
from graph.wording import shortened, wording

LONGEST = 110
"""Characters of a quotation in the terminal; the offsets are those of the whole."""
Row = dict[str, Any]
T = TypeVar("T")


def text(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of a comparison: the sides, what both tell, tell differently, dispute, and only one tells."""
    return _Page(comparison).lines()


def jsonl(comparison: Comparison) -> Iterator[str]:
    """Yield a line of JSON for each fact or pair of facts.

    Its fields: ``told`` (``both``, ``differently``, ``conflict``, ``alike``, ``only A``, ``only B``), ``a`` and ``b``:
    lists of ``fact`` (id), ``text``, ``status``, ``confidence`` and ``quotes`` (``document start end text``). A
    conflict has its ``kind`` and ``note``; of what is alike, ``quotes`` holds the two sentences.
    """
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(comparison))


def _rows(comparison: Comparison) -> Iterator[Row]:
    kg = comparison.kg

    def row(told: str, first: Iterable[Told], second: Iterable[Told], **more: object) -> Row:
        return {"told": told, "a": [_row(kg, t) for t in first], "b": [_row(kg, t) for t in second], **more}

    yield from (row("both", [p.first], [p.second]) for p in comparison.both)
    yield from (row("differently", [p.first], [p.second]) for p in comparison.differently)
    for d in comparison.disputes:
        yield row("conflict", d.first, d.second, kind=d.conflict.kind, note=d.conflict.note)
    for echo in comparison.echoes:
        quotes = [_quote(kg, span) for span in (echo.first, echo.second)]
        yield row("alike", echo.told_first, echo.told_second, quotes=quotes)
    yield from (row("only A", [told], []) for told in comparison.only_first)
    yield from (row("only B", [], [told]) for told in comparison.only_second)


def _row(kg: KnowledgeGraph, told: Told) -> Row:
    return {
        "fact": told.fact.id,
        "text": _line(kg, told),
        "status": told.fact.status,
        "confidence": told.fact.confidence,
        "quotes": [_quote(kg, evidence.extent) for evidence in told.evidence],
    }


def _line(kg: KnowledgeGraph, told: Told, sources: Sequence[str] = ()) -> str:
    """Return a fact as a line, in the words of the side that tells it."""
    return wording(kg, replace(told.fact, evidence=told.evidence), sources)


def _quote(kg: KnowledgeGraph, span: Span) -> Row:
    return {"document": span.document, "start": span.start, "end": span.end, "text": kg.quote(span)}


class _Page:
    """The lines of one comparison; documents are called A, or A1, A2 … where a side has several."""

    def __init__(self, comparison: Comparison) -> None:
        self._c = comparison
        self._kg = comparison.kg
        self._names: dict[str, str] = {}
        for letter, side in (("A", comparison.sides.first), ("B", comparison.sides.second)):
            for number, document in enumerate(sorted(side), 1):
                self._names[document] = letter if len(side) == 1 else f"{letter}{number}"

    def lines(self) -> Iterator[str]:
        c = self._c
        for document, name in self._names.items():
            yield f"{name}  {_plain(', '.join(filter(None, self._about(document))))}\n"
        yield from self._part("Both tell", c.both, self._same)
        yield from self._part("Both tell, in other words or with other details", c.differently, self._different)
        yield f"\nThey contradict each other ({len(c.disputes)})\n"
        for dispute in c.disputes:
            yield f"\n  {_plain(dispute.conflict.note)}\n"
            for told in (*dispute.first, *dispute.second):
                yield from self._fact(told)
        yield from self._part("Much the same words on both sides, not read as the same facts", c.echoes, self._echo)
        for letter, only in (("A", c.only_first), ("B", c.only_second)):
            yield f"\nFound only in {letter} ({len(only)})\n"
            for sentence, facts in groupby(only, key=lambda t: t.evidence[0].sentence):
                yield f"\n  {self._quoted(sentence)}\n"
                yield from (f"    - {line}\n" for line in self._wordings(list(facts)))

    def _about(self, document: str) -> tuple[str | None, ...]:
        known = self._kg.documents[document]
        return (document, known.publisher, known.published)

    def _part(self, title: str, items: Sequence[T], show: Callable[[T], Iterator[str]]) -> Iterator[str]:
        yield f"\n{title} ({len(items)})\n"
        for item in items:
            yield "\n"
            yield from show(item)

    def _same(self, pair: Pair) -> Iterator[str]:
        line = _line(self._kg, pair.first)
        if line != _line(self._kg, pair.second):
            line = wording(self._kg, replace(pair.first.fact, evidence=()))  # in the words of neither
        yield f"  {_plain(line)}\n"
        for told in (pair.first, pair.second):
            yield f"    {self._quoted(told.evidence[0].extent)}\n"

    def _different(self, pair: Pair) -> Iterator[str]:
        yield from self._fact(pair.first)
        yield from self._fact(pair.second)

    def _fact(self, told: Told) -> Iterator[str]:
        yield f"  {_plain(_line(self._kg, told))}\n"
        yield f"    {self._quoted(told.evidence[0].extent)}\n"

    def _echo(self, echo: Echo) -> Iterator[str]:
        yield from (f"  {self._quoted(sentence)}\n" for sentence in (echo.first, echo.second))

    def _wordings(self, facts: Sequence[Told]) -> Iterator[str]:
        """Yield a line for each fact, but one for all that differ in nothing but who says so."""
        groups: dict[object, list[Told]] = {}
        for told in facts:
            how = told.fact.factuality
            stance = how.attribution[-1].stance if how.attribution else None
            alone = (how.polarity, how.modality, how.attribution[:-1], stance)
            groups.setdefault((told.fact.predicate, told.fact.arguments, told.fact.time, alone), []).append(told)
        for group in groups.values():
            sources = [t.fact.factuality.attribution[-1].label for t in group if t.fact.factuality.attribution]
            yield _plain(_line(self._kg, group[0], sources))

    def _quoted(self, span: Span) -> str:
        words = _plain(self._kg.quote(span))
        return f'{self._names[span.document]} {span.start}-{span.end}  "{shortened(words, LONGEST)}"'


def _plain(words: str) -> str:
    """Return `words` on one line, with nothing in them that a terminal would obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(words.split()))
