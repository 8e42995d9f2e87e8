"""Learn the weights of `graph.antecedents` from a corpus with coreference (GUM), the same bytes each time.

usage: train_coreference.py GUM.jsonl -o graph/data/coreference.tsv [--part even|odd|all]

Each line of the corpus holds ``text`` and ``mentions`` with ``start``, ``end``, ``head`` and ``cluster``. A mention of ours
answers a gold one where it covers its head and lies inside it. For every pronoun and nominal the model is asked which
of the candidates (or none) is meant; the weights are those of a log-linear model, a table for each form of anaphor.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graph.antecedents import absence, candidates, features
from graph.columns import Columns, columns
from graph.coreference import read
from graph.discourse import Anaphor, Entity
from graph.mentions import Mention, detect

EPOCHS = 60
RATE = 0.5
PENALTY = 5.0
RARE = 5
SMALL = 0.02
PRONOUNS = ("he", "she", "it", "they")
HEADING = """# What speaks for an antecedent: form of the anaphor, feature, weight (columns). Learned by
# tests/training/train_coreference.py from GUM, Georgetown University Multilayer corpus (https://gucorpling.org/gum), whose
# annotations are licensed CC BY 4.0; no text of it is in this file.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One anaphor: its form, the features of each answer (the last is none), and the numbers of the right answers."""

    form: str
    answers: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]


def aligned(cols: Columns, doc: object, mentions: tuple[Mention, ...], gold: list[dict]) -> list[str | None]:
    """Return the gold cluster of each of our mentions, None where it answers no gold mention."""
    spans = [(doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1])) for m in mentions]
    pairs = sorted(
        (g["end"] - g["start"] - (b - a), n, k)
        for n, g in enumerate(gold)
        for k, (a, b) in enumerate(spans)
        if a <= g["head"][0] and b >= g["head"][1] and a >= g["start"] and b <= g["end"]
    )
    clusters: list[str | None] = [None] * len(mentions)
    used: set[int] = set()
    for _, n, k in pairs:
        if n not in used and clusters[k] is None:
            clusters[k] = gold[n]["cluster"]
            used.add(n)
    return clusters


def cases(cols: Columns, mentions: tuple[Mention, ...], clusters: list[str | None]) -> Iterator[Case]:
    """Yield the cases of one document; each anaphor joins the entity of its gold cluster before the next is read."""
    out: list[Case] = []

    def chooser(
        cols: Columns, seen: list[Anaphor], entities: list[Entity], recent: list[int], k: int
    ) -> tuple[int | None, str]:
        found = candidates(cols, seen, entities, recent, k)
        gold = clusters[k]
        fits = [e for e in recent if gold is not None and _majority(entities[e], clusters) == gold]
        if found:
            top = max(found, key=lambda e: len(entities[e].mentions))
            answers = [tuple(features(cols, seen, entities, k, e, rank, top)) for rank, e in enumerate(found)]
            answers.append(tuple(absence(seen[k], len(found))))
            right = tuple(n for n, e in enumerate(found) if e in fits)
            out.append(Case(seen[k].form, tuple(answers), right or (len(found),)))
        return (fits[-1] if fits else None), ""

    read(cols, mentions, chooser)
    yield from out


def _majority(entity: Entity, clusters: list[str | None]) -> str | None:
    votes = Counter(clusters[k] for k in entity.mentions if clusters[k] is not None)
    return max(votes, key=lambda c: (votes[c], c)) if votes else None


def learn(sample: list[Case]) -> dict[str, dict[str, float]]:
    """Return the weights of a family of forms: penalised maximum likelihood by AdaGrad over the whole sample.

    Each feature has a weight of the family and one of the form; their sum is what the form uses.
    """
    counts = Counter((x, f) for case in sample for answer in case.answers for f in set(answer) for x in ("", case.form))
    vocabulary = {key: n for n, key in enumerate(sorted(key for key, c in counts.items() if c >= RARE))}
    feature, place, owner, hit = _arrays(sample, vocabulary)
    weight = np.zeros(len(vocabulary))
    squares = np.full(len(vocabulary), 1e-8)
    for _ in range(EPOCHS):
        score = np.bincount(place, weight[feature], len(owner))
        top = np.full(len(sample), -np.inf)
        np.maximum.at(top, owner, score)
        power = np.exp(score - top[owner])
        every = np.bincount(owner, power, len(sample))[owner]
        right = np.bincount(owner, power * hit, len(sample))[owner]
        slope = power * hit / np.maximum(right, 1e-12) - power / every
        gradient = np.bincount(feature, slope[place], len(vocabulary)) - PENALTY * weight
        squares += gradient**2
        weight += RATE * gradient / np.sqrt(squares)
    forms = sorted({case.form for case in sample})
    names = sorted({f for _, f in vocabulary})

    def value(form: str, name: str) -> float:
        return sum(float(weight[vocabulary[key]]) for key in (("", name), (form, name)) if key in vocabulary)

    return {form: {name: value(form, name) for name in names} for form in forms}


def _arrays(sample: list[Case], vocabulary: dict[tuple[str, str], int]) -> tuple[np.ndarray, ...]:
    features_, places, owners, right = [], [], [], []
    for number, case in enumerate(sample):
        for n, answer in enumerate(case.answers):
            known = [vocabulary[x, f] for f in answer for x in ("", case.form) if (x, f) in vocabulary]
            places += [len(owners)] * len(known)
            features_ += known
            owners.append(number)
            right.append(float(n in case.right))
    return np.array(features_), np.array(places), np.array(owners), np.array(right)


def table(samples: list[Case]) -> str:
    """Return the file of weights."""
    families: dict[str, list[Case]] = defaultdict(list)
    for case in samples:
        families["pronoun" if case.form in PRONOUNS else case.form if case.form == "name" else "nominal"].append(case)
    learned = {form: weights for family in families.values() for form, weights in learn(family).items()}
    lines = [
        f"{form}\t{feature}\t{weight:.2f}\n"
        for form, weights in sorted(learned.items())
        for feature, weight in sorted(weights.items())
        if abs(weight) >= SMALL
    ]
    return HEADING + "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--part", choices=("even", "odd", "all"), default="all")
    args = parser.parse_args()
    from graph.language import load

    nlp = load()
    samples: list[Case] = []
    for number, line in enumerate(args.corpus.read_text(encoding="utf-8").splitlines()):
        if args.part != "all" and (number % 2 == 0) != (args.part == "even"):
            continue
        record = json.loads(line)
        doc = nlp(record["text"])
        cols, mentions = columns(doc), detect(doc)
        samples.extend(cases(cols, mentions, aligned(cols, doc, mentions, record["mentions"])))
    args.output.write_text(table(samples), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
