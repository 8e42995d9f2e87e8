"""What conflicts and comparisons know of the documents and entities behind facts: names, days, shared stories."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from graph.copies import folded
from graph.model import Argument, Document, Entity, Fact, Span
from graph.periods import from_iso
from graph.tables import words

Filler = tuple[str, str]
"""Role and what fills it: an entity's id, or the folded words of a concept or literal."""
SAME_STORY = 3
"""Names that two documents share when they tell of the same events; all names of the shorter one where it has fewer."""
PARTIES = ("subject", "object", "with")
_SHOWN = 5
PLACES = ("GPE", "LOC", "FAC", "EVENT")


class Context:
    """The documents and entities of a graph, as facts that are held against each other need them."""

    def __init__(self, documents: Mapping[str, Document], entities: Mapping[str, Entity]) -> None:
        self.documents = documents
        self.entities = entities

    def named(self, argument: Argument) -> bool:
        """Say whether an argument is an entity with a name, the same in every document."""
        return argument.entity is not None and self._concept(argument) is None

    def filler(self, argument: Argument) -> Filler:
        """Return what fills a role, so that equal concepts of different documents are equal."""
        literal, concept = argument.literal, self._concept(argument)
        told = concept.label if concept else literal.text if literal else ""
        return argument.role, (argument.entity or "") if self.named(argument) else " ".join(folded(told))

    def _concept(self, argument: Argument) -> Entity | None:
        entity = self.entities.get(argument.entity or "")
        return entity if entity is not None and entity.kind == "concept" else None

    def fillers(self, fact: Fact, *roles: str) -> frozenset[Filler]:
        """Return what fills these roles of a fact; all without any, but for dates and what reported words are about."""
        told = (a for a in fact.arguments if (a.role in roles if roles else a.role != "about" and not is_date(a)))
        mutual = fact.predicate.lemma in words("mutual.txt")
        pairs = (self.filler(argument) for argument in told)
        return frozenset(("party" if mutual and role in PARTIES else role, filler) for role, filler in pairs)

    def names(self, fact: Fact) -> frozenset[str]:
        """Return the ids of the named participants."""
        return frozenset(a.entity for a in fact.arguments if a.entity is not None and self.named(a))

    def stands_behind(self, fact: Fact, role: str, entity: str) -> bool:
        """Say whether the words of a fact are followed by a preposition and the name of an entity."""
        known = self.entities.get(entity)
        starts = {(m.span.document, m.span.start) for m in known.mentions} if known else set()
        for evidence in fact.evidence:
            end = evidence.extent.end
            text = self.documents[evidence.sentence.document].text[end : evidence.sentence.end]
            link = re.match(rf"\s+{re.escape(role)}\s+(?:the\s+)?", text)
            if link and (evidence.sentence.document, end + link.end()) in starts:
                return True
        return False

    def is_shared(self, argument: Argument) -> bool:
        """Say whether an argument is one thing that several documents tell of."""
        entity = self.entities.get(argument.entity or "")
        return entity is not None and len({mention.span.document for mention in entity.mentions}) > 1

    def topic(self, fact: Fact) -> str:
        """Return what a fact is about, for a person: "buy (Northbank, Port Union)"."""
        labels = [self.entities[a.entity].label for a in fact.arguments if a.entity and a.entity in self.entities]
        return f"{fact.predicate.label} ({', '.join(labels)})"

    def published(self, document: str) -> str | None:
        return self.documents[document].published if document in self.documents else None

    def days_between(self, one: str, other: str) -> int | None:
        """Return how many days lie between the publication of two documents, None where a date is not known."""
        first, second = from_iso(self.published(one) or ""), from_iso(self.published(other) or "")
        return first.apart(second) if first and second else None

    def near(self, one: str, other: str, days: int) -> bool:
        """Say whether two documents may have been published within some days of each other."""
        between = self.days_between(one, other)
        return between is None or between <= days

    def same_story(self, one: str, other: str) -> bool:
        """Say whether two documents share so many names that they tell of the same events."""
        first, second = self._mentioned[one], self._mentioned[other]
        return len(first & second) >= min(SAME_STORY, len(first), len(second)) > 0

    def places(self, sentence: Span) -> frozenset[str]:
        """Return the named places and events that a sentence mentions."""
        spans = self._places[sentence.document]
        return frozenset(e for e, start in spans if sentence.start <= start < sentence.end)

    @cached_property
    def _mentioned(self) -> dict[str, set[str]]:
        mentioned: dict[str, set[str]] = defaultdict(set)
        for entity, span in self._spans():
            mentioned[span.document].add(entity.id)
        return mentioned

    @cached_property
    def _places(self) -> dict[str, list[tuple[str, int]]]:
        places: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for entity, span in self._spans():
            if entity.type in PLACES:
                places[span.document].append((entity.id, span.start))
        return places

    def _spans(self) -> Iterator[tuple[Entity, Span]]:
        named = (entity for entity in self.entities.values() if entity.kind == "name")
        return ((entity, mention.span) for entity in named for mention in entity.mentions)


def shortened(items: Sequence[str]) -> str:
    """Return a list for a person, the first few of it where it is long."""
    more = f" and {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
    return ", ".join(items[:_SHOWN]) + more


def is_date(argument: Argument) -> bool:
    return argument.literal is not None and argument.literal.datatype == "date"
