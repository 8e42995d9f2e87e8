"""Turtle, TriG and Turtle 1.2: prefixes first, a block a subject, related blocks together, in an order of ids alone.

Literals stand on one line, a space before every full stop, no comments: stores that split a file at its lines read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporters.iris import BASE, namespaces
from exporters.rdf.model import graphs, groups
from exporters.rdf.terms import Node
from graph.network import KnowledgeGraph

_ON_A_LINE = ("kgr", "kgp", "kgx", "kga", "kgl", "kgm", "kgc")
"""Kinds whose few properties read best on one line."""


def turtle(kg: KnowledgeGraph, *, base: str = BASE) -> Iterator[str]:
    """Yield `kg` as Turtle, a subject at a time; raises `FormatError` where `base` is no http IRI.

    Characters that XML forbids are written as U+FFFD, one for one, so that every offset holds.
    """
    yield prefixes(base)
    yield from _spaced(groups(kg))


def turtle12(kg: KnowledgeGraph, *, base: str = BASE) -> Iterator[str]:
    """Yield `kg` as Turtle 1.2: as `turtle`, but what a statement says of its triple is one rdf:reifies."""
    yield prefixes(base)
    yield from _spaced(map(reified, group) for group in groups(kg))


def trig(kg: KnowledgeGraph, *, base: str = BASE) -> Iterator[str]:
    """Yield `kg` as TriG: what a document tells in the graph named by the document, the rest in the default graph."""
    yield prefixes(base)
    for name, found in graphs(kg):
        yield f"{name} {{\n" if name else ""
        yield from _spaced(found)
        yield "}\n\n" if name else ""


def prefixes(base: str) -> str:
    """Return the prefix block, followed by an empty line; raises `FormatError` where `base` is no http IRI."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in namespaces(base).items()) + "\n"


def reified(node: Node) -> Node:
    """Return the node with rdf:subject, rdf:predicate and rdf:object joined to one triple term where all are told."""
    subject, properties = node
    told = dict(properties)
    if not {"rdf:subject", "rdf:predicate", "rdf:object"} <= told.keys():
        return node
    sides = [told.pop(f"rdf:{side}")[0] for side in ("subject", "predicate", "object")]
    told["a"] = tuple(kind for kind in told["a"] if kind != "rdf:Statement")
    return subject, [("a", told.pop("a")), ("rdf:reifies", (f"<<( {' '.join(sides)} )>>",)), *told.items()]


def _spaced(groups: Iterable[Iterable[Node]]) -> Iterator[str]:
    for group in groups:
        for node in group:
            yield _block(node)
        yield "\n"


def _block(node: Node) -> str:
    subject, properties = node
    separator = " ; " if subject.startswith(_ON_A_LINE) else " ;\n    "
    told = [f"{predicate} {' , '.join(objects)}" for predicate, objects in properties]
    return f"{subject} {separator.join(told)} .\n"
