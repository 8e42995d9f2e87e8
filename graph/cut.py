"""A part of a graph, as a graph of its own: what every export is cut with. The graph that it is cut from stays whole.

A fact stays whole or goes: it stays with its id, its evidence and all that was said, where one of its edges stays, or,
where it never had one, where an entity of it stays. A participant that is cut is still in it, as words. So a part never
says more, or less, than the whole does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from graph.errors import InputError
from graph.model import Argument, Fact, Literal, Status
from graph.network import KnowledgeGraph
from graph.portrait import called


@dataclass(frozen=True, slots=True)
class Cut:
    """What shall stay; each setting cuts what those before it have left.

    Facts of at least `min_confidence` and of one of `statuses`, and the entities that these speak of; entities of one
    of `types`; those at most `depth` edges away, in either direction, from one of `around` (labels, aliases or ids); of
    these the `top` most mentioned, and those of `around` in any case. Empty or None: no such cut.
    """

    min_confidence: float = 0.0
    statuses: tuple[Status, ...] = ()
    types: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    depth: int = 1
    top: int | None = None


def cut(kg: KnowledgeGraph, wanted: Cut) -> KnowledgeGraph:
    """Return the part of `kg` that is `wanted`, `kg` itself where nothing is cut.

    Raises `InputError` for a type or name that the graph does not have, and where nothing at all would stay.
    """
    if wanted == Cut():
        return kg
    centre = [_named(kg, name) for name in wanted.around]
    facts = [fact for fact in kg.facts.values() if _told(fact, wanted)]
    ids = _chosen(kg, facts, wanted, centre)
    named = bool(wanted.types or wanted.around or wanted.top is not None)
    kept = [_without(kg, fact, ids) for fact in facts if _stays(fact, ids, named)]
    if not ids and not kept:
        raise InputError("nothing is left of the graph; cut less of it")
    return _part(kg, kept, ids)


def _told(fact: Fact, wanted: Cut) -> bool:
    return fact.confidence >= wanted.min_confidence and (not wanted.statuses or fact.status in wanted.statuses)


def _chosen(kg: KnowledgeGraph, facts: list[Fact], wanted: Cut, centre: list[str]) -> set[str]:
    """Return the ids of the entities that stay."""
    ids = set(kg.entities)
    if wanted.min_confidence or wanted.statuses:
        ids = {id for fact in facts for id in (*_entities(fact), *_sources(fact))} | set(centre)
    if wanted.types:
        kinds = _known_types(kg, wanted.types)
        ids = {id for id in ids if kg.entities[id].type in kinds} | set(centre)
    if centre:
        ids = _near(facts, ids, centre, wanted.depth)
    if wanted.top is not None:
        ranked = sorted(ids - set(centre), key=lambda id: (-len(kg.entities[id].mentions), id))
        ids = {*centre, *ranked[: max(wanted.top - len(set(centre)), 0)]}
    return ids


def _near(facts: Iterable[Fact], ids: Collection[str], centre: list[str], depth: int) -> set[str]:
    """Return the ids, of those given, that are at most `depth` edges away."""
    neighbours: dict[str, set[str]] = {}
    for fact in facts:
        for one, other in _edges(fact):
            if one in ids and other in ids:
                neighbours.setdefault(one, set()).add(other)
                neighbours.setdefault(other, set()).add(one)
    found = edge = set(centre)
    for _ in range(depth):
        edge = {id for known in edge for id in neighbours.get(known, ())} - found
        found = found | edge
    return found


def _part(kg: KnowledgeGraph, facts: list[Fact], ids: set[str]) -> KnowledgeGraph:
    """Return the graph of these entities and facts, with all that is known of them and the documents that tell them."""
    entities = [kg.entities[id] for id in ids]
    told = {fact.id for fact in facts}
    used = {evidence.sentence.document for fact in facts for evidence in fact.evidence}
    used |= {mention.span.document for entity in entities for mention in entity.mentions}
    ledger = (replace(entry, facts=tuple(id for id in entry.facts if id in told)) for entry in kg.ledger)
    left = (entry if entry.facts else replace(entry, reason=entry.reason or "cut away") for entry in ledger)
    documents = [document for id, document in kg.documents.items() if id in used]
    part = kg.of(documents, entities, facts, (entry for entry in left if entry.sentence.document in used))
    part.graph["conflicts"] = tuple(conflict for conflict in kg.conflicts if told.issuperset(conflict.facts))
    part.graph["merges"] = tuple(merge for merge in kg.merges if merge.kept in ids)
    part.graph["undecided"] = tuple(pair for pair in kg.undecided if pair.kept in ids and pair.merged in ids)
    return part


def _stays(fact: Fact, ids: Collection[str], named: bool) -> bool:
    """Return whether a fact stays; `named` says that entities were chosen, which leaves no fact that speaks of none."""
    edges, entities = list(_edges(fact)), list(_entities(fact))
    if edges:
        return any(one in ids and other in ids for one, other in edges)
    return any(id in ids for id in entities) if entities else not named


def _without(kg: KnowledgeGraph, fact: Fact, ids: Collection[str]) -> Fact:
    """Return the fact with words for the participants and sources that are not among `ids`."""
    if all(id in ids for id in (*_entities(fact), *_sources(fact))):
        return fact
    sources = (replace(a, source=a.source if a.source in ids else None) for a in fact.factuality.attribution)
    return replace(
        fact,
        arguments=tuple(_words(kg, argument, ids) for argument in fact.arguments),
        factuality=replace(fact.factuality, attribution=tuple(sources)),
    )


def _words(kg: KnowledgeGraph, argument: Argument, ids: Collection[str]) -> Argument:
    if argument.entity is None or argument.entity in ids:
        return argument
    return Argument(argument.role, literal=Literal(kg.entities[argument.entity].label))


def _edges(fact: Fact) -> Iterable[tuple[str, str]]:
    for pair in fact.pairs():
        one, other = fact.arguments[pair.source].entity, fact.arguments[pair.target].entity
        if one is not None and other is not None:
            yield one, other


def _entities(fact: Fact) -> Iterable[str]:
    return (argument.entity for argument in fact.arguments if argument.entity is not None)


def _sources(fact: Fact) -> Iterable[str]:
    return (attribution.source for attribution in fact.factuality.attribution if attribution.source is not None)


def _known_types(kg: KnowledgeGraph, types: Iterable[str]) -> set[str]:
    """Return the graph's types of these names, in whatever letters; raises `InputError` for one that it has not."""
    has = {entity.type for entity in kg.entities.values()}
    for name in types:
        if name.casefold() not in (kind.casefold() for kind in has):
            raise InputError(f"{name}: no entity has this type; there are {', '.join(sorted(has))}")
    return {kind for kind in has if kind.casefold() in (name.casefold() for name in types)}


def _named(kg: KnowledgeGraph, name: str) -> str:
    """Return the id of the entity that is called so; raises `InputError` where there is none, or several."""
    found = called(kg, name)
    if len(found) > 1:
        several = ", ".join(f"{entity.label} ({entity.id})" for entity in found)
        raise InputError(f"{name}: the name of several entities: {several}; give an id")
    return found[0].id
