"""The page in Chromium: what a reader does with mouse, keyboard and phone, and what hostile text does not do."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from exporters.html import write_html
from exporters.page import network
from exporters.page.data import reading_order
from graph.network import KnowledgeGraph
from tests.graphs import hostile_graph, sample_graph
from tests.pages import week

webdriver = pytest.importorskip("selenium.webdriver", reason="pip install selenium")
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402  # after the check above
from selenium.webdriver.common.actions.action_builder import ActionBuilder  # noqa: E402
from selenium.webdriver.common.actions.wheel_input import ScrollOrigin  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

pytestmark = pytest.mark.interop

SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1400,900",
)  # fmt: skip

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    options.unhandled_prompt_behavior = "ignore"
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    yield browser
    browser.quit()


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Open the page of a graph; afterwards no error may be in the console and nothing may have been asked for."""

    def opened(kg: KnowledgeGraph, size: tuple[int, int] = (1400, 900), dark: bool = False, words: str = "") -> Any:
        path = tmp_path / "graph.html"
        path.write_text("".join(write_html(kg)), encoding="utf-8", newline="\n")
        screen(chromium, size, dark)
        chromium.get(path.as_uri() + words)
        time.sleep(0.3)  # the first drawing; a page without scripts cannot be waited for
        return chromium

    chromium.get("about:blank")  # so that the same address is read anew
    time.sleep(0.1)
    complaints(chromium), requests(chromium)
    yield opened
    assert complaints(chromium) == []
    assert requests(chromium) == []


def screen(browser: Any, size: tuple[int, int], dark: bool) -> None:
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size[0] < 500}
    features = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    emulated = [{"name": name, "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": emulated})


def complaints(browser: Any) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser")]


def requests(browser: Any) -> list[str]:
    """Return every address asked for since the last call, but the page itself and what it carries."""
    messages = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    addresses = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    return [a for a in addresses if not re.match(r"file:.*/graph\.html$|data:|blob:|about:", a.partition("#")[0])]


def find(browser: Any, selector: str) -> Any:
    return browser.find_element(By.CSS_SELECTOR, selector)


def texts(browser: Any, selector: str) -> list[str]:
    return [element.text for element in browser.find_elements(By.CSS_SELECTOR, selector)]


def click_at(browser: Any, place: str) -> None:
    """Click the drawing at the point (of vis-network's own system) that this expression gives."""
    x, y = browser.execute_script(f"""
        const place = drawing.network.canvasToDOM({place});
        const box = byId("drawing").getBoundingClientRect();
        return [box.left + place.x, box.top + place.y].map(Math.round);""")
    actions = ActionBuilder(browser)
    actions.pointer_action.move_to_location(x, y).click()
    actions.perform()
    wait(browser, 400)


def wait(browser: Any, milliseconds: int) -> None:
    browser.execute_async_script(f"setTimeout(arguments[0], {milliseconds})")


def edge_row(browser: Any, source: str, label: str) -> int:
    row: int = browser.execute_script(
        "return graph.edges.findIndex((e) => graph.nodes[e.from].label === arguments[0] && e.label === arguments[1])",
        source, label,
    )  # fmt: skip
    assert row >= 0
    return row


def middle(row: int) -> str:
    return f"drawing.network.body.edges[{row}].edgeType.getPoint(0.5)"


def node(label: str) -> str:
    return f"drawing.network.getPosition(graph.nodes.find((n) => n.label === {json.dumps(label)}).id)"


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


def test_hostile_text_does_nothing(show: Open) -> None:
    page = show(hostile_graph())
    page.execute_script("""
        window.dialogs = 0;
        window.alert = window.confirm = window.prompt = () => { window.dialogs++; };
        for (const row of rowsOf(graph.nodes)) { choose("node", row); hint("node", row, { x: 1, y: 1 }); focusOn(row); }
        focusOn(null);
        for (const row of rowsOf(graph.edges)) { choose("edge", row); hint("edge", row, { x: 1, y: 1 }); }
        for (const fact of graph.facts) { byId("search").value = fact.text.slice(0, 20); suggest(); }
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


def count(page: Any) -> str:
    text: str = find(page, "#count").text
    return text


def control(page: Any, words: str) -> Any:
    return page.find_element(
        By.XPATH, f"//form[@id='controls']//label[contains(., '{words}')]//*[self::input or self::select]"
    )


def slide(page: Any, words: str, value: object) -> None:
    page.execute_script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))",
        control(page, words), value,
    )  # fmt: skip


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


def test_the_address_keeps_what_is_chosen_and_back_undoes_it(show: Open) -> None:
    page = show(sample_graph(), words="#node=geneva&around=geneva")
    assert find(page, "#panel h2").text == "Geneva"
    assert count(page) == "Showing 1 of 9 facts, 3 of 9 entities."
    find(page, "#back").click()
    assert count(page) == "Showing 9 facts, 9 entities."
    page.back()
    assert count(page) == "Showing 1 of 9 facts, 3 of 9 entities."


def test_only_what_fits_the_budget_is_drawn_at_first(show: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "WHOLE", {"nodes": 100, "edges": 200})
    monkeypatch.setattr(network, "PART", {"nodes": 20, "edges": 30})
    page = show(week())
    assert count(page) == (
        "Showing 260 facts, 20 of 150 entities: the most mentioned. Search or choose a name to draw more. "
        "12 lighter lines between them are not drawn."
    )
    assert page.execute_script("return drawing.edges.length") <= 30
    page.execute_script("choose('node', 140); drawNeighbours(140)")
    assert page.execute_script("return drawing.drawn.nodes.has(140)")
    assert page.execute_script("return [...linked[140]].every((row) => drawing.drawn.nodes.has(row))")


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


def test_the_theme_can_be_switched(show: Open) -> None:
    page = show(sample_graph())
    before = page.execute_script("return drawing.theme.paper")
    find(page, "#theme").click()
    assert page.execute_script("return drawing.theme.paper") != before
    assert find(page, "#theme").text == "Light"


def test_the_picture_is_saved_as_png(show: Open, tmp_path: Path) -> None:
    page = show(sample_graph())
    behaviour = {"behavior": "allow", "downloadPath": str(tmp_path), "eventsEnabled": False}
    page.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
    find(page, "#png").click()
    picture = tmp_path / "graph.png"
    for _ in range(100):
        if picture.exists():
            break
        wait(page, 100)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_drawing_is_moved_by_keyboard_and_scrolled_past_by_wheel(show: Open) -> None:
    page = show(sample_graph())
    view = "const { x, y } = drawing.network.getViewPosition(); return [x, y, drawing.network.getScale()]"
    before = page.execute_script(view)
    canvas = find(page, "#drawing .vis-network")
    ActionChains(page).scroll_from_origin(ScrollOrigin.from_element(canvas), 0, 200).perform()
    assert page.execute_script(view) == before
    page.execute_script("arguments[0].focus()", canvas)
    ActionChains(page).key_down(Keys.ARROW_RIGHT).pause(0.3).key_up(Keys.ARROW_RIGHT).perform()
    assert page.execute_script(view) != before


def test_without_scripts_the_facts_are_there(show: Open, chromium: Any) -> None:
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page = show(sample_graph())
        assert len(texts(page, "noscript tbody tr")) == len(sample_graph().facts)
    finally:
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
