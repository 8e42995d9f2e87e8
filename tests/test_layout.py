"""Layout: the same places for the same graph, names apart, components together, colours that tell types apart."""

from __future__ import annotations

import itertools
import math
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters import layout
from exporters.layout import COLOURS, SHAPES, colour, positions, shape, size
from graph.model import TYPES, Entity
from graph.network import KnowledgeGraph
from tests.graphs import graphs, sample_graph

ROOT = Path(__file__).parent.parent
Place = tuple[float, float]


def drawn(links: nx.Graph) -> KnowledgeGraph:
    """Return a graph with these links; names are 3 to 22 letters long, mentions grow with the links."""
    kg = KnowledgeGraph()
    for number, degree in sorted(links.degree()):
        kg.add_node(f"e{number:05}", label="x" * (3 + 7 * number % 20), mentions=degree + 1)
    kg.add_edges_from((f"e{a:05}", f"e{b:05}") for a, b in links.edges())
    return kg


def news(nodes: int) -> nx.Graph:
    """Return links as news has them: some hubs, much that hangs on them, small components, lone nodes."""
    links = nx.barabasi_albert_graph(nodes // 3, 2, seed=1)
    chance = random.Random(1)
    for number in range(nodes // 3, nodes):
        links.add_node(number)
        if number % 5:
            links.add_edge(number, chance.randrange(nodes // 3) if number % 3 else number - 1)
    return links


def room(kg: KnowledgeGraph, id: str) -> Place:
    """Return width and height of a node and its name at 12 pixels."""
    across = 2 * size(kg.nodes[id]["mentions"])
    return max(across, 6.5 * len(kg.nodes[id]["label"])), across + 14


def overlap(kg: KnowledgeGraph, places: dict[str, Place], a: str, b: str) -> bool:
    widths = zip(places[a], places[b], room(kg, a), room(kg, b), strict=True)
    return all(abs(x - y) < (one + other) / 2 - 1 for x, y, one, other in widths)


def extent(places: dict[str, Place]) -> Place:
    x, y = zip(*places.values(), strict=True)
    return max(x) - min(x), max(y) - min(y)


@settings(deadline=None, max_examples=40)
@given(graphs())
def test_every_node_has_a_place_of_its_own(kg: KnowledgeGraph) -> None:
    places = positions(kg)
    assert list(places) == sorted(kg)
    assert len(set(places.values())) == len(places)
    assert all(math.isfinite(c) and c == round(c, 2) for place in places.values() for c in place)


@settings(deadline=None, max_examples=40)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_construction_is_not_seen(kg: KnowledgeGraph, chance: random.Random) -> None:
    entities, facts = list(kg.entities.values()), list(kg.facts.values())
    chance.shuffle(entities)
    chance.shuffle(facts)
    assert positions(KnowledgeGraph.of(kg.documents.values(), entities, facts)) == positions(kg)


def test_another_run_gives_the_same_places() -> None:
    code = "from tests.test_layout import *; print(positions(drawn(news(300))))"
    other = os.environ | {"PYTHONHASHSEED": "1"}
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=other, capture_output=True, check=True)
    assert run.stdout.decode() == f"{positions(drawn(news(300)))}\n"


def test_another_seed_gives_other_places() -> None:
    assert positions(sample_graph(), seed=1) != positions(sample_graph())


def test_no_node_and_one_node() -> None:
    assert positions(KnowledgeGraph()) == {}
    assert str(positions(KnowledgeGraph.of([], [Entity("a", "A", "ORG")], []))) == "{'a': (0.0, 0.0)}"


@pytest.mark.parametrize(
    "links",
    [
        news(150),
        nx.star_graph(120),
        nx.path_graph(80),
        nx.complete_graph(40),
        nx.empty_graph(100),
        nx.disjoint_union_all([nx.cycle_graph(n) for n in (2, 3, 4, 5) * 8]),
    ],
    ids=["news", "star", "path", "clique", "lone nodes", "small components"],
)
def test_names_do_not_overlap_and_nothing_flies_away(links: nx.Graph) -> None:
    kg = drawn(links)
    places = positions(kg)
    assert not [pair for pair in itertools.combinations(kg, 2) if overlap(kg, places, *pair)]
    width, height = extent(places)
    needed = sum(math.prod(room(kg, id)) for id in kg)
    assert width * height < 40 * needed + 1_000_000
    assert max(map(math.dist, places.values(), itertools.repeat((0, 0)))) < max(width, height)


def test_components_stay_apart() -> None:
    links = nx.disjoint_union_all([nx.star_graph(5), nx.path_graph(4), nx.cycle_graph(6), nx.empty_graph(5)])
    kg = drawn(links)
    places = positions(kg)
    boxes = []
    for group in nx.weakly_connected_components(kg):
        x, y = zip(*(places[id] for id in group), strict=True)
        boxes.append((min(x), max(x), min(y), max(y)))
    for a, b in itertools.combinations(boxes, 2):
        assert a[1] < b[0] or b[1] < a[0] or a[3] < b[2] or b[3] < a[2]


def test_what_is_linked_is_near() -> None:
    links = nx.connected_caveman_graph(8, 10)
    places = positions(drawn(links))
    near = [math.dist(places[f"e{a:05}"], places[f"e{b:05}"]) for a, b in links.edges()]
    far = [math.dist(a, b) for a, b in itertools.combinations(places.values(), 2)]
    assert sum(near) / len(near) < 0.4 * sum(far) / len(far)


def test_leaves_lie_around_their_hub() -> None:
    links = nx.disjoint_union(nx.star_graph(20), nx.star_graph(20))
    links.add_edge(0, 21)
    places = positions(drawn(links))
    hubs = places["e00000"], places["e00021"]
    for number in range(42):
        own, other = hubs if number < 21 else hubs[::-1]
        place = places[f"e{number:05}"]
        assert math.dist(place, own) < math.dist(place, other)


def test_a_chain_does_not_reach_far_out() -> None:
    links = nx.barabasi_albert_graph(120, 2, seed=3)
    nx.add_path(links, [100, *range(120, 127)])
    places = positions(drawn(links))
    body = [places[f"e{number:05}"] for number in range(120)]
    middle = [sum(axis) / 120 for axis in zip(*body, strict=True)]
    assert math.dist(places["e00126"], middle) < 1.5 * max(math.dist(place, middle) for place in body)


def test_parallel_edges_and_loops_change_nothing() -> None:
    kg = drawn(nx.path_graph(6))
    before = positions(kg)
    kg.add_edges_from([("e00000", "e00001"), ("e00001", "e00000"), ("e00002", "e00002")])
    assert positions(kg) == before


def test_a_thousand_nodes_are_quick() -> None:
    kg = drawn(news(1000))
    started = time.perf_counter()
    positions(kg)
    assert time.perf_counter() - started < 5  # 0.3 s where nothing else runs


def test_a_very_large_graph_takes_fewer_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    kg = drawn(news(400))
    monkeypatch.setattr(layout, "MOST_WORK", 400 * 50)
    rounds, push = [], layout._push
    monkeypatch.setattr(layout, "_push", lambda *given: rounds.append(1) or push(*given))
    places = positions(kg)
    assert len(rounds) == 50
    assert not [pair for pair in itertools.combinations(kg, 2) if overlap(kg, places, *pair)]


def test_every_type_has_a_colour_and_a_shape_of_its_own() -> None:
    assert COLOURS.keys() == SHAPES.keys() == set(TYPES)
    assert len({(colour(kind), shape(kind)) for kind in (*TYPES, "a type of the user's")}) == len(TYPES) + 1
    assert all(re.fullmatch("#[0-9a-f]{6}", colour(kind)) for kind in (*TYPES, ""))


def test_size_grows_with_mentions_within_bounds() -> None:
    sizes = [size(mentions) for mentions in (0, 1, 2, 5, 26, 101, 10**9)]
    assert sizes == [8.0, 8.0, 12.0, 16.0, 28.0, 48.0, 48.0]
