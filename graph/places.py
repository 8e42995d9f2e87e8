"""States, former states, blocs and regions: their names, demonyms and capitals.

The tables are ``data/countries.tsv`` and ``data/cities.tsv``; the words that let a capital stand for its state are
``data/politics.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from graph.tables import rows

if TYPE_CHECKING:
    from spacy.tokens import Token


HALVES = {"North": "South", "South": "North"}


@dataclass(frozen=True, slots=True)
class Place:
    """A state or region; `kind` is country, nation, historic, bloc, continent or region.

    `code` is ISO 3166 where there is one, `iri` that of GeoNames.
    """

    code: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    iri: str = ""


@cache
def places() -> tuple[Place, ...]:
    """Return every place of the table, in its order."""
    return tuple(_place(row) for row in rows("countries.tsv"))


def country(name: str) -> Place | None:
    """Return the place called `name` ("Russia", "the Russian Federation", "U.S."), or None."""
    return _index("names").get(_plain(name))


def demonym(word: str) -> Place | None:
    """Return the place that a demonym belongs to ("Russian", "Danes", "Soviet"), or None."""
    return _index("demonyms").get(word)


def capital(name: str) -> Place | None:
    """Return the state whose capital is called `name`, or None."""
    return _index("capitals").get(_plain(name))


def nations(words: Iterable[str]) -> frozenset[str]:
    """Return the names of the places whose demonyms stand in a run of words, in any case: "north korean leader"."""
    found: set[str] = set()
    before = ""
    for word in words:
        place = demonym(f"{before} {word}".title()) or demonym(word.title())
        if place is not None:
            found.add(place.name)
        before = word
    return frozenset(found)


def city(name: str) -> str:
    """Return the ISO code of the state that a city or region lies in, an empty string for an unknown name."""
    return _cities().get(name, "")


@cache
def _cities() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("cities.tsv")}


def metonymic(token: Token) -> bool:
    """Tell whether a capital's name stands for its state here: "Moscow denied", "Seoul's refusal", "between … and …",
    "accused Moscow".

    `token` is the head of the name. Unsure means no: "in Moscow" and "visited Beijing" are places.
    """
    return token.ent_type_ != "PERSON" and capital(_whole(token)) is not None and _political(token)


def _political(token: Token) -> bool:
    head = token.head
    if token.dep_ == "conj":
        return _political(head)
    if token.dep_ in ("nsubj", "dobj", "dative"):
        return _classified(head.lemma_.lower(), "verb")
    if token.dep_ == "agent" or (token.dep_ == "pobj" and head.dep_ == "agent"):
        return _classified(head.head.lemma_.lower(), "verb")
    if token.dep_ in ("dobj", "dative"):
        return _classified(head.lemma_.lower(), "object")
    if token.dep_ == "poss":
        return _classified(head.lemma_.lower(), "noun")
    if token.dep_ == "pobj" and head.lower_ in ("for", "to", "with", "from", "against") and head.head.pos_ == "NOUN":
        return _classified(head.head.lemma_.lower(), "noun")
    return token.dep_ == "pobj" and _classified(head.lower_, "preposition")


def _whole(token: Token) -> str:
    start = token.i
    while start > 0 and token.doc[start - 1].dep_ == "compound" and token.doc[start - 1].head.i <= token.i:
        start -= 1
    text: str = token.doc[start : token.i + 1].text
    return text


def _classified(word: str, kind: str) -> bool:
    return (word, kind) in _classes()


@cache
def _classes() -> frozenset[tuple[str, str]]:
    return frozenset((word, kind) for word, kind in rows("politics.tsv"))


def divided(half: str, rest: str) -> bool:
    """Say whether a name is that of one half of a divided country, both of them countries: North Korea."""
    other = HALVES.get(half)
    return other is not None and country(f"{half} {rest}") is not None and country(f"{other} {rest}") is not None


def _plain(name: str) -> str:
    name = " ".join(name.split()).replace("’", "'")
    return name[4:] if name[:4] in ("the ", "The ") and len(name) > 4 else name


@cache
def _index(kind: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for place in places():
        for name in {
            "names": (place.name, *place.aliases),
            "demonyms": (*place.adjectives, *place.nouns),
            "capitals": place.capitals,
        }[kind]:
            found.setdefault(_plain(name) if kind != "demonyms" else name, place)
    return found


def _place(row: tuple[str, ...]) -> Place:
    code, name, kind, aliases, adjectives, nouns, capitals, iri = row
    return Place(code, name, kind, _cell(aliases), _cell(adjectives), _cell(nouns), _cell(capitals), iri)


def _cell(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
