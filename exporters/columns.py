"""The rows of our tables: a node for each entity, an edge for each pair of a fact's entities.

GraphML, GEXF, CSV and Parquet hold the same columns. What readers ask of them, tried with their own importers:

- the kind of an edge is its type in Gephi, which merges parallel edges of one type, and in Neo4j: relation and marks
  (``not sign``, ``sign (reported)``), numbered where one pair has more (``sign #2``). Sources and dates are left to the
  columns: Gephi's graphstore keeps a table of some 30 kB for each type, and a slot in each node;
- `weight` is the number of evidences, never 0 (Gephi removes the edge), and `confidence` a column of its own.

A fact that has no edge is told by `statements` of the entities it speaks of. `offsets`, `evidence` and `statements` are
written as in `exporters.offsets`. Rows are made one by one, so that a file needs no memory beside the graph's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from exporters.iris import local, namespaces
from exporters.layout import colour, size
from exporters.markup import legal
from exporters.offsets import offsets, quotation, sentences, statement, token
from exporters.pairs import Edge, marked
from graph.model import Entity, Fact, Factuality
from graph.network import KnowledgeGraph

Value = str | int | float | tuple[str, ...] | None
Row = Mapping[str, Value]
"""Column to value; None, empty text and numbers that are not finite are left out of every file."""

NODE_COLUMNS = {
    "label": "string",
    "name": "string",
    "type": "string",
    "kind": "string",
    "aliases": "strings",
    "mentions": "int",
    "documents": "int",
    "links": "strings",
    "iri": "string",
    "statements": "string",
    "size": "double",
    "color": "string",
    "x": "double",
    "y": "double",
}
FACT_COLUMNS = {
    "status": "string",
    "polarity": "string",
    "modality": "string",
    "attribution": "string",
    "time": "string",
    "confidence": "double",
    "weight": "double",
    "fact": "string",
    "documents": "strings",
    "sources": "int",
    "first": "string",
    "last": "string",
    "evidence": "string",
}
"""What all edges of a fact share."""
EDGE_COLUMNS = {
    "label": "string",
    "interaction": "string",
    "relation": "string",
    "role": "string",
    "participants": "string",
    **FACT_COLUMNS,
    "offsets": "string",
}


def entity_iris(base: str) -> str:
    """Return what the IRIs of entities begin with; raises `FormatError` for a base that is none."""
    return namespaces(base)["kge"]


def node_row(
    kg: KnowledgeGraph, entity: Entity, iris: str, facts: list[Fact], place: tuple[float, float] | None = None
) -> Row:
    """Return the columns of an entity; `facts` are those without an edge that speak of it."""
    mentions = len(entity.mentions)
    x, y = place or (None, None)
    return {
        "label": entity.label,
        "name": entity.label,
        "type": entity.type,
        "kind": entity.kind,
        "aliases": entity.aliases,
        "mentions": mentions,
        "documents": len({mention.span.document for mention in entity.mentions}),
        "links": entity.links,
        "iri": iris + local(entity.id),
        "statements": statements(kg, facts),
        "size": size(mentions),
        "color": colour(entity.type),
        "x": x,
        "y": y,
    }


def edge_row(kg: KnowledgeGraph, edge: Edge) -> Row:
    """Return the columns of an edge."""
    fact, pair = edge.fact, edge.pair
    others = [i for i in range(len(fact.arguments)) if i not in (pair.source, pair.target)]
    return {
        "label": marked(pair.relation, fact.factuality, _sources(fact.factuality)),
        "interaction": pair.relation,
        "relation": fact.predicate.lemma,
        "role": fact.arguments[pair.target].role,
        "participants": " | ".join(f"{fact.arguments[i].role}: {kg.argument_name(fact, i)}" for i in others),
        **fact_row(kg, fact),
        "offsets": offsets(fact, pair.source, pair.target),
    }


def fact_row(kg: KnowledgeGraph, fact: Fact) -> Row:
    """Return the columns that all edges of a fact share."""
    how, support = fact.factuality, kg.support(fact)
    return {
        "status": fact.status,
        "polarity": how.polarity,
        "modality": how.modality,
        "attribution": _sources(how),
        "time": fact.time,
        "confidence": fact.confidence,
        "weight": float(max(len(fact.evidence), 1)),
        "fact": token(fact.id),
        "documents": tuple(sorted({evidence.sentence.document for evidence in fact.evidence})),
        "sources": support.sources,
        "first": support.first,
        "last": support.last,
        "evidence": _quoted(kg, fact),
    }


def statements(kg: KnowledgeGraph, facts: list[Fact]) -> str:
    """Return a line for each fact."""
    return "\n".join(statement(words(kg, fact), fact, _quoted(kg, fact)) for fact in facts)


def words(kg: KnowledgeGraph, fact: Fact) -> str:
    """Return a fact in plain words: ``Tomas Berg resigned (2024-07-01)``."""
    subjects = [kg.argument_name(fact, i) for i, argument in enumerate(fact.arguments) if argument.role == "subject"]
    how, label = fact.factuality, fact.predicate.label
    rest = [
        f"{fact.relation(i).removeprefix(label).lstrip()} {kg.argument_name(fact, i)}".lstrip()
        for i, argument in enumerate(fact.arguments)
        if argument.role != "subject"
    ]
    said = [" and ".join(subjects), marked(label, how, _sources(how)), *rest]
    return " ".join([*said, f"({fact.time})"] if fact.time else said)


def text_of(value: Value) -> str:
    """Return a value as a cell of text: the parts of a list joined, nothing for a number that is not finite."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " | ".join(value)
    return str(value) if value is not None and math.isfinite(value) else ""


def _quoted(kg: KnowledgeGraph, fact: Fact) -> str:
    """Return all sentences that tell a fact."""
    return quotation(legal(kg.quote(sentence)) for sentence in sentences(fact.evidence))


def _sources(how: Factuality) -> str:
    return " > ".join(source.label for source in how.attribution)
