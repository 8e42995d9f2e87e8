"""Who an entity of the graph is and why: its names, where they stand, the merges that made it, who was left apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from graph.errors import InputError
from graph.model import Entity, Fact, Merge
from graph.network import KnowledgeGraph
from graph.spelling import fold
from graph.wording import wording

LISTED = 12
"""Mentions, facts and merges of a kind that are shown; the rest is counted."""
CLOSE = 70
"""Likeness (0 to 100) from which on a name is offered in place of one that nobody bears."""


def portraits(kg: KnowledgeGraph, name: str) -> Iterator[str]:
    """Yield the lines that explain each entity called `name` (or with that id).

    Raises `InputError` where nobody is called so, with the names that come close.
    """
    for entity in called(kg, name):
        yield from portrait(kg, entity)


def called(kg: KnowledgeGraph, name: str) -> list[Entity]:
    """Return the entities with this id, label or alias, those told most first; raises `InputError` where none is."""
    if name in kg.entities:
        return [kg.entities[name]]
    words = fold(name)
    found = [e for e in kg.entities.values() if words in (fold(e.label), *map(fold, e.aliases))]
    if not found:
        labels = sorted({e.label for e in kg.entities.values() if e.kind == "name"})
        close = [label for label, *_ in process.extract(name, labels, scorer=fuzz.WRatio, score_cutoff=CLOSE, limit=3)]
        hint = f"did you mean {', '.join(close)}?" if close else "factloom entities lists all names"
        raise InputError(f"{name}: nobody and nothing in the graph is called so; {hint}")
    exact = [e for e in found if fold(e.label) == words]
    return sorted(exact or found, key=lambda e: (-len(e.mentions), e.id))


def portrait(kg: KnowledgeGraph, entity: Entity) -> Iterator[str]:
    """Yield the lines that explain one entity."""
    yield f"{entity.label}  [{entity.type}, {entity.kind}]  {entity.id}\n"
    if entity.aliases:
        yield f"  also called  {', '.join(entity.aliases)}\n"
    for link in entity.links:
        yield f"  known as     {link}\n"
    yield from _mentions(kg, entity)
    yield from _merges("merged", [m for m in kg.merges if m.kept == entity.id], kg)
    apart = [m for m in kg.undecided if entity.id in (m.kept, m.merged)]
    yield from _merges("left apart", apart, kg)
    facts = [f for f in kg.facts.values() if any(a.entity == entity.id for a in f.arguments)]
    yield from _facts(kg, facts)
    yield "\n"


def _mentions(kg: KnowledgeGraph, entity: Entity) -> Iterator[str]:
    for document in sorted({m.span.document for m in entity.mentions}):
        inside = [m for m in entity.mentions if m.span.document == document]
        yield f"\n  in {document}, {len(inside)} mention{'s' if len(inside) > 1 else ''}\n"
        counted = Counter((" ".join(kg.quote(m.span).split()), m.rule) for m in inside)
        first = {(" ".join(kg.quote(m.span).split()), m.rule): m.span for m in reversed(inside)}
        for (words, rule), count in list(counted.items())[:LISTED]:
            times = f" x{count}" if count > 1 else ""
            span = first[words, rule]
            yield f"    {words!r}{times}  at {span.start}-{span.end}  by {rule}\n"
        yield from _rest(len(counted))


def _merges(title: str, merges: list[Merge], kg: KnowledgeGraph) -> Iterator[str]:
    if merges:
        yield f"\n  {title}\n"
    for merge in sorted(merges, key=lambda m: (m.certainty, m))[:LISTED]:
        one, other = merge.names
        where = ", ".join(sorted({span.document for span in merge.mentions}))
        yield f"    {merge.certainty:.2f}  {one} = {other}  by: {merge.rule}{f'  ({where})' if where else ''}\n"
        for line in merge.evidence:
            yield f"          for      {line}\n"
        for line in merge.against:
            yield f"          against  {line}\n"
    yield from _rest(len(merges))


def _facts(kg: KnowledgeGraph, facts: list[Fact]) -> Iterator[str]:
    if facts:
        yield f"\n  facts: {len(facts)}\n"
    ranked = sorted(facts, key=lambda f: (-kg.support(f).sources, -f.confidence, f.id))
    for fact in ranked[:LISTED]:
        sources = kg.support(fact).sources
        yield f"    {wording(kg, fact)}{f'  [{sources} sources]' if sources > 1 else ''}\n"
    yield from _rest(len(facts))
    told = {fact.id for fact in facts}
    disputed = [c for c in kg.conflicts if told & set(c.facts)]
    if disputed:
        yield "\n  contradicted\n"
    yield from (f"    {conflict.kind}: {conflict.note}\n" for conflict in disputed[:LISTED])
    yield from _rest(len(disputed))


def _rest(count: int) -> Iterator[str]:
    if count > LISTED:
        yield f"    and {count - LISTED} more\n"
