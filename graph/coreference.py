"""Coreference inside one document: which mentions are one, and by which rule; unsure means no answer."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.aliases import Bearer, bearers
from graph.antecedents import SENTENCES, absence, candidates, features, headline, weights
from graph.columns import Columns, columns
from graph.discourse import Anaphor, Entity, anaphors
from graph.lexicon import kin
from graph.mentions import Mention
from graph.places import capital, country
from graph.sets import members
from graph.speakers import Interview, interview, quotations, speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc

Chooser = Callable[[Columns, list[Anaphor], list[Entity], list[int], int], tuple[int | None, str]]
SURE = {"he": 0.2, "she": 0.2, "it": 0.28, "they": 0.28, "a": 0.5}
"""Probability that an antecedent must have, by the form of the anaphor; below it the answer is none."""
NAMED = 0.6
EARLY = 12
"""Line ends behind which nothing takes up the headline any more."""
DEFAULT = 0.4


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions (numbers) that are one entity.

    `label` is its canonical name; `members` are the clusters of a set such as "both leaders", else empty.
    """

    label: str
    type: str
    mentions: tuple[int, ...]
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters of a document; `of[i]` is the cluster of mention `i` or None, `rules[i]` the rule that decided."""

    clusters: tuple[Cluster, ...]
    of: tuple[int | None, ...]
    rules: tuple[str, ...]


def resolve(doc: Doc, mentions: tuple[Mention, ...]) -> Clusters:
    """Return the clusters of `mentions`; a name or nominal is in exactly one, an unresolved pronoun in none."""
    cols = columns(doc)
    entities, of, rules = read(cols, mentions, choose)
    title = next((i for i, word in enumerate(cols.words) if "\n" in word), 0)
    clusters: list[Cluster] = []
    for entity in entities:
        clusters.append(_cluster(mentions, entity, clusters, title))
    return Clusters(tuple(clusters), tuple(of), tuple(rules))


def read(
    cols: Columns, mentions: tuple[Mention, ...], chooser: Chooser
) -> tuple[list[Entity], list[int | None], list[str]]:
    """Read the mentions from left to right and let `chooser` answer where no rule does.

    Return the entities, and for each mention its entity (None where unresolved) and the rule that decided.
    """
    quotes = quotations(cols)
    spoken = speakers(cols, quotes)
    seen = anaphors(cols, mentions, quotes)
    talk = interview(cols, mentions, quotes)
    named = bearers(cols, mentions)
    heads = {m.head: k for k, m in enumerate(mentions)}
    entities: list[Entity] = []
    recent: list[int] = []
    of: list[int | None] = []
    rules: list[str] = []
    home: dict[int, int] = {}
    sets: dict[tuple[int, ...], int] = {}
    for k, anaphor in enumerate(seen):
        target: int | None = None
        group: tuple[int, ...] = ()
        if anaphor.form == "name":
            bearer = named[k]
            target, rule = home.get(id(bearer)), bearer.rules[k]
            if target is None:
                target, rule = chooser(cols, seen, entities, recent, k)
                if target is not None and entities[target].named:
                    target = None
        elif anaphor.form in ("i", "we", "you"):
            target, rule = None, ""
            who = _speaker(anaphor, heads, spoken, talk)
            if who is not None:
                rule = "speaker of the quotation" if anaphor.quote else "guest of the interview"
                if mentions[who].kind == "name":
                    target = home.setdefault(id(named[who]), len(entities))
                elif who < k:
                    target = of[who]
        elif group := members(cols, seen, entities, recent, of, k):
            rule = f"set: {cols.lowers[anaphor.mention.head]}"
            target = sets.setdefault(group, len(entities))
        elif anaphor.form == "set":
            rule = ""
        else:
            target, rule = _predicated(seen, entities, recent, anaphor)
            if target is None and anaphor.form == "a":
                target, rule = _headlined(seen, entities, anaphor)
            if target is None and anaphor.form != "that":
                target, rule = chooser(cols, seen, entities, recent, k)
        if target is None and anaphor.mention.kind == "pronoun":
            of.append(None)
            rules.append("")
            continue
        if target is None or target == len(entities):
            target = len(entities)
            entities.append(Entity(members=group))
            rule = rule or "first mention"
        if anaphor.form == "name":
            home[id(named[k])] = target
        _enter(cols, entities[target], anaphor, k, named.get(k))
        if target in recent:
            recent.remove(target)
        recent.append(target)
        of.append(target)
        rules.append(rule)
    return entities, of, rules


def _predicated(
    seen: list[Anaphor], entities: list[Entity], recent: list[int], anaphor: Anaphor
) -> tuple[int | None, str]:
    """Return the thing that a copula says "it" or "this" is: "this was the strongest treaty" after an agreement."""
    if anaphor.form not in ("it", "that") or not anaphor.predicate:
        return None, ""
    for e in reversed(recent):
        entity = entities[e]
        if anaphor.sent - seen[entity.last].sent > SENTENCES:
            break
        if entity.type != "PERSON" and any(h == anaphor.predicate or kin(h, anaphor.predicate) for h in entity.heads):
            return e, "pronoun: what the predicate says it is"
    return None, ""


def _headlined(seen: list[Anaphor], entities: list[Entity], anaphor: Anaphor) -> tuple[int | None, str]:
    """Return what the headline told of and a text's first sentences introduce again: "a new partnership"."""
    if anaphor.mention.number != "singular" or anaphor.paragraph > EARLY:
        return None, ""
    for e, entity in enumerate(entities):
        if entity.named or entity.type == "PERSON" or not headline(seen, entity, anaphor):
            continue
        if anaphor.lemma in entity.heads | entity.described and entity.heads.isdisjoint(anaphor.modifiers):
            return e, "nominal: told in the headline"
    return None, ""


def _speaker(
    anaphor: Anaphor, heads: dict[int, int], spoken: dict[int, int], talk: Interview | None
) -> int | None:
    """Return the mention of who says "I" or "we", or whom an interview calls "you"."""
    if anaphor.quote:
        return heads.get(spoken.get(anaphor.quote, -1)) if anaphor.form != "you" else None
    if talk is None or anaphor.form == "we":
        return None
    return talk.guest if (anaphor.mention.head in talk.questions) == (anaphor.form == "you") else None


def _enter(cols: Columns, entity: Entity, anaphor: Anaphor, k: int, bearer: Bearer | None) -> None:
    """Put mention `k` into `entity` and note what it tells of it."""
    mention = anaphor.mention
    entity.mentions.append(k)
    entity.last = k
    if bearer is not None:
        if not entity.named:
            entity.type, entity.firm = bearer.type, bearer.firm
        entity.named = True
        entity.short = entity.short or mention.end - mention.start == 1
        entity.heads.add(cols.lowers[_noun(cols, mention)])
        entity.gender = entity.gender if entity.gender in ("male", "female") else bearer.gender
        entity.number = mention.number
        entity.described.update(cols.lowers[i] for i in bearer_titles(cols, mention))
        place = country(mention.label)
        if place is not None and place.kind in ("country", "historic", "nation"):
            entity.described.update(("country", "nation", "state"))
        elif capital(mention.label) is not None:
            entity.described.update(("capital", "city"))
    elif mention.kind == "nominal":
        if not entity.heads:
            entity.type, entity.gender, entity.number = mention.type, mention.gender, mention.number
        entity.heads.add(anaphor.lemma)
        entity.described.update(anaphor.modifiers)
    elif mention.gender in ("male", "female"):
        if entity.gender not in ("male", "female"):
            entity.gender = mention.gender
        if entity.named and not entity.firm:
            entity.type = "PERSON"


def _noun(cols: Columns, mention: Mention) -> int:
    """Return the token of a name that may be its noun: the last, or that before "of" ("Institute for …")."""
    links = (i for i in range(mention.start + 1, mention.end) if cols.lowers[i] in ("of", "for"))
    return next(links, mention.end) - 1


def bearer_titles(cols: Columns, mention: Mention) -> list[int]:
    """Return the tokens that stand before a name in its noun phrase: "Russian President" of "Vladimir Putin"."""
    return [c for c in cols.children[mention.head] if c < mention.start and cols.deps[c] in ("compound", "amod", "nmod")]


def choose(
    cols: Columns, seen: list[Anaphor], entities: list[Entity], recent: list[int], k: int
) -> tuple[int | None, str]:
    """Return the entity that mention `k` most probably refers to and the rule's name, or None where none is sure."""
    found = candidates(cols, seen, entities, recent, k)
    if not found:
        return None, ""
    table = weights().get(seen[k].form, {})
    top = max(found, key=lambda e: len(entities[e].mentions))
    scores = [
        sum(table.get(f, 0.0) for f in features(cols, seen, entities, k, e, rank, top)) for rank, e in enumerate(found)
    ]
    none = sum(table.get(f, 0.0) for f in absence(seen[k], len(found)))
    best = max(range(len(found)), key=lambda n: scores[n])
    total = math.exp(none - scores[best]) + sum(math.exp(s - scores[best]) for s in scores)
    if 1 / total < _needed(seen[k], entities[found[best]]):
        return None, ""
    return found[best], rule_name(seen[k], seen[entities[found[best]].last])


def _needed(anaphor: Anaphor, entity: Entity) -> float:
    """Return the probability that a decision must have: more for a noun that nobody used of a named person before."""
    if anaphor.mention.kind == "nominal" and entity.named and anaphor.lemma not in entity.heads | entity.described:
        return NAMED
    return SURE.get(anaphor.form, DEFAULT)


def rule_name(anaphor: Anaphor, last: Anaphor) -> str:
    """Return the name of a decision: what was resolved, and where the antecedent stands."""
    if anaphor.mention.kind != "pronoun":
        same = "same head" if anaphor.lemma == last.lemma else f"{last.mention.kind} before"
        return f"{anaphor.mention.kind}: {same}"
    where = {0: "the same sentence", 1: "the sentence before"}.get(anaphor.sent - last.sent, "an earlier sentence")
    return f"pronoun: {last.role} of {where}"


def _cluster(mentions: tuple[Mention, ...], entity: Entity, before: list[Cluster], title: int) -> Cluster:
    """Return the cluster of an entity; `before` are those of the entities before it, members of sets among them.

    A nominal's label is its first one behind the `title` (token where that ends): headlines parse badly.
    """
    if entity.members:
        label = " and ".join(before[e].label for e in entity.members)
        return Cluster(label, "GROUP", tuple(entity.mentions), entity.members)
    called = [mentions[k] for k in entity.mentions]
    names = [m.label for m in called if m.kind == "name"]
    nominals = [m for m in called if m.kind == "nominal"]
    plain = [m.label for m in nominals if m.start > title] or [m.label for m in nominals or called]
    return Cluster(canonical(names) if names else plain[0], entity.type, tuple(entity.mentions))


def canonical(names: list[str]) -> str:
    """Return the name to show: that of the gazetteer, else the fullest, else the one most used.

    A shouted dateline ("SEOUL") is written like other names.
    """
    places = [place.name for name in names if (place := country(name)) is not None]
    if places:
        return places[0]
    best = max(names, key=lambda n: (len(n.split()), names.count(n), not n.isupper()))
    return best.title() if best.isupper() and capital(best.title()) is not None else best
