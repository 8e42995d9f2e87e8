"""Which names of one document are one: the same name, a part of it, its acronym."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.mentions import Mention
from graph.places import country

SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "&", "a", "an"))
COMPANY = frozenset("inc inc. corp corp. corporation co co. company ltd ltd. llc plc ag sa gmbh group holdings".split())
PLACES = frozenset(("GPE", "LOC", "FAC"))


@dataclass(slots=True)
class Alias:
    """One bearer of names: the numbers of the mentions and each name as a tuple of words."""

    mentions: list[int] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    types: dict[str, int] = field(default_factory=dict)
    genders: set[str] = field(default_factory=set)
    first: int = 0

    @property
    def type(self) -> str:
        return max(self.types, key=lambda t: (self.types[t], t == "PERSON", t))


def joined(mentions: tuple[Mention, ...]) -> dict[int, tuple[int, str]]:
    """Return for each name mention (by its number) the number of its bearer and the rule that said so.

    Longer names are read first, so that "Kim" finds the bearer that "Kim Jong Un" made, wherever that stands.
    """
    bearers: list[Alias] = []
    exact: dict[tuple[str, ...], Alias] = {}
    rules: dict[int, str] = {}
    spelled: dict[tuple[str, ...], list[int]] = {}
    for k, mention in enumerate(mentions):
        if mention.kind == "name":
            spelled.setdefault(_key(mention.label), []).append(k)
    for key in sorted(spelled, key=lambda key: (-_weight(key), spelled[key][0])):
        kinds: dict[str, int] = {}
        for k in spelled[key]:
            kinds[mentions[k].type] = kinds.get(mentions[k].type, 0) + 1
        bearer, rule = _bearer(key, kinds, bearers, spelled[key][0], {mentions[k].gender for k in spelled[key]})
        if bearer is None:
            bearer, rule = Alias(first=spelled[key][0]), "first mention"
            bearers.append(bearer)
        for n, k in enumerate(spelled[key]):
            rules[k] = rule if n == 0 or rule != "first mention" else "exact name"
        bearer.mentions.extend(spelled[key])
        bearer.first = min(bearer.mentions)
        bearer.names.append(key)
        bearer.genders.update(mentions[k].gender for k in spelled[key])
        for kind, count in kinds.items():
            bearer.types[kind] = bearer.types.get(kind, 0) + count
        exact[key] = bearer
    order = sorted(bearers, key=lambda b: b.first)
    return {k: (n, rules[k]) for n, b in enumerate(order) for k in b.mentions}


def _key(label: str) -> tuple[str, ...]:
    place = country(label)
    name = place.name if place else label
    words = name.replace(".", "").replace("’", "'").split() if not place else name.split()
    if words and words[0].lower() == "the":
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in COMPANY:
        words.pop()
    if len(words) == 1 and len(words[0]) > 4 and words[0].isupper():
        words = [words[0].title()]
    return tuple(words) or (label,)


def _weight(key: tuple[str, ...]) -> int:
    return sum(w.lower() not in SMALL for w in key) if len(key) > 1 else (0 if key[0].isupper() else 1)


def _bearer(
    key: tuple[str, ...], kinds: dict[str, int], bearers: list[Alias], first: int, genders: set[str]
) -> tuple[Alias | None, str]:
    if country(" ".join(key)) is not None:
        return None, ""
    person = max(kinds, key=lambda t: kinds[t]) == "PERSON"
    for rule, test in (("acronym", _acronym), ("part of a person's name", _part), ("short name", _short)):
        fits = [b for b in bearers if any(test(key, n, person, b) for n in b.names) and _agree(b.genders, genders)]
        if fits:
            before = [b for b in fits if b.first < first] or fits
            return (max(before, key=lambda b: (len(b.mentions), -b.first)) if rule != "acronym" else before[0]), rule
    return None, ""


def _agree(left: set[str], right: set[str]) -> bool:
    return not ({"male", "female"} <= left | right)


def _acronym(key: tuple[str, ...], name: tuple[str, ...], person: bool, bearer: Alias) -> bool:
    if len(key) != 1 or len(name) < 2 or not 2 <= len(key[0]) <= 8 or not key[0].isupper() or bearer.type == "PERSON":
        return False
    words = [part for w in name for part in w.split("-") if part]
    return key[0] in (
        "".join(w[0] for w in words if w.lower() not in SMALL).upper(),
        "".join(w[0] for w in words).upper(),
    )


def _part(key: tuple[str, ...], name: tuple[str, ...], person: bool, bearer: Alias) -> bool:
    """Tell whether `key` is a shorter name of a person: last name, first name, or first and last of three."""
    if bearer.type != "PERSON" or len(name) < 2 or len(key) >= len(name):
        return False
    if len(key) == 1:
        return key[0] in (name[-1], name[0]) or (person and key[0] in name)
    return key[0] == name[0] and key[-1] == name[-1] or key == name[-len(key) :]


def _short(key: tuple[str, ...], name: tuple[str, ...], person: bool, bearer: Alias) -> bool:
    """Tell whether `key` opens the longer name of a body, with the same type: "Heaven Sent" of "Heaven Sent Gaming"."""
    if person or bearer.type == "PERSON" or len(key) >= len(name):
        return False
    return False
