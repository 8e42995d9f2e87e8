"""Sentences of one side that have the words of a fact which only the other side was read to tell.

That no such fact was read there does not show that it is not told there: the sentence may be built in another way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection

from graph.context import Context, is_date
from graph.copies import Shingles, folded, resemblance, shingles
from graph.model import Span
from graph.network import KnowledgeGraph
from graph.pairing import ALIKE, Told

ECHO = 0.7
"""Share of a fact's names and words that a sentence must have to be its echo."""
NEAR_ECHO = 0.6
"""The same for sentences that are alike as a whole and have all the names."""
AKIN = 0.1
"""Resemblance of sentences below which the predicate's own word must be there, too."""
_STEM = 4  # letters that forms of one word have in common
_SHORT = 2  # letters of words that tell nothing
_EMPTY = frozenset("and are but did for had has her his its not she that the they was were who will with".split())
Item = tuple[str, str]
"""``name`` and an entity's id, or ``word`` and the first letters of a word."""


class Echoes:
    """The sentences of some documents, and what they speak of."""

    def __init__(self, kg: KnowledgeGraph, documents: Collection[str]) -> None:
        self._kg = kg
        self._context = Context(kg.documents, kg.entities)
        read = {entry.sentence for entry in kg.ledger if not (entry.reason or "").startswith("boilerplate")}
        told = {e.sentence for fact in kg.facts.values() for e in fact.evidence}
        self._sentences = sorted(s for s in read | told if s.document in documents)
        self._shingles: dict[Span, Shingles] = {}
        self._having: dict[Item, set[int]] = defaultdict(set)
        for number, sentence in enumerate(self._sentences):
            for word in folded(kg.quote(sentence)):
                self._having["word", word[:_STEM]].add(number)
        starts = [(sentence.document, sentence.start) for sentence in self._sentences]
        for entity in kg.entities.values():
            for span in (mention.span for mention in entity.mentions):
                place = bisect_right(starts, (span.document, span.start)) - 1
                if place >= 0 and span.end <= self._sentences[place].end and span.document == starts[place][0]:
                    self._having["name", entity.id].add(place)

    def of(self, told: Told) -> tuple[Span, Span] | None:
        """Return a fact's words and the sentence that has most of them, None where none has enough.

        Where the two sentences are alike as a whole, both are returned whole.
        """
        predicate, items = self._items(told)
        shares = Counter(number for item in items for number in self._having.get(item, ()))
        ranked = ((count / len(items), self._alike(told, number), -number) for number, count in shares.items())
        for share, alike, number in sorted((r for r in ranked if r[0] >= NEAR_ECHO), reverse=True):
            said = any(-number in self._having.get(item, ()) for item in predicate)
            named = all(-number in self._having.get(item, ()) for item in items if item[0] == "name")
            if (share >= ECHO or (named and alike >= ALIKE)) and (said or alike >= AKIN):
                own = told.evidence[0].sentence if alike >= ALIKE else told.evidence[0].extent
                return own, self._sentences[-number]
        return None

    def _items(self, told: Told) -> tuple[set[Item], set[Item]]:
        """Return the items of a fact's predicate, and those of the whole fact."""
        fact, evidence = told.fact, told.evidence[0]
        predicate = set(_words(self._kg.quote(evidence.predicate)) or _words(fact.predicate.lemma))
        items = set(predicate)
        for place, argument in enumerate(fact.arguments):
            if argument.entity is not None and self._context.named(argument):
                items.add(("name", argument.entity))
            elif argument.role != "about" and not is_date(argument):
                items.update(_words(self._kg.argument_name(fact, place)))
        return predicate, items

    def _alike(self, told: Told, number: int) -> float:
        return resemblance(self._shingled(told.evidence[0].sentence), self._shingled(self._sentences[number]))

    def _shingled(self, sentence: Span) -> Shingles:
        if sentence not in self._shingles:
            self._shingles[sentence] = shingles(folded(self._kg.quote(sentence)))
        return self._shingles[sentence]


def _words(text: str) -> list[Item]:
    return [("word", word[:_STEM]) for word in folded(text) if len(word) > _SHORT and word not in _EMPTY]
