"""The answers that the READMEs show: of the articles in ``seeds/``, to the ready questions.

``python -m tests.answers`` writes them anew, after a change in what is read; a test holds the READMEs to them.
"""

from __future__ import annotations

import csv
import io
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory

from exporters import write
from exporters.rdf.query import ask, questions
from graph import build

ROOT = Path(__file__).parents[1]
SHOWN = 8
"""Rows of an answer that are shown in full."""
START, END = "<!-- answers: written by python -m tests.answers -->\n", "<!-- end of answers -->\n"


def blocks() -> dict[Path, str]:
    """Return what stands between the marks of each README."""
    with TemporaryDirectory() as folder:
        path = write(build([str(ROOT / "seeds")]), Path(folder) / "graph.ttl")
        answers = {name: (ready.title, ready.sparql) for name, ready in questions().items()}
        summary = "| name | question | rows | the first |\n|---|---|---|---|\n"
        full = ""
        for name, (title, sparql) in answers.items():
            rows = list(csv.reader(io.StringIO("".join(ask(path, sparql, "csv")))))[1:]
            first = textwrap.shorten(", ".join(cell for cell in rows[0] if cell), 90, placeholder=" …") if rows else ""
            summary += f"| `{name}` | {title} | {len(rows)} | {first} |\n"
            full += _block(name, title, "".join(ask(path, sparql)).splitlines())
    return {ROOT / "README.md": summary, ROOT / "exporters/README.md": full}


def _block(name: str, title: str, lines: list[str]) -> str:
    rest = len(lines) - 1 - SHOWN
    shown = lines[: SHOWN + 1] + ([f"... {rest} more"] if rest > 0 else [])
    return f"`{name}`: {title}\n\n```text\n" + "".join(f"{line}\n" for line in shown) + "```\n\n"


def shown(path: Path) -> str:
    """Return what stands between the marks of a README."""
    return path.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]


def main() -> None:
    for path, block in blocks().items():
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(f"{START}{shown(path)}{END}", f"{START}{block}{END}"), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
