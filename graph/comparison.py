"""Two sides of news held against each other: what both tell, or tell differently, or deny, and what only one tells.

Both sides are one graph, so that a name means the same on both. What both tell is one fact there, or two that
`graph.pairing` finds to say the same.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from graph.context import Context
from graph.echoes import Echoes
from graph.errors import InputError
from graph.model import Conflict, Document, Fact, Span
from graph.network import KnowledgeGraph
from graph.numbers import may_count
from graph.pairing import Pairing, Told
from graph.read import Failure, Reading, read
from graph.tables import rows
from graph.wording import is_clause


@dataclass(frozen=True, slots=True)
class Sides:
    """Two readings in one, and the ids of the documents of each."""

    reading: Reading
    first: frozenset[str]
    second: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """What both sides tell: two facts, which are one where both tell the same."""

    first: Told
    second: Told


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict between the sides, with the facts of each."""

    conflict: Conflict
    first: tuple[Told, ...]
    second: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Echo:
    """Much the same words on both sides, of which not the same facts were read, and what was read on one side only."""

    first: Span
    second: Span
    told_first: tuple[Told, ...]
    told_second: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sides tell, each part in the order of the first side's text (of the second's, for what only it tells).

    Readings that say too little by themselves ("Kim describes as action") are in none of the parts.
    """

    kg: KnowledgeGraph
    sides: Sides
    both: tuple[Pair, ...]
    differently: tuple[Pair, ...]
    disputes: tuple[Dispute, ...]
    echoes: tuple[Echo, ...]
    only_first: tuple[Told, ...]
    only_second: tuple[Told, ...]


def sides(first: str | os.PathLike[str], second: str | os.PathLike[str], stdin: BinaryIO | None = None) -> Sides:
    """Read two paths as the sides of a comparison; ids that both have get the side's letter before them.

    Raises `InputError` where a side has nothing to read, or both hold the same document.
    """
    readings = [read([path], stdin) for path in (first, second)]
    for path, reading in zip((first, second), readings, strict=True):
        if not reading.documents:
            reasons = [failure.reason for failure in reading.failures]
            raise InputError(reasons[0] if reasons else f"{os.fspath(path)}: nothing to read; give a text or a folder")
    by_id = [{d.id: d for d in reading.documents} for reading in readings]
    shared = by_id[0].keys() & by_id[1].keys()
    for id in sorted(shared):
        if by_id[0][id].sha256 == by_id[1][id].sha256:
            raise InputError(f"{id}: the same document on both sides; compare it with another")
    apart = [[_apart(d, letter, shared) for d in r.documents] for r, letter in zip(readings, "AB", strict=True)]
    failures: tuple[Failure, ...] = (*readings[0].failures, *readings[1].failures)
    joined = Reading(tuple(sorted((*apart[0], *apart[1]), key=lambda d: d.id)), failures)
    return Sides(joined, frozenset(d.id for d in apart[0]), frozenset(d.id for d in apart[1]))


def _apart(document: Document, letter: str, shared: Collection[str]) -> Document:
    return replace(document, id=f"{letter}/{document.id}") if document.id in shared else document


def compare(kg: KnowledgeGraph, sides: Sides) -> Comparison:
    """Return what the two sides of a graph tell; a fact that is found in several parts stands in the first of them."""
    first, second = _told(kg, sides.first), _told(kg, sides.second)
    disputes = tuple(d for conflict in kg.conflicts if (d := _dispute(conflict, first, second)))
    context = Context(kg.documents, kg.entities)
    done = {fact for dispute in disputes for fact in dispute.conflict.facts}
    done |= {id for id, fact in kg.facts.items() if _says_too_little(context, fact)}
    shared = (first.keys() & second.keys()) - done
    done |= shared
    pairing = Pairing(kg)
    pairs = [Pair(*pair) for pair in pairing.pairs(_without(first, done), _without(second, done))]
    done |= {told.fact.id for pair in pairs for told in (pair.first, pair.second)}
    # what is left may still be told on the other side by a fact that both tell: asserted here, only reported there
    here, there = ([side[id] for id in sorted(shared)] for side in (first, second))
    pairs += [Pair(*pair) for pair in pairing.pairs(_without(first, done), there)]
    pairs += [Pair(two, one) for one, two in pairing.pairs(_without(second, done), here)]
    done |= {told.fact.id for pair in pairs for told in (pair.first, pair.second)}
    same = [pair for pair in pairs if pairing.same(pair.first, pair.second)]
    left, right = (_without_speech(_without(side, done), side.values()) for side in (first, second))
    echoes = _echoes(kg, sides, left, right)
    done |= {told.fact.id for echo in echoes for told in (*echo.told_first, *echo.told_second)}
    return Comparison(
        kg=kg,
        sides=sides,
        both=_ordered([*(Pair(first[id], second[id]) for id in shared), *same]),
        differently=_ordered(pair for pair in pairs if pair not in same),
        disputes=disputes,
        echoes=echoes,
        only_first=tuple(told for told in left if told.fact.id not in done),
        only_second=tuple(told for told in right if told.fact.id not in done),
    )


def _told(kg: KnowledgeGraph, documents: Collection[str]) -> dict[str, Told]:
    """Return the facts that some documents tell, by id, in the order of their text."""
    told = (Told(f, tuple(e for e in f.evidence if e.sentence.document in documents)) for f in kg.facts.values())
    return {t.fact.id: t for t in sorted((t for t in told if t.evidence), key=_place)}


def _says_too_little(context: Context, fact: Fact) -> bool:
    """Say whether a reading lacks what it needs to be understood: another participant than a concept, an object."""
    objects = [a for a in fact.arguments if a.role == "object"]
    if all(evidence.rule.startswith("modifier") for evidence in fact.evidence):
        return True  # "the United States leads US-led efforts"
    if len(context.fillers(fact)) < 2 and not context.names(fact):
        return not any(may_count(context, argument) for argument in fact.arguments)
    needed = {row[1] for row in rows("incomplete.tsv") if row[0] == fact.predicate.lemma}
    if "named" in needed and objects and all(map(context.named, objects)):
        return not {a.role for a in fact.arguments} - {"subject", "object"}
    return "object" in needed and not objects


def _without_speech(facts: Iterable[Told], side: Iterable[Told]) -> list[Told]:
    """Leave out who says what in a whole clause where the clause was read: its facts tell it, and by whom."""
    read = {evidence.predicate for told in side for evidence in told.evidence}
    starts = {(span.document, span.start) for span in read}

    def is_read(told: Told) -> bool:
        clauses = [
            span
            for evidence in told.evidence
            for argument, span in zip(told.fact.arguments, evidence.arguments, strict=True)
            if is_clause(told.fact, argument)
        ]
        return any((c.document, place) in starts for c in clauses for place in range(c.start, c.end))

    return [told for told in facts if not is_read(told)]


def _echoes(kg: KnowledgeGraph, sides: Sides, left: Iterable[Told], right: Iterable[Told]) -> tuple[Echo, ...]:
    """Return the words that echo facts of the other side, with these facts."""
    found: dict[tuple[Span, Span], tuple[list[Told], list[Told]]] = defaultdict(lambda: ([], []))
    there, here = Echoes(kg, sides.second), Echoes(kg, sides.first)
    for told in left:
        if echo := there.of(told):
            found[echo][0].append(told)
    for told in right:
        if echo := here.of(told):
            found[echo[1], echo[0]][1].append(told)
    return tuple(Echo(*spans, tuple(first), tuple(second)) for spans, (first, second) in sorted(found.items()))


def _without(told: Mapping[str, Told], done: Collection[str]) -> list[Told]:
    return [t for id, t in told.items() if id not in done]


def _ordered(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (_place(pair.first), _place(pair.second))))


def _place(told: Told) -> tuple[object, ...]:
    return told.evidence[0].sentence, told.evidence[0].predicate, told.fact.id


def _dispute(conflict: Conflict, first: Mapping[str, Told], second: Mapping[str, Told]) -> Dispute | None:
    """Return a conflict as one of the two sides, None where all of it is told by one."""
    one, other = (tuple(side[id] for id in conflict.facts if id in side) for side in (first, second))
    return Dispute(conflict, one, other) if one and other else None
