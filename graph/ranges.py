"""What a number leaves open: "at least 12" is 12 or more, "about 300" not just 300, "$4.3 billion" is rounded.

Two numbers contradict each other only where nothing lies in both ranges.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from graph.quantities import parse
from graph.tables import rows

ROUGH = 0.2
"""Share by which "about" and "nearly" may miss: nobody says "about 100" of 79."""
ROUNDED = 0.025
"""Share by which a number that ends in two noughts may be rounded; four times that where it counts dozens."""
_LONGEST = 6  # words of a number: "two hundred and five thousand"
_PARTIAL = frozenset("another other others more further additional extra".split())
_LINK = re.compile(r"(?:to|and|or|-|–|—)$", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
_JOINED = re.compile(r"(?<=[0-9])[-–—](?=[0-9])")


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers from `low` to `high` (both included) that words allow, and the words of the number itself."""

    low: float
    high: float
    words: str

    def apart(self, other: Range) -> bool:
        return self.high < other.low or other.high < self.low


def number_range(words: str, before: str = "") -> Range | None:
    """Return the range of the number that `words` start with, None where they start with none or tell only a part.

    `before` is what the sentence says before them, for the parser often leaves "up to" or "10 to" outside.

    >>> number_range("people", "Between 10 and 15") is None
    True
    >>> number_range("15 people", "Between 10 and")
    Range(low=10.0, high=15.0, words='10 and 15')
    >>> number_range("At least 12 people").high
    inf
    """
    tokens = _JOINED.sub(" - ", words).split()
    hedges, tokens = _stripped(tokens)
    size, value = _leading(tokens)
    earlier = _JOINED.sub(" - ", before).split()[-_LONGEST - 1 :]
    behind = _kind(tokens[size : size + 2])
    if not size or (not behind and _PARTIAL & {*_folded(tokens[size:]), *_folded(earlier[-1:])}):
        return None
    shown = " ".join(words.split()[: len(hedges[0]) + size])
    ends = _to(tokens, size, value) or _from(earlier, shown, value)
    if ends is not None:
        return ends
    leading = next((hedge for hedge, _ in _hedges() if _folded(earlier[-len(hedge) :]) == hedge), ())
    shown = " ".join([*earlier[len(earlier) - len(leading) :], shown])
    return _bounded(value, shown, {*hedges[1], behind, _kind(leading)})


def _to(tokens: list[str], size: int, value: float) -> Range | None:
    """Return the range of a number with a higher one behind it: "10 to 15"."""
    if not tokens[size:] or not _LINK.match(tokens[size]):
        return None
    further, upper = _leading(tokens[size + 1 :])
    return Range(value, upper, " ".join(tokens[: size + 1 + further])) if upper > value else None


def _from(earlier: list[str], shown: str, value: float) -> Range | None:
    """Return the range of a number with a lower one before it: "between 10 and" 15."""
    lower = _trailing(earlier[:-1]) if earlier and _LINK.match(earlier[-1]) else None
    return Range(lower[1], value, f"{lower[0]} {earlier[-1]} {shown}") if lower and lower[1] < value else None


def _bounded(value: float, words: str, hedges: Collection[str]) -> Range:
    slack = _rounding(value, words)
    low, high = value - slack, value + slack
    if "about" in hedges:
        low, high = value * (1 - ROUGH), value * (1 + ROUGH)
    if "nearly" in hedges:
        low, high = value * (1 - ROUGH), value
    if "least" in hedges:
        high = float("inf")
    if "most" in hedges:
        low = 0.0
    return Range(low, high, words)


def _rounding(value: float, words: str) -> float:
    """Return by how much the number may be rounded: "4.3 billion" to the digit written, "200" to its noughts."""
    digits = _DIGITS.search(words)
    if digits and re.search(r"[a-z]", words[digits.end() :], re.IGNORECASE):
        written = float(digits[0].replace(",", ""))
        scale = value / written if written else 1.0
        if scale > 1:
            return float(scale * 10 ** -len(digits[1] or "") / 2)
    if "dozen" in words.casefold():
        return value * ROUNDED * 4
    return value * ROUNDED if value >= 100 and value % 100 == 0 else 0.0


def _leading(tokens: list[str]) -> tuple[int, float]:
    """Return how many of the first tokens are a number, and the number; (0, 0) where they are none."""
    longest = next((i for i, token in enumerate(tokens) if token.casefold() == "or"), len(tokens))
    for size in range(min(_LONGEST, longest), 0, -1):
        literal = parse(" ".join(tokens[:size]))
        if literal.value is not None and literal.datatype != "date":
            return size, float(literal.value)
    return 0, 0.0


def _trailing(tokens: list[str]) -> tuple[str, float] | None:
    """Return the longest number that ends the tokens, with its words."""
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        found, value = _leading(tokens[-size:])
        if found == size:
            return " ".join(tokens[-size:]), value
    return None


@cache
def _hedges() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the words that bound a number and their kind, the longest first."""
    table = (((*words.split(),), kind) for words, kind in rows("bounds.tsv"))
    return tuple(sorted(table, key=lambda row: (-len(row[0]), row)))


def _stripped(tokens: list[str]) -> tuple[tuple[list[str], set[str]], list[str]]:
    """Return the words that bound the number with their kinds, and the rest of `tokens` behind them."""
    kinds: set[str] = set()
    place = 0
    while found := next((h for h, _ in _hedges() if _folded(tokens[place : place + len(h)]) == h), None):
        kinds.add(_kind(found))
        place += len(found)
    return (tokens[:place], kinds), tokens[place:]


def _kind(words: Sequence[str]) -> str:
    """Return what words make of a number, "" where they are none that bound it."""
    return dict(_hedges()).get(_folded(words), "")


def _folded(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(token.casefold() for token in tokens)
