"""A text as its paragraphs, each a tuple of blocks: the value that the steps of `graph.layout` hand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from unicodedata import normalize

from graph.model import Block

Paragraph = tuple[Block, ...]
Step = Mapping[int, Paragraph]
"""New blocks of some paragraphs, by their place."""

_STOP = re.compile(r"[.!?…][\"'”’»)\]*\s]*(?:\[\d+\]\s*)*$")
_LONG = 25
"""Words from which on a paragraph is prose, whatever it ends with."""
_RIM = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A text and its paragraphs in order; a block that nothing is known of yet is ``body``."""

    text: str
    paragraphs: tuple[Paragraph, ...]

    def __len__(self) -> int:
        return len(self.paragraphs)

    def changed(self, step: Step) -> Page:
        """Return the page with new blocks for some of its paragraphs."""
        return replace(self, paragraphs=tuple(step.get(i, p) for i, p in enumerate(self.paragraphs)))

    def blocks(self, *kinds: str) -> Iterator[Block]:
        """Yield the blocks of these kinds (of all, if none is named) in order."""
        yield from (b for p in self.paragraphs for b in p if not kinds or b.kind in kinds)

    def words(self, block: Block) -> str:
        """Return the words of a block, blanks between them made single."""
        return " ".join(self.text[block.start : block.end].split())

    def line(self, place: int) -> str | None:
        """Return the words of the paragraph at `place` where it is one block that nothing is known of yet."""
        if not 0 <= place < len(self) or len(self.paragraphs[place]) != 1 or self.paragraphs[place][0].kind != "body":
            return None
        return self.words(self.paragraphs[place][0])

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield place and words of the paragraphs that nothing is known of yet."""
        yield from ((i, line) for i in range(len(self)) if (line := self.line(i)) is not None)

    def is_furniture(self, place: int) -> bool:
        """Return whether there is a paragraph at `place` that holds neither text nor a caption."""
        return 0 <= place < len(self) and not any(b.readable for b in self.paragraphs[place])

    def called(self, place: int, kind: str) -> Paragraph:
        """Return the paragraph at `place` as one block of this kind."""
        paragraph = self.paragraphs[place]
        return (Block(paragraph[0].start, paragraph[-1].end, kind),)

    def prose(self) -> list[int]:
        """Return the places of the paragraphs of running text."""
        openings = (next((b for b in p if not self._is_prefix(b)), p[0]) for p in self.paragraphs)
        return [i for i, b in enumerate(openings) if b.kind == "body" and _is_prose(self.words(b))]

    def _is_prefix(self, block: Block) -> bool:
        """Return whether text may follow a block: a dateline, a date, the mark of an item."""
        mark = block.kind == "menu" and not any(map(str.isalnum, self.text[block.start : block.end]))
        return mark or block.kind in ("dateline", "timestamp")

    def margins(self) -> frozenset[int]:
        """Return the places of head and foot: all but what has more than two paragraphs of prose on either side.

        Two, because a summary may stand over the byline, and a note on the author under the text.
        """
        prose = self.prose()
        if len(prose) <= 2 * _RIM:
            return frozenset(range(len(self)))
        return frozenset((*range(prose[_RIM]), *range(prose[-_RIM - 1] + 1, len(self))))


def ends_sentence(line: str) -> bool:
    """Return whether `line` ends as a sentence does; marks of footnotes may follow."""
    return bool(_STOP.search(line[-60:]))


def key(line: str) -> str:
    """Return what two prints of the same words share: letters without accents and figures, in small letters."""
    return "".join(filter(str.isalnum, normalize("NFKD", line).casefold()))


def _is_prose(words: str) -> bool:
    count = len(words.split())
    return count >= _LONG or (count >= 3 and ends_sentence(words))
