"""Run the scorers on what the program reads, and keep the floors: ``python -m tests.quality.gate`` prints the figures.

A floor goes up with ``--raise``; it goes down only by editing ``floors.json``, with the reason in the change log.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE / "data"
SEEDS = HERE.parents[1] / "seeds"
FLOORS = HERE / "floors.json"
SLACK = 0.005
"""What a new floor stays below the figure reached, so that other builds of numpy do not break it."""

AT_MOST = ("betrayed", "forbidden", "noise", "wrong_pronouns")
"""Figures whose floor is a ceiling."""

Figures = dict[str, float]


def measure() -> dict[str, Figures]:
    """Return the figures of every set: {set: {figure: value}}."""
    with tempfile.TemporaryDirectory() as folder:
        return {name: run(Path(folder)) for name, run in SETS.items()}


def digests() -> dict[str, str]:
    """Return the SHA-256 of every gold file: a floor means nothing where the gold has changed."""
    files = sorted(p for p in DATA.iterdir() if p.suffix != ".md")
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def traps(folder: Path) -> Figures:
    facts = _factloom(folder, "facts", DATA / "traps.jsonl", "jsonl")
    return _score("score_traps.py", DATA / "traps.jsonl", facts, keep=("exact", "betrayed", "forbidden", "noise"))


def probes(folder: Path) -> Figures:
    facts = _factloom(folder, "facts", DATA / "probes.jsonl", "jsonl")
    return _score("score_traps.py", DATA / "probes.jsonl", facts, keep=("exact", "betrayed"))


def newsnation(folder: Path) -> Figures:
    return _seed(folder, "newsnation")


def oan(folder: Path) -> Figures:
    return _seed(folder, "oan")


def gum(folder: Path) -> Figures:
    entities = _factloom(folder, "entities", DATA / "gum.jsonl", "jsonl")
    keep = ("conll", "named_recall", "pronoun_accuracy", "abstained", "crossdoc_b3")
    figures = _score("score_entities.py", DATA / "gum.jsonl", entities, keep=keep)
    wrong = 1 - figures["pronoun_accuracy"] - figures.pop("abstained")
    return {**figures, "wrong_pronouns": round(wrong, 3)}


def carb(folder: Path) -> Figures:
    return _score("score_openie.py", DATA / "carb.tsv", _tuples(folder), keep=("f1", "auc"))


def benchie(folder: Path) -> Figures:
    return _score("score_benchie.py", DATA / "benchie.txt", _tuples(folder), keep=("f1",))


SETS = {run.__name__: run for run in (traps, probes, newsnation, oan, gum, carb, benchie)}


def _seed(folder: Path, name: str) -> Figures:
    facts = _factloom(folder, "facts", SEEDS, "jsonl")
    return _score("score_graph.py", DATA / f"{name}.gold.json", facts, keep=("fact_recall", "entity_recall"))


def _tuples(folder: Path) -> Path:
    """Write the tuples of CaRB's sentences, each a document of its own."""
    sentences = dict.fromkeys(line.split("\t")[0] for line in (DATA / "carb.tsv").read_text("utf-8").splitlines())
    texts = folder / "sentences.jsonl"
    lines = [json.dumps({"id": f"s{i}", "text": text}) for i, text in enumerate(sentences)]
    texts.write_text("\n".join(lines), encoding="utf-8")
    return _factloom(folder, "facts", texts, "tuples")


def _factloom(folder: Path, command: str, source: Path, form: str) -> Path:
    out = folder / f"{command}-{source.stem}.{form}"
    if not out.exists():
        arguments = [sys.executable, "-m", "graph", command, str(source), "--format", form, "--quiet"]
        done = subprocess.run(arguments, capture_output=True, check=True)
        out.write_bytes(done.stdout)
    return out


def _score(scorer: str, gold: Path, system: Path, keep: tuple[str, ...]) -> Figures:
    arguments = [sys.executable, str(HERE / "scorers" / scorer), str(gold), str(system)]
    printed = subprocess.run(arguments, capture_output=True, check=True, encoding="utf-8").stdout
    # "named_recall=1671/1919=0.871" and "exact=0.817" alike; the last figure of a name counts
    found = {name: float(value) for name, value in re.findall(r"(\w+)=(?:\d+/\d+=)?([\d.]+)(?=\s|$)", printed)}
    return {name: found[name] for name in keep}


def broken(figures: dict[str, Figures], floors: dict[str, Figures]) -> list[str]:
    """Return a line for each figure that misses its floor."""
    lines = []
    for name, wanted in floors.items():
        for figure, floor in wanted.items():
            value = figures[name][figure]
            if value > floor if figure in AT_MOST else value < floor:
                lines.append(f"{name} {figure}: {value}, floor {floor}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", action="store_true", dest="lift", help="write better figures as new floors")
    wanted = parser.parse_args()
    figures = measure()
    print(json.dumps(figures, indent=1))
    kept = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"floors": {}}
    for line in (failed := broken(figures, kept["floors"])):
        print(line)
    if wanted.lift and not failed:
        floors = {name: _lifted(values, kept["floors"].get(name, {})) for name, values in figures.items()}
        FLOORS.write_text(json.dumps({"gold": digests(), "floors": floors}, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


def _lifted(values: Figures, floors: Figures) -> Figures:
    lifted = {}
    for figure, value in values.items():
        if figure in ("betrayed", "forbidden", "noise"):
            lifted[figure] = min(value, floors.get(figure, value))
        elif figure in AT_MOST:
            lifted[figure] = min(round(value + SLACK, 3), floors.get(figure, 1.0))
        else:
            lifted[figure] = max(round(value - SLACK, 3), floors.get(figure, 0.0))
    return lifted


if __name__ == "__main__":
    sys.exit(main())
