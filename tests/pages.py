"""A graph of the size that a week's news gives, made without a parser, for the tests of the page."""

from __future__ import annotations

import random

from graph.model import Attribution, Document, Entity, Fact, Factuality, Literal, Mention, Predicate
from graph.network import KnowledgeGraph
from tests.graphs import evidence, fact

FIRST = ["Mara", "Tomas", "Ines", "Pavel", "Aiko", "Omar", "Lena", "Idris", "Sofia", "Juan"]
LAST = ["Lind", "Berg", "Okafor", "Moreau", "Sato", "Haddad", "Novak", "Silva", "Jensen", "Adler"]
PLACES = ["Estmark", "Geneva", "Norvale", "Port", "Ilsen", "Westhaven", "Marrow", "Dunmere", "Callis", "Tarn"]
KINDS = (("PERSON", 0.3), ("ORG", 0.25), ("GPE", 0.2), ("EVENT", 0.05), ("LAW", 0.05), ("CONCEPT", 0.15))
VERBS = ("signed", "met", "praised", "visited", "sued", "backed", "warned", "financed", "criticised", "replaced")
WAYS = (
    (Factuality(), "", 0.7),
    (Factuality(modality="possible"), "may have ", 0.1),
    (Factuality("negative"), "has not ", 0.07),
    (Factuality(attribution=(Attribution(None, "officials", "said"),)), "said officials, ", 0.08),
    (Factuality(attribution=(Attribution(None, "the ministry", "denied", "denies"),)), "denied it ever ", 0.05),
)


def week(count: int = 150, facts: int = 260, documents: int = 12) -> KnowledgeGraph:
    """Return a graph of `count` entities and at most `facts` facts; few entities are in most of them, as in news."""
    draw = random.Random(7)
    names = [_name(draw, number) for number in range(count)]
    told = [_telling(draw, names) for _ in range(facts)]
    sources = [_document(number, told[number::documents]) for number in range(documents)]
    found: dict[str, Fact] = {}
    for number, source in enumerate(sources):
        for telling in told[number::documents]:
            read = _fact(source, telling)
            found.setdefault(read.id, read)
    mentioned: dict[str, list[Mention]] = {name: [] for name, _ in names}
    for read in found.values():
        for told_in in read.evidence:
            for argument, span in zip(read.arguments, told_in.arguments, strict=True):
                if argument.entity is not None:
                    mentioned[argument.entity].append(Mention(span, "name", "test"))
    entities = [Entity(name, name, kind, mentions=tuple(mentioned[name])) for name, kind in names]
    return KnowledgeGraph.of(sources, entities, found.values())


Telling = tuple[str, str, str, str, Factuality, str | None]


def _name(draw: random.Random, number: int) -> tuple[str, str]:
    kind = draw.choices([kind for kind, _ in KINDS], [share for _, share in KINDS])[0]
    first, last = FIRST[number % 10], LAST[number // 10 % 10]
    place = f"{PLACES[number % 10]}{'' if number < 10 else f' {last}'}"
    by_kind = {"PERSON": f"{first} {last}", "ORG": f"{last} Bank of {place}", "GPE": place, "EVENT": f"{place} Summit"}
    name = by_kind.get(kind, f"{last} {'Act' if kind == 'LAW' else 'grain deal'}")
    return (name if number < 100 and kind in by_kind else f"{name} {number}"), kind


def _telling(draw: random.Random, names: list[tuple[str, str]]) -> Telling:
    one = names[int(len(names) * draw.random() ** 2.5)][0]
    other = names[int(len(names) * draw.random() ** 1.5)][0]
    how, words, _ = draw.choices(WAYS, [share for *_, share in WAYS])[0]
    time = f"2024-{draw.randint(1, 9):02}-{draw.randint(1, 28):02}" if draw.random() < 0.5 else None
    return one, draw.choice(VERBS), other, words, how, time


def _sentence(telling: Telling) -> str:
    one, verb, other, words, *_ = telling
    return f"{one} {words}{verb} {other} after two days of talks behind closed doors."


def _document(number: int, told: list[Telling]) -> Document:
    text = "\n\n".join(_sentence(telling) for telling in told)
    title = f"{LAST[number % 10]} talks end without a deal, part {number + 1}"
    return Document(f"day-{number:02}", text, title, f"2024-09-{number + 1:02}", "The Harbour Post")


def _fact(source: Document, telling: Telling) -> Fact:
    one, verb, other, words, how, time = telling
    cues = [words.split()[0]] if words else []
    arguments: list[tuple[str, str | Literal]] = [("subject", one), ("object", other)]
    found = evidence(source, _sentence(telling), verb, [one, other], cues)
    return fact(Predicate(verb, verb), arguments, [found], how, time, 0.5 + len(one) % 5 / 10)
