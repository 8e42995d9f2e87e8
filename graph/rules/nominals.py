"""Facts told by nouns that stand for verbs: "Putin's visit to North Korea", "a Russian veto at the United Nations"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from graph.frames import Frame, Slot, bounds, slots, unique
from graph.rules.nouns import is_demonym
from graph.rules.verbs import stray_agents
from graph.syntax import children, clause_of, conjuncts, is_passive, is_verbal, prepositions, surface_subjects
from graph.tables import rows

NAMED = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")


@cache
def nominal_verbs() -> dict[str, tuple[str, frozenset[str], str]]:
    """Return noun -> (lemma, prepositions that lead to the object, whether its possessor acts or suffers)."""
    return {row[0]: (row[1], frozenset(row[2].split(",")), row[3]) for row in rows("nominalisations.tsv")}


def nominalisations(sent: Iterable[Token]) -> Iterator[Frame]:
    """Yield a frame for each noun of action that has at least two participants."""
    for noun in sent:
        entry = nominal_verbs().get(noun.lemma_.lower()) if noun.pos_ == "NOUN" else None
        if entry is None:
            continue
        lemma, roles, voice = entry
        found = unique(tuple(_participants(noun, roles, voice)))
        acting = [s for s in found if s.role == "subject"]
        if not acting or len(found) < 2:
            continue
        yield Frame("nominalisation", noun.i, bounds([noun]), lemma, lemma, found)


def _participants(noun: Token, roles: frozenset[str], voice: str) -> Iterator[Slot]:
    phrases = list(prepositions(noun))
    verb = clause_of(noun)
    taken = [p for b in stray_agents(verb) for p in children(b, "pobj")] if verb is not None else []
    agents = [
        t for role, t in phrases if role in ("by", "from") and role not in roles and _nameable(t) and t not in taken
    ]
    owners = [t for o in children(noun, "poss") for t in conjuncts(o)]
    owners += [t for t in noun.lefts if (is_demonym(t) or _acts(t)) and t.dep_ in ("amod", "compound", "nmod")]
    suffering = owners if voice == "suffers" or (agents and owners) else []
    acting = agents + [o for o in owners if o not in suffering]
    between = [t for role, t in phrases if role in ("between", "among", "involving")]
    light = _light(noun)
    if light is not None:
        acts, subjects = light
        if acts:
            acting = acting or subjects
        else:
            suffering = suffering or [s for s in subjects if s not in acting]
    yield from slots("subject", acting + between)
    yield from slots("object", suffering)
    for role, token in phrases + _outer(noun, light):
        if token in acting or token in between or token in suffering:
            continue
        if token.ent_type_ in ("DATE", "TIME"):
            yield Slot(role, token.i)
        elif token.pos_ == "NUM":
            continue
        elif f"{role}!" in roles or (role in roles and role in ("of", "on", "against", "upon", "for")):
            yield Slot("object", token.i)
        elif role in roles:
            yield Slot(role, token.i)


def _nameable(token: Token) -> bool:
    return token.pos_ in ("PROPN", "NOUN", "PRON") and token.ent_type_ not in ("DATE", "TIME", "CARDINAL", "MONEY")


def _acts(token: Token) -> bool:
    """Say whether a name used as modifier may be who acts: "UN sanctions", "US aid"."""
    return token.pos_ == "PROPN" and token.ent_type_ in ("GPE", "ORG", "NORP")


def _light(noun: Token) -> tuple[bool, list[Token]] | None:
    """Return (whether the verb's subject acts, the subject) where the noun is what a light verb does or suffers."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") and is_verbal(noun.head) else None
    if noun.dep_ == "pobj" and noun.head.lower_ in ("under", "of") and is_verbal(noun.head.head):
        verb = noun.head.head if noun.head.lower_ == "under" else None
        if verb is not None and verb.lemma_ in ("be", "come", "remain", "stay"):
            return False, surface_subjects(verb)
        return None
    if verb is None:
        verb = next((c for c in children(noun, "acl") if c.tag_ == "VBN"), None)
    if verb is None:
        return None
    kind = light_verbs().get(verb.lemma_)
    if kind == "acts" and is_passive(verb):
        return True, [p for a in children(verb, "agent") for p in children(a, "pobj")]
    if is_passive(verb):
        return None
    return None if kind is None else (kind == "acts", surface_subjects(verb))


@cache
def light_verbs() -> dict[str, str]:
    """Return verb -> whether its subject ``acts`` or ``suffers`` what its object noun says."""
    return {row[0]: row[1] for row in rows("light_verbs.tsv")}


def _outer(noun: Token, light: tuple[bool, list[Token]] | None) -> list[tuple[str, Token]]:
    """Return the phrases that the parser hung on the light verb instead of its noun."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else next(iter(children(noun, "acl")), None)
    if light is None or verb is None or not light[0]:
        return []
    return [(r, t) for r, t in prepositions(verb) if t.i > noun.i and t.ent_type_ in NAMED]
