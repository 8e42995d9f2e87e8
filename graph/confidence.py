"""How sure a fact is: a number made of named factors, each the share of facts that hold where it applies."""

from __future__ import annotations

from spacy.tokens import Span

from graph.arguments import Filler
from graph.frames import Frame

RULES = {
    "verb": 0.9,
    "verb: passive": 0.88,
    "copula: noun": 0.88,
    "copula: adjective": 0.88,
    "copula: name": 0.85,
    "copula: place": 0.85,
    "existential": 0.75,
    "title": 0.95,
    "apposition": 0.85,
    "possessive": 0.8,
    "nominalisation": 0.8,
    "modifier: place": 0.95,
    "modifier: agent": 0.9,
}
LONG = 40
"""Words from which on a sentence's parse is less sure."""


def confidence(
    frame: Frame, filled: list[Filler], sent: Span, sourced: bool
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """Return (product, named factors), the product rounded to 2 decimals."""
    factors = [(f"rule: {frame.rule}", RULES.get(frame.rule, 0.8))]
    for filler in filled:
        if filler.hops:
            factors.append((f"resolved: {filler.hops}", 0.97 if filler.hops in ("demonym", "metonymy") else 0.9))
    if len(sent) > LONG:
        factors.append(("long sentence", 0.93))
    if not sourced:
        factors.append(("source not named", 0.95))
    product = 1.0
    for _, value in factors:
        product *= value
    return round(product, 2), tuple(factors)
