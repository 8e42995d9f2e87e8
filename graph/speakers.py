"""Quotations and who speaks them."""

from __future__ import annotations

from graph.columns import Columns
from graph.tables import words

OPEN = frozenset("“«„")
CLOSE = frozenset("”»")
STRAIGHT = frozenset(('"', "''", "``"))


def quotations(cols: Columns) -> list[int]:
    """Return for each token the number of the quotation it stands in, 0 outside; a paragraph's end closes it."""
    out, current, count = [], 0, 0
    for word, tag in zip(cols.words, cols.tags, strict=True):
        if "\n" in word:
            current = 0
        elif word in OPEN or (word in STRAIGHT and not current and tag != "''") or (word in STRAIGHT and not current):
            count += 1
            current = count
        elif word in CLOSE or word in STRAIGHT:
            current = 0
        out.append(current)
    return out


def speakers(cols: Columns, quotes: list[int]) -> dict[int, int]:
    """Return the head token of the speaker of each quotation for which the text names one.

    The speaker is the subject of the verb of speech nearest to the quotation, outside of it, in its paragraph.
    """
    spans: dict[int, tuple[int, int]] = {}
    for i, quote in enumerate(quotes):
        if quote:
            spans[quote] = (spans.get(quote, (i, i))[0], i)
    verbs = [(i, s) for i in range(len(cols)) if not quotes[i] and (s := _subject(cols, i)) is not None]
    breaks = [i for i, word in enumerate(cols.words) if "\n" in word]
    out: dict[int, int] = {}
    for quote, (start, end) in spans.items():
        left = max((b for b in breaks if b < start), default=-1)
        right = min((b for b in breaks if b > end), default=len(cols))
        near = [(min(abs(v - start), abs(v - end)), v, s) for v, s in verbs if left < v < right]
        if near:
            out[quote] = min(near)[2]
    return out


def _subject(cols: Columns, i: int) -> int | None:
    if cols.lemmas[i] not in words("speech.txt") or cols.tags[i][:2] != "VB":
        return None
    return next((c for c in cols.children[i] if cols.deps[c] == "nsubj"), None)
