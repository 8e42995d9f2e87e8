"""N-Triples and N-Quads: a line a triple, every IRI in full; for loading in parallel, sorting, grep and diff."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from exporters.iris import BASE, STANDARD, namespaces
from exporters.rdf.model import graphs, groups
from exporters.rdf.terms import Node
from graph.network import KnowledgeGraph

_REMEMBERED = 2**14
_TYPE = f"<{STANDARD['rdf']}type>"
_INTEGER, _DECIMAL = (f'"^^<{STANDARD["xsd"]}{name}>' for name in ("integer", "decimal"))


def ntriples(kg: KnowledgeGraph, *, base: str = BASE) -> Iterator[str]:
    """Yield `kg` as N-Triples, the lines of a subject at a time, none twice."""
    full = expander(namespaces(base))
    for group in groups(kg):
        yield from _lines(group, full, " .\n")


def nquads(kg: KnowledgeGraph, *, base: str = BASE) -> Iterator[str]:
    """Yield `kg` as N-Quads: what a document tells in the graph named by the document, the rest in the default graph.

    What two documents tell is in both graphs; their union holds the triples of the other formats.
    """
    full = expander(namespaces(base))
    for name, found in graphs(kg):
        end = f" {full(name)} .\n" if name else " .\n"
        for group in found:
            yield from _lines(group, full, end)


def expander(namespaces: Mapping[str, str]) -> Callable[[str], str]:
    """Return the function that writes a term in full: ``12`` as a typed literal, ``kge:a`` as the IRI it is short for.

    >>> expander({"xsd": "http://x.test/"})('"2024"^^xsd:gYear')
    '"2024"^^<http://x.test/gYear>'
    """
    return _Full(namespaces).__getitem__


class _Full(dict[str, str]):
    """Terms in full, names remembered: a look-up takes a third of a call, and it is done twice a triple."""

    __slots__ = ("namespaces",)

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self.namespaces = namespaces

    def __missing__(self, term: str) -> str:
        if term[0] == '"':
            if term[-1] == '"' or term.endswith('"@en'):
                return term
            words, _, datatype = term.rpartition("^^")
            return f"{words}^^{self[datatype]}"
        if len(self) >= _REMEMBERED:
            self.clear()
        self[term] = full = self._name(term)
        return full

    def _name(self, term: str) -> str:
        if term[0] == "<":
            return term
        prefix, colon, local = term.partition(":")
        if colon:
            return f"<{self.namespaces[prefix]}{local}>"
        return _TYPE if term == "a" else f'"{term}{_DECIMAL if "." in term else _INTEGER}'


def _lines(group: Iterable[Node], full: Callable[[str], str], end: str) -> Iterator[str]:
    for subject, properties in group:
        start = full(subject)
        told = ((full(predicate), objects) for predicate, objects in properties)
        yield "".join([f"{start} {predicate} {full(o)}{end}" for predicate, objects in told for o in objects])
