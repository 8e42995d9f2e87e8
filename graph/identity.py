"""Ids of entities: a readable slug of the canonical name, its coarse type, and a hash where these do not tell."""

from __future__ import annotations

import re
import unicodedata

from graph.model import digest

_OTHER = re.compile(r"[^a-z0-9]+")
_BREAK = re.compile(r"[\s.,&/-]+")


def slug(text: str) -> str:
    """Return `text` in lower-case ASCII letters, digits and single hyphens; empty where nothing is left."""
    text = text.replace("'", "").replace("’", "")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", plain.lower()).strip("-")[:60].strip("-")


def entity_id(label: str, type_: str, document: str | None = None) -> str:
    """Return the id of an entity: ``vladimir-putin-person``; a concept's carries a hash of its `document`.

    A label that the slug does not show letter by letter (accents, signs, length) gets a hash of its own.
    """
    base = slug(label)
    told = base == "-".join(_BREAK.split(label.replace("'", "").replace("’", "").strip().lower())).strip("-")
    parts = [base, slug(type_)]
    if document is not None or not told:
        parts.append(digest(label.replace("’", "'").casefold() if not told else "", document or "", length=8))
    return "-".join(p for p in parts if p)
