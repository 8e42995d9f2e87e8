"""One Chromium for all tests of the page, and a page's opening: it may ask for nothing and complain of nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exporters.html import write_html
from graph.network import KnowledgeGraph


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from tests.interop.chromium import launch  # selenium is not among what plain tests need

    logs = {"goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
    browser = launch(tmp_path_factory.mktemp("profile"), **logs)
    yield browser
    browser.quit()


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    """Open the page of a graph; afterwards no error may be in the console and nothing may have been asked for."""
    from tests.interop.chromium import complaints, requests, screen

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
