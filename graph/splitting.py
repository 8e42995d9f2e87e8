"""Undo a merge inside a document: where the user says that two names are two, their mentions and facts are parted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.decisions import Decisions, Reference
from graph.facts import join
from graph.identity import entity_id
from graph.model import Argument, Attribution, Entity, Evidence, Extraction, Fact, Factuality, Mention, Span, fact_id
from graph.spelling import Words, fold


def split(extraction: Extraction, decisions: Decisions) -> Extraction:
    """Return the extraction with each entity parted that bears both names of a pair the user keeps apart.

    Mentions by the second name become an entity of their own, and so do pronouns and nominals that follow them; facts
    go with the words of their evidence.
    """
    for pair in decisions.different:
        for entity in extraction.entities:
            apart = _apart(extraction, entity, pair)
            if apart is not None:
                extraction = apart.extraction(extraction)
    return extraction


def _apart(extraction: Extraction, entity: Entity, pair: tuple[Reference, Reference]) -> _Parting | None:
    document = extraction.document
    if entity.kind != "name" or any(r.document not in ("", document.id) for r in pair):
        return None
    written = {m: fold(document.text[m.span.start : m.span.end]) for m in entity.mentions if m.kind == "name"}
    first, second = fold(pair[0].name), fold(pair[1].name)
    if first == second or not {first, second} <= {*written.values(), fold(entity.label)}:
        return None
    leaving = second if fold(entity.label) != second else first
    label = next((document.text[m.span.start : m.span.end] for m, w in written.items() if w == leaving), "")
    if not label or all(w == leaving for w in written.values()):
        return None
    new = entity_id(label, entity.type)
    if any(e.id == new for e in extraction.entities):
        new = entity_id(label, entity.type, document.id)
    moved = frozenset(_moved(entity, written, leaving))
    return _Parting(entity, new, " ".join(label.split()), moved)


def _moved(entity: Entity, written: dict[Mention, Words], leaving: Words) -> Iterator[Mention]:
    """Yield the mentions that go: those by the name, and what refers back to them."""
    going = False
    for mention in sorted(entity.mentions):
        going = written[mention] == leaving if mention in written else going
        if going:
            yield mention


@dataclass(frozen=True, slots=True)
class _Parting:
    """An entity of a document that is parted: the mentions `moved` go to the id `new`."""

    entity: Entity
    new: str
    label: str
    moved: frozenset[Mention]

    def extraction(self, extraction: Extraction) -> Extraction:
        """Return the extraction with the entity parted."""
        text = extraction.document.text
        staying = tuple(m for m in self.entity.mentions if m not in self.moved)
        halves = (
            replace(self.entity, mentions=staying, aliases=_aliases(staying, text, self.entity.label)),
            replace(
                self.entity,
                id=self.new,
                label=self.label,
                mentions=tuple(sorted(self.moved)),
                aliases=_aliases(self.moved, text, self.label),
            ),
        )
        others = tuple(e for e in extraction.entities if e.id != self.entity.id)
        facts: dict[str, Fact] = {}
        moved: dict[str, list[str]] = {}
        for fact in extraction.facts:
            for part in self._parts(fact):
                facts[part.id] = join(facts[part.id], part) if part.id in facts else part
                moved.setdefault(fact.id, []).append(part.id)
        ledger = tuple(replace(e, facts=tuple(_here(e.sentence, e.facts, moved, facts))) for e in extraction.ledger)
        return replace(extraction, entities=(*others, *halves), facts=tuple(facts.values()), ledger=ledger)

    def _parts(self, fact: Fact) -> Iterator[Fact]:
        """Yield the fact, once for each reading that its evidences have now."""
        for evidence in fact.evidence:
            arguments = tuple(
                replace(a, entity=self.new) if a.entity == self.entity.id and self._goes(span) else a
                for a, span in zip(fact.arguments, evidence.arguments, strict=True)
            )
            factuality = self._told(fact.factuality, evidence)
            yield _fact(fact, arguments, factuality, evidence)

    def _goes(self, span: Span) -> bool:
        return any(m.span.start < span.end and span.start < m.span.end for m in self.moved)

    def _told(self, factuality: Factuality, evidence: Evidence) -> Factuality:
        """Return the factuality with its sources: a source goes where all its mentions in the sentence go."""
        inside = [m for m in self.entity.mentions if _within(m.span, evidence.sentence)]
        if not inside or any(m not in self.moved for m in inside):
            return factuality
        chain = tuple(
            Attribution(self.new, self.label, a.cue, a.stance) if a.source == self.entity.id else a
            for a in factuality.attribution
        )
        return replace(factuality, attribution=chain)


def _fact(fact: Fact, arguments: tuple[Argument, ...], factuality: Factuality, evidence: Evidence) -> Fact:
    ident = fact_id(fact.predicate, arguments, factuality, fact.time)
    return replace(fact, id=ident, arguments=arguments, factuality=factuality, evidence=(evidence,))


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end


def _here(sentence: Span, ids: tuple[str, ...], moved: dict[str, list[str]], facts: dict[str, Fact]) -> Iterator[str]:
    """Yield what the facts of a sentence have become that are told in it."""
    for old in ids:
        for new in dict.fromkeys(moved[old]):
            if any(e.sentence == sentence for e in facts[new].evidence):
                yield new


def _aliases(mentions: tuple[Mention, ...] | frozenset[Mention], text: str, label: str) -> tuple[str, ...]:
    names = {" ".join(text[m.span.start : m.span.end].split()) for m in mentions if m.kind != "pronoun"}
    return tuple(sorted(names - {label}))
