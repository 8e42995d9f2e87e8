"""Rules for nouns and pronouns whose words alone tell what they refer to; the ranking answers for the others."""

from __future__ import annotations

from collections.abc import Callable

from graph.antecedents import OPPOSITE, SENTENCES, STATES, opposed
from graph.discourse import Anaphor, Discourse, Entity
from graph.lexicon import kin
from graph.tables import words

NEAR = 2
"""Sentences back in which no second company or country may be named."""
EARLY = 12
"""Line ends behind which nothing takes up the headline any more."""


def predicated(text: Discourse, anaphor: Anaphor) -> int | None:
    """Return the thing that a copula says "it" or "this" is: "this was the strongest treaty" after an agreement."""
    if anaphor.form not in ("it", "that") or not anaphor.predicate:
        return None
    for e in reversed(text.recent):
        entity = text.entities[e]
        if anaphor.sent - text.last(entity).sent > SENTENCES:
            return None
        if entity.type != "PERSON" and any(h == anaphor.predicate or kin(h, anaphor.predicate) for h in entity.heads):
            return e
    return None


def spoke(text: Discourse, anaphor: Anaphor) -> int | None:
    """Return the body or state that speaks of itself: "Apple said it would appeal", with nobody else told.

    People are left to the ranking: "the lawyer said he had lied" may be anyone.
    """
    cols, clause = text.cols, anaphor.verb
    verb = cols.heads[clause]
    if anaphor.form != "it" or anaphor.role != "subject" or cols.deps[clause] != "ccomp" or anaphor.quote:
        return None
    told = any(cols.deps[c] in ("dobj", "dative") for c in cols.children[verb])
    if told or cols.lemmas[verb] not in words("speech.txt"):
        return None
    speakers = {c for c in cols.children[verb] if cols.deps[c] == "nsubj" and c < anaphor.mention.head}
    for k in range(len(text.of) - 1, -1, -1):
        if text.seen[k].mention.head in speakers:
            e = text.of[k]
            return e if e is not None and text.entities[e].type in ("ORG", "GPE") else None
    return None


def owns_subject(text: Discourse, anaphor: Anaphor) -> int | None:
    """Return whose deed tells it: "Putin's visit showed he was dependent" is about Putin, whoever says so around it."""
    cols, clause = text.cols, anaphor.verb
    if anaphor.form not in ("he", "she") or anaphor.role != "subject" or cols.deps[clause] != "ccomp" or anaphor.quote:
        return None
    subjects = [c for c in cols.children[cols.heads[clause]] if cols.deps[c] == "nsubj" and cols.tags[c][:2] == "NN"]
    owners = {c for s in subjects for c in cols.children[s] if cols.deps[c] == "poss" and cols.tags[c] == "NNP"}
    for k in range(len(text.of) - 1, -1, -1):
        if text.seen[k].mention.head in owners:
            e = text.of[k]
            fits = (
                e is not None
                and text.entities[e].type == "PERSON"
                and text.entities[e].gender != OPPOSITE[anaphor.form]
            )
            return e if fits else None
    return None


def headlined(text: Discourse, anaphor: Anaphor) -> int | None:
    """Return what the headline told of and a text's first sentences introduce again: "a new partnership"."""
    if anaphor.form != "a" or anaphor.mention.number != "singular" or anaphor.paragraph > EARLY or anaphor.heading:
        return None
    for e, entity in enumerate(text.entities):
        if entity.named or entity.type == "PERSON" or not text.in_headline(entity):
            continue
        if anaphor.lemma in entity.heads | entity.described and entity.heads.isdisjoint(anaphor.modifiers):
            return e
    return None


def renamed(text: Discourse, anaphor: Anaphor) -> int | None:
    """Return what the noun names again behind its old name: "the partnership agreement" after "a partnership"."""
    if anaphor.form != "the" or not anaphor.modifiers:
        return None
    fits = [
        e
        for e, entity in enumerate(text.entities)
        if not entity.named
        and any(h in anaphor.modifiers and kin(h, anaphor.lemma) for h in entity.heads)
        and anaphor.sent - text.last(entity).sent <= SENTENCES
    ]
    return fits[0] if len(fits) == 1 else None


def entitled(text: Discourse, anaphor: Anaphor) -> int | None:
    """Return the one person whose title the noun is: "the leader" after "North Korean leader Kim Jong Un".

    With a state's adjective, a title that is like it does: "the Russian leader" after "Russian President Putin".
    """
    if anaphor.form != "the" or anaphor.mention.number == "plural" or anaphor.specified:
        return None
    fits = [e for e, entity in enumerate(text.entities) if _bears(entity, anaphor)]
    return fits[0] if len(fits) == 1 else None


def _bears(entity: Entity, anaphor: Anaphor) -> bool:
    if anaphor.nations:
        like = any(title == anaphor.lemma or kin(title, anaphor.lemma) for title in entity.titles)
        return like and anaphor.nations <= entity.nations
    return anaphor.lemma in entity.titles and anaphor.modifiers <= entity.described


def only_one(text: Discourse, anaphor: Anaphor) -> int | None:
    """Return the one company or country named in the last sentences that "the company" or "the country" can mean."""
    company = anaphor.lemma == "company" or kin("company", anaphor.lemma)
    if anaphor.form not in ("the", "this") or anaphor.mention.number == "plural" or anaphor.specified:
        return None
    if not company and anaphor.lemma not in STATES:
        return None
    fits: list[int] = []
    for e in reversed(text.recent):
        entity = text.entities[e]
        if anaphor.sent - text.last(entity).sent > NEAR:
            break
        if anaphor.lemma in entity.heads and not entity.named:
            return None
        if entity.named and (entity.type == "ORG" if company else "country" in entity.described):
            fits.append(e)
    return fits[0] if len(fits) == 1 and not opposed(text, text.entities[fits[0]], anaphor) else None


RULES: tuple[tuple[str, Callable[[Discourse, Anaphor], int | None]], ...] = (
    ("pronoun: what the predicate says it is", predicated),
    ("pronoun: the one that speaks", spoke),
    ("pronoun: whose deed tells it", owns_subject),
    ("nominal: told in the headline", headlined),
    ("nominal: its name before another noun", renamed),
    ("nominal: title of one person", entitled),
    ("nominal: the only one of its kind", only_one),
)
"""The rules by name, in the order in which they are asked."""
