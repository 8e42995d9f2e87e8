"""The laws of ids: a function of name, type and document alone, readable, safe in an IRI."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.identity import entity_id, slug

LABELS = st.text(max_size=80)
HASHED = re.compile(r"-[0-9a-f]{8}$")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Mara Lind", "mara-lind"),
        ("  Mara   Lind ", "mara-lind"),
        ("Estée Lauder", "estee-lauder"),
        ("AT&T", "at-t"),
        ("O'Neil", "oneil"),
        ("金", ""),
        ("...", ""),
        ("", ""),
    ],
)
def test_slug(label: str, expected: str) -> None:
    assert slug(label) == expected


@pytest.mark.parametrize(
    ("label", "type_", "expected"),
    [
        ("Mara Lind", "PERSON", "mara-lind-person"),
        ("Northbank", "ORG", "northbank-org"),
        ("St. Ives", "GPE", "st-ives-gpe"),
        ("Rolls-Royce", "ORG", "rolls-royce-org"),
    ],
)
def test_a_name_that_its_slug_tells_needs_no_hash(label: str, type_: str, expected: str) -> None:
    assert entity_id(label, type_) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("Malmö", "GPE"), ("Malmo", "GPE"), id="accents"),
        pytest.param(("金", "PERSON"), ("李", "PERSON"), id="signs without a letter"),
        pytest.param(("A" * 70, "ORG"), ("A" * 71, "ORG"), id="long names"),
        pytest.param(("C++", "PRODUCT"), ("C", "PRODUCT"), id="signs"),
        pytest.param(("Jordan", "PERSON"), ("Jordan", "GPE"), id="types"),
    ],
)
def test_different_things_have_different_ids(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert entity_id(*one) != entity_id(*other)


def test_either_apostrophe_makes_the_same_id() -> None:
    assert entity_id("O’Neil", "PERSON") == entity_id("O'Neil", "PERSON")


def test_a_concept_carries_its_document() -> None:
    here, there = entity_id("treaty", "CONCEPT", "a"), entity_id("treaty", "CONCEPT", "b")
    assert here != there != entity_id("treaty", "CONCEPT")
    assert here.startswith("treaty-concept-") and HASHED.search(here)


@given(LABELS, st.sampled_from(["PERSON", "ORG", "CONCEPT"]), st.none() | LABELS)
def test_an_id_is_safe_and_stable(label: str, type_: str, document: str | None) -> None:
    ident = entity_id(label, type_, document)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", ident)
    assert ident == entity_id(label, type_, document)


@given(LABELS, LABELS)
def test_names_that_differ_in_more_than_case_and_marks_have_different_ids(one: str, other: str) -> None:
    def letters(text: str) -> str:
        return re.sub(r"[\s.,'’&/-]+", "-", text.strip().casefold()).strip("-")

    assume(letters(one) != letters(other))
    assert entity_id(one, "ORG") != entity_id(other, "ORG")


@given(LABELS)
def test_a_slug_is_its_own_slug(label: str) -> None:
    assert slug(slug(label)) == slug(label)
