"""HTML to the main text of a page, by trafilatura: an extra, because few need it (``factloom[html]``)."""

from __future__ import annotations

import re

from graph.decode import decode
from graph.errors import InputError
from graph.records import Record, day, line, whole

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
"""No date of today in the search, or the same page would give another graph tomorrow."""


def from_html(data: bytes, place: str, name: str) -> Record:
    """Return the main text of a page and what its head tells; raises `InputError` where there is none."""
    try:
        from trafilatura import bare_extraction
        from trafilatura.settings import Document as Extracted
    except ImportError as error:
        raise InputError(f"{place}: HTML needs trafilatura; run: python -m pip install 'factloom[html]'") from error
    markup = _markup(data, place)
    found = bare_extraction(markup, with_metadata=True, include_comments=False, date_extraction_params=_DATES)
    if not isinstance(found, Extracted) or not found.text:
        raise InputError(f"{place}: no main text found in this page; save its text as .txt")
    return Record(
        place=place,
        id=name,
        text=whole(found.text),
        title=line(found.title or "") or None,
        published=day(found.date or ""),
        publisher=line(found.sitename or "") or None,
        authors=tuple(filter(None, map(line, (found.author or "").split(";")))),
        source=found.url or None,
    )


def _markup(data: bytes, place: str) -> str:
    """Return the markup in the character set that it names itself, else as any text."""
    charset = _CHARSET.search(data[:4096])
    try:
        return data.decode(charset[1].decode("ascii")) if charset else decode(data, place)
    except (LookupError, UnicodeDecodeError):
        return decode(data, place)
