"""A part of a graph: what stays, what goes, and that neither the whole nor any fact is changed by it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters import FORMATS
from graph.cut import Cut, cut
from graph.errors import InputError
from graph.model import STATUSES, Entity, Merge
from graph.network import KnowledgeGraph
from tests.graphs import graphs, hostile_graph, sample_graph


def edges(kg: KnowledgeGraph) -> set[tuple[str, str, str, str]]:
    return {(a, b, key, data["label"]) for a, b, key, data in kg.edges(keys=True, data=True)}


def state(kg: KnowledgeGraph) -> object:
    return list(kg.nodes(data=True)), list(kg.edges(keys=True, data=True)), dict(kg.graph)


def labels(kg: KnowledgeGraph) -> set[str]:
    return {entity.label for entity in kg.entities.values()}


def test_nothing_asked_for_is_the_graph_itself() -> None:
    kg = sample_graph()
    assert cut(kg, Cut()) is kg


def test_by_status() -> None:
    part = cut(sample_graph(), Cut(statuses=("denied", "negated")))
    assert {fact.status for fact in part.facts.values()} == {"denied", "negated"}
    assert labels(part) == {"Northbank", "Port Union", "Mara Lind", "Estmark", "Geneva Summit"}  # Lind is who denies


def test_by_confidence() -> None:
    part = cut(sample_graph(), Cut(min_confidence=0.85))
    assert {fact.predicate.label for fact in part.facts.values()}.isdisjoint({"leader of", "strikes"})
    assert len(part.facts) == 7


def test_by_type_whoever_else_takes_part_is_words() -> None:
    kg = sample_graph()
    part = cut(kg, Cut(types=("person",)))
    assert labels(part) == {"Mara Lind", "Tomas Berg"}
    signed = next(fact for fact in part.facts.values() if fact.predicate.lemma == "sign")
    assert [part.argument_name(signed, i) for i in range(4)] == ["Mara Lind", "Tomas Berg", "Harbour Treaty", "Geneva"]
    assert [argument.entity for argument in signed.arguments] == ["mara-lind", "tomas-berg", None, None]
    assert signed.evidence == kg.facts[signed.id].evidence
    assert {fact.predicate.lemma for fact in part.facts.values()} == {"sign", "resign"}


def test_around_a_name() -> None:
    near = cut(sample_graph(), Cut(around=("northbank",)))
    assert labels(near) == {"Northbank", "Estmark", "Port Union"}
    further = cut(sample_graph(), Cut(around=("northbank",), depth=2))
    assert labels(further) == {"Northbank", "Estmark", "Port Union", "Geneva Summit", "Harbour Treaty", "Tomas Berg"}


@pytest.mark.parametrize("name", ["tomas-berg", "Tomas Berg", "TOMAS BERG", "berg"])
def test_an_entity_is_found_by_id_label_or_alias(name: str) -> None:
    assert "tomas-berg" in cut(sample_graph(), Cut(around=(name,), top=1))


def test_the_most_mentioned() -> None:
    kg = sample_graph()
    part = cut(kg, Cut(top=3))
    counts = sorted((len(entity.mentions) for entity in kg.entities.values()), reverse=True)
    assert sorted((len(entity.mentions) for entity in part.entities.values()), reverse=True) == counts[:3]
    assert "geneva-summit" in cut(kg, Cut(top=1, around=("Geneva Summit",)))


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Cut(types=("PLANET",)), "PLANET: no entity has this type; there are CONCEPT, EVENT, "),
        (Cut(around=("Tomas Burg",)), "Tomas Burg: nobody and nothing in the graph is called so; did you mean Tomas"),
        (Cut(around=("xyz",)), "xyz: nobody and nothing in the graph is called so; factloom entities"),
        (Cut(min_confidence=1.0), "nothing is left of the graph; cut less of it"),
    ],
)
def test_what_is_not_there_is_said(wanted: Cut, message: str) -> None:
    with pytest.raises(InputError) as error:
        cut(sample_graph(), wanted)
    assert str(error.value).startswith(message)


def test_a_name_of_several_is_not_guessed() -> None:
    kg = KnowledgeGraph.of([], [Entity("a", "Kim", "PERSON"), Entity("b", "Kim", "PERSON")], [])
    with pytest.raises(InputError, match=r"kim: the name of several entities: Kim \(a\), Kim \(b\); give an id"):
        cut(kg, Cut(around=("kim",)))


def test_the_merges_of_an_entity_stay_with_it() -> None:
    kg = sample_graph()
    ours, other = Merge("mara-lind", "lind", "last name"), Merge("geneva", "genf", "alias")
    kg.graph["merges"] = (ours, other)
    kg.graph["undecided"] = (Merge("mara-lind", "tomas-berg", "none"), Merge("mara-lind", "geneva", "none"))
    part = cut(kg, Cut(types=("PERSON",)))
    assert part.merges == (ours,)
    assert part.undecided == kg.undecided[:1]


@st.composite
def cuts(draw: st.DrawFn, kg: KnowledgeGraph) -> Cut:
    """Draw a cut whose names are the graph's own."""
    ids = st.sampled_from(sorted(kg.entities))
    types = st.sampled_from(sorted({entity.type for entity in kg.entities.values()}))
    return Cut(
        draw(st.sampled_from((0.0, 0.5))),
        tuple(draw(st.lists(st.sampled_from(STATUSES), max_size=3))),
        tuple(draw(st.lists(types, max_size=2))),
        tuple(draw(st.lists(ids, max_size=2))),
        draw(st.integers(1, 3)),
        draw(st.none() | st.integers(1, 4)),
    )


@settings(deadline=None, max_examples=200)
@given(graphs(), st.data())
def test_any_part_is_a_part_and_leaves_the_whole(kg: KnowledgeGraph, data: st.DataObject) -> None:
    wanted = data.draw(cuts(kg))
    before = state(kg)
    part = KnowledgeGraph.of([], [], [])
    with contextlib.suppress(InputError):  # where nothing is left
        part = cut(kg, wanted)
    assert state(kg) == before
    assert set(part) == set(part.entities) <= set(kg)
    assert edges(part) <= edges(kg)
    assert set(part.conflicts) <= set(kg.conflicts)
    inside = {edge for edge in edges(kg) if edge[0] in part and edge[1] in part}
    facts = {key for *_, key, id in kg.edges(keys=True, data="fact") if _asked(kg, id, wanted)}
    if part:
        assert edges(part) == {edge for edge in inside if edge[2] in facts}
    for id, fact in part.facts.items():
        whole = kg.facts[id]
        assert (fact.evidence, fact.status, fact.time) == (whole.evidence, whole.status, whole.time)
        assert part.support(fact) == kg.support(whole)
        assert [part.argument_name(fact, i) for i in range(len(fact.arguments))] == [
            kg.argument_name(whole, i) for i in range(len(whole.arguments))
        ]


def _asked(kg: KnowledgeGraph, id: str, wanted: Cut) -> bool:
    fact = kg.facts[id]
    return fact.confidence >= wanted.min_confidence and (not wanted.statuses or fact.status in wanted.statuses)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_any_format_writes_a_part(form: object) -> None:
    kg = hostile_graph()
    for part in (cut(kg, Cut(top=4)), cut(kg, Cut(statuses=("denied",))), cut(kg, Cut(around=("union",), depth=2))):
        assert list(form.writer(part))  # type: ignore[attr-defined]
