"""`KnowledgeGraph` is a networkx graph like any other, and keeps the values it was made of."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import LedgerEntry, Span
from graph.network import KnowledgeGraph
from tests.graphs import graphs, hostile_graph, sample_graph

NODE = {"label", "type", "kind", "mentions", "documents"}
EDGE = {
    "fact", "lemma", "label", "role", "status", "polarity", "modality", "attribution", "time", "confidence", "weight",
    "documents", "sources", "first", "last",
}  # fmt: skip


@pytest.fixture(scope="module", params=[sample_graph, hostile_graph], ids=["sample", "hostile"])
def kg(request: pytest.FixtureRequest) -> KnowledgeGraph:
    made: KnowledgeGraph = request.param()
    return made


def test_an_empty_graph_is_empty() -> None:
    for kg in (KnowledgeGraph(), KnowledgeGraph.of((), (), ())):
        assert (dict(kg.documents), dict(kg.entities), dict(kg.facts), kg.ledger) == ({}, {}, {}, ())
        assert kg.number_of_nodes() == kg.number_of_edges() == 0


def test_attributes_are_the_documented_scalars(kg: KnowledgeGraph) -> None:
    for _, data in kg.nodes(data=True):
        assert set(data) == NODE
        assert all(isinstance(v, str | int) for v in data.values())
    for _, _, data in kg.edges(data=True):
        assert set(data) == EDGE
        assert all(isinstance(v, str | int | float) for v in data.values())


@given(graphs())
def test_keys_are_unique_over_the_whole_graph(kg: KnowledgeGraph) -> None:
    keys = [key for _, _, key in kg.edges(keys=True)]
    assert len(keys) == len(set(keys))


@given(graphs())
def test_edges_are_the_pairs_of_entities(kg: KnowledgeGraph) -> None:
    expected = sorted(
        (fact.arguments[pair.source].entity, fact.arguments[pair.target].entity, pair.relation)
        for fact in kg.facts.values()
        for pair in fact.pairs()
        if fact.arguments[pair.target].entity is not None
    )
    assert sorted((s, t, d["label"]) for s, t, d in kg.edges(data=True)) == expected
    assert set(kg) == set(kg.entities)


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_what_it_is_made_of_is_irrelevant(kg: KnowledgeGraph, random_: random.Random) -> None:
    documents, entities, facts = list(kg.documents.values()), list(kg.entities.values()), list(kg.facts.values())
    random_.shuffle(documents)
    random_.shuffle(entities)
    random_.shuffle(facts)
    other = KnowledgeGraph.of(documents, entities, facts)
    assert list(other.nodes(data=True)) == list(kg.nodes(data=True))
    assert list(other.edges(keys=True, data=True)) == list(kg.edges(keys=True, data=True))
    assert list(other.facts) == list(kg.facts)


def test_the_ledger_is_in_the_order_of_the_text() -> None:
    entries = [LedgerEntry(Span(d, s, s + 1)) for d, s in (("b", 0), ("a", 9), ("a", 2))]
    kg = KnowledgeGraph.of((), (), (), entries)
    assert [(e.sentence.document, e.sentence.start) for e in kg.ledger] == [("a", 2), ("a", 9), ("b", 0)]


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda kg: kg.copy(), id="copy"),
        pytest.param(lambda kg: kg.subgraph(list(kg)[:3]), id="subgraph"),
        pytest.param(lambda kg: kg.subgraph(list(kg)[:3]).copy(), id="copy of a subgraph"),
        pytest.param(lambda kg: kg.edge_subgraph(list(kg.edges(keys=True))[:2]), id="edge subgraph"),
        pytest.param(lambda kg: kg.reverse(), id="reverse"),
        pytest.param(lambda kg: nx.restricted_view(kg, list(kg)[:1], []), id="view"),
        pytest.param(lambda kg: pickle.loads(pickle.dumps(kg)), id="pickle"),
    ],
)
def test_what_is_made_of_a_graph_keeps_its_values(kg: KnowledgeGraph, made: Callable[[KnowledgeGraph], Any]) -> None:
    other = made(kg)
    assert isinstance(other, KnowledgeGraph)
    assert dict(other.documents) == dict(kg.documents)
    assert dict(other.facts) == dict(kg.facts)
    assert dict(other.entities) == dict(kg.entities)


@pytest.mark.parametrize(
    "algorithm",
    [
        pytest.param(nx.closeness_centrality, id="closeness"),
        pytest.param(nx.degree_centrality, id="degree centrality"),
        pytest.param(lambda kg: nx.betweenness_centrality(nx.Graph(kg)), id="betweenness"),
        pytest.param(lambda kg: list(nx.weakly_connected_components(kg)), id="components"),
        pytest.param(lambda kg: nx.community.louvain_communities(nx.Graph(kg), seed=1), id="communities"),
        pytest.param(lambda kg: nx.condensation(kg), id="condensation"),
        pytest.param(lambda kg: nx.node_link_data(kg, edges="links"), id="node-link data"),
        pytest.param(lambda kg: dict(nx.all_pairs_shortest_path_length(kg)), id="shortest paths"),
        pytest.param(lambda kg: nx.MultiDiGraph(kg).to_undirected(), id="undirected"),
    ],
)
def test_networkx_runs(kg: KnowledgeGraph, algorithm: Callable[[KnowledgeGraph], Any]) -> None:
    assert algorithm(kg) is not None


def test_quotes_are_the_words_of_the_source(kg: KnowledgeGraph) -> None:
    for fact in kg.facts.values():
        for evidence in fact.evidence:
            text = kg.documents[evidence.sentence.document].text
            assert kg.quote(evidence.sentence) == text[evidence.sentence.start : evidence.sentence.end] != ""


def test_names_of_arguments(kg: KnowledgeGraph) -> None:
    for fact in kg.facts.values():
        for i, argument in enumerate(fact.arguments):
            expected = kg.entities[argument.entity].label if argument.entity else getattr(argument.literal, "text", "")
            assert kg.argument_name(fact, i) == expected


def test_weight_and_documents_count_the_evidence() -> None:
    kg = sample_graph()
    for _, _, data in kg.edges(data=True):
        fact = kg.facts[data["fact"]]
        assert data["weight"] == len(fact.evidence)
        assert data["documents"] == len({e.sentence.document for e in fact.evidence})
    assert max(data["documents"] for _, _, data in kg.edges(data=True)) > 1
