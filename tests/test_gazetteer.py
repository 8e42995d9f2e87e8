"""Places with a public identifier: the table of names, qualifiers and contexts is the specification."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.gazetteer import Location, folded, locate, locations
from graph.tables import lines, rows

CASES = """
# name | qualifier | other places told | kind, name, ISO code of the state, region; - where unsure
London | | | city London GB England
London | Ontario | | city London CA Ontario
London | Ont. | | city London CA Ontario
London | England | | city London GB England
London, Ontario | | | city London CA Ontario
London | | Ontario 3 | city London CA Ontario
London | | Canada 1 | city London GB England
Paris | | | city Paris FR Île-de-France
Paris | Texas | | city Paris US Texas
Paris, Texas, U.S. | | | city Paris US Texas
Paris | | Texas 1 | city Paris FR Île-de-France
Paris | | Texas 9 | -
Paris | Bear Lake County | | -
Cambridge | | | -
Cambridge | Massachusetts | | city Cambridge US Massachusetts
Cambridge | Mass. | | city Cambridge US Massachusetts
Cambridge | MA | | city Cambridge US Massachusetts
Cambridge | U.K. | | city Cambridge GB England
Cambridge | | Massachusetts 1 | city Cambridge US Massachusetts
Cambridge | | Boston 2 | city Cambridge US Massachusetts
Cambridge | | England 1 | city Cambridge GB England
Cambridge | | Britain 1 | city Cambridge GB England
Cambridge | | Britain 1, United States 1 | -
Cambridge | | Cambridge 4 | -
Birmingham | | | city Birmingham GB England
Birmingham | Ala. | | city Birmingham US Alabama
Birmingham | | Alabama 1 | city Birmingham US Alabama
Cleveland | | | city Cleveland US Ohio
Cleveland | | Ohio 1 | city Cleveland US Ohio
Cleveland | | Tennessee 1 | -
Cleveland | Tenn. | | city Cleveland US Tennessee
Moscow | | | city Moscow RU
Moscow | Idaho | | city Moscow US Idaho
Moscow | | Idaho 9, United States 4 | -
Springfield | | | -
Springfield | Ill. | | city Springfield US Illinois
Springfield | | Illinois 1 | city Springfield US Illinois
Springfield | | United States 9 | -
Portland | | | city Portland US Oregon
Portland | Maine | | city Portland US Maine
Vancouver | | | city Vancouver CA British Columbia
Vancouver | Washington | | city Vancouver US Washington
Victoria | | | -
Victoria | British Columbia | | city Victoria CA British Columbia
Victoria | B.C. | | city Victoria CA British Columbia
Victoria | Australia | | region Victoria AU Victoria
Victoria | Seychelles | | city Victoria SC
Victoria | | Melbourne 2 | region Victoria AU Victoria
Newcastle | England | | city Newcastle upon Tyne GB England
Newcastle | NSW | | city Newcastle AU New South Wales
St. Petersburg | | | city Saint Petersburg RU
St. Petersburg | Florida | | city St. Petersburg US Florida
St Petersburg | Fla. | | city St. Petersburg US Florida
St. Petersburg | | Tampa 1, Florida 1 | -
St. Petersburg | | Tampa 3, Florida 3 | city St. Petersburg US Florida
Hyderabad | | | -
Hyderabad | | Pakistan 2 | city Hyderabad PK Sindh
Naples | | | city Naples IT Campania
Naples | Fla. | | city Naples US Florida
Athens | | Georgia 2 | city Athens US Georgia
New York | | | city New York City US New York
New York | | Albany 1 | city New York City US New York
New York | state | | region New York US New York
New York state | | | region New York US New York
upstate New York | | | region New York US New York
New York City | | | city New York City US New York
New York | N.Y. | | city New York City US New York
Brooklyn | New York | | city Brooklyn US New York
Washington | | | city Washington US
Washington | | United States 5, Texas 2 | city Washington US
Washington | D.C. | | city Washington US
Washington, D.C. | | | city Washington US
Washington DC | | | city Washington US
Washington | state | | region Washington US Washington
Washington state | | | region Washington US Washington
Washington | | Oregon 1 | -
Washington | | Oregon 2, Idaho 1 | region Washington US Washington
Washington | | Seattle 2, Spokane 2 | region Washington US Washington
Georgia | | | -
Georgia | | Tbilisi 1 | country Georgia GE
Georgia | | Russia 3 | country Georgia GE
Georgia | | Armenia 1, Azerbaijan 1 | country Georgia GE
Georgia | | Atlanta 1 | region Georgia US Georgia
Georgia | | Florida 1 | region Georgia US Georgia
Georgia | U.S. | | region Georgia US Georgia
Georgia | | Russia 2, United States 2 | -
Republic of Georgia | | | country Georgia GE
state of Georgia | | | region Georgia US Georgia
Atlanta | Georgia | | city Atlanta US Georgia
Atlanta | Ga. | | city Atlanta US Georgia
Lafayette | La. | | city Lafayette US Louisiana
Perth | WA | | city Perth AU Western Australia
Tbilisi | Georgia | | city Tbilisi GE
Punjab | | | -
Punjab | | Lahore 1 | region Punjab PK Punjab
Punjab | India | | region Punjab IN Punjab
Guangdong province | | | region Guangdong CN Guangdong
Bombay | | | city Mumbai IN Maharashtra
Saigon | | | city Ho Chi Minh City VN
Kiev | | | city Kyiv UA
Kyiv | | | city Kyiv UA
KYIV | | | city Kyiv UA
Leningrad | | | city Saint Petersburg RU
Cologne | | | city Köln DE North Rhine-Westphalia
Danzig | | | city Gdańsk PL
Lodz | | | city Łódź PL
Sao Paulo | | | city São Paulo BR
The Hague | | | city The Hague NL South Holland
the Hague | | | city The Hague NL South Holland
Luhans’k | | | city Luhansk UA
L.A. | | | city Los Angeles US California
Salisbury | | Zimbabwe 1 | -
Luxembourg | | | country Luxembourg LU
Singapore | | | country Singapore SG
Mexico | | | country Mexico MX
Mexico City | | | city Mexico City MX
Quebec | | | region Quebec CA Quebec
Quebec City | | | city Quebec City CA Quebec
Armenia | | | country Armenia AM
Armenia | | Colombia 5 | -
Armenia | Colombia | | city Armenia CO
Jamaica | | | country Jamaica JM
Macau | | | country Macao MO
U.S. | | | country United States US
America | | | country United States US
Taiwan | | | country Taiwan TW
Kosovo | | | country Kosovo XK
the Falklands | | | country Falkland Islands FK
Curaçao | | | country Curacao CW
England | | | region England GB England
Tibet | | | region Tibet CN Tibet
Crimea | | | region Crimea UA Crimea
Gaza | | | city Gaza PS Gaza Strip
Gaza Strip | | | region Gaza Strip PS Gaza Strip
Europe | | | region Europe
Soviet Union | | | -
Korea | | | -
Florida | | Switzerland 3 | region Florida US Florida
Olympia | | Athens 3, Greece 2 | -
Olympia | | Seattle 2 | city Olympia US Washington
Antioch | | Rome 2, Gaul 1 | -
Venice | | Italy 1 | city Venice IT Veneto
North | | | -
Uvalde | Texas | | city Uvalde US Texas
Ferguson | | | -
Ferguson | | Missouri 1 | city Ferguson US Missouri
Nice | | | city Nice FR
nice | | | -
us | | | -
Atlantis | Texas | | -
Nowhere | | | -
東京 | | | -
"""


def _cases() -> list[tuple[str, str, dict[str, int], str]]:
    table = [[cell.strip() for cell in line.split("|")] for line in CASES.splitlines() if line and line[0] != "#"]
    return [(name, qualifier, _context(told), expected) for name, qualifier, told, expected in table]


def _context(told: str) -> dict[str, int]:
    pairs = (each.rpartition(" ") for each in told.split(", ") if each)
    return {name: int(count) for name, _, count in pairs}


@pytest.mark.parametrize(("name", "qualifier", "context", "expected"), _cases())
def test_which_place_a_name_means(name: str, qualifier: str, context: dict[str, int], expected: str) -> None:
    place = locate(name, qualifier, context)
    told = "-" if place is None else f"{place.kind} {place.name} {place.country} {place.region}".strip()
    assert told == expected


def test_all_that_bear_a_name_come_most_populous_first() -> None:
    found = locations("Cambridge")
    assert [(p.country, p.region) for p in found][:3] == [("GB", "England"), ("CA", "Ontario"), ("US", "Massachusetts")]
    assert [p.population for p in found] == sorted((p.population for p in found), reverse=True)
    assert {p.kind for p in locations("Georgia")} == {"country", "region"}
    assert [p.kind for p in locations("New York")] == ["city", "region"]


@pytest.mark.parametrize("name", ["", " ", "nice", "Nowhere", "Soviet Union", "東京", "\x00", "," * 50, "The", "St."])
def test_what_has_no_identifier_gives_none(name: str) -> None:
    assert locations(name) == () and locate(name) is None


def test_links_of_a_state_are_geonames_and_iso_3166() -> None:
    assert locations("Ukraine")[0].links == (
        "https://sws.geonames.org/690791/",
        "https://www.iso.org/obp/ui/#iso:code:3166:UA",
    )


def test_a_town_and_a_code_that_iso_does_not_assign_have_the_link_of_geonames_alone() -> None:
    assert [place.links for name in ("Kyiv", "Kosovo") for place in locations(name)[:1]] == [
        ("https://sws.geonames.org/703448/",),
        ("https://sws.geonames.org/831053/",),
    ]


def test_context_in_any_order_gives_the_same_place() -> None:
    context = {"Boston": 2, "England": 1, "Ohio": 1, "Georgia": 3}
    assert locate("Cambridge", context=context) == locate("Cambridge", context=dict(reversed(context.items())))


@given(st.text(), st.text(), st.dictionaries(st.text(), st.integers(0, 99), max_size=3))
def test_any_text_gives_a_place_or_none(name: str, qualifier: str, context: dict[str, int]) -> None:
    assert isinstance(locate(name, qualifier, context), Location | None)


@given(st.text())
def test_folding_again_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_towns_are_sound() -> None:
    towns = [line.split("\t") for line in lines("towns.tsv")]
    assert all(len(town) == 7 for town in towns)
    assert [int(town[0]) for town in towns] == sorted({int(town[0]) for town in towns})
    assert all(folded(key) == key != "" for town in towns if town[6] for key in town[6].split("|"))
    assert all(folded(town[1]) in (town[1].lower(), *town[6].split("|")) for town in towns)


def test_regions_are_sound() -> None:
    regions = rows("regions.tsv")
    assert len({region[0] for region in regions}) == len(regions)
    assert all(code.startswith(f"{state}.") for _, _, state, code, _, _ in regions if code)
    assert sum(state == "US" for _, _, state, *_ in regions) == 50


def test_nothing_is_read_before_the_first_name() -> None:
    code = "import graph.gazetteer as g; assert not g._towns.cache_info().misses and not g._lands.cache_info().misses"
    subprocess.run([sys.executable, "-c", code], check=True)
