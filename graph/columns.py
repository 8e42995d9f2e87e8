"""The columns of a parsed document as plain lists: many small look-ups cost a tenth of those on spaCy's tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from spacy.tokens import Doc

ATTRIBUTES: list[int | str] = [
    "ORTH", "LOWER", "LEMMA", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START", "SPACY",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """One list a property, one item a token.

    `texts` are words with the white space behind them, `heads` token indices, `sents` the number of the sentence.
    """

    texts: list[str]
    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    ents: list[str]
    sents: list[int]
    children: list[list[int]]

    def __len__(self) -> int:
        return len(self.words)


KEPT = "factloom_columns"
"""Key of `Doc.user_data` under which the columns stand while a document is read."""


@contextmanager
def kept(doc: Doc) -> Iterator[None]:
    """Keep the columns of `doc` at hand for `columns`; its annotations must not change meanwhile."""
    doc.user_data[KEPT] = columns(doc)
    try:
        yield
    finally:
        del doc.user_data[KEPT]


def columns(doc: Doc) -> Columns:
    """Return the columns of `doc`; lemmas are in lower case, `ents` are labels with B- or I- before them, or empty."""
    if (known := doc.user_data.get(KEPT)) is not None:
        return cast(Columns, known)
    text = _texts(doc)
    orth, lower, lemma, tag, dep, head, iob, ent, start, space = doc.to_array(ATTRIBUTES).T.tolist() or [[]] * 10
    heads = [i + _signed(offset) for i, offset in enumerate(head)]
    children: list[list[int]] = [[] for _ in heads]
    for i, h in enumerate(heads):
        if h != i:
            children[h].append(i)
    return Columns(
        texts=[text(x) + " " * gap for x, gap in zip(orth, space, strict=True)],
        words=[text(x) for x in orth],
        lowers=[text(x) for x in lower],
        lemmas=[text(x).lower() for x in lemma],
        tags=[text(x) for x in tag],
        deps=[text(x) for x in dep],
        heads=heads,
        ents=[f"{'B' if b == 3 else 'I'}-{text(e)}" if e else "" for b, e in zip(iob, ent, strict=True)],
        sents=_numbered(start),
        children=children,
    )


def _texts(doc: Doc) -> Callable[[int], str]:
    strings = doc.vocab.strings

    @cache
    def text(key: int) -> str:
        return str(strings[key]) if key else ""

    return text


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _numbered(starts: list[int]) -> list[int]:
    number, out = -1, []
    for i, start in enumerate(starts):
        number += start == 1 or i == 0
        out.append(number)
    return out
