"""The candidates for an antecedent: what grammar, number, gender and type leave over."""

from __future__ import annotations

from itertools import islice

from graph.columns import Columns
from graph.discourse import Anaphor, Discourse, Entity
from graph.lexicon import kin

SENTENCES = 4
"""Sentences back in which a pronoun looks for what it stands for."""
REACH = 300
"""Entities, the last mentioned first, that a nominal may go back to: in a book, not all of it."""

KINDS = 4
"""Candidates of another noun that a nominal is compared with."""
WIDTH = 10
"""Candidates that are weighed at most."""
TOWNS = frozenset(("city", "capital", "town", "village", "metropolis"))
STATES = frozenset(("country", "nation", "republic", "kingdom"))
BODIES = frozenset(("ORG", "GROUP", "GPE"))
SINGLE = frozenset(("PERSON", "GPE", "LOC"))
GENDERED = ("male", "female")
OPPOSITE = {"he": "female", "she": "male"}


def candidates(text: Discourse, k: int) -> list[int]:
    """Return the entities (numbers) that mention `k` may refer to, the latest mentioned first."""
    anaphor = text.seen[k]
    return _for_pronoun(text, anaphor) if anaphor.mention.kind == "pronoun" else _for_nominal(text, anaphor)


def _for_pronoun(text: Discourse, anaphor: Anaphor) -> list[int]:
    found: list[int] = []
    for e in reversed(text.recent):
        entity = text.entities[e]
        if anaphor.sent - text.last(entity).sent > SENTENCES or len(found) == WIDTH:
            break
        if _agrees(entity, anaphor.form):
            found.append(e)
    return found


def _agrees(entity: Entity, form: str) -> bool:
    """Tell whether nothing certain forbids the pair; what is only likely is weighed."""
    if form == "they":
        return entity.number == "plural" or (entity.type in BODIES and entity.gender not in GENDERED)
    if entity.number == "plural":
        return False
    if form == "it":
        return not (entity.type == "PERSON" and (entity.firm or not entity.named or entity.gender in GENDERED))
    if entity.gender == OPPOSITE[form]:
        return False
    return entity.type == "PERSON" or (entity.named and entity.short and not entity.firm)


def _for_nominal(text: Discourse, anaphor: Anaphor) -> list[int]:
    found: list[int] = []
    kinds = 0
    joined = text.cols.deps[anaphor.mention.head] in ("appos", "attr")
    definite = anaphor.form in ("the", "this")
    if anaphor.form == "name" and not joined:
        return []
    for e in islice(reversed(text.recent), REACH):
        entity = text.entities[e]
        if anaphor.form != "name" and _same(text, entity, anaphor):
            fits = not opposed(text, entity, anaphor)
        elif joined and linked(text.cols, text.last(entity), anaphor):
            fits = True
        else:
            fits = definite and kinds < KINDS and anaphor.sent - text.last(entity).sent <= SENTENCES
            fits = fits and _alike(entity, anaphor) and not opposed(text, entity, anaphor)
            kinds += fits
        if fits:
            found.append(e)
            if len(found) == WIDTH:
                break
    return found


def _same(text: Discourse, entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether the nominal's noun was used of the entity, and nothing says that another one is meant.

    "An arms deal" is a new one, unless only the headline told of a deal; "its war in Ukraine" is not the Cold War.
    """
    if anaphor.lemma not in entity.heads and anaphor.lemma not in entity.described:
        return False
    if entity.named and anaphor.lemma in entity.heads and (anaphor.specified or anaphor.form == "poss"):
        return False
    return anaphor.form != "a" or (not anaphor.heading and text.in_headline(entity))


def _alike(entity: Entity, anaphor: Anaphor) -> bool:
    if entity.number != anaphor.mention.number:
        return False
    if any(kin(anaphor.lemma, head) for head in entity.heads):
        return True
    return entity.named and entity.type == anaphor.noun != "CONCEPT"


def opposed(text: Discourse, entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether a nominal cannot mean the entity: many are not one, a country is no city."""
    if entity.named and entity.type in SINGLE and entity.number != anaphor.mention.number:
        return True
    if anaphor.nations and entity.nations and anaphor.nations.isdisjoint(entity.nations):
        return True
    if anaphor.lemma in TOWNS and entity.named:
        return "country" in entity.described or not _only_town(text, entity, anaphor)
    return anaphor.lemma in STATES and entity.named and entity.firm and "country" not in entity.described


def _only_town(text: Discourse, entity: Entity, anaphor: Anaphor) -> bool:
    """Tell whether "the capital" can mean only this one: no other was named, or no other in the last two sentences."""
    others = [o for o in text.entities if o is not entity and "capital" in o.described]
    near = [anaphor.sent - text.last(o).sent < 3 for o in (entity, *others)]
    return not others or near == [True] + [False] * len(others)


def linked(cols: Columns, last: Anaphor, anaphor: Anaphor) -> str:
    """Return "attribute" or "apposition" where syntax makes the two one thing, else nothing.

    A copula that is denied or only possible does not.
    """
    i, head = anaphor.mention.head, last.mention.head
    if cols.deps[i] == "appos" and cols.heads[i] == head:
        return "apposition"
    verb = cols.heads[i]
    if cols.deps[i] != "attr" or verb != cols.heads[head] or last.role != "subject" or cols.lemmas[verb] != "be":
        return ""
    doubt = any(cols.deps[c] == "neg" or (cols.deps[c] == "aux" and cols.tags[c] == "MD") for c in cols.children[verb])
    return "" if doubt else "attribute"
