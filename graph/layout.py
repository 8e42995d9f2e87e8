"""Read the layout of a news page: which lines are its title, headings, captions and text, and what is furniture.

`graph.boilerplate` tells what a paragraph shows by itself; here and in `graph.margins` its place on the page decides
the rest. A page begins with its head (title, byline, date), goes on in prose and ends with its foot (menus, other
stories, comments). What is not plainly furniture stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from graph.boilerplate import menu_kind, pieces
from graph.imprint import publisher_of, published_of, writers_of
from graph.margins import lists, menus, names
from graph.masthead import Dateline, dateline, split_publisher
from graph.model import Block
from graph.page import Page, Paragraph, Step, ends_sentence, key
from graph.paragraphs import paragraphs, trim
from graph.timestamps import DATED_END, DATED_START, is_bare_date

_SPEAKER = re.compile(r"[^\W\d_a-z][^a-z:]{1,40}:\s")
_TITLE_WORDS, _HEADING_WORDS = 30, 12
_REPEATED_LINE, _REPEATED = 4, 8
"""Words of a headline, and of any other stretch, from which on its second appearance is a duplicate."""
_HEAD = 15
"""Paragraphs at the start of a page where its title can stand."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text, and what its head and foot say of it."""

    blocks: tuple[Block, ...]
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()


def layout(text: str, title: str | None = None) -> Layout:
    """Return the layout of `text`; `title` is its title where something other than the text tells it.

    The blocks are sorted and disjoint, have no blank edges and cover every character that is not blank.
    """
    page = Page(text, tuple(pieces(text, start, end) for start, end in paragraphs(text)))
    page = page.changed(_confined(page))
    page = page.changed(_split_lines(page))
    page = page.changed(_titled(page, title))
    page = page.changed(names(page))
    page = page.changed(_dated(page))
    page = page.changed(_datelined(page))
    page = page.changed(lists(page))
    page = page.changed(menus(page))
    page = page.changed(_duplicates(page))
    page = page.changed(_headings(page))
    found = next(map(page.words, page.blocks("title")), None)
    return Layout(tuple(page.blocks()), found, published_of(page), publisher_of(page), writers_of(page))


def _confined(page: Page) -> Step:
    """Return as text what is a byline or a date only in the margins: "By Train" and "June 5, 2020" head parts of a text."""
    margins = page.margins()
    body = {"byline": "body", "timestamp": "body"}
    return {
        i: tuple(Block(b.start, b.end, body.get(b.kind, b.kind)) for b in p)
        for i, p in enumerate(page.paragraphs)
        if i not in margins and len(p) == 1 and (is_bare_date(page.words(p[0])) or page.words(p[0])[:3].lower() == "by ")
    }


def _split_lines(page: Page) -> Step:
    """Return the lines of the head without the publisher ("... – NewsNation") and the date that stand behind them."""
    prose = page.prose()
    head = min(prose[0] if prose else len(page), _HEAD)
    if len(page) == 1:
        return {}
    return {i: split for i, line in page.lines() if i < head and len(split := _split_line(page.text, page.paragraphs[i][0])) > 1}


def _split_line(text: str, block: Block) -> Paragraph:
    start, end = block.start, block.end
    behind: list[Block] = []
    while cut := split_publisher(text[start:end]):
        behind.insert(0, Block(start + len(text[start : start + cut[0]]) + _blank(text, start + cut[0]), end,
                               "menu" if behind else "publisher"))  # fmt: skip
        end = start + cut[0]
    if dated := DATED_END.search(text, start, end):
        behind.insert(0, Block(dated.start() + _blank(text, dated.start()), end, "timestamp"))
        end = dated.start()
    return Block(start, end, block.kind), *behind


def _blank(text: str, start: int) -> int:
    """Return the number of blanks at `start`."""
    return len(text[start:]) - len(text[start:].lstrip())
