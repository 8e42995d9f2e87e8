"""Give the entities of an extraction other ids, in its facts, their sources and its ledger too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.facts import join
from graph.model import Argument, Attribution, Entity, Extraction, Fact, Factuality, fact_id


def entities(told: Iterable[Extraction]) -> dict[str, Entity]:
    """Return the entities of all extractions by id, those of one id together."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for extraction in told:
        for entity in extraction.entities:
            found[entity.id].append(entity)
    return {ident: together(same) for ident, same in found.items()}


def together(same: Sequence[Entity]) -> Entity:
    """Return one entity with the mentions and names of all, called by the label of the first."""
    first, *others = same
    if not others:
        return first
    return replace(
        first,
        kind="name" if any(e.kind == "name" for e in same) else "concept",
        aliases=tuple(sorted({name for e in same for name in (e.label, *e.aliases)} - {first.label})),
        mentions=tuple(sorted({mention for e in same for mention in e.mentions})),
        links=tuple(sorted({link for e in same for link in e.links})),
    )


def renamed(extraction: Extraction, ids: Mapping[str, str], known: Mapping[str, Entity]) -> Extraction:
    """Return the extraction with each entity of `ids` under its new id, called and typed as the one in `known`."""
    if not ids:
        return extraction
    found: dict[str, Entity] = {}
    for entity in extraction.entities:
        new = _as(entity, known.get(ids.get(entity.id, entity.id), entity)) if entity.id in ids else entity
        found[new.id] = together((found[new.id], new)) if new.id in found else new
    facts: dict[str, Fact] = {}
    moved: dict[str, str] = {}
    for fact in extraction.facts:
        fresh = _fact(fact, ids, found)
        moved[fact.id] = fresh.id
        facts[fresh.id] = join(facts[fresh.id], fresh) if fresh.id in facts else fresh
    ledger = tuple(replace(e, facts=tuple(dict.fromkeys(moved[f] for f in e.facts))) for e in extraction.ledger)
    return replace(extraction, entities=tuple(found.values()), facts=tuple(facts.values()), ledger=ledger)


def _as(entity: Entity, target: Entity) -> Entity:
    names = {*entity.aliases, entity.label} - {target.label}
    links = tuple(sorted({*entity.links, *target.links}))
    return replace(target, aliases=tuple(sorted(names)), mentions=entity.mentions, links=links)


def _fact(fact: Fact, ids: Mapping[str, str], known: Mapping[str, Entity]) -> Fact:
    arguments = tuple(
        Argument(a.role, ids.get(a.entity, a.entity) if a.entity else None, a.literal) for a in fact.arguments
    )
    chain = []
    for a in fact.factuality.attribution:
        source = ids.get(a.source, a.source) if a.source else None
        label = known[source].label if source is not None and source in known else a.label
        chain.append(Attribution(source, label, a.cue, a.stance))
    factuality = Factuality(fact.factuality.polarity, fact.factuality.modality, tuple(chain))
    ident = fact_id(fact.predicate, arguments, factuality, fact.time)
    return replace(fact, id=ident, arguments=arguments, factuality=factuality)
