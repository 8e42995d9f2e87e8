"""Time our steps against spaCy's on the same texts: ``python -m tests.benchmarks.speed [TEXTS.jsonl ...] [--peer]``.

Run by hand, never as a test: machines differ, the ratio within one run does not. By default the texts are the quality
gate's news and interviews and the two articles in ``seeds/``. ``--peer`` also times `triplet-extract` (GPL, measured
against only; install it yourself) on the same sentences.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import process_time

from graph.extract import extract
from graph.language import DOCUMENT, load
from graph.model import Document
from graph.read import read

ROOT = Path(__file__).parents[2]
TEXTS = (str(ROOT / "tests/quality/data/gum.jsonl"), str(ROOT / "seeds"))
SENTENCES = 100
"""Sentences that the peer is timed on."""


def timed(documents: list[Document]) -> tuple[float, float, list[str]]:
    """Return (seconds of spaCy, seconds of ours, sentences); the first document is read once before, to load tables."""
    nlp = load()
    spacy = ours = 0.0
    sentences: list[str] = []
    for document in (documents[0], *documents):
        doc = nlp.make_doc(document.text)
        doc.user_data[DOCUMENT] = document
        start = process_time()
        doc = nlp(doc)
        middle = process_time()
        extract(doc, document)
        end = process_time()
        if sentences:
            spacy, ours = spacy + middle - start, ours + end - middle
        sentences += [sent.text.strip() for sent in doc.sents]
    return spacy, ours, sentences


def peer(sentences: list[str]) -> float:
    """Return the seconds that triplet-extract takes for these sentences, loading left out."""
    from triplet_extract import extract as triples  # type: ignore[import-not-found]  # GPL, not ours to require

    triples(sentences[0])
    start = process_time()
    for sentence in sentences:
        triples(sentence)
    return process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", default=TEXTS)
    parser.add_argument("--peer", action="store_true")
    wanted = parser.parse_args()
    for path in wanted.texts:
        documents = list(read([path]).documents)
        spacy, ours, sentences = timed(documents)
        each = len(sentences) / (spacy + ours)
        sys.stdout.write(
            f"{Path(path).name}: {len(documents)} documents, spaCy {spacy:.2f} s, ours {ours:.2f} s, "
            f"ratio {ours / spacy:.3f}, {each:.0f} sentences a second in all\n"
        )
        if wanted.peer:
            some = [s for s in sentences if len(s) > 20][:SENTENCES]
            sys.stdout.write(f"  triplet-extract: {len(some) / peer(some):.1f} sentences a second\n")


if __name__ == "__main__":
    main()
