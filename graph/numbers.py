"""Different numbers of the same thing: the dead of one accident, the price of one sale.

Numbers are read from the words that tell them, with "at least" and "about" (`graph.ranges`), for in a graph "12 people"
is a concept. Those who are killed, hurt or arrested (`graph/data/tolls.tsv`) are counted by place and day, whatever the
words; any other number counts only where all else that the facts say agrees.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import networkx as nx

from graph.context import Context, is_date, shortened
from graph.model import Argument, Conflict, Evidence, Fact, Span
from graph.periods import Period, from_iso
from graph.quantities import cardinal
from graph.ranges import Range, number_range
from graph.tables import rows

SAME_WEEK = 7
"""Days within which documents count the victims of one event; a longer time tells of more than one."""
SAME_SALE = 3
"""Days within which documents tell the same of the same participants."""
CROWD = 100
"""Tellings of one place beyond which there is more than one event: nothing is said of their numbers."""
_PEOPLE = ("", "people", "person", "persons", "victims")


@dataclass(frozen=True, slots=True)
class Telling:
    """A number that one document tells of something: the names it is tied to, by whom or what, and when."""

    fact: str
    topic: str
    document: str
    range: Range
    what: str
    names: frozenset[str]
    agents: frozenset[str]
    time: Period | None


def different_numbers(context: Context, facts: Sequence[Fact]) -> Iterator[Conflict]:
    """Yield a conflict for each event or statement of which documents tell numbers that exclude each other."""
    times = _times(facts)
    tolls: dict[Hashable, list[Telling]] = defaultdict(list)
    statements: dict[Hashable, list[Telling]] = defaultdict(list)
    for fact in facts:
        for place, argument in enumerate(fact.arguments):
            if not may_count(context, argument):
                continue
            toll = _tolls().get((fact.predicate.lemma, argument.role))
            for evidence in fact.evidence:
                told = _telling(context, fact, place, evidence, times) if place < len(evidence.arguments) else None
                if told is None:
                    continue
                if toll:
                    for name in told.names:
                        tolls[toll, told.what, name].append(told)
                elif context.names(fact):
                    rest = context.fillers(fact) - {context.filler(argument)}
                    statements[fact.predicate.lemma, argument.role, told.what, rest].append(told)
    yield from _conflicts(tolls, context, _same_event)
    yield from _conflicts(statements, context, _same_statement)


def _telling(
    context: Context, fact: Fact, place: int, evidence: Evidence, times: dict[Span, set[str]]
) -> Telling | None:
    """Return the number that a place tells for one argument, None where its words are no number."""
    document, span = evidence.sentence.document, evidence.arguments[place]
    text = context.documents[document].text if document in context.documents else ""
    number = number_range(text[span.start : span.end], text[evidence.sentence.start : span.start])
    if number is None:
        return None
    argument = fact.arguments[place]
    time = {fact.time} if fact.time else times[evidence.sentence]
    others = [a for a in fact.arguments if a.role == "subject" and a != argument]
    return Telling(
        fact=fact.id,
        topic=context.topic(fact),
        document=document,
        range=number,
        what=_counted(context, argument),
        names=context.names(fact) or context.places(evidence.sentence),
        agents=frozenset(context.filler(a)[1].split(" ")[-1] for a in others),
        time=from_iso(next(iter(time)) or "") if len(time) == 1 else None,
    )


def _times(facts: Iterable[Fact]) -> dict[Span, set[str]]:
    """Return the times that the facts of each sentence tell: "killed when a train derailed on Monday"."""
    times: dict[Span, set[str]] = defaultdict(set)
    for fact in facts:
        for evidence in fact.evidence:
            times[evidence.sentence] |= {fact.time} if fact.time else set()
    return times


def may_count(context: Context, argument: Argument) -> bool:
    """Say whether an argument is a number or a concept that may start with one, at a look."""
    literal = argument.literal
    if literal is not None:
        return literal.value is not None and not is_date(argument)
    first = context.filler(argument)[1].split(" ")[:3]
    return not context.named(argument) and any(w[0].isdigit() or cardinal(w) is not None for w in first if w)


def _counted(context: Context, argument: Argument) -> str:
    """Return what is counted: the unit of a literal, the last word of a concept, "people" for all words for them."""
    if argument.literal is not None:
        kind = argument.literal.datatype
        return argument.literal.unit or ("people" if kind == "number" else kind)
    head = re.sub(r"(?<=[^s])s$", "", context.filler(argument)[1].split(" ")[-1])
    return "people" if head in _PEOPLE else head


def _conflicts(
    blocks: dict[Hashable, list[Telling]], context: Context, same: Callable[[Context, Telling, Telling], bool]
) -> Iterator[Conflict]:
    """Yield one conflict for all tellings that are joined by numbers that exclude each other."""
    apart: set[tuple[Telling, Telling]] = set()
    for tellings in blocks.values():
        if len({t.document for t in tellings}) > 1 and len(tellings) <= CROWD:
            torn = {a.document for a, b in combinations(tellings, 2) if a.document == b.document and _differ(a, b)}
            single = [t for t in tellings if t.document not in torn]
            apart |= {(a, b) for a, b in combinations(single, 2) if _differ(a, b) and same(context, a, b)}
    yield from (_conflict(context, group) for group in nx.connected_components(nx.Graph(list(apart))))


def _conflict(context: Context, tellings: Iterable[Telling]) -> Conflict:
    told = sorted(tellings, key=lambda t: (t.range.low, t.range.high, t.document, t.fact))
    shown: dict[str, str] = {}
    for t in told:
        shown.setdefault(t.range.words, f"{t.range.words} in {t.document}")
    note = f"{told[0].topic}: different numbers, {shortened(list(shown.values()))}"
    facts = tuple(sorted({t.fact for t in told}))
    days = sorted({context.published(t.document) or "" for t in told})
    if len(days) > 1 and days[0]:
        note += f"; told from {days[0]} to {days[-1]}, the later may be newer knowledge"
        return Conflict("update", facts, note)
    return Conflict("value", facts, note)


def _differ(one: Telling, other: Telling) -> bool:
    return one.range.apart(other.range)


def _same_event(context: Context, one: Telling, other: Telling) -> bool:
    """Say whether two counts are of one event: same names, no other agent, and the same day or the same story."""
    if _other_event(one, other) or (one.agents and other.agents and not one.agents & other.agents):
        return False
    if one.time and other.time and max(_length(one.time), _length(other.time)) <= SAME_WEEK:
        return True
    return context.near(one.document, other.document, SAME_WEEK) and context.same_story(one.document, other.document)


def _same_statement(context: Context, one: Telling, other: Telling) -> bool:
    if _other_event(one, other) or not context.near(one.document, other.document, SAME_SALE):
        return False
    return len(one.names) > 1 or context.same_story(one.document, other.document)


def _other_event(one: Telling, other: Telling) -> bool:
    """Say whether the days differ, or one document tells both: it knows what it counts."""
    return one.document == other.document or (one.time and other.time and one.time.apart(other.time) > 0) is True


def _length(period: Period) -> int:
    return (period.last - period.first).days + 1


@cache
def _tolls() -> dict[tuple[str, str], str]:
    """Return (predicate, role of those who are counted) -> what happened to them."""
    return {(row[0], row[1]): row[2] for row in rows("tolls.tsv")}
