"""Direct quotes: where they stand, and who is quoted, also where a quote runs over several sentences."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from graph.syntax import is_verbal, surface_subjects
from graph.tables import words

OPEN, CLOSE = "“«„‘", "”»"


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `start` to `end` (exclusive) between quotation marks; `speaker` and `cue` are token indices."""

    start: int
    end: int
    speaker: int | None = None
    cue: int | None = None


def quotes(doc: Doc, regions: list[tuple[int, int]]) -> tuple[Quote, ...]:
    """Return the quotes of `doc` that hold a clause, with their speakers; none runs over the end of a region.

    `regions` are (start, end) token ranges: the paragraphs of the text. A quote left open at a paragraph's end stops
    there. Words in quotation marks without a verb of their own ("the “peace” plan") are no quote.
    """
    found: list[Quote] = []
    for start, end in regions:
        previous: Quote | None = None
        for first, last in _spans(doc, start, end):
            if not any(is_verbal(t) for t in doc[first:last]):
                continue
            speaker, cue = _speaker(doc, first, last, end)
            if speaker is None and previous is not None and _adjoins(doc, previous.end, first):
                speaker, cue = previous.speaker, previous.cue
            quote = Quote(first, last, speaker, cue)
            found.append(quote)
            previous = quote
    return tuple(found)


def _spans(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """Return what stands between marks; a quote left open counts where it could begin: in front, or behind , or :."""
    spans, opened = [], -1
    for i in range(start, end):
        text = doc[i].text
        straight = text in ('"', "``", "''")
        if opened < 0 and (text in OPEN or straight):
            opened = i + 1
        elif opened >= 0 and (straight or text in CLOSE or _closes(doc[opened - 1].text, text)):
            spans.append((opened, i))
            opened = -1
    if opened >= 0 and (opened - 1 == start or doc[opened - 2].text in (",", ":")):
        spans.append((opened, end))
    return [s for s in spans if s[1] > s[0]]


def _closes(mark: str, text: str) -> bool:
    """Say whether `text` ends what `mark` began, sloppy pairs included: "rust belt“."""
    return (mark == "‘" and text == "’") or (mark == '"' and text in OPEN)


def _adjoins(doc: Doc, end: int, start: int) -> bool:
    """Say whether only a few words stand between two quotes: ", he said. " goes on with the same speaker."""
    return start - end <= 8 or not any(is_verbal(t) for t in doc[end:start])


def _speaker(doc: Doc, first: int, last: int, end: int) -> tuple[int | None, int | None]:
    """Return (speaker, verb of speech) of a quote from its own sentence, or from the words right before or after it."""
    candidates = [*_verbs(doc[first].sent, first, last), *_verbs(doc[last - 1].sent, first, last)]
    if last + 1 < end:
        candidates += _verbs(doc[last + 1].sent, first, last)
    for verb in candidates:
        subjects = surface_subjects(verb)
        if subjects and not first <= subjects[0].i < last:
            return subjects[0].i, verb.i
    return None, None


def _verbs(sent: Span, first: int, last: int) -> list[Token]:
    outside = [t for t in sent if not first <= t.i < last and is_verbal(t) and t.lemma_ in words("speech.txt")]
    return sorted(outside, key=lambda t: (min(abs(t.i - first), abs(t.i - last)), t.i))
