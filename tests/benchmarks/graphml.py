"""Time our GraphML writer and networkx's lxml one on the same graph: ``python -m tests.benchmarks.graphml``.

Run by hand, never as a test: machines differ, the ratio within one run does not. Each writer has a process of its own,
in turn, as often as asked, and the fastest run counts, in seconds of the processor. Extra memory is the peak above what
the process held when the writer began (Linux only); the graph stands in both processes, for networkx beside a plain
`MultiDiGraph` with our columns as attributes, and what the allocator keeps in reserve is given back before.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

import networkx as nx

from exporters import write
from exporters.columns import edge_row, entity_iris, node_row, text_of
from exporters.iris import BASE
from exporters.pairs import edges
from exporters.spiral import places
from graph.model import Argument, Document, Entity, Evidence, Fact, Mention, Predicate, Span, digest
from graph.network import KnowledgeGraph

SENTENCE = "Entity number one signed the agreement with entity number two in the capital on Wednesday. "


IRIS = entity_iris(BASE)


def sample(nodes: int, facts: int) -> KnowledgeGraph:
    """Return a graph of that size: most edges go out from few nodes, as in news; every fact has its words."""
    chance = random.Random(0)
    documents = [Document(f"news-{number}", SENTENCE * 100) for number in range(facts // 100 + 1)]
    mentions = (Mention(Span("news-0", 0, 17), "name", "rule"),)
    entities = [Entity(f"entity-{number}", f"Entity {number}", "PERSON", mentions=mentions) for number in range(nodes)]
    return KnowledgeGraph.of(documents, entities, (_fact(number, nodes, chance) for number in range(facts)))


def _fact(number: int, nodes: int, chance: random.Random) -> Fact:
    document, start = f"news-{number // 100}", number % 100 * len(SENTENCE)
    sentence = Span(document, start, start + len(SENTENCE) - 1)
    source, target, predicate = (Span(document, start + a, start + b) for a, b in ((0, 17), (44, 61), (18, 24)))
    arguments = tuple(
        Argument(role, f"entity-{int(nodes * chance.random() ** power)}")
        for role, power in (("subject", 2), ("object", 1))
    )
    return Fact(
        digest(str(number)),
        Predicate(f"sign {number % 40}", f"signed {number % 40}"),
        arguments,
        time="2024-06-19",
        evidence=(Evidence(sentence, predicate, (source, target), rule="verb"),),
        confidence=0.8,
    )


def plain(kg: KnowledgeGraph) -> nx.MultiDiGraph:
    """Return a graph that networkx can write, with the columns of our file as attributes."""
    graph = nx.MultiDiGraph()
    for id, place in places(kg):
        graph.add_node(id, **_cells(node_row(kg, kg.entities[id], IRIS, [], place)))
    for edge in edges(kg):
        graph.add_edge(edge.source, edge.target, key=edge.key, **_cells(edge_row(kg, edge)))
    return graph


def _cells(row: dict[str, object]) -> dict[str, object]:
    texts = {name: text_of(value) if isinstance(value, tuple) else value for name, value in row.items()}
    return {name: value for name, value in texts.items() if value not in (None, "")}


def once(writer: str, nodes: int, facts: int) -> dict[str, float]:
    """Write the graph and return seconds, extra megabytes and the file's megabytes."""
    kg = sample(nodes, facts)
    graph = plain(kg) if writer == "networkx" else kg
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts anew
    base = _held("VmRSS")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.graphml"
        start = process_time()
        nx.write_graphml_lxml(graph, path) if writer == "networkx" else write(graph, path)
        seconds = process_time() - start
        return {"seconds": seconds, "extra": _held("VmHWM") - base, "file": path.stat().st_size / 1e6}


def _held(what: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) * 1024 / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=500_000)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--only", choices=("networkx", "factloom"), help="one writer, in this process")
    wanted = parser.parse_args()
    if wanted.only:
        sys.stdout.write(json.dumps(once(wanted.only, wanted.nodes, wanted.edges)))
        return
    runs: dict[str, list[dict[str, float]]] = {"networkx": [], "factloom": []}
    for _ in range(wanted.times):
        for writer, found in runs.items():
            size = ("--nodes", str(wanted.nodes), "--edges", str(wanted.edges))
            command = [sys.executable, "-m", "tests.benchmarks.graphml", "--only", writer, *size]
            found.append(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))
    best = {writer: {what: min(run[what] for run in found) for what in found[0]} for writer, found in runs.items()}
    for writer, found in best.items():
        sys.stdout.write(f"{writer}: {found['seconds']:.1f} s, {found['extra']:.1f} MB extra, {found['file']:.0f} MB\n")
    time, memory = (best["factloom"][what] / best["networkx"][what] for what in ("seconds", "extra"))
    sys.stdout.write(f"ours to networkx: time {time:.2f}, extra memory {memory:.2f}\n")


if __name__ == "__main__":
    main()
