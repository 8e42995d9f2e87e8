"""Join groups of different names: the user's decisions, then the candidates of the rules, the surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.decisions import Decisions, Reference
from graph.groups import SEEN, Group, Objection, against, evidence
from graph.identity import entity_id
from graph.matching import Candidate, candidates
from graph.model import Merge, Span
from graph.naming import Naming
from graph.places import country
from graph.profiles import Profile, Story

SURE = 0.93
"""Certainty from which on two names that one document tells apart may yet be one."""
SAME_NAME, NAME_ALONE, ONE_WORD = 0.97, 0.9, 0.8
IN_DOCUMENT = {"acronym": 0.9, "part of a person's name": 0.85, "short name": 0.65, "first mention": 0.97}
USUAL, METONYM = 0.9, 0.75
BY_USER = "kept apart by the user"
INSIDE = "in one document: "
"""How the rule of a merge begins that a document's own coreference made."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two groups that were joined (or left apart, with the reasons `against`), before they were."""

    one: Group
    other: Group
    rule: str
    certainty: float
    evidence: tuple[str, ...]
    against: tuple[str, ...]
    mentions: tuple[Span, ...]


@dataclass(slots=True)
class Joiner:
    """Joins `groups` in place; `steps` is what was joined, `apart` what was nearly."""

    groups: list[Group]
    stories: Mapping[str, Story]
    steps: list[Step] = field(default_factory=list)
    apart: list[Step] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)

    def join(self, decisions: Decisions) -> None:
        """Join what the user says and what the rules find."""
        for one, other in decisions.same:
            self._decided(one, other)
        found = candidates(self.groups)
        rivals: dict[tuple[int, str], list[int]] = defaultdict(list)
        for candidate in found:
            rivals[candidate.one, candidate.rule].append(candidate.other)
        for candidate in found:
            self._try(candidate, rivals[candidate.one, candidate.rule])
        kept = [i for i in range(len(self.groups)) if i not in self.parents]
        self.groups = [self.groups[i] for i in kept]

    def merges(self, naming: Naming) -> Iterator[Merge]:
        """Yield the log: names that documents share, names inside a document, names joined by a rule."""
        for group in self.groups:
            ident = self._id(group, naming)
            if ident is not None:
                yield from _shared(group, ident, self.stories)
                yield from _inside(group, ident)
        for step in self.steps:
            kept = self._id(step.one, naming)
            if kept is not None:
                yield _merge(step, kept, entity_id(_name(step.other), step.other.type))

    def undecided(self, naming: Naming) -> tuple[Merge, ...]:
        """Return what was left apart though a rule found it may be one, the likeliest first."""
        found = {}
        for step in (s for s in self.apart if BY_USER not in s.against):
            one, other = self._id(step.one, naming), self._id(step.other, naming)
            if one is not None and other is not None and one != other:
                found[one, other] = _merge(step, one, other)
        return tuple(sorted(found.values(), key=lambda m: (-m.certainty, m)))

    def _id(self, group: Group, naming: Naming) -> str | None:
        profile = group.profiles[0]
        return naming.of(profile.document).get(profile.entity.id)

    def _root(self, number: int) -> int:
        while number in self.parents:
            number = self.parents[number]
        return number

    def _decided(self, one: Reference, other: Reference) -> None:
        meant = [i for i, g in enumerate(self.groups) if any(_fits(r, p) for r in (one, other) for p in g.profiles)]
        for number in meant[1:]:
            first, second = self._root(meant[0]), self._root(number)
            if first != second and not self.groups[first].forbids(self.groups[second]):
                self._take(Candidate(1.0, "decided by the user", second, first), (), ())

    def _try(self, candidate: Candidate, rivals: list[int]) -> None:
        one, other = self._root(candidate.one), self._root(candidate.other)
        if one == other:
            return
        a, b = self.groups[one], self.groups[other]
        told, objections = evidence(a, b, self.stories), against(a, b)
        if a.forbids(b):
            objections = (*objections, Objection(BY_USER))
        speaking = [o.text for o in objections if not _overruled(o, candidate, told)]
        if candidate.evident and not told:
            speaking.append("nothing but the names speaks for it")
        if candidate.single and not speaking:
            speaking += self._rivals(one, other, rivals, told)
        if speaking:
            self.apart.append(self._step(candidate, told, tuple(speaking)))
        else:
            self._take(candidate, told, tuple(o.text for o in objections))

    def _rivals(self, one: int, other: int, rivals: list[int], told: tuple[str, ...]) -> Iterator[str]:
        """Yield why the shorter name may be that of another: one that has as much evidence as this."""
        for rival in sorted({self._root(r) for r in rivals} - {one, other}):
            group = self.groups[rival]
            if against(self.groups[one], group):
                continue
            if bool(evidence(self.groups[one], group, self.stories)) >= bool(told):
                yield f"may be {_name(group)} as well"

    def _take(self, candidate: Candidate, told: tuple[str, ...], reasons: tuple[str, ...]) -> None:
        one, other = self._root(candidate.one), self._root(candidate.other)
        self.steps.append(self._step(candidate, told, reasons))
        self.groups[other].take(self.groups[one])
        self.parents[one] = other

    def _step(self, candidate: Candidate, told: tuple[str, ...], reasons: tuple[str, ...]) -> Step:
        one, other = self.groups[self._root(candidate.one)], self.groups[self._root(candidate.other)]
        first, second = Group.of(other.profiles), Group.of(one.profiles)
        certainty = candidate.certainty if told or not candidate.evident else candidate.certainty / 2
        return Step(first, second, candidate.rule, certainty, told, reasons, _first_mentions(second))


def _overruled(objection: Objection, candidate: Candidate, told: tuple[str, ...]) -> bool:
    """Tell whether an objection is outweighed: by how near the names are, or by what else speaks for the candidate."""
    return candidate.certainty >= SURE if objection.kind == "document" else objection.kind == "soft" and bool(told)


def _fits(reference: Reference, profile: Profile) -> bool:
    return reference.fits(profile.entity, (profile.key,), profile.document)


def _name(group: Group) -> str:
    return group.names[group.key]


def _first_mentions(group: Group) -> tuple[Span, ...]:
    """Return the first words by which each document calls the group."""
    firsts: dict[str, Span] = {}
    for profile in group.profiles:
        called = [m for m in profile.entity.mentions if m.kind != "pronoun"]
        for mention in sorted(called, key=lambda m: (m.kind != "name", m.span))[:1]:
            firsts.setdefault(profile.document, mention.span)
    return tuple(sorted(firsts.values()))


def _merge(step: Step, kept: str, merged: str) -> Merge:
    names = (_name(step.one), _name(step.other))
    return Merge(kept, merged, step.rule, names, round(step.certainty, 2), step.evidence, step.against, step.mentions)


def _shared(group: Group, ident: str, stories: Mapping[str, Story]) -> Iterator[Merge]:
    """Yield an entry for each name that several documents tell."""
    for key in sorted(group.keys):
        same = [p for p in group.profiles if p.key == key]
        if len({p.document for p in same}) > 1:
            one_word = len(key) == 1 and group.type == "PERSON"
            part = Group.of(same)
            name = group.names[key]
            types = sorted({p.entity.type for p in same} - {group.type})
            notes = (f"a {' and a '.join(types)} in some documents",) if types else ()
            certainty = ONE_WORD if one_word or types else SAME_NAME if _told(part, stories) else NAME_ALONE
            merged = entity_id(name, types[0] if types else group.type)
            yield Merge(ident, merged, "same name", (name, name), certainty, (), notes, _first_mentions(part))


def _told(same: Group, stories: Mapping[str, Story]) -> bool:
    """Tell whether more than the name speaks for its bearers being one: a known place, an office, a story."""
    if same.places or country(_name(same)) is not None:
        return True
    first, *others = sorted(same.profiles, key=lambda p: p.document)[:SEEN]
    return all(evidence(Group.of([first]), Group.of([other]), stories) for other in others)


def _inside(group: Group, ident: str) -> Iterator[Merge]:
    """Yield an entry for each other name that a document itself uses for the entity."""
    seen = set()
    for profile in sorted(group.profiles, key=lambda p: p.document):
        for words, written in sorted(profile.names.items()):
            if words == profile.key or (words, profile.document) in seen:
                continue
            seen.add((words, profile.document))
            found = [m for m in profile.entity.mentions if m.kind == "name" and _written(m.span, words, profile)]
            rule = found[0].rule if found else "other name"
            certainty = IN_DOCUMENT.get(rule, USUAL)
            label = f"{INSIDE}{'known name' if rule == 'first mention' else rule}"
            spans = tuple(m.span for m in found[:1])
            yield Merge(ident, entity_id(written, group.type), label, (_name(group), written), certainty, (), (), spans)
        for written, span in sorted(profile.capitals.items()):
            label, names = f"{INSIDE}a capital for its state", (_name(group), written)
            yield Merge(ident, entity_id(written, group.type), label, names, METONYM, (), (), (span,))


def _written(span: Span, words: tuple[str, ...], profile: Profile) -> bool:
    return profile.written.get((span.start, span.end)) == words
