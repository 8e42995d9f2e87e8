"""Learn the factors of a surface tuple's confidence from gold tuples (CaRB), the same bytes each time.

usage: train_tuples.py CARB.tsv -o graph/data/tuple_confidence.tsv [--part even|odd|all]

Each line of the gold file holds a sentence, a relation and its arguments, between tabs. How right a tuple is, is the
share of its words that the gold tuple has in the same place (relation, subject, other arguments), where each gold tuple
answers for one of ours, the best pairs first. The factors are those whose products come closest to that, in least
squares, each drawn to a prior that keeps rare ones from running away.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import prod
from pathlib import Path

from graph.language import DEFAULT, load
from graph.mend import mend
from graph.tuples import SurfaceTuple, surface_tuples

ROUNDS = 40
PRIOR = 6.0
"""Tuples that a prior counts for: the mean for a construction, 1 for what lessens it."""
HEADING = """# What makes a surface tuple sure: factor, value (columns); a confidence is their product. Learned by
# tests/training/train_tuples.py from the dev set of CaRB (Bhardwaj, Aggarwal and Mausam, EMNLP 2019;
# https://github.com/dair-iitd/CaRB, MIT); no text of it is in this file.
"""

Slots = tuple[Counter[str], Counter[str], Counter[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """A tuple of ours: its factors, the construction first, and how right it is (0 to 1)."""

    factors: tuple[str, ...]
    right: float


def read(path: Path, part: str) -> dict[str, list[Slots]]:
    """Return the gold tuples of each sentence of a part of the file, in the file's order."""
    gold: dict[str, list[Slots]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, said, *told = line.split("\t")
        gold[sentence].append(slots(said, told))
    chosen = [s for n, s in enumerate(gold) if part == "all" or n % 2 == (part == "odd")]
    return {sentence: gold[sentence] for sentence in chosen}


def slots(said: str, told: list[str]) -> Slots:
    """Return the words of relation, subject and all other arguments."""
    return Counter(said.split()), Counter(told[0].split()), Counter(" ".join(told[1:]).split())


def share(ours: Slots, gold: Slots) -> float:
    """Return the share of our words that stand in the gold tuple's slots; 0 where no word of the relation does."""
    if not ours[0] & gold[0]:
        return 0.0
    return sum((a & b).total() for a, b in zip(ours, gold, strict=True)) / sum(a.total() for a in ours)


def judged(found: list[SurfaceTuple], gold: list[Slots]) -> list[Case]:
    """Return our tuples of a sentence with how right they are."""
    ours = [slots(t.relation, list(t.arguments)) for t in found]
    pairs = sorted((-share(a, b), i, j) for i, a in enumerate(ours) for j, b in enumerate(gold))
    right: dict[int, float] = {}
    answered = set()
    for less, i, j in pairs:
        if i not in right and j not in answered:
            right[i] = -less
            answered.add(j)
    return [Case(t.factors, right.get(i, 0.0)) for i, t in enumerate(found)]


def learned(cases: list[Case]) -> dict[str, float]:
    """Return the value of each factor: coordinate descent on the squared error of the products."""
    mean = sum(c.right for c in cases) / len(cases)
    values = {c.factors[0]: mean for c in cases}
    constructions = set(values)
    values |= {name: 1.0 for c in cases for name in c.factors[1:]}
    having = {name: [c for c in cases if name in c.factors] for name in sorted(values)}
    for _ in range(ROUNDS):
        for name, told in having.items():
            rest = [prod(values[f] for f in c.factors if f != name) for c in told]
            above = sum(c.right * r for c, r in zip(told, rest, strict=True))
            prior = mean if name in constructions else 1.0
            values[name] = (above + PRIOR * prior) / (sum(r * r for r in rest) + PRIOR)
    return {name: values[name] for name in [*sorted(constructions), *sorted(values.keys() - constructions)]}


def cases(gold: dict[str, list[Slots]]) -> Iterable[Case]:
    """Yield every tuple that we find in the sentences."""
    nlp = load(DEFAULT)
    for sentence, told in gold.items():
        doc = nlp(sentence)
        mend(doc)
        yield from judged([t for sent in doc.sents for t in surface_tuples(sent)], told)


def main() -> None:
    """Read the arguments, learn, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--part", choices=("even", "odd", "all"), default="all")
    options = parser.parse_args()
    values = learned(list(cases(read(options.gold, options.part))))
    rows = "".join(f"{name}\t{value:.2f}\n" for name, value in values.items())
    options.output.write_text(HEADING + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
