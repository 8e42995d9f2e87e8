"""Time the writing of RDF, ours beside rdflib and Oxigraph: ``python -m tests.benchmarks.rdf [TRIPLES ...]``.

The graph is that of the articles in ``seeds/``, copied under new ids until it has about so many triples. Each way runs
in a process of its own on the same graph; its seconds and its memory count from the finished graph on, so that ours is
writing, and a library's is first its own copy of the triples, then writing. Run by hand: machines differ, the ratios
within one run do not.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from exporters import FORMATS, to_rdflib, write
from exporters.rdf.read import read
from graph.model import Argument, Attribution, Document, Entity, Evidence, Fact, Mention, Span
from graph.network import KnowledgeGraph

ROOT = Path(__file__).parents[2]
SIZES = (10_000, 100_000, 1_000_000)
MEGABYTE = 1024 * 1024

Values = tuple[list[Document], list[Entity], list[Fact]]


def copies(values: Values, count: int) -> KnowledgeGraph:
    """Return a graph that holds `values` so many times, each time under ids of their own."""
    made: Values = ([], [], [])
    for number in range(count):
        for kept, copied in zip(made, _copy(values, f"-{number}"), strict=True):
            kept.extend(copied)
    return KnowledgeGraph.of(*made)


def _copy(values: Values, mark: str) -> Values:
    def place(span: Span) -> Span:
        return replace(span, document=span.document + mark)

    def known(entity: str | None) -> str | None:
        return None if entity is None else entity + mark

    def argument(a: Argument) -> Argument:
        return replace(a, entity=known(a.entity))

    def attribution(a: Attribution) -> Attribution:
        return replace(a, source=known(a.source))

    def mention(m: Mention) -> Mention:
        return replace(m, span=place(m.span))

    def evidence(e: Evidence) -> Evidence:
        words = tuple(map(place, e.arguments)), tuple(map(place, e.cues))
        return Evidence(place(e.sentence), place(e.predicate), *words, e.rule)

    def fact(f: Fact) -> Fact:
        said = replace(f.factuality, attribution=tuple(map(attribution, f.factuality.attribution)))
        told = {"arguments": tuple(map(argument, f.arguments)), "evidence": tuple(map(evidence, f.evidence))}
        return replace(f, id=f.id + mark, factuality=said, **told)  # type: ignore[arg-type]  # by name, each of its type

    documents, entities, facts = values
    return (
        [replace(d, id=d.id + mark) for d in documents],
        [replace(e, id=e.id + mark, mentions=tuple(map(mention, e.mentions))) for e in entities],
        list(map(fact, facts)),
    )


def ways() -> dict[str, Callable[[KnowledgeGraph, Path], None]]:
    """Return what is timed: each takes a graph and the path to write to."""
    formats = {form.name: form for form in FORMATS if form.check}

    def ours(name: str) -> Callable[[KnowledgeGraph, Path], None]:
        def run(kg: KnowledgeGraph, path: Path) -> None:
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(formats[name].writer(kg))

        return run

    def checked(kg: KnowledgeGraph, path: Path) -> None:
        write(kg, path.with_suffix(".ttl"))

    def rdflib(form: str) -> Callable[[KnowledgeGraph, Path], None]:
        return lambda kg, path: to_rdflib(kg).serialize(path, form, encoding="utf-8") and None

    def rdflib_alone(kg: KnowledgeGraph, path: Path) -> None:
        to_rdflib(kg)

    def oxigraph_stream(kg: KnowledgeGraph, path: Path) -> None:
        import pyoxigraph

        pyoxigraph.serialize(_triples(kg), str(path), format=pyoxigraph.RdfFormat.TURTLE)

    def oxigraph_store(kg: KnowledgeGraph, path: Path) -> None:
        import pyoxigraph

        store = pyoxigraph.Store()
        store.bulk_extend(pyoxigraph.Quad(*triple) for triple in _triples(kg))
        store.dump(str(path), pyoxigraph.RdfFormat.TURTLE, from_graph=pyoxigraph.DefaultGraph())

    return {
        **{f"ours, {name}": ours(name) for name in formats},
        "ours, turtle, read back before it takes its place": checked,
        "pyoxigraph, turtle, streamed": oxigraph_stream,
        "pyoxigraph, turtle, through a store": oxigraph_store,
        "rdflib, graph in memory alone": rdflib_alone,
        "rdflib, turtle": rdflib("turtle"),
        "rdflib, ntriples": rdflib("nt"),
    }


def _triples(kg: KnowledgeGraph) -> Iterator[Any]:
    """Yield the triples as terms of Oxigraph's, made from our lines a few at a time."""
    form = next(form for form in FORMATS if form.suffix == ".nt")
    for piece in form.writer(kg):
        for quad in read(piece, ".nt"):
            yield quad.triple


def measure(way: str, values: Path, count: int) -> dict[str, float]:
    """Return the seconds and megabytes that a way takes, and the size of its file."""
    kg = copies(pickle.loads(values.read_bytes()), count)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here on
        before, start = _memory("VmRSS"), process_time()
        ways()[way](kg, path)
        seconds = process_time() - start
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
    return {"seconds": seconds, "memory": _memory("VmHWM") - before, "size": size / MEGABYTE}


def _memory(name: str) -> float:
    """Return the resident megabytes of this process, now (``VmRSS``) or at its peak (``VmHWM``); Linux alone tells."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", nargs="*", type=int, default=SIZES)
    parser.add_argument("--way", choices=list(ways()), action="append", help="only this way, may be repeated")
    parser.add_argument("--measure", nargs=2, metavar=("VALUES", "COUNT"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.measure:
        sys.stdout.write(json.dumps(measure(wanted.way[0], Path(wanted.measure[0]), int(wanted.measure[1]))))
        return
    from graph import build

    kg = build([str(ROOT / "seeds")])
    seed = (list(kg.documents.values()), list(kg.entities.values()), list(kg.facts.values()))
    each = len(to_rdflib(kg))
    with TemporaryDirectory() as folder:
        values = Path(folder) / "values"
        values.write_bytes(pickle.dumps(seed))
        for triples in wanted.triples:
            _table(values, max(1, round(triples / each)), each, wanted.way or list(ways()))


def _table(values: Path, count: int, each: int, chosen: list[str]) -> None:
    sys.stdout.write(f"\nabout {count * each:,} triples\n\n| way | seconds | MB | file MB |\n|---|---|---|---|\n")
    for way in chosen:
        command = [sys.executable, "-m", "tests.benchmarks.rdf", "--way", way, "--measure", str(values), str(count)]
        told = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
        sys.stdout.write(f"| {way} | {told['seconds']:.2f} | {told['memory']:,.0f} | {told['size']:,.1f} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
