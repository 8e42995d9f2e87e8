"""How a text is read, shown step by step: parse, mentions, facts with their rules, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from graph.extract import extract, frames
from graph.language import DEFAULT, load, parse
from graph.model import Block, Document, Entity, Extraction, Fact, LedgerEntry


def explanation(text: str, model: str | None = None) -> Iterator[str]:
    """Yield the lines that explain how each sentence of `text` is read, by the spaCy pipeline `model`."""
    document = Document("text", text, blocks=(Block(0, len(text), "body"),))
    (doc,) = parse(load(model or DEFAULT), [document])
    yield from explained(doc, extract(doc, document))


def explained(doc: Doc, extraction: Extraction) -> Iterator[str]:
    """Yield the lines that show how a parsed document became its extraction, a sentence after the other."""
    for entry in extraction.ledger:
        sent = doc.char_span(entry.sentence.start, entry.sentence.end, alignment_mode="expand")
        if sent is not None:
            yield f"{sent.text}\n\nparse\n"
            yield from _aligned(_words(sent))
        yield "\nmentions\n"
        yield from _aligned(_mentions(extraction, entry))
        if sent is not None:
            yield "\nrules that fired\n"
            yield from _aligned(_frames(sent))
        yield "\nfacts\n"
        yield from _facts(extraction, entry)
        if entry.withheld:
            yield "\nwithheld\n"
            yield from _aligned(entry.withheld)
        yield "\n"


def _words(sent: SpacySpan) -> Iterator[tuple[str, ...]]:
    for token in sent:
        if not token.is_space:
            head = "" if token.head == token else f"of {token.head.text}"
            yield token.text, token.lemma_, token.tag_, token.dep_, head, token.ent_type_


def _mentions(extraction: Extraction, entry: LedgerEntry) -> Iterator[tuple[str, ...]]:
    inside = [
        (mention, entity)
        for entity in extraction.entities
        for mention in entity.mentions
        if entry.sentence.start <= mention.span.start and mention.span.end <= entry.sentence.end
    ]
    for mention, entity in sorted(inside, key=lambda pair: pair[0]):
        words = extraction.document.text[mention.span.start : mention.span.end]
        yield words, mention.kind, f"is {entity.label}", entity.type, f"by {mention.rule}"


def _frames(sent: SpacySpan) -> Iterator[tuple[str, ...]]:
    """Yield what each rule found, before names are resolved; not all of it becomes a fact."""
    doc = sent.doc
    for frame in frames(sent):
        slots = (f"{s.role} {doc[slice(*s.text)].text if s.text else doc[s.token].text}" for s in frame.slots)
        yield frame.rule, frame.label, " ".join(", ".join(slots).split())


def _facts(extraction: Extraction, entry: LedgerEntry) -> Iterator[str]:
    entities = {entity.id: entity for entity in extraction.entities}
    facts = {fact.id: fact for fact in extraction.facts}
    for number in entry.facts:
        yield from _fact(facts[number], entities, extraction.document.text)
    if not entry.facts:
        yield f"  none: {entry.reason}\n"


def _fact(fact: Fact, entities: dict[str, Entity], text: str) -> Iterator[str]:
    yield f"  {fact.predicate.lemma} [{fact.status}] {fact.confidence:.2f}{f' {fact.time}' if fact.time else ''}\n"
    for argument in fact.arguments:
        literal = argument.literal
        if argument.entity is not None:
            yield f"    {argument.role:<12} {entities[argument.entity].label}\n"
        elif literal is not None:
            value = f" = {literal.value}{f' {literal.unit}' if literal.unit else ''}" if literal.value else ""
            yield f"    {argument.role:<12} {literal.text} ({literal.datatype}{value})\n"
    how = fact.factuality
    yield f"    {'factuality':<12} {how.polarity}, {how.modality}\n"
    for source in how.attribution:
        yield f"    {'source':<12} {source.label} {source.stance} ({source.cue})\n"
    for evidence in fact.evidence:
        cues = ", ".join(text[cue.start : cue.end] for cue in evidence.cues)
        yield f"    {'rule':<12} {evidence.rule}{f', cues: {cues}' if cues else ''}\n"
    if fact.factors:
        yield f"    {'confidence':<12} {' x '.join(f'{name} {value:.2f}' for name, value in fact.factors)}\n"


def _aligned(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the rows as indented lines of aligned columns, "none" where there is no row."""
    cells = list(rows) or [("none",)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  " + "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() + "\n" for row in cells]
