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
    sentences = {fact.id: {e.sentence for e in fact.evidence} for fact in told}
    own = {fact.id: frozenset(sentences[fact.id]) for fact in told}
    for fact, other in _entailed(told):
        sentences[fact.id] |= own[other.id]
    # what one document tells has one source, whether it was copied or not
    several = (spans for spans in sentences.values() if len({s.document for s in spans} & documents.keys()) > 1)
    texts = {
        s: documents[s.document].text[s.start : s.end] for spans in several for s in spans if s.document in documents
    }
    copied = copies(texts)
    return {id: _support(spans, documents, copied) for id, spans in sentences.items()}


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


def _support(sentences: Iterable[Span], documents: Mapping[str, Document], copied: Mapping[Span, int]) -> Support:
    """Count the sources of some sentences: what one document, one publisher or one copied sentence tells is one."""
    sources = UnionFind()
    days = set()
    for sentence in sentences:
        document = documents.get(sentence.document)
        origins: list[Hashable] = [sentence.document]
        origins += [copied[sentence]] if sentence in copied else []
        if document is not None:
            origins += [("publisher", *folded(document.publisher))] if document.publisher else []
            days |= {document.published} if document.published else set()
        sources.union(*origins)
    return Support(sum(1 for _ in sources.to_sets()), min(days, default=None), max(days, default=None))
