"""How many independent sources tell each fact, and when it was first and last told.

A fact is told by its own evidence and by that of every fact that entails it: the same is said, with the same polarity,
modality and sources, of at least the same participants, at the same time or a more exact one. "Lind signed the treaty
in Geneva on Monday" tells that Lind signed the treaty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from networkx.utils import UnionFind

from graph.copies import copies, folded
from graph.model import Document, Fact, Span, Support
from graph.periods import from_iso

Way = tuple[Hashable, ...]


def supports(documents: Mapping[str, Document], facts: Iterable[Fact]) -> dict[str, Support]:
    """Return the support of each fact, by its id; equal for any order of documents and facts."""
    told = sorted(facts, key=lambda fact: fact.id)
    evidence = {fact.id: set(fact.evidence) for fact in told}
    for fact, other in _entailed(told):
        evidence[fact.id] |= set(other.evidence)
    sentences = {e.sentence for fact in told for e in fact.evidence}
    copied = copies({s: documents[s.document].text[s.start : s.end] for s in sentences if s.document in documents})
    origins = {sentence: _origins(documents.get(sentence.document), sentence, copied) for sentence in sentences}
    return {fact.id: _support({e.sentence for e in evidence[fact.id]}, documents, origins) for fact in told}


def way(fact: Fact) -> Way:
    """Return how a fact is told: facts that differ in it do not say the same, whatever their participants."""
    how = fact.factuality
    sources = tuple((a.source or a.label, a.stance) for a in how.attribution)
    return (fact.predicate.lemma, how.polarity, how.modality, sources)


def no_less_exact(time: str | None, than: str | None) -> bool:
    """Say whether a time is the other one or lies within it; any time is more exact than none."""
    if than is None or time == than:
        return True
    inner, outer = from_iso(time or ""), from_iso(than)
    return inner is not None and outer is not None and outer.holds(inner)


def _entailed(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield each fact with each other one that entails it.

    Only the fewest facts that share one of its participants are looked at. What has one participant and no time
    ("Lind signed") says too little to be entailed, and of a negated fact more participants say less, not more.
    """
    telling: dict[Hashable, list[Fact]] = defaultdict(list)
    filled = {fact.id: frozenset((way(fact), filling) for filling in _fillings(fact)) for fact in facts}
    for fact in facts:
        for filling in filled[fact.id]:
            telling[filling].append(fact)
    for fact in facts:
        if fact.factuality.polarity == "negative" or len(filled[fact.id]) + (fact.time is not None) < 2:
            continue
        for other in min((telling[filling] for filling in filled[fact.id]), key=len):
            if other is not fact and filled[fact.id] <= filled[other.id] and no_less_exact(other.time, fact.time):
                yield fact, other


def _fillings(fact: Fact) -> Iterator[tuple[str, ...]]:
    """Yield role and filler of each argument but the date, which is the fact's time: "on Tuesday", "on 18 June"."""
    for argument in fact.arguments:
        literal = argument.literal
        if argument.entity is not None:
            yield argument.role, argument.entity
        elif literal is not None and not (literal.datatype == "date" and fact.time):
            yield argument.role, literal.datatype, literal.value or literal.text, literal.unit or ""


def _origins(document: Document | None, sentence: Span, copied: Mapping[Span, int]) -> tuple[Hashable, ...]:
    """Return what makes sentences of one origin: the document, its publisher, the same words."""
    if document is None:
        return (sentence.document,)
    publisher = (("publisher", *folded(document.publisher)),) if document.publisher else ()
    return (sentence.document, copied[sentence], *publisher)


def _support(
    sentences: Iterable[Span], documents: Mapping[str, Document], origins: Mapping[Span, tuple[Hashable, ...]]
) -> Support:
    """Count the sources of some sentences: what one document, one publisher or one copied sentence tells is one."""
    sources = UnionFind()
    days = set()
    for sentence in sentences:
        sources.union(*origins[sentence])
        document = documents.get(sentence.document)
        days |= {document.published} if document is not None and document.published else set()
    return Support(sum(1 for _ in sources.to_sets()), min(days, default=None), max(days, default=None))
