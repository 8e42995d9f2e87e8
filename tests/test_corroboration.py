"""Support: which facts tell which, which sources are one, and first and last date."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.copies import copies, folded
from graph.corroboration import no_less_exact, supports
from graph.model import Attribution, Document, Fact, Factuality, Predicate, Support
from graph.network import KnowledgeGraph
from tests.graphs import PLAIN, document, evidence, fact, graphs, sample_graph

SIGNED = "Lind signed the Harbour Treaty in Geneva."
OTHERWISE = "In Geneva, the treaty got the signature of Mara Lind after a long night."
CUT = "On Wednesday evening Lind signed the Harbour Treaty in Geneva before many guests and reporters."
CUT_TOO = "On Wednesday evening Lind signed the Harbour Treaty in Geneva before many guests and cameras."
SAYS = Factuality(attribution=(Attribution("berg", "Berg", "said"),))


def told(
    source: Document, words: str, *more: tuple[str, str], how: Factuality = PLAIN, time: str | None = None
) -> Fact:
    """Return the fact that Lind signed the treaty, and what more there is, told by `words` of the document."""
    arguments = [("subject", "lind"), ("object", "treaty"), *more]
    return fact(
        Predicate("sign", "sign"), arguments, [evidence(source, words, words, [words] * len(arguments))], how, time
    )


def page(id: str, words: str, published: str | None = None, publisher: str | None = None) -> Document:
    return replace(document(id, words, published=published), publisher=publisher)


def support(documents: list[Document], *facts: Fact) -> Support:
    """Return the support of the first fact."""
    return supports({d.id: d for d in documents}, facts)[facts[0].id]


@pytest.mark.parametrize(
    ("one", "other", "sources"),
    [
        pytest.param((SIGNED, "Post"), (OTHERWISE, "Echo"), 2, id="two publishers, two wordings"),
        pytest.param((SIGNED, "Post"), (OTHERWISE, "The  POST"), 2, id="a name that is not quite the same"),
        pytest.param((SIGNED, "Post"), (OTHERWISE, "post"), 1, id="one publisher"),
        pytest.param((SIGNED, None), (OTHERWISE, None), 2, id="publishers not known"),
        pytest.param((SIGNED, "Post"), (SIGNED, "Echo"), 1, id="the same sentence"),
        pytest.param(
            (SIGNED, "Post"), ("LIND signed: the Harbour   Treaty, in Geneva", "Echo"), 1, id="marks and case"
        ),
        pytest.param((CUT, "Post"), (CUT_TOO, "Echo"), 1, id="a copy touched up"),
    ],
)
def test_sources_are_counted_once(one: tuple[str, str | None], other: tuple[str, str | None], sources: int) -> None:
    first, second = page("a", one[0], publisher=one[1]), page("b", other[0], publisher=other[1])
    facts = [told(first, one[0]), told(second, other[0], ("in", "geneva"))]
    assert support([first, second], *facts).sources == sources


def test_what_one_document_tells_twice_is_one_source() -> None:
    source = page("a", f"{SIGNED} {OTHERWISE}")
    assert support([source], told(source, SIGNED), told(source, OTHERWISE, ("in", "geneva"))).sources == 1


@pytest.mark.parametrize(
    ("other", "sources"),
    [
        pytest.param({"more": [("in", "geneva")]}, 2, id="more participants entail"),
        pytest.param({"time": "2024-06-19"}, 2, id="a date entails none"),
        pytest.param({"how": Factuality("negative")}, 1, id="a negation does not"),
        pytest.param({"how": Factuality(modality="future")}, 1, id="a plan does not"),
        pytest.param({"how": SAYS}, 1, id="a report does not"),
    ],
)
def test_facts_that_entail_one_tell_it(other: dict[str, object], sources: int) -> None:
    first, second = page("a", SIGNED), page("b", OTHERWISE)
    more = other.pop("more", [])
    entailing = told(second, OTHERWISE, *more, **other)  # type: ignore[arg-type,misc]
    assert support([first, second], told(first, SIGNED), entailing).sources == sources
    assert support([first, second], entailing, told(first, SIGNED)).sources == 1


def test_of_a_negated_fact_more_participants_say_less() -> None:
    first, second = page("a", SIGNED), page("b", OTHERWISE)
    no = Factuality("negative")
    less = told(second, OTHERWISE, ("in", "x"), how=no)
    assert support([first, second], told(first, SIGNED, how=no), less).sources == 1


@pytest.mark.parametrize(
    ("time", "than", "expected"),
    [
        ("2024-06-19", None, True),
        (None, "2024", False),
        ("2024-06-19", "2024-06", True),
        ("2024-06-19", "2024-06-18/2024-06-20", True),
        ("2024-06", "2024-06-19", False),
        ("2024-07-19", "2024-06", False),
        ("some day", "some day", True),
        ("some day", "2024", False),
    ],
)
def test_exactness_of_times(time: str | None, than: str | None, expected: bool) -> None:
    assert no_less_exact(time, than) is expected


def test_first_and_last_are_days_of_publication() -> None:
    pages = [page("a", SIGNED, "2024-06-20"), page("b", OTHERWISE, "2024-06-19"), page("c", CUT)]
    facts = [told(pages[0], SIGNED), told(pages[1], OTHERWISE, ("in", "geneva")), told(pages[2], CUT, ("on", "x"))]
    assert support(pages, *facts) == Support(3, "2024-06-19", "2024-06-20")
    assert support([pages[2]], facts[2]) == Support(1, None, None)


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_facts_is_irrelevant(kg: KnowledgeGraph, random_: random.Random) -> None:
    facts, documents = list(kg.facts.values()), list(kg.documents.items())
    random_.shuffle(facts)
    random_.shuffle(documents)
    assert supports(dict(documents), facts) == {fact.id: kg.support(fact) for fact in kg.facts.values()}
    assert KnowledgeGraph.of((d for _, d in documents), kg.entities.values(), facts).conflicts == kg.conflicts


def test_edges_carry_their_facts_support() -> None:
    kg = sample_graph()
    for _, _, data in kg.edges(data=True):
        known = kg.support(kg.facts[data["fact"]])
        assert (data["sources"], data["first"], data["last"]) == (known.sources, known.first or "", known.last or "")
    assert max(data["sources"] for _, _, data in kg.edges(data=True)) == 2


def test_copies_of_copies_are_one() -> None:
    words = [f"word{i}" for i in range(40)]
    texts = {n: " ".join(words[n * 3 : n * 3 + 25]) for n in range(4)}
    numbers = copies({**texts, 9: "Nothing of the kind was said here at all."})
    assert len({numbers[n] for n in range(4)}) == 1
    assert numbers[9] != numbers[0]


def test_words_are_folded() -> None:
    assert folded("The U.S. “Café” – it’s 5!") == ("the", "us", "cafe", "its", "5")
