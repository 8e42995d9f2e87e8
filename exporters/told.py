"""What the rows of a file of ours tell, read back: its facts, their places and the words it quotes."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping

from exporters.offsets import JOINT, LONGEST, Told, read_offsets, read_statement
from graph.errors import FormatError

Rows = Iterable[tuple[str, list[Told]]]
"""For each row what sort it is, ``node`` for an entity's, and the facts that it tells."""


def count(rows: Rows) -> dict[str, int]:
    """Return how many ``entities``, ``facts`` and ``evidences`` rows tell."""
    entities = 0
    facts: dict[str, int] = {}
    for sort, row in rows:
        entities += sort == "node"
        facts.update((told.fact, len(told.places)) for told in row)
    return {"entities": entities, "facts": len(facts), "evidences": sum(facts.values())}


def read_row(row: Mapping[str, str]) -> Told:
    """Return what the columns of an edge tell."""
    return Told(row.get("fact", ""), read_offsets(row.get("offsets", "")), row.get("evidence", ""))


def read_statements(lines: str) -> list[Told]:
    """Return what the column `statements` tells."""
    return [read_statement(line) for line in lines.split("\n") if line]


def quoted(told: Told) -> Iterator[tuple[str, int, int, str]]:
    """Yield document, start, end and words of every span whose words a row holds."""
    held, rest = {}, told.quotation
    for sentence in dict.fromkeys(place[0] for place in told.places):
        length = min(sentence.end - sentence.start, LONGEST)
        held[sentence], rest = rest[:length], rest[length + len(JOINT) :]
    for place in told.places:
        words, start = held[place[0]], place[0].start
        if words:
            yield place[0].document, start, start + len(words), words
        for span in place[1:]:
            if start <= span.start and span.end <= start + len(words):
                yield span.document, span.start, span.end, words[span.start - start : span.end - start]


def xml_rows(
    text: str, name: str, namespace: str, description: str, cells: Callable[[ET.Element], Mapping[str, str]]
) -> Iterator[tuple[str, list[Told]]]:
    """Yield the rows of an XML file: of each node, edge and `description`, whose columns are the element's `cells`.

    Raises `FormatError` where `text` is no whole file of the format `name`.
    """
    tag = ""
    try:
        for _, element in ET.iterparse(io.StringIO(text)):
            tag = element.tag.removeprefix(f"{{{namespace}}}")
            if tag == "node":
                yield tag, read_statements(cells(element).get("statements", ""))
            elif tag == "edge":
                yield tag, [read_row(cells(element))]
            elif tag == description:
                yield tag, read_statements(element.text or "")
            if tag in ("node", "edge"):
                element.clear()
        if tag != name.lower():
            raise ValueError(f"it is <{tag}>")
    except (ET.ParseError, ValueError) as error:
        raise FormatError(f"{name}: does not read back ({error}); build it again with factloom build") from error
