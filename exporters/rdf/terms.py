"""RDF terms as Turtle writes them, and a subject with its properties, in the subset that every store reads alike.

A term is a `str` in one of six forms, which the serialisers tell apart by its first and last characters::

    kge:mara-lind   a prefixed name (`exporters.iris`)      "words"              a plain literal, on one line
    <https://...>   an IRI from elsewhere                   "words"@en           a literal in English
    12  or  0.5     an xsd:integer or xsd:decimal           "2024"^^xsd:gYear    a typed literal

There are no blank nodes, so that loading twice changes nothing; a value is typed only where it is valid.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

Property = tuple[str, Collection[str]]
"""A predicate (``a`` is rdf:type) and its objects."""
Node = tuple[str, list[tuple[str, tuple[str, ...]]]]
"""A subject with its properties: no predicate twice, no object twice in one property, no property without object."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[\\\\"\n\r\t\x7f-\x9f\u2028\u2029]')
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,12})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(?!0000)[0-9]{4}")


def node(subject: str, *properties: Property) -> Node:
    """Return the node of `subject`; a property without objects is left out."""
    return subject, [(predicate, tuple(dict.fromkeys(objects))) for predicate, objects in properties if objects]


def clean(text: str) -> str:
    """Return `text` with each character that XML 1.0 forbids (controls, lone surrogates) as U+FFFD; offsets hold."""
    return _ILLEGAL.sub("\ufffd", text)


def string(text: str) -> str:
    """Return `text` as a plain literal on one line."""
    return f'"{_SPECIAL.sub(_escape, clean(text))}"'


def english(text: str) -> str:
    """Return `text` as a literal in English, the language that is read."""
    return f"{string(text)}@en"


def decimal(value: float) -> str | None:
    """Return `value` as an xsd:decimal of at most four places, None where it is not finite."""
    return _plain(Decimal(f"{value:.4f}")) if math.isfinite(value) else None


def number(text: str) -> str | None:
    """Return a plain number as an xsd:integer or xsd:decimal that fits every store, None for all else."""
    if not _NUMBER.fullmatch(text):
        return None
    return _plain(Decimal(text)) if "." in text else str(int(text))


def dated(text: str) -> str | None:
    """Return an ISO 8601 day, month or year as a typed literal, None where there is no such day."""
    if _DATE.fullmatch(text):
        return f'"{text}"^^xsd:date' if _exists(text) else None
    if _MONTH.fullmatch(text):
        return f'"{text}"^^xsd:gYearMonth'
    return f'"{text}"^^xsd:gYear' if _YEAR.fullmatch(text) else None


def when(text: str) -> str:
    """Return an ISO 8601 date typed where it is valid, as a plain literal where it is not."""
    return dated(text) or string(text)


def some(text: str | None) -> list[str]:
    """Return `text` as the only object of a property, no object where it is empty or None."""
    return [text] if text else []


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _plain(value: Decimal) -> str:
    whole, _, places = format(value, "f").partition(".")
    return f"{whole}.{places.rstrip('0') or '0'}"


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"
