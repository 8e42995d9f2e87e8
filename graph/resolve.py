"""Join the extractions of documents: which of their entities are one, and which of their facts.

Names are put into groups: first by the name itself, with bearers kept apart by what speaks against them
(`graph.groups`), then over names by rules (`graph.matching`), the surest first. A candidate is taken where nothing
speaks against it, where there is evidence if the names alone are not enough, and where the shorter name has one bearer
only; the others are listed as undecided. What the user decides comes before all rules. Every merge is logged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.bearers import Reader
from graph.concepts import joined_concepts
from graph.facts import join
from graph.joining import Joiner
from graph.knowledge import Knowledge
from graph.model import Extraction, Fact
from graph.naming import named
from graph.network import KnowledgeGraph
from graph.renaming import entities, renamed
from graph.splitting import split


def resolve(
    extractions: Iterable[Extraction], everything: bool = False, knowledge: Knowledge | None = None
) -> KnowledgeGraph:
    """Return the graph of all documents; with `everything`, concepts that no fact needs are entities too.

    `knowledge` holds the user's decisions and lists of known names.
    """
    knowledge = knowledge or Knowledge()
    told = [split(e, knowledge.decisions) for e in sorted(extractions, key=lambda e: e.document.id)]
    reader = Reader(knowledge)
    groups = reader.read(told)
    joiner = Joiner(groups, reader.stories)
    joiner.join(knowledge.decisions)
    naming = named(joiner.groups, [reader.known_as(group) for group in joiner.groups], knowledge.decisions)
    told = [renamed(e, naming.of(e.document.id), naming.entities) for e in told]
    concepts = joined_concepts(told)
    known = entities(told)
    told = [renamed(e, concepts.ids, known) for e in told]
    kg = _graph(told, everything)
    kg.graph["merges"] = tuple(sorted((*joiner.merges(naming), *concepts.merges)))
    kg.graph["undecided"] = joiner.undecided(naming)
    kg.graph["idle"] = tuple(dict.fromkeys(str(r) for r in knowledge.decisions.references() if not reader.meets(r)))
    return kg


def _graph(told: Sequence[Extraction], everything: bool) -> KnowledgeGraph:
    facts: dict[str, Fact] = {}
    for extraction in told:
        for fact in extraction.facts:
            facts[fact.id] = join(facts[fact.id], fact) if fact.id in facts else fact
    used = {a.entity for f in facts.values() for a in f.arguments} | {
        s.source for f in facts.values() for s in f.factuality.attribution
    }
    kept = (e for e in entities(told).values() if everything or e.kind == "name" or e.id in used)
    ledger = (entry for e in told for entry in e.ledger)
    return KnowledgeGraph.of((e.document for e in told), kept, facts.values(), ledger)
