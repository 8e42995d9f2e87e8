"""Bytes to text, or an error: a text in the wrong encoding would give names that nobody has.

Decision (2026-11): UTF-8 first, UTF-16 and UTF-32 by their byte order mark, then Windows-1252 (of which Latin-1 is the
printable part) where the bytes cannot well be anything else; nothing is guessed beyond that. charset-normalizer 3.5 was
tried for the last step: it prefers cp1250 to cp1252 for English, German and Spanish news, and takes Turkish and
Romanian for cp1252; cut to the one question that matters here, it adds nothing to the checks below.
"""

from __future__ import annotations

import codecs
import re

from graph.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_UTF8_PAIR = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2\x80|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WESTERN = re.compile(r"[\x00-\x7f\xa0¡£§©«­®°²³´·»¼½¾¿€…–—‘’“”•™ŒœŠšŽžŸÀ-ÖØ-öø-ÿªº]*")
_INSIDE = re.compile(r"[^\W\d_][¡£§©«®°²³´»¼½¾¿€…“•™][^\W\d_]|[a-zà-öø-ÿ][À-ÖØ-ÞŒŠŽŸ]")
_FEW, _FOREIGN = 4, 0.06
"""Letters with accents, and their share, up to which a text is English, French, German or Spanish (Czech has 0.14)."""


def decode(data: bytes, place: str) -> str:
    """Return the text of `data`, without its byte order mark; raises `InputError`, naming `place`, where it is none."""
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise InputError(f"{place}: {what} holds no plain text; save its text as UTF-8 first")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if b"\x00" in data and encoding in ("utf-8", "utf-8-sig"):
        raise InputError(f"{place}: binary, not text; give plain text in UTF-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or not _is_western(data):
            raise InputError(f"{place}: not {encoding.upper()} (byte {error.start:,}); save it as UTF-8") from error
        text = data.decode("cp1252")
    if len(_CONTROLS.findall(text)) > len(text) / 100:
        raise InputError(f"{place}: binary, not text; give plain text in UTF-8")
    return text


def _is_western(data: bytes) -> bool:
    """Return whether `data` is plainly Windows-1252: no damaged UTF-8, no marks inside words, few accents."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = sum(map(str.isalpha, text))
    accents = sum(char.isalpha() and not char.isascii() for char in text)
    return (
        not _UTF8_PAIR.search(data)
        and _WESTERN.fullmatch(text) is not None
        and not _INSIDE.search(text)
        and accents <= max(_FEW, _FOREIGN * letters)
    )
