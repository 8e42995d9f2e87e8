"""All that the page knows of a graph, as JSON values; entities, documents and sentences are told by their row.

What most facts have in common is left out: no ``status`` is asserted, no ``modality`` too, no ``time`` none, no
``sources`` one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from exporters.page.network import drawing
from graph.model import Argument, Attribution, Document, Evidence, Fact, Span
from graph.network import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Rows:
    """Where each entity, document and sentence stands in its table; a sentence gets its row when first asked for."""

    entities: Mapping[str, int]
    documents: Mapping[str, int]
    sentences: dict[Span, int] = field(default_factory=dict)

    def sentence(self, span: Span) -> int:
        return self.sentences.setdefault(span, len(self.sentences))


def page_data(kg: KnowledgeGraph) -> dict[str, Any]:
    """Return the tables ``documents sentences facts conflicts nodes edges`` and what the drawing needs beside.

    A row of ``sentences`` is document, start, end and words; the spans of an evidence are `[start, end]` in the
    document of its sentence, or all four where they lie outside it.
    """
    facts = reading_order(kg)
    rows = Rows({id: row for row, id in enumerate(by_mentions(kg))}, {id: row for row, id in enumerate(kg.documents)})
    told = [_fact(kg, fact, rows) for fact in facts]
    at = {fact.id: row for row, fact in enumerate(facts)}
    return {
        "documents": [_document(document) for document in kg.documents.values()],
        "sentences": [_quoted(kg, span, rows) for span in rows.sentences],
        "facts": told,
        "conflicts": [{"kind": c.kind, "facts": [at[id] for id in c.facts], "note": c.note} for c in kg.conflicts],
        **drawing(kg, facts, rows.entities),
    }


def by_mentions(kg: KnowledgeGraph) -> list[str]:
    """Return the ids of the entities, the most mentioned first, names before concepts."""

    def rank(id: str) -> tuple[int, bool, str, str]:
        entity = kg.entities[id]
        return -len(entity.mentions), entity.kind == "concept", entity.label, id

    return sorted(kg.entities, key=rank)


def reading_order(kg: KnowledgeGraph) -> list[Fact]:
    """Return the facts as a reader meets them: by the date of their document, then by place; those without last."""

    def place(fact: Fact) -> tuple[tuple[bool, str, Span] | tuple[bool], str]:
        spans = sorted((kg.documents[e.sentence.document].published or "", e.sentence) for e in fact.evidence)
        return ((False, *spans[0]) if spans else (True,)), fact.id

    return sorted(kg.facts.values(), key=place)


def statement(fact: Fact) -> Iterator[str | int]:
    """Yield the fact as a plain sentence: words and, where an argument stands, its index."""
    subjects, whom, what = (_indices(fact, role) for role in ("subject", "indirect_object", "object"))
    for number, subject in enumerate(subjects):
        yield from ("and", subject) if number else (subject,)
    yield f"not {fact.predicate.label}" if fact.factuality.polarity == "negative" else fact.predicate.label
    yield from (*whom, *what)
    said = fact.predicate.label.split()[-1:]
    for i, argument in enumerate(fact.arguments):
        if i not in (*subjects, *whom, *what):
            yield from (i,) if said == [argument.role] else (argument.role, i)


def _indices(fact: Fact, role: str) -> list[int]:
    return [i for i, argument in enumerate(fact.arguments) if argument.role == role]


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "authors": list(document.authors),
        "source": document.source,
    }


def _fact(kg: KnowledgeGraph, fact: Fact, rows: Rows) -> dict[str, Any]:
    factuality, support = fact.factuality, kg.support(fact)
    optional = {
        "status": fact.status if fact.status != "asserted" else "",
        "modality": factuality.modality if factuality.modality != "asserted" else "",
        "attribution": [_source(attribution, rows) for attribution in factuality.attribution],
        "time": fact.time,
        "sources": support.sources if support.sources != 1 else None,
        "told": [support.first, support.last] if support.first != support.last else None,
        "factors": [[name, round(value, 4)] for name, value in fact.factors],
    }
    return {
        "id": fact.id,
        "relation": fact.predicate.lemma,
        "words": [w if isinstance(w, str) else _filler(fact.arguments[w], rows) for w in statement(fact)],
        "roles": [a.role for a in fact.arguments],
        "confidence": round(fact.confidence, 4),
        "evidence": [_evidence(kg, evidence, rows) for evidence in fact.evidence],
    } | {name: value for name, value in optional.items() if value not in (None, "", [])}


def _source(attribution: Attribution, rows: Rows) -> dict[str, Any]:
    entity = None if attribution.source is None else rows.entities[attribution.source]
    return {"entity": entity, "label": attribution.label, "cue": attribution.cue, "stance": attribution.stance}


def _filler(argument: Argument, rows: Rows) -> int | str:
    if argument.entity is not None:
        return rows.entities[argument.entity]
    return argument.literal.text if argument.literal else ""


def _evidence(kg: KnowledgeGraph, evidence: Evidence, rows: Rows) -> dict[str, Any]:
    def place(span: Span) -> list[Any]:
        whole = evidence.sentence
        inside = span.document == whole.document and whole.start <= span.start and span.end <= whole.end
        return [span.start, span.end] if inside else _quoted(kg, span, rows)

    return {
        "sentence": rows.sentence(evidence.sentence),
        "predicate": place(evidence.predicate),
        "arguments": [place(span) for span in evidence.arguments],
        "cues": [place(span) for span in evidence.cues],
        "rule": evidence.rule,
    }


def _quoted(kg: KnowledgeGraph, span: Span, rows: Rows) -> list[Any]:
    """Return the row of the document, start, end and words of `span`."""
    return [rows.documents[span.document], span.start, span.end, kg.quote(span)]
