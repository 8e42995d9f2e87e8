"""IRIs for whatever the graph holds: readable, safe in every store, and never the same for two different things.

Vocabulary terms are hash IRIs under `VOCABULARY`, everything else slash IRIs under the base. Local names hold
``A-Z a-z 0-9 _ -`` only, because stores disagree about all else. A name that its slug does not tell (capitals, symbols
or other scripts dropped, too long, empty) gets ``--`` (relations: ``_``) and a hash behind it, which no slug holds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.errors import FormatError
from graph.model import Span, digest

BASE = "https://example.org/kg/"
"""A placeholder: publish a graph under an address of your own."""
VOCABULARY = "https://example.org/kg/ns#"

STANDARD = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "kg": VOCABULARY,
}
KINDS = {
    "kge": "entity",
    "kgr": "rel",
    "kgp": "role",
    "kgd": "doc",
    "kgx": "passage",
    "kgs": "statement",
    "kgv": "event",
    "kga": "attribution",
    "kgl": "value",
    "kgq": "evidence",
    "kgm": "merge",
    "kgc": "conflict",
}
"""One prefix a kind of thing: a prefix that is a path above another makes some writers escape slashes."""

_BASE = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/")
_SLUG = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_TERM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*( [a-z][a-z0-9]*(-[a-z0-9]+)*)*")
_WEB = re.compile(r"https?://\w[\w.-]*(:[0-9]+)?([/?#].*)?")
_UNSAFE = re.compile(r'[ <>"{}|\\^`\[\]]|%(?![0-9A-Fa-f]{2})')
_LONGEST = 80


def namespaces(base: str = BASE) -> dict[str, str]:
    """Return prefix to namespace, all kinds under `base`; raises `FormatError` for a base that is no plain http IRI."""
    given, base = base, base if base.endswith("/") else f"{base}/"
    if not _BASE.fullmatch(base):
        raise FormatError(f"{given}: not a base IRI; give one such as {BASE}, without query, fragment or spaces")
    return STANDARD | {prefix: f"{base}{kind}/" for prefix, kind in KINDS.items()}


def slug(text: str) -> str:
    """Return `text` in ``a-z 0-9 -``, accents dropped, at most 80 characters; empty where nothing is left."""
    ascii = unicodedata.normalize("NFKD", text).casefold().encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii)[:_LONGEST].strip("-")


@lru_cache(maxsize=2**12)  # the same few are asked for again and again, and nearly all the time of writing went here
def local(id: str) -> str:
    """Return the local name of an entity or document: the id itself where it is a slug.

    >>> local("mara-lind"), local("Mara Lind")
    ('mara-lind', 'mara-lind--8fcd7ad0a12d')
    """
    if len(id) <= _LONGEST and _SLUG.fullmatch(id):
        return id
    return f"{slug(id) or 'x'}--{digest(id, length=12)}"


def passage_name(span: Span) -> str:
    """Return the name of a passage, which its document and offsets alone make."""
    return f"kgx:{local(span.document)}-{span.start}-{span.end}"


@lru_cache(maxsize=2**12)
def term(words: str) -> str:
    """Return the local name of a relation or role, an XML name: its words in camel case.

    >>> term("leader of"), term("leader OF")
    ('leaderOf', 'leaderOf_f17cc2f5ed8d')
    """
    plain = len(words) <= _LONGEST and _TERM.fullmatch(words)
    first, *rest = (words if plain else slug(words).lstrip("0123456789-").replace("-", " ") or "x").split(" ")
    camel = first + "".join(word[:1].upper() + word[1:] for word in rest)
    return camel if plain else f"{camel}_{digest(words, length=12)}"


def web(address: str) -> str | None:
    """Return a web address as a valid IRI, unsafe characters percent-encoded, or None where it is no http address."""
    if not address.isprintable() or not _WEB.fullmatch(address):
        return None
    head, mark, fragment = address.partition("#")
    return _UNSAFE.sub(_percent, f"{head}{mark}{fragment.replace('#', '%23')}")


def _percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"
