"""The page in Chromium: what a reader finds with a click, in the search, by filters and in the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from exporters.page.data import reading_order
from graph.model import Conflict, Merge
from graph.network import KnowledgeGraph
from tests.graphs import hostile_graph, sample_graph
from tests.pages import week

pytest.importorskip("selenium", reason="pip install selenium")
from selenium.webdriver.common.keys import Keys  # after the check above

from tests.interop.chromium import click_at, control, count, edge_row, find, middle, node, slide, texts

pytestmark = pytest.mark.interop

Open = Callable[..., Any]


def test_a_click_on_a_line_opens_its_sentences_with_the_words_marked(show: Open) -> None:
    page = show(sample_graph())
    click_at(page, middle(edge_row(page, "Northbank", "× bought")))
    assert texts(page, "#panel blockquote") == ["Lind denied that the bank had bought Port Union."]
    marks = {role: texts(page, f"#panel blockquote mark.{role}") for role in ("subject", "predicate", "object", "cue")}
    assert marks == {
        "subject": ["the bank"], "predicate": ["bought"], "object": ["Port Union"], "cue": ["denied", "had"],
    }  # fmt: skip
    panel = find(page, "#panel").text
    assert "Source: Mara Lind denies (“denied”)" in panel
    assert "Lind and Berg sign harbour treaty 20 June 2024" in panel
    assert "Characters 180–228" in panel


def test_a_click_on_a_name_lists_its_facts_by_date(show: Open) -> None:
    page = show(sample_graph())
    click_at(page, node("Tomas Berg"))
    assert find(page, "#panel h2").text == "Tomas Berg"
    assert "Also called Berg" in find(page, "#panel").text
    assert texts(page, "#panel .fact .words") == [
        "Mara Lind and Tomas Berg signed Harbour Treaty in Geneva",
        "Tomas Berg resigned",
        "Tomas Berg leader of Port Union",
    ]


def test_a_name_tells_what_it_is_known_by_elsewhere_and_why_it_is_one(show: Open) -> None:
    kg = sample_graph()
    because = Merge(
        "geneva", "genf", "same place", ("Geneva", "Genf"), 0.9, ("one GeoNames id",), ("another spelling",)
    )
    kg.graph["merges"] = (because,)
    page = show(kg)
    click_at(page, node("Geneva"))
    link = find(page, "#panel .meta a")
    assert (link.text, link.get_attribute("href")) == ("Wikidata", "http://www.wikidata.org/entity/Q71")
    find(page, "#panel .joined summary").click()
    told = "“Geneva” is “Genf”: same place; one GeoNames id; against it: another spelling (0.90)"
    assert texts(page, "#panel .joined li") == [told]


def test_what_contradicts_is_listed_and_leads_to_the_other_fact(show: Open) -> None:
    kg = sample_graph()
    bought, resigned = (id for name in ("buy", "resign") for id, f in kg.facts.items() if f.predicate.lemma == name)
    kg.graph["conflicts"] = (Conflict("denied", (bought, resigned), "one says so, the other does not"),)
    page = show(kg)
    told = texts(page, "#panel ul.conflicts button")
    assert told == ["Denied: Northbank bought Port Union", "Tomas Berg resigned"]
    find(page, "#panel ul.conflicts button").click()
    assert "Told and denied: one says so, the other does not" in find(page, "#panel p.conflicts").text
    find(page, "#panel p.conflicts button").click()
    assert find(page, "#panel h2").text == "Tomas Berg resigned"
    assert find(page, "#panel .meta").text == "asserted · 1 July 2024 · 1 passage · contradicted"


def test_what_several_sources_tell_is_found(show: Open) -> None:
    page = show(sample_graph())
    control(page, "several sources").click()
    assert texts(page, "#facts td.place") == ["Mara Lind and Tomas Berg signed Harbour Treaty in Geneva"]
    assert texts(page, "#facts td.support") == ["2"]
    find(page, "#facts td.place button").click()
    assert "2 sources" in find(page, "#panel").text
    assert "Told from 20 June 2024 to 2 July 2024" in find(page, "#panel").text


@pytest.mark.parametrize("make", [sample_graph, hostile_graph])
def test_every_fact_shows_all_its_sentences(show: Open, make: Callable[[], KnowledgeGraph]) -> None:
    kg = make()
    page = show(kg)
    shown = page.execute_script("""
        const letters = (element) => Array.from(element.textContent, (letter) => letter.codePointAt(0));
        return graph.facts.map((fact, row) => {
          choose("fact", row);
          return [...document.querySelectorAll("#panel blockquote")].map(letters);
        });""")
    sentences = [kg.quote(e.sentence) for fact in reading_order(kg) for e in fact.evidence]
    assert ["".join(map(chr, letters)) for quotes in shown for letters in quotes] == sentences


def test_every_fact_is_in_the_table(show: Open) -> None:
    kg = sample_graph()
    page = show(kg)
    assert len(texts(page, "#facts tbody tr")) == len(kg.facts)
    assert {"Tomas Berg resigned", "Northbank lent Estmark $40 million"} <= set(texts(page, "#facts td.place"))


def test_search_suggests_names_aliases_and_facts(show: Open) -> None:
    page = show(sample_graph())
    field = find(page, "#search")
    field.send_keys("berg")
    assert texts(page, "#suggestions li")[0].startswith("Tomas Berg")
    assert field.get_attribute("aria-expanded") == "true"
    field.send_keys(Keys.ARROW_DOWN)
    assert field.get_attribute("aria-activedescendant") == "option-0"
    field.send_keys(Keys.ENTER)
    assert find(page, "#panel h2").text == "Tomas Berg"
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("nobody at all")
    assert texts(page, "#suggestions li") == ["Nothing of that name"]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        pytest.param(lambda page: control(page, "denied").click(), "Showing 8 of 9 facts", id="status"),
        pytest.param(lambda page: control(page, "People").click(), "Showing 7 of 9 facts", id="type"),
        pytest.param(lambda page: control(page, "Relation").send_keys("sign"), "Showing 1 of 9 facts", id="relation"),
        pytest.param(lambda page: control(page, "Document").send_keys("Union"), "Showing 5 of 9 facts", id="document"),
        pytest.param(lambda page: slide(page, "Confidence", 0.85), "Showing 7 of 9 facts", id="confidence"),
        pytest.param(lambda page: slide(page, "From", 2), "Showing 7 of 9 facts", id="date"),
        pytest.param(lambda page: control(page, "without a date").click(), "Showing 3 of 9 facts", id="undated"),
    ],
)
def test_a_filter_holds_for_drawing_and_table(show: Open, act: Callable[[Any], None], expected: str) -> None:
    page = show(sample_graph())
    act(page)
    assert count(page).startswith(expected)
    number = int(expected.split()[1])
    assert len(texts(page, "#facts tbody tr")) == number
    assert page.execute_script("return drawing.edges.length === shown().edges.size")
    find(page, "#reset").click()
    assert count(page).startswith("Showing 9 facts")


def test_the_table_sorts_and_is_worked_by_keyboard(show: Open) -> None:
    page = show(sample_graph())
    find(page, "#by-time button").send_keys(Keys.ENTER)
    assert find(page, "#by-time").get_attribute("aria-sort") == "ascending"
    assert texts(page, "#facts td.time")[:3] == ["May 2023", "19 June 2024", "1 July 2024"]
    find(page, "#facts tbody button").send_keys(Keys.ENTER)
    assert page.switch_to.active_element.get_attribute("id") == "panel"
    assert find(page, "#panel h2").text == "Northbank lent Estmark $40 million"
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert page.switch_to.active_element.text == "Northbank lent Estmark $40 million"


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)], ids=["desktop", "phone"])
def test_no_word_covers_another_in_the_first_view(show: Open, size: tuple[int, int]) -> None:
    page = show(week(), size=size)
    written = page.execute_script("return drawing.written")
    main = page.execute_script("return graph.nodes.slice(0, 4).map(({ label }) => label)")
    assert {word["text"] for word in written} >= set(main)
    boxes = [word["box"] for word in written]
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            beside = a["right"] <= b["left"] or b["right"] <= a["left"]
            assert beside or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]


def test_a_click_on_a_name_is_one_on_its_node(show: Open) -> None:
    page = show(sample_graph())
    click_at(page, "(({ box }) => drawing.network.DOMtoCanvas({ x: (box.left + box.right) / 2, y: box.bottom - 3 }))("
             "drawing.written.find(({ text }) => text === 'Mara Lind'))")  # fmt: skip
    assert find(page, "#panel h2").text == "Mara Lind"


def test_the_theme_can_be_switched(show: Open) -> None:
    page = show(sample_graph())
    before = page.execute_script("return drawing.theme.paper")
    find(page, "#theme").click()
    assert page.execute_script("return drawing.theme.paper") != before
    assert find(page, "#theme").text == "Light"


def test_without_scripts_the_facts_are_there(show: Open, chromium: Any) -> None:
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page = show(sample_graph())
        assert len(texts(page, "noscript tbody tr")) == len(sample_graph().facts)
    finally:
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
