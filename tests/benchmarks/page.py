"""Time the page beside plain pyvis: ``python -m tests.benchmarks.page [ENTITIES ...] [--patience SECONDS]``.

Run by hand, never as a test: machines differ, the ratio within one run does not. Needs Chromium and its driver. For
each number of entities, with 2.5 facts for each, both pages are written and opened from the disk with a cold profile,
three times, of which the best counts. Told are the seconds to write the file, its size, the seconds from opening to the
first readable view (ours: the first drawing on the screen; pyvis: its loading bar gone) and from a press on a node to
the answer (ours: its facts in the panel; pyvis: the node marked), both told by the browser's own clock.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from pyvis.network import Network
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.actions.action_builder import ActionBuilder

from exporters import write
from graph.network import KnowledgeGraph
from tests.interop.chromium import launch
from tests.pages import week

PATIENCE = 100.0
OPENINGS = 3
OURS = """
    const answer = arguments[0];
    const told = () => new MutationObserver(() => requestAnimationFrame(() => {
      window.answered = performance.now();
    })).observe(document.getElementById("panel"), { childList: true });
    const seen = () => requestAnimationFrame(() => { told(); answer(performance.now()); });
    document.readyState === "complete" ? seen() : addEventListener("load", seen);"""
PYVIS = """
    const answer = arguments[0];
    network.on("click", () => requestAnimationFrame(() => { window.answered = performance.now(); }));
    const look = () => {
      const bar = document.getElementById("loadingBar");
      const gone = !bar || bar.style.display === "none";
      gone ? requestAnimationFrame(() => answer(performance.now())) : setTimeout(look, 20);
    };
    look();"""
FOREMOST = """
    const net = window.network ?? drawing.network;
    const spot = net.canvasToDOM(net.getPosition(0));
    const box = net.canvas.frame.getBoundingClientRect();
    addEventListener("pointerdown", () => { window.pressed ??= performance.now(); }, { capture: true });
    return [box.left + spot.x, box.top + spot.y].map(Math.round);"""


def by_pyvis(kg: KnowledgeGraph, path: Path) -> None:
    """Write the graph as pyvis' readme does: nodes and edges one by one, all in one file."""
    rows = {id: row for row, id in enumerate(sorted(kg, key=lambda id: (-kg.nodes[id]["mentions"], id)))}
    network = Network(directed=True, cdn_resources="in_line")
    for id, row in rows.items():
        network.add_node(row, label=kg.nodes[id]["label"])
    for source, target, label in kg.edges(data="label"):
        network.add_edge(rows[source], rows[target], title=label)
    path.write_text(network.generate_html(), encoding="utf-8")


def by_us(kg: KnowledgeGraph, path: Path) -> None:
    write(kg, path)


Seconds = float | None
"""Seconds, or None where patience ran out."""


def measure(path: Path, first: str, patience: float) -> tuple[Seconds, Seconds]:
    """Return the seconds to the first readable view and of the answer to a press, each the best of some openings."""
    opened = [opening(path, first, patience)]
    while opened[-1][0] is not None and len(opened) < OPENINGS:
        opened.append(opening(path, first, patience))
    shown, answered = ([seconds for seconds in column if seconds is not None] for column in zip(*opened, strict=True))
    return min(shown, default=None), min(answered, default=None)


def opening(path: Path, first: str, patience: float) -> tuple[Seconds, Seconds]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = launch(folder, pageLoadStrategy="none")
        try:
            page.set_script_timeout(patience)
            page.get(path.as_uri())
            shown = page.execute_async_script(_when_there(first)) / 1000
            return shown, _answer(page)
        except TimeoutException:
            return None, None
        finally:
            page.quit()


def _when_there(script: str) -> str:
    """Return the script, begun as soon as the page has its network."""
    return f"""
        const done = arguments[0];
        const begin = () => (typeof drawing === "undefined" && typeof network === "undefined"
          ? setTimeout(begin, 5) : (function () {{ {script} }})(done));
        begin();"""


def _answer(page: Any) -> float:
    x, y = page.execute_script(FOREMOST)
    actions = ActionBuilder(page)
    actions.pointer_action.move_to_location(x, y).click()
    actions.perform()
    milliseconds = page.execute_async_script("""
        const done = arguments[0];
        const look = () => (window.answered ? done(window.answered - window.pressed) : setTimeout(look, 5));
        look();""")
    return float(milliseconds) / 1000


WRITERS: dict[str, tuple[Callable[[KnowledgeGraph, Path], None], str]] = {
    "factloom": (by_us, OURS),
    "pyvis": (by_pyvis, PYVIS),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("entities", nargs="*", type=int, default=[100, 1_000, 5_000, 20_000])
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds to wait for a view or an answer")
    wanted = parser.parse_args()
    sys.stdout.write("entities  lines  page      written s    MB  first view s  answer s\n")
    for count in wanted.entities:
        kg = week(count, count * 5 // 2, max(12, count // 20))
        for name, (writer, first) in WRITERS.items():
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "graph.html"
                start = perf_counter()
                writer(kg, path)
                written = perf_counter() - start
                shown = [_told(seconds, wanted.patience) for seconds in measure(path, first, wanted.patience)]
                size = path.stat().st_size / 1e6
            figures = f"{written:10.2f} {size:5.1f} {shown[0]:>13} {shown[1]:>9}"
            sys.stdout.write(f"{count:8} {kg.number_of_edges():6}  {name:8} {figures}\n")
            sys.stdout.flush()


def _told(seconds: Seconds, patience: float) -> str:
    return f"> {patience:.0f}" if seconds is None else f"{seconds:.2f}"


if __name__ == "__main__":
    main()
