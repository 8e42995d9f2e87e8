"""Sets of entities that a plural stands for: "both leaders", "the two countries", "the two", "they" after "A and B"."""

from __future__ import annotations

from graph.columns import Columns
from graph.discourse import Anaphor, Discourse, Entity

SIZES = {"both": 2, "two": 2, "three": 3, "four": 4}
WINDOW = 4
"""Sentences back in which the members of a set are looked for."""
TYPES = {"PERSON": ("PERSON",), "GPE": ("GPE",), "ORG": ("ORG",), "GROUP": ("PERSON", "GPE", "ORG")}
STATES = frozenset(("country", "nation", "state", "neighbor", "neighbour", "side"))
PAIRED = ("PERSON", "GPE", "ORG")


def size(cols: Columns, anaphor: Anaphor) -> int:
    """Return how many the words say there are: 2 for "both leaders" and "the two"; 0 where they do not tell."""
    head = anaphor.mention.head
    if anaphor.form == "set":
        return SIZES[cols.lowers[head]]
    if anaphor.form not in ("the", "both", "this", "num") or anaphor.mention.number != "plural":
        return 0
    words = [cols.lowers[c] for c in cols.children[head]]
    number = next((SIZES[w] for w in words if w in SIZES), 0)
    return number if "both" in words or "the" in words or "these" in words else 0


def members(text: Discourse, k: int) -> tuple[int, ...]:
    """Return the entities that mention `k` stands for together, or nothing where the text does not make them clear."""
    anaphor = text.seen[k]
    if anaphor.form == "they":
        return _pair(text, k)
    number = size(text.cols, anaphor)
    kinds = TYPES.get(anaphor.noun, ()) if anaphor.mention.kind == "nominal" else PAIRED
    if not number or not kinds or anaphor.specified:
        return ()
    for e in reversed(text.recent):
        group = text.entities[e].members
        if len(group) == number and {text.entities[m].type for m in group} <= set(kinds):
            return group
    return next((found for kind in kinds if (found := _of_type(text, anaphor, kind, number))), ())


def _of_type(text: Discourse, anaphor: Anaphor, kind: str, number: int) -> tuple[int, ...]:
    """Return the entities of a type that alone were named of late, or in the first line, or far more than others."""
    entities = text.entities
    near = [e for e in reversed(text.recent) if entities[e].named and entities[e].number == "singular"]
    fits = [e for e in near if entities[e].type == kind and _called(entities[e], anaphor)]
    if kind == "PERSON" and len(fits) < number:
        fits = [e for e in near if entities[e].type == kind or (entities[e].short and not entities[e].firm)]
    for back in range(WINDOW):
        found = [e for e in fits if anaphor.sent - text.last(entities[e]).sent <= back]
        if len(found) == number:
            return tuple(sorted(found))
    first = [e for e in fits if text.seen[entities[e].mentions[0]].paragraph == 0]
    if len(first) == number:
        return tuple(sorted(first))
    return _main(entities, fits, number) if len(fits) > number else ()


def _called(entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether a place is of the kind that the noun says: "the two countries" are no cities."""
    if entity.type != "GPE" or anaphor.mention.kind != "nominal":
        return True
    return ("country" in entity.described) == (anaphor.lemma in STATES)


def _main(entities: list[Entity], found: list[int], number: int) -> tuple[int, ...]:
    """Return the `number` entities that are mentioned clearly more often than the others, if there are such."""
    order = sorted(found, key=lambda e: -len(entities[e].mentions))
    last, following = (len(entities[order[n]].mentions) for n in (number - 1, number))
    return tuple(sorted(order[:number])) if last >= 2 * following else ()


def _pair(text: Discourse, k: int) -> tuple[int, ...]:
    """Return the two named subjects "A and B" of the sentence before, or of the same one, that "they" takes up."""
    seen, cols = text.seen, text.cols
    near = (n for n in range(k) if seen[k].sent - seen[n].sent <= 1 and seen[n].role == "subject")
    heads = {seen[n].mention.head: n for n in near}
    for n in sorted(heads.values(), reverse=True):
        mention = seen[n].mention
        if mention.number == "plural" and mention.kind == "nominal":
            return ()
        other = heads.get(cols.heads[mention.head]) if cols.deps[mention.head] == "conj" else None
        if other is not None and (pair := _alike(text, text.of[other], text.of[n])):
            return pair
    return ()


def _alike(text: Discourse, one: int | None, other: int | None) -> tuple[int, ...]:
    """Return the two entities in their order where both are named and of one type, else nothing."""
    if one is None or other is None or one == other:
        return ()
    left, right = text.entities[one], text.entities[other]
    if not (left.named and right.named and left.type == right.type and left.type in PAIRED):
        return ()
    return (min(one, other), max(one, other))
