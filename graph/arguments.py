"""From tokens to what they stand for: entities through coreference, countries through demonyms, values as literals."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Literal as OneOf

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from graph.columns import columns
from graph.coreference import Clusters
from graph.dates import Tense
from graph.dates import resolve as resolve_date
from graph.frames import Slot
from graph.identity import entity_id
from graph.mentions import Mention as TokenMention
from graph.model import Argument, Document, Entity, Literal, Mention, Span
from graph.places import capital, country, demonym, metonymic
from graph.quantities import parse as parse_quantity
from graph.syntax import clause_of, surface_subjects
from graph.tables import words

_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
Kind = OneOf["name", "concept"]
QUANTITIES = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")
TIMES = ("DATE", "TIME")
DEMONYMS = ("JJ", "NNP", "NNPS")
WHERE = ("in", "at", "on", "near", "of")
OPEN = ("since", "by", "until", "till", "before", "after", "from", "through")
"""Prepositions that make a date a limit, not the time of what is told."""


def counted(token: Token) -> Token:
    """Return what is counted where `token` only counts it: "thousands of spectators" are spectators."""
    if token.lower_ in words("partitives.txt") or token.pos_ == "NUM":
        for prep in token.rights:
            if prep.lower_ == "of":
                inner = next((p for p in prep.children if p.dep_ == "pobj"), None)
                return counted(inner) if inner is not None else token
    return token


def _rivalled(its: Token) -> bool:
    """Say whether subject and object may both be meant: "the country provides Russia with munitions for its war"."""
    noun = its.head
    verb = clause_of(noun)
    if verb is None or noun.dep_ != "pobj" or not surface_subjects(verb):
        return False
    others = [t for t in verb.subtree if verb.i < t.i < its.i and t.ent_type_ in ("GPE", "ORG", "NORP")]
    others = [t for t in others if t.dep_ in ("dobj", "dative") or (t.dep_ == "pobj" and t.head.lower_ not in WHERE)]
    return any(t.pos_ == "PROPN" for t in others)


@dataclass(frozen=True, slots=True)
class Filler:
    """An argument with the words it was read from; `hops` tells how it was resolved ("" where its own name stands)."""

    argument: Argument
    span: Span
    hops: str = ""


def _state_of(before: str, word: str) -> str | None:
    """Return the state whose adjective a word is, alone or with the word before it: Russian, North Korean."""
    place = demonym(f"{before} {word}") or demonym(word)
    return place.name if place is not None and place.kind in ("country", "nation", "historic", "bloc") else None


def _last(ent: SpacySpan) -> int:
    """Return the end of an expression without the blank tokens that the tagger took in."""
    return max((t.i + 1 for t in ent if not t.is_space), default=ent.end)


def _proper(token: Token) -> bool:
    """Say whether a word that was tagged as a quantity is a name: no number stands in it."""
    return token.pos_ == "PROPN" and not any(c.isdigit() for c in token.text)


@dataclass(slots=True)
class Arguments:
    """Resolves the tokens of one parsed document; collects the entities that it meets."""

    doc: Doc
    document: Document
    mentions: tuple[TokenMention, ...]
    clusters: Clusters
    entities: dict[str, Entity] = field(default_factory=dict)
    of_cluster: dict[int, str] = field(default_factory=dict)
    by_head: dict[int, int] = field(default_factory=dict)
    states: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.by_head = {m.head: k for k, m in enumerate(self.mentions)}
        named = {place.name for m in self.mentions if m.kind == "name" and (place := country(m.label)) is not None}
        cols = columns(self.doc)
        pairs = zip(["", *cols.words], cols.words, cols.tags, strict=False)
        adjectives = {_state_of(b, w) for b, w, tag in pairs if tag in DEMONYMS and w[:1].isupper()}
        self.states = frozenset(named | {a for a in adjectives if a is not None})
        for index, cluster in enumerate(self.clusters.clusters):
            ident = self._enter(index) if not cluster.members else None
            if ident is not None:
                self.of_cluster[index] = ident

    def fill(self, slot: Slot, tense: Tense = None) -> tuple[Filler, ...] | None:
        """Return what fills the slot, several for a set ("both leaders"), none for what is no thing; None where a
        pronoun could not be resolved."""
        token = counted(self.doc[slot.token]) if slot.text is None else self.doc[slot.token]
        if slot.text is not None:
            span = self.span(*slot.text)
            return (Filler(Argument(slot.role, literal=Literal(self._text(span))), span),)
        literal = self._literal(token, tense, slot.role in OPEN)
        if literal is not None:
            return (Filler(Argument(slot.role, literal=literal[0]), literal[1]),)
        found = self.entity(token)
        if found is None:
            return None
        ids, span, hops = found
        return tuple(Filler(Argument(slot.role, entity=i), span, hops) for i in ids)

    def entity(self, token: Token) -> tuple[tuple[str, ...], Span, str] | None:
        """Return (entity ids, words, how resolved) of the mention that `token` heads; None where unresolved."""
        named = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
        if token.pos_ == "NUM" and named is not None:
            return self.entity(named)  # "one of them, Luis Ortega, said"
        if token.lower_ in words("no_thing.txt"):
            return (), self.span(token.i, token.i + 1), ""
        k = self.by_head.get(token.i)
        if k is None:
            place = self._demonym(token)
            if place is not None:
                start = token.i - 1 if demonym(token.text) is None and token.i else token.i
                return (self.country(place),), self.span(start, token.i + 1), "demonym"
            if token.tag_ in ("PRP", "PRP$", "WP", "WDT", "EX", "DT", "WP$", "WRB"):
                return None
            return (), self.span(token.i, token.i + 1), ""
        if token.lower_ == "its" and _rivalled(token):
            return None
        mention = self.mentions[k]
        span = self.span(mention.start, mention.end)
        state = self._state(token, mention)
        if state is not None:
            return (self.country(state),), span, "metonymy"
        index = self.clusters.of[k]
        if index is None:
            return None
        cluster = self.clusters.clusters[index]
        hops = (
            ""
            if mention.kind == "name"
            else self.clusters.rules[k]
            if len(cluster.mentions) > 1 or cluster.members
            else ""
        )
        if cluster.members:
            ids = [self.of_cluster[m] for m in cluster.members if m in self.of_cluster]
            return tuple(dict.fromkeys(ids)), span, hops or "set"
        return (self.of_cluster[index],), span, hops

    def country(self, name: str) -> str:
        """Return the id of the state called `name`, entered as an entity where the text never names it itself."""
        return self._add(name, "GPE", "name", [])

    def date(self, token: Token, tense: Tense) -> str | None:
        """Return the date expression that `token` belongs to in ISO 8601."""
        ent = next((e for e in self.doc.ents if e.start <= token.i < e.end), None) if token.ent_type_ in TIMES else None
        return resolve_date(ent.text, self.anchor, tense) if ent is not None else None

    @property
    def anchor(self) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(self.document.published or "")
        except ValueError:
            return None

    def span(self, start: int, end: int) -> Span:
        """Return the characters of tokens `start` to `end` (exclusive)."""
        return Span(self.document.id, self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1]))

    def sentence(self, sent: SpacySpan) -> Span:
        """Return the characters of a sentence without blank edges."""
        words = [t for t in sent if not t.is_space]
        return self.span(words[0].i, words[-1].i + 1)

    def _text(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

    def _literal(self, token: Token, tense: Tense, open_ended: bool) -> tuple[Literal, Span] | None:
        if token.ent_type_ in TIMES:
            ent = next(e for e in self.doc.ents if e.start <= token.i < e.end)
            text, span = ent.text.strip(), self.span(ent.start, _last(ent))
            return Literal(text, "date", None if open_ended else resolve_date(text, self.anchor, tense)), span
        if token.i in self.by_head:
            return None
        if token.ent_type_ in QUANTITIES and not _proper(token):
            ent = next(e for e in self.doc.ents if e.start <= token.i < e.end)
            return parse_quantity(ent.text.strip()), self.span(ent.start, _last(ent))
        number = next((c for c in token.children if c.dep_ == "nummod"), None)
        if number is not None and token.lower_ in ("cent", "percent") and number.i < token.i:
            span = self.span(number.i, token.i + 1)
            return parse_quantity(self._text(span)), span
        if token.pos_ == "NUM":
            return parse_quantity(token.text), self.span(token.i, token.i + 1)
        return None

    def _demonym(self, token: Token) -> str | None:
        if not token.text[:1].isupper():
            return None
        before = self.doc[token.i - 1].text if token.i else ""
        return _state_of(before, token.text)

    def _state(self, token: Token, mention: TokenMention) -> str | None:
        """Return the state that a capital's name stands for, where the text speaks of that state elsewhere too."""
        if mention.kind != "name" or mention.type not in ("GPE", "LOC", "ORG", "PERSON"):
            return None
        place = capital(mention.label)
        if place is None or place.name not in self.states or country(mention.label) is not None:
            return None
        if "," in mention.label or not metonymic(token):  # "Washington, D.C." is the town
            return None
        if any(m.label.endswith(f" {mention.label}") for m in self.mentions if m.kind == "name"):
            return None  # a person is called so here: Valeska Paris
        return place.name

    def _enter(self, index: int) -> str | None:
        """Enter the entity of a cluster and return its id; None where all its mentions stand for a state."""
        cluster = self.clusters.clusters[index]
        own = []
        for k in cluster.mentions:
            mention = self.mentions[k]
            state = self._state(self.doc[mention.head], mention)
            if state is None:
                own.append((mention, self.clusters.rules[k]))
            else:
                self._add(state, "GPE", "name", [(mention, "metonymy")])
        if not own:
            return None
        named = any(m.kind == "name" for m, _ in own)
        place = country(cluster.label) if named else None
        label, type_ = cluster.label, cluster.type
        if place is not None:
            label, type_ = place.name, "GPE" if place.kind in ("country", "nation", "historic") else type_
        return self._add(undotted(label) if named else label, type_, "name" if named else "concept", own)

    def _add(self, label: str, type_: str, kind: Kind, mentions: list[tuple[TokenMention, str]]) -> str:
        ident = entity_id(label, type_, None if kind == "name" else self.document.id)
        old = self.entities.get(ident, Entity(ident, label, type_, kind))
        spans = [(self.span(m.start, m.end), m.kind, rule) for m, rule in mentions]
        names = {" ".join(self._text(span).split()) for span, which, _ in spans if which != "pronoun"}
        self.entities[ident] = Entity(
            ident,
            label,
            type_,
            kind,
            tuple(sorted((names | set(old.aliases)) - {label})),
            tuple(sorted({*old.mentions, *(Mention(*m) for m in spans)})),
        )
        return ident


def undotted(label: str) -> str:
    """Return a name with its acronyms as they are written without points: "U.N. Security Council"."""
    return _DOTTED.sub(lambda m: m.group().replace(".", ""), label)
