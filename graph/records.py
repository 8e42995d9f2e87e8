"""What an input says of one document: its text, and title, date, publisher, authors and source where it tells them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from graph.errors import InputError
from graph.timestamps import first_date

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?=T|$)")


@dataclass(frozen=True, slots=True)
class Record:
    """A document as it came in; `place` says where, for messages. `published` is ISO 8601."""

    place: str
    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None


def from_json(line: str, place: str, name: str) -> Record:
    """Return the document of one line of JSON; `name` is its id where it brings none.

    Fields: ``text``; ``id`` or ``document``, ``title``, ``published``, ``publisher``, ``author`` or ``authors`` (a
    string or a list), ``source``. Raises `InputError` for a line without an object that has a text.
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep or too long a number"
        raise InputError(f"{place}: not JSON ({reason}); write one JSON object a line") from error
    if not isinstance(fields, dict):
        raise InputError(f"{place}: not a JSON object; write one JSON object a line, with the field 'text'")
    if not isinstance(fields.get("text"), str):
        raise InputError(f"{place}: the field 'text' is missing or no string; give each line its text there")
    return Record(
        place=place,
        id=_string(fields.get("id")) or _string(fields.get("document")) or name,
        text=whole(fields["text"]),
        title=_string(fields.get("title")),
        published=day(_string(fields.get("published")) or ""),
        publisher=_string(fields.get("publisher")),
        authors=_strings(fields.get("authors") or fields.get("author")),
        source=_string(fields.get("source")),
    )


def is_json_line(data: bytes) -> bool:
    """Return whether a line is one JSON object."""
    try:
        return isinstance(json.loads(data.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def day(value: str) -> str | None:
    """Return the day of a date or time in ISO 8601 ("2024-06-19T10:00Z", "20240619", "Wed, 19 Jun 2024"), or None."""
    compact = _COMPACT.match(value)
    return first_date("-".join(compact.groups()) if compact else value)


def whole(text: str) -> str:
    """Return `text` with lone surrogates, which no encoding can write, replaced by U+FFFD; offsets stay."""
    return _SURROGATES.sub("\ufffd", text)


def line(text: str) -> str:
    """Return `text` as one line of printable characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in whole(text)).split())


def _string(value: Any) -> str | None:
    """Return the one line of a field that holds a string or a number, or None."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return line(value) or None if isinstance(value, str) else None


def _strings(value: Any) -> tuple[str, ...]:
    """Return the names in a string ("Jane Doe; John Roe"), in a list of them or in a list of objects with a name."""
    values = value if isinstance(value, list) else value.split(";") if isinstance(value, str) else [value]
    names = (_string(item.get("name") if isinstance(item, dict) else item) for item in values)
    return tuple(dict.fromkeys(filter(None, names)))
