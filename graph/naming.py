"""What each group of profiles is called in the graph: label, type, id, links."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.authority import Known
from graph.decisions import Decisions
from graph.groups import Group
from graph.identity import entity_id
from graph.model import Entity, digest
from graph.places import country


@dataclass(slots=True)
class Naming:
    """Ids of entities: `ids` by document and local id, `entities` the new ones (without mentions) by id."""

    ids: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    entities: dict[str, Entity] = field(default_factory=dict)
    of_group: dict[int, str] = field(default_factory=dict)

    def of(self, document: str) -> dict[str, str]:
        """Return local id -> id for a document."""
        return self.ids.get(document, {})


def named(groups: Sequence[Group], known: Sequence[Known | None], decisions: Decisions) -> Naming:
    """Return the ids of all groups; `known[i]` is what an authority list says of group `i`.

    The group told most keeps the plain id where several have the same name and type; the others' ids tell the place
    they are or, failing that, a document that tells of them.
    """
    naming = Naming()
    order = sorted(range(len(groups)), key=lambda i: (-groups[i].weight, groups[i].order))
    for i in order:
        group = groups[i]
        if not any(p.proper for p in group.profiles) and len(group.documents) == 1:
            continue  # a nominal with capitals, told by one document: a concept of its own
        entity = _entity(group, known[i], decisions)
        if entity.id in naming.entities:
            entity = _apart(entity, group)
        naming.entities[entity.id] = entity
        naming.of_group[i] = entity.id
        for profile in group.profiles:
            naming.ids[profile.document][profile.entity.id] = entity.id
    return naming


def _entity(group: Group, known: Known | None, decisions: Decisions) -> Entity:
    label, type_ = _label(group), group.type
    place = country(label)
    if place is not None and group.type in ("GPE", "LOC"):
        label = place.name
    links: set[str] = {link for p in group.profiles for link in p.entity.links}
    if len(group.places) == 1:
        links |= set(min(group.places).links)
    elif place is not None and place.iri and type_ == "GPE":
        links |= {place.iri}
    if known is not None:
        label, type_, links = known.label, known.type or type_, links | set(known.iris)
    label = _decided(group, decisions.names) or label
    type_ = (_decided(group, decisions.types) or type_).upper()
    return Entity(entity_id(label, type_), label, type_, "name", links=tuple(sorted(links)))


def _label(group: Group) -> str:
    """Return the commonest label that documents give to the group's name."""
    labels: Counter[str] = Counter()
    for profile in group.profiles:
        if profile.key == group.key:
            labels[profile.entity.label] += profile.weight
    if not labels:  # the fullest name is one that its document holds to be short for another
        return group.names[group.key]
    return max(sorted(labels), key=lambda label: labels[label])


def _decided(group: Group, values: Sequence[tuple[object, str]]) -> str | None:
    for reference, value in values:
        if any(reference.fits(p.entity, tuple(p.names), p.document) for p in group.profiles):  # type: ignore[attr-defined]
            return value
    return None


def _apart(entity: Entity, group: Group) -> Entity:
    """Return the entity with an id that tells it from another of its name; a place's label tells it, too."""
    found = min(group.places) if len(group.places) == 1 else None
    if found is not None and (where := found.region or found.country):
        label = f"{entity.label}, {where}"
        return Entity(entity_id(label, entity.type), label, entity.type, "name", (entity.label,), links=entity.links)
    home, _ = min((p.document, p.entity.id) for p in group.profiles)
    return Entity(f"{entity.id}-{digest(home, length=8)}", entity.label, entity.type, "name", links=entity.links)
