"""Choose antecedents: candidates for a pronoun or nominal, what speaks for each, and the learned weight of that.

The weights stand in ``data/coreference.tsv``; ``tests/training/train_coreference.py`` learns them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from graph.columns import Columns
from graph.discourse import REFLEXIVE, Anaphor, Entity
from graph.lexicon import kin
from graph.tables import rows

SENTENCES = 4
"""Sentences back in which a pronoun looks for what it stands for."""
PLACES = frozenset(("city", "capital", "country", "nation", "state"))
TOWNS = frozenset(("city", "capital", "town", "village", "metropolis"))
STATES = frozenset(("country", "nation", "republic", "kingdom"))
KINDS = 4
"""Candidates of another noun that a nominal is compared with."""
WIDTH = 10
"""Candidates that are weighed at most."""
BODIES = frozenset(("ORG", "GROUP", "GPE"))
GENDERED = ("male", "female")
OPPOSITE = {"he": ("female",), "she": ("male",)}


def candidates(cols: Columns, seen: list[Anaphor], entities: list[Entity], recent: list[int], k: int) -> list[int]:
    """Return the entities (numbers) that mention `k` may refer to, latest first; `recent` lists them by last mention."""
    anaphor = seen[k]
    if anaphor.mention.kind == "pronoun":
        return _for_pronoun(cols, seen, entities, recent, anaphor)
    return _for_nominal(cols, seen, entities, recent, anaphor)


def _for_pronoun(
    cols: Columns, seen: list[Anaphor], entities: list[Entity], recent: list[int], anaphor: Anaphor
) -> list[int]:
    found: list[int] = []
    for e in reversed(recent):
        entity = entities[e]
        last = seen[entity.last]
        if anaphor.sent - last.sent > SENTENCES or len(found) == WIDTH:
            break
        if _agrees(entity, anaphor):
            found.append(e)
    return found


def _agrees(entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether nothing certain forbids the pair; what is only likely is weighed."""
    form = anaphor.form
    if form == "they":
        return entity.number == "plural" or (entity.type in BODIES and entity.gender not in GENDERED)
    if entity.number == "plural":
        return False
    if form == "it":
        return not (entity.type == "PERSON" and (entity.firm or not entity.named or entity.gender in GENDERED))
    if entity.gender in OPPOSITE[form]:
        return False
    return entity.type == "PERSON" or (entity.named and entity.short and not entity.firm)


def _barred(cols: Columns, last: Anaphor, anaphor: Anaphor) -> bool:
    """Tell whether syntax forbids the pair: "Kim hugged him", "his father", a noun phrase around its own pronoun."""
    if last.sent != anaphor.sent:
        return False
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


def _for_nominal(
    cols: Columns, seen: list[Anaphor], entities: list[Entity], recent: list[int], anaphor: Anaphor
) -> list[int]:
    found: list[int] = []
    kinds = 0
    joined = cols.deps[anaphor.mention.head] in ("appos", "attr")
    definite = anaphor.form in ("the", "this")
    for e in reversed(recent):
        entity = entities[e]
        last = seen[entity.last]
        if anaphor.form != "name" and _same(seen, entity, anaphor):
            fits = not _opposed(seen, entities, entity, anaphor)
        elif joined and _linked(cols, last, anaphor):
            fits = True
        else:
            fits = definite and kinds < KINDS and anaphor.sent - last.sent <= SENTENCES and _alike(entity, anaphor)
            fits = fits and not _opposed(seen, entities, entity, anaphor)
            kinds += fits
        if fits:
            found.append(e)
            if len(found) == WIDTH:
                break
    return found


def _same(seen: list[Anaphor], entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether the nominal's noun was used of the entity, and nothing says that another one is meant.

    "An arms deal" is a new one, unless only the headline told of a deal; "its war in Ukraine" is not the Cold War.
    """
    if anaphor.lemma not in entity.heads and anaphor.lemma not in entity.described:
        return False
    if entity.named and anaphor.lemma in entity.heads and (anaphor.specified or anaphor.form == "poss"):
        return False
    return anaphor.form != "a" or headline(seen, entity, anaphor)


def headline(seen: list[Anaphor], entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether only headlines named the entity so far."""
    return not anaphor.heading and seen[entity.mentions[0]].paragraph == 0 and all(seen[n].heading for n in entity.mentions)


def _opposed(seen: list[Anaphor], entities: list[Entity], entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether a nominal cannot mean the entity: many are not one, a country is no city."""
    if entity.named and entity.type in ("PERSON", "GPE", "LOC") and entity.number != anaphor.mention.number:
        return True
    if anaphor.lemma in TOWNS:
        return "country" in entity.described or (anaphor.lemma == "capital" and not _only_capital(seen, entities, entity, anaphor))
    return anaphor.lemma in STATES and entity.named and entity.firm and "country" not in entity.described


def _only_capital(seen: list[Anaphor], entities: list[Entity], entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether "the capital" can mean only this one: no other was named, or no other in the last two sentences."""
    others = [o for o in entities if o is not entity and "capital" in o.described]
    near = [anaphor.sent - seen[o.last].sent < 3 for o in (entity, *others)]
    return not others or near == [True] + [False] * len(others)


def _alike(entity: Entity, anaphor: Anaphor) -> bool:
    if entity.number != anaphor.mention.number:
        return False
    if any(kin(anaphor.lemma, head) for head in entity.heads):
        return True
    return entity.named and entity.type == anaphor.noun != "CONCEPT"


def _linked(cols: Columns, last: Anaphor, anaphor: Anaphor) -> str:
    """Return "attribute" or "apposition" where syntax makes the two one thing, else nothing; a denied copula does not."""
    i, head = anaphor.mention.head, last.mention.head
    if cols.deps[i] == "appos" and cols.heads[i] == head:
        return "apposition"
    if cols.deps[i] == "attr" and cols.heads[i] == cols.heads[head] and last.role == "subject":
        verb = cols.heads[i]
        if cols.lemmas[verb] == "be" and not any(
            cols.deps[c] == "neg" or (cols.deps[c] == "aux" and cols.tags[c] == "MD") for c in cols.children[verb]
        ):
            return "attribute"
    return ""


def features(
    cols: Columns, seen: list[Anaphor], entities: list[Entity], k: int, e: int, rank: int, top: int
) -> Iterator[str]:
    """Yield what speaks for or against entity `e` as antecedent of mention `k`; `rank` counts nearer candidates."""
    anaphor, entity = seen[k], entities[e]
    last = seen[entity.last]
    gap = min(anaphor.sent - last.sent, 5)
    yield f"rank={min(rank, 4)}"
    yield f"sentences={gap}"
    yield f"role={last.role}>{anaphor.role}" if gap < 2 else f"role={last.role}"
    yield f"kind={last.mention.kind}:{last.form}"
    yield f"size={_bucket(len(entity.mentions))}"
    yield f"type={entity.type}:{entity.named}"
    if e == top:
        yield "most mentioned"
    if seen[entity.mentions[0]].paragraph == 0 or entity.mentions[0] == 0:
        yield "of the first paragraph"
    recent = [seen[n] for n in entity.mentions[-3:]]
    subjects = min((anaphor.sent - a.sent for a in recent if a.role == "subject"), default=9)
    yield f"subject ago={min(subjects, 3)}"
    yield f"now={sum(anaphor.sent - a.sent < 2 for a in recent)}"
    if last.quote != anaphor.quote:
        yield f"quote={bool(last.quote)}>{bool(anaphor.quote)}"
    if anaphor.paragraph != last.paragraph:
        yield f"paragraphs={min(anaphor.paragraph - last.paragraph, 3)}"
    if anaphor.mention.kind == "pronoun":
        yield from _pronoun_features(cols, anaphor, entity, last, gap, rank)
    else:
        yield from _nominal_features(cols, seen, entities, anaphor, entity, last)


def _pronoun_features(
    cols: Columns, anaphor: Anaphor, entity: Entity, last: Anaphor, gap: int, rank: int
) -> Iterator[str]:
    yield f"number={entity.number}:{entity.type}"
    yield f"firm={entity.firm}:{entity.type if entity.named else ''}"
    if anaphor.predicate:
        yield f"predicate={anaphor.predicate in entity.heads or any(kin(anaphor.predicate, h) for h in entity.heads)}"
    if _barred(cols, last, anaphor):
        yield "barred by syntax"
    yield f"gender={entity.gender}"
    yield f"place={gap}:{last.role}:{last.mention.kind}"
    yield f"order={min(gap, 2)}:{min(rank, 4)}"
    if gap == 0:
        yield f"near={_bucket(anaphor.mention.head - last.mention.head)}"
        if anaphor.role == "possessor" and last.verb == cols.heads[anaphor.verb]:
            yield f"same clause={last.role}"
        if cols.lowers[anaphor.mention.head] in REFLEXIVE and last.verb == anaphor.verb:
            yield "reflexive"
    if last.mention.kind == "nominal":
        yield f"noun={last.noun}:{last.form}"
    if last.role == "subject" and cols.deps[last.verb] == "ROOT":
        yield f"main subject={gap}"


def _nominal_features(
    cols: Columns, seen: list[Anaphor], entities: list[Entity], anaphor: Anaphor, entity: Entity, last: Anaphor
) -> Iterator[str]:
    same = anaphor.lemma in entity.heads
    yield f"head={'same' if same else 'described' if anaphor.lemma in entity.described else 'other'}"
    yield f"nouns={anaphor.noun}:{entity.type}:{same}"
    yield f"number={entity.number == anaphor.mention.number}:{same}"
    if not same and any(kin(anaphor.lemma, head) for head in entity.heads):
        yield f"kin:{entity.named}"
    if entity.named:
        yield f"name={same}:{bool(anaphor.modifiers)}:{anaphor.specified}"
    yield f"specified={anaphor.specified}:{same}"
    if headline(seen, entity, anaphor):
        yield f"headline:{same}"
    link = _linked(cols, last, anaphor)
    if link:
        yield f"{link}:{last.mention.kind}"
    gap = min(anaphor.sent - last.sent, 3)
    if same:
        best = max(
            (seen[n] for n in entity.mentions if seen[n].lemma == anaphor.lemma),
            key=lambda other: (other.modifiers == anaphor.modifiers, len(other.modifiers & anaphor.modifiers)),
            default=last,
        )
        how = _compared(anaphor.modifiers, best.modifiers)
        yield f"modifiers={how}"
        yield f"modifiers={how}:{gap}"
        yield f"modifiers={how}:{best.form}"
        yield f"modifiers={how}:{anaphor.noun}"
        yield f"modifiers={how}:{_bucket(len(entity.mentions))}"
        yield f"modifiers={how}:specified={anaphor.specified}>{best.specified}"
        yield f"form={best.form}:{best.role}"
        yield f"numbers={anaphor.mention.number}>{best.mention.number}:{how}"
    else:
        kinds = (o for o in entities if o.named and o.type == anaphor.noun and o.number == anaphor.mention.number)
        yield f"rivals={min(sum(1 for o in kinds if anaphor.lemma not in PLACES or anaphor.lemma in o.described), 4)}"
    if not same and anaphor.modifiers & entity.described:
        yield "modifier described"


def _compared(mine: frozenset[str], other: frozenset[str]) -> str:
    """Return how the modifiers of two nouns stand to each other."""
    if mine == other:
        return "same" if mine else "none"
    if mine < other:
        return "fewer" if mine else "dropped"
    if other < mine:
        return "more" if other else "added"
    return "some" if mine & other else "different"


def absence(anaphor: Anaphor, count: int) -> Iterator[str]:
    """Yield what speaks for the answer that none of `count` candidates is meant."""
    yield "none"
    yield f"none:{min(count, 4)}"
    yield f"none:role={anaphor.role}"
    if anaphor.mention.kind == "nominal":
        yield f"none:noun={anaphor.noun}"
        yield f"none:modifiers={min(len(anaphor.modifiers), 2)}"
        yield f"none:specified={anaphor.specified}"


def _bucket(n: int) -> int:
    return n if n < 4 else 4 if n < 7 else 7 if n < 13 else 13 if n < 25 else 25


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the learned weights: form of the anaphor -> feature -> weight."""
    out: dict[str, dict[str, float]] = {}
    for form, feature, weight in rows("coreference.tsv"):
        out.setdefault(form, {})[feature] = float(weight)
    return out
