"""The page in Chromium: paths, neighbourhoods, large graphs, and the view kept by address, picture or key."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exporters.page import network
from tests.graphs import hostile_graph, sample_graph
from tests.pages import week

pytest.importorskip("selenium", reason="pip install selenium")
from selenium.webdriver.common.action_chains import ActionChains  # after the check above
from selenium.webdriver.common.actions.wheel_input import ScrollOrigin
from selenium.webdriver.common.keys import Keys

from tests.interop.chromium import (
    button,
    click_at,
    control,
    count,
    find,
    middle,
    node,
    requests,
    slide,
    texts,
    wait,
)

pytestmark = pytest.mark.interop

Open = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


def test_the_path_between_two_names_is_drawn_and_told_with_its_sentences(show: Open) -> None:
    page = show(sample_graph())
    click_at(page, node("Mara Lind"))
    button(page, "Path to …").click()
    assert page.switch_to.active_element.get_attribute("placeholder") == "Path from Mara Lind to …"
    page.switch_to.active_element.send_keys("summit", Keys.ENTER)
    assert find(page, "#panel h2").text == "Mara Lind to Geneva Summit"
    steps = ["Mara Lind – Harbour Treaty", "Harbour Treaty – Estmark", "Estmark – Geneva Summit"]
    assert texts(page, "#panel h3") == steps
    assert "Estmark did not attend the Geneva Summit." in texts(page, "#panel blockquote")
    assert count(page).endswith("4 of 9 entities.")
    assert page.execute_script("return drawing.drawn.nodes.size") == 4
    find(page, "#back").click()
    assert count(page) == "Showing 9 facts, 9 entities."


def test_a_path_keeps_to_what_the_filters_let_through(show: Open) -> None:
    page = show(sample_graph())
    control(page, "negated").click()
    click_at(page, node("Mara Lind"))
    button(page, "Path to …").click()
    click_at(page, node("Estmark"))
    assert find(page, "#panel h2").text == "Mara Lind to Estmark"
    for status in ("reported", "hypothetical", "denied"):
        control(page, status).click()
    assert "No path" in find(page, "#panel").text


def test_asking_for_a_path_is_undone_by_escape(show: Open) -> None:
    page = show(sample_graph())
    click_at(page, node("Mara Lind"))
    button(page, "Path to …").click()
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert find(page, "#search").get_attribute("placeholder") == "Search names and facts"
    assert find(page, "#panel h2").text == "Mara Lind"


def test_only_the_neighbours_and_back(show: Open) -> None:
    page = show(sample_graph())
    click_at(page, node("Port Union"))
    button(page, "Only its neighbours").click()
    assert page.execute_script("return [...drawing.drawn.nodes].map((row) => graph.nodes[row].label).sort()") == [
        "Estmark", "Harbour Treaty", "Northbank", "Port Union", "Tomas Berg",
    ]  # fmt: skip
    find(page, "#panel").send_keys(Keys.ESCAPE, Keys.ESCAPE)
    assert count(page) == "Showing 9 facts, 9 entities."


def test_only_what_fits_the_budget_is_drawn_at_first(show: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "WHOLE", {"nodes": 100, "edges": 200})
    monkeypatch.setattr(network, "PART", {"main": 5, "nodes": 20, "edges": 30})
    page = show(week())
    assert count(page) == (
        "Showing 260 facts, 20 of 150 entities: the most mentioned and their neighbours. "
        "Search or choose a name to draw more. 14 lighter lines between them are not drawn."
    )
    assert page.execute_script("return drawing.edges.length") <= 30
    page.execute_script("choose('node', 140); drawNeighbours(140)")
    assert page.execute_script("return drawing.drawn.nodes.has(140)")
    assert page.execute_script("return [...linked[140]].every((row) => drawing.drawn.nodes.has(row))")


def test_the_address_keeps_what_is_chosen_and_back_undoes_it(show: Open) -> None:
    page = show(sample_graph(), words="#node=geneva&around=geneva")
    assert find(page, "#panel h2").text == "Geneva"
    assert count(page) == "Showing 1 of 9 facts, 3 of 9 entities."
    find(page, "#back").click()
    assert count(page) == "Showing 9 facts, 9 entities."
    page.back()
    assert count(page) == "Showing 1 of 9 facts, 3 of 9 entities."


def test_the_address_brings_back_the_whole_view(show: Open, chromium: Any) -> None:
    page = show(sample_graph())
    control(page, "denied").click()
    control(page, "Events").click()
    slide(page, "Confidence", 0.7)
    slide(page, "To", 1)
    control(page, "Words").send_keys("Berg")
    find(page, "#by-status button").click()
    click_at(page, node("Tomas Berg"))
    page.execute_script("drawing.network.moveTo({ position: { x: 30, y: -20 }, scale: 0.9 }); moved()")
    wait(page, 400)
    told = [count(page), texts(page, "#facts tbody tr"), find(page, "#panel").text]
    place = page.execute_script("return drawing.place()")
    address = page.current_url
    assert count(page).startswith("Showing 3 of 9 facts")
    page.get("about:blank")
    page.get(address)
    wait(page, 300)
    assert [count(page), texts(page, "#facts tbody tr"), find(page, "#panel").text] == told
    assert page.execute_script("return drawing.place()") == place
    assert not control(page, "denied").is_selected()
    assert control(page, "Words").get_attribute("value") == "Berg"


def test_an_address_that_names_what_is_not_there_shows_all(show: Open) -> None:
    words = "#node=nobody&path=x&path=y&view=1%20x&sort=constructor&document=__proto__&since=1"
    page = show(sample_graph(), words=words)
    assert count(page) == "Showing 9 facts, 9 entities."
    assert find(page, "#panel h2").text == "Most mentioned"


def test_a_large_graph_opens_with_its_most_important_part(show: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "WHOLE", {"nodes": 100, "edges": 200})
    monkeypatch.setattr(network, "PART", {"main": 5, "nodes": 20, "edges": 30})
    kg = week(400, 1000)
    page = show(kg)
    last = page.execute_script("return graph.nodes.findLast((node) => linked[node.id].size > 1).label")
    find(page, "#search").send_keys(last, Keys.ENTER)
    assert find(page, "#panel h2").text == last
    button(page, "more neighbour").click()
    assert page.execute_script("return [...linked[state.chosen[1]]].every((row) => drawing.drawn.nodes.has(row))")
    places = page.execute_script("return [...drawing.drawn.nodes].map((row) => Object.values(drawing.placeOf(row)))")
    assert len({tuple(place) for place in places}) == len(places) > 21
    before = count(page)
    address = page.current_url
    page.get("about:blank")
    page.get(address)
    wait(page, 300)
    assert count(page) == before


def test_a_fact_found_by_search_brings_its_names_into_the_drawing(show: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "WHOLE", {"nodes": 5, "edges": 5})
    monkeypatch.setattr(network, "PART", {"main": 1, "nodes": 2, "edges": 2})
    page = show(sample_graph())
    find(page, "#search").send_keys("not attended", Keys.ENTER)
    assert find(page, "#panel h2").text == "Estmark not attended Geneva Summit"
    drawn = page.execute_script("return [...drawing.drawn.nodes].map((row) => graph.nodes[row].label)")
    assert {"Estmark", "Geneva Summit"} <= set(drawn)


def test_a_name_from_outside_a_neighbourhood_leads_back_to_the_whole(show: Open) -> None:
    page = show(sample_graph(), words="#around=port-union")
    find(page, "#search").send_keys("geneva", Keys.ENTER)
    assert count(page) == "Showing 9 facts, 9 entities."
    assert find(page, "#panel h2").text == "Geneva"


def test_the_words_of_the_search_become_a_filter(show: Open) -> None:
    page = show(sample_graph())
    find(page, "#search").send_keys("harbour")
    assert texts(page, "#suggestions li")[-1] == "Show only the 3 facts with these words"
    find(page, "#search").send_keys(Keys.ARROW_UP, Keys.ENTER)
    assert count(page).startswith("Showing 3 of 9 facts")
    assert control(page, "Words").get_attribute("value") == "harbour"


def saved(page: Any, folder: Path, kind: str) -> bytes:
    """Return the picture that the button gives."""
    behaviour = {"behavior": "allow", "downloadPath": str(folder), "eventsEnabled": False}
    page.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
    find(page, f"#{kind}").click()
    picture = folder / f"graph.{kind}"
    for _ in range(100):
        if picture.exists():
            return picture.read_bytes()
        wait(page, 100)
    raise AssertionError(f"no {picture.name} after ten seconds")


def test_the_picture_is_saved_as_png(show: Open, tmp_path: Path) -> None:
    assert saved(show(sample_graph()), tmp_path, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("make", [sample_graph, hostile_graph])
def test_the_picture_is_saved_as_svg(show: Open, tmp_path: Path, make: Callable[[], Any]) -> None:
    page = show(make())
    picture = ET.fromstring(saved(page, tmp_path, "svg"))
    assert picture.tag == f"{SVG}svg"
    assert {element.tag for element in picture.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "rect", "g", "path", "circle", "polygon", "text")
    }
    assert not [name for element in picture.iter() for name in element.attrib if re.match("on|.*href", name)]
    words = [text.text for text in picture.iter(f"{SVG}text")]
    assert len(words) == page.execute_script("return drawing.written.length") + 1
    if make is sample_graph:
        assert words[:-1] == page.execute_script("return drawing.written.map(({ text }) => text)")
        assert len(picture.findall(f"{SVG}g")) == page.execute_script("return drawing.edges.length")


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


def test_names_and_lines_are_chosen_by_keyboard(show: Open) -> None:
    page = show(sample_graph())
    page.execute_script("arguments[0].focus()", find(page, "#drawing .vis-network"))
    first, second = page.execute_script("return graph.nodes.slice(0, 2).map(({ label }) => label)")

    def press(*keys: str) -> str:
        ActionChains(page).send_keys(*keys).perform()
        return find(page, "#panel h2").text

    assert press("n") == first
    assert press("n") == second
    assert press("p") == first
    assert first in press("l")
    assert "on this line" in find(page, "#panel .kicker").text
    assert press("p", "f") != ""
    assert not page.execute_script("return whole()")
    press(Keys.ENTER)
    assert page.switch_to.active_element.get_attribute("id") == "panel"
    page.switch_to.active_element.send_keys(Keys.ESCAPE, Keys.ESCAPE)
    assert count(page) == "Showing 9 facts, 9 entities."


def test_the_help_opens_and_closes(show: Open) -> None:
    page = show(sample_graph())
    find(page, "#help").click()
    assert "next and previous name" in find(page, "#keys").text
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not find(page, "#keys").is_displayed()


def test_all_of_a_large_graph_is_searched_and_filtered_in_no_time(show: Open) -> None:
    page = show(week(5000, 12500, 50))
    assert count(page).startswith("Showing 12,500 facts, 300 of 5,000 entities: the most mentioned")
    milliseconds = page.execute_script("""
        const start = performance.now();
        byId("search").value = "novak";
        suggest();
        take(0);
        return performance.now() - start;""")
    assert milliseconds < 3000  # 100 where nothing else runs
    click_at(page, middle(page.execute_script("return drawing.ranked.edges[0]")))
    assert requests(page) == []
