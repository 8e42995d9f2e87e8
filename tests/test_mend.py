"""Lemmas and tags that `graph.mend` corrects, and those that it leaves alone."""

from __future__ import annotations

import pytest

from graph.mend import mend, mended
from tests.parses import at, parse

LEMMAS = [
    ("hopes", "hop", "hope"),
    ("hoped", "hop", "hope"),
    ("hopped", "hop", "hop"),
    ("hopping", "hop", "hop"),
    ("hoping", "hop", "hope"),
    ("voted", "vot", "vote"),
    ("visited", "visit", "visit"),
    ("visits", "visit", "visit"),
    ("passes", "pass", "pass"),
    ("teaches", "teach", "teach"),
    ("goes", "go", "go"),
    ("fixes", "fix", "fix"),
    ("showed", "show", "show"),
    ("played", "play", "play"),
    ("signed", "sign", "sign"),
    ("met", "meet", "meet"),
    ("was", "be", "be"),
    ("", "", ""),
]


@pytest.mark.parametrize(("form", "lemma", "expected"), LEMMAS, ids=[f"{f} {m}" for f, m, _ in LEMMAS])
def test_lemma_of_a_verb_form(form: str, lemma: str, expected: str) -> None:
    assert mended(form, lemma) == expected


@pytest.mark.parametrize("form", [f for f, _, _ in LEMMAS if f])
def test_mending_twice_changes_nothing(form: str) -> None:
    lemma = next(m for f, m, _ in LEMMAS if f == form)
    once = mended(form, lemma)
    assert mended(form, once) == once


def test_lemma_is_corrected_in_the_document() -> None:
    doc = parse("Lind/NNP/nsubj/hopes hopes=hop/VBZ/ROOT to/TO/aux/win win/VB/xcomp/hopes .")
    mend(doc)
    assert at(doc, "hopes").lemma_ == "hope"


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        pytest.param("The/DT/det/talks talks=talk/VBZ/nsubj/began began=begin/VBD/ROOT", "NNS", id="plural subject"),
        pytest.param("Lind/NNP/nsubj/led led=lead/VBD/ROOT the/DT/det/talk talk/VB/dobj/led", "NN", id="object"),
        pytest.param("Lind/NNP/nsubj/spoke spoke=speak/VBD/ROOT of/IN/prep/spoke talk/VB/pobj/of", "NN", id="pobj"),
    ],
)
def test_a_verb_where_a_noun_must_stand_is_a_noun(line: str, tag: str) -> None:
    doc = parse(line)
    mend(doc)
    token = next(t for t in doc if t.lemma_ == "talk")
    assert (token.tag_, token.pos_) == (tag, "NOUN")


def test_a_verb_with_a_subject_of_its_own_stays() -> None:
    doc = parse("What/WP/dobj/says Lind/NNP/nsubj/says says=say/VBZ/nsubj/matters matters=matter/VBZ/ROOT .")
    mend(doc)
    assert (at(doc, "says").tag_, at(doc, "says").pos_) == ("VBZ", "VERB")


def test_nouns_keep_their_lemma() -> None:
    doc = parse("The hopes=hope/NNS/nsubj/faded faded=fade/VBD/ROOT")
    mend(doc)
    assert [t.lemma_ for t in doc] == ["the", "hope", "fade"]
