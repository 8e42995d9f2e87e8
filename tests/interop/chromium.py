"""Headless Chromium for the tests of the page: how it is started, what it is asked, what it complains of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By

SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1400,900",
)  # fmt: skip


def launch(profile: Path | str, **capabilities: Any) -> Any:
    """Start Chromium with that folder as its profile."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    options.unhandled_prompt_behavior = "ignore"
    for switch in (*SWITCHES, f"--user-data-dir={profile}"):
        options.add_argument(switch)
    for name, value in capabilities.items():
        options.set_capability(name, value)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


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


def count(page: Any) -> str:
    text: str = find(page, "#count").text
    return text


def control(page: Any, words: str) -> Any:
    return page.find_element(
        By.XPATH, f"//form[@id='controls']//label[contains(., '{words}')]//*[self::input or self::select]"
    )


def button(page: Any, words: str) -> Any:
    """Return the button of the panel that has these words."""
    return page.find_element(By.XPATH, f"//aside//button[contains(., '{words}')]")


def slide(page: Any, words: str, value: object) -> None:
    page.execute_script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))",
        control(page, words), value,
    )  # fmt: skip
