"""Which nodes and edges a graph has for a file that lists them: one edge for each pair of a fact's entities.

All are given one by one, in an order that depends on ids alone, so that a file needs no memory beside the graph's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exporters.markup import legal
from graph.errors import FormatError
from graph.model import Document, Evidence, Fact, Factuality, Pair, digest
from graph.network import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Edge:
    """One pair of a fact's entities: the key that it has in the graph, and its kind, unique between its two nodes."""

    key: str
    source: str
    target: str
    fact: Fact
    pair: Pair
    kind: str


def refuse(kg: KnowledgeGraph) -> None:
    """Raise `FormatError` where `kg` holds what no file of ours would give back: call it before anything is written."""
    strange = next((node for node in kg.nodes if node not in kg.entities), None)
    if strange is not None:
        raise FormatError(f"graph: node {strange!r} is none of its entities; make graphs with KnowledgeGraph.of")
    if "" in kg:
        raise FormatError("graph: an entity's id is empty; give it one")
    _refuse_edges(sum(id not in kg.facts for *_, id in kg.edges(data="fact")))
    documents = kg.documents
    for fact in kg.facts.values():
        for evidence in fact.evidence:
            _refuse_evidence(documents, fact, evidence)


def ids(kg: KnowledgeGraph) -> Iterator[str]:
    """Yield the ids of the nodes of the graph, or of a subgraph, in order."""
    return (id for id in kg.entities if id in kg)


def edges(kg: KnowledgeGraph) -> Iterator[Edge]:
    """Yield the edges of the graph, or of a subgraph, in the order of their facts' ids.

    Raises `FormatError` at the end where the graph has edges under keys that are not those of its facts.
    """
    left = kg.number_of_edges()
    kinds: dict[tuple[str, str], dict[str, int]] = {}
    for fact in kg.facts.values():
        for key, source, target, pair in _known(kg, fact):
            kind = legal(marked(pair.relation, fact.factuality))
            if len(kg[source][target]) > 1:
                kind = _numbered(kind, kinds.setdefault((source, target), {}))
            yield Edge(key, source, target, fact, pair, kind)
            left -= 1
    _refuse_edges(left)


def loose(kg: KnowledgeGraph) -> dict[str | None, list[Fact]]:
    """Return the facts that have no edge by the entities they speak of, by None where they speak of none."""
    told: dict[str | None, list[Fact]] = {}
    for fact in kg.facts.values():
        if any(_ends(fact, pair) for pair in fact.pairs()):
            continue
        spoken: set[str | None] = {argument.entity for argument in fact.arguments if argument.entity is not None}
        for id in spoken or {None}:
            told.setdefault(id, []).append(fact)
    return told


def marked(relation: str, how: Factuality, sources: str = "") -> str:
    """Return a relation with all that keeps it from being plainly true: ``not sign (possible, reported: Kim)``."""
    marks: list[str] = [how.modality] if how.modality != "asserted" else []
    if how.attribution:
        told = "denied" if how.status == "denied" else "reported"
        marks.append(f"{told}: {sources}" if sources else told)
    negated = "not " if how.polarity == "negative" else ""
    return f"{negated}{relation} ({', '.join(marks)})" if marks else f"{negated}{relation}"


def _known(kg: KnowledgeGraph, fact: Fact) -> Iterator[tuple[str, str, str, Pair]]:
    """Yield key, source and target of the edges of a fact that `kg`, which may be a subgraph, has."""
    for pair in fact.pairs():
        if ends := _ends(fact, pair):
            key = digest(fact.id, str(pair.source), str(pair.target))
            if kg.has_edge(*ends, key):
                yield key, *ends, pair


def _ends(fact: Fact, pair: Pair) -> tuple[str, str] | None:
    """Return source and target where both are entities."""
    source, target = fact.arguments[pair.source].entity, fact.arguments[pair.target].entity
    return None if source is None or target is None else (source, target)


def _numbered(kind: str, last: dict[str, int]) -> str:
    """Return the kind with a number that it does not have yet; `last` holds the last number of each kind in use."""
    number, name = last.get(kind, 1), kind
    while name in last:
        number += 1
        name = f"{kind} #{number}"
    last[name] = 1
    last[kind] = number
    return name


def _refuse_edges(extra: int) -> None:
    if extra:
        raise FormatError(f"graph: {extra} of its edges are no fact's; make graphs with KnowledgeGraph.of")


def _refuse_evidence(documents: Mapping[str, Document], fact: Fact, evidence: Evidence) -> None:
    if len(evidence.arguments) != len(fact.arguments):
        raise FormatError(f"graph: fact {fact.id}: an evidence has not one span for each argument; mend the fact")
    for span in (evidence.sentence, evidence.predicate, *evidence.arguments, *evidence.cues):
        document = documents.get(span.document)
        if document is None:
            raise FormatError(f"graph: fact {fact.id}: no document {span.document!r}; hand it to KnowledgeGraph.of")
        if not 0 <= span.start <= span.end <= len(document.text):
            raise FormatError(f"graph: fact {fact.id}: its words lie outside of {span.document!r}; mend its spans")
