"""Which groups of different names may be one entity: rules over pairs that share a block, so that cost grows with them.

A block is a list of groups that have something in common cheaply told: a last name and an initial, the letters of an
acronym, all words but one. Each rule yields candidates; `graph.resolve` weighs and takes them, the surest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.groups import Group
from graph.lexicon import name_word
from graph.profiles import nation_before
from graph.spelling import RARE, Words, bare, core, first_names, initials, middles_agree, short_name, slip, sound
from graph.tables import words

CROWDED = 200
"""Groups in a block from which on its pairs are too many to tell anything."""
SHORTEST_ACRONYM, TELLING_ACRONYM = 3, 6
"""Letters of an acronym that may be one, and from which on it takes no evidence: several bodies are called ABC."""


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two groups (numbers, the shorter name first) that may be one, by a rule.

    `certainty` is the rule's own, 0 to 1; `evident` says that the names alone are not enough, `single` that `one` may
    be short for several and is then left alone.
    """

    certainty: float
    rule: str
    one: int
    other: int
    evident: bool = False
    single: bool = False


_SHORT = {"company": "co", "corporation": "corp"}

Rule = Callable[[Sequence[Group]], Iterator[Candidate]]


def candidates(groups: Sequence[Group]) -> list[Candidate]:
    """Return what all rules find, the surest first; equal ones in the order of the groups."""
    best: dict[tuple[int, int], Candidate] = {}
    for rule in RULES:
        for found in rule(groups):
            pair = (min(found.one, found.other), max(found.one, found.other))
            if pair not in best or found.certainty > best[pair].certainty:
                best[pair] = found
    return sorted(best.values(), key=lambda c: (-c.certainty, c.one, c.other, c.rule))


def people(groups: Sequence[Group]) -> Iterator[Candidate]:
    """Yield people whose full names may be one: other order, middle names, initials, short forms, spellings, slips."""
    full = [(i, k) for i, g in enumerate(groups) if g.type == "PERSON" for k in g.names if len(k) > 1]
    blocks: dict[Hashable, list[tuple[int, Words]]] = defaultdict(list)
    for number, key in full:
        blocks["words", tuple(sorted(key))].append((number, key))
        blocks["letters", "".join(key)].append((number, key))
        stem = bare(key)[0]
        blocks["last", stem[-1], stem[0][0]].append((number, key))
        blocks["first", key[0], sound(stem[-1])[:1]].append((number, key))
        blocks["sounds", tuple(map(sound, key))].append((number, key))
        if len(stem) > 1:
            blocks["short", stem[-1]].append((number, key))
    yield from _pairs(blocks, _people)


def _people(one: Words, other: Words) -> tuple[float, str, bool, bool] | None:
    """Return (certainty, rule, whether evidence is needed, whether it must be the only one) for two full names."""
    if sorted(one) == sorted(other):
        return 0.93, "the same words in another order", first_names(*one), False
    if "".join(one) == "".join(other):
        return 0.95, "the same letters, spaced otherwise", set(one).isdisjoint(other), False
    (a, generation), (b, later) = bare(one), bare(other)
    if generation and later and generation != later:
        return None
    apart = bool(generation or later)  # King, and King Jr.
    if len(a) < 2 or len(b) < 2:
        return None
    if a == b:
        return 0.7, "with and without Jr. or a number", True, True
    if a[-1] == b[-1] and a[0] == b[0]:
        return (0.9, "with and without a middle name", apart, True) if middles_agree(a[1:-1], b[1:-1]) else None
    if a[-1] == b[-1] and a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0])):
        return 0.75, "initial for a first name", True, True
    if a[-1] == b[-1] and short_name(a[0], b[0]) and middles_agree(a[1:-1], b[1:-1]):
        return 0.85, "short form of a first name", apart, True
    return _spelled(a, b) if not apart else None


def _spelled(one: Words, other: Words) -> tuple[float, str, bool, bool] | None:
    """Judge two names of as many words that differ in their letters: two transliterations, or a slip."""
    if len(one) != len(other):
        return None
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if all(sound(a) == sound(b) for a, b in apart):
        rare = all(min(len(a), len(b)) >= RARE and not first_names(a, b) for a, b in apart)
        return 0.88, "two spellings of one sound", not (rare or len(one) > 2), False
    if len(apart) == 1 and slip(*apart[0]) and not first_names(*apart[0]):
        return 0.72, "a slip of a letter", True, False
    return None


def organisations(groups: Sequence[Group]) -> Iterator[Candidate]:
    """Yield names of organisations, events and works that may be one: small words, company forms, slips."""
    blocks: dict[Hashable, list[tuple[int, Words]]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group.type == "PERSON":
            continue
        for key in group.keys:
            kept = core(key)
            blocks["core", kept].append((number, key))
            if len(kept) > 1:
                for left in range(len(kept)):
                    blocks["but one", left, kept[:left] + kept[left + 1 :]].append((number, key))
            else:
                blocks["single", kept[0][:4], group.type].append((number, key))
    yield from _pairs(blocks, _organisations)


def _organisations(one: Words, other: Words) -> tuple[float, str, bool, bool] | None:
    a, b = core(one), core(other)
    if one == other:
        return None  # bearers of one name that were not joined
    if a == b:
        return 0.94, "the same words but small ones and company forms", _forms_clash(one, other), False
    if len(a) != len(b):
        return None
    apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(apart) == 1 and slip(*apart[0]) and not _inflected(*apart[0]):
        return 0.7, "a slip of a letter", True, False
    return None


def _forms_clash(one: Words, other: Words) -> bool:
    """Tell whether two names have company forms of their own (Evergreen Group and Co.), or one a mere "Group"."""
    first, second = ({_SHORT.get(w, w) for w in words if name_word(w, "company form")} for words in (one, other))
    return bool(first and second and first.isdisjoint(second)) or "group" in first ^ second


def _inflected(one: str, other: str) -> bool:
    """Tell whether a difference has a meaning: a plural, another ending (American, America), a number."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) or any(c.isdigit() for c in one + other)


def acronyms(groups: Sequence[Group]) -> Iterator[Candidate]:
    """Yield acronyms with the names whose first letters they are: WHO, World Health Organization."""
    full: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        if group.type != "PERSON":
            for key in group.keys:
                for letters in initials(key) if len(key) > 1 else ():
                    full[letters].add(number)
    for number, group in enumerate(groups):
        letters = "".join(group.key)
        written = group.names.get(group.key, "").replace(".", "")
        if len(group.key) == 1 and written.isupper() and group.type != "PERSON" and len(letters) >= SHORTEST_ACRONYM:
            for other in sorted(full.get(letters, set()) - {number}):
                yield Candidate(0.86, "acronym", number, other, len(letters) < TELLING_ACRONYM, True)


def states_before(groups: Sequence[Group]) -> Iterator[Candidate]:
    """Yield institutions told with and without their state: US State Department, State Department in a U.S. story."""
    by_key: dict[Words, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group.type != "PERSON":
            by_key[group.key].append(number)
    for number, group in enumerate(groups):
        if group.type == "PERSON":
            continue
        state, rest = nation_before(group.key)
        for other in by_key[rest] if state and len(rest) > 1 else ():
            if state in groups[other].seats:
                yield Candidate(0.84, "an institution with and without its state", other, number, False, True)


def short_names(groups: Sequence[Group]) -> Iterator[Candidate]:
    """Yield names that another document uses for somebody or something it also names in full: Kim, the Times."""
    bearers: dict[Words, set[int]] = defaultdict(set)
    last: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for key in group.names:
            if group.type == "PERSON" and len(key) > 1:
                last[bare(key)[0][-1]].add(number)
                if key[0] in words("family_first.txt"):
                    last[key[0]].add(number)
            elif key != group.key and group.type != "PERSON":
                bearers[key].add(number)
    for number, group in enumerate(groups):
        if group.type == "PERSON" and len(group.key) == 1:
            for other in sorted(last[group.key[0]] - {number}):
                yield Candidate(0.6, "family name alone", number, other, True, True)
        for other in sorted(bearers.get(group.key, set()) - {number}) if group.type != "PERSON" else ():
            yield Candidate(0.65, "short name", number, other, True, True)


def _pairs(
    blocks: dict[Hashable, list[tuple[int, Words]]],
    judge: Callable[[Words, Words], tuple[float, str, bool, bool] | None],
) -> Iterator[Candidate]:
    """Yield the candidates that `judge` finds in blocks that are not crowded."""
    for block in blocks.values():
        if not 1 < len(block) <= CROWDED:
            continue
        for (one, key), (other, name) in combinations(sorted(set(block)), 2):
            if one != other and (found := judge(key, name)) is not None:
                certainty, rule, evident, single = found
                first, second = (one, other) if len(key) <= len(name) else (other, one)
                yield Candidate(certainty, rule, first, second, evident, single)


RULES: tuple[Rule, ...] = (people, organisations, acronyms, states_before, short_names)
