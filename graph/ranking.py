"""What speaks for each antecedent, the learned weight of that, and the choice.

The weights stand in ``data/coreference.tsv``; ``tests/training/train_coreference.py`` learns them. They make a
log-linear model: the probability of an answer is the exponential of the sum of its weights, over that of all answers,
"none" among them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from graph.antecedents import candidates, linked
from graph.columns import Columns
from graph.discourse import REFLEXIVE, Anaphor, Discourse, Entity
from graph.lexicon import kin
from graph.tables import rows

SURE = {"he": 0.2, "she": 0.2, "it": 0.3, "they": 0.3, "a": 0.5}
"""Probability that an antecedent must have, by the form of the anaphor; below it the answer is none."""
DEFAULT = 0.4
NAMED = 0.6
"""The same for a noun that was not used of a named entity before: "the chef" after Sarah."""
PLACES = frozenset(("city", "capital", "country", "nation", "state"))


def choose(text: Discourse, k: int) -> int | None:
    """Return the entity that mention `k` most probably refers to, None where none is sure."""
    found = candidates(text, k)
    if not found:
        return None
    table = weights().get(text.seen[k].form, {})
    answers = [*weighed(text, k, found), absence(text.seen[k], len(found))]
    scores = [sum(table.get(f, 0.0) for f in answer) for answer in answers]
    best = max(range(len(found)), key=lambda n: scores[n])
    total = sum(math.exp(score - scores[best]) for score in scores)
    return found[best] if 1 / total >= _needed(text.seen[k], text.entities[found[best]]) else None


def _needed(anaphor: Anaphor, entity: Entity) -> float:
    if anaphor.mention.kind == "nominal" and entity.named and anaphor.lemma not in entity.heads | entity.described:
        return NAMED
    return SURE.get(anaphor.form, DEFAULT)


def weighed(text: Discourse, k: int, found: list[int]) -> Iterator[Iterator[str]]:
    """Yield for each candidate in `found` (latest first) what speaks for or against it."""
    top = max(found, key=lambda e: len(text.entities[e].mentions))
    for rank, e in enumerate(found):
        yield _features(text, text.seen[k], text.entities[e], rank, e == top)


def absence(anaphor: Anaphor, count: int) -> Iterator[str]:
    """Yield what speaks for the answer that none of `count` candidates is meant."""
    yield "none"
    yield f"none:{min(count, 4)}"
    yield f"none:role={anaphor.role}"
    if anaphor.mention.kind == "nominal":
        yield f"none:noun={anaphor.noun}"
        yield f"none:modifiers={min(len(anaphor.modifiers), 2)}"
        yield f"none:specified={anaphor.specified}"


def _features(text: Discourse, anaphor: Anaphor, entity: Entity, rank: int, top: bool) -> Iterator[str]:
    last = text.last(entity)
    gap = min(anaphor.sent - last.sent, 5)
    yield f"rank={min(rank, 4)}"
    yield f"sentences={gap}"
    yield f"role={last.role}>{anaphor.role}" if gap < 2 else f"role={last.role}"
    yield f"kind={last.mention.kind}:{last.form}"
    yield f"size={_bucket(len(entity.mentions))}"
    yield f"type={entity.type}:{entity.named}"
    if top:
        yield "most mentioned"
    if text.seen[entity.mentions[0]].paragraph == 0 < anaphor.paragraph:
        yield "of the first paragraph"
    recent = [text.seen[n] for n in entity.mentions[-3:]]
    yield f"subject ago={min((anaphor.sent - a.sent for a in recent if a.role == 'subject'), default=3)}"
    yield f"now={sum(anaphor.sent - a.sent < 2 for a in recent)}"
    if last.quote != anaphor.quote:
        yield f"quote={bool(last.quote)}>{bool(anaphor.quote)}"
    if anaphor.paragraph != last.paragraph:
        yield f"paragraphs={min(anaphor.paragraph - last.paragraph, 3)}"
    if anaphor.mention.kind == "pronoun":
        yield from _of_pronoun(text.cols, anaphor, entity, last, rank)
    else:
        yield from _of_nominal(text, anaphor, entity, last)


def _of_pronoun(cols: Columns, anaphor: Anaphor, entity: Entity, last: Anaphor, rank: int) -> Iterator[str]:
    gap = min(anaphor.sent - last.sent, 5)
    yield f"number={entity.number}:{entity.type}"
    yield f"firm={entity.firm}:{entity.type if entity.named else ''}"
    yield f"gender={entity.gender}"
    yield f"place={gap}:{last.role}:{last.mention.kind}"
    yield f"order={min(gap, 2)}:{min(rank, 4)}"
    if anaphor.predicate:
        yield f"predicate={any(h == anaphor.predicate or kin(h, anaphor.predicate) for h in entity.heads)}"
    if gap == 0:
        yield from _in_sentence(cols, anaphor, last)
    if last.mention.kind == "nominal":
        yield f"noun={last.noun}:{last.form}"
    if last.role == "subject" and cols.deps[last.verb] == "ROOT":
        yield f"main subject={gap}"


def _in_sentence(cols: Columns, anaphor: Anaphor, last: Anaphor) -> Iterator[str]:
    yield f"near={_bucket(anaphor.mention.head - last.mention.head)}"
    if _barred(cols, last, anaphor):
        yield "barred by syntax"
    if anaphor.role == "possessor" and last.verb == cols.heads[anaphor.verb]:
        yield f"same clause={last.role}"
    if cols.lowers[anaphor.mention.head] in REFLEXIVE and last.verb == anaphor.verb:
        yield "reflexive"


def _barred(cols: Columns, last: Anaphor, anaphor: Anaphor) -> bool:
    """Tell whether syntax forbids the pair: "Kim hugged him", "his father", a noun phrase around its own pronoun."""
    head, i = last.mention.head, anaphor.mention.head
    if anaphor.role == "possessor":
        return _inside(cols, i, head)
    if cols.lowers[i] in REFLEXIVE:
        return False
    if last.role in ("subject", "object") and anaphor.verb == last.verb and last.role != anaphor.role:
        return True
    if last.role == "subject" and anaphor.role == "oblique" and cols.heads[anaphor.verb] == last.verb:
        return True
    return _inside(cols, i, head)


def _inside(cols: Columns, i: int, head: int) -> bool:
    for _ in range(8):
        if i == head:
            return True
        if cols.heads[i] == i or cols.tags[i][:2] == "VB" or cols.deps[i] == "conj":
            return False
        i = cols.heads[i]
    return False


def _of_nominal(text: Discourse, anaphor: Anaphor, entity: Entity, last: Anaphor) -> Iterator[str]:
    same = anaphor.lemma in entity.heads
    yield f"head={'same' if same else 'described' if anaphor.lemma in entity.described else 'other'}"
    yield f"nouns={anaphor.noun}:{entity.type}:{same}"
    yield f"number={entity.number == anaphor.mention.number}:{same}"
    yield f"specified={anaphor.specified}:{same}"
    if entity.named:
        yield f"name={same}:{bool(anaphor.modifiers)}:{anaphor.specified}"
    if not anaphor.heading and text.in_headline(entity):
        yield f"headline:{same}"
    link = linked(text.cols, last, anaphor)
    if link:
        yield f"{link}:{last.mention.kind}"
    yield from _of_same(text, anaphor, entity, last) if same else _of_other(text, anaphor, entity)


def _of_same(text: Discourse, anaphor: Anaphor, entity: Entity, last: Anaphor) -> Iterator[str]:
    alike = [text.seen[n] for n in entity.mentions if text.seen[n].lemma == anaphor.lemma]
    mine = anaphor.modifiers
    best = max(alike, key=lambda o: (o.modifiers == mine, len(o.modifiers & mine)), default=last)
    how = _compared(mine, best.modifiers)
    yield f"modifiers={how}"
    yield f"modifiers={how}:{min(anaphor.sent - last.sent, 3)}"
    yield f"modifiers={how}:{best.form}"
    yield f"modifiers={how}:{anaphor.noun}"
    yield f"modifiers={how}:{_bucket(len(entity.mentions))}"
    yield f"modifiers={how}:specified={anaphor.specified}>{best.specified}"
    yield f"form={best.form}:{best.role}"
    yield f"numbers={anaphor.mention.number}>{best.mention.number}:{how}"


def _of_other(text: Discourse, anaphor: Anaphor, entity: Entity) -> Iterator[str]:
    if any(kin(anaphor.lemma, head) for head in entity.heads):
        yield f"kin:{entity.named}"
    kinds = [o for o in text.entities if o.named and o.type == anaphor.noun and o.number == anaphor.mention.number]
    yield f"rivals={min(sum(anaphor.lemma not in PLACES or anaphor.lemma in o.described for o in kinds), 4)}"
    if anaphor.modifiers & entity.described:
        yield "modifier described"
    if anaphor.nations & entity.nations:
        yield "same nation"


def _compared(mine: frozenset[str], other: frozenset[str]) -> str:
    """Return how the modifiers of two nouns stand to each other."""
    if mine == other:
        return "same" if mine else "none"
    if mine < other:
        return "fewer" if mine else "dropped"
    if other < mine:
        return "more" if other else "added"
    return "some" if mine & other else "different"


def _bucket(n: int) -> int:
    return n if n < 4 else 4 if n < 7 else 7 if n < 13 else 13 if n < 25 else 25


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the learned weights: form of the anaphor -> feature -> weight."""
    out: dict[str, dict[str, float]] = {}
    for form, feature, weight in rows("coreference.tsv"):
        out.setdefault(form, {})[feature] = float(weight)
    return out
