"""The graph as four tables: entities, edges, facts, and the participants of facts with their literals.

`nodes` and `edges` hold the columns of the GraphML file but for what only a drawing needs; `facts` has a row for each
fact, those without an edge too, and `arguments` one for each of its participants: an entity's id, or a literal's value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exporters.columns import (
    EDGE_COLUMNS,
    FACT_COLUMNS,
    NODE_COLUMNS,
    Row,
    edge_row,
    entity_iris,
    fact_row,
    node_row,
    words,
)
from exporters.iris import BASE
from exporters.offsets import offsets, token
from exporters.pairs import edges, ids, refuse
from graph.model import Fact, Literal
from graph.network import KnowledgeGraph

_DRAWN = ("name", "statements", "size", "color", "x", "y")
NODES = {"id": "string", **{name: kind for name, kind in NODE_COLUMNS.items() if name not in _DRAWN}}
EDGES = {"source": "string", "target": "string", "id": "string", "kind": "string", **EDGE_COLUMNS}
FACTS = {
    "fact": "string",
    "words": "string",
    "relation": "string",
    **FACT_COLUMNS,
    "offsets": "string",
}
ARGUMENTS = {
    "fact": "string",
    "position": "int",
    "role": "string",
    "entity": "string",
    "text": "string",
    "datatype": "string",
    "value": "string",
    "unit": "string",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the types of their columns: ``string``, ``int``, ``double`` or ``strings``."""

    name: str
    columns: dict[str, str]
    rows: Iterable[Row]


def tables(kg: KnowledgeGraph, base: str = BASE) -> tuple[Table, ...]:
    """Return the tables of a graph, IRIs under `base`; rows are made when asked for.

    Raises `FormatError` where the graph holds what would not read back.
    """
    refuse(kg)
    return (
        Table("nodes", NODES, _nodes(kg, entity_iris(base))),
        Table("edges", EDGES, _edges(kg)),
        Table("facts", FACTS, _facts(kg)),
        Table("arguments", ARGUMENTS, _arguments(kg)),
    )


def _nodes(kg: KnowledgeGraph, iris: str) -> Iterator[Row]:
    for id in ids(kg):
        yield {"id": token(id), **node_row(kg, kg.entities[id], iris, [])}


def _edges(kg: KnowledgeGraph) -> Iterator[Row]:
    for edge in edges(kg):
        ends = {"source": token(edge.source), "target": token(edge.target)}
        yield {**ends, "id": edge.key, "kind": edge.kind, **edge_row(kg, edge)}


def _facts(kg: KnowledgeGraph) -> Iterator[Row]:
    for fact in kg.facts.values():
        said = {"words": words(kg, fact), "relation": fact.predicate.lemma}
        yield {**said, **fact_row(kg, fact), "offsets": offsets(fact)}


def _arguments(kg: KnowledgeGraph) -> Iterator[Row]:
    return (_argument(kg, fact, i) for fact in kg.facts.values() for i in range(len(fact.arguments)))


def _argument(kg: KnowledgeGraph, fact: Fact, position: int) -> Row:
    argument = fact.arguments[position]
    literal = argument.literal
    known = literal or Literal("")
    return {
        "fact": token(fact.id),
        "position": position,
        "role": argument.role,
        "entity": None if argument.entity is None else token(argument.entity),
        "text": kg.argument_name(fact, position),
        "datatype": known.datatype if literal else None,
        "value": known.value,
        "unit": known.unit,
    }
