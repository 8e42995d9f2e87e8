"""Join concepts of different documents: only where a fact tells the same of them, in the same days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import Extraction, Fact, Merge
from graph.profiles import number_beside
from graph.quantities import cardinal

SAME_DAYS = 7
"""Days between two documents that may tell of one thing without a date."""
DATED, UNDATED = 0.85, 0.75


@dataclass(frozen=True, slots=True)
class Joined:
    """The ids of concepts that are one with another (merged id -> kept id), and the log."""

    ids: dict[str, str]
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class _Telling:
    """A fact that tells of a concept: the evidence that it may be one with another's."""

    concept: str
    fact: Fact
    published: str | None


def joined_concepts(told: Sequence[Extraction]) -> Joined:
    """Return which concepts are one over documents.

    The evidence is a fact with the same predicate and the same named participants in the same roles, at the same date;
    a fact without one must be told within a week of the other, and its concept have the same head word. What one
    document keeps apart is not joined through another.
    """
    labels = {e.id: e.label for x in told for e in x.entities if e.kind == "concept"}
    homes = {e.id: x.document.id for x in told for e in x.entities if e.kind == "concept"}
    groups = {i: frozenset({i}) for i in labels}
    seen: dict[tuple[object, ...], list[_Telling]] = {}
    merges = []
    for key, telling in _tellings(told, labels):
        for first in seen.setdefault(key, []):
            joined = groups[first.concept] | groups[telling.concept]
            if groups[first.concept] == joined or not _same_days(first, telling):
                continue
            if len({_number(labels[i]) for i in joined}) > 1:
                continue  # 92 people and 105 people: for conflicts to tell, not to hide
            if len({homes[i] for i in joined}) == len(joined):
                groups.update(dict.fromkeys(joined, joined))
                merges.append(_merge(first, telling, labels))
                break
        seen[key].append(telling)
    kept = {i: min(group, key=lambda j: (len(labels[j]), labels[j], j)) for i, group in groups.items()}
    ids = {i: k for i, k in kept.items() if i != k}
    return Joined(ids, tuple(_renamed(m, kept) for m in merges))


def _tellings(told: Sequence[Extraction], labels: dict[str, str]) -> Iterator[tuple[tuple[object, ...], _Telling]]:
    for extraction in told:
        for fact in sorted(extraction.facts, key=lambda f: f.id):
            named = frozenset((a.role, a.entity) for a in fact.arguments if a.entity and a.entity not in labels)
            for place, argument in enumerate(fact.arguments):
                if named and argument.entity in labels:
                    # two named participants and a date are evidence enough; otherwise the words must agree too
                    sure = len(named) > 1 and fact.time
                    word = "" if sure else labels[argument.entity].split()[-1].lower()
                    # the act of 1964 is not that of 1968
                    number = number_beside(fact.evidence[0].arguments[place], extraction.document.text)
                    key = (fact.predicate.lemma, argument.role, named, fact.time, word, number)
                    yield key, _Telling(argument.entity, fact, extraction.document.published)


def _number(label: str) -> tuple[str, ...]:
    """Return the words of a label that count: "92", "Eleven", "two thousand"."""
    return tuple(w for w in label.lower().split() if w[:1].isdigit() or cardinal(w) is not None)


def _same_days(one: _Telling, other: _Telling) -> bool:
    if one.fact.time or not one.published or not other.published:
        return True
    return abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days) <= SAME_DAYS


def _merge(one: _Telling, other: _Telling, labels: dict[str, str]) -> Merge:
    spans = tuple(
        evidence.arguments[i]
        for telling in (one, other)
        for evidence in telling.fact.evidence[:1]
        for i, a in enumerate(telling.fact.arguments)
        if a.entity == telling.concept
    )
    when = f" at {one.fact.time}" if one.fact.time else ""
    return Merge(
        one.concept,
        other.concept,
        f"both told: {one.fact.predicate.lemma}, same participants",
        (labels[one.concept], labels[other.concept]),
        DATED if one.fact.time else UNDATED,
        (f"same predicate, same named participants in the same roles{when}",),
        (),
        spans,
    )


def _renamed(merge: Merge, kept: dict[str, str]) -> Merge:
    left, right = merge.kept, merge.merged
    other = right if kept[left] == left else left
    names = merge.names if other == right else (merge.names[1], merge.names[0])
    return Merge(kept[left], other, merge.rule, names, merge.certainty, merge.evidence, merge.against, merge.mentions)
