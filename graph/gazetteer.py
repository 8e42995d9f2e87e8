"""Places with a public identifier: which of those that bear a name is meant.

The tables are ``data/towns.tsv``, ``data/regions.tsv`` and ``data/borders.tsv``, all cut from GeoNames, and the states
of `graph.places`. Nothing is read before the first name is looked up.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log2, log10
from typing import Literal as OneOf

from graph.places import capital, places
from graph.tables import lines, rows

_STATE, _REGION, _CAPITAL = 8.0, 7.0, 0.4
"""How well known a state is, and a region, on the scale of `_Site.known`: a state takes the name it shares with a town,
a region only that of a smaller one (New York is the city). What a capital has more than its people and names tell."""
_MARGIN = 0.7
"""By how much a place must be ahead of the next; tuned on `tests/test_gazetteer.py`."""
_FLOOR, _ALONE = 6.0, 7.0
"""What a name without a qualifier must reach, and what it must where nothing of the document speaks for it: smaller
towns share their names with places that the tables do not have (Olympia is not always that in Washington)."""
_UNASSIGNED = ("XK",)
"""Codes in wide use that ISO 3166 does not assign."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_DROPPED = str.maketrans("", "", ".'`")
_SPACES = re.compile(r"(?<=\w\w)\.|[^\w.'’‘`]+|_")
"""What parts words: not the dots of "D.C.", nor the mark in "Luhans’k"."""
_KINDS = {"state": "region", "province": "region", "city": "city", "town": "city", "republic": "country"}
_BEFORE = re.compile(r"(?:(?:the )?(state|province|city|town|republic) of|(?:up|down)(state)) (.+)", re.IGNORECASE)
_BEHIND = re.compile(r"(.+) (state|province|city)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A state, region or town of GeoNames.

    `geoname` is its identifier there; `country` is ISO 3166-1 alpha-2, empty for a continent; `region` is the name of
    the U.S. state (or other region of the tables) that it is or lies in, else empty; `population` is 0 where unknown.
    """

    geoname: int
    name: str
    kind: OneOf["country", "region", "city"]
    country: str
    region: str
    population: int

    @property
    def links(self) -> tuple[str, ...]:
        """Return the IRIs it is known by: GeoNames, and for a state the page of its code at ISO.

        GeoNames answers with RDF. ISO has no linked data of its own; its page is what the keeper of the standard gives
        each code, for people to read. A code that ISO does not assign (XK) has none.
        """
        links = (f"https://sws.geonames.org/{self.geoname}/",)
        if self.kind != "country" or self.country in _UNASSIGNED:
            return links
        return (*links, f"https://www.iso.org/obp/ui/#iso:code:3166:{self.country}")


@dataclass(frozen=True, slots=True)
class _Site:
    """A location; `code` is GeoNames's of its region ("US.MA"), `known` says how likely its bare name means it."""

    location: Location
    code: str
    known: float


def locations(name: str) -> tuple[Location, ...]:
    """Return all places that bear a name, the most populous first; none for a name without a capital letter.

    A town is not among them where its own state or region bears the name too ("Luxembourg", "Quebec": the towns are
    called Luxembourg City and Quebec City); New York is both.
    """
    return tuple(sorted((s.location for s in _bearing(name)), key=lambda place: (-place.population, place)))


def locate(name: str, qualifier: str = "", context: Mapping[str, int] = {}) -> Location | None:
    """Return the place that a name means in a text, or None where that is not sure.

    `qualifier` is what the text writes behind the name ("Massachusetts", "Mass.", "MA", "Ontario", "state"; several
    divided by commas; `name` itself may have them too); one that is not known means None. `context` holds the names
    of places told in the same document with their number of mentions. Without a qualifier the best known place is
    meant, unless the context speaks of another's region or state.

    >>> locate("Cambridge"), locate("Cambridge", "Mass.").name, locate("Cambridge", context={"Boston": 2}).region
    (None, 'Cambridge', 'Massachusetts')
    """
    sites, qualifiers = _taken_apart(name)
    qualifiers += _parts(qualifier)
    for each in qualifiers:
        sites = tuple(s for s in sites if _matches(s, each))
    if len(sites) == 1 and qualifiers:
        return sites[0].location
    own = folded(name)
    told = {other: count for other, count in context.items() if folded(other) != own}
    return _clear(sites, told, bool(qualifiers))


def folded(name: str) -> str:
    """Return the form by which names are compared: lower-case ASCII, "St." written out, no article, no marks.

    >>> folded("St. Petersburg"), folded("The Hague"), folded("Luhans’k"), folded("Washington, D.C.")
    ('saint petersburg', 'hague', 'luhansk', 'washington dc')
    """
    apart = _SPACES.sub(" ", unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode()
    words = plain.translate(_DROPPED).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(_SHORT.get(word, word) for word in words)


def _clear(sites: Iterable[_Site], context: Mapping[str, int], qualified: bool) -> Location | None:
    """Return the site that is clearly ahead of the others, and well enough known unless its name is qualified."""
    told = [(other, count) for name, count in sorted(context.items()) for other in _meant(name)]
    ranked = sorted(((s.known + (said := _evidence(s, told)), said, s.location) for s in sites), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    sure, said, place = ranked[0]
    return place if qualified or sure >= (_FLOOR if said else _ALONE) else None


def _evidence(site: _Site, told: Iterable[tuple[_Site, int]]) -> float:
    """Return how much a document's other places speak for a site: its region most, then its state, then a neighbour."""
    near = far = 0.0
    for other, count in told:
        here, there = site.location, other.location
        if site.code and other.code == site.code:
            near += count if there.kind == "region" else count / 2
        elif here.country == there.country:
            far += count
        elif here.kind == "country" and there.kind == "country" and there.country in _neighbours(here.country):
            far += count / 2
        if here.kind == "region" and other.code in _neighbours(site.code):
            near += count / 2
    return min(1.7 * log2(1 + near) + min(0.8 * log2(1 + far), 1.2), 3.5)


@cache
def _meant(name: str) -> tuple[_Site, ...]:
    """Return what another name of the document speaks for: the place it usually means, else the lands it may mean."""
    sites = [site for site in _bearing(name) if site.known >= _FLOOR]
    usual = _clear(sites, {}, qualified=True)
    return tuple(s for s in sites if (s.location.kind != "city" if usual is None else s.location == usual))


def _taken_apart(name: str) -> tuple[tuple[_Site, ...], list[str]]:
    """Return the sites of a name and the qualifiers in it: "Cleveland, Ohio", "New York state", "city of Derry"."""
    sites = _bearing(name)
    if sites:
        return sites, []
    first, *rest = _parts(name) or [""]
    if rest:
        return _bearing(first), rest
    if found := _BEFORE.fullmatch(first):
        return _bearing(found[3]), [found[1] or found[2]]
    if found := _BEHIND.fullmatch(first):
        return _bearing(found[1]), [found[2]]
    return (), []


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _matches(site: _Site, qualifier: str) -> bool:
    kind = _KINDS.get(qualifier.casefold())
    if kind is not None:
        return site.location.kind == kind
    return any(_within(site, land) for land in _abbreviated(qualifier) or _bearing(qualifier))


def _within(site: _Site, land: _Site) -> bool:
    if land.location.kind == "country":
        return site.location.country == land.location.country
    return site.code == land.code != "" and site.location.kind == "city"


@cache
def _bearing(name: str) -> tuple[_Site, ...]:
    """Return the sites that bear a name."""
    key = folded(name)
    if not key or name == name.lower():
        return ()
    return (*_lands().get(key, ()), *(_town(line) for line in _towns().get(key, "").splitlines()))


def _town(line: str) -> _Site:
    identifier, name, state, region, people, names, _ = line.split("\t")
    code = f"{state}.{region}"
    location = Location(int(identifier), name, "city", state, _region_names().get(code, ""), int(people))
    land = capital(name)
    extra = _CAPITAL if land and land.code == state else 0.0
    return _Site(location, code, log10(max(int(people), 1)) + log10(1 + int(names)) + extra)


@cache
def _towns() -> dict[str, str]:
    """Return folded name to the lines of the towns that bear it; they are taken apart when the name is met."""
    found: dict[str, str] = {}
    for line in lines("towns.tsv"):
        _, name, rest = line.split("\t", 2)
        others = rest[rest.rfind("\t") + 1 :]
        for key in (name.lower(), *others.split("|")) if others else (name.lower(),):
            found[key] = f"{found[key]}\n{line}" if key in found else line
    return found


@cache
def _lands() -> dict[str, list[_Site]]:
    """Return folded name to the states and regions that bear it."""
    found: dict[str, list[_Site]] = defaultdict(list)
    for place in places():
        if place.kind == "country" and place.iri:
            number = int(place.iri.rstrip("/").rpartition("/")[2])
            _add(found, _state(number, place.name, place.code), (place.name, *place.aliases))
    for identifier, name, state, code, others, _ in rows("regions.tsv"):
        names = (name, *filter(None, others.split("|")))
        if state and not code:
            _add(found, _state(int(identifier), name, state), names)
            continue
        shared = any(site.location.kind == "country" for site in found.get(folded(name), ()))  # Georgia
        location = Location(int(identifier), name, "region", state, name if state else "", 0)
        _add(found, _Site(location, code, _STATE if shared else _REGION), names)
    return found


def _state(number: int, name: str, code: str) -> _Site:
    people, _ = _borders().get(code, (0, ()))
    return _Site(Location(number, name, "country", code, "", people), "", _STATE)


def _add(found: dict[str, list[_Site]], site: _Site, names: Iterable[str]) -> None:
    for key in {folded(name) for name in names}:
        found[key].append(site)


@cache
def _abbreviated(text: str) -> tuple[_Site, ...]:
    """Return the regions that an abbreviation stands for, behind another name: "Ga.", "MA", "Ont."."""
    named = (name for _, name, _, _, _, short in rows("regions.tsv") if text in short.split("|"))
    return tuple(s for name in named for s in _lands()[folded(name)] if s.location.name == name and s.code)


@cache
def _region_names() -> dict[str, str]:
    return {code: name for _, name, _, code, _, _ in rows("regions.tsv") if code}


def _neighbours(code: str) -> tuple[str, ...]:
    return _borders().get(code, (0, ()))[1]


@cache
def _borders() -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return code of a state or region to its people and the codes of its neighbours."""
    return {code: (int(people), tuple(codes.split("|"))) for code, people, codes in rows("borders.tsv")}
