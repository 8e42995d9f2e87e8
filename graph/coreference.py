"""Coreference inside one document: which mentions are one, and by which rule; unsure means no answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.aliases import Bearer, bearers
from graph.antecedents import GENDERED
from graph.columns import Columns, columns
from graph.discourse import Anaphor, Discourse, Entity, anaphors
from graph.lexicon import noun_type
from graph.mentions import Mention
from graph.places import capital, country, nations
from graph.ranking import choose
from graph.reference import RULES
from graph.sets import members
from graph.speakers import Interview, interview, quotations, speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc

Chooser = Callable[[Discourse, int], int | None]
"""Answers which entity a mention (number) refers to."""
STATES = ("country", "historic", "nation")
TITLES = ("compound", "amod", "nmod")


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


def resolve(doc: Doc, mentions: tuple[Mention, ...], headline: str = "") -> Clusters:
    """Return the clusters of `mentions`; a name or nominal is in exactly one, an unresolved pronoun in none.

    `headline` is the document's title where it is known: that of an interview tells who answers.
    """
    cols = columns(doc)
    reader = read(cols, mentions, choose, headline)
    title = next((i for i, word in enumerate(cols.words) if "\n" in word), 0)
    clusters: list[Cluster] = []
    for entity in reader.text.entities:
        clusters.append(_cluster(mentions, entity, clusters, title))
    return Clusters(tuple(clusters), tuple(reader.text.of), tuple(reader.rules))


def read(cols: Columns, mentions: tuple[Mention, ...], chooser: Chooser, headline: str = "") -> Reader:
    """Read the mentions from left to right, let `chooser` answer where no rule does, and return the reader."""
    quotes = quotations(cols)
    reader = Reader(
        text=Discourse(cols, anaphors(cols, mentions, quotes)),
        chooser=chooser,
        bearers=bearers(cols, mentions),
        heads={m.head: k for k, m in enumerate(mentions)},
        spoken=speakers(cols, quotes),
        talk=interview(cols, mentions, quotes, headline),
    )
    for k in range(len(mentions)):
        reader.step(k)
    return reader


@dataclass(slots=True)
class Reader:
    """Reads a document mention by mention; `home` is the entity of each bearer of names, `sets` of each set."""

    text: Discourse
    chooser: Chooser
    bearers: dict[int, Bearer]
    heads: dict[int, int]
    spoken: dict[int, int]
    talk: Interview | None
    rules: list[str] = field(default_factory=list)
    home: dict[int, int] = field(default_factory=dict)
    sets: dict[tuple[int, ...], int] = field(default_factory=dict)

    def step(self, k: int) -> None:
        """Put mention `k` into an entity, an old one or its own; a pronoun that nothing resolves into none."""
        anaphor, entities = self.text.seen[k], self.text.entities
        group = () if anaphor.form in ("name", "i", "we", "you") else members(self.text, k)
        target, rule = self._set(group, anaphor) if group else self._one(k, anaphor)
        if target is None and anaphor.mention.kind == "pronoun":
            self.text.of.append(None)
            self.rules.append("")
            return
        if target is None or target == len(entities):
            target = len(entities)
            entities.append(Entity(members=group))
        if anaphor.form == "name":
            self.home[self.bearers[k].first] = target
        enter(self.text.cols, entities[target], anaphor, k, self.bearers.get(k))
        if target in self.text.recent:
            self.text.recent.remove(target)
        self.text.recent.append(target)
        self.text.of.append(target)
        self.rules.append(rule or "first mention")

    def _set(self, group: tuple[int, ...], anaphor: Anaphor) -> tuple[int, str]:
        word = self.text.cols.lowers[anaphor.mention.head]
        return self.sets.setdefault(group, len(self.text.entities)), f"set: {word}"

    def _one(self, k: int, anaphor: Anaphor) -> tuple[int | None, str]:
        if anaphor.form == "name":
            return self._name(k)
        if anaphor.form in ("i", "we", "you"):
            return self._speaker(k, anaphor)
        if anaphor.form == "set":
            return None, ""
        target = self._apposed(anaphor)
        if target is not None:
            return target, "nominal: name in apposition"
        for name, rule in RULES:
            target = rule(self.text, anaphor)
            if target is not None:
                return target, name
        return self._chosen(k, anaphor) if anaphor.form != "that" else (None, "")

    def _apposed(self, anaphor: Anaphor) -> int | None:
        """Return the entity of the name that stands in apposition to a noun of its type: "the leader, Kim Jong Un"."""
        cols = self.text.cols
        for child in cols.children[anaphor.mention.head]:
            k = self.heads.get(child, -1) if cols.deps[child] == "appos" else -1
            if anaphor.mention.kind == "nominal" and k in self.bearers and self.bearers[k].type == anaphor.noun:
                return self.home.setdefault(self.bearers[k].first, len(self.text.entities))
        return None

    def _name(self, k: int) -> tuple[int | None, str]:
        """Return the entity of the name's bearer, else the nominal that it is an apposition or predicate of."""
        bearer = self.bearers[k]
        target = self.home.get(bearer.first)
        if target is not None:
            return target, bearer.rules[k]
        target, rule = self._chosen(k, self.text.seen[k])
        if target is None or self.text.entities[target].named:
            return None, bearer.rules[k]
        return target, rule

    def _speaker(self, k: int, anaphor: Anaphor) -> tuple[int | None, str]:
        """Return who says "I" or "we" in a quotation, or whom an interview has as "I" and "you"."""
        who: int | None = None
        if anaphor.quote and anaphor.form != "you":
            who = self.heads.get(self.spoken.get(anaphor.quote, -1))
        elif self.talk is not None and not anaphor.quote and anaphor.form != "we":
            asked = anaphor.mention.head in self.talk.questions
            who = self.talk.guest if asked == (anaphor.form == "you") else None
        if who is None:
            return None, ""
        rule = "speaker of the quotation" if anaphor.quote else "guest of the interview"
        if who in self.bearers:
            return self.home.setdefault(self.bearers[who].first, len(self.text.entities)), rule
        return (self.text.of[who], rule) if who < k else (None, "")

    def _chosen(self, k: int, anaphor: Anaphor) -> tuple[int | None, str]:
        target = self.chooser(self.text, k)
        return target, rule_name(anaphor, self.text.last(self.text.entities[target])) if target is not None else ""


def enter(cols: Columns, entity: Entity, anaphor: Anaphor, k: int, bearer: Bearer | None) -> None:
    """Put mention `k` into `entity` and note what it tells of it."""
    mention = anaphor.mention
    entity.mentions.append(k)
    if bearer is not None:
        _enter_name(cols, entity, mention, bearer)
    elif mention.kind == "nominal":
        if not entity.heads:
            entity.type, entity.gender, entity.number = mention.type, mention.gender, mention.number
        entity.heads.add(anaphor.lemma)
        entity.described.update(anaphor.modifiers)
        entity.nations.update(anaphor.nations)
    elif mention.gender in GENDERED:
        entity.gender = entity.gender if entity.gender in GENDERED else mention.gender
        if entity.named and not entity.firm:
            entity.type = "PERSON"


def _enter_name(cols: Columns, entity: Entity, mention: Mention, bearer: Bearer) -> None:
    if not entity.named:
        entity.type, entity.firm = bearer.type, bearer.firm
    entity.named = True
    entity.short = entity.short or mention.end - mention.start == 1
    entity.number = mention.number
    entity.gender = entity.gender if entity.gender in GENDERED else bearer.gender
    links = (i for i in range(mention.start + 1, mention.end) if cols.lowers[i] in ("of", "for"))
    entity.heads.add(cols.lowers[next(links, mention.end) - 1])
    before = [i for i in range(_first(cols, mention), mention.start) if cols.deps[i] in TITLES]
    entity.described.update(cols.lowers[i] for i in before)
    entity.nations.update(nations(cols.lowers[i] for i in before))
    entity.titles.update(cols.lowers[i] for i in before if noun_type(cols.lowers[i]) == "PERSON")
    place = country(mention.label)
    if place is not None and place.kind in STATES:
        entity.described.update(("country", "nation", "state"))
    elif capital(mention.label) is not None:
        entity.described.update(("capital", "city"))


def _first(cols: Columns, mention: Mention) -> int:
    """Return the first token of the noun phrase that ends in a name: "North" of "North Korean leader Kim Jong Un"."""
    i = mention.start
    while i > 0 and i - 1 < cols.heads[i - 1] <= mention.head:
        i -= 1
    return i


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
