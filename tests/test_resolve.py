"""Which entities and facts of different documents `graph.resolve` joins, and which it leaves apart."""

from __future__ import annotations

from itertools import permutations

import networkx as nx
import pytest

from graph.identity import entity_id
from graph.model import (
    Argument,
    Attribution,
    Document,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Factuality,
    LedgerEntry,
    Literal,
    Mention,
    Predicate,
    Span,
    fact_id,
)
from graph.network import KnowledgeGraph
from graph.resolve import resolve

PLAIN = Factuality()


def name(label: str, type_: str = "PERSON", *, document: str = "", times: int = 1) -> Entity:
    """Return a named entity that its document mentions `times` times."""
    mentions = tuple(Mention(Span(document, i, i + 1), "name", "exact name") for i in range(times))
    return Entity(entity_id(label, type_), label, type_, mentions=mentions)


def concept(label: str, document: str) -> Entity:
    return Entity(entity_id(label, "CONCEPT", document), label, "CONCEPT", "concept")


def fact(
    document: str,
    lemma: str,
    *arguments: tuple[str, Entity | Literal],
    how: Factuality = PLAIN,
    time: str | None = None,
) -> Fact:
    """Return a fact that the document tells in its characters 0 to 9."""
    filled = tuple(
        Argument(role, a.id) if isinstance(a, Entity) else Argument(role, literal=a) for role, a in arguments
    )
    predicate = Predicate(lemma, lemma)
    place = Span(document, 0, 9)
    evidence = Evidence(place, place, tuple(place for _ in filled), rule="verb")
    return Fact(fact_id(predicate, filled, how, time), predicate, filled, how, time, (evidence,), 0.9)


def told(document: str, entities: list[Entity], *facts: Fact) -> Extraction:
    ledger = (LedgerEntry(Span(document, 0, 9), tuple(f.id for f in facts)),)
    return Extraction(Document(document, "some text"), tuple(entities), facts, ledger)


def state(kg: KnowledgeGraph) -> object:
    return (kg.entities, kg.facts, kg.ledger, kg.merges, kg.undecided, list(kg.edges(keys=True, data=True)))


LIND, BERG, OSLO = name("Mara Lind"), name("Tomas Berg"), name("Oslo", "GPE")


def test_the_same_name_is_one_entity_with_all_its_mentions() -> None:
    kg = resolve([told("a", [name("Mara Lind", document="a")]), told("b", [name("Mara Lind", document="b")])])
    (entity,) = kg.entities.values()
    assert [m.span.document for m in entity.mentions] == ["a", "b"]
    (merge,) = (m for m in kg.merges if m.rule == "same name")
    assert [span.document for span in merge.mentions] == ["a", "b"]


def test_the_same_fact_of_two_documents_is_one_with_both_evidences() -> None:
    sources = [told(d, [LIND, OSLO], fact(d, "visit", ("subject", LIND), ("object", OSLO))) for d in "ab"]
    kg = resolve(sources)
    (found,) = kg.facts.values()
    assert [e.sentence.document for e in found.evidence] == ["a", "b"]


def test_arguments_told_in_another_order_keep_their_words() -> None:
    one = fact("a", "sign", ("subject", LIND), ("subject", BERG))
    other = fact("b", "sign", ("subject", BERG), ("subject", LIND))
    words = Evidence(Span("b", 0, 9), Span("b", 4, 5), (Span("b", 0, 1), Span("b", 2, 3)), rule="verb")
    other = Fact(other.id, other.predicate, other.arguments, other.factuality, None, (words,))
    (found,) = resolve([told("a", [LIND, BERG], one), told("b", [LIND, BERG], other)]).facts.values()
    spans = {e.sentence.document: e.arguments for e in found.evidence}
    order = [a.entity for a in found.arguments]
    assert spans["b"] == tuple({BERG.id: Span("b", 0, 1), LIND.id: Span("b", 2, 3)}[i or ""] for i in order)


def test_a_denial_and_a_plain_telling_stay_two_facts() -> None:
    denial = Factuality("negative", attribution=(Attribution(LIND.id, "Mara Lind", "deny", "denies"),))
    plain = told("a", [LIND, OSLO], fact("a", "visit", ("subject", LIND), ("object", OSLO)))
    denied = told("b", [LIND, OSLO], fact("b", "visit", ("subject", LIND), ("object", OSLO), how=denial))
    assert sorted(f.status for f in resolve([plain, denied]).facts.values()) == ["asserted", "denied"]


def test_types_follow_the_majority_of_mentions() -> None:
    often, once = name("Northbank", "ORG", document="a", times=3), name("Northbank", "PERSON", document="b")
    kg = resolve(
        [
            told("a", [often, OSLO], fact("a", "leave", ("subject", often), ("object", OSLO))),
            told("b", [once, OSLO], fact("b", "visit", ("subject", once), ("object", OSLO))),
        ]
    )
    assert {e.label: e.type for e in kg.entities.values()} == {"Northbank": "ORG", "Oslo": "GPE"}
    assert {f.arguments[0].entity for f in kg.facts.values()} == {often.id}
    (merge,) = (m for m in kg.merges if m.kept == often.id and m.rule == "same name")
    assert merge.merged == once.id and merge.against == ("a PERSON in some documents",)


def test_facts_that_a_merge_makes_equal_are_one() -> None:
    often, once = name("Northbank", "ORG", document="a", times=3), name("Northbank", "PERSON", document="b")
    both = [
        told(d, [e, OSLO], fact(d, "leave", ("subject", e), ("object", OSLO))) for d, e in (("a", often), ("b", once))
    ]
    (found,) = resolve(both).facts.values()
    assert len(found.evidence) == 2


def test_the_ledger_follows_the_ids_of_facts() -> None:
    often, once = name("Northbank", "ORG", document="a", times=3), name("Northbank", "PERSON", document="b")
    kg = resolve([told("a", [often]), told("b", [once, OSLO], fact("b", "leave", ("subject", once), ("object", OSLO)))])
    assert {i for entry in kg.ledger for i in entry.facts} == set(kg.facts)


def test_sources_of_facts_follow_the_merges() -> None:
    often, once = name("Northbank", "ORG", document="a", times=3), name("Northbank", "PERSON", document="b")
    says = Factuality(attribution=(Attribution(once.id, "Northbank", "say"),))
    kg = resolve(
        [
            told("a", [often]),
            told("b", [once, LIND, OSLO], fact("b", "visit", ("subject", LIND), ("object", OSLO), how=says)),
        ]
    )
    (found,) = kg.facts.values()
    assert found.factuality.attribution[0].source == often.id in kg.entities


STORY = [name("Oslo", "GPE"), name("Northbank", "ORG"), name("Estmark", "GPE")]


@pytest.mark.parametrize(
    ("full", "family", "joined"),
    [
        pytest.param([LIND, *STORY], [name("Lind"), *STORY], True, id="the same story"),
        pytest.param([LIND, *STORY], [name("Lind"), STORY[0]], False, id="another story"),
        pytest.param([LIND, name("Olof Lind"), *STORY], [name("Lind"), *STORY], False, id="two of that name"),
        pytest.param([LIND, *STORY], [name("Lind", "GPE"), *STORY], False, id="a place of that name"),
        pytest.param([LIND, *STORY], [name("Mara"), *STORY], False, id="a first name"),
    ],
)
def test_family_names(full: list[Entity], family: list[Entity], joined: bool) -> None:
    kg = resolve([told("a", full), told("b", family)])
    assert (family[0].id not in kg.entities) is joined
    assert any(m.rule == "family name alone" for m in kg.merges) is joined
    assert ("Lind" in kg.entities[LIND.id].aliases) is joined


def concepts(*, lemma: str = "sign", label: str = "harbour treaty", other: Entity = BERG, time: str = "2024") -> int:
    """Return how many treaties there are when two documents tell of one in these words."""
    first, second = concept("treaty", "a"), concept(label, "b")
    kg = resolve(
        [
            told("a", [LIND, BERG, first], fact("a", "sign", *signed(BERG, first), time="2024")),
            told("b", [LIND, other, second], fact("b", lemma, *signed(other, second), time=time)),
        ]
    )
    return sum(e.kind == "concept" for e in kg.entities.values())


def signed(partner: Entity, treaty: Entity) -> list[tuple[str, Entity | Literal]]:
    return [("subject", LIND), ("subject", partner), ("object", treaty)]


def test_concepts_of_the_same_participants_are_one() -> None:
    assert concepts() == 1


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(concepts(lemma="reject"), id="another predicate"),
        pytest.param(concepts(other=name("Ola Holm")), id="another participant"),
        pytest.param(concepts(label="debt", time="2025"), id="another date"),
        pytest.param(concepts(label="12 treaties"), id="a number"),
    ],
)
def test_other_concepts_stay_apart(count: int) -> None:
    assert count == 2


def test_a_concept_without_a_named_participant_stays_in_its_document() -> None:
    told_ = []
    for d in "ab":
        minister, treaty = concept("minister", d), concept("treaty", d)
        told_.append(told(d, [minister, treaty], fact(d, "sign", ("subject", minister), ("object", treaty))))
    assert len(resolve(told_).entities) == 4


def test_concepts_of_one_participant_and_different_dates_stay_apart() -> None:
    attacks = [concept("attack", "a"), concept("attack", "b")]
    told_ = [
        told(d, [LIND, attack], fact(d, "condemn", ("subject", LIND), ("object", attack), time=year))
        for d, attack, year in zip("ab", attacks, ("2020", "2024"), strict=True)
    ]
    assert set(resolve(told_).entities) == {LIND.id, *(a.id for a in attacks)}


def test_concepts_that_a_document_keeps_apart_stay_apart() -> None:
    treaty, trade, other = concept("treaty", "a"), concept("trade treaty", "a"), concept("treaty", "b")
    told_ = [
        told(
            d,
            [LIND, x, y],
            fact(d, "sign", ("subject", LIND), ("object", x)),
            fact(d, "end", ("subject", LIND), ("object", y)),
        )
        for d, x, y in (("a", treaty, trade), ("b", other, other))
    ]
    assert len(resolve(told_).entities) == 3


def test_names_that_a_document_keeps_apart_stay_apart() -> None:
    person, place = name("Jordan", document="a"), name("Jordan", "GPE", document="a", times=2)
    kg = resolve([told("a", [person, place], fact("a", "visit", ("subject", person), ("object", place)))])
    assert list(nx.selfloop_edges(kg)) == []


def test_concepts_that_no_fact_needs_are_left_out() -> None:
    extraction = told("a", [LIND, concept("rain", "a")])
    assert set(resolve([extraction]).entities) == {LIND.id}
    assert len(resolve([extraction], everything=True).entities) == 2


def stories() -> list[Extraction]:
    """Return three documents in which every rule joins something."""
    often, once = name("Northbank", "ORG", document="a", times=3), name("Northbank", "PERSON", document="b")
    lind, ship = name("Lind"), concept("ship", "b")
    treaty, pact = concept("treaty", "a"), concept("treaty", "c")
    return [
        told("a", [LIND, BERG, often, *STORY, treaty], fact("a", "sign", *signed(BERG, treaty), time="2024")),
        told("b", [lind, once, *STORY, ship], fact("b", "buy", ("subject", once), ("object", ship))),
        told("c", [LIND, BERG, pact], fact("c", "sign", *signed(BERG, pact), time="2024")),
    ]


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_order_of_documents_is_irrelevant(order: tuple[int, ...]) -> None:
    assert state(resolve([stories()[i] for i in order])) == state(resolve(stories()))


def test_resolving_keeps_every_reference() -> None:
    kg = resolve(stories())
    used = {a.entity for f in kg.facts.values() for a in f.arguments if a.entity}
    assert used <= set(kg.entities)
    assert all(nx.has_path(kg, s, t) for s, t in kg.edges())
    assert {m.kept for m in kg.merges} <= set(kg.entities)
    over_documents = [m.rule for m in kg.merges if m.rule != "same name" and "in one document" not in m.rule]
    assert sorted(over_documents) == ["both told: sign, same participants", "family name alone"]


def test_nothing_resolves_to_nothing() -> None:
    assert len(resolve([])) == 0
