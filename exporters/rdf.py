"""RDF 1.1 Turtle: every fact with its factuality and the words that say it; as plain triples only what is asserted.

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
from functools import lru_cache
from typing import TYPE_CHECKING

from exporters.format import Format
from exporters.iris import BASE, STANDARD, local, namespaces, term, web
from exporters.statements import ROLES, fact_blocks, passage_name, plain_triples, readings, role_name
from exporters.turtle import block, english, line, prefixes, some, string, when
from graph.errors import FormatError
from graph.model import Document, Entity, Evidence, Fact, Span
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
LONGEST_QUOTE = 1_000_000
"""A passage of more characters keeps its offsets but not its words: some stores drop or refuse such literals."""


@dataclass(slots=True)
class Index:
    """What the facts refer to: relations and their lemmas, prepositional roles, passages and the entities they name."""

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
        sorted({triple for fact in kg.facts.values() for triple in plain_triples(fact)}),
        (piece for _, fact in sorted(kg.facts.items()) for piece in fact_blocks(fact)),
    ):
        yield from section
        yield "\n"


def to_rdflib(kg: KnowledgeGraph, *, base: str = BASE) -> rdflib.Graph:
    """Return `kg` as an `rdflib.Graph`, ready for SPARQL: the triples of the Turtle file, at some 30 s a million."""
    return _parse("".join(turtle(kg, base=base)))


def counts(text: str) -> dict[str, int]:
    """Count the ``entities``, ``facts`` and ``evidences`` of a Turtle file; raises `FormatError` if it is none."""
    return dict(_contents(text)[0])


def quotes(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield (document id, start, end, words) of each passage of a Turtle file; raises `FormatError` if it is none."""
    yield from _contents(text)[1]


@lru_cache(maxsize=1)  # counts and quotes of a file are asked for in turn, and parsing is what costs
def _contents(text: str) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int, int, str], ...]]:
    graph, iri = _parse(text), _iri
    held = (
        ("entities", graph.subjects(iri("rdf:type"), iri("kg:Entity"))),
        ("facts", graph.objects(None, iri("kg:factId"))),
        ("evidences", graph.subjects(iri("rdf:type"), iri("kg:Evidence"))),
    )
    quoted = []
    for passage, words in graph.subject_objects(iri("oa:exact")):
        source, start, end = (graph.value(passage, iri(p)) for p in ("dcterms:isPartOf", "oa:start", "oa:end"))
        document = graph.value(source, iri("dcterms:identifier"))
        quoted.append((str(document), int(str(start)), int(str(end)), str(words)))
    return tuple((name, len(set(found))) for name, found in held), tuple(sorted(quoted))


def _parse(text: str) -> rdflib.Graph:
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        return rdflib.Graph().parse(data=text, format="turtle")
    except Exception as error:  # on broken Turtle rdflib raises BadSyntax, IndexError, AssertionError, AttributeError
        place = f"line {error.lines + 1}" if isinstance(error, BadSyntax) else "it"
        raise FormatError(f"Turtle: {place} does not parse; write the graph again") from error


def _iri(name: str) -> rdflib.URIRef:
    import rdflib

    prefix, _, rest = name.partition(":")
    return rdflib.URIRef(STANDARD[prefix] + rest)


def _entity(entity: Entity) -> str:
    label = english(entity.label)
    links = {link: web(link) for link in entity.links}
    return block(
        f"kge:{local(entity.id)}",
        ("a", [*some(CLASSES.get(entity.type)), *(["skos:Concept"] if entity.kind == "concept" else []), "kg:Entity"]),
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
        role_name(role),
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
        ("dcterms:title", [english(title) for title in some(document.title)]),
        ("schema:inLanguage", ['"en"']),
        ("schema:datePublished", [when(day) for day in some(document.published)]),
        ("schema:publisher", [string(name) for name in some(document.publisher)]),
        ("schema:author", [string(name) for name in sorted(set(document.authors))]),
        ("schema:url", [f"<{address}>"] if address else []),
        ("dcterms:source", [] if address else [string(source) for source in some(document.source)]),
        ("schema:sha256", [string(value) for value in some(document.sha256)]),
    )


def _passage(kg: KnowledgeGraph, span: Span, index: Index) -> str:
    words = kg.quote(span)
    return line(
        passage_name(span),
        ("a", ["kg:Sentence" if span in index.sentences else "kg:Passage"]),
        ("dcterms:isPartOf", [f"kgd:{local(span.document)}"]),
        ("oa:start", [str(span.start)]),
        ("oa:end", [str(span.end)]),
        ("oa:exact", [english(words)] if len(words) <= LONGEST_QUOTE else []),
        ("kg:refersTo", [f"kge:{local(entity)}" for entity in sorted(index.passages[span])]),
    )


TURTLE = Format("turtle", ".ttl", "text/turtle", turtle, "RDF for triple stores and SPARQL; every fact with its words")
