"""The values of `graph.model`: which edges a fact is, how its status is decided, what its id depends on."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from itertools import permutations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import (
    STATUSES,
    Argument,
    Attribution,
    Block,
    Evidence,
    Fact,
    Factuality,
    Literal,
    Modality,
    Pair,
    Predicate,
    Span,
    Stance,
    Status,
    digest,
    fact_id,
)

SIGN = Predicate("sign", "sign")
DATE = Literal("Monday", "date", "2024-06-17")
AMOUNT = Literal("$5 million", "amount", "5000000", "USD")


def fact(label: str, *arguments: tuple[str, str | Literal]) -> Fact:
    filled = tuple(Argument(r, literal=a) if isinstance(a, Literal) else Argument(r, entity=a) for r, a in arguments)
    return Fact("f", Predicate(label, label), filled)


PAIRS = [
    ("subject and object", fact("sign", ("subject", "a"), ("object", "t")), [(0, 1, "sign")]),
    (
        "two subjects",
        fact("sign", ("subject", "a"), ("subject", "b"), ("object", "t")),
        [(0, 2, "sign"), (1, 2, "sign"), (0, 1, "sign with")],
    ),
    (
        "subjects alone",
        fact("meet", ("subject", "a"), ("subject", "b"), ("subject", "c")),
        [(0, 1, "meet with"), (0, 2, "meet with")],
    ),
    (
        "prepositions",
        fact("meet", ("subject", "a"), ("with", "b"), ("in", "c")),
        [(0, 1, "meet with"), (0, 2, "meet in")],
    ),
    ("preposition in the label", fact("president of", ("subject", "a"), ("of", "b")), [(0, 1, "president of")]),
    (
        "indirect object",
        fact("give", ("subject", "a"), ("object", "car"), ("indirect_object", "b")),
        [(0, 1, "give"), (0, 2, "give")],
    ),
    ("no subject", fact("be signed", ("object", "t"), ("in", "c")), [(0, 1, "be signed in")]),
    ("a literal as target", fact("lend", ("subject", "a"), ("object", AMOUNT)), [(0, 1, "lend")]),
    ("a literal is no source", fact("rise", ("subject", AMOUNT), ("in", "c")), []),
    ("a date is no end", fact("sign", ("subject", "a"), ("object", "t"), ("on", DATE)), [(0, 1, "sign")]),
    ("no subject, a date", fact("be signed", ("object", "t"), ("on", DATE)), []),
    ("no entity", fact("cost", ("object", AMOUNT)), []),
    ("one argument", fact("resign", ("subject", "a")), []),
    ("no argument", fact("rain"), []),
]


@pytest.mark.parametrize(("told", "expected"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_pairs(told: Fact, expected: list[tuple[int, int, str]]) -> None:
    assert list(told.pairs()) == [Pair(*pair) for pair in expected]


ROLES = st.sampled_from(["subject", "object", "indirect_object", "with", "in"])
FILLERS: st.SearchStrategy[str | Literal] = st.sampled_from(["a", "b", "c", "d", AMOUNT, DATE])
FACTS = st.lists(st.tuples(ROLES, FILLERS), max_size=6).map(lambda pairs: fact("meet", *pairs))


@given(FACTS)
def test_a_source_is_an_entity_and_a_date_is_no_end(told: Fact) -> None:
    for pair in told.pairs():
        assert told.arguments[pair.source].entity is not None
        assert pair.source != pair.target
        literal = told.arguments[pair.target].literal
        assert literal is None or literal.datatype != "date"


@given(FACTS)
def test_no_pair_is_told_twice(told: Fact) -> None:
    ends = [(p.source, p.target) for p in told.pairs()]
    assert len(ends) == len(set(ends))


def said(*stances: Stance) -> tuple[Attribution, ...]:
    return tuple(Attribution("s", "Source", "say", stance) for stance in stances)


@pytest.mark.parametrize(
    ("factuality", "status"),
    [
        pytest.param(Factuality(), "asserted", id="plain"),
        pytest.param(Factuality("negative"), "negated", id="negated"),
        pytest.param(Factuality(modality="future"), "hypothetical", id="future"),
        pytest.param(Factuality("negative", "possible"), "hypothetical", id="a hedge over a negation"),
        pytest.param(Factuality(attribution=said("says")), "reported", id="reported"),
        pytest.param(Factuality("negative", attribution=said("says")), "reported", id="a report over a negation"),
        pytest.param(Factuality(modality="future", attribution=said("says")), "reported", id="a report over a hedge"),
        pytest.param(Factuality("negative", attribution=said("denies")), "denied", id="denied"),
        pytest.param(Factuality(attribution=said("says", "denies")), "denied", id="a denial somebody tells"),
        pytest.param(Factuality(attribution=said("doubts")), "reported", id="doubted"),
        pytest.param(Factuality(attribution=said("believes")), "reported", id="believed"),
    ],
)
def test_status(factuality: Factuality, status: Status) -> None:
    assert factuality.status == status


@given(
    st.sampled_from(["positive", "negative"]),
    st.sampled_from(get_args(Modality)),
    st.lists(st.sampled_from(get_args(Stance)), max_size=3),
)
def test_only_what_nothing_marks_is_asserted(polarity: str, modality: Modality, stances: list[Stance]) -> None:
    factuality = Factuality(polarity, modality, said(*stances))  # type: ignore[arg-type]  # hypothesis tells str
    assert factuality.status in STATUSES
    assert (factuality.status == "asserted") == (polarity == "positive" and modality == "asserted" and not stances)


ARGUMENTS = (Argument("subject", "a"), Argument("subject", "b"), Argument("object", "t"))


def ident(
    predicate: Predicate = SIGN,
    arguments: tuple[Argument, ...] = ARGUMENTS,
    factuality: Factuality = Factuality(),  # noqa: B008  # frozen
    time: str | None = None,
) -> str:
    return fact_id(predicate, arguments, factuality, time)


def test_an_id_stays_the_same_over_versions() -> None:
    parts = ("sign", "positive", "asserted", "", "object\x1et\x1e", "subject\x1ea\x1e", "subject\x1eb\x1e")
    assert ident() == digest(*parts)


def test_an_id_does_not_depend_on_the_order_of_arguments() -> None:
    assert len({ident(arguments=order) for order in permutations(ARGUMENTS)}) == 1


def test_an_id_does_not_depend_on_the_label_or_the_cue() -> None:
    assert ident(Predicate("sign", "be signed")) == ident()
    one, other = (Factuality(attribution=(Attribution("s", "S", cue),)) for cue in ("say", "add"))
    assert ident(factuality=one) == ident(factuality=other)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ident(Predicate("ban", "ban")), id="predicate"),
        pytest.param(ident(arguments=ARGUMENTS[:2]), id="fewer arguments"),
        pytest.param(ident(arguments=(Argument("object", "a"), *ARGUMENTS[1:])), id="role"),
        pytest.param(ident(arguments=(*ARGUMENTS[:2], Argument("object", literal=Literal("t")))), id="literal"),
        pytest.param(ident(factuality=Factuality("negative")), id="polarity"),
        pytest.param(ident(factuality=Factuality(modality="future")), id="modality"),
        pytest.param(ident(factuality=Factuality(attribution=said("says"))), id="source"),
        pytest.param(ident(time="2024"), id="time"),
    ],
)
def test_an_id_tells_apart(other: str) -> None:
    assert ident() != other


def test_who_says_or_denies_it_tells_apart() -> None:
    assert ident(factuality=Factuality(attribution=said("says"))) != ident(
        factuality=Factuality(attribution=said("denies"))
    )


def test_the_id_of_evidence_is_where_it_stands() -> None:
    one = Evidence(Span("d", 0, 9), Span("d", 3, 4), (Span("d", 0, 2),), rule="verb")
    assert one.id == Evidence(Span("d", 0, 9), Span("d", 3, 4), (Span("d", 0, 2),), (Span("d", 5, 6),), "verb").id
    assert one.id != Evidence(Span("e", 0, 9), Span("d", 3, 4), (Span("d", 0, 2),), rule="verb").id
    assert one.id != Evidence(Span("d", 0, 9), Span("d", 3, 4), (Span("d", 0, 2),), rule="title").id


@given(st.lists(st.text(st.characters(exclude_categories=()))))
def test_a_digest_takes_any_text(parts: list[str]) -> None:
    assert len(digest(*parts)) == 26


def test_values_are_frozen_and_hold_no_dict() -> None:
    with pytest.raises(FrozenInstanceError):
        SIGN.lemma = "ban"  # type: ignore[misc]  # that is the test
    assert not hasattr(SIGN, "__dict__")


@pytest.mark.parametrize(("kind", "readable"), [("title", True), ("body", True), ("caption", True), ("menu", False)])
def test_what_is_read_of_a_page(kind: str, readable: bool) -> None:
    assert Block(0, 1, kind).readable is readable
