"""What a graph knows of a fact beyond its own words: how many independent sources tell it, and when.

The one place of RDF that asks for it; a graph that does not know it yet writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from exporters.rdf.terms import Property, some, when
from graph.model import Fact
from graph.network import KnowledgeGraph


def support(kg: KnowledgeGraph, fact: Fact) -> Iterator[Property]:
    """Yield the number of sources and the first and last date on which they tell the fact."""
    known = getattr(kg, "support", None)
    if known is None:
        return
    told = known(fact)
    yield "kg:sourceCount", [str(told.sources)]
    yield "kg:firstTold", [when(day) for day in some(told.first)]
    yield "kg:lastTold", [when(day) for day in some(told.last)]
