"""Which facts of two sides tell the same thing, in equal words or in others.

Two facts are a pair where they have the same predicate and polarity and agree in what fills their roles: the same
entity, equal words, or concepts with the same head word. Facts that share no name are a pair only where their
sentences are alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.context import Context, is_date
from graph.copies import Shingles, folded, resemblance, shingles
from graph.corroboration import way
from graph.model import Argument, Evidence, Fact, Literal
from graph.network import KnowledgeGraph
from graph.periods import from_iso
from graph.wording import wording

ALIKE = 0.15
"""Resemblance of two sentences that tell the same in their own words; those of the two seeds have up to .68."""
QUOTED = 0.3
"""Resemblance of two quotations of the same words."""
SAME_DAYS = 7
"""Days beyond which the dates of two facts tell two events."""
_HEAD = 0.7
"""What concepts that agree in the head word weigh, where equal ones weigh 1."""
_ENOUGH = 1 + _HEAD
_CLAUSE = 5  # words beyond which a literal is compared as a sentence
_CORE = ("subject", "object", "indirect_object")
Roles = dict[str, list[Argument]]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with the evidence of one side."""

    fact: Fact
    evidence: tuple[Evidence, ...]


class Pairing:
    """Finds the partners of facts; made for one graph."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._kg = kg
        self._context = Context(kg.documents, kg.entities)

    def pairs(self, first: Sequence[Told], second: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
        """Yield pairs of a fact of each side, the best first, each fact in one pair at most."""
        index: dict[Hashable, list[Told]] = defaultdict(list)
        for told in second:
            for key in self._keys(told):
                index[key].append(told)
        scored = []
        for one in first:
            partners = {p.fact.id: p for key in self._keys(one) for p in index.get(key, ())}
            for other in partners.values():
                score = self._agreement(one, other)
                if score:
                    scored.append((-score, one.fact.id, other.fact.id, one, other))
        taken: set[str] = set()
        for _, one_id, other_id, one, other in sorted(scored, key=lambda row: row[:3]):
            if not {one_id, other_id} & taken:
                taken |= {one_id, other_id}
                yield one, other

    def same(self, one: Told, other: Told) -> bool:
        """Say whether a pair differs in nothing that a reader would see, or only in words between its concepts' heads.

        The second holds for sentences that are near copies: "a welcoming ceremony", "a lavish welcome ceremony".
        """
        lines = {wording(self._kg, replace(told.fact, evidence=())) for told in (one, other)}
        if len(lines) == 1:
            return True
        if way(one.fact) != way(other.fact) or one.fact.time != other.fact.time:
            return False
        if resemblance(self._sentence(one), self._sentence(other)) < QUOTED:
            return False
        left, right = self._forms(one.fact)[0][1], self._forms(other.fact)[0][1]
        return left.keys() == right.keys() and all(self._alike(left[role], right[role]) for role in left)

    def _alike(self, ones: Sequence[Argument], others: Sequence[Argument]) -> bool:
        """Say whether each filler has its like among the others and none is a whole clause."""
        if any(a.literal is not None for a in (*ones, *others)) or len(ones) != len(others):
            return False
        return all(any(self._agree(one, other) for other in others) for one in ones)

    def _keys(self, told: Told) -> set[Hashable]:
        """Return what partners have at least one of in common: predicate and a name, or three words in a row."""
        predicates = [lemma for lemma, _ in self._forms(told.fact)]
        entities = {a.entity for a in told.fact.arguments if a.entity}
        return {(lemma, key) for lemma in predicates for key in (*entities, *self._sentence(told))}

    def _agreement(self, one: Told, other: Told) -> float:
        """Return how far two facts agree: 0 where they are no pair, the more the better."""
        if one.fact.factuality.polarity != other.fact.factuality.polarity or _other_days(one.fact, other.fact):
            return 0.0
        alike = resemblance(self._sentence(one), self._sentence(other))
        weights = (
            self._weighed(roles, others, alike)
            for lemma, roles in self._forms(one.fact)
            for same, others in self._forms(other.fact)
            if lemma == same
        )
        return max(weights, default=0.0)

    def _weighed(self, roles: Roles, others: Roles, alike: float) -> float:
        """Return the sum of what agrees, 0 where too little does or other names stand in a role.

        Other concepts in a role ("political cover", "reinforcement") are let pass where the sentences are alike.
        """
        weights = {role: self._best(roles[role], others[role]) for role in roles.keys() & others.keys()}
        agreed = sum(weights.values())
        core = [role for role in _CORE if role in weights]
        if not any(weights[role] for role in core):
            return 0.0
        for role in core:
            both_named = any(map(self._context.named, roles[role])) and any(map(self._context.named, others[role]))
            if not weights[role] and (both_named or alike < ALIKE):
                return 0.0
        shared = any(a.entity and a.entity == b.entity for role in weights for a in roles[role] for b in others[role])
        clash = not all(weights[role] for role in core)
        enough = agreed >= _ENOUGH and (shared or alike >= ALIKE) or (alike >= ALIKE and not clash)
        return agreed + alike if enough else 0.0

    def _best(self, ones: Iterable[Argument], others: Iterable[Argument]) -> float:
        """Return how far the closest of two roles' fillers agree: 1 for equal ones, less for the same head word."""
        return max(self._agree(one, other) for one in ones for other in others)

    def _agree(self, one: Argument, other: Argument) -> float:
        if one.entity is not None and one.entity == other.entity:
            return 1.0
        if self._context.named(one) or self._context.named(other):
            return 0.0
        words, others = (self._context.filler(argument)[1].split(" ") for argument in (one, other))
        if words == others:
            return 1.0
        if max(len(words), len(others)) > _CLAUSE:
            return _HEAD if resemblance(shingles(words), shingles(others)) >= QUOTED else 0.0
        return _HEAD if _head(words) == _head(others) else 0.0

    def _forms(self, fact: Fact) -> list[tuple[str, Roles]]:
        """Return predicate and roles of a fact; of an office also as one: "is president", "president of"."""
        roles: Roles = defaultdict(list)
        for argument in fact.arguments:
            if argument.role != "about" and not is_date(argument):
                roles[argument.role].append(argument)
        return [(fact.predicate.lemma, dict(roles)), *_office(fact, dict(roles))]

    def _sentence(self, told: Told) -> Shingles:
        return shingles(folded(self._kg.quote(told.evidence[0].sentence)))


def _office(fact: Fact, roles: Roles) -> Iterator[tuple[str, Roles]]:
    """Yield "be" with its noun, or "noun of", as the noun with the same holder."""
    lemma, objects = fact.predicate.lemma, roles.get("object", [])
    if lemma == "be" and len(objects) == 1 and objects[0].literal:
        noun = objects[0]
        rest = {role: filled for role, filled in roles.items() if role != "object"}
    elif lemma.endswith(" of") and not lemma.startswith("be "):
        noun = Argument("object", literal=Literal(lemma.removesuffix(" of")))
        rest = {**roles, "of": objects}
    else:
        return
    yield "office", {**rest, "object": [noun]}


def _head(words: Sequence[str]) -> str:
    """Return the word that a phrase is about, in the singular: the last one before "of"."""
    before = words[: words.index("of")] if "of" in words[1:] else words
    return before[-1].removesuffix("s")


def _other_days(one: Fact, other: Fact) -> bool:
    first, second = from_iso(one.time or ""), from_iso(other.time or "")
    return first is not None and second is not None and first.apart(second) > SAME_DAYS
