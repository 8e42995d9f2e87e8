"""Lines, paragraphs and rough sentences of a raw text, as character offsets into it.

A line of a news page is a paragraph, a heading or a piece of furniture; only where a whole text is broken at a fixed
width (wire copy, old e-mail) are its lines joined again.
"""

from __future__ import annotations

import re
from itertools import pairwise

Stretch = tuple[int, int]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NARROWEST, _WIDEST, _SLACK = 40, 120, 8
"""Characters of the widest line of a hard-wrapped text, and by how much its writer may have broken a line early."""
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^\W_a-z]|[\"'“‘«(\[@©])")
_SHORT = re.compile(
    r"(?:^|[\s(\"“])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Hon|No|vs|et al)\.$"
)


def paragraphs(text: str) -> list[Stretch]:
    """Return the paragraphs of `text`: its lines without blank edges, those of a hard-wrapped text joined again."""
    lines = [stretch for match in _LINE.finditer(text) if (stretch := trim(text, *match.span()))]
    width = max((end - start for start, end in lines), default=0)
    joints = {i for i in range(1, len(lines)) if _adjoin(text, lines[i - 1], lines[i])}
    wrapped = {i for i in joints if _overflows(text, lines[i - 1], lines[i], width)}
    if not _is_wrapped(text, lines, joints, wrapped, width):
        return lines
    starts = [i for i in range(len(lines)) if i not in wrapped]
    ends = [i - 1 for i in starts[1:]] + [len(lines) - 1]
    return [(lines[first][0], lines[last][1]) for first, last in zip(starts, ends, strict=True)]


def sentences(text: str, start: int, end: int) -> list[Stretch]:
    """Return the sentences of a stretch by their punctuation alone: enough to tell furniture, too rough to parse."""
    cuts = [start]
    for match in _ENDS.finditer(text, start, end):
        if not _SHORT.search(text, max(start, match.start() - 8), match.start() + 1):
            cuts.append(match.end())
    cuts.append(end)
    return [stretch for pair in pairwise(cuts) if (stretch := trim(text, *pair))]


def trim(text: str, start: int, end: int) -> Stretch | None:
    """Return the stretch without blank edges, or None where all of it is blank."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _adjoin(text: str, line: Stretch, following: Stretch) -> bool:
    """Return whether no blank line stands between two lines."""
    return text[line[1] : following[0]].replace("\r\n", "\n").count("\n") <= 1


def _overflows(text: str, line: Stretch, following: Stretch, width: int) -> bool:
    """Return whether the first word of the following line did not fit on this one."""
    word = re.match(r"\S+", text[following[0] : following[1]])
    return line[1] - line[0] + 1 + (len(word[0]) if word else 0) > width - _SLACK


def _is_wrapped(text: str, lines: list[Stretch], joints: set[int], wrapped: set[int], width: int) -> bool:
    """Return whether the text as a whole is broken at `width`: nearly all its lines end where a word overflowed."""
    if not _NARROWEST <= width <= _WIDEST or len(wrapped) < 2 or len(wrapped) < 0.8 * len(joints):
        return False
    return sum(text[lines[i][0]].islower() for i in wrapped) >= 0.4 * len(wrapped)
