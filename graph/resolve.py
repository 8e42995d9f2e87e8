"""Join the extractions of documents: which of their entities are one, and which of their facts.

A name is one entity over all documents where canonical name and type agree. Types that documents disagree on follow the
majority of the mentions. A family name alone joins a full name only where the documents leave one candidate. A concept
stays in its document, unless the same one is told of the same participants elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.facts import join
from graph.identity import entity_id
from graph.model import Argument, Attribution, Entity, Extraction, Fact, Factuality, fact_id
from graph.network import KnowledgeGraph


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Two ids of one thing, and the rule that joined them."""

    kept: str
    merged: str
    rule: str


def resolve(extractions: Iterable[Extraction], everything: bool = False) -> KnowledgeGraph:
    """Return the graph of all documents; with `everything`, concepts that no fact needs are entities too."""
    told = sorted(extractions, key=lambda e: e.document.id)
    merges = (*_types(told), *_family_names(told))
    renamed = _closure(merges)
    told = [_rename(e, renamed, _entities(told)) for e in told]
    concepts = tuple(_concepts(told))
    told = [_rename(e, _closure(concepts), _entities(told)) for e in told]
    facts: dict[str, Fact] = {}
    for extraction in told:
        for fact in extraction.facts:
            facts[fact.id] = join(facts[fact.id], fact) if fact.id in facts else fact
    entities = _entities(told)
    used = {a.entity for f in facts.values() for a in f.arguments} | {
        s.source for f in facts.values() for s in f.factuality.attribution
    }
    kept = (e for e in entities.values() if everything or e.kind == "name" or e.id in used)
    kg = KnowledgeGraph.of(
        (e.document for e in told), kept, facts.values(), (entry for e in told for entry in e.ledger)
    )
    kg.graph["merges"] = tuple(sorted({*merges, *concepts}))
    return kg


def _entities(told: Iterable[Extraction]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for extraction in told:
        for entity in extraction.entities:
            old = found.get(entity.id)
            found[entity.id] = entity if old is None else together(old, entity)
    return found


def together(one: Entity, other: Entity) -> Entity:
    """Return one entity with the mentions and names of both, called by the label of the first."""
    names = {*one.aliases, *other.aliases, other.label} - {one.label}
    mentions = tuple(sorted({*one.mentions, *other.mentions}))
    kind = "name" if "name" in (one.kind, other.kind) else "concept"
    links = tuple(sorted({*one.links, *other.links}))
    return replace(one, aliases=tuple(sorted(names)), mentions=mentions, kind=kind, links=links)  # type: ignore[arg-type]


def _types(told: Sequence[Extraction]) -> list[Merge]:
    """Join names that documents give different types, to the type of most mentions; not where one tells them apart."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    apart: set[str] = set()
    for extraction in told:
        seen: set[str] = set()
        for entity in extraction.entities:
            if entity.kind == "name":
                votes[entity.label][entity.type] += max(1, len(entity.mentions))
                apart |= {entity.label} & seen
                seen.add(entity.label)
    merges = []
    for label, types in votes.items():
        best = max(sorted(types), key=lambda t: types[t])
        others = [t for t in types if t != best and label not in apart]
        kept = entity_id(label, best)
        merges += [Merge(kept, entity_id(label, t), "same name, type of most mentions") for t in others]
    return merges


SAME_STORY = 3
"""Other names that two documents must share before a family name alone in one is the full name of the other."""


def _family_names(told: Sequence[Extraction]) -> list[Merge]:
    """Join a person known by one word to the only person of that last name, where a document of the same story tells
    the full name: one that shares other names with the one that does not."""
    homes: dict[str, list[frozenset[str]]] = defaultdict(list)
    people: dict[str, set[str]] = defaultdict(set)
    for extraction in told:
        names = frozenset(e.label for e in extraction.entities if e.kind == "name")
        for entity in extraction.entities:
            if entity.kind == "name" and entity.type == "PERSON":
                homes[entity.label].append(names)
                people[entity.label.split()[-1]].add(entity.label)
    merges = []
    for name in sorted(n for n in homes if " " not in n):
        full = people[name] - {name}
        if len(full) != 1:
            continue
        (label,) = full
        if all(any(len(a & b) >= SAME_STORY for b in homes[label]) for a in homes[name]):
            merges.append(
                Merge(entity_id(label, "PERSON"), entity_id(name, "PERSON"), "family name of one person only")
            )
    return merges


def _concepts(told: Sequence[Extraction]) -> Iterable[Merge]:
    """Join concepts of different documents with the same head word that the same participants are told to share.

    The evidence is a fact with the same predicate and date, and the same named participants in the same roles.
    """
    labels = {e.id: e.label for x in told for e in x.entities if e.kind == "concept"}
    homes = {e.id: x.document.id for x in told for e in x.entities if e.kind == "concept"}
    seen: dict[tuple[object, ...], str] = {}
    groups = {i: frozenset({i}) for i in labels}
    for extraction in told:
        for fact in sorted(extraction.facts, key=lambda f: f.id):
            named = frozenset((a.role, a.entity) for a in fact.arguments if a.entity and a.entity not in labels)
            if not named:
                continue
            for argument in fact.arguments:
                if argument.entity not in labels:
                    continue
                # two named participants and a date are evidence enough; otherwise the words must agree too
                told_of = fact.time if len(named) > 1 and fact.time else labels[argument.entity].split()[-1].lower()
                key = (fact.predicate.lemma, argument.role, named, fact.time, told_of)
                first = seen.setdefault(key, argument.entity)
                joined = groups[first] | groups[argument.entity]
                # what one document keeps apart is not joined through another
                if groups[first] != groups[argument.entity] and len({homes[i] for i in joined}) == len(joined):
                    groups.update(dict.fromkeys(joined, joined))
                    kept, merged = sorted((first, argument.entity), key=lambda i: (len(labels[i]), labels[i], i))
                    yield Merge(kept, merged, f"both told: {fact.predicate.lemma}, same participants")


def _closure(merges: Iterable[Merge]) -> dict[str, str]:
    """Return merged id -> the id that is kept, followed to the end."""
    step: dict[str, str] = {}
    for merge in sorted(merges):
        kept, merged = _root(step, merge.kept), _root(step, merge.merged)
        if kept != merged:
            step[merged] = kept
    return {merged: _root(step, merged) for merged in step}


def _root(step: dict[str, str], ident: str) -> str:
    while ident in step:
        ident = step[ident]
    return ident


def _rename(extraction: Extraction, renamed: dict[str, str], known: dict[str, Entity]) -> Extraction:
    if not renamed:
        return extraction
    entities: dict[str, Entity] = {}
    for entity in extraction.entities:
        ident = renamed.get(entity.id, entity.id)
        target = known.get(ident, entity)
        as_target = replace(
            entity,
            id=ident,
            label=target.label,
            type=target.type,
            aliases=tuple(sorted({*entity.aliases, entity.label} - {target.label}))
            if ident != entity.id
            else entity.aliases,
        )
        entities[ident] = together(entities[ident], as_target) if ident in entities else as_target
    facts: dict[str, Fact] = {}
    moved: dict[str, str] = {}
    for fact in extraction.facts:
        new = _renamed_fact(fact, renamed, known)
        moved[fact.id] = new.id
        facts[new.id] = join(facts[new.id], new) if new.id in facts else new
    ledger = tuple(replace(e, facts=tuple(dict.fromkeys(moved[f] for f in e.facts))) for e in extraction.ledger)
    return replace(extraction, entities=tuple(entities.values()), facts=tuple(facts.values()), ledger=ledger)


def _renamed_fact(fact: Fact, renamed: dict[str, str], known: dict[str, Entity]) -> Fact:
    arguments = tuple(
        Argument(a.role, renamed.get(a.entity, a.entity) if a.entity else None, a.literal) for a in fact.arguments
    )
    chain = []
    for a in fact.factuality.attribution:
        source = renamed.get(a.source, a.source) if a.source else None
        label = known[source].label if source is not None and source in known else a.label
        chain.append(Attribution(source, label, a.cue, a.stance))
    factuality = Factuality(fact.factuality.polarity, fact.factuality.modality, tuple(chain))
    ident = fact_id(fact.predicate, arguments, factuality, fact.time)
    return replace(fact, id=ident, arguments=arguments, factuality=factuality)
