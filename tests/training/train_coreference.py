"""Learn the weights of `graph.ranking` from a corpus with coreference (GUM), the same bytes each time.

usage: train_coreference.py GUM.jsonl -o graph/data/coreference.tsv [--part even|odd|all]

Each line of the corpus holds ``document``, ``text`` and ``mentions`` with ``start``, ``end``, ``head`` and ``cluster``.
A mention of ours answers a gold one where it covers its head and lies inside it. For every pronoun and nominal the
model is asked which of the candidates (or none) is meant; the weights are those of a log-linear model, a table for each
form of anaphor. ``--part`` takes every second document, so that the weights can be judged on the others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from graph.antecedents import candidates
from graph.columns import columns
from graph.coreference import read
from graph.discourse import Discourse, Entity
from graph.language import load, parse
from graph.mend import mend
from graph.mentions import Mention, detect
from graph.ranking import absence, weighed
from graph.read import read as read_documents

EPOCHS = 60
RATE = 0.5
PENALTY = 5.0
RARE = 5
SMALL = 0.02
PRONOUNS = ("he", "she", "it", "they")
HEADING = """# What speaks for an antecedent: form of the anaphor, feature, weight (columns). Learned by
# tests/training/train_coreference.py from GUM, the Georgetown University Multilayer corpus (https://gucorpling.org/gum),
# whose annotations are licensed CC BY 4.0; no text of it is in this file.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One anaphor: its form, the features of each answer (the last is none), and the numbers of the right answers."""

    form: str
    answers: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]


def aligned(doc: Doc, mentions: tuple[Mention, ...], gold: list[dict[str, Any]]) -> list[str | None]:
    """Return the gold cluster of each of our mentions, None where it answers no gold mention."""
    spans = [(doc[m.start].idx, doc[m.end - 1].idx + len(doc[m.end - 1])) for m in mentions]
    pairs = sorted(
        (g["end"] - g["start"] - (b - a), n, k)
        for n, g in enumerate(gold)
        for k, (a, b) in enumerate(spans)
        if g["start"] <= a <= g["head"][0] and g["head"][1] <= b <= g["end"]
    )
    clusters: list[str | None] = [None] * len(mentions)
    used: set[int] = set()
    for _, n, k in pairs:
        if n not in used and clusters[k] is None:
            clusters[k] = gold[n]["cluster"]
            used.add(n)
    return clusters


def cases(doc: Doc, corpus: list[dict[str, Any]]) -> list[Case]:
    """Return the cases of one document; each anaphor joins the entity of its gold cluster before the next is read."""
    mentions = detect(doc)
    clusters = aligned(doc, mentions, corpus)
    out: list[Case] = []

    def chooser(text: Discourse, k: int) -> int | None:
        gold = clusters[k]
        fits = [e for e in text.recent if gold is not None and _majority(text.entities[e], clusters) == gold]
        found = candidates(text, k)
        if found:
            answers = [*map(tuple, weighed(text, k, found)), tuple(absence(text.seen[k], len(found)))]
            right = tuple(n for n, e in enumerate(found) if e in fits)
            out.append(Case(text.seen[k].form, tuple(answers), right or (len(found),)))
        return fits[-1] if fits else None

    read(columns(doc), mentions, chooser)
    return out


def _majority(entity: Entity, clusters: list[str | None]) -> str | None:
    votes = Counter(c for k in entity.mentions if (c := clusters[k]) is not None)
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


def _arrays(sample: list[Case], vocabulary: dict[tuple[str, str], int]) -> tuple[Any, ...]:
    features: list[int] = []
    places: list[int] = []
    owners: list[int] = []
    right: list[float] = []
    for number, case in enumerate(sample):
        for n, answer in enumerate(case.answers):
            known = [vocabulary[x, f] for f in answer for x in ("", case.form) if (x, f) in vocabulary]
            places += [len(owners)] * len(known)
            features += known
            owners.append(number)
            right.append(float(n in case.right))
    return np.array(features), np.array(places), np.array(owners), np.array(right)


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
    """Read the corpus, learn, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--part", choices=("even", "odd", "all"), default="all")
    args = parser.parse_args()
    lines = args.corpus.read_text(encoding="utf-8").splitlines()
    gold = {record["document"]: record["mentions"] for record in map(json.loads, lines)}
    nlp = load()
    samples: list[Case] = []
    for number, document in enumerate(d for d in read_documents([args.corpus]).documents if d.id in gold):
        if args.part == "all" or (number % 2 == 0) == (args.part == "even"):
            doc = next(parse(nlp, [document]))
            mend(doc)
            samples.extend(cases(doc, gold[document.id]))
    args.output.write_text(table(samples), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
