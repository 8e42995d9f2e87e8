"""XML as every reader takes it: the one place where text is escaped for GraphML and GEXF."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from xml.sax.saxutils import escape, quoteattr

from graph.errors import FormatError

T = TypeVar("T")

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile("[\t\n !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")

_NAME = re.compile("[A-Za-z0-9 _.#()%-]*")
"""What most texts are made of: a look that spares several."""


def legal(text: str) -> str:
    """Return `text` with each character that XML 1.0 forbids replaced by U+FFFD; its length stays the same."""
    return _ILLEGAL.sub("\ufffd", text)


def content(text: str) -> str:
    """Return `text` for an element; a carriage return would be read back as a line feed."""
    return text if _PLAIN.fullmatch(text) else escape(legal(text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Return `text` for an attribute, quotes included."""
    return f'"{text}"' if _NAME.fullmatch(text) else quoteattr(legal(text))


def elements(
    text: str, name: str, namespace: str, read: Mapping[str, Callable[[ET.Element], T]]
) -> Iterator[tuple[str, T]]:
    """Yield the tag of each element that is to be `read`, in the order of their ends, and what is read of it.

    Raises `FormatError` where `text` is no whole file of the format `name`.
    """
    tag = ""
    try:
        for _, element in ET.iterparse(io.StringIO(text)):
            tag = element.tag.removeprefix(f"{{{namespace}}}")
            if tag in read:
                yield tag, read[tag](element)
                element.clear()
        if tag != name.lower():
            raise ValueError(f"it is <{tag}>")
    except (ET.ParseError, ValueError) as error:
        raise FormatError(f"{name}: does not read back ({error}); build it again with factloom build") from error
