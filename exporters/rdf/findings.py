"""What was found over documents: entities that are one, facts that cannot all be right."""

from __future__ import annotations

from collections.abc import Iterator

from exporters.iris import local, passage_name
from exporters.rdf.statements import statement_names
from exporters.rdf.terms import Node, decimal, english, node, some, string
from graph.model import Conflict, Merge, digest
from graph.network import KnowledgeGraph


def findings(kg: KnowledgeGraph) -> Iterator[Node]:
    """Yield each merge of two entities with the rule that joined them, and each conflict with its statements."""
    yield from (_merge(merge) for merge in sorted(set(kg.merges)))
    yield from (_conflict(kg, conflict) for conflict in sorted(set(kg.conflicts)))


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


def _conflict(kg: KnowledgeGraph, conflict: Conflict) -> Node:
    facts = [kg.facts[id] for id in sorted(conflict.facts) if id in kg.facts]
    return node(
        f"kgc:c{digest(conflict.kind, *conflict.facts, conflict.note)}",
        ("a", ["kg:Conflict"]),
        ("kg:conflictKind", [string(conflict.kind)]),
        ("kg:between", [name for fact in facts for name in statement_names(fact)]),
        ("rdfs:comment", [english(conflict.note)]),
    )
