"""From a frame to facts: fill its roles, read its factuality and its date, weigh how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from graph.arguments import Arguments, Filler
from graph.confidence import confidence, factor_names
from graph.dates import Tense
from graph.frames import Frame
from graph.model import Attribution, Evidence, Fact, Factuality, Predicate, fact_id
from graph.stance import Reading, Source
from graph.syntax import auxiliaries, is_verbal

UNNAMED = "unnamed source"
WHEN = ("on", "in", "at", "during", "of", "for")
READINGS = 4
"""Facts that one frame may become where several people say it together."""


@dataclass(frozen=True, slots=True)
class Abstained:
    """A frame that became no fact, and why."""

    frame: Frame
    reason: str


def facts(frame: Frame, reading: Reading, sent: SpacySpan, arguments: Arguments) -> Iterator[Fact | Abstained]:
    """Yield the fact that a frame tells, once for each source that tells it, else why there is none."""
    tense = _tense(sent.doc[frame.head], reading)
    filled = _filled(frame, arguments, tense)
    if isinstance(filled, Abstained):
        yield filled
        return
    time = _time(filled, frame, arguments, tense)
    predicate = Predicate(frame.lemma, frame.label)
    roles = tuple(f.argument for f in filled)
    cues = tuple(arguments.span(c, c + 1) for c in sorted(set(reading.cues)))
    spans = tuple(f.span for f in filled)
    evidence = Evidence(arguments.sentence(sent), arguments.span(*frame.words), spans, cues, frame.rule)
    for factuality in _factualities(reading, arguments):
        sourced = all(a.source is not None for a in factuality.attribution)
        hops = [f.hops for f in filled]
        score, factors = confidence(tuple(factor_names(frame, hops, reading, len(sent), sourced)))
        ident = fact_id(predicate, roles, factuality, time)
        yield Fact(ident, predicate, roles, factuality, time, (evidence,), score, factors)


def _filled(frame: Frame, arguments: Arguments, tense: Tense) -> list[Filler] | Abstained:
    """Return what fills the roles of a frame, each entity once; why there is no fact where the subject is not known."""
    filled: list[Filler] = []
    for slot in frame.slots:
        fillers = arguments.fill(slot, tense)
        word = arguments.doc[slot.token].text
        if slot.role == "subject" and fillers is None:
            return Abstained(frame, f"unresolved pronoun: {word}")
        if slot.role == "subject" and not any(f.argument.entity for f in fillers or ()):
            return Abstained(frame, f"no entity: {word}")
        taken = {g.argument.entity for g in filled if g.argument.entity is not None}
        filled += [f for f in fillers or () if f.argument.entity is None or f.argument.entity not in taken]
    if not any(f.argument.entity for f in filled) or (len(filled) == 1 and len(frame.slots) > 1):
        return Abstained(frame, "no participant left")
    if frame.filled("subject") and not any(f.argument.role == "subject" for f in filled):
        return Abstained(frame, "subject and object are one")
    return filled


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


def _factualities(reading: Reading, arguments: Arguments) -> Iterator[Factuality]:
    """Yield how a frame is told, by each of the sources that tell it together ("both leaders said")."""
    links = [_attributions(source, arguments) for source in reversed(reading.sources)]
    for chain in list(product(*links))[:READINGS]:
        yield Factuality(reading.polarity, reading.modality, chain)


def _attributions(source: Source, arguments: Arguments) -> tuple[Attribution, ...]:
    cue = arguments.doc[source.cue].lemma_.lower()
    found = arguments.entity(arguments.doc[source.token]) if source.token is not None else None
    if found is None or not found[0]:
        return (Attribution(None, UNNAMED, cue, source.stance),)
    return tuple(Attribution(i, arguments.entities[i].label, cue, source.stance) for i in found[0])


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
