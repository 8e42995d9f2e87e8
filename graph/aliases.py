"""Which names of one document are one: the same name, a part of it, its acronym."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from graph.columns import Columns
from graph.lexicon import first_name_gender, known_noun, name_word, noun_type
from graph.mentions import Mention
from graph.places import capital, city, country, divided

SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "&", "a", "an"))
SAINT = {"St.": "Saint", "St": "Saint"}
MANY = 3
"""Mentions that spaCy must take for a person, and for nothing else, before that counts as sure."""
FIRM = 8
"""Votes for a type that the name itself tells, against one for each guess of spaCy's."""

PART = "part of a person's name"


@dataclass(slots=True)
class Bearer:
    """One bearer of names: the numbers of its mentions, each name as a tuple of words, the rule for each mention.

    `types` and `genders` are votes; `firm` says that a name itself, or many mentions, tell the type.
    """

    mentions: list[int] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    types: dict[str, int] = field(default_factory=dict)
    genders: dict[str, int] = field(default_factory=dict)
    rules: dict[int, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    firm: bool = False

    @property
    def first(self) -> int:
        return min(self.mentions)

    @property
    def type(self) -> str:
        return max(self.types, key=lambda t: (self.types[t], t == "PERSON", t))

    @property
    def gender(self) -> str:
        if self.type != "PERSON":
            return "unknown" if self.type == "GROUP" else "neuter"
        told = {g: n for g, n in self.genders.items() if g in ("male", "female")}
        return max(told, key=lambda g: (told[g], g)) if told else "person"

    def add(self, key: tuple[str, ...], numbers: list[int], mentions: tuple[Mention, ...], rule: str) -> None:
        """Add the mentions `numbers`, all called `key`; a city's name votes for a place."""
        for k in numbers:
            self.rules[k] = rule if k == numbers[0] or rule != "first mention" else "exact name"
            sure = firm(mentions[k])
            self.firm = self.firm or sure
            if rule != PART:  # what a full name is, its last word does not tell: Washington, Paris
                self.types[mentions[k].type] = self.types.get(mentions[k].type, 0) + (FIRM if sure else 1)
            self.genders[mentions[k].gender] = self.genders.get(mentions[k].gender, 0) + (FIRM if sure else 1)
        if rule != PART and city(" ".join(key)) and not first_name_gender(key[0]):
            self.types["GPE"] = self.types.get("GPE", 0) + 2
        self.mentions.extend(numbers)
        self.names.append(key)
        self.words.update(key)
        self.firm = self.firm or (set(self.types) == {"PERSON"} and len(self.mentions) >= MANY)


def firm(mention: Mention) -> bool:
    """Tell whether the name itself tells its type: a country, a first name with a last name, a "University"."""
    words = mention.label.split()
    if country(mention.label) is not None:
        return True
    if mention.type == "GPE":
        return capital(mention.label) is not None or city(mention.label) != ""
    if mention.type == "PERSON":
        return len(words) > 1 and first_name_gender(words[0]) != ""
    return len(words) > 1 and noun_type(words[-1].lower()) == mention.type


def bearers(cols: Columns, mentions: tuple[Mention, ...]) -> dict[int, Bearer]:
    """Return the bearer of each name mention (by its number).

    Longer names are read first, so that "Kim" finds the bearer that "Kim Jong Un" made, wherever that stands.
    """
    spelled: dict[tuple[str, ...], list[int]] = {}
    for k, mention in enumerate(mentions):
        if mention.kind == "name":
            spelled.setdefault(_key(mention.label), []).append(k)
    others = _possessed(cols, mentions)
    found: list[Bearer] = []
    for key in sorted(spelled, key=lambda key: (-_weight(key), spelled[key][0])):
        free = [b for b in found if not _owned(b, spelled[key], others)] if others else found
        bearer, rule = _bearer(key, spelled[key], mentions, free)
        if bearer is None:
            bearer, rule = Bearer(), "first mention"
            found.append(bearer)
        bearer.add(key, spelled[key], mentions, rule)
    return {k: bearer for bearer in found for k in bearer.mentions}


def _possessed(cols: Columns, mentions: tuple[Mention, ...]) -> dict[int, int]:
    """Return owner -> possessed, by number: in "Kim's sister Kim Yo Jong" the two are not one."""
    heads = {m.head: k for k, m in enumerate(mentions) if m.kind == "name"}
    out: dict[int, int] = {}
    for head, k in heads.items():
        if cols.deps[head] == "poss":
            noun = cols.heads[head]
            for i in (noun, *(c for c in cols.children[noun] if cols.deps[c] == "appos")):
                if i in heads:
                    out[k] = heads[i]
    return out


def _owned(bearer: Bearer, numbers: list[int], others: dict[int, int]) -> bool:
    return any(others.get(k) in bearer.mentions for k in numbers)


def _key(label: str) -> tuple[str, ...]:
    """Return the words that a name is compared by: a country's or capital's own name, no articles, no "Inc."."""
    place = country(label)
    if place is not None:
        return tuple(place.name.split())
    seat = capital(label)
    if seat is not None and label.startswith(seat.capitals[0]):
        return tuple(label.replace(".", "").replace(",", "").split())
    words = [SAINT.get(w, w) for w in plain(label.replace("’", "'")).split()]
    if len(words) > 2 and (place := country(words[0])) is not None:
        words = [*place.name.split(), *words[1:]]
    words = [w.replace(".", "") or w for w in words]
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if len(words) > 2 and words[-1] == "City":
        words.pop()
    while len(words) > 1 and name_word(words[-1].lower(), "company form"):
        words.pop()
    return tuple(w.title() if len(w) > 4 and w.isupper() else w for w in words)


def plain(name: str) -> str:
    """Return a name without the marks on its letters: Erdoğan, Erdogan."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _weight(key: tuple[str, ...]) -> int:
    return sum(w.lower() not in SMALL for w in key) if len(key) > 1 else (0 if key[0].isupper() else 1)


def _bearer(
    key: tuple[str, ...], numbers: list[int], mentions: tuple[Mention, ...], found: list[Bearer]
) -> tuple[Bearer | None, str]:
    if country(" ".join(key)) is not None:
        return None, ""
    near = [b for b in found if not b.words.isdisjoint(key) or (len(key) == 1 and key[0].isupper())]
    half = next((b for b in found if len(key) == 1 and any(_half(key[0], n) for n in b.names)), None)
    if half is not None:
        return half, "short name of a country"
    types = [mentions[k].type for k in numbers]
    person = types.count("PERSON") * 2 >= len(types)
    genders: set[str] = {mentions[k].gender for k in numbers}
    for rule, test in (("acronym", _acronym), (PART, _part), ("short name", _short)):
        fits = [b for b in near if any(test(key, n, person, b) for n in b.names) and _agree(set(b.genders), genders)]
        if fits and (rule != "short name" or len(fits) == 1):
            before = [b for b in fits if b.first < numbers[0]] or fits
            return max(before, key=lambda b: (len(b.mentions), -b.first)), rule
    return None, ""


def _half(word: str, name: tuple[str, ...]) -> bool:
    """Tell whether "North" or "South" is short for the divided country of that name."""
    return len(name) == 2 and name[0] == word and divided(*name)


def _agree(left: set[str], right: set[str]) -> bool:
    return not {"male", "female"} <= left | right


def _acronym(key: tuple[str, ...], name: tuple[str, ...], person: bool, bearer: Bearer) -> bool:
    if len(key) != 1 or len(name) < 2 or not 2 <= len(key[0]) <= 8 or not key[0].isupper() or bearer.type == "PERSON":
        return False
    words = [part for w in name for part in w.split("-") if part]
    return key[0] in (
        "".join(w[0] for w in words if w.lower() not in SMALL).upper(),
        "".join(w[0] for w in words).upper(),
    )


def _part(key: tuple[str, ...], name: tuple[str, ...], person: bool, bearer: Bearer) -> bool:
    """Tell whether `key` is a shorter name of a person: last name, first name, or first and last of three."""
    if bearer.type != "PERSON" or len(name) < 2 or len(key) > len(name):
        return False
    if len(key) == len(name) and sorted(key) == sorted(name):
        return True
    if len(key) == 1:
        # "York" is no short name of "York Minster", whom the tagger took for a person
        if not (person or bearer.firm) or (not person and not SMALL.isdisjoint(name)):
            return False
        return key[0] in (name[-1], name[0]) or (person and key[0] in name)
    if len(key) == 2 and known_noun(key[0].lower()) and not first_name_gender(key[0]):
        return key[1] == name[-1]
    return key[0] == name[0] and key[-1] == name[-1] or key == name[-len(key) :]


def _short(key: tuple[str, ...], name: tuple[str, ...], person: bool, bearer: Bearer) -> bool:
    """Tell whether `key` is the noun of a longer name ("Society" of "Society of the Cincinnati") or its last word."""
    if len(key) != 1 or len(name) < 2 or bearer.type == "PERSON":
        return False
    if key[0] == name[0]:
        return name[1] in ("of", "for") or capital(" ".join(name)) is not None
    return key[0] == name[-1] and len(key[0]) > 3 and SMALL.isdisjoint(name) and not city(key[0])
