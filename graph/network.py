"""`KnowledgeGraph`: entities as nodes, facts as edges, a `networkx.MultiDiGraph` that any algorithm takes as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import networkx as nx

from graph.conflicts import conflicts
from graph.corroboration import supports
from graph.model import Conflict, Document, Entity, Fact, LedgerEntry, Merge, Span, Support, digest


class KnowledgeGraph(nx.MultiDiGraph):  # type: ignore[misc]  # networkx ships no types
    """A directed multigraph of entities; documents, entities and facts hang on `graph.graph`, so subgraphs keep them.

    Nodes are entity ids with the scalar attributes ``label type kind mentions documents`` (the last two are counts).
    An edge is one pair of a fact's participants: its key is unique over the whole graph, its attributes are
    ``fact lemma label role status polarity modality attribution time confidence weight documents sources first last``
    (scalars; weight is the number of evidences, attribution the sources' labels joined with " > ", the last three are
    the fact's `support`, "" for a day that is not known).
    A fact with fewer than two entities has no edge; it is in `facts` like all others.
    """

    @classmethod
    def of(
        cls,
        documents: Iterable[Document],
        entities: Iterable[Entity],
        facts: Iterable[Fact],
        ledger: Iterable[LedgerEntry] = (),
    ) -> KnowledgeGraph:
        """Return the graph of these values, in an order that depends on ids alone."""
        kg = cls()
        kg.graph["documents"] = {d.id: d for d in sorted(documents, key=lambda d: d.id)}
        kg.graph["entities"] = {e.id: e for e in sorted(entities, key=lambda e: e.id)}
        kg.graph["facts"] = {f.id: f for f in sorted(facts, key=lambda f: f.id)}
        kg.graph["ledger"] = tuple(sorted(ledger, key=lambda entry: entry.sentence))
        kg.graph["supports"] = supports(kg.documents, kg.facts.values())
        kg.graph["conflicts"] = conflicts(kg.documents, kg.entities, kg.facts.values())
        for entity in kg.entities.values():
            kg.add_node(entity.id, **_node(entity))
        for fact in kg.facts.values():
            kg._add_fact(fact)
        return kg

    @property
    def documents(self) -> Mapping[str, Document]:
        return cast(Mapping[str, Document], self.graph.get("documents", {}))

    @property
    def entities(self) -> Mapping[str, Entity]:
        return cast(Mapping[str, Entity], self.graph.get("entities", {}))

    @property
    def facts(self) -> Mapping[str, Fact]:
        return cast(Mapping[str, Fact], self.graph.get("facts", {}))

    @property
    def ledger(self) -> tuple[LedgerEntry, ...]:
        return cast(tuple[LedgerEntry, ...], self.graph.get("ledger", ()))

    @property
    def merges(self) -> tuple[Merge, ...]:
        """Return the log of merges: which names and concepts were found to be one, and why."""
        return cast(tuple[Merge, ...], self.graph.get("merges", ()))

    @property
    def undecided(self) -> tuple[Merge, ...]:
        """Return the pairs that may be one and were left apart, with what spoke for and against it."""
        return cast(tuple[Merge, ...], self.graph.get("undecided", ()))

    @property
    def idle(self) -> tuple[str, ...]:
        """Return the names that the user decided on and no document tells."""
        return cast(tuple[str, ...], self.graph.get("idle", ()))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return cast(tuple[Conflict, ...], self.graph.get("conflicts", ()))

    def support(self, fact: Fact) -> Support:
        """Return how many independent sources tell a fact of this graph, and when it was first and last told."""
        return cast(Mapping[str, Support], self.graph["supports"])[fact.id]

    def quote(self, span: Span) -> str:
        """Return the words of `span`, exactly as they stand in the source."""
        return self.documents[span.document].text[span.start : span.end]

    def argument_name(self, fact: Fact, index: int) -> str:
        """Return the readable name of argument `index`: the entity's label or the literal's words."""
        argument = fact.arguments[index]
        if argument.entity is not None:
            return self.entities[argument.entity].label
        return argument.literal.text if argument.literal else ""

    def _add_fact(self, fact: Fact) -> None:
        attributes = _edge(fact, self.support(fact))
        for pair in fact.pairs():
            source, target = fact.arguments[pair.source].entity, fact.arguments[pair.target].entity
            if source is None or target is None:
                continue
            key = digest(fact.id, str(pair.source), str(pair.target))
            self.add_edge(
                source, target, key=key, role=fact.arguments[pair.target].role, label=pair.relation, **attributes
            )


def _node(entity: Entity) -> dict[str, Any]:
    return {
        "label": entity.label,
        "type": entity.type,
        "kind": entity.kind,
        "mentions": len(entity.mentions),
        "documents": len({m.span.document for m in entity.mentions}),
    }


def _edge(fact: Fact, support: Support) -> dict[str, Any]:
    return {
        "fact": fact.id,
        "lemma": fact.predicate.lemma,
        "status": fact.status,
        "polarity": fact.factuality.polarity,
        "modality": fact.factuality.modality,
        "attribution": " > ".join(a.label for a in fact.factuality.attribution),
        "time": fact.time or "",
        "confidence": fact.confidence,
        "weight": len(fact.evidence),
        "documents": len({e.sentence.document for e in fact.evidence}),
        "sources": support.sources,
        "first": support.first or "",
        "last": support.last or "",
    }
