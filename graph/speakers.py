"""Quotations and who speaks them; the one who answers in an interview."""

from __future__ import annotations

from dataclasses import dataclass

from graph.columns import Columns
from graph.mentions import Mention
from graph.tables import words

OPEN = frozenset("“«„")
CLOSE = frozenset("”»")
TALK = frozenset(("interview", "speak", "talk", "chat", "conversation"))
QUESTIONS = 3
"""Paragraphs that are questions, and first persons outside of them, that make an interview."""
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


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview printed as questions and answers: the mention of who answers, and the tokens of the questions."""

    guest: int
    questions: frozenset[int]


def interview(cols: Columns, mentions: tuple[Mention, ...], quotes: list[int], title: str = "") -> Interview | None:
    """Return who is interviewed where paragraphs that are questions alternate with answers in the first person.

    The guest is the first person whom the title of an interview names, or who is named as the one interviewed
    ("interviewed Tina McKenzie", "interview with …"); a text that names none so has no guest.
    """
    questions: set[int] = set()
    asked = start = 0
    for i in range(len(cols) + 1):
        if i == len(cols) or "\n" in cols.words[i]:
            if i > start and cols.words[i - 1] == "?" and not quotes[i - 1]:
                asked += 1
                questions.update(range(start, i))
            start = i + 1
    answers = sum(cols.words[i] == "I" and not quotes[i] and i not in questions for i in range(len(cols)))
    people = [k for k, m in enumerate(mentions) if m.kind == "name" and m.type == "PERSON" and m.end - m.start > 1]
    titled = [k for k in people if "interview" in title.lower() and mentions[k].label in title]
    named = titled or [k for k in people if _asked(cols, mentions[k].head)]
    if asked < QUESTIONS or answers < QUESTIONS or not named:
        return None
    return Interview(named[0], frozenset(questions))


def _asked(cols: Columns, i: int) -> bool:
    head = cols.heads[i]
    if cols.deps[i] in ("dobj", "appos", "conj") and cols.lemmas[head] == "interview":
        return True
    return cols.deps[i] == "pobj" and cols.lowers[head] in ("with", "to") and cols.lemmas[cols.heads[head]] in TALK
