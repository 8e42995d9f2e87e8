"""Coreference inside one document: which mentions are one, and by which rule; unsure means no answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.columns import columns
from graph.mentions import Mention
from graph.places import country

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions (indices) that are one entity; `members` are the clusters of a set such as "both leaders", else empty."""

    label: str
    type: str
    mentions: tuple[int, ...]
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters of a document; `of[i]` is the cluster of mention `i` or None, `rules[i]` the rule that decided."""

    clusters: tuple[Cluster, ...]
    of: tuple[int | None, ...]
    rules: tuple[str, ...]


def resolve(doc: Doc, mentions: tuple[Mention, ...]) -> Clusters:
    """Return the clusters of `mentions`; a name or nominal is in exactly one, an unresolved pronoun in none."""
    cols = columns(doc)
    of: list[int | None] = []
    rules: list[str] = []
    groups: list[list[int]] = []
    known: dict[str, int] = {}
    last: dict[str, int] = {}
    for k, mention in enumerate(mentions):
        place = country(mention.label)
        key = place.name if place else mention.label if mention.kind == "name" else mention.label.lower()
        if mention.kind == "pronoun":
            wanted = mention.gender if mention.gender in ("neuter",) else "person"
            target = last.get(wanted) if cols.lowers[mention.head] not in ("i", "we") else None
            of.append(target)
            rules.append("pronoun: latest" if target is not None else "")
            if target is not None:
                groups[target].append(k)
            continue
        if mention.kind == "name" and key not in known:
            known[key] = next((known[n] for n in known if n.split()[-1] == key), len(groups))
        target = known.get(key, len(groups))
        known[key] = target
        if target == len(groups):
            groups.append([])
        groups[target].append(k)
        of.append(target)
        rules.append("exact name" if len(groups[target]) > 1 else "first mention")
        if cols.deps[mention.head] in ("nsubj", "nsubjpass"):
            last["person" if mention.type == "PERSON" else "neuter"] = target
    clusters = tuple(_cluster(mentions, group) for group in groups)
    return Clusters(clusters, tuple(of), tuple(rules))


def _cluster(mentions: tuple[Mention, ...], group: list[int]) -> Cluster:
    first = max((mentions[k] for k in group), key=lambda m: (m.kind == "name", len(m.label)))
    place = country(first.label)
    return Cluster(place.name if place else first.label, first.type, tuple(group))
