"""RDF: one model of the graph (`model`, `statements`), written by one module a family of syntaxes."""

from __future__ import annotations

from functools import partial

from exporters.format import Format, Writer
from exporters.rdf.convert import to_rdflib
from exporters.rdf.jsonld import jsonld
from exporters.rdf.ntriples import nquads, ntriples
from exporters.rdf.read import check
from exporters.rdf.turtle import trig, turtle, turtle12

__all__ = ["FORMATS", "to_rdflib"]


def _format(name: str, suffix: str, media_type: str, writer: Writer, summary: str) -> Format:
    return Format(name, suffix, media_type, writer, summary, partial(check, suffix=suffix), has_iris=True)


FORMATS = (
    _format("turtle", ".ttl", "text/turtle", turtle, "triple stores, SPARQL; readable"),
    _format("ntriples", ".nt", "application/n-triples", ntriples, "the same, a triple a line: bulk loading, diff"),
    _format("jsonld", ".jsonld", "application/ld+json", jsonld, "JSON-LD 1.1 with a context"),
    _format("nquads", ".nq", "application/n-quads", nquads, "quads: a named graph a document"),
    _format("trig", ".trig", "application/trig", trig, "the same, readable"),
    _format("turtle12", ".rdf12.ttl", "text/turtle; version=1.2", turtle12, "RDF 1.2: triple terms"),
)
