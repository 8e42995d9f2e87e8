"""The graph as RDF nodes, in the terms of `ontology.ttl`; every serialisation is written from here.

Every fact is told with its factuality and the words that say it; as plain triples only what is asserted:

    kg:Statement    one for each pair of participants (or one for a lone participant): rdf:subject, rdf:predicate,
                    rdf:object, status, polarity, modality, confidence, time; it does not assert its triple
    kg:Event        where no one pair shows all participants: each in its role
    kg:Attribution  one for each source that vouches for the fact or denies it, numbered from the outermost
    kg:Value        one for each date, amount, number or percentage: its words, its value, its unit
    kg:Evidence     one for each place that says it: sentence, predicate, cues and the words of each role
    kg:Passage      words of a document with oa:start, oa:end and oa:exact, written once however often they are used:
                    those of the evidence, and every mention of an entity
    kg:Merge        one for each two entities that were found to be one, with the rule and what spoke for and against
    kg:Conflict     one for each set of facts that cannot all be right, with their statements

Beside the graph itself only references to its values are held, and the passages of one document at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exporters.iris import local, passage_name, term, web
from exporters.rdf.findings import findings
from exporters.rdf.statements import ROLES, fact_nodes, plain_triples, readings, role_name
from exporters.rdf.terms import Node, Property, english, node, some, string, when
from graph.model import Document, Entity, Evidence, Fact, Span
from graph.network import KnowledgeGraph

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
    """What facts refer to and where they belong: relations, roles, asserted facts by subject, all by document.

    `mentions` are the places that name or stand for an entity, by document, each with the entity's id.
    """

    relations: dict[str, set[str]] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    asserted: dict[str, dict[str, Fact]] = field(default_factory=dict)
    told: dict[str, dict[str, Fact]] = field(default_factory=dict)
    mentions: dict[str, list[tuple[Span, str]]] = field(default_factory=dict)
    untold: list[Fact] = field(default_factory=list)

    @classmethod
    def of(cls, kg: KnowledgeGraph) -> Index:
        """Return the index of `kg`, with all its documents, each with its facts in the order of their places."""
        index = cls(told={document: {} for document in sorted(kg.documents)})
        for _, fact in sorted(kg.facts.items()):
            index._add(fact)
        for id, entity in kg.entities.items():
            for mention in entity.mentions:
                index.mentions.setdefault(mention.span.document, []).append((mention.span, id))
        for document, facts in index.told.items():
            index.told[document] = dict(sorted(facts.items(), key=lambda told: (_place(told[1], document), told[0])))
        return index

    def _add(self, fact: Fact) -> None:
        for relation in (fact.predicate.label, *(reading.relation for reading in readings(fact))):
            self.relations.setdefault(relation, set()).add(fact.predicate.lemma)
        self.roles.update(a.role for a in fact.arguments if a.role not in ROLES)
        for subject, _, _ in plain_triples(fact):
            self.asserted.setdefault(subject, {})[fact.id] = fact
        for evidence in fact.evidence:
            self.told.setdefault(evidence.sentence.document, {})[fact.id] = fact
        if not fact.evidence:
            self.untold.append(fact)


def groups(kg: KnowledgeGraph) -> Iterator[Iterable[Node]]:
    """Yield the nodes of the graph, those together that belong together, each once, in an order of ids and places.

    Entities with their plain triples, relations, roles; each document with its passages, then the facts that it is the
    first to tell.
    """
    index = Index.of(kg)
    for id, entity in sorted(kg.entities.items()):
        yield [_entity(entity, _plain(index.asserted.get(id, {}).values()).get(id, []))]
    yield from _terms(index)
    yield findings(kg)
    for document, facts in index.told.items():
        yield [_about(kg.documents[document])]
        yield _passages(kg, document, index)
        yield from (fact_nodes(kg, fact) for fact in facts.values() if _first(fact) == document)
    yield from (fact_nodes(kg, fact) for fact in index.untold)


def graphs(kg: KnowledgeGraph) -> Iterator[tuple[str | None, Iterable[Iterable[Node]]]]:
    """Yield the same nodes as a dataset: the default graph (named None), then a graph for each document, named by it.

    A document's graph holds its passages and what it tells: plain triples, statements and their evidence. The default
    graph holds entities, relations, roles, findings, what is known of the documents, and facts that no document tells.
    """
    index = Index.of(kg)
    yield None, _common(kg, index)
    for document, facts in index.told.items():
        if facts or document in index.mentions:
            yield f"kgd:{local(document)}", _told(kg, document, index)


def _common(kg: KnowledgeGraph, index: Index) -> Iterator[Iterable[Node]]:
    plain = _plain(index.untold)
    yield from ([_entity(entity, plain.get(id, []))] for id, entity in sorted(kg.entities.items()))
    yield from _terms(index)
    yield findings(kg)
    yield [_about(kg.documents[document]) for document in index.told]
    yield from (fact_nodes(kg, fact) for fact in index.untold)


def _told(kg: KnowledgeGraph, document: str, index: Index) -> Iterator[Iterable[Node]]:
    facts = index.told[document].values()
    yield (node(f"kge:{local(subject)}", *plain) for subject, plain in sorted(_plain(facts).items()))
    yield _passages(kg, document, index)
    yield from (fact_nodes(kg, fact, document) for fact in facts)


def _terms(index: Index) -> Iterator[Iterable[Node]]:
    yield (_relation(relation, lemmas) for relation, lemmas in sorted(index.relations.items()))
    yield (_role(role) for role in sorted(index.roles))


def _plain(facts: Iterable[Fact]) -> dict[str, list[Property]]:
    """Return the plain triples of `facts` as properties, by their subject."""
    told: dict[str, dict[str, set[str]]] = {}
    for fact in facts:
        for subject, relation, object in plain_triples(fact):
            told.setdefault(subject, {}).setdefault(relation, set()).add(object)
    return {subject: [(r, sorted(o)) for r, o in sorted(properties.items())] for subject, properties in told.items()}


def _first(fact: Fact) -> str:
    return min(evidence.sentence for evidence in fact.evidence).document


def _place(fact: Fact, document: str) -> Span:
    return min(evidence.sentence for evidence in fact.evidence if evidence.sentence.document == document)


def _entity(entity: Entity, plain: Iterable[Property]) -> Node:
    label = english(entity.label)
    links = {link: web(link) for link in entity.links}
    return node(
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
        *plain,
    )


def _relation(relation: str, lemmas: Iterable[str]) -> Node:
    return node(
        f"kgr:{term(relation)}",
        ("a", ["rdf:Property", "kg:Relation"]),
        ("rdfs:label", [english(relation)]),
        ("kg:lemma", [string(lemma) for lemma in sorted(lemmas)]),
    )


def _role(role: str) -> Node:
    return node(
        role_name(role),
        ("a", ["rdf:Property", "kg:Role"]),
        ("rdfs:subPropertyOf", ["kg:participant"]),
        ("rdfs:label", [english(role)]),
    )


def _about(document: Document) -> Node:
    address = web(document.source or "")
    return node(
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


def _passages(kg: KnowledgeGraph, document: str, index: Index) -> Iterator[Node]:
    sentences: set[Span] = set()
    passages: dict[Span, set[str]] = {}
    for span, entity in index.mentions.get(document, ()):
        passages.setdefault(span, set()).add(entity)
    for fact in index.told[document].values():
        for evidence in fact.evidence:
            if evidence.sentence.document == document:
                sentences.add(evidence.sentence)
                for span, named in _spans(fact, evidence):
                    passages.setdefault(span, set()).update(some(named))
    for span, entities in sorted(passages.items()):
        yield _passage(kg, span, "kg:Sentence" if span in sentences else "kg:Passage", entities)


def _spans(fact: Fact, evidence: Evidence) -> Iterator[tuple[Span, str | None]]:
    yield from ((span, None) for span in (evidence.sentence, evidence.predicate, *evidence.cues))
    yield from zip(evidence.arguments, (argument.entity for argument in fact.arguments), strict=True)


def _passage(kg: KnowledgeGraph, span: Span, kind: str, entities: Iterable[str]) -> Node:
    words = kg.quote(span)
    return node(
        passage_name(span),
        ("a", [kind]),
        ("dcterms:isPartOf", [f"kgd:{local(span.document)}"]),
        ("oa:start", [str(span.start)]),
        ("oa:end", [str(span.end)]),
        ("oa:exact", [english(words)] if len(words) <= LONGEST_QUOTE else []),
        ("kg:refersTo", [f"kge:{local(entity)}" for entity in sorted(entities)]),
    )
