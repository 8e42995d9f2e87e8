"""Facts that contradict each other: told here and denied there, other dates of one event, other numbers of one thing.

What cannot be told apart from two events is left alone: a false conflict costs the reader more than a missed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product

import networkx as nx

from graph.context import PARTIES, Context, Filler, shortened
from graph.corroboration import no_less_exact
from graph.model import Conflict, Document, Entity, Fact
from graph.numbers import different_numbers
from graph.periods import from_iso
from graph.tables import rows

CLAIMED = ("asserted", "alleged")
"""Modalities of what is said to be so; what may, shall or should be contradicts nothing."""
SAME_DAYS = 3
"""Days within which two documents, and the dates that they tell, are of one event that may come again."""
DENIED_SOON = 7
"""Days after which what is said not to be so may have come to be so."""


def conflicts(
    documents: Mapping[str, Document], entities: Mapping[str, Entity], facts: Iterable[Fact]
) -> tuple[Conflict, ...]:
    """Return what contradicts what, in an order that depends on ids alone."""
    context = Context(documents, entities)
    claimed = [f for f in sorted(facts, key=lambda f: f.id) if f.factuality.modality in CLAIMED and f.evidence]
    positive = [fact for fact in claimed if fact.factuality.polarity == "positive"]
    negative = [fact for fact in claimed if fact.factuality.polarity == "negative"]
    found = (
        *_denials(context, positive, negative),
        *_dates(context, positive),
        *different_numbers(context, positive),
    )
    return tuple(sorted(found))


def _denials(context: Context, positive: Sequence[Fact], negative: Sequence[Fact]) -> Iterator[Conflict]:
    """Yield each negated or denied fact with all that say that it is so, of as much or more."""
    filled = {fact.id: context.fillers(fact) for fact in (*positive, *negative)} if negative else {}
    telling: dict[tuple[str, Filler], list[Fact]] = defaultdict(list)
    for fact in positive if negative else ():
        for filler in filled[fact.id]:
            telling[fact.predicate.lemma, filler].append(fact)
    for fact in negative:
        denied = filled[fact.id]
        core = [filler for filler in sorted(denied) if filler[0] in (*PARTIES, "party")]
        candidates = min((telling[fact.predicate.lemma, filler] for filler in core), key=len, default=[])
        wholes = (o for o in candidates if _covers(context, o, filled[o.id], denied))
        told = [o for o in wholes if no_less_exact(o.time, fact.time) and _about_one_time(context, fact, o)]
        told = [o for o in told if fact.status == "denied" or not _elsewhere(context, fact, o)]
        if told and context.names(fact):
            how = "denied" if fact.status == "denied" else "negated"
            note = f"{context.topic(fact)}: {_where('told', told)}; {_where(how, [fact])}"
            yield Conflict("denied", _ids(fact, *told), note)


def _covers(context: Context, fact: Fact, told: frozenset[Filler], denied: frozenset[Filler]) -> bool:
    """Say whether a fact tells all that is denied, with what stands right behind its words.

    The parser takes "from China" for a part of the aid in "accepted aid from China", and may not in the next sentence.
    """
    if len(denied) < 2:
        return denied == told
    return all(context.stands_behind(fact, role, filler) for role, filler in denied - told)


def _about_one_time(context: Context, fact: Fact, other: Fact) -> bool:
    """Say whether documents that tell them tell of the same days; in one document, only a denial contradicts.

    A writer who tells himself that she came and that she did not come means two occasions.
    """
    sure = len(context.names(fact)) > 1
    for one, two in product(_documents(fact), _documents(other)):
        if one == two:
            if fact.status == "denied":
                return True
        elif context.near(one, two, DENIED_SOON) and (sure or context.same_story(one, two)):
            return True
    return False


def _where(told: str, facts: Iterable[Fact]) -> str:
    """Return where facts are told and by whom: "told in a.txt, by Tomas Berg in b.txt"."""
    places: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        sources = [source.label for source in fact.factuality.attribution]
        places[f"by {sources[-1]} " if sources else ""].update(_documents(fact))
    return f"{told} {', '.join(f'{by}in {shortened(sorted(documents))}' for by, documents in sorted(places.items()))}"


def _dates(context: Context, facts: Sequence[Fact]) -> Iterator[Conflict]:
    """Yield facts that tell other dates of an event that happens once, or once in these days."""
    events: dict[tuple[str, frozenset[Filler]], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.predicate.lemma in _once() and from_iso(fact.time or "") and _identified(context, fact):
            events[fact.predicate.lemma, context.fillers(fact, *PARTIES)].append(fact)
    for told in events.values():
        torn = _torn(told)
        pairs = [(a, b) for a, b in combinations(told, 2) if _apart(a, b) and _same_event(context, a, b, torn)]
        for group in nx.connected_components(nx.Graph(pairs)):
            dated = sorted(group, key=lambda fact: (fact.time or "", _documents(fact), fact.id))
            note = shortened([f"{fact.time} in {_documents(fact)[0]}" for fact in dated])
            yield Conflict("value", _ids(*group), f"{context.topic(dated[0])}: different dates, {note}")


def _identified(context: Context, fact: Fact) -> bool:
    """Say whether all parties are the same in every document: names, or concepts that documents share."""
    parties = [argument for argument in fact.arguments if argument.role in PARTIES]
    return bool(parties) and all(context.named(party) or context.is_shared(party) for party in parties)


def _same_event(context: Context, one: Fact, other: Fact, torn: frozenset[str]) -> bool:
    pairs = [(a, b) for a, b in product(_documents(one), _documents(other)) if a != b and not {a, b} & torn]
    if _once()[one.predicate.lemma] == "life" or not pairs:
        return bool(pairs)
    near = _apart(one, other) <= SAME_DAYS and any(context.near(a, b, SAME_DAYS) for a, b in pairs)
    return near and not (_elsewhere(context, one, other) and _elsewhere(context, other, one))


def _torn(facts: Sequence[Fact]) -> frozenset[str]:
    """Return the documents that tell several dates themselves: for them it happened more than once."""
    pairs = [(one, other) for one, other in combinations(facts, 2) if _apart(one, other)]
    return frozenset(d for one, other in pairs for d in {*_documents(one)} & {*_documents(other)})


def _elsewhere(context: Context, one: Fact, other: Fact) -> bool:
    """Say whether the sentences of the first fact name places that those of the other do not.

    A meeting in Geneva is none in Paris, and who did not meet in Paris may have met.
    """
    first, second = (frozenset().union(*(context.places(e.sentence) for e in f.evidence)) for f in (one, other))
    return not first <= second


def _apart(one: Fact, other: Fact) -> int:
    """Return how many days lie between the dates of two facts, 0 where one is not known."""
    first, second = from_iso(one.time or ""), from_iso(other.time or "")
    return first.apart(second) if first and second else 0


def _ids(*facts: Fact) -> tuple[str, ...]:
    return tuple(sorted(fact.id for fact in facts))


def _documents(fact: Fact) -> list[str]:
    return sorted({evidence.sentence.document for evidence in fact.evidence})


@cache
def _once() -> dict[str, str]:
    """Return predicate -> whether it happens once in a ``life`` or once in some ``days`` to the same participants."""
    return {row[0]: row[1] for row in rows("once.tsv")}
