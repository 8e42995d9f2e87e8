"""Conflicts: found where documents exclude each other, and not where they may both be right."""

from __future__ import annotations

import pytest

from graph.build import run
from graph.model import Conflict, Document
from graph.network import KnowledgeGraph
from graph.ranges import number_range
from graph.read import Reading
from tests.graphs import document

INFINITE = float("inf")


@pytest.mark.parametrize(
    ("words", "before", "low", "high"),
    [
        ("12 people", "", 12, 12),
        ("At least 12 people", "", 12, INFINITE),
        ("More than 30", "", 30, INFINITE),
        ("no fewer than three children", "", 3, INFINITE),
        ("12 or more people", "", 12, INFINITE),
        ("As many as 20 soldiers", "", 0, 20),
        ("350 people", "Up to", 0, 350),
        ("about 50 people", "", 40, 60),
        ("50 people", "Some", 40, 60),
        ("Nearly 50 people", "", 40, 50),
        ("10-15 people", "", 10, 15),
        ("10 to 15 people", "", 10, 15),
        ("15 people", "Between 10 and", 10, 15),
        ("15 people", "The quake killed 10 to", 10, 15),
        ("200 people", "", 195, 205),
        ("$4.3 billion", "", 4.25e9, 4.35e9),
        ("about $4 billion", "", 3.2e9, 4.8e9),
        ("two dozen people", "", 21.6, 26.4),
        ("the 12 people", "", 12, 12),
        ("52 percent", "", 52, 52),
    ],
)
def test_what_a_number_leaves_open(words: str, before: str, low: float, high: float) -> None:
    found = number_range(words, before)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize("words", ["people", "", "another 12 people", "12 other people", "12 more", "many", "12th man"])
def test_no_number_or_only_a_part_has_no_range(words: str) -> None:
    assert number_range(words) is None


def test_the_words_of_a_number_are_kept_with_what_bounds_it() -> None:
    found = number_range("At least 12 people")
    assert found is not None and found.words == "At least 12"


def told(*texts: str, published: tuple[str | None, ...] = ()) -> KnowledgeGraph:
    """Return the graph of documents a, b, … published on 18 June 2024, or when it is said."""
    days = published or ("2024-06-18",) * len(texts)
    pages: list[Document] = []
    for id, text, day in zip("abcd", texts, days, strict=False):
        pages.append(document(id, f"News\n\n{text}\n", published=day))
    return run(Reading(tuple(pages)))[0]


def found(kg: KnowledgeGraph) -> list[tuple[str, str]]:
    return [(conflict.kind, conflict.note) for conflict in kg.conflicts]


@pytest.mark.model
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            "Northbank bought Port Union.",
            "Northbank did not buy Port Union.",
            ("denied", "buy (Northbank, Port Union): told in a; negated in b"),
            id="negated",
        ),
        pytest.param(
            "Northbank bought Port Union in May.",
            "Mara Lind denied that Northbank had bought Port Union.",
            ("denied", "buy (Northbank, Port Union): told in a; denied by Mara Lind in b"),
            id="denied, of less than was told",
        ),
        pytest.param(
            "Nepal accepted aid from China.",
            "Nepal did not accept aid from China, a spokesman said.",
            ("denied", "told in a; negated by spokesman in b"),
            id="negated, with a phrase that the parser attached in another way",
        ),
        pytest.param(
            "Police said 12 people died in Lyon on Monday.",
            "Police said 14 people died in Lyon on Monday.",
            ("value", "different numbers, 12 in a, 14 in b"),
            id="the dead",
        ),
        pytest.param(
            "Police said 12 people were killed when a train derailed near Lyon on Monday.",
            "Police said fourteen people died in Lyon on Monday.",
            ("value", "different numbers, 12 in a, fourteen in b"),
            id="the dead, in other words",
        ),
        pytest.param(
            "Northbank bought Port Union for $40 million.",
            "Northbank bought Port Union for $45 million.",
            ("value", "different numbers, $40 million in a, $45 million in b"),
            id="a price",
        ),
        pytest.param(
            "Northbank cut 2,000 jobs.",
            "Northbank cut 3,000 jobs.",
            ("value", "different numbers, 2,000 in a, 3,000 in b"),
            id="a number of things",
        ),
        pytest.param(
            "Mara Lind was born on 3 May 1960.",
            "Mara Lind was born on 4 May 1960.",
            ("value", "be born (Mara Lind): different dates, 1960-05-03 in a, 1960-05-04 in b"),
            id="a birth",
        ),
        pytest.param(
            "Mara Lind met Tomas Berg on Monday.",
            "Tomas Berg and Mara Lind met on Tuesday.",
            ("value", "different dates, 2024-06-17 in a, 2024-06-18 in b"),
            id="a meeting, told from either side",
        ),
    ],
)
def test_documents_that_exclude_each_other(one: str, other: str, expected: tuple[str, str]) -> None:
    kg = told(one, other)
    ((kind, note),) = found(kg)
    assert kind == expected[0] and note.endswith(expected[1])
    (conflict,) = kg.conflicts
    assert conflict.facts == tuple(sorted(conflict.facts)) and set(conflict.facts) <= set(kg.facts)
    assert found(told(other, one))[0][0] == kind


@pytest.mark.model
@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Northbank bought Port Union.", "Northbank may not buy Port Union.", id="only possible"),
        pytest.param("Northbank bought Port Union.", "Northbank did not buy Estmark Steel.", id="another thing"),
        pytest.param(
            "Tomas Berg met Mara Lind.",
            "Tomas Berg did not meet Mara Lind in Paris.",
            id="a negation of more than was told",
        ),
        pytest.param(
            "Police said at least 12 people died in Lyon on Monday.",
            "Police said 14 people died in Lyon on Monday.",
            id="at least",
        ),
        pytest.param(
            "Police said about 12 people died in Lyon on Monday.",
            "Police said 13 people died in Lyon on Monday.",
            id="about",
        ),
        pytest.param(
            "Police said 12 people died in Lyon on Monday.",
            "Police said 14 people died in Paris on Monday.",
            id="another place",
        ),
        pytest.param(
            "Police said 12 people died in Lyon on Monday.",
            "Police said 14 people died in Lyon on Tuesday.",
            id="another day",
        ),
        pytest.param(
            "Police said 12 people died in Lyon on Monday.",
            "Police said 14 people were hurt in Lyon on Monday.",
            id="dead and hurt",
        ),
        pytest.param(
            "Police said 12 soldiers died in Lyon on Monday.",
            "Police said 14 nurses died in Lyon on Monday.",
            id="other people",
        ),
        pytest.param(
            "Police said 12 people died in Lyon on Monday.",
            "Police said another 14 people died in Lyon on Monday.",
            id="a part",
        ),
        pytest.param("A quake killed 12 people in Lyon.", "A bomb killed 14 people in Lyon.", id="another cause"),
        pytest.param(
            "Northbank bought Port Union for $4.3 billion.",
            "Northbank bought Port Union for $4.28 billion.",
            id="rounded",
        ),
        pytest.param(
            "Mara Lind met Tomas Berg in Geneva on Monday.",
            "Mara Lind met Tomas Berg in Paris on Tuesday.",
            id="two meetings",
        ),
        pytest.param("Mara Lind met Tomas Berg on Monday.", "Mara Lind met Tomas Berg in May 2019.", id="years apart"),
        pytest.param("Mara Lind spoke on Monday.", "Mara Lind spoke on Tuesday.", id="what happens often"),
        pytest.param("Mara Lind was born in May 1960.", "Mara Lind was born on 3 May 1960.", id="a more exact date"),
        pytest.param(
            "Police said 12 people died in Lyon on Monday. 14 people died in Lyon on Monday.",
            "Police said 13 people died in Lyon on Monday.",
            id="a document that counts twice",
        ),
    ],
)
def test_documents_that_may_both_be_right(one: str, other: str) -> None:
    assert found(told(one, other)) == []


@pytest.mark.model
def test_a_count_of_the_next_day_is_an_update() -> None:
    kg = told(
        "Police said 12 people died in Lyon on Monday.",
        "Police said 14 people died in Lyon on Monday.",
        published=("2024-06-18", "2024-06-19"),
    )
    ((kind, note),) = found(kg)
    assert kind == "update"
    assert note.endswith("told from 2024-06-18 to 2024-06-19, the later may be newer knowledge")


@pytest.mark.model
def test_documents_far_apart_do_not_contradict_each_other() -> None:
    days = ("2023-06-18", "2024-06-18")
    assert found(told("Mara Lind resigned.", "Mara Lind did not resign.", published=days)) == []
    assert (
        found(told("Police said 12 people died in Lyon.", "Police said 14 people died in Lyon.", published=days)) == []
    )


@pytest.mark.model
def test_a_denial_in_the_same_document_contradicts_and_a_negation_does_not() -> None:
    denied = told("Northbank bought Port Union. Mara Lind denied that Northbank had bought Port Union.")
    assert [kind for kind, _ in found(denied)] == ["denied"]
    assert found(told("Northbank bought Port Union. Northbank did not buy Port Union.")) == []


@pytest.mark.model
def test_one_event_is_one_conflict() -> None:
    kg = told(*(f"Police said {count} people died in Lyon on Monday." for count in (11, 12, 14)))
    ((_, note),) = found(kg)
    assert note.endswith("11 in a, 12 in b, 14 in c")


def test_conflicts_sort_and_a_graph_without_documents_has_none() -> None:
    assert sorted([Conflict("value", ("b",), ""), Conflict("denied", ("a",), "")])[0].kind == "denied"
    assert KnowledgeGraph.of((), (), ()).conflicts == KnowledgeGraph().conflicts == ()
