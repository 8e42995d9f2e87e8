"""Sets of entities that a plural stands for: "both leaders", "the two countries", "the two", "they" after "A and B"."""

from __future__ import annotations

from graph.columns import Columns
from graph.discourse import Anaphor, Entity

SIZES = {"both": 2, "two": 2, "three": 3, "four": 4}
WINDOW = 4
"""Sentences back in which the members of a set are looked for."""
TYPES = {"PERSON": ("PERSON",), "GPE": ("GPE",), "ORG": ("ORG",), "GROUP": ("PERSON", "GPE", "ORG")}
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


def members(
    cols: Columns, seen: list[Anaphor], entities: list[Entity], recent: list[int], of: list[int | None], k: int
) -> tuple[int, ...]:
    """Return the entities that mention `k` stands for together, or nothing where the text does not make them clear."""
    anaphor = seen[k]
    if anaphor.form == "they":
        return _pair(cols, seen, entities, of, k)
    number = size(cols, anaphor)
    kinds = TYPES.get(anaphor.noun, ()) if anaphor.mention.kind == "nominal" else PAIRED
    if not number or not kinds or anaphor.specified:
        return ()
    for e in reversed(recent):
        if len(entities[e].members) == number and {entities[m].type for m in entities[e].members} <= set(kinds):
            return entities[e].members
    near = [e for e in reversed(recent) if entities[e].named and entities[e].number == "singular"]
    for kind in kinds:
        fits = [e for e in near if entities[e].type == kind and _called(entities[e], anaphor)]
        if kind == "PERSON" and len(fits) < number:
            fits = [e for e in near if entities[e].type == kind or (entities[e].short and not entities[e].firm)]
        for back in range(WINDOW):
            found = [e for e in fits if anaphor.sent - seen[entities[e].last].sent <= back]
            if len(found) == number:
                return tuple(sorted(found))
        first = [e for e in fits if seen[entities[e].mentions[0]].paragraph == 0]
        if len(first) == number:
            return tuple(sorted(first))
        if len(fits) > number:
            return _main(entities, fits, number)
    return ()


def _called(entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether a place is of the kind that the noun says: "the two countries" are no cities."""
    return entity.type != "GPE" or anaphor.mention.kind != "nominal" or (
        ("country" in entity.described) == (anaphor.lemma in ("country", "nation", "state", "neighbor", "neighbour", "side"))
    )


def _main(entities: list[Entity], found: list[int], number: int) -> tuple[int, ...]:
    """Return the `number` entities that are mentioned clearly more often than the others, if there are such."""
    order = sorted(found, key=lambda e: -len(entities[e].mentions))
    last, following = (len(entities[order[n]].mentions) for n in (number - 1, number))
    return tuple(sorted(order[:number])) if last >= 2 * following else ()


def _pair(
    cols: Columns, seen: list[Anaphor], entities: list[Entity], of: list[int | None], k: int
) -> tuple[int, ...]:
    """Return the two named subjects "A and B" of the sentence before, or of the same one, that "they" takes up."""
    anaphor = seen[k]
    heads = {seen[n].mention.head: n for n in range(k) if anaphor.sent - seen[n].sent <= 1}
    for n in sorted(heads.values(), reverse=True):
        other = heads.get(cols.heads[seen[n].mention.head])
        if seen[n].role == "subject" and seen[n].mention.number == "plural" and seen[n].mention.kind == "nominal":
            return ()
        if other is None or cols.deps[seen[n].mention.head] != "conj" or seen[n].role != "subject":
            continue
        pair = (of[other], of[n])
        kinds = {entities[e].type for e in pair if e is not None and entities[e].named}
        if None not in pair and len(kinds) == 1 and kinds <= set(PAIRED) and pair[0] != pair[1]:
            return tuple(sorted(e for e in pair if e is not None))
    return ()
