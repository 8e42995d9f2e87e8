"""RDF 1.1 Turtle: every fact with its factuality and the exact words that say it; only what is asserted as a plain triple.

What is written for a fact, in the terms of `ontology.ttl` (no blank nodes, so that loading twice changes nothing):

    kg:Statement    one for each pair of participants (or one for a lone participant): rdf:subject, rdf:predicate,
                    rdf:object, status, polarity, modality, confidence, time; it does not assert its triple
    kg:Event        where no one pair shows all participants: each in its role
    kg:Attribution  one for each source that vouches for the fact or denies it, numbered from the outermost
    kg:Value        one for each date, amount, number or percentage: its words, its value, its unit
    kg:Evidence     one for each place that says it: sentence, predicate, cues and the words of each role
    kg:Passage      words of a document with oa:start, oa:end and oa:exact, written once however often they are used
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exporters.format import Format
from exporters.iris import BASE, STANDARD, local, namespaces, term, web
from exporters.turtle import Property, block, dated, decimal, english, line, number, prefixes, string
from graph.errors import FormatError
from graph.model import Argument, Attribution, Document, Entity, Evidence, Fact, Literal, Span, digest
from graph.network import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib

CLASSES = {
    "PERSON": "schema:Person",
    "ORG": "schema:Organization",
    "GPE": "schema:AdministrativeArea",
    "LOC": "schema:Place",
    "FAC": "schema:CivicStructure",
    "GROUP": "kg:Group",
    "EVENT": "schema:Event",
    "WORK": "schema:CreativeWork",
    "PRODUCT": "schema:Product",
    "LAW": "schema:Legislation",
    "CONCEPT": "schema:Intangible",
}
"""The class of each entity type; a type of the user's own is told by ``kg:entityType`` alone."""
ROLES = {"subject": "kg:subject", "object": "kg:object", "indirect_object": "kg:indirectObject"}
LONGEST_QUOTE = 1_000_000
"""A passage of more characters keeps its offsets but not its words: some stores drop or refuse such literals."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact as one subject–relation–object: indices into its arguments, None where that side is not said."""

    subject: int | None
    object: int | None
    relation: str


@dataclass(slots=True)
class Index:
    """What the facts refer to: relations with their lemmas, prepositional roles, passages with the entities they name."""

    relations: dict[str, set[str]] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    sentences: set[Span] = field(default_factory=set)
    passages: dict[Span, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Index:
        """Return the index of `facts`."""
        index = cls()
        for fact in facts:
            for relation in (fact.predicate.label, *(reading.relation for reading in readings(fact))):
                index.relations.setdefault(relation, set()).add(fact.predicate.lemma)
            index.roles.update(a.role for a in fact.arguments if a.role not in ROLES)
            for evidence in fact.evidence:
                index._add(fact, evidence)
        return index

    def _add(self, fact: Fact, evidence: Evidence) -> None:
        self.sentences.add(evidence.sentence)
        for span in (evidence.sentence, evidence.predicate, *evidence.cues):
            self.passages.setdefault(span, set())
        for argument, span in zip(fact.arguments, evidence.arguments, strict=True):
            entities = self.passages.setdefault(span, set())
            if argument.entity is not None:
                entities.add(argument.entity)


def turtle(kg: KnowledgeGraph, *, base: str = BASE) -> Iterator[str]:
    """Yield `kg` as Turtle, a block of triples at a time, in an order that depends on ids alone.

    Raises `FormatError` where `base` is no http IRI. Characters that XML forbids are written as U+FFFD, one for one,
    so that every offset holds.
    """
    yield prefixes(namespaces(base))
    index = Index.of(kg.facts.values())
    for section in (
        (_entity(entity) for _, entity in sorted(kg.entities.items())),
        (_relation(relation, lemmas) for relation, lemmas in sorted(index.relations.items())),
        (_role(role) for role in sorted(index.roles)),
        (_document(document) for _, document in sorted(kg.documents.items())),
        (_passage(kg, span, index) for span in sorted(index.passages)),
        sorted({triple for fact in kg.facts.values() for triple in _plain_triples(fact)}),
        (piece for _, fact in sorted(kg.facts.items()) for piece in _fact(fact)),
    ):
        yield from section
        yield "\n"


def readings(fact: Fact) -> tuple[Reading, ...]:
    """Return the subject–relation–object readings of a fact: its pairs, or the one that is left where it has none.

    A lone participant is the subject or, in any other role ("a treaty was signed"), the object; a date is neither.
    """
    pairs = tuple(Reading(pair.source, pair.target, pair.relation) for pair in fact.pairs())
    if pairs:
        return pairs
    numbered = list(enumerate(fact.arguments))
    subject = next((i for i, a in numbered if a.role == "subject" and a.entity is not None), None)
    other = next((i for i, a in numbered if a.role != "subject" and not _dated(a)), None)
    return (Reading(subject, other, fact.predicate.label if other is None else fact.relation(other)),)


def to_rdflib(kg: KnowledgeGraph, *, base: str = BASE) -> rdflib.Graph:
    """Return `kg` as an `rdflib.Graph`, ready for SPARQL: the triples of the Turtle file, at some 30 s a million."""
    return _parse("".join(turtle(kg, base=base)))


def counts(text: str) -> dict[str, int]:
    """Count the ``entities``, ``facts`` and ``evidences`` of a Turtle file; raises `FormatError` if it does not parse."""
    graph, iri = _parse(text), _iri
    return {
        "entities": len(set(graph.subjects(iri("rdf:type"), iri("kg:Entity")))),
        "facts": len(set(graph.objects(None, iri("kg:factId")))),
        "evidences": len(set(graph.subjects(iri("rdf:type"), iri("kg:Evidence")))),
    }


def quotes(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield (document id, start, end, words) of each passage of a Turtle file, sorted; raises `FormatError`."""
    graph, iri = _parse(text), _iri
    found = []
    for passage, source in graph.subject_objects(iri("dcterms:isPartOf")):
        words = graph.value(passage, iri("oa:exact"))
        if words is not None:
            start, end = (int(str(graph.value(passage, iri(p)))) for p in ("oa:start", "oa:end"))
            found.append((str(graph.value(source, iri("dcterms:identifier"))), start, end, str(words)))
    yield from sorted(found)


def _parse(text: str) -> rdflib.Graph:
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        return rdflib.Graph().parse(data=text, format="turtle")
    except BadSyntax as error:
        raise FormatError(f"Turtle: line {error.lines + 1} does not parse; write the graph again") from error


def _iri(name: str) -> rdflib.URIRef:
    import rdflib

    prefix, _, rest = name.partition(":")
    return rdflib.URIRef(STANDARD[prefix] + rest)


def _entity(entity: Entity) -> str:
    label = english(entity.label)
    links = {link: web(link) for link in entity.links}
    return block(
        f"kge:{local(entity.id)}",
        ("a", [*_some(CLASSES.get(entity.type)), *(["skos:Concept"] if entity.kind == "concept" else []), "kg:Entity"]),
        ("dcterms:identifier", [string(entity.id)]),
        ("kg:entityType", [string(entity.type)]),
        ("skos:prefLabel", [label]),
        ("rdfs:label", [label]),
        ("skos:altLabel", sorted({english(alias) for alias in entity.aliases} - {label})),
        ("kg:mentionCount", [str(len(entity.mentions))]),
        ("skos:exactMatch", sorted({f"<{iri}>" for iri in links.values() if iri})),
        ("schema:identifier", sorted({string(link) for link, iri in links.items() if not iri})),
    )


def _relation(relation: str, lemmas: Iterable[str]) -> str:
    return line(
        f"kgr:{term(relation)}",
        ("a", ["rdf:Property", "kg:Relation"]),
        ("rdfs:label", [english(relation)]),
        ("kg:lemma", [string(lemma) for lemma in sorted(lemmas)]),
    )


def _role(role: str) -> str:
    return line(
        _role_name(role),
        ("a", ["rdf:Property", "kg:Role"]),
        ("rdfs:subPropertyOf", ["kg:participant"]),
        ("rdfs:label", [english(role)]),
    )


def _document(document: Document) -> str:
    address = web(document.source or "")
    return block(
        f"kgd:{local(document.id)}",
        ("a", ["schema:Article", "prov:Entity"]),
        ("dcterms:identifier", [string(document.id)]),
        ("dcterms:title", [english(title) for title in _some(document.title)]),
        ("schema:inLanguage", ['"en"']),
        ("schema:datePublished", [_time(day) for day in _some(document.published)]),
        ("schema:publisher", [string(name) for name in _some(document.publisher)]),
        ("schema:author", [string(name) for name in sorted(set(document.authors))]),
        ("schema:url", [f"<{address}>"] if address else []),
        ("dcterms:source", [] if address else [string(source) for source in _some(document.source)]),
        ("schema:sha256", [string(value) for value in _some(document.sha256)]),
    )


def _passage(kg: KnowledgeGraph, span: Span, index: Index) -> str:
    words = kg.quote(span)
    return line(
        _passage_name(span),
        ("a", ["kg:Sentence" if span in index.sentences else "kg:Passage"]),
        ("dcterms:isPartOf", [f"kgd:{local(span.document)}"]),
        ("oa:start", [str(span.start)]),
        ("oa:end", [str(span.end)]),
        ("oa:exact", [english(words)] if len(words) <= LONGEST_QUOTE else []),
        ("kg:refersTo", [f"kge:{local(entity)}" for entity in sorted(index.passages[span])]),
    )


def _plain_triples(fact: Fact) -> Iterator[str]:
    if fact.status != "asserted":
        return
    for reading in readings(fact):
        if reading.subject is not None and reading.object is not None:
            subject, object = fact.arguments[reading.subject], fact.arguments[reading.object]
            yield line(_filler(subject), (f"kgr:{term(reading.relation)}", [_filler(object)]))


def _fact(fact: Fact) -> Iterator[str]:
    told = readings(fact)
    event = f"kgv:e{digest(fact.id)}" if _has_event(fact, told) else None
    if event:
        yield _event(fact, event)
    yield from (_statement(fact, reading, event) for reading in told)
    yield from (_attribution(fact, i, a) for i, a in enumerate(fact.factuality.attribution))
    yield from (_value(fact, i, a.literal) for i, a in enumerate(fact.arguments) if a.literal and _is_value(a))
    yield from (_evidence(fact, evidence) for evidence in sorted(fact.evidence, key=lambda e: (e.sentence, e.id)))


def _has_event(fact: Fact, told: Iterable[Reading]) -> bool:
    """Tell whether some participants, dates aside, show in no single statement; a date stands in kg:time and kg:value."""
    participants = {i for i, argument in enumerate(fact.arguments) if not _dated(argument)}
    return not any(participants <= {reading.subject, reading.object} for reading in told)


def _event(fact: Fact, event: str) -> str:
    return block(
        event,
        ("a", ["kg:Event"]),
        ("rdfs:label", [english(fact.predicate.label)]),
        ("kg:relation", [f"kgr:{term(fact.predicate.label)}"]),
        *_by_role((a.role, _filler(a)) for a in fact.arguments),
        ("kg:value", _values(fact)),
        *_record(fact),
    )


def _statement(fact: Fact, reading: Reading, event: str | None) -> str:
    sides = [None if i is None else fact.arguments[i] for i in (reading.subject, reading.object)]
    subject, object = ([_filler(side)] if side else [] for side in sides)
    factuality = fact.factuality
    vouching = [a.source for a in factuality.attribution if a.source is not None and a.stance in ("says", "believes")]
    return block(
        f"kgs:s{digest(fact.id, str(reading.subject), str(reading.object))}",
        ("a", ["kg:Statement", *(["rdf:Statement"] if subject and object else [])]),
        ("rdf:subject", subject),
        ("rdf:predicate", [f"kgr:{term(reading.relation)}"]),
        ("rdf:object", object),
        *_record(fact),
        ("kg:polarity", [f"kg:{factuality.polarity.capitalize()}"]),
        ("kg:modality", [f"kg:{'Actual' if factuality.modality == 'asserted' else factuality.modality.capitalize()}"]),
        ("kg:confidence", _some(decimal(fact.confidence))),
        ("kg:attributedTo", [f"kge:{local(source)}" for source in sorted(set(vouching))]),
        ("kg:attribution", [_attribution_name(fact, i) for i in range(len(factuality.attribution))]),
        ("kg:value", [] if event else _values(fact)),
        ("kg:event", _some(event)),
        ("kg:evidence", sorted({_evidence_name(fact, e) for e in fact.evidence})),
        ("prov:wasDerivedFrom", sorted({_passage_name(e.sentence) for e in fact.evidence})),
    )


def _record(fact: Fact) -> Iterator[Property]:
    first, _, last = (fact.time or "").partition("/")
    interval = [dated(first), dated(last)]
    yield "kg:factId", [string(fact.id)]
    yield "kg:status", [f"kg:{fact.status.capitalize()}"]
    yield "kg:time", [_time(fact.time)] if fact.time else []
    if all(interval):
        yield "schema:startDate", _some(interval[0])
        yield "schema:endDate", _some(interval[1])


def _attribution(fact: Fact, position: int, attribution: Attribution) -> str:
    return line(
        _attribution_name(fact, position),
        ("a", ["kg:Attribution"]),
        ("kg:position", [str(position + 1)]),
        ("kg:source", [f"kge:{local(source)}" for source in _some(attribution.source)]),
        ("rdfs:label", [english(attribution.label)]),
        ("kg:cueText", [english(cue) for cue in _some(attribution.cue)]),
        ("kg:stance", [f"kg:{attribution.stance.capitalize()}"]),
    )


def _value(fact: Fact, position: int, literal: Literal) -> str:
    exact = dated if literal.datatype == "date" else number
    return line(
        _value_name(fact, position),
        ("a", ["kg:Value"]),
        ("kg:datatype", [string(literal.datatype)]),
        ("rdfs:label", [english(literal.text)]),
        ("rdf:value", [exact(value) or string(value) for value in _some(literal.value)]),
        ("kg:unit", [string(unit) for unit in _some(literal.unit)]),
    )


def _evidence(fact: Fact, evidence: Evidence) -> str:
    told = zip(fact.arguments, evidence.arguments, strict=True)
    return block(
        _evidence_name(fact, evidence),
        ("a", ["kg:Evidence"]),
        ("kg:sentence", [_passage_name(evidence.sentence)]),
        ("kg:predicate", [_passage_name(evidence.predicate)]),
        *_by_role((argument.role, _passage_name(span)) for argument, span in told),
        ("kg:cue", [_passage_name(span) for span in sorted(set(evidence.cues))]),
        ("kg:rule", [string(rule) for rule in _some(evidence.rule)]),
    )


def _by_role(fillers: Iterable[tuple[str, str]]) -> Iterator[Property]:
    roles: dict[str, dict[str, None]] = {}
    for role, filler in fillers:
        roles.setdefault(_role_name(role), {})[filler] = None
    yield from roles.items()


def _filler(argument: Argument) -> str:
    if argument.entity is not None:
        return f"kge:{local(argument.entity)}"
    literal = argument.literal or Literal("")
    typed = {"date": dated, "number": number}.get(literal.datatype) if literal.unit is None else None
    return (typed(literal.value or "") if typed else None) or english(literal.text)


def _dated(argument: Argument) -> bool:
    return argument.literal is not None and argument.literal.datatype == "date"


def _is_value(argument: Argument) -> bool:
    return argument.literal is not None and argument.literal.datatype != "text"


def _values(fact: Fact) -> list[str]:
    return [_value_name(fact, i) for i, argument in enumerate(fact.arguments) if _is_value(argument)]


def _time(text: str) -> str:
    return dated(text) or string(text)


def _role_name(role: str) -> str:
    return ROLES.get(role) or f"kgp:{term(role)}"


def _passage_name(span: Span) -> str:
    return f"kgx:{local(span.document)}-{span.start}-{span.end}"


def _attribution_name(fact: Fact, position: int) -> str:
    return f"kga:a{digest(fact.id, str(position))}"


def _value_name(fact: Fact, position: int) -> str:
    return f"kgl:v{digest(fact.id, str(position))}"


def _evidence_name(fact: Fact, evidence: Evidence) -> str:
    return f"kgq:q{digest(fact.id, evidence.id)}"


def _some(text: str | None) -> list[str]:
    return [text] if text else []


TURTLE = Format("turtle", ".ttl", "text/turtle", turtle, "RDF for triple stores and SPARQL; every fact with its words")
