"""Facts and entities as rows for standard output: one fact, document and pair of participants a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.model import Evidence, Fact, Span
from graph.network import KnowledgeGraph

Row = Mapping[str, Any]
Reading = tuple[int | None, int | None, str]
"""Indices of subject and object among a fact's arguments, and the relation between them."""

_WIDEST = 40  # characters of a cell of the table
_TABLE = ("subject", "relation", "object", "status", "attribution", "time", "confidence", "document")
_SEPARATORS = {"attribution": " > ", "participants": " | "}


def fact_rows(kg: KnowledgeGraph) -> list[Row]:
    """Return a row for every fact, document that tells it, and pair of its participants.

    Rows stand in the order of document, offset of the sentence, fact and pair. A fact without a pair ("a treaty was
    signed") has one row, with None for the side that is not told.
    """
    rows = [
        (evidence.sentence, fact.id, place, _row(kg, fact, evidence, reading))
        for fact in kg.facts.values()
        for evidence in _first_of_each_document(fact)
        for place, reading in enumerate(_readings(fact))
    ]
    return [row for *_, row in sorted(rows, key=lambda entry: entry[:3])]


def entity_rows(kg: KnowledgeGraph) -> Iterator[Row]:
    """Yield a row for every document, with its entities and their mentions in it."""
    for document in kg.documents:
        entities = []
        for entity in kg.entities.values():
            spans = sorted({m.span for m in entity.mentions if m.span.document == document})
            if spans:
                mentions = [_offsets(span) for span in spans]
                entities.append({"id": entity.id, "label": entity.label, "type": entity.type, "mentions": mentions})
        yield {"document": document, "entities": entities}


def jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """Yield each row as a line of JSON."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the rows as CSV with a header; lists are joined, each part of the evidence has its column."""
    header: list[str] = []
    for row in rows:
        flat = dict(_flat(row))
        if not header:
            header = list(flat)
            yield _csv_line(header)
        yield _csv_line([flat[name] for name in header])


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the rows as aligned columns for reading; "not" marks a negated relation, long cells are cut."""
    cells = [_TABLE, *([_cell(name, row) for name in _TABLE] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"


def _first_of_each_document(fact: Fact) -> Iterable[Evidence]:
    ordered = sorted(fact.evidence, key=lambda e: (e.sentence, e.id), reverse=True)
    return {evidence.sentence.document: evidence for evidence in ordered}.values()


def _readings(fact: Fact) -> list[Reading]:
    pairs: list[Reading] = [(pair.source, pair.target, pair.relation) for pair in fact.pairs()]
    if pairs:
        return pairs
    numbered = list(enumerate(fact.arguments))
    subject = next((i for i, a in numbered if a.role == "subject"), None)
    target = next((i for i, a in numbered if a.role != "subject" and a.entity), None)
    return [(subject, target, fact.predicate.label)]


def _row(kg: KnowledgeGraph, fact: Fact, evidence: Evidence, reading: Reading) -> Row:
    subject, target, relation = reading
    others = [i for i, a in enumerate(fact.arguments) if a.entity and i not in (subject, target)]
    return {
        "document": evidence.sentence.document,
        "id": fact.id,
        "subject": _name(kg, fact, subject),
        "relation": relation,
        "object": _name(kg, fact, target),
        "participants": list(dict.fromkeys(kg.argument_name(fact, i) for i in others)),
        "polarity": fact.factuality.polarity,
        "modality": fact.factuality.modality,
        "attribution": [source.label for source in fact.factuality.attribution],
        "time": fact.time,
        "confidence": fact.confidence,
        "status": fact.status,
        "subject_id": None if subject is None else fact.arguments[subject].entity,
        "object_id": None if target is None else fact.arguments[target].entity,
        "evidence": {
            **_offsets(evidence.sentence),
            "text": kg.quote(evidence.sentence),
            "subject": None if subject is None else _offsets(evidence.arguments[subject]),
            "predicate": _offsets(evidence.predicate),
            "object": None if target is None else _offsets(evidence.arguments[target]),
        },
        "rule": evidence.rule,
    }


def _name(kg: KnowledgeGraph, fact: Fact, index: int | None) -> str | None:
    return None if index is None else kg.argument_name(fact, index)


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _flat(row: Row, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if name in ("subject", "predicate", "object") and prefix:
            yield from _flat(value or {"start": None, "end": None}, f"{prefix}{name}_")
        elif isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}_")
        else:
            yield f"{prefix}{name}", _joined(name, value)


def _joined(name: str, value: object) -> str:
    if isinstance(value, list):
        return _SEPARATORS[name].join(value)
    return "" if value is None else str(value)


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(name: str, row: Row) -> str:
    text = " ".join(_joined(name, row[name]).split())
    if name == "relation" and row["polarity"] == "negative":
        text = f"not {text}"
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
