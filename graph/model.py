"""The values of Factloom: documents, spans, entities, facts and their evidence.

All are frozen, hold tuples and compare by value. Offsets are character offsets (Python code points) into
`Document.text`, end exclusive: ``document.text[span.start:span.end]`` is exactly the quoted words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal as OneOf

Polarity = OneOf["positive", "negative"]
Modality = OneOf["asserted", "future", "possible", "conditional", "obligated", "desired", "alleged", "asked"]
Stance = OneOf["says", "denies", "believes", "doubts"]
Status = OneOf["asserted", "reported", "denied", "negated", "hypothetical"]
ConflictKind = OneOf["denied", "value", "update"]
Datatype = OneOf["date", "amount", "number", "percentage", "text"]
MentionKind = OneOf["name", "nominal", "pronoun", "adjective"]

STATUSES: tuple[Status, ...] = ("asserted", "reported", "denied", "negated", "hypothetical")
TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "GROUP", "EVENT", "WORK", "PRODUCT", "LAW", "CONCEPT")
"""Coarse entity types; a type that a user's authority list adds may stand beside them."""


def digest(*parts: str, length: int = 26) -> str:
    """Return the first `length` hex digits of the SHA-256 of `parts`, joined with U+001F."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:length]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of the document with id `document`."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A stretch of a document's text and what it is.

    `kind` is ``title``, ``heading``, ``body``, ``caption`` (text that is read), or what makes it boilerplate:
    ``publisher``, ``dateline``, ``byline``, ``timestamp``, ``credit``, ``share``, ``menu``, ``promotion``,
    ``duplicate``.
    """

    start: int
    end: int
    kind: str

    @property
    def readable(self) -> bool:
        return self.kind in ("title", "heading", "body", "caption")


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known about it; `published` is an ISO 8601 date, `blocks` cover all that is not blank."""

    id: str
    text: str = field(repr=False)
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    sha256: str = ""
    blocks: tuple[Block, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words that name or refer to an entity, and the rule that said so."""

    span: Span
    kind: MentionKind
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the world, or one concept, with every mention of it over all documents.

    `kind` is ``name`` or ``concept``; `aliases` are the other names it is called by; `links` the IRIs it is known
    by elsewhere.
    """

    id: str
    label: str
    type: str
    kind: OneOf["name", "concept"] = "name"
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value that is no entity: `text` as written, `value` normalised (ISO 8601, plain decimal), `unit` (USD, km)."""

    text: str
    datatype: Datatype = "text"
    value: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role of a fact: an entity (by id) or a literal, never both.

    `role` is ``subject``, ``object``, ``indirect_object`` or the preposition of any other argument.
    """

    role: str
    entity: str | None = None
    literal: Literal | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who vouches for a fact: entity id of the source (None where the text names none), its label, cue and stance."""

    source: str | None
    label: str
    cue: str
    stance: Stance = "says"


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether a fact is stated, denied or only expected, and by whom (outermost source first)."""

    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attribution: tuple[Attribution, ...] = ()

    @property
    def status(self) -> Status:
        """Return the one word that decides whether a plain triple is written: only ``asserted`` is."""
        if any(a.stance == "denies" for a in self.attribution):
            return "denied"
        if self.attribution:
            return "reported"
        if self.modality != "asserted":
            return "hypothetical"
        return "negated" if self.polarity == "negative" else "asserted"


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a fact says of its arguments: `lemma` (``ban``, ``president of``) and its reading (``be banned``)."""

    lemma: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact is told: sentence, predicate and cue spans, one span per argument of the fact, and the rule.

    `arguments[i]` are the words of `Fact.arguments[i]` (the pronoun itself where a pronoun stands).
    """

    sentence: Span
    predicate: Span
    arguments: tuple[Span, ...]
    cues: tuple[Span, ...] = ()
    rule: str = ""

    @property
    def extent(self) -> Span:
        """The words from the first to the last that the fact was read from, its cues among them."""
        spans = (self.predicate, *self.arguments, *self.cues)
        return Span(self.sentence.document, min(s.start for s in spans), max(s.end for s in spans))

    @property
    def id(self) -> str:
        spans = (self.sentence, self.predicate, *self.arguments)
        return digest(*(f"{s.document}:{s.start}:{s.end}" for s in spans), self.rule)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two arguments of a fact, read as one directed edge: indices into `Fact.arguments` and a readable relation."""

    source: int
    target: int
    relation: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with all its participants; `time` is ISO 8601 (a date, part of one, or an interval)."""

    id: str
    predicate: Predicate
    arguments: tuple[Argument, ...]
    factuality: Factuality = Factuality()
    time: str | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    factors: tuple[tuple[str, float], ...] = ()

    @property
    def status(self) -> Status:
        return self.factuality.status

    def pairs(self) -> Iterator[Pair]:
        """Yield the directed edges of the fact, co-subjects included, in the order of its arguments.

        Each subject is joined to each other argument (relation: label, with the preposition where there is one),
        and the first subject to each further one (``sign with``). A literal may be a target, never a source; a date is
        neither, it is the fact's time. A fact without a subject joins its first entity to the rest.
        """
        subjects = [i for i, a in enumerate(self.arguments) if a.role == "subject"]
        if not subjects:
            first = next((i for i, a in enumerate(self.arguments) if a.entity), None)
            rest = () if first is None else range(first + 1, len(self.arguments))
            yield from (Pair(first, i, self.relation(i)) for i in rest if first is not None and not self._dated(i))
            return
        for s in subjects:
            if self.arguments[s].entity is None:
                continue
            for i, argument in enumerate(self.arguments):
                if argument.role != "subject" and not self._dated(i):
                    yield Pair(s, i, self.relation(i))
        if self.factuality.polarity == "negative" and any(True for _ in self._others()):
            return  # "neither France nor Germany backed the plan" does not say "not together"
        for s in subjects[1:]:
            if self.arguments[subjects[0]].entity and self.arguments[s].entity:
                yield Pair(subjects[0], s, f"{self.predicate.label} with")

    def _others(self) -> Iterator[int]:
        """Yield the arguments besides subjects and dates."""
        return (i for i, a in enumerate(self.arguments) if a.role != "subject" and not self._dated(i))

    def _dated(self, index: int) -> bool:
        literal = self.arguments[index].literal
        return literal is not None and literal.datatype == "date"

    def relation(self, index: int) -> str:
        """Return the relation that leads to argument `index`: ``sign``, ``meet in``; polarity is not part of it."""
        role, label = self.arguments[index].role, self.predicate.label
        if role in ("subject", "object", "indirect_object") or label.split()[-1:] == [role]:
            return label
        return f"{label} {role}"


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Two entities that were found to be one: the id that is kept, the one that the other would have had, and why.

    `names` are what the two are called; `rule` joined them with its `certainty` (0 to 1); `evidence` spoke for it
    beyond the names, `against` what spoke against it and was overruled; `mentions` are words by which the two are
    called.
    """

    kept: str
    merged: str
    rule: str
    names: tuple[str, str] = ("", "")
    certainty: float = 1.0
    evidence: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """How well a fact is told: by how many independent sources, first and last when (ISO 8601 dates of publication).

    Documents of one publisher are one source, and so are all that print the same sentence; `first` and `last` are None
    where no document that tells it has a date.
    """

    sources: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Facts that cannot all be right, by their ids (one where its documents differ in a number), and why.

    `kind` is ``denied`` (told here, denied or negated there), ``value`` (different dates or numbers for what has one)
    or ``update`` (a count that grows, told on different days: both may have been right).
    """

    kind: ConflictKind
    facts: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of one sentence: the ids of its facts, or the reason why it has none.

    `withheld` are the predicates that were read in it and became no fact, each with its reason.
    """

    sentence: Span
    facts: tuple[str, ...] = ()
    reason: str | None = None
    withheld: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document; its ids are local until `graph.resolve` joins documents."""

    document: Document
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()


def fact_id(predicate: Predicate, arguments: tuple[Argument, ...], factuality: Factuality, time: str | None) -> str:
    """Return the id of a fact: a hash of what it says, whoever tells it and wherever."""
    filled = sorted((a.role, a.entity or "", a.literal.text if a.literal else "") for a in arguments)
    sources = [f"{a.source or a.label}/{a.stance}" for a in factuality.attribution]
    parts = [predicate.lemma, factuality.polarity, factuality.modality, time or "", *sources]
    return digest(*parts, *("\x1e".join(f) for f in filled))
