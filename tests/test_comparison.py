"""`compare`: what two sides tell, line by line; and how a fact reads as English."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given

from graph.build import run
from graph.comparison import Comparison, Sides, compare, sides
from graph.errors import InputError
from graph.model import Attribution, Factuality, Literal, Modality, Predicate, Stance
from graph.network import KnowledgeGraph
from graph.read import Reading
from graph.sidebyside import jsonl, text
from graph.wording import wording
from tests.graphs import document, fact, graphs, hostile_graph, sample_graph

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
LIND = Attribution("mara-lind", "Mara Lind", "say")


def line(
    predicate: Predicate,
    *arguments: tuple[str, str | Literal],
    polarity: str = "positive",
    modality: Modality = "asserted",
    sources: tuple[Attribution, ...] = (),
    time: str | None = None,
) -> str:
    """Return the wording of a fact about the entities of the sample graph."""
    how = Factuality(polarity, modality, sources)  # type: ignore[arg-type]
    return wording(sample_graph(), fact(predicate, arguments, (), how, time))


SIGN = (Predicate("sign", "sign"), ("subject", "mara-lind"), ("object", "harbour-treaty"))
BUY = (Predicate("buy", "be bought"), ("object", "port-union"))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (line(*SIGN), "Mara Lind signs Harbour Treaty"),
        (line(*SIGN, ("subject", "tomas-berg")), "Mara Lind and Tomas Berg sign Harbour Treaty"),
        (line(*SIGN, ("in", "geneva"), time="2024-06-19"), "Mara Lind signs Harbour Treaty in Geneva (2024-06-19)"),
        (line(*SIGN, polarity="negative"), "Mara Lind does not sign Harbour Treaty"),
        (line(*SIGN, modality="future"), "Mara Lind will sign Harbour Treaty"),
        (line(*SIGN, modality="possible", polarity="negative"), "Mara Lind may not sign Harbour Treaty"),
        (line(*SIGN, modality="desired"), "Mara Lind is meant to sign Harbour Treaty"),
        (line(*SIGN, modality="alleged", polarity="negative"), "Mara Lind is said not to sign Harbour Treaty"),
        (line(*SIGN, modality="asked"), "Mara Lind signs Harbour Treaty?"),
        (line(*SIGN, sources=(LIND,)), "Mara Lind says that Mara Lind signs Harbour Treaty"),
        (line(*BUY), "Port Union is bought"),
        (line(*BUY, ("for", Literal("$40 million", "amount", "40000000"))), "Port Union is bought for $40 million"),
        (line(*BUY, polarity="negative"), "Port Union is not bought"),
        (line(Predicate("carry out", "carry out"), *SIGN[1:]), "Mara Lind carries out Harbour Treaty"),
        (line(Predicate("veto", "veto"), *SIGN[1:]), "Mara Lind vetoes Harbour Treaty"),
        (line(Predicate("have", "have"), *SIGN[1:]), "Mara Lind has Harbour Treaty"),
        (
            line(Predicate("pay", "pay"), *SIGN[1:2], ("object", Literal("$5")), ("indirect_object", "northbank")),
            'Mara Lind pays Northbank "$5"',
        ),
        (
            line(Predicate("be leader of", "be leader of"), ("subject", "mara-lind"), ("of", "port-union")),
            "Mara Lind is leader of Port Union",
        ),
        (
            line(Predicate("be", "be"), ("subject", "mara-lind"), ("object", Literal("Foreign Minister"))),
            "Mara Lind is Foreign Minister",
        ),
        (
            line(Predicate("say", "say"), *SIGN[1:2], ("object", Literal("yes, we can")), ("about", "geneva")),
            'Mara Lind says "yes, we can"',
        ),
        (line(*SIGN, ("on", Literal("Monday", "date"))), "Mara Lind signs Harbour Treaty on Monday"),
        (line(Predicate("rain", "rain")), "rains"),
    ],
)
def test_a_fact_reads_as_english(told: str, expected: str) -> None:
    assert told == expected


@pytest.mark.parametrize(
    ("stances", "polarity", "modality", "expected"),
    [
        (("says",), "negative", "asserted", "Mara Lind says that Northbank does not buy Port Union"),
        (("denies",), "negative", "asserted", "Mara Lind denies that Northbank buys Port Union"),
        (("denies",), "positive", "asserted", "Mara Lind denies that Northbank does not buy Port Union"),
        (("doubts",), "positive", "possible", "Mara Lind doubts that Northbank buys Port Union"),
        (
            ("says", "believes"),
            "positive",
            "asserted",
            "Mara Lind says that Mara Lind believes that Northbank buys Port Union",
        ),
    ],
)
def test_who_says_so_is_told_with_the_stance(
    stances: tuple[Stance, ...], polarity: str, modality: Modality, expected: str
) -> None:
    sources = tuple(Attribution("mara-lind", "Mara Lind", "x", stance) for stance in stances)
    buy = (Predicate("buy", "buy"), ("subject", "northbank"), ("object", "port-union"))
    assert line(*buy, polarity=polarity, modality=modality, sources=sources) == expected


@given(graphs())
def test_every_fact_has_a_line(kg: KnowledgeGraph) -> None:
    for told in kg.facts.values():
        assert wording(kg, told).splitlines() in ([], [wording(kg, told)])


@given(graphs())
def test_any_graph_can_be_compared(kg: KnowledgeGraph) -> None:
    documents = list(kg.documents)
    made = compare(kg, Sides(Reading(), frozenset(documents[:1]), frozenset(documents[1:])))
    assert list(text(made))
    for row in jsonl(made):
        assert json.loads(row)["told"]


def test_a_terminal_gets_no_control_characters() -> None:
    kg = hostile_graph()
    first, second = kg.documents
    shown = "".join(text(compare(kg, Sides(Reading(), frozenset({first}), frozenset({second})))))
    assert all(c.isprintable() or c == "\n" for c in shown)


def compared(one: str, other: str, published: str = "2024-06-18") -> Comparison:
    pages = tuple(document(id, f"News\n\n{words}\n", published=published) for id, words in (("a", one), ("b", other)))
    two = Sides(Reading(pages), frozenset("a"), frozenset("b"))
    return compare(run(two.reading)[0], two)


def lines(comparison: Comparison) -> dict[str, list[str]]:
    """Return the wordings of each part, "one | other" for what is told differently."""
    found: dict[str, list[str]] = {}
    for row in map(json.loads, jsonl(comparison)):
        told = [side[0]["text"] for side in (row["a"], row["b"]) if side]
        found.setdefault(row["told"], []).append(" | ".join(dict.fromkeys(told)))
    return found


@pytest.mark.model
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            "Mara Lind visited Geneva.",
            "On Tuesday Mara Lind visited Geneva.",
            {"differently": ["Mara Lind visits Geneva | Mara Lind visits Geneva (2024-06-18)"]},
            id="a date more",
        ),
        pytest.param(
            "Mara Lind praised Tomas Berg.",
            "Mara Lind praised Tomas Berg.",
            {"both": ["Mara Lind praises Tomas Berg"]},
            id="the same fact",
        ),
        pytest.param(
            "Mara Lind praised Tomas Berg.",
            "Northbank said that Mara Lind praised Tomas Berg.",
            {"differently": ["Mara Lind praises Tomas Berg | Northbank says that Mara Lind praises Tomas Berg"]},
            id="only reported there",
        ),
        pytest.param(
            "Mara Lind praised Tomas Berg.",
            "Mara Lind praised Northbank.",
            {"only A": ["Mara Lind praises Tomas Berg"], "only B": ["Mara Lind praises Northbank"]},
            id="other names",
        ),
        pytest.param(
            "Northbank bought Port Union.",
            "Northbank did not buy Port Union.",
            {"conflict": ["Northbank buys Port Union | Northbank does not buy Port Union"]},
            id="a contradiction",
        ),
        pytest.param(
            "Mara Lind praised Tomas Berg in Geneva for the treaty.",
            "Praise for the treaty came to Tomas Berg in Geneva from Mara Lind.",
            {"alike": ["Mara Lind praises Tomas Berg for treaty | Praise comes to Tomas Berg from Mara Lind"]},
            id="words that were not understood",
        ),
    ],
)
def test_parts_of_a_comparison(one: str, other: str, expected: dict[str, list[str]]) -> None:
    found = lines(compared(one, other))
    assert {part: found.get(part) for part in expected} == expected
    assert set(found) <= {*expected, "only A", "only B"} or "alike" in expected


@pytest.mark.model
def test_a_comparison_turned_round_is_the_same() -> None:
    one, other = "Mara Lind visited Geneva. Northbank bought Port Union.", "On Tuesday Mara Lind visited Geneva."
    here, there = lines(compared(one, other)), lines(compared(other, one))
    assert here["only A"] == there["only B"]
    assert len(here["differently"]) == len(there["differently"]) == 1


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    two = sides(*SEEDS)
    return compare(run(two.reading)[0], two)


@pytest.mark.model
def test_what_both_seeds_tell(seeds: Comparison) -> None:
    assert len(seeds.both) >= 12
    assert len(seeds.differently) >= 8
    assert seeds.disputes == ()


@pytest.mark.model
def test_every_fact_of_the_seeds_stands_in_one_part_only(seeds: Comparison) -> None:
    told = [t.fact.id for t in (*seeds.only_first, *seeds.only_second)]
    told += [t.fact.id for echo in seeds.echoes for t in (*echo.told_first, *echo.told_second)]
    paired = {t.fact.id for pair in (*seeds.both, *seeds.differently) for t in (pair.first, pair.second)}
    assert len(told) == len(set(told)) and not paired & set(told)


@pytest.mark.model
def test_every_quotation_stands_where_it_says(seeds: Comparison) -> None:
    quotes = [quote for row in map(json.loads, jsonl(seeds)) for t in (*row["a"], *row["b"]) for quote in t["quotes"]]
    assert len(quotes) > 100
    for quote in quotes:
        assert seeds.kg.documents[quote["document"]].text[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.model
def test_the_readme_shows_what_is_printed(seeds: Comparison) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"<!-- comparison -->\n```text\n(.+?)```", readme, re.DOTALL)
    printed = "".join(text(seeds)).splitlines()
    place = 0
    for line_ in shown.splitlines():
        if line_ not in ("…", ""):
            assert line_ in printed[place:]
            place += printed[place:].index(line_) + 1


def test_the_same_document_on_both_sides_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Lind met Berg.")
    with pytest.raises(InputError, match=r"a\.txt: the same document on both sides"):
        sides(tmp_path / "a.txt", tmp_path)


def test_documents_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder, words in (("one", "Lind met Berg."), ("two", "Berg met Lind.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(words)
    two = sides(tmp_path / "one", tmp_path / "two")
    assert (set(two.first), set(two.second)) == ({"A/a.txt"}, {"B/a.txt"})


@pytest.mark.parametrize("missing", ["nope.txt", "empty"])
def test_a_side_without_text_is_one_clear_line(tmp_path: Path, missing: str) -> None:
    (tmp_path / "a.txt").write_text("Lind met Berg.")
    (tmp_path / "empty").mkdir()
    for two in ((tmp_path / "a.txt", tmp_path / missing), (tmp_path / missing, tmp_path / "a.txt")):
        with pytest.raises(InputError, match=missing):
            sides(*two)
