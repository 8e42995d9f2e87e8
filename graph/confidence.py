"""How sure a fact is: odds made of named factors, learned from judged facts.

Each factor multiplies the odds that the fact is right; confidence = odds / (1 + odds). The factors and their values are
``data/confidence.tsv``; how well they mean what they say is in the README of this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from graph.frames import Frame
from graph.stance import Reading
from graph.tables import rows

LONG = 30
"""Words from which on a sentence's parse is less sure."""

Factors = tuple[tuple[str, float], ...]


def confidence(names: Sequence[str]) -> tuple[float, Factors]:
    """Return (confidence from 0 to 1 in 2 decimals, the factors with what each multiplies the odds by)."""
    table = _table()
    factors = tuple((name, table.get(name, 1.0)) for name in ("any fact", *names))
    odds = 1.0
    for _, value in factors:
        odds *= value
    return round(odds / (1 + odds), 2), factors


def factor_names(frame: Frame, hops: Sequence[str], reading: Reading, words: int, sourced: bool) -> Iterator[str]:
    """Yield the names of the factors of a fact: its rule, how its arguments were resolved, and how it is told.

    `hops` are the rules of coreference that resolved its arguments, `words` the length of the sentence in tokens.
    """
    yield f"rule: {frame.rule}"
    for kind in sorted({hop.split(":")[0] for hop in hops if hop}):
        yield f"resolved: {kind}"
    if words > LONG:
        yield "long sentence"
    if reading.modality != "asserted":
        yield "hedged"
    if reading.polarity == "negative":
        yield "negated"
    if reading.sources:
        yield "reported" if sourced else "source not named"


@cache
def _table() -> dict[str, float]:
    return {name: float(value) for name, value in rows("confidence.tsv")}
