"""The table of hard pairs, `resolution/pairs.txt`: which names of two documents are one, by the whole pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from graph.build import extract_all
from graph.model import Block, Document, Extraction
from graph.resolve import resolve
from graph.spelling import fold

TABLE = Path(__file__).parent / "resolution" / "pairs.txt"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names with their texts; `reason` is why it is a known failure, empty where it must be right."""

    about: str
    same: bool
    names: tuple[str, str]
    texts: tuple[str, str]
    reason: str = ""


def pairs() -> Iterator[Pair]:
    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        reason, _, line = line[1:].partition("?") if line.startswith("?") else ("", "", line)
        about, outcome, first, second = (cell.strip() for cell in line.split(" | "))
        (one, text), (other, second_text) = (tuple(side.split(" = ", 1)) for side in (first, second))
        same = {"same": True, "different": False}[outcome]
        yield Pair(about, same, (one, other), (text, second_text), reason.strip())


PAIRS = tuple(pairs())


@cache
def extracted() -> dict[str, Extraction]:
    """Return what each text of the table says, parsed once."""
    texts = sorted({text for pair in PAIRS for text in pair.texts})
    documents = [Document(text, text, published="2024-06-19", blocks=(Block(0, len(text), "body"),)) for text in texts]
    return {extraction.document.id: extraction for extraction in extract_all(documents)[0]}


def bearer(kg: object, name: str, document: str) -> set[str]:
    """Return the ids of the entities that the document calls `name`, by exactly these words."""
    return {
        entity.id
        for entity in kg.entities.values()  # type: ignore[attr-defined]
        for mention in entity.mentions
        if mention.span.document == document and fold(kg.quote(mention.span)) == fold(name)  # type: ignore[attr-defined]
    }


def cases() -> Iterator[object]:
    for pair in PAIRS:
        marks = [pytest.mark.xfail(reason=pair.reason)] if pair.reason else []
        yield pytest.param(pair, id=pair.about, marks=marks)


@pytest.mark.model
@pytest.mark.parametrize("pair", list(cases()))
def test_pairs(pair: Pair) -> None:
    kg = resolve([extracted()[text] for text in pair.texts], everything=True)
    one, other = (bearer(kg, name, text) for name, text in zip(pair.names, pair.texts, strict=True))
    assert one and other, "a name of the table was not read in its text"
    assert bool(one & other) is pair.same


def test_the_table_is_large_and_balanced() -> None:
    assert len(PAIRS) >= 60
    assert sum(not pair.same for pair in PAIRS) * 2 >= len(PAIRS)
    assert len({pair.about for pair in PAIRS}) == len(PAIRS)
