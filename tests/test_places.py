"""Countries by name, demonym and capital; capitals that stand for their states."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from graph.places import capital, city, country, demonym, metonymic, places
from tests.parses import at, cases


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Russia", "Russia"),
        ("the Russian Federation", "Russia"),
        ("U.S.", "United States"),
        ("United States of America", "United States"),
        ("DPRK", "North Korea"),
        ("Republic of Korea", "South Korea"),
        ("USSR", "Soviet Union"),
        ("the EU", "European Union"),
        ("Czechia", "Czech Republic"),
        ("The Gambia", "Gambia"),
        ("Türkiye", "Turkey"),
    ],
)
def test_country_by_name(name: str, expected: str) -> None:
    place = country(name)
    assert place is not None and place.name == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Russian", "Russia"),
        ("Dane", "Denmark"),
        ("North Korean", "North Korea"),
        ("Soviet", "Soviet Union"),
        ("European", "Europe"),
        ("Scottish", "Scotland"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
    ],
)
def test_demonym(word: str, expected: str) -> None:
    place = demonym(word)
    assert place is not None and place.name == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Moscow", "Russia"), ("Washington", "United States"), ("Kiev", "Ukraine"), ("The Hague", "Netherlands")],
)
def test_capital(name: str, expected: str) -> None:
    place = capital(name)
    assert place is not None and place.name == expected


@pytest.mark.parametrize("word", ["the", "", "north", "Springfield", "russia", "Nobody"])
def test_other_words_are_no_country(word: str) -> None:
    assert country(word) is None and demonym(word) is None and capital(word) is None


def test_no_name_means_two_countries() -> None:
    names: dict[str, str] = {}
    for place in places():
        for name in (place.name, *place.aliases):
            assert names.setdefault(name, place.code) == place.code, name


def test_every_country_has_an_identifier() -> None:
    assert all(place.iri.startswith("https://sws.geonames.org/") for place in places() if place.kind == "country")


def test_cities_tell_their_country() -> None:
    assert city("Leipzig") == "DE" and city("Chicago") == "US" and city("Nowhere") == ""


METONYMS = """
agent of a political verb: yes
    Moscow:GPE/NNP/nsubj/denied denied=deny/VBD/ROOT the allegations/NNS/dobj/denied .
possessor of a political noun: yes
    Seoul:GPE/NNP/poss/refusal 's/POS/case/Seoul refusal/NN/nsubj/surprised surprised=surprise/VBD/ROOT
     nobody/NN/dobj/surprised .
party of "between": yes
    Talks/NNS/nsubj/failed between/IN/prep/Talks Seoul:GPE/NNP/pobj/between and/CC/cc/Seoul
     Tokyo:GPE/NNP/conj/Seoul failed=fail/VBD/ROOT .
object of a political verb: yes
    Lind/NNP/nsubj/accused accused=accuse/VBD/ROOT Beijing:GPE/NNP/dobj/accused .
place where something happens: no
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT it/PRP/dobj/signed in/IN/prep/signed Moscow:GPE/NNP/pobj/in .
place that is visited: no
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT Beijing:GPE/NNP/dobj/visited .
no capital: no
    Chicago:GPE/NNP/nsubj/denied denied=deny/VBD/ROOT the allegations/NNS/dobj/denied .
"""


@pytest.mark.parametrize(("doc", "expected"), cases(METONYMS))
def test_metonymy(doc: Doc, expected: str) -> None:
    town = next(t for t in doc if t.ent_type_ == "GPE")
    assert metonymic(town) is (expected == "yes")


def test_both_parties_are_metonyms() -> None:
    doc = cases(METONYMS)[2].values[0]
    assert metonymic(at(doc, "Tokyo"))
