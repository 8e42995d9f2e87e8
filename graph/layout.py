"""Read the layout of a news page: which lines are its title, headings, captions and text, and what is furniture.

`graph.boilerplate` tells what a paragraph shows by itself; here and in `graph.margins` its place on the page decides
the rest. A page begins with its head (title, byline, date), goes on in prose and ends with its foot (menus, other
stories, comments). What is not plainly furniture stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.boilerplate import menu_kind, pieces
from graph.imprint import published_of, publisher_of, writers_of
from graph.margins import lists, menus, names
from graph.masthead import dateline, is_outlet, split_publisher
from graph.model import Block
from graph.page import Page, Paragraph, Step, ends_sentence, key
from graph.paragraphs import paragraphs, trim
from graph.timestamps import date_before, date_behind

_SPEAKER = re.compile(r"[^\W\d_a-z][^a-z:]{1,40}:\s")
_LABELLED = re.compile(r":|report|edit|contribut", re.IGNORECASE)
"""What tells a byline wherever it stands: "Author: Jane Doe", "Reporting by Jane Doe"."""
_TITLE_WORDS, _HEADING_WORDS = 30, 12
_REPEATED_TITLE, _REPEATED = 4, 8
"""Words of the title, and of any other stretch, from which on its second appearance is a duplicate."""
_HEAD = 15
"""Paragraphs at the start of a page among which its title can stand."""


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
    steps: tuple[Callable[[Page], Step], ...] = (
        _confined, _split, lambda page: _titled(page, title), names, _opened, lists, menus, _duplicates, _headings
    )  # fmt: skip
    for step in steps:
        page = page.changed(step(page))
    return Layout(
        tuple(page.blocks()),
        next((page.words(b).rstrip(" ,") for b in page.blocks("title")), None),
        published_of(page),
        publisher_of(page),
        writers_of(page),
    )


def _confined(page: Page) -> Step:
    """Read bylines and dates as text outside the margins: "By Road Train" and "June 5, 2020" head parts of a text."""
    margins = page.margins()
    parts = {i - 1 for i in page.prose()[3:]}  # over prose, and not at the start of the page
    return {
        i: page.called(i, "body")
        for i, paragraph in enumerate(page.paragraphs)
        if len(paragraph) == 1 and (i not in margins or i in parts) and _needs_margin(page, paragraph[0])
    }


def _needs_margin(page: Page, block: Block) -> bool:
    return block.kind == "timestamp" or (block.kind == "byline" and not _LABELLED.search(page.words(block)))


def _split(page: Page) -> Step:
    """Take publisher ("... – NewsNation") and date ("... Friday, May 3, 2024") off the end of the lines of the head."""
    step = {}
    end = min([*page.prose()[:1], _HEAD, len(page) - 1])
    for i, _ in page.lines():
        if i < end:
            block, *rest = page.paragraphs[i]
            while cut := _last_part(page.text, block):
                block, last = cut
                section = last.kind == "publisher" and any(b.kind == "publisher" for b in rest)
                rest.insert(0, Block(last.start, last.end, "menu") if section else last)
            step[i] = (block, *rest)
    return step


def _last_part(text: str, block: Block) -> Paragraph:
    """Return a line of the head in two blocks where a date or a publisher ends it, else nothing."""
    line = text[block.start : block.end]
    cut, kind = date_behind(line), "timestamp"
    if cut is None:
        cut, kind = split_publisher(line), "publisher"
    return _in_two(text, block, cut, block.kind, kind) if cut else ()


def _titled(page: Page, given: str | None) -> Step:
    """Find the title: the line that is `given`, else the first line of the head that is no label of a section."""
    prose = page.prose()
    if len(page) < 2 or not (prose or given):
        return {}
    last = _HEAD if given else min([*prose[:1], _HEAD, len(page) - 1]) + 1
    lines = {i: line for i in range(last) if (line := _headline(page, i))}
    told = {key(given), key(given[: split_publisher(given)])} if given else set()
    labels = [i for i, line in lines.items() if not given and i != max(lines) and _is_label(page, i, line)]
    place = next((i for i, line in lines.items() if (key(line) in told if given else i not in labels)), None)
    if place is None:
        return {}
    step = {i: page.called(i, "publisher" if is_outlet(lines[i]) else "menu") for i in labels if i < place}
    step[place] = tuple(Block(b.start, b.end, "title" if b.readable else b.kind) for b in page.paragraphs[place])
    return step


def _is_label(page: Page, place: int, line: str) -> bool:
    """Return whether a line over the title names section or site: a word of menus, or a short line beside one."""
    around = [page.line(i) or "" for i in (place - 1, place + 1)]
    return bool(menu_kind(line)) or is_outlet(line) or (len(line.split()) <= 3 and any(map(menu_kind, around)))


def _headline(page: Page, place: int) -> str | None:
    """Return the words of a paragraph that looks like a headline, with or without a publisher behind it."""
    told = [b for b in page.paragraphs[place] if b.readable] if place < len(page) else []
    if len(told) != 1 or told[0].kind not in ("body", "heading"):
        return None
    line = page.words(told[0])
    bare = line.rstrip("\"'”’» ")
    if len(line.split()) > _TITLE_WORDS or not any(map(str.isalpha, line)) or bare[-1:] in ".:;…" or dateline(line):
        return None
    return None if bare[-1:] in "?!" and not page.is_furniture(place + 1) else line


def _opened(page: Page) -> Step:
    """Take date and dateline off the start of prose: "SEOUL, South Korea (AP) — ", "Friday, May 3, 2024 On Monday"."""
    step = {}
    prose = page.prose()
    speakers = sum(bool(_SPEAKER.match(page.text, p[0].start)) for p in page.paragraphs)
    for i in prose:
        place = next(n for n, b in enumerate(page.paragraphs[i]) if b.kind == "body")
        block = page.paragraphs[i][place]
        text = page.text[block.start : block.end]
        dated = date_before(text) if i == prose[0] else None
        found = dateline(text, first=i == prose[0]) if dated is None else None
        if found and not found.agency and ":" in text[: found.end] and not (speakers == 1 and len(page) > 2):
            continue
        cut = dated or (found and found.end)
        if cut:
            opening = _in_two(page.text, block, cut, "timestamp" if dated else "dateline", "body")
            step[i] = (*page.paragraphs[i][:place], *opening, *page.paragraphs[i][place + 1 :])
    return step


def _in_two(text: str, block: Block, length: int, first: str, second: str) -> Paragraph:
    """Return a block cut after `length` characters, each part with its kind."""
    edges = ((block.start, block.start + length, first), (block.start + length, block.end, second))
    return tuple(Block(*part, kind) for start, end, kind in edges if (part := trim(text, start, end)))


def _duplicates(page: Page) -> Step:
    """Mark what was read before: a headline over the text again, a caption under its picture again."""
    step: dict[int, Paragraph] = {}
    seen: set[str] = set()
    titles = {key(page.words(b)) for b in page.blocks("title")}
    for i, paragraph in enumerate(page.paragraphs):
        blocks = []
        for block in paragraph:
            words = page.words(block)
            same = key(words)
            long = len(words.split()) >= (_REPEATED_TITLE if same in titles else _REPEATED)
            again = block.readable and long and same in seen
            blocks.append(Block(block.start, block.end, "duplicate") if again else block)
            if block.readable:
                seen.add(same)
        step[i] = tuple(blocks)
    return step


def _headings(page: Page) -> Step:
    """Mark the short lines over other text that do not end as a sentence does."""
    last = len(page) - 1 if page.prose() else 0
    return {i: page.called(i, "heading") for i, line in page.lines() if i < last and _is_heading(line)}


def _is_heading(line: str) -> bool:
    opens = line[0].isupper() or line[0].isdigit()
    return opens and len(line.split()) <= _HEADING_WORDS and not ends_sentence(line) and line[-1] not in ':;,-–—"”'
