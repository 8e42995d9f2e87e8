"""How names are compared: folding, sounds, slips, short forms, acronyms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.spelling import bare, core, first_names, fold, initials, short_name, slip, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "KIM JONG UN"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("U.N. Security Council", "UN Security Council"),
        ("the Kremlin", "Kremlin"),
        ("Łódź", "Lodz"),
        ("O’Neill", "O'Neill"),
        ("Владимир", "Vladimir"),
    ],
)
def test_writings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ()


def test_an_article_alone_is_kept() -> None:
    assert fold("The") == ("the",)


@given(st.text(max_size=40))
def test_folding_is_plain_and_final(name: str) -> None:
    words = fold(name)
    assert all(w.isascii() and w.isalnum() and w == w.lower() for w in words)
    assert words[:1] == ("the",) or fold(" ".join(words)) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("University of California at Berkeley", "university california berkeley"),
        ("The Walt Disney Company", "walt disney"),
        ("Of", "of"),
        ("Holdings", "holdings"),
    ],
)
def test_the_core_leaves_small_words_and_company_forms_out(name: str, words: str) -> None:
    assert " ".join(core(fold(name))) == words


@pytest.mark.parametrize(
    "spellings",
    [
        "Zelensky Zelenskyy Zelenskiy Zelenskyi",
        "Gaddafi Qaddafi Kadhafi Gadhafi",
        "Mohammed Muhammad Mohamed",
        "Tchaikovsky Chaikovsky",
        "Sergei Sergey",
        "Netanyahu Netanyahou",
    ],
)
def test_transliterations_sound_alike(spellings: str) -> None:
    assert len({sound(*fold(s)) for s in spellings.split()}) == 1


@pytest.mark.parametrize("names", ["Maria Mario", "Johnson Johnsen", "Hansen Hanson", "Kim Kym Kam"])
def test_other_names_do_not_sound_alike(names: str) -> None:
    assert len({sound(*fold(s)) for s in names.split()}) > 1


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("medvedev", "medevdev", True),
        ("stoltenberg", "stoltenburg", True),
        ("kim", "kin", False),
        ("blinken", "plinken", False),
        ("merkel", "markelo", False),
    ],
)
def test_slips(one: str, other: str, may: bool) -> None:
    assert slip(one, other) is may is slip(other, one)


def test_short_forms_of_first_names() -> None:
    assert short_name("bill", "william") and short_name("joe", "joseph") and short_name("bill", "billy")
    assert not short_name("bill", "robert")
    assert first_names("maria", "mario") and not first_names("maria", "zelensky")


def test_generations_and_acronyms() -> None:
    assert bare(("john", "smith", "jr")) == (("john", "smith"), "jr")
    assert bare(("henry", "viii")) == (("henry",), "viii")
    assert initials(fold("Bank of England")) == {"boe", "be"}
