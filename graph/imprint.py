"""What a page says of itself: publisher, day of publication and writers, read from the blocks of its head and foot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.margins import writers
from graph.masthead import dateline, is_outlet
from graph.model import Block
from graph.page import Page
from graph.timestamps import dates

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\D{0,12}(?:19|20)\d\d,?\s+(?:by\s+)?(?P<name>[^.,;|]{2,50})", re.IGNORECASE
)
_SEPARATORS = " |–—:•·-"


def publisher_of(page: Page) -> str | None:
    """Return the publisher: the one behind the headline, in the copyright, beside the byline, or the news agency."""
    return next(_publishers(page), None)


def published_of(page: Page) -> str | None:
    """Return the day of publication in ISO 8601: the earliest of the head, else of the dateline, else of the foot."""
    prose = page.prose()
    head = page.paragraphs[prose[2]][0].start if len(prose) > 2 else len(page.text)
    stamps = [(b.start, date) for b in page.blocks("timestamp", "byline") for date in _dates(page, b)]
    return (
        min((date for start, date in stamps if start < head), default=None)
        or next((date for b in page.blocks("dateline") for date in _dates(page, b)), None)
        or next((date for _, date in stamps), None)
    )


def writers_of(page: Page) -> tuple[str, ...]:
    """Return the writers in the order in which the page names them."""
    return tuple(dict.fromkeys(name for b in page.blocks("byline") for name in writers(page.words(b))))


def _publishers(page: Page) -> Iterator[str]:
    yield from (page.words(b).strip(_SEPARATORS) for b in page.blocks("publisher"))
    for block in page.blocks("credit"):
        match = _COPYRIGHT.search(page.words(block))
        if match and (is_outlet(match["name"]) or match["name"].istitle()):
            yield match["name"].removesuffix(" All rights reserved").strip(_SEPARATORS)
    for block in page.blocks("byline"):
        parts = re.split(r"\s*[|,–—]\s*|\s-\s", page.words(block))
        yield from (part for part in parts[1:] if is_outlet(part))
    for block in page.blocks("dateline"):
        found = dateline(f"{page.words(block)} A", first=True)
        if found and found.agency:
            yield found.agency


def _dates(page: Page, block: Block) -> Iterator[str]:
    yield from (d.iso for d in dates(page.words(block)) if d.iso)
