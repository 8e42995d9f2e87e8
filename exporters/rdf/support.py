"""What a graph knows beyond the words of single facts: how well a fact is supported, and which entities were joined.

The one place of RDF that asks for it; a graph that does not know it writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from exporters.iris import local, passage_name
from exporters.rdf.terms import Node, Property, decimal, english, node, some, string, when
from graph.model import Fact, Merge, digest
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


def findings(kg: KnowledgeGraph) -> Iterator[Node]:
    """Yield what was found over documents: each merge of two entities, with the rule that joined them."""
    yield from (_merge(merge) for merge in sorted(set(kg.merges)))


def _merge(merge: Merge) -> Node:
    places = [f"{span.document}:{span.start}:{span.end}" for span in merge.mentions]
    return node(
        f"kgm:m{digest(merge.kept, merge.merged, merge.rule, *merge.names, *places)}",
        ("a", ["kg:Merge"]),
        ("kg:kept", [f"kge:{local(merge.kept)}"]),
        ("kg:mergedId", [string(merge.merged)]),
        ("kg:mergedName", [english(name) for name in merge.names]),
        ("kg:rule", [string(merge.rule)]),
        ("kg:certainty", some(decimal(merge.certainty))),
        ("kg:reason", [string(reason) for reason in merge.evidence]),
        ("kg:objection", [string(reason) for reason in merge.against]),
        ("prov:wasDerivedFrom", [passage_name(span) for span in merge.mentions]),
    )
