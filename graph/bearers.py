"""Who bears a name: profiles of one name over all documents, grouped unless something speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.authority import Known
from graph.decisions import Reference
from graph.gazetteer import locate, locations
from graph.groups import Group, against, evidence
from graph.knowledge import Knowledge
from graph.lexicon import first_name_gender
from graph.model import Extraction
from graph.places import country
from graph.profiles import Profile, Story, common, profiles, story
from graph.spelling import Words, bare, fold
from graph.tables import words

PLACED = ("GPE", "LOC")
MONONYM = 4
"""Letters from which on one word may be all of a person's name in several documents, if no fuller name has it."""


@dataclass(slots=True)
class Reader:
    """Reads extractions into groups of profiles of one name; `stories` are the documents' names."""

    knowledge: Knowledge
    stories: dict[str, Story] = field(default_factory=dict)
    known: dict[Words, Known] = field(default_factory=dict)
    met: list[Profile] = field(default_factory=list)

    def read(self, told: Sequence[Extraction]) -> list[Group]:
        """Return the groups, in an order that depends on what they hold alone."""
        self.known = self.knowledge.index()
        self.stories = {e.document.id: story(e) for e in told}
        for extraction in told:
            own = self.stories[extraction.document.id]
            self.met += [self._placed(p, own) for p in profiles(extraction, own)]
        self._tag()
        full = self._family_names()
        by_name: dict[object, list[Profile]] = defaultdict(list)
        placed = {p.key: fold(p.place.name) for p in self.met if p.place is not None}
        for profile in self.met:
            by_name[self._home(profile, placed)].append(profile)
        groups = [group for same in by_name.values() for group in self._bearers(same, full)]
        return sorted(groups, key=lambda g: g.order)

    def known_as(self, group: Group) -> Known | None:
        """Return what the user's lists know of a group by its names, None where nothing or several things are."""
        entries = {entry for profile in group.profiles if (entry := self._entry(profile)) is not None}
        found = entries & set(self.knowledge.known)
        return next(iter(found)) if len(found) == 1 else None

    def meets(self, reference: Reference) -> bool:
        """Tell whether somebody that a decision speaks of is met in any document."""
        return any(reference.fits(p.entity, tuple(p.names), p.document) for p in self.met)

    def _entry(self, profile: Profile) -> Known | None:
        entry = self.known.get(profile.key)
        person = profile.entity.type == "PERSON"
        if entry is None or (entry.type and profile.firm and (entry.type == "PERSON") != person):
            return None
        return entry

    def _placed(self, profile: Profile, own: Story) -> Profile:
        """Return the profile with the place that it is, where the gazetteer knows it for sure."""
        placed = profile.entity.type in PLACED or profile.behind
        if placed and profile.proper and self._entry(profile) is None:
            label = profile.entity.label
            context = {name: count for name, count in own.places.items() if name != label}
            found = locate(label, profile.behind, context) or locate(label, "", context)
            # a name that only holds a town's is not the town: Manchester City
            profile.place = found if found in locations(label) else None
            if profile.place is not None:  # it tells more than what stands beside the name
                profile.seat = profile.number = ""
        return profile

    def _home(self, profile: Profile, placed: Mapping[Words, Words]) -> object:
        """Return what profiles of one name share: an entry of a list, a place's own name, the name itself."""
        entry = self._entry(profile)
        if entry is not None:
            return "known", fold(entry.label)
        own = country(profile.entity.label) is not None
        return "name", profile.key if own else placed.get(profile.key, profile.key)

    def _tag(self) -> None:
        """Note on each profile on which side of which decision it stands."""
        for number, pair in enumerate(self.knowledge.decisions.different):
            for side, reference in enumerate(pair):
                for profile in self.met:
                    if reference.fits(profile.entity, (profile.key,), profile.document):
                        profile.sides |= {(number, side)}

    def _family_names(self) -> frozenset[str]:
        """Return the words that some person's fuller name ends with (or begins with, where the family stands first)."""
        found = set()
        for profile in self.met:
            if profile.entity.type == "PERSON" and len(profile.key) > 1:
                found.add(bare(profile.key)[0][-1])
                found |= {profile.key[0]} & set(words("family_first.txt"))
        return frozenset(found)

    def _bearers(self, same: Iterable[Profile], full: frozenset[str]) -> Iterator[Group]:
        """Yield the bearers of one name: what tells most first, the rest goes where nothing speaks against it."""
        found: list[Group] = []
        for profile in sorted(same, key=_telling):
            one = Group.of([profile])
            home = self._fitting(one, profile, found, full)
            if home is None:
                found.append(one)
            else:
                home.add(profile)
        yield from found

    def _fitting(self, one: Group, profile: Profile, found: list[Group], full: frozenset[str]) -> Group | None:
        """Return the group that a profile belongs to; None where there is none, or several and nothing to tell them."""
        fits = []
        doubtful = self._doubtful(profile, full)
        for group in found:
            objections = [o for o in against(one, group) if o.kind != "document" or not _alike(one, group)]
            if one.forbids(group) or any(o.kind != "soft" for o in objections):
                continue
            weighed = doubtful or objections or len(found) > 1
            told = evidence(one, group, self.stories) if weighed else ()
            if told or not (doubtful or objections):
                fits.append((bool(told), group))
        told_of = [group for told, group in fits if told]
        best = told_of if len(told_of) == 1 else [group for _, group in fits]
        return best[0] if len(best) == 1 else None

    def _doubtful(self, profile: Profile, full: frozenset[str]) -> bool:
        """Tell whether a name is not enough to say who or what it is: Kim, Maria; Central Station."""
        if profile.entity.type != "PERSON":
            known = profile.place is not None or profile.seat or self._entry(profile) is not None
            return not known and common(profile.key)
        if len(profile.key) > 1:
            return False
        (word,) = profile.key
        return word in full or len(word) < MONONYM or first_name_gender(word.capitalize()) != ""


def _telling(profile: Profile) -> tuple[int, int, str, str]:
    told = (profile.gender, profile.born, profile.offices, profile.nations, profile.seat, profile.place, profile.firm)
    return -sum(map(bool, told)), -profile.weight, profile.document, profile.entity.id


def _alike(one: Group, other: Group) -> bool:
    """Tell whether one document may have missed that two spellings are one: same place, or same type and words."""
    return not one.places.isdisjoint(other.places) or (
        one.type == other.type and not one.keys.keys().isdisjoint(other.keys)
    )
