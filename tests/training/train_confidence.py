"""Learn the factors of a fact's confidence from judged facts: ``python -m tests.training.train_confidence``.

Reads ``fact_labels.tsv`` beside this file, writes ``graph/data/confidence.tsv`` and prints a reliability table in which
every fact is scored by factors learned without its document. A penalty holds factors that few facts have near 1.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
LABELS = HERE / "fact_labels.tsv"
TABLE = HERE.parents[1] / "graph" / "data" / "confidence.tsv"
PENALTY = 1.0
LEAST = 4
"""Facts that must have a factor for it to be learned."""

FOLDS = 8
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)

Floats = NDArray[np.float64]


def judged(path: Path = LABELS) -> list[tuple[str, int, tuple[str, ...]]]:
    """Return (document, right, factors) of each judged fact."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    cells = [line.split("\t") for line in lines]
    return [(document, int(right), tuple(factors.split("|"))) for document, _, _, right, factors in cells]


def learn(facts: list[tuple[str, int, tuple[str, ...]]]) -> dict[str, float]:
    """Return the factors (odds) by penalised logistic regression, solved by Newton's method."""
    counts = Counter(name for _, _, factors in facts for name in set(factors))
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    index = {name: i + 1 for i, name in enumerate(names)}
    features = np.zeros((len(facts), len(names) + 1))
    features[:, 0] = 1.0
    for row, (_, _, factors) in enumerate(facts):
        features[row, [index[f] for f in factors if f in index]] = 1.0
    right = np.array([right for _, right, _ in facts], dtype=float)
    weights = np.zeros(features.shape[1])
    penalty = np.full(features.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (right - chance) - penalty * weights
        curve = features.T @ (features * (chance * (1 - chance))[:, None]) + np.diag(penalty)
        weights = weights + np.linalg.solve(curve, slope)
    return {name: round(float(np.exp(w)), 2) for name, w in zip(["any fact", *names], weights, strict=True)}


def chance(table: dict[str, float], factors: tuple[str, ...]) -> float:
    """Return the confidence that the factors make, as `graph.confidence` does."""
    odds = table["any fact"]
    for name in factors:
        odds *= table.get(name, 1.0)
    return odds / (1 + odds)


def held_out(facts: list[tuple[str, int, tuple[str, ...]]]) -> list[tuple[float, int]]:
    """Return (confidence, right) of each fact, by factors learned without its document."""
    documents = sorted({document for document, _, _ in facts})
    fold = {document: i % FOLDS for i, document in enumerate(documents)}
    scored = []
    for k in range(FOLDS):
        table = learn([f for f in facts if fold[f[0]] != k])
        scored += [(chance(table, factors), right) for document, right, factors in facts if fold[document] == k]
    return scored


def reliability(scored: list[tuple[float, int]]) -> list[str]:
    """Return the lines of a table: bin, facts, mean confidence, share right."""
    lines = ["| confidence | facts | mean | right |", "|---|---|---|---|"]
    for low, high in pairwise(BINS):
        inside = [(c, r) for c, r in scored if low <= c < high]
        if inside:
            mean, right = (sum(x) / len(inside) for x in zip(*inside, strict=True))
            lines.append(f"| {low:.1f} to {min(high, 1):.1f} | {len(inside)} | {mean:.2f} | {right:.2f} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    facts = judged()
    table = learn(facts)
    head = (
        "# Factors that multiply the odds of a fact's being right. Learned by tests/training/train_confidence.py from\n"
        "# judged facts of GUM (Georgetown University, CC BY 4.0) and of the articles in seeds/.\n"
    )
    rows = "".join(f"{name}\t{value}\n" for name, value in table.items())
    parser.parse_args().output.write_text(head + rows, encoding="utf-8")
    print("\n".join(reliability(held_out(facts))))


if __name__ == "__main__":
    main()
