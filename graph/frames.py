"""What a rule finds: a predicate with the tokens that fill its roles, before anything is resolved to entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Slot:
    """A role and the index of the token that heads what fills it.

    `text` is set where the filler is words rather than a thing (a reported clause, an adjective): token indices
    (start, end), end exclusive.
    """

    role: str
    token: int
    text: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate found by `rule`: `head` is where its factuality is read, `words` (start, end) what says it.

    `lemma` names the relation; `label` its reading on an edge (``be banned`` where the agent is not told).
    """

    rule: str
    head: int
    words: tuple[int, int]
    lemma: str
    label: str
    slots: tuple[Slot, ...]

    def filled(self, role: str) -> bool:
        return any(s.role == role for s in self.slots)


Rule = Callable[[Iterable[Token]], Iterator[Frame]]
"""A rule reads the tokens of one sentence, a spaCy `Span` as well, and yields what it finds; it never looks further."""


def bounds(tokens: list[Token]) -> tuple[int, int]:
    """Return (first, last + 1) of the tokens' indices."""
    return min(t.i for t in tokens), max(t.i for t in tokens) + 1


def slots(role: str, tokens: list[Token]) -> tuple[Slot, ...]:
    """Return one slot of `role` for each token."""
    return tuple(Slot(role, t.i) for t in tokens)


def unique(found: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Return the slots without those that give the same token a second role."""
    taken: set[int] = set()
    return tuple(s for s in found if s.text is not None or not (s.token in taken or taken.add(s.token)))  # type: ignore[func-returns-value]
