"""Factloom: news and other prose to a knowledge graph in which every edge can be traced to the words that say it.

from graph import build
from exporters import write

kg = build(["seeds/"])          # a networkx.MultiDiGraph
write(kg, "graph.ttl")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# After this line `graph.build` is the function; its module is reached by `from graph.build import run`.
from graph.build import build
from graph.errors import FactloomError
from graph.model import Document, Entity, Evidence, Fact, Span

if TYPE_CHECKING:
    from graph.network import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["Document", "Entity", "Evidence", "Fact", "FactloomError", "KnowledgeGraph", "Span", "build"]


def __getattr__(name: str) -> Any:
    """Import networkx only when `KnowledgeGraph` is asked for, so that ``factloom --help`` answers at once."""
    if name == "KnowledgeGraph":
        from graph.network import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
