"""From a parsed document to its extraction: run the steps in order, keep the ledger of every sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from graph.arguments import Arguments, Filler
from graph.confidence import confidence
from graph.coreference import resolve
from graph.dates import Tense
from graph.factuality import BACKGROUND, read
from graph.frames import Frame
from graph.mend import mend
from graph.mentions import Mention, detect
from graph.model import (
    Attribution,
    Document,
    Evidence,
    Extraction,
    Fact,
    Factuality,
    LedgerEntry,
    Predicate,
    fact_id,
)
from graph.places import country
from graph.quotes import Quote, quotes
from graph.rules import RULES
from graph.stance import Reading
from graph.syntax import auxiliaries, is_verbal

UNNAMED = "unnamed source"
WHEN = ("on", "in", "at", "during", "of", "for")


@dataclass(frozen=True, slots=True)
class Abstained:
    """A frame that became no fact, and why."""

    frame: Frame
    reason: str


def extract(doc: Doc, document: Document) -> Extraction:
    """Return all that can be read from a parsed document: entities, facts, and what became of each sentence."""
    mend(doc)
    kinds = _kinds(doc, document)
    mentions = _readable(doc, detect(doc), kinds)
    arguments = Arguments(doc, document, mentions, resolve(doc, mentions))
    quoted = quotes(doc, _paragraphs(doc, document))
    facts: dict[str, Fact] = {}
    ledger = []
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        if not words:
            continue
        kind = kinds[words[0].i]
        found = list(_facts(sent, arguments, quoted)) if kind in READABLE and not _headline(sent, kind) else []
        told = [f for f in found if isinstance(f, Fact)]
        for fact in told:
            facts[fact.id] = join(facts[fact.id], fact) if fact.id in facts else fact
        ids = tuple(dict.fromkeys(f.id for f in told))
        reason = None if ids else _reason(sent, kind, [f for f in found if isinstance(f, Abstained)])
        ledger.append(LedgerEntry(arguments.span(words[0].i, words[-1].i + 1), ids, reason))
    return Extraction(document, tuple(arguments.entities.values()), tuple(facts.values()), tuple(ledger))


def _readable(doc: Doc, mentions: tuple[Mention, ...], kinds: list[str]) -> tuple[Mention, ...]:
    """Return the mentions of the text that is read.

    A parser trained on sentences takes "Sign Deal" in a headline for a name: of headlines, only names that the text
    below them uses too are kept.
    """
    below = {m.label for m in mentions if kinds[m.head] in ("body", "caption") and m.kind == "name"}
    return tuple(
        m
        for m in mentions
        if kinds[m.head] in ("body", "caption")
        or (kinds[m.head] in READABLE and m.kind == "name" and (m.label in below or country(m.label) is not None))
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


def join(one: Fact, other: Fact) -> Fact:
    """Return one fact with the evidence of both; the surer telling decides the confidence.

    The arguments of `other` are brought into the order of `one`, and the words of its evidence with them.
    """
    order = [other.arguments.index(a) for a in one.arguments if a in other.arguments]
    if len(order) != len(one.arguments):
        return one
    moved = tuple(
        Evidence(e.sentence, e.predicate, tuple(e.arguments[i] for i in order), e.cues, e.rule) for e in other.evidence
    )
    evidence = tuple(sorted({e.id: e for e in (*one.evidence, *moved)}.values(), key=lambda e: (e.sentence, e.id)))
    best = max(one, other, key=lambda f: (f.confidence, f.factors))
    return Fact(one.id, one.predicate, one.arguments, one.factuality, one.time, evidence, best.confidence, best.factors)


def frames(sent: SpacySpan) -> Iterator[Frame]:
    """Yield what the rules find in a sentence, in their order."""
    for rule in RULES:
        yield from rule(sent)


def _facts(sent: SpacySpan, arguments: Arguments, quoted: tuple[Quote, ...]) -> Iterator[Fact | Abstained]:
    for frame in frames(sent):
        reading = read(sent.doc[frame.head], background=frame.rule in BACKGROUND)
        _attribute_quote(frame, reading, quoted, sent.doc)
        yield _fact(frame, reading, sent, arguments)


def _attribute_quote(frame: Frame, reading: Reading, quoted: tuple[Quote, ...], doc: Doc) -> None:
    if reading.sources:
        return
    for quote in quoted:
        if quote.start <= frame.head < quote.end and frame.head != quote.cue:
            cue = doc[quote.cue] if quote.cue is not None else doc[quote.start]
            reading.attribute(doc[quote.speaker] if quote.speaker is not None else None, cue, "says")
            return


def _fact(frame: Frame, reading: Reading, sent: SpacySpan, arguments: Arguments) -> Fact | Abstained:
    doc = sent.doc
    tense = _tense(doc[frame.head], reading)
    filled: list[Filler] = []
    for slot in frame.slots:
        fillers = arguments.fill(slot, tense)
        if fillers is None:
            if slot.role == "subject":
                return Abstained(frame, f"unresolved pronoun: {doc[slot.token].text}")
            continue
        if slot.role == "subject" and not any(f.argument.entity for f in fillers):
            return Abstained(frame, f"no entity: {doc[slot.token].text}")
        filled += [
            f
            for f in fillers
            if all(f.argument.entity is None or f.argument.entity != g.argument.entity for g in filled)
        ]
    if not any(f.argument.entity for f in filled) or (len(filled) == 1 and len(frame.slots) > 1):
        return Abstained(frame, "no participant left")
    if frame.filled("subject") and not any(f.argument.role == "subject" for f in filled):
        return Abstained(frame, "subject and object are one")
    time = _time(filled, frame, arguments, tense)
    factuality, sourced = _factuality(reading, arguments)
    predicate = Predicate(frame.lemma, frame.label)
    roles = tuple(f.argument for f in filled)
    cues = tuple(arguments.span(c, c + 1) for c in sorted(set(reading.cues)))
    words = arguments.span(sent.start, sent.end)
    text = arguments.document.text[words.start : words.end]
    words = type(words)(words.document, words.start + len(text) - len(text.lstrip()), words.start + len(text.rstrip()))
    evidence = Evidence(words, arguments.span(*frame.words), tuple(f.span for f in filled), cues, frame.rule)
    score, factors = confidence(frame, filled, sent, sourced)
    ident = fact_id(predicate, roles, factuality, time)
    return Fact(ident, predicate, roles, factuality, time, (evidence,), score, factors)


def _tense(token: Token, reading: Reading) -> Tense:
    if reading.modality in ("future", "desired", "obligated", "conditional"):
        return "future"
    verb = token if is_verbal(token) else next((a for a in token.ancestors if is_verbal(a)), None)
    if verb is None:
        return None
    if verb.tag_ == "VBD" or any(a.tag_ == "VBD" or a.lemma_ == "have" for a in auxiliaries(verb)):
        return "past"
    return "past" if verb.tag_ == "VBN" and not auxiliaries(verb) else "present"


def _time(filled: list[Filler], frame: Frame, arguments: Arguments, tense: Tense) -> str | None:
    """Return the date of a fact: its own, else that of the event that it belongs to ("during Wednesday's summit")."""
    for f in filled:
        literal = f.argument.literal
        if literal is not None and literal.datatype == "date" and literal.value and f.argument.role in WHEN:
            return literal.value
    for slot in frame.slots:
        noun = arguments.doc[slot.token]
        if slot.text is not None or noun.pos_ != "NOUN" or slot.role not in ("during", "at", "in", "on", "object"):
            continue
        for token in noun.subtree:
            if token.ent_type_ in ("DATE", "TIME") and _belongs(token, noun):
                value = arguments.date(token, tense)
                if value is not None:
                    return value
    return None


def _belongs(date: Token, noun: Token) -> bool:
    """Say whether a date stands right at a noun: "a Wednesday summit", "a summit on Wednesday"."""
    if date.head == noun:
        return date.dep_ in ("compound", "poss", "nmod", "npadvmod", "amod", "nummod")
    return date.dep_ == "pobj" and date.head.head == noun and date.head.lower_ in ("on", "in", "of")


def _factuality(reading: Reading, arguments: Arguments) -> tuple[Factuality, bool]:
    chain = []
    for source in reversed(reading.sources):
        cue = arguments.doc[source.cue].lemma_.lower()
        found = arguments.entity(arguments.doc[source.token]) if source.token is not None else None
        if found is None or not found[0]:
            chain.append(Attribution(None, UNNAMED, cue, source.stance))
        else:
            ident = found[0][0]
            chain.append(Attribution(ident, arguments.entities[ident].label, cue, source.stance))
    known = all(a.source is not None for a in chain)
    return Factuality(reading.polarity, reading.modality, tuple(chain)), known


def _kinds(doc: Doc, document: Document) -> list[str]:
    """Return the kind of block that each token stands in; all is ``body`` where the document has no blocks."""
    if not document.blocks:
        return ["body"] * len(doc)
    kinds, blocks, at = [], document.blocks, 0
    for token in doc:
        while at < len(blocks) and blocks[at].end <= token.idx:
            at += 1
        inside = at < len(blocks) and blocks[at].start <= token.idx
        kinds.append(blocks[at].kind if inside else "blank")
    return kinds


def _paragraphs(doc: Doc, document: Document) -> list[tuple[int, int]]:
    """Return the token ranges of the paragraphs that are read."""
    kinds = _kinds(doc, document)
    ranges, start = [], 0
    for i, token in enumerate(doc):
        edge = "\n" in token.text or kinds[i] not in READABLE
        if edge:
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
