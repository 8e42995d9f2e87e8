"""What is written for one fact: its statements, its event, who vouches for it, its values and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exporters.iris import local, passage_name, term
from exporters.rdf.terms import Node, Property, dated, decimal, english, node, number, some, string, when
from graph.model import Argument, Attribution, Evidence, Fact, Literal, Support, digest
from graph.network import KnowledgeGraph

ROLES = {"subject": "kg:subject", "object": "kg:object", "indirect_object": "kg:indirectObject"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact as one subject–relation–object: indices into its arguments, None where that side is not said."""

    subject: int | None
    object: int | None
    relation: str


def readings(fact: Fact) -> tuple[Reading, ...]:
    """Return the subject–relation–object readings of a fact: its pairs, or the one that is left where it has none.

    A lone participant is the subject or, in any other role ("a treaty was signed"), the object; a date is neither.
    """
    pairs = tuple(Reading(pair.source, pair.target, pair.relation) for pair in fact.pairs())
    if pairs:
        return pairs
    numbered = list(enumerate(fact.arguments))
    subject = next((i for i, a in numbered if a.role == "subject" and a.entity is not None), None)
    other = next((i for i, a in numbered if a.role != "subject" and not _is_date(a)), None)
    return (Reading(subject, other, fact.predicate.label if other is None else fact.relation(other)),)


def plain_triples(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Yield (entity id, relation, object) of each triple that says a fact outright: none unless it is ``asserted``."""
    if fact.status != "asserted":
        return
    for reading in readings(fact):
        if reading.subject is not None and reading.object is not None:
            subject, object = fact.arguments[reading.subject], fact.arguments[reading.object]
            yield subject.entity or "", f"kgr:{term(reading.relation)}", _filler(object)


def fact_nodes(kg: KnowledgeGraph, fact: Fact, document: str | None = None) -> Iterator[Node]:
    """Yield all that is told about a fact, whatever its status, without asserting it.

    With the id of a `document`, of the evidence only what that document holds.
    """
    told = readings(fact)
    event = f"kgv:e{digest(fact.id)}" if _has_event(fact, told) else None
    if event:
        yield _event(fact, event)
    places = [e for e in fact.evidence if document is None or e.sentence.document == document]
    evidences = sorted(((e.sentence, f"kgq:q{digest(fact.id, e.id)}", e) for e in places), key=lambda told: told[:2])
    names = sorted(name for _, name, _ in evidences)
    sentences = sorted({passage_name(sentence) for sentence, _, _ in evidences})
    about: list[Property] = [*_judgement(fact, event), *_support(kg.support(fact))]
    about += [("kg:evidence", names), ("prov:wasDerivedFrom", sentences)]
    yield from (_statement(fact, reading, about) for reading in told)
    yield from (_attribution(fact, i, a) for i, a in enumerate(fact.factuality.attribution))
    yield from (_value(fact, i, a.literal) for i, a in enumerate(fact.arguments) if a.literal and _is_value(a))
    yield from (_evidence(fact, name, evidence) for _, name, evidence in evidences)


def statement_names(fact: Fact) -> list[str]:
    """Return the names of the statements of a fact, one for each reading."""
    return [_statement_name(fact, reading) for reading in readings(fact)]


def role_name(role: str) -> str:
    """Return the property of a role: a term of the vocabulary, or one of the graph's own for a preposition."""
    return ROLES.get(role) or f"kgp:{term(role)}"


def _has_event(fact: Fact, told: Iterable[Reading]) -> bool:
    """Tell whether no one statement shows all participants; a date is none, it stands in kg:time and kg:value."""
    participants = {i for i, argument in enumerate(fact.arguments) if not _is_date(argument)}
    return not any(participants <= {reading.subject, reading.object} for reading in told)


def _event(fact: Fact, event: str) -> Node:
    return node(
        event,
        ("a", ["kg:Event"]),
        ("rdfs:label", [english(fact.predicate.label)]),
        ("kg:relation", [f"kgr:{term(fact.predicate.label)}"]),
        *_by_role((a.role, _filler(a)) for a in fact.arguments),
        ("kg:value", _values(fact)),
        *_record(fact),
    )


def _statement(fact: Fact, reading: Reading, about: Iterable[Property]) -> Node:
    sides = [None if i is None else fact.arguments[i] for i in (reading.subject, reading.object)]
    subject, object = ([_filler(side)] if side else [] for side in sides)
    return node(
        _statement_name(fact, reading),
        ("a", ["kg:Statement", *(["rdf:Statement"] if subject and object else [])]),
        ("rdf:subject", subject),
        ("rdf:predicate", [f"kgr:{term(reading.relation)}"]),
        ("rdf:object", object),
        *about,
    )


def _judgement(fact: Fact, event: str | None) -> Iterator[Property]:
    """Yield what all statements of a fact share: its factuality, who vouches for it, how sure its reading is."""
    factuality = fact.factuality
    vouching = [a.source for a in factuality.attribution if a.source is not None and a.stance in ("says", "believes")]
    yield from _record(fact)
    yield "kg:polarity", [f"kg:{factuality.polarity.capitalize()}"]
    modality = "Actual" if factuality.modality == "asserted" else factuality.modality.capitalize()
    yield "kg:modality", [f"kg:{modality}"]
    yield "kg:confidence", some(decimal(fact.confidence))
    yield "kg:attributedTo", [f"kge:{local(source)}" for source in sorted(set(vouching))]
    yield "kg:attribution", [_attribution_name(fact, i) for i in range(len(factuality.attribution))]
    yield "kg:value", [] if event else _values(fact)
    yield "kg:event", some(event)


def _support(support: Support) -> Iterator[Property]:
    yield "kg:sourceCount", [str(support.sources)]
    yield "kg:firstTold", [when(day) for day in some(support.first)]
    yield "kg:lastTold", [when(day) for day in some(support.last)]


def _record(fact: Fact) -> Iterator[Property]:
    first, _, last = (fact.time or "").partition("/")
    interval = [dated(first), dated(last)]
    yield "kg:factId", [string(fact.id)]
    yield "kg:status", [f"kg:{fact.status.capitalize()}"]
    yield "kg:time", [when(fact.time)] if fact.time else []
    if all(interval):
        yield "schema:startDate", some(interval[0])
        yield "schema:endDate", some(interval[1])


def _attribution(fact: Fact, position: int, attribution: Attribution) -> Node:
    return node(
        _attribution_name(fact, position),
        ("a", ["kg:Attribution"]),
        ("kg:position", [str(position + 1)]),
        ("kg:source", [f"kge:{local(source)}" for source in some(attribution.source)]),
        ("rdfs:label", [english(attribution.label)]),
        ("kg:cueText", [english(cue) for cue in some(attribution.cue)]),
        ("kg:stance", [f"kg:{attribution.stance.capitalize()}"]),
    )


def _value(fact: Fact, position: int, literal: Literal) -> Node:
    exact = dated if literal.datatype == "date" else number
    return node(
        _value_name(fact, position),
        ("a", ["kg:Value"]),
        ("kg:datatype", [string(literal.datatype)]),
        ("rdfs:label", [english(literal.text)]),
        ("rdf:value", [exact(value) or string(value) for value in some(literal.value)]),
        ("kg:unit", [string(unit) for unit in some(literal.unit)]),
    )


def _evidence(fact: Fact, name: str, evidence: Evidence) -> Node:
    told = zip(fact.arguments, evidence.arguments, strict=True)
    return node(
        name,
        ("a", ["kg:Evidence"]),
        ("kg:sentence", [passage_name(evidence.sentence)]),
        ("kg:predicate", [passage_name(evidence.predicate)]),
        *_by_role((argument.role, passage_name(span)) for argument, span in told),
        ("kg:cue", [passage_name(span) for span in sorted(set(evidence.cues))]),
        ("kg:rule", [string(rule) for rule in some(evidence.rule)]),
    )


def _by_role(fillers: Iterable[tuple[str, str]]) -> Iterator[Property]:
    roles: dict[str, dict[str, None]] = {}
    for role, filler in fillers:
        roles.setdefault(role_name(role), {})[filler] = None
    yield from roles.items()


def _filler(argument: Argument) -> str:
    if argument.entity is not None:
        return f"kge:{local(argument.entity)}"
    literal = argument.literal or Literal("")
    typed = {"date": dated, "number": number}.get(literal.datatype) if literal.unit is None else None
    return (typed(literal.value or "") if typed else None) or english(literal.text)


def _is_date(argument: Argument) -> bool:
    return argument.literal is not None and argument.literal.datatype == "date"


def _is_value(argument: Argument) -> bool:
    return argument.literal is not None and argument.literal.datatype != "text"


def _values(fact: Fact) -> list[str]:
    return [_value_name(fact, i) for i, argument in enumerate(fact.arguments) if _is_value(argument)]


def _statement_name(fact: Fact, reading: Reading) -> str:
    return f"kgs:s{digest(fact.id, str(reading.subject), str(reading.object))}"


def _attribution_name(fact: Fact, position: int) -> str:
    return f"kga:a{digest(fact.id, str(position))}"


def _value_name(fact: Fact, position: int) -> str:
    return f"kgl:v{digest(fact.id, str(position))}"
