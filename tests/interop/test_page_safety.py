"""The page in Chromium: what hostile text does not do, who can read it, and how a notebook shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exporters import show as show_in_notebook
from graph.model import (
    Argument,
    Attribution,
    Conflict,
    Document,
    Entity,
    Evidence,
    Fact,
    Factuality,
    Mention,
    Merge,
    Predicate,
    Span,
)
from graph.network import KnowledgeGraph
from tests.graphs import hostile_graph, sample_graph

pytest.importorskip("selenium", reason="pip install selenium")

from tests.interop.chromium import click_at, complaints, count, find, node, wait

pytestmark = pytest.mark.interop

Open = Callable[..., Any]
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
"""The checker of accessibility: ``npm install --no-save axe-core``."""

ALARMS = (
    "</script><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "--><img src=x onerror=alert(1)><!--",
    "<!--<script>",
    "' onmouseover='alert(1)",
    "${alert(1)} {{alert(1)}} {% raw %} #{alert(1)}",
    "javascript:alert(1)//href",
    "data:text/html,<script>alert(1)</script>",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "\u202ealert\u2066(1)",
    "&lt;img src=x onerror=alert(1)&gt;",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
)
"""Words that end something or mean something to a script, a template, a prototype, an address or a picture."""


def alarming() -> KnowledgeGraph:
    """Return a graph with each alarm in every place that text has: ids, names, types, roles, cues, dates, rules."""
    documents, entities, facts = [], [], []
    for number, alarm in enumerate(ALARMS):
        text = f"{alarm} says {alarm} of {alarm}. And again."
        documents.append(Document(f"{alarm} {number}", text, alarm, alarm, alarm, (alarm,), alarm))
        first, last = len(alarm), len(alarm) + 6 + len(alarm)
        spans = Span(documents[-1].id, 0, first), Span(documents[-1].id, first + 6, last)
        mention = (Mention(spans[0], "name", alarm),)
        entities.append(Entity(alarm, alarm, alarm, "name", (alarm, f"{alarm}!"), mention * 3, (alarm,)))
        sentence = Span(documents[-1].id, 0, len(text) - len(" And again."))
        told = Evidence(sentence, Span(documents[-1].id, first + 1, first + 5), spans, (spans[1],), alarm)
        filled = Argument("subject", alarm), Argument(alarm, ALARMS[number - 1])
        how = Factuality(attribution=(Attribution(alarm, alarm, alarm),)) if number % 2 else Factuality()
        fact = Fact(f"{alarm}#", Predicate(alarm, alarm), filled, how, alarm, (told,), 0.5, ((alarm, 0.5),))
        facts.append(fact)
    kg = KnowledgeGraph.of(documents, entities, facts)
    kg.graph["merges"] = tuple(Merge(alarm, alarm, alarm, (alarm, alarm), 0.5, (alarm,), (alarm,)) for alarm in ALARMS)
    kg.graph["conflicts"] = tuple(
        Conflict("value", (fact.id,), alarm) for fact, alarm in zip(facts, ALARMS, strict=True)
    )
    return kg


@pytest.mark.parametrize("make", [hostile_graph, alarming])
def test_hostile_text_does_nothing(show: Open, make: Callable[[], KnowledgeGraph]) -> None:
    page = show(make())
    page.execute_script("""
        window.dialogs = 0;
        window.alert = window.confirm = window.prompt = () => { window.dialogs++; };
        for (const row of rowsOf(graph.nodes)) { choose("node", row); hint("node", row, { x: 1, y: 1 }); focusOn(row); }
        focusOn(null);
        for (const row of rowsOf(graph.edges)) { choose("edge", row); hint("edge", row, { x: 1, y: 1 }); }
        for (const fact of graph.facts) { byId("search").value = fact.text.slice(0, 20); suggest(); }
        for (const row of rowsOf(graph.nodes).slice(1)) { askForEnd(row); showPath(0, row); }
        for (const { entity } of graph.nodes) { location.hash = new URLSearchParams({ node: entity }); search(entity); }
        for (const [column] of Object.entries(COLUMNS)) sortBy(column);
        filterByWords("</script>");
        reset();
        for (const details of document.querySelectorAll("details")) details.open = true;
        drawing.fit();""")
    wait(page, 300)
    assert page.execute_script("return window.dialogs") == 0
    assert page.execute_script("return [...document.scripts].length") == 3
    links = page.execute_script("return [...document.querySelectorAll('a[href]')].map((link) => link.protocol)")
    assert set(links) <= {"file:", "http:", "https:"}


def test_the_policy_stops_markup_and_scripts_put_in(show: Open, chromium: Any) -> None:
    page = show(sample_graph())
    refused = page.execute_script("""
        window.ran = false;
        try { document.body.innerHTML = "<img src=x onerror='window.ran = true'>"; }
        catch (error) { return error.name; }""")
    assert refused == "TypeError"
    ran = page.execute_script("""
        const script = document.createElement("script");
        try { script.append("window.ran = true"); document.body.append(script); } catch (error) {}
        return window.ran;""")
    assert ran is False
    assert all("Trusted" in c or "Content Security Policy" in c for c in complaints(chromium))


@pytest.mark.parametrize("width", [390, 820, 1400])
def test_the_page_is_no_wider_than_the_screen(show: Open, width: int) -> None:
    page = show(sample_graph(), size=(width, 844))
    page.execute_script("choose('node', 0)")
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(show: Open, dark: bool) -> None:
    page = show(sample_graph(), dark=dark)
    colours = page.execute_script("return drawing.theme")
    for name in ("ink", "muted", "reported", "denied", "negated", "hypothetical"):
        assert contrast(colours[name], colours["paper"]) >= 4.5, name
    assert contrast(colours["asserted"], colours["paper"]) >= 3
    page.execute_script("choose('edge', 0)")
    marks = page.execute_script("""
        return [...document.querySelectorAll("#panel mark")].map((mark) => getComputedStyle(mark))
          .map(({ color, backgroundColor }) => [color, backgroundColor]);""")
    assert min(contrast(*pair) for pair in marks) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``rgb(r, g, b)`` (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_fault(show: Open, size: tuple[int, int], dark: bool) -> None:
    if not AXE.exists():
        pytest.skip("npm install --no-save axe-core")
    page = show(sample_graph(), size=size, dark=dark)
    page.execute_script(AXE.read_text(encoding="utf-8"))
    for act in (
        "",
        "choose('edge', 0)",
        "focusOn(0); byId('search').value = 'berg'; suggest()",
        "closeSearch(); showPath(0, 5)",
        "byId('keys').showModal()",
    ):
        page.execute_script(act)
        wait(page, 100)
        found = page.execute_async_script("axe.run().then(({ violations }) => arguments[0](violations))")
        assert [(fault["impact"], fault["id"], fault["help"]) for fault in found] == [], act


def test_a_notebook_shows_the_page(show: Open, tmp_path: Path) -> None:
    page = show(sample_graph())
    host = tmp_path / "graph.html"  # the page's own name, so that opening it counts as no request
    host.write_text(f"<!DOCTYPE html><title>Notebook</title>{show_in_notebook(sample_graph())._repr_html_()}")
    page.get(host.as_uri())
    page.switch_to.frame(page.find_element("css selector", "iframe"))
    wait(page, 400)
    assert count(page) == "Showing 9 facts, 9 entities."
    click_at(page, node("Tomas Berg"))
    assert find(page, "#panel h2").text == "Tomas Berg"
    assert page.execute_script("return window.origin") == "null"
    page.switch_to.default_content()
