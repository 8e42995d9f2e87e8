"""The rules that read facts off a parsed sentence, in the order in which they are tried.

Each is a generator over a spaCy `Span` and may be used on its own: ``list(verbs(sent))``.
"""

from __future__ import annotations

from graph.frames import Rule
from graph.rules.copulas import copulas, existentials
from graph.rules.modifiers import based
from graph.rules.nominals import nominalisations
from graph.rules.nouns import appositions, possessives, titles
from graph.rules.verbs import verbs

RULES: tuple[Rule, ...] = (
    verbs,
    copulas,
    existentials,
    titles,
    appositions,
    possessives,
    nominalisations,
    based,
)

__all__ = ["RULES"]
