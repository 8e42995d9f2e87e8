"""From a parsed document to its extraction: run the steps in order, keep the ledger of every sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from graph.arguments import Arguments
from graph.columns import columns, kept
from graph.coreference import resolve
from graph.facts import Abstained, facts, join
from graph.factuality import BACKGROUND, read
from graph.frames import Frame
from graph.mend import mend
from graph.mentions import Mention, detect
from graph.model import Document, Extraction, Fact, LedgerEntry
from graph.quotes import Quote, quotes
from graph.rules import RULES
from graph.sources import outer
from graph.stance import Reading
from graph.syntax import indexed, is_verbal


def extract(doc: Doc, document: Document) -> Extraction:
    """Return all that can be read from a parsed document: entities, facts, and what became of each sentence."""
    mend(doc)
    kinds = _kinds(doc, document)
    with kept(doc), indexed(doc):
        mentions = _readable(detect(doc), kinds)
        arguments = Arguments(doc, document, mentions, resolve(doc, mentions, document.title or ""))
        told, ledger = _sentences(doc, kinds, arguments)
    return Extraction(document, tuple(arguments.entities.values()), told, ledger)


def _sentences(doc: Doc, kinds: list[str], arguments: Arguments) -> tuple[tuple[Fact, ...], tuple[LedgerEntry, ...]]:
    """Return the facts of all sentences, and what became of each sentence."""
    quoted = quotes(doc, _paragraphs(doc, kinds))
    told: dict[str, Fact] = {}
    ledger = []
    for sent in doc.sents:
        first = next((t for t in sent if not t.is_space), None)
        if first is None:
            continue
        kind = kinds[first.i]
        found = list(_read(sent, arguments, quoted)) if kind in READABLE and not _headline(sent, kind) else []
        ids = []
        for fact in (f for f in found if isinstance(f, Fact)):
            told[fact.id] = join(told[fact.id], fact) if fact.id in told else fact
            ids.append(fact.id)
        abstained = [f for f in found if isinstance(f, Abstained)]
        reason = None if ids else _reason(sent, kind, abstained)
        withheld = tuple(dict.fromkeys((a.frame.label, a.reason) for a in abstained))
        ledger.append(LedgerEntry(arguments.sentence(sent), tuple(dict.fromkeys(ids)), reason, withheld))
    return tuple(told.values()), tuple(ledger)


def _readable(mentions: tuple[Mention, ...], kinds: list[str]) -> tuple[Mention, ...]:
    """Return the mentions of the text that is read; of headlines, which a parser misreads, the names only."""
    return tuple(
        m for m in mentions if kinds[m.head] in ("body", "caption") or (kinds[m.head] in READABLE and m.kind == "name")
    )


def _headline(sent: SpacySpan, kind: str) -> bool:
    """Say whether a sentence is a headline that cannot be parsed: in title case, or without a finite verb."""
    if kind not in ("title", "heading"):
        return False
    long = [t for t in sent if t.is_alpha and len(t) > 3]
    capital = sum(t.text[0].isupper() for t in long)
    root = sent.root
    if capital > 0.6 * len(long) or root.tag_ not in ("VBZ", "VBP", "VBD", "MD"):
        return True
    # "900 migrants rescued off the coast": without an object, a past form may be a passive
    return root.tag_ == "VBD" and not any(c.dep_ in ("dobj", "attr", "ccomp", "xcomp", "acomp") for c in root.children)


READABLE = ("title", "heading", "body", "caption")


def frames(sent: SpacySpan) -> Iterator[Frame]:
    """Yield what the rules find in a sentence, in their order."""
    tokens = tuple(sent)  # each look at a Span makes its tokens anew
    for rule in RULES:
        yield from rule(tokens)


def _read(sent: SpacySpan, arguments: Arguments, quoted: tuple[Quote, ...]) -> Iterator[Fact | Abstained]:
    outside = outer(sent)
    for frame in frames(sent):
        reading = read(sent.doc[frame.head], frame.rule in BACKGROUND, outside)
        _attribute_quote(frame, reading, quoted, sent.doc)
        yield from facts(frame, reading, sent, arguments)


def _attribute_quote(frame: Frame, reading: Reading, quoted: tuple[Quote, ...], doc: Doc) -> None:
    if reading.sources:
        return
    for quote in quoted:
        if quote.start <= frame.head < quote.end and frame.head != quote.cue:
            cue = doc[quote.cue] if quote.cue is not None else doc[quote.start]
            reading.attribute(doc[quote.speaker] if quote.speaker is not None else None, cue, "says")
            return


def _kinds(doc: Doc, document: Document) -> list[str]:
    """Return the kind of block that each token stands in; all is ``body`` where the document has no blocks."""
    if not document.blocks:
        return ["body"] * len(doc)
    kinds, blocks, at = [], document.blocks, 0
    for offset in doc.to_array("IDX").tolist():
        while at < len(blocks) and blocks[at].end <= offset:
            at += 1
        inside = at < len(blocks) and blocks[at].start <= offset
        kinds.append(blocks[at].kind if inside else "blank")
    return kinds


def _paragraphs(doc: Doc, kinds: list[str]) -> list[tuple[int, int]]:
    """Return the token ranges of the paragraphs that are read."""
    ranges, start = [], 0
    for i, word in enumerate(columns(doc).words):
        if "\n" in word or kinds[i] not in READABLE:
            if i > start:
                ranges.append((start, i))
            start = i + 1
    if start < len(doc):
        ranges.append((start, len(doc)))
    return ranges


def _reason(sent: SpacySpan, kind: str, abstained: list[Abstained]) -> str:
    if kind not in READABLE:
        return f"boilerplate: {kind}"
    if _headline(sent, kind):
        return f"{kind}: not a sentence"
    if abstained:
        return abstained[0].reason
    if not any(is_verbal(t) for t in sent):
        return "no verb" if kind == "body" else f"{kind} without verb"
    return "question" if sent.text.rstrip().endswith("?") else "no participants"
