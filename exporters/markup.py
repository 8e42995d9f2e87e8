"""XML as every reader takes it: the one place where text is escaped for GraphML and GEXF."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile("[\t\n !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")

_NAME = re.compile("[A-Za-z0-9 _.#()%-]*")
"""What most texts are made of: a look that spares several."""


def legal(text: str) -> str:
    """Return `text` with each character that XML 1.0 forbids replaced by U+FFFD; its length stays the same."""
    return _ILLEGAL.sub("\ufffd", text)


def plain(text: str) -> bool:
    """Return whether `text` may stand in an element as it is."""
    return _PLAIN.fullmatch(text) is not None


def content(text: str) -> str:
    """Return `text` for an element; a carriage return would be read back as a line feed."""
    return text if plain(text) else escape(legal(text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Return `text` for an attribute, quotes included."""
    return f'"{text}"' if _NAME.fullmatch(text) else quoteattr(legal(text))
