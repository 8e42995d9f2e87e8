"""Groups of profiles that are one entity, and what speaks for and against two of them being one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal as OneOf

from graph.gazetteer import Location
from graph.places import country
from graph.profiles import Profile, Story
from graph.spelling import Words, two_people

SAME_STORY = 3
"""Other names that two documents must share to tell the same story; one of them at least is no state."""
SEEN = 8
"""Documents of a group that are looked at for a shared story: enough to find one, few enough to stay linear."""
GENERATION = 15
"""Years between two ages, told in texts without a date, that no one person's career puts there."""
LATER = 1
"""Years by which two ages may place one birth apart."""
PLACES = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against two groups being one.

    `kind` tells what may outweigh it: evidence, where it is ``soft``; a name that is nearly the same, where it is only
    that a ``document`` tells both; nothing, where it is ``hard``.
    """

    text: str
    kind: OneOf["hard", "soft", "document"] = "hard"


@dataclass(slots=True)
class Group:
    """Profiles that are one entity, and all that they tell."""

    profiles: list[Profile] = field(default_factory=list)
    keys: Counter[Words] = field(default_factory=Counter)
    names: dict[Words, str] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    born: set[int] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    works: set[str] = field(default_factory=set)
    places: set[Location] = field(default_factory=set)
    firm: Counter[str] = field(default_factory=Counter)
    sides: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Group:
        """Return a group of these profiles."""
        group = cls()
        for profile in profiles:
            group.add(profile)
        return group

    def add(self, profile: Profile) -> None:
        """Take a profile in."""
        self.profiles.append(profile)
        self.keys[profile.key] += profile.weight
        for words, written in profile.names.items():
            self.names.setdefault(words, written)
        self.types[profile.entity.type] += profile.weight
        self.documents.add(profile.document)
        self.genders.update([profile.gender] if profile.gender else [])
        self.born |= {profile.born} if profile.born is not None else set()
        self.offices |= profile.offices
        self.titles |= profile.titles
        self.homes |= {profile.home} if profile.home else set()
        self.nations |= profile.nations
        self.seats |= {profile.seat} if profile.seat else set()
        self.numbers |= {profile.number} if profile.number else set()
        self.works |= {profile.work} if profile.work else set()
        self.places |= {profile.place} if profile.place else set()
        self.firm.update([profile.entity.type] if profile.firm else [])
        self.sides |= profile.sides

    def take(self, other: Group) -> None:
        """Take all profiles of another group in."""
        for profile in other.profiles:
            self.add(profile)

    def forbids(self, other: Group) -> bool:
        """Tell whether the user keeps the two apart: one stands on one side of a decision, one on the other."""
        return any((number, 1 - side) in other.sides for number, side in self.sides)

    @property
    def type(self) -> str:
        return max(sorted(self.types), key=lambda t: (self.firm[t] > 0, self.types[t]))

    @property
    def key(self) -> Words:
        """Return the name that stands for the group: a person's commonest full name, else the commonest."""
        if self.type != "PERSON":
            return max(sorted(self.keys), key=lambda k: self.keys[k])
        return max(sorted(self.keys), key=lambda k: (min(len(k), 2), self.keys[k], len(k)))

    @property
    def weight(self) -> int:
        return sum(self.types.values())

    @property
    def order(self) -> tuple[Words, str, str]:
        """Return what groups are sorted by: it depends on what they hold alone."""
        return self.key, self.type, min((p.document, p.entity.id) for p in self.profiles)[0]


def against(one: Group, other: Group) -> tuple[Objection, ...]:
    """Return what speaks against two groups being one; empty where nothing does."""
    return tuple(_objections(one, other))


def _objections(one: Group, other: Group) -> Iterator[Objection]:
    if one.genders and other.genders and one.genders.most_common(1)[0][0] != other.genders.most_common(1)[0][0]:
        yield Objection("one is a man, the other a woman")
    if apart := _two_people(one, other):
        yield Objection(f"{' '.join(apart[0]).title()} and {' '.join(apart[1]).title()} are two people")
    if (years := _years_apart(one.born, other.born)) > LATER:
        yield Objection(f"born {years} years apart")
    if one.places and other.places and one.places.isdisjoint(other.places):
        yield Objection("different places of that name")
    if _differ(one.seats, other.seats) and not one.places & other.places:
        yield Objection(f"one of {min(one.seats)} and one of {min(other.seats)}")
    if _differ(one.numbers, other.numbers):
        yield Objection(f"numbers {min(one.numbers)} and {min(other.numbers)}")
    if _differ(one.works, other.works):
        yield Objection(f"told to be in {min(one.works)} and in {min(other.works)}", "soft")
    if _differ(one.nations, other.nations):
        yield Objection(f"told to be of {min(one.nations)} and of {min(other.nations)}", "soft")
    if _kinds_clash(one, other):
        yield Objection(f"{one.type} and {other.type}")
    if shared := one.documents & other.documents:
        yield Objection(f"{min(shared)} keeps them apart", "document")


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _long_apart(one: Group, other: Group, stories: Mapping[str, Story]) -> bool:
    """Tell whether the documents of two groups tell years that lie too far apart for one term of office."""
    first, second = ({y for d in sorted(g.documents)[:SEEN] for y in stories[d].years} for g in (one, other))
    return bool(first and second) and min(abs(a - b) for a in first for b in second) > GENERATION


def _years_apart(one: set[int], other: set[int]) -> int:
    """Return how far births lie apart at most; ages told without a date (years below 1) are compared by themselves."""
    dated = [abs(a - b) for a in one for b in other if a > 0 < b]
    undated = [abs(a - b) for a in one for b in other if a <= 0 >= b]
    return max(dated, default=0) or max((years for years in undated if years > GENERATION), default=0)


def _two_people(one: Group, other: Group) -> tuple[Words, Words] | None:
    """Return a full name of each that no one person has, None where there is none."""
    if one.type != "PERSON" or other.type != "PERSON":
        return None
    pairs = product(sorted(one.keys), sorted(other.keys))
    return next(((a, b) for a, b in pairs if a != b and two_people(a, b)), None)


def _kinds_clash(one: Group, other: Group) -> bool:
    """Tell whether one is a person and the other none, and at least one of that for sure."""
    if (one.type == "PERSON") == (other.type == "PERSON"):
        return one.type != other.type and one.firm[one.type] > 0 and other.firm[other.type] > 0 and _known(one, other)
    person, thing = (one, other) if one.type == "PERSON" else (other, one)
    sure = thing.firm[thing.type] > 0 or bool(thing.places)
    return sure or (person.firm["PERSON"] > 0 and len(person.key) == 1)  # a tagger's slip, where the name has two words


def _known(one: Group, other: Group) -> bool:
    return (one.type in PLACES) != (other.type in PLACES) and bool(one.places or other.places)


def shared_story(one: Group, other: Group, stories: Mapping[str, Story]) -> tuple[str, ...]:
    """Return the names that documents of two groups share, besides the groups' own; empty where too few do."""
    own = set(one.names) | set(other.names)
    best: frozenset[Words] = frozenset()
    for a in sorted(one.documents)[:SEEN]:
        for b in sorted(other.documents)[:SEEN]:
            if a == b:
                continue
            shared = frozenset((stories[a].names & stories[b].names) - own)
            if len(shared) > len(best) and told(shared):
                best = shared
    return tuple(sorted(" ".join(words) for words in best))


def told(shared: frozenset[Words]) -> bool:
    """Tell whether names shared by two documents make one story of them."""
    return len(shared) >= SAME_STORY and any(country(" ".join(words).title()) is None for words in shared)


def evidence(one: Group, other: Group, stories: Mapping[str, Story]) -> tuple[str, ...]:
    """Return what speaks for two groups being one beyond their names: an office, a year of birth, a shared story."""
    found = [f"both {office}" for office in sorted(one.offices & other.offices)]
    elsewhere = bool(one.homes and other.homes and one.homes.isdisjoint(other.homes))
    if not elsewhere and not _long_apart(one, other, stories):  # an office of one state, at one time
        found += [f"both called {title}" for title in sorted(one.titles & other.titles)]
    dated = {year for year in one.born if year > 0}, {year for year in other.born if year > 0}
    found += [f"both born about {min(dated[0])}"] if all(dated) else []
    if shared := shared_story(one, other, stories):
        found.append(f"documents share {', '.join(shared[:5])}")
    return tuple(found)
