"""The graph in rdflib, for its many users: terms are made from ours without writing and reading a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from exporters.iris import BASE, namespaces
from exporters.rdf.model import groups
from exporters.rdf.ntriples import expander
from graph.network import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib


def to_rdflib(kg: KnowledgeGraph, *, base: str = BASE) -> rdflib.Graph:
    """Return `kg` as an `rdflib.Graph`, ready for SPARQL: the triples of the Turtle file; some 20 s a million.

    Raises `FormatError` where `base` is no http IRI.
    """
    import rdflib

    spaces = namespaces(base)
    graph, full = rdflib.Graph(bind_namespaces="none"), expander(spaces)
    for prefix, space in spaces.items():
        graph.bind(prefix, space)
    iris: dict[str, rdflib.URIRef] = {}

    def iri(term: str) -> rdflib.URIRef:
        return iris.get(term) or iris.setdefault(term, rdflib.URIRef(full(term)[1:-1]))

    def value(term: str) -> rdflib.URIRef | rdflib.Literal:
        if term[0] not in '"-0123456789':
            return iri(term)
        words, _, mark = full(term).rpartition('"')
        text = json.loads(words + '"')  # the escapes of our literals are those of JSON
        if mark == "@en":
            return rdflib.Literal(text, lang="en")
        return rdflib.Literal(text, datatype=rdflib.URIRef(mark[3:-1])) if mark else rdflib.Literal(text)

    for group in groups(kg):
        for subject, properties in group:
            start = iri(subject)
            for predicate, objects in properties:
                for term in objects:
                    graph.add((start, iri(predicate), value(term)))
    return graph
