"""The user's decisions: the file, a merge undone inside a document and over documents, names and types."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.authority import Known
from graph.decisions import Decisions, Reference, read_decisions
from graph.errors import InputError
from graph.knowledge import Knowledge
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
    Mention,
    Predicate,
    Span,
    fact_id,
)
from graph.network import KnowledgeGraph
from graph.resolve import resolve
from graph.review import draft

TEXT = "Kim Jong Un spoke. Kim warned Seoul. He left. Kim Jong Un slept."
KIM, SEOUL = "kim-jong-un-person", "seoul-gpe"


def span(words: str, document: str = "a", nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(document, start, start + len(words))


def event(lemma: str, sentence: str, document: str, *arguments: tuple[str, str, Span], says: str = "") -> Fact:
    filled = tuple(Argument(role, entity) for role, entity, _ in arguments)
    where = span(sentence, document)
    evidence = Evidence(where, where, tuple(place for *_, place in arguments), rule="verb")
    how = Factuality(attribution=(Attribution(says, "Kim Jong Un", "say"),)) if says else Factuality()
    predicate = Predicate(lemma, lemma)
    return Fact(fact_id(predicate, filled, how, None), predicate, filled, how, None, (evidence,), 0.9)


def article(document: str = "a") -> Extraction:
    """Return a text in which "Kim" was taken for Kim Jong Un."""
    mentions = (
        Mention(span("Kim Jong Un", document), "name", "first mention"),
        Mention(span("Kim", document, 1), "name", "part of a person's name"),
        Mention(span("He", document), "pronoun", "pronoun: subject of the sentence before"),
        Mention(span("Kim Jong Un", document, 1), "name", "exact name"),
    )
    kim = Entity(KIM, "Kim Jong Un", "PERSON", aliases=("Kim",), mentions=mentions)
    seoul = Entity(SEOUL, "Seoul", "GPE", mentions=(Mention(span("Seoul", document), "name", "first mention"),))
    facts = (
        event("speak", "Kim Jong Un spoke.", document, ("subject", KIM, mentions[0].span)),
        event(
            "warn",
            "Kim warned Seoul.",
            document,
            ("subject", KIM, mentions[1].span),
            ("object", SEOUL, span("Seoul", document)),
        ),
        event("leave", "He left.", document, ("subject", KIM, mentions[2].span), says=KIM),
        event("sleep", "Kim Jong Un slept.", document, ("subject", KIM, mentions[3].span)),
    )
    ledger = tuple(LedgerEntry(f.evidence[0].sentence, (f.id,)) for f in facts)
    return Extraction(Document(document, TEXT), (kim, seoul), facts, ledger)


def graph(*extractions: Extraction, known: tuple[Known, ...] = (), **decided: object) -> KnowledgeGraph:
    return resolve(extractions, knowledge=Knowledge(Decisions(**decided), known))  # type: ignore[arg-type]


def told(kg: KnowledgeGraph) -> dict[str, str]:
    """Return who does what: predicate -> label of the subject."""
    return {f.predicate.lemma: kg.argument_name(f, 0) for f in kg.facts.values()}


def pair(one: str, other: str) -> tuple[tuple[Reference, Reference]]:
    return ((Reference(*one.split(" @ ")), Reference(*other.split(" @ "))),)


def test_a_merge_inside_a_document_is_undone_with_its_facts_and_pronouns() -> None:
    assert set(told(graph(article())).values()) == {"Kim Jong Un"}
    kg = graph(article(), different=pair("Kim Jong Un", "Kim"))
    assert told(kg) == {"speak": "Kim Jong Un", "warn": "Kim", "leave": "Kim", "sleep": "Kim Jong Un"}
    assert sorted(e.label for e in kg.entities.values()) == ["Kim", "Kim Jong Un", "Seoul"]
    assert "Kim" not in kg.entities[KIM].aliases
    (leaving,) = (f for f in kg.facts.values() if f.predicate.lemma == "leave")
    assert leaving.factuality.attribution[0].label == "Kim"
    assert {i for entry in kg.ledger for i in entry.facts} == set(kg.facts)
    assert all(m.kept != KIM or "Kim" not in m.names[1:] for m in kg.merges)


def test_a_decision_for_one_document_leaves_the_others() -> None:
    kg = graph(article("a"), article("b"), different=pair("Kim Jong Un", "Kim @ a"))
    warned = {
        e.sentence.document: kg.argument_name(f, 0)
        for f in kg.facts.values()
        if f.predicate.lemma == "warn"
        for e in f.evidence
    }
    assert warned == {"a": "Kim", "b": "Kim Jong Un"}


def test_one_name_in_two_documents_is_parted() -> None:
    kg = graph(article("a"), article("b"), different=pair("Kim Jong Un @ a", "Kim Jong Un @ b"))
    kims = [e for e in kg.entities.values() if e.label == "Kim Jong Un"]
    assert len(kims) == 2
    assert all(len({m.span.document for m in e.mentions}) == 1 for e in kims)


def test_two_names_are_joined() -> None:
    kg = graph(article(), same=pair("Seoul", "Kim Jong Un"))
    (entity,) = kg.entities.values()
    assert {"Seoul", "Kim"} <= {entity.label, *entity.aliases}
    assert any(m.rule == "decided by the user" for m in kg.merges)


def test_what_is_kept_apart_is_not_joined_by_another_decision() -> None:
    kg = graph(article(), same=pair("Seoul", "Kim Jong Un"), different=pair("Seoul", "Kim Jong Un"))
    assert len(kg.entities) == 2


def test_names_and_types() -> None:
    kg = graph(article(), names=((Reference("Kim Jong Un"), "Kim Jong-un"),), types=((Reference(SEOUL), "FAC"),))
    assert {(e.label, e.type) for e in kg.entities.values()} == {("Kim Jong-un", "PERSON"), ("Seoul", "FAC")}


def test_decisions_about_nobody_are_told() -> None:
    assert graph(article(), different=pair("Kim", "Mara Lind")).idle == ("Mara Lind",)


def test_a_known_name_gives_label_type_and_links() -> None:
    entry = Known("Kim Jong-un", ("Kim Jong Un",), "PERSON", ("https://example.org/kim",))
    kg = graph(article(), known=(entry,))
    (kim,) = (e for e in kg.entities.values() if e.type == "PERSON")
    assert (kim.label, kim.links) == ("Kim Jong-un", ("https://example.org/kim",))


def test_a_name_that_two_known_entries_bear_tells_nothing() -> None:
    entries = tuple(Known(f"Kim {n}", ("Kim Jong Un",), "", (f"https://example.org/{n}",)) for n in "ab")
    assert graph(article(), known=entries).entities[KIM].links == ()


def test_the_draft_decides_nothing_and_each_of_its_lines_can(tmp_path: Path) -> None:
    kg = graph(article())
    path = tmp_path / "decisions.yaml"
    path.write_text(draft(kg, 10), "utf-8")
    assert read_decisions(path) == Decisions()
    path.write_text(draft(kg, 10).replace("  # - [", "  - ["), "utf-8")
    assert read_decisions(path).different == pair("Kim Jong Un", "Kim @ a")


@pytest.mark.parametrize(
    ("written", "where", "advice"),
    [
        ("different:\n  - [a]\n", "line 2", "[NAME, NAME]"),
        ("different: a\n", "line 1", "[NAME, NAME]"),
        ("names:\n  a:\n", "line 2", "NAME: value"),
        ("- a\n", "line 1", "same, different, names, types"),
        ("sames:\n", "line 1", "'sames' is no section"),
        ("same: [a\n", "line 2", "not YAML"),
        ("same: !!python/object:os.system [a, b]\n", "line 1", "[NAME, NAME]"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_what_to_do(
    tmp_path: Path, written: str, where: str, advice: str
) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(written, "utf-8")
    with pytest.raises(InputError) as error:
        read_decisions(path)
    assert where in str(error.value) and advice in str(error.value) and "\n" not in str(error.value)


def test_an_empty_file_and_words_that_yaml_takes_for_values(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text("# nothing yet\n", "utf-8")
    assert read_decisions(path) == Decisions()
    path.write_text("same:\n  - [No, 1984]\n", "utf-8")
    assert read_decisions(path).same == pair("No", "1984")
