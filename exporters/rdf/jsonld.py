"""JSON-LD 1.1: the same nodes as JSON, a subject a line, under a context that lets most values be plain strings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from exporters.iris import BASE, namespaces
from exporters.rdf.model import groups
from exporters.rdf.terms import Node
from graph.network import KnowledgeGraph

Value = str | int | dict[str, str]

_TYPED = {
    "@id": (
        "rdf:subject rdf:predicate rdfs:subPropertyOf skos:exactMatch schema:url dcterms:isPartOf prov:wasDerivedFrom "
        "kg:status kg:polarity kg:modality kg:stance kg:attributedTo kg:attribution kg:event kg:value kg:evidence "
        "kg:relation kg:source kg:sentence kg:predicate kg:cue kg:refersTo kg:kept kg:between"
    ).split(),
    "xsd:decimal": ["kg:confidence", "kg:certainty"],
}
_ENGLISH = "rdfs:label skos:prefLabel skos:altLabel dcterms:title oa:exact kg:cueText kg:mergedName".split()
_KINDS: dict[str, Any] = {
    **{name: {"@id": name, "@type": kind} for kind, names in _TYPED.items() for name in names},
    **{name: {"@id": name, "@language": "en"} for name in _ENGLISH},
}


def jsonld(kg: KnowledgeGraph, *, base: str = BASE) -> Iterator[str]:
    """Yield `kg` as JSON-LD, a node object at a time, in the order that streaming readers ask for.

    Raises `FormatError` where `base` is no http IRI.
    """
    yield f'{{"@context": {json.dumps(namespaces(base) | _KINDS)},\n"@graph": [\n'
    separator = ""
    for group in groups(kg):
        for node in group:
            yield f"{separator}{json.dumps(_object(node), ensure_ascii=False)}"
            separator = ",\n"
    yield "\n]}\n"


def _object(node: Node) -> dict[str, Any]:
    """Return a node object, its types first, as the streaming profile asks."""
    subject, properties = node
    told = {predicate: _values(objects, _KINDS.get(predicate, {})) for predicate, objects in properties[1:]}
    return {"@type": list(properties[0][1]), "@id": subject, **told}


def _values(objects: Iterable[str], kind: dict[str, str]) -> Value | list[Value]:
    values = [_value(term, kind) for term in objects]
    return values[0] if len(values) == 1 else values


def _value(term: str, kind: dict[str, str]) -> Value:
    """Return the value that means `term`: a bare one where the context says what `kind` of value a string is."""
    if term[0] != '"':
        return _iri_or_number(term, kind)
    words, _, mark = term.rpartition('"')
    text: str = json.loads(words + '"')  # the escapes of our literals are those of JSON
    if mark == "@en":
        return text if "@language" in kind else {"@value": text, "@language": "en"}
    if mark:
        return {"@type": mark[2:], "@value": text}
    return {"@value": text} if kind else text


def _iri_or_number(term: str, kind: dict[str, str]) -> Value:
    if term[0] in "-0123456789":
        if "." not in term:
            return int(term)
        return term if kind.get("@type") == "xsd:decimal" else {"@type": "xsd:decimal", "@value": term}
    iri = term.strip("<>")
    return iri if kind.get("@type") == "@id" else {"@id": iri}
