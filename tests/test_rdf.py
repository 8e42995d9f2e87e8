"""RDF: what is in the files, read back by two parsers that share no code with the writers or with each other.

What the graph means in RDF is tested on Turtle; that all formats hold the same statements, on each.
"""

from __future__ import annotations

import doctest
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import OWL, RDF, RDFS

from exporters import Format, iris, replace, write
from exporters.iris import STANDARD, VOCABULARY, local, namespaces, term, web
from exporters.rdf import FORMATS, read, to_rdflib
from exporters.rdf.model import LONGEST_QUOTE
from exporters.rdf.terms import clean, dated, decimal, number
from exporters.rdf.turtle import turtle
from graph import build as build_graph
from graph.errors import FormatError
from graph.model import (
    Argument,
    Attribution,
    Conflict,
    Document,
    Entity,
    Evidence,
    Fact,
    Factuality,
    Literal,
    Mention,
    Merge,
    Predicate,
    Span,
)
from graph.network import KnowledgeGraph
from tests.graphs import ANY, graphs, hostile_graph, sample_graph

EXPORTERS = Path(__file__).parent.parent / "exporters"
RELATIONS = namespaces()["kgr"]
SPARQL = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in namespaces().items())
TURTLE = FORMATS[0]
TURTLE12 = FORMATS[-1]
EACH_FORMAT = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
EACH = pytest.mark.parametrize("build", [sample_graph, hostile_graph])
Build = Callable[[], KnowledgeGraph]


def text_of(kg: KnowledgeGraph, form: Format = TURTLE) -> str:
    return "".join(form.writer(kg))


def triples(text: str, form: Format = TURTLE) -> set[str]:
    """Return the triples as a strict parser reads them, in N-Triples, whatever graph they stand in."""
    return {str(quad.triple) for quad in read.read(text, form.suffix)}


def rows(kg: KnowledgeGraph, query: str) -> list[tuple[str, ...]]:
    found = to_rdflib(kg).query(SPARQL + query)
    return [tuple(str(cell) for cell in row) for row in found if isinstance(row, rdflib.query.ResultRow)]


def one(fact: Fact) -> KnowledgeGraph:
    """Return a graph of one fact over the entities ``a``, ``b`` and ``c``."""
    return KnowledgeGraph.of([], [Entity(id, id.upper(), "ORG") for id in "abc"], [fact])


def assert_reads_back(kg: KnowledgeGraph) -> None:
    graph = rdflib.Graph().parse(data=text_of(kg), format="turtle")
    strict = triples(text_of(kg))
    assert strict == triples(graph.serialize(format="nt"))
    assert strict == triples(to_rdflib(kg).serialize(format="nt"))
    assert len(strict) == len(graph)
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)
    assert_plain_triples_are_asserted(kg, graph)
    for form in FORMATS:
        assert_tells_the_same(kg, form, strict)


def assert_tells_the_same(kg: KnowledgeGraph, form: Format, strict: set[str]) -> None:
    """Check the statements of a format, none twice in one graph, and what is counted and quoted in it."""
    text = text_of(kg, form)
    quads = list(read.read(text, form.suffix))
    assert len({str(quad) for quad in quads}) == len(quads)
    assert (unreified(quads) if form == TURTLE12 else triples(text, form)) == strict
    assert read.counts(text, form.suffix) == {
        "entities": len(kg.entities),
        "facts": len(kg.facts),
        "evidences": sum(len(fact.evidence) for fact in kg.facts.values()),
    }
    spans = {
        span for f in kg.facts.values() for e in f.evidence for span in (e.sentence, e.predicate, *e.arguments, *e.cues)
    } | {mention.span for entity in kg.entities.values() for mention in entity.mentions}
    quoted = sorted((clean(s.document), s.start, s.end, clean(kg.quote(s))) for s in spans)
    assert list(read.quotes(text, form.suffix)) == quoted


def unreified(quads: list[pyoxigraph.Quad]) -> set[str]:
    """Return the triples with each triple term told in RDF 1.1: four triples of an rdf:Statement."""
    found = set()
    for quad in quads:
        if isinstance(quad.object, pyoxigraph.Triple):
            sides = {"subject": quad.object.subject, "predicate": quad.object.predicate, "object": quad.object.object}
            sides["type"] = pyoxigraph.NamedNode(str(RDF.Statement))
            names = {side: pyoxigraph.NamedNode(f"{RDF}{side}") for side in sides}
            found |= {str(pyoxigraph.Triple(quad.subject, names[side], sides[side])) for side in sides}
        else:
            found.add(str(quad.triple))
    return found


def assert_plain_triples_are_asserted(kg: KnowledgeGraph, graph: rdflib.Graph) -> None:
    """Check that a statement has the status of its fact, and that plain triples are those of asserted statements."""
    kg_ns, statuses = rdflib.Namespace(VOCABULARY), {clean(f.id): f.status for f in kg.facts.values()}
    asserted = set()
    for statement in graph.subjects(RDF.type, kg_ns.Statement):
        status = statuses[str(graph.value(statement, kg_ns.factId))]
        assert graph.value(statement, kg_ns.status) == kg_ns[status.capitalize()]
        if status == "asserted" and (statement, RDF.type, RDF.Statement) in graph:
            asserted.add(tuple(graph.value(statement, side) for side in (RDF.subject, RDF.predicate, RDF.object)))
    assert {triple for triple in graph if str(triple[1]).startswith(RELATIONS)} == asserted


@EACH
def test_reads_back(build: Build) -> None:
    assert_reads_back(build())


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_any_graph_reads_back(kg: KnowledgeGraph) -> None:
    assert_reads_back(kg)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, in its parsers of datasets
@settings(max_examples=15, deadline=None)
@given(graphs())
def test_rdflib_reads_any_graph_in_any_format(kg: KnowledgeGraph) -> None:
    names = {".ttl": "turtle", ".nt": "nt", ".jsonld": "json-ld", ".nq": "nquads", ".trig": "trig"}
    for form in FORMATS[:-1]:
        dataset = rdflib.Dataset(default_union=True).parse(data=text_of(kg, form), format=names[form.suffix])
        union = rdflib.Graph()
        for triple in dataset.triples((None, None, None)):
            union.add(triple)
        assert triples(union.serialize(format="nt")) == triples(text_of(kg))


def test_an_empty_graph_reads_back() -> None:
    assert_reads_back(KnowledgeGraph.of([], [], []))


@EACH
def test_order_of_values_does_not_matter(build: Build) -> None:
    kg, shuffle = build(), random.Random(7).sample
    values = (list(found.values()) for found in (kg.documents, kg.entities, kg.facts))
    again = KnowledgeGraph.of(*(shuffle(found, len(found)) for found in values))  # type: ignore[arg-type]
    assert text_of(again) == text_of(kg)


def test_hash_seed_does_not_matter() -> None:
    code = "import sys; from tests import graphs; from exporters.rdf import FORMATS\n"
    code += "sys.stdout.buffer.write(''.join(t for f in FORMATS for t in f.writer(graphs.hostile_graph())).encode())"
    root = EXPORTERS.parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {"".join(text_of(hostile_graph(), form) for form in FORMATS).encode()}


@EACH
def test_the_file_is_in_the_subset_that_all_stores_read(build: Build) -> None:
    text = text_of(build())
    lines = text.split("\n")
    header = lines.index("")
    assert all(line.startswith("@prefix ") for line in lines[:header])
    assert not any(line.startswith("@") or "_:" in line.partition('"')[0] for line in lines[header:])
    assert all(line.endswith((" .", " ;", "")) for line in lines)
    assert lines == text.splitlines() + [""]
    assert "\x00" not in text
    assert "\r" not in text


def test_plain_triples_of_the_sample() -> None:
    plain = {(s, p, o) for s, p, o in rows(sample_graph(), "SELECT ?s ?p ?o { ?s ?p ?o }") if p.startswith(RELATIONS)}
    assert {(s.rsplit("/")[-1], p.rsplit("/")[-1], o.rsplit("/")[-1]) for s, p, o in plain} == {
        ("mara-lind", "signed", "harbour-treaty"),
        ("tomas-berg", "signed", "harbour-treaty"),
        ("mara-lind", "signedIn", "geneva"),
        ("tomas-berg", "signedIn", "geneva"),
        ("mara-lind", "signedWith", "tomas-berg"),
        ("northbank", "lent", "estmark"),
        ("northbank", "lent", "$40 million"),
        ("tomas-berg", "leaderOf", "port-union"),
    }


def test_words_can_be_checked_from_the_file_alone() -> None:
    """Each span of an evidence lies in its sentence, and its words are those of the sentence at its offsets."""
    query = """SELECT ?whole ?start ?words ?from ?to {
        ?evidence kg:sentence ?s ; ?role ?part . ?s oa:exact ?whole ; oa:start ?start .
        ?part oa:exact ?words ; oa:start ?from ; oa:end ?to . FILTER (?role != kg:sentence) }"""
    found = rows(sample_graph(), query)
    assert len(found) == 42
    for whole, start, words, first, last in found:
        assert whole[int(first) - int(start) : int(last) - int(start)] == words


def test_words_of_a_role_lead_to_its_entity() -> None:
    query = """SELECT ?words ?entity { ?st rdf:predicate kgr:signed ; kg:evidence ?e .
        ?e kg:subject ?p . ?p oa:exact ?words ; kg:refersTo ?entity }"""
    found = {(words, entity.rsplit("/")[-1]) for words, entity in rows(sample_graph(), query)}
    assert found == {
        ("Mara Lind", "mara-lind"),
        ("Lind", "mara-lind"),
        ("Tomas Berg", "tomas-berg"),
        ("He", "tomas-berg"),
    }


def test_every_mention_leads_to_its_entity() -> None:
    place = Span("d", 4, 8)
    entity = Entity("a", "A", "ORG", mentions=(Mention(place, "pronoun", "test"),))
    kg = KnowledgeGraph.of([Document("d", "It, they")], [entity], [])
    query = "SELECT ?words ?from ?to { ?p kg:refersTo kge:a ; oa:exact ?words ; oa:start ?from ; oa:end ?to }"
    assert rows(kg, query) == [("they", "4", "8")]


def test_a_chain_of_sources_keeps_its_order() -> None:
    query = """SELECT ?name ?source ?cue ?stance { ?st rdf:predicate kgr:opposed ; kg:attribution ?a .
        ?a kg:position ?n ; rdfs:label ?name ; kg:source ?source ; kg:cueText ?cue ; kg:stance ?stance } ORDER BY ?n"""
    base = namespaces()
    assert rows(sample_graph(), query) == [
        ("The Harbour Post", f"{base['kge']}harbour-post", "reported", f"{VOCABULARY}Says"),
        ("Tomas Berg", f"{base['kge']}tomas-berg", "said", f"{VOCABULARY}Believes"),
    ]


def test_who_denies_is_no_source_of_what_is_denied() -> None:
    query = "SELECT ?who { ?st rdf:predicate kgr:bought ; kg:attributedTo ?who }"
    assert rows(sample_graph(), query) == []


def test_an_amount_is_told_with_value_and_unit() -> None:
    query = """SELECT ?words ?value ?unit ?time { ?event a kg:Event ; kg:object ?words ; kg:value ?v ; kg:time ?time .
        ?v rdfs:label ?words ; rdf:value ?value ; kg:unit ?unit . FILTER (datatype(?time) = xsd:gYearMonth) }"""
    assert rows(sample_graph(), query) == [("$40 million", "40000000", "USD", "2023-05")]


def test_an_event_holds_all_participants() -> None:
    query = "SELECT ?role ?filler { ?e kg:relation kgr:signed ; ?role ?filler . FILTER (isIRI(?filler)) }"
    found = [(role.rsplit("/")[-1], filler) for role, filler in rows(sample_graph(), query)]
    base = namespaces()["kge"]
    assert {(role, filler.removeprefix(base)) for role, filler in found if filler.startswith(base)} == {
        ("ns#subject", "mara-lind"),
        ("ns#subject", "tomas-berg"),
        ("ns#object", "harbour-treaty"),
        ("in", "geneva"),
    }


SHAPES_OF_FACTS: list[tuple[str, list[tuple[str, str | Literal]], list[tuple[str, str]], bool]] = [
    ("nobody", [], [("-", "-")], False),
    ("subject alone", [("subject", "a")], [("a", "-")], False),
    ("object alone", [("object", "a")], [("-", "a")], False),
    ("preposition alone", [("in", "a")], [("-", "a")], False),
    ("subject and object", [("subject", "a"), ("object", "b")], [("a", "b")], False),
    ("two subjects", [("subject", "a"), ("subject", "b")], [("a", "b")], False),
    ("no subject", [("object", "a"), ("in", "b")], [("a", "b")], False),
    ("three", [("subject", "a"), ("object", "b"), ("in", "c")], [("a", "b"), ("a", "c")], True),
    ("literal object", [("subject", "a"), ("object", Literal("ten"))], [("a", "ten")], False),
    ("literal subject", [("subject", Literal("ten")), ("object", "a")], [("-", "a")], True),
    ("literals alone", [("subject", Literal("ten")), ("object", Literal("two"))], [("-", "two")], True),
    ("a date beside", [("subject", "a"), ("on", Literal("1 July", "date", "2024-07-01"))], [("a", "-")], False),
]


@pytest.mark.parametrize(
    ("arguments", "sides", "event"), [row[1:] for row in SHAPES_OF_FACTS], ids=[row[0] for row in SHAPES_OF_FACTS]
)
def test_shapes_of_facts(arguments: list[tuple[str, str | Literal]], sides: list[tuple[str, str]], event: bool) -> None:
    filled = tuple(
        Argument(role, literal=filler) if isinstance(filler, Literal) else Argument(role, filler)
        for role, filler in arguments
    )
    kg = one(Fact("f", Predicate("do", "do"), filled))
    query = """SELECT ?s ?o { ?st a kg:Statement .
        OPTIONAL { ?st rdf:subject ?subject } OPTIONAL { ?st rdf:object ?object }
        BIND (COALESCE(?subject, "-") AS ?s) BIND (COALESCE(?object, "-") AS ?o) }"""
    assert sorted((s.rsplit("/")[-1], o.rsplit("/")[-1]) for s, o in rows(kg, query)) == sorted(sides)
    assert bool(rows(kg, "SELECT ?e { ?e a kg:Event }")) is event
    assert read.counts(text_of(kg), ".ttl")["facts"] == 1


TIMES = [
    ("2024-06-19", "date", []),
    ("2024-06", "gYearMonth", []),
    ("2024", "gYear", []),
    ("2024-02-30", "string", []),
    ("0000-01-01", "string", []),
    ("0000", "string", []),
    ("2024-13", "string", []),
    ("20240619", "string", []),
    ("२०२४", "string", []),
    ("2024-01-01/2024-02", "string", ["2024-01-01", "2024-02"]),
    ("2024-01-01/later", "string", []),
]


@pytest.mark.parametrize(("time", "datatype", "interval"), TIMES, ids=[row[0] for row in TIMES])
def test_a_time_is_typed_where_it_is_valid(time: str, datatype: str, interval: list[str]) -> None:
    kg = one(Fact("f", Predicate("do", "do"), (Argument("subject", "a"),), time=time))
    assert rows(kg, "SELECT ?t (datatype(?t) AS ?d) { ?st kg:time ?t }") == [(time, f"{STANDARD['xsd']}{datatype}")]
    ends = rows(kg, "SELECT ?a ?b { ?st schema:startDate ?a ; schema:endDate ?b }")
    assert ends == ([tuple(interval)] if interval else [])


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("40000000", "40000000"),
        ("-007", "-7"),
        ("12.50", "12.5"),
        ("3.0", "3.0"),
        ("9" * 19, None),
        ("1e3", None),
        ("NaN", None),
        ("1,5", None),
        ("", None),
        ("٣", None),
    ],
)
def test_numbers(text: str, token: str | None) -> None:
    assert number(text) == token


def test_decimals() -> None:
    assert [decimal(value) for value in (0.0, 1.0, 0.123456, 1e-9)] == ["0.0", "1.0", "0.1235", "0.0"]
    assert [decimal(value) for value in (float("nan"), float("inf"))] == [None, None]


def test_dates_beyond_the_calendar_are_none() -> None:
    assert [dated(text) for text in ("2023-02-29", "2024-02-29", "")] == [None, '"2024-02-29"^^xsd:date', None]


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("mara-lind", "mara-lind"),
        ("000_6d09a7d39efd0df2", "000_6d09a7d39efd0df2"),
        ("Mara Lind", "mara-lind--"),
        ("Åse Ünlü", "ase-unlu--"),
        ("日本", "x--"),
        ("", "x--"),
        ("a--b", "a-b--"),
        ("-a", "a--"),
        ("a" * 81, "a" * 80 + "--"),
    ],
)
def test_local_names(id: str, name: str) -> None:
    assert local(id) == name if not name.endswith("--") else local(id).startswith(name)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("sign", "sign"),
        ("leader of", "leaderOf"),
        ("co-sign with", "co-signWith"),
        ("Sign", "sign_"),
        ("leaderOf", "leaderof_"),
        ("42 percent", "percent_"),
        ("!!!", "x_"),
        ("", "x_"),
    ],
)
def test_names_of_relations(words: str, name: str) -> None:
    assert term(words) == name if not name.endswith("_") else term(words).startswith(name)


NAMES = st.text("ab-_ 1Aé.", max_size=8) | st.text(ANY, max_size=8)


@pytest.mark.parametrize("name", [local, term])
@settings(max_examples=300, deadline=None)
@given(names=st.sets(NAMES, min_size=2, max_size=20))
def test_different_ids_have_different_safe_names(name: Callable[[str], str], names: set[str]) -> None:
    found = {name(text) for text in names}
    assert len(found) == len(names)
    assert all(text.isascii() and text.replace("-", "").replace("_", "").isalnum() for text in found)


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("http://www.wikidata.org/entity/Q71", "http://www.wikidata.org/entity/Q71"),
        ("https://a.org:80/é?q=%20#f", "https://a.org:80/é?q=%20#f"),
        ('http://a.org/ <>"{}|\\^`[]', "http://a.org/%20%3C%3E%22%7B%7D%7C%5C%5E%60%5B%5D"),
        ("http://a.org/100%#a#b", "http://a.org/100%25#a%23b"),
        ("javascript:alert(1)", None),
        ("http://", None),
        ("http://u:p@a.org/", None),
        ("http://a.org/\x00", None),
        ("http://a.org/\ud800", None),
        ("file:///a", None),
        ("", None),
    ],
)
def test_web_addresses(address: str, iri: str | None) -> None:
    assert web(address) == iri


@settings(max_examples=300, deadline=None)
@given(
    st.builds("{}{}".format, st.sampled_from(("http://a.org/", "http://a.org?", "https://")), st.text(ANY, max_size=9))
)
def test_a_web_address_is_a_valid_iri_or_none(address: str) -> None:
    iri = web(address)
    if iri is not None:
        assert list(pyoxigraph.parse(f"<{iri}> <{iri}> <{iri}> .".encode(), format=pyoxigraph.RdfFormat.TURTLE))


def test_a_link_that_is_no_web_address_is_kept_as_text() -> None:
    kg = KnowledgeGraph.of([], [Entity("a", "A", "ORG", links=("Q71", "http://a.org/"))], [])
    found = rows(kg, "SELECT ?text ?iri { kge:a schema:identifier ?text ; skos:exactMatch ?iri }")
    assert found == [("Q71", "http://a.org/")]


def test_a_source_is_an_address_or_text() -> None:
    documents = [Document("a", "", source="http://a.org/x"), Document("b", "", source="papers/b.txt")]
    kg = KnowledgeGraph.of(documents, [], [])
    assert rows(kg, "SELECT ?iri { kgd:a schema:url ?iri }") == [("http://a.org/x",)]
    assert rows(kg, "SELECT ?text { kgd:b dcterms:source ?text }") == [("papers/b.txt",)]


def test_words_too_long_for_some_stores_leave_their_offsets() -> None:
    span = Span("d", 0, LONGEST_QUOTE + 1)
    fact = Fact("f", Predicate("do", "do"), (), evidence=(Evidence(span, Span("d", 0, 2), ()),))
    kg = KnowledgeGraph.of([Document("d", "do" * LONGEST_QUOTE)], [], [fact])
    assert list(read.quotes(text_of(kg), ".ttl")) == [("d", 0, 2, "do")]
    assert rows(kg, "SELECT ?end { ?s a kg:Sentence ; oa:end ?end }") == [(str(LONGEST_QUOTE + 1),)]


def test_the_base_moves_all_but_the_vocabulary() -> None:
    text = "".join(turtle(sample_graph(), base="https://news.test/graph"))
    ours = {line for line in text.splitlines() if line.startswith("@prefix kg")}
    assert "@prefix kge: <https://news.test/graph/entity/> ." in ours
    assert {line for line in ours if "example.org" in line} == {f"@prefix kg: <{VOCABULARY}> ."}
    assert len(to_rdflib(sample_graph(), base="https://news.test/graph")) == len(to_rdflib(sample_graph()))


@pytest.mark.parametrize(
    "base", ["", "graph", "http://a b/", "http://a.org/?q=/", "http://a.org/#", "urn:x:", "http://a.org//"]
)
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(FormatError, match="not a base IRI"):
        list(turtle(sample_graph(), base=base))


@EACH_FORMAT
def test_a_broken_file_is_refused(form: Format) -> None:
    text = text_of(sample_graph(), form).rpartition('"')[0]
    for reader in (read.counts, read.quotes):
        with pytest.raises(FormatError, match=r"^graph\..*: .* does not parse .*; write the graph again$"):
            list(reader(text, form.suffix))


def test_a_fault_is_told_with_its_line() -> None:
    with pytest.raises(FormatError, match=r"^graph\.ttl: line 2 does not parse"):
        read.counts("@prefix a: <http://a.org/> .\na:b a:c !! .\n", ".ttl")


def used_terms() -> Iterator[rdflib.URIRef]:
    for kg in (merged(), hostile_graph()):
        for triple in to_rdflib(kg):
            yield from (term for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(VOCABULARY))


def test_every_term_is_defined_labelled_and_explained() -> None:
    ontology = rdflib.Graph().parse(EXPORTERS / "ontology.ttl")
    defined = {s for s in ontology.subjects(RDF.type) if isinstance(s, rdflib.URIRef)}
    assert set(used_terms()) <= defined
    assert all(ontology.value(s, RDFS.label) and ontology.value(s, RDFS.comment) for s in defined)
    ours = {term for triple in ontology for term in triple if str(term).startswith(VOCABULARY)}
    assert ours <= defined
    properties = {s for s in defined if (s, RDF.type, OWL.ObjectProperty) in ontology}
    assert properties - {rdflib.URIRef(f"{VOCABULARY}participant")} <= set(used_terms())


def test_shapes_name_known_terms() -> None:
    ontology, shapes = (rdflib.Graph().parse(EXPORTERS / name) for name in ("ontology.ttl", "shapes.ttl"))
    named = {term for triple in shapes for term in triple if str(term).startswith(VOCABULARY)}
    assert named <= set(ontology.subjects(RDF.type))


@pytest.mark.interop
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # pyshacl still calls what rdflib 7.6 deprecates
@EACH
def test_the_graph_has_the_shapes(build: Build) -> None:
    kg = build()
    told = KnowledgeGraph.of(
        kg.documents.values(), kg.entities.values(), [f for f in kg.facts.values() if f.evidence]
    )  # a shape asks for what no fact of a build is without
    assert violations(to_rdflib(told)) == ""
    assert "kg:evidence" in violations(to_rdflib(kg)) or len(told.facts) == len(kg.facts)


@pytest.mark.interop
@pytest.mark.model
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_the_seeds_have_the_shapes() -> None:
    assert violations(to_rdflib(build_graph([str(EXPORTERS.parent / "seeds")]))) == ""


@pytest.mark.interop
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_the_shapes_find_a_fault() -> None:
    graph = to_rdflib(sample_graph())
    statement = next(graph.subjects(rdflib.URIRef(f"{VOCABULARY}status"), rdflib.URIRef(f"{VOCABULARY}Asserted")))
    graph.set((statement, rdflib.URIRef(f"{VOCABULARY}polarity"), rdflib.URIRef(f"{VOCABULARY}Negative")))
    assert "an asserted statement is positive" in violations(graph)


def violations(graph: rdflib.Graph) -> str:
    """Return the report of the shapes' violations, empty where there is none."""
    pyshacl = pytest.importorskip("pyshacl")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(EXPORTERS / "shapes.ttl"))
    return "" if conforms else str(report)


def test_prefixes_are_no_paths_of_one_another() -> None:
    spaces = sorted(namespaces().values())
    assert not any(b.startswith(a) for a, b in pairwise(spaces))


def test_a_type_of_the_users_own_is_told_in_words() -> None:
    kg = KnowledgeGraph.of([], [Entity("a", "A", "DISEASE")], [])
    query = "SELECT ?type ?class { kge:a kg:entityType ?type ; a ?class }"
    assert rows(kg, query) == [("DISEASE", f"{VOCABULARY}Entity")]


def test_support_is_told() -> None:
    query = """SELECT ?n ?first ?last { ?st rdf:predicate kgr:signed ; kg:sourceCount ?n ; kg:firstTold ?first ;
        kg:lastTold ?last } LIMIT 1"""
    kg = sample_graph()
    (fact,) = (fact for fact in kg.facts.values() if fact.predicate.lemma == "sign")
    told = kg.support(fact)
    assert rows(kg, query) == [(str(told.sources), "2024-06-20", "2024-07-02")]


def test_a_conflict_leads_to_its_statements() -> None:
    kg = sample_graph()
    bought, opposed = (next(f for f in kg.facts.values() if f.predicate.lemma == lemma) for lemma in ("buy", "oppose"))
    kg.graph["conflicts"] = (Conflict("denied", (bought.id, opposed.id), "told \x00 twice"),)
    query = """SELECT ?kind ?why ?fact { ?c a kg:Conflict ; kg:conflictKind ?kind ; rdfs:comment ?why ; kg:between ?st .
        ?st kg:factId ?fact }"""
    assert sorted(rows(kg, query)) == sorted(("denied", "told \ufffd twice", f.id) for f in (bought, opposed))


def merged() -> KnowledgeGraph:
    """Return the sample with two merges and a conflict, some as hostile as it gets."""
    kg = sample_graph()
    place = kg.entities["mara-lind"].mentions[0].span
    reasons = (("same role",), ("other first name",))
    kg.graph["merges"] = (
        Merge("mara-lind", "lind", "last name", ("Mara Lind", "Lind"), 0.75, *reasons, (place,)),
        Merge("geneva", "\ud800\n", "</script>\x00", ("", '"\\'), 1.0),
    )
    kg.graph["conflicts"] = (Conflict("value", tuple(kg.facts)[:2], "</script>\ud800"),)
    return kg


def test_a_merge_is_told_with_its_reasons() -> None:
    query = """SELECT ?name ?id ?rule ?sure ?for ?against ?words { ?m a kg:Merge ; kg:kept ?kept ; kg:mergedId ?id ;
        kg:rule ?rule ; kg:certainty ?sure ; kg:reason ?for ; kg:objection ?against ;
        prov:wasDerivedFrom/oa:exact ?words . ?kept rdfs:label ?name }"""
    told = ("Mara Lind", "lind", "last name", "0.75", "same role", "other first name", "Lind")
    assert rows(merged(), query) == [told]


@EACH_FORMAT
def test_every_format_tells_the_merges(form: Format) -> None:
    assert_tells_the_same(merged(), form, triples(text_of(merged())))


def test_a_source_that_is_no_entity_is_named() -> None:
    told = Factuality(attribution=(Attribution(None, "officials", "said"),))
    kg = one(Fact("f", Predicate("do", "do"), (Argument("subject", "a"),), told))
    query = (
        "SELECT ?name { ?st kg:attribution ?a . ?a rdfs:label ?name OPTIONAL { ?a kg:source ?s } FILTER (!BOUND(?s)) }"
    )
    assert rows(kg, query) == [("officials",)]


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(iris).failed == 0


@EACH_FORMAT
@EACH
def test_order_of_values_does_not_matter_in_any_format(form: Format, build: Build) -> None:
    kg, shuffle = build(), random.Random(3).sample
    values = (list(found.values()) for found in (kg.documents, kg.entities, kg.facts))
    again = KnowledgeGraph.of(*(shuffle(found, len(found)) for found in values))  # type: ignore[arg-type]
    assert text_of(again, form) == text_of(kg, form)


@EACH_FORMAT
def test_a_base_reaches_every_format(form: Format, tmp_path: Path) -> None:
    path = write(sample_graph(), tmp_path / f"graph{form.suffix}", base_iri="https://news.test/a")
    found = triples(path.read_text(encoding="utf-8"), form)
    assert any("<https://news.test/a/entity/mara-lind>" in triple for triple in found)
    assert not any("<https://example.org/kg/" in triple.replace(VOCABULARY, "") for triple in found)


def test_a_file_that_is_not_well_formed_does_not_take_its_place(tmp_path: Path) -> None:
    path = write(sample_graph(), tmp_path / "graph.ttl")
    before = path.read_bytes()
    with pytest.raises(FormatError, match="line 1 does not parse"):
        replace(path, ["<a> <b> .\n"], TURTLE.check)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize("suffix", [".nq", ".trig"])
def test_a_document_is_a_named_graph(suffix: str) -> None:
    form = next(form for form in FORMATS if form.suffix == suffix)
    quads = list(read.read(text_of(sample_graph(), form), suffix))
    base, told = namespaces(), {"default": set(), "treaty": set(), "strike": set()}  # type: ignore[var-annotated]
    for quad in quads:
        told[getattr(quad.graph_name, "value", "default").removeprefix(base["kgd"])].add(quad.subject.value)
    signed = f"<{base['kge']}mara-lind> <{base['kgr']}signed> <{base['kge']}harbour-treaty>"
    assert {getattr(q.graph_name, "value", "") for q in quads if str(q.triple) == signed} == {
        f"{base['kgd']}treaty",
        f"{base['kgd']}strike",
    }
    for name in ("treaty", "strike"):
        assert {s for s in told[name] if s.startswith(base["kgx"])} == {
            s for graph in told.values() for s in graph if s.startswith(f"{base['kgx']}{name}-")
        }
        assert not any(s.startswith((base["kgr"], base["kgd"])) for s in told[name])
    assert not any(s.startswith((base["kgs"], base["kgq"], base["kgx"])) for s in told["default"])


def test_turtle_tells_an_entity_in_one_block() -> None:
    (block,) = (b for b in text_of(sample_graph()).split("\n\n") if b.startswith("kge:tomas-berg "))
    assert [line.split()[0] for line in block.splitlines()[1:]] == [
        "dcterms:identifier",
        "kg:entityType",
        "skos:prefLabel",
        "rdfs:label",
        "skos:altLabel",
        "kg:mentionCount",
        "kgr:leaderOf",
        "kgr:signed",
        "kgr:signedIn",
    ]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own, in its parser of JSON-LD
def test_json_ld_is_plain_json_where_the_context_allows() -> None:
    form = next(form for form in FORMATS if form.suffix == ".jsonld")
    nodes = {node["@id"]: node for node in json.loads(text_of(sample_graph(), form))["@graph"]}
    lind = nodes["kge:mara-lind"]
    assert lind["@type"] == ["schema:Person", "kg:Entity"]
    assert (lind["rdfs:label"], lind["kg:entityType"], lind["kg:mentionCount"]) == ("Mara Lind", "PERSON", 2)
    (statement,) = (n for n in nodes.values() if n.get("rdf:predicate") == "kgr:leaderOf")
    assert (statement["kg:status"], statement["kg:confidence"]) == ("kg:Asserted", "0.8")
    graph = rdflib.Graph().parse(data=text_of(sample_graph(), form), format="json-ld")
    assert triples(graph.serialize(format="nt")) == triples(text_of(sample_graph()))


def test_ntriples_are_lines_each_told_once() -> None:
    form = next(form for form in FORMATS if form.suffix == ".nt")
    for kg in (sample_graph(), hostile_graph()):
        lines = text_of(kg, form).splitlines()
        assert len(set(lines)) == len(lines) == len(triples(text_of(kg)))
        assert all(line.startswith("<") and line.endswith(" .") for line in lines)
