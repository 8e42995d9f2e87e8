"""What resolution over documents costs: ``python -m tests.benchmarks.resolution [MENTIONS ...]``.

Documents are made up of real first names, towns and states, 40 mentions each, with bare family names, transposed and
misspelt names among them. For each size a process of its own resolves them; the table tells time, peak memory beyond
what the documents take themselves, and both for each mention, so that growth beyond linear shows.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise

from graph.identity import entity_id
from graph.model import (
    Argument,
    Document,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Factuality,
    Mention,
    Predicate,
    Span,
    fact_id,
)
from graph.resolve import resolve
from graph.tables import rows

SIZES = (1_000, 10_000, 100_000)
PER_DOCUMENT = 40
"""Mentions of a document: 10 people and places, each named four times."""
NAMED = 10


def documents(mentions: int, seed: int = 7) -> Iterator[Extraction]:
    """Yield the extractions of as many documents as `mentions` take."""
    rng = random.Random(seed)
    first = [row[0] for row in rows("first_names.tsv")]
    family = [row[0] for row in rows("cities.tsv") if " " not in row[0]]
    states = [row[1] for row in rows("countries.tsv")]
    people = [f"{rng.choice(first)} {rng.choice(family)}" for _ in range(max(20, mentions // 40))]
    for number in range(mentions // PER_DOCUMENT):
        labels = [(_written(rng.choice(people), rng), "PERSON") for _ in range(NAMED - 3)]
        labels += [(rng.choice(states), "GPE") for _ in range(3)]
        yield _extraction(f"d{number:06}", sorted(set(labels)))


def _written(name: str, rng: random.Random) -> str:
    """Return the name, seldom without the first name, with an initial, or with two letters swapped."""
    first, last = name.split(" ", 1)
    dice = rng.random()
    if dice < 0.05:
        return last
    if dice < 0.08:
        return f"{first} {rng.choice('ABCDEFGHJKLMNPRSTW')}. {last}"
    if dice < 0.1 and len(last) > 5:
        return f"{first} {last[:3]}{last[4]}{last[3]}{last[5:]}"
    return name


def _extraction(document: str, labels: list[tuple[str, str]]) -> Extraction:
    text, entities, spans = "", [], {}
    for label, type_ in labels:
        mentions = []
        for _ in range(PER_DOCUMENT // NAMED):
            span = Span(document, len(text), len(text) + len(label))
            mentions.append(Mention(span, "name", "exact name"))
            text += f"{label} spoke. "
        ident = entity_id(label, type_)
        spans[ident] = mentions[0].span
        entities.append(Entity(ident, label, type_, mentions=tuple(mentions)))
    facts = [_meeting(one.id, other.id, spans) for one, other in pairwise(entities)]
    return Extraction(Document(document, text, published="2024-06-19"), tuple(entities), tuple(facts))


def _meeting(one: str, other: str, spans: dict[str, Span]) -> Fact:
    predicate, arguments = Predicate("meet", "meet"), (Argument("subject", one), Argument("object", other))
    evidence = Evidence(spans[one], spans[one], (spans[one], spans[other]), rule="verb")
    ident = fact_id(predicate, arguments, Factuality(), None)
    return Fact(ident, predicate, arguments, evidence=(evidence,), confidence=0.9)


def measure(mentions: int) -> str:
    """Return a row of the table for this many mentions."""
    told = list(documents(mentions))
    count = sum(len(e.mentions) for x in told for e in x.entities)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    kg = resolve(told)
    seconds = time.perf_counter() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    joined = sum(m.rule != "same name" and "in one document" not in m.rule for m in kg.merges)
    return (
        f"| {count:,} | {len(told):,} | {len(kg.entities):,} | {joined:,} | {len(kg.undecided):,} | {seconds:.2f} s "
        f"| {1e6 * seconds / count:.0f} µs | {memory:.0f} MB | {1024 * memory / count:.1f} kB |"
    )


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]]
    if len(sizes) == 1:
        print(measure(sizes[0]))  # noqa: T201
        return
    columns = ("mentions", "documents", "entities", "joined", "undecided", "time", "a mention", "memory", "a mention")
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")  # noqa: T201
    for size in sizes or SIZES:
        command = [sys.executable, "-m", "tests.benchmarks.resolution", str(size)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="")  # noqa: T201


if __name__ == "__main__":
    main()
