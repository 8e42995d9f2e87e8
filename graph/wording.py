"""A fact as a line of English: "Tomas Berg denies that Northbank buys Port Union (2024-06)".

The line stands in the present tense of headlines: names by their labels, concepts in the words of the evidence ("at
least 12 people"), prepositions in the order of the text, negation, doubt and sources told. What stands in quotation
marks was said in these words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from graph.model import Argument, Fact, Modality
from graph.network import KnowledgeGraph

LONGEST = 140
"""Characters of quoted words in a line; the evidence has them whole."""
_PLURALS = ("people", "police", "media", "children", "men", "women")
_MODALS: dict[Modality, str] = {"future": "will", "possible": "may", "conditional": "would", "obligated": "must"}
_MEANT: dict[Modality, str] = {"desired": "be meant to", "alleged": "be said to"}
_STANCES = {"says": "say that", "denies": "deny that", "believes": "believe that", "doubts": "doubt that"}
_NONE = ("no", "few", "little", "neither", "none", "hardly", "nor")
_LINKING = ("be", "become", "remain", "seem", "appear", "stay")


def wording(kg: KnowledgeGraph, fact: Fact, sources: Sequence[str] = ()) -> str:
    """Return a fact of `kg` as one line without a full stop, in the words of its first evidence.

    `sources` are the labels of those who say so, where several facts differ in nothing but the innermost source.
    """
    how = fact.factuality
    parts = [_source(a.label, a.stance) for a in how.attribution[:-1]]
    if how.attribution:
        parts.append(_source(_listed(sources or [how.attribution[-1].label]), how.attribution[-1].stance, sources))
    denials = sum(a.stance == "denies" for a in how.attribution)
    negative = (how.polarity == "negative") != (denials % 2 == 1)
    parts += [_clause(kg, fact, negative)]
    if fact.time:
        parts.append(f"({fact.time.replace('/', ' to ')})")
    return " ".join(" ".join(parts).split()) + ("?" if how.modality == "asked" else "")


def _source(label: str, stance: str, several: Sequence[str] = ()) -> str:
    plural = len(several) > 1 or _is_plural(label)
    return f"{label} {_conjugated(_STANCES[stance], plural)}"


def _clause(kg: KnowledgeGraph, fact: Fact, negative: bool) -> str:
    """Return who does what; who suffers it stands first where the text does not tell who does it."""
    places = [i for i, a in enumerate(fact.arguments) if a.role != "about" and not _is_time(fact, a)]
    first = [i for i in places if fact.arguments[i].role == "subject"]
    first = first or [i for i in places if fact.arguments[i].role == "object"]
    entities = [kg.entities.get(fact.arguments[i].entity or "") for i in first]
    plural = len(first) > 1 or any(e is not None and e.kind == "concept" and _is_plural(e.label) for e in entities)
    rest = sorted((i for i in places if i not in first), key=lambda i: (_rank(fact, i), _place(fact, i)))
    verb = _verb(fact, plural, negative)
    return " ".join([_listed(_name(kg, fact, i) for i in first), verb, *_phrases(kg, fact, rest)]).strip()


def _verb(fact: Fact, plural: bool, negative: bool) -> str:
    label = f"be {fact.predicate.label}" if _is_noun(fact) else fact.predicate.label
    modality = fact.factuality.modality
    if modality == "possible" and any(a.stance == "doubts" for a in fact.factuality.attribution):
        modality = "asserted"
    if modality in _MODALS:
        return f"{_MODALS[modality]} {'not ' if negative else ''}{label}"
    if modality in _MEANT:
        meant = _conjugated(_MEANT[modality], plural)
        return f"{meant.removesuffix(' to')} not to {label}" if negative else f"{meant} {label}"
    return _conjugated(label, plural, negative)


def _conjugated(label: str, plural: bool, negative: bool = False) -> str:
    """Return a verb (with what follows it) in the present tense of the third person."""
    verb, _, more = label.partition(" ")
    if verb == "be":
        verb = ("are" if plural else "is") + (" not" if negative else "")
    elif negative:
        verb = f"{'do' if plural else 'does'} not {verb}"
    elif not plural:
        verb = _third_person(verb)
    return f"{verb} {more}".strip()


def _third_person(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


def _phrases(kg: KnowledgeGraph, fact: Fact, places: Iterable[int]) -> Iterator[str]:
    """Yield what follows the verb: objects without a preposition, all others with theirs, once for each run."""

    def lead(place: int) -> tuple[int, str]:
        role = fact.arguments[place].role
        bare = role in ("subject", "object", "indirect_object") or fact.predicate.label.split()[-1:] == [role]
        return _rank(fact, place), "" if bare else f"{role} "

    for (_, preposition), run in groupby(places, lead):
        yield f"{preposition}{_listed(_name(kg, fact, i) for i in run)}"


def _name(kg: KnowledgeGraph, fact: Fact, place: int) -> str:
    """Return the name of an argument; reported words in quotation marks, cut where they are long."""
    name = " ".join((_own_words(kg, fact, place) or kg.argument_name(fact, place)).split())
    if not is_clause(fact, fact.arguments[place]):
        return name
    return f'"{shortened(name, LONGEST)}"'


def _own_words(kg: KnowledgeGraph, fact: Fact, place: int) -> str:
    """Return what the text calls a concept where it uses the same noun: "at least 12 people", not "people"."""
    entity = kg.entities.get(fact.arguments[place].entity or "")
    if entity is None or entity.kind == "name" or not fact.evidence:
        return ""
    words = kg.quote(fact.evidence[0].arguments[place])
    first, _, rest = words.partition(" ")
    if first.casefold() in _NONE and fact.factuality.polarity == "negative":
        words = rest  # the verb is negated already: "few senators do not back" would say the reverse
    same = words.split()[-1:] and words.split()[-1].casefold() == entity.label.split(" ")[-1].casefold()
    return words if same else ""


def shortened(words: str, longest: int) -> str:
    """Return `words` cut behind a word where they are longer, with "…" in the place of the rest."""
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"


def _rank(fact: Fact, place: int) -> int:
    """Return where an argument stands behind the verb: to whom, what, how and where, what was said."""
    argument = fact.arguments[place]
    if argument.role == "indirect_object":
        return 0
    if is_clause(fact, argument):
        return 3
    return 1 if argument.role == "object" or fact.predicate.label.split()[-1:] == [argument.role] else 2


def _place(fact: Fact, place: int) -> tuple[int, int]:
    spans = fact.evidence[0].arguments if fact.evidence else ()
    return (spans[place].start if place < len(spans) else 0, place)


def _listed(names: Iterable[str]) -> str:
    *others, last = list(names) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _is_time(fact: Fact, argument: Argument) -> bool:
    return argument.literal is not None and argument.literal.datatype == "date" and fact.time is not None


def is_clause(fact: Fact, argument: Argument) -> bool:
    """Say whether an argument is what somebody said, in the text's own words."""
    told = argument.literal is not None and argument.literal.datatype == "text"
    return told and fact.predicate.lemma.partition(" ")[0] not in _LINKING


def _is_noun(fact: Fact) -> bool:
    """Say whether the predicate is a noun: "president of"."""
    nominal = all(e.rule in ("title", "apposition", "possessive") for e in fact.evidence)
    return nominal and fact.predicate.label.endswith(" of") and not fact.predicate.label.startswith("be ")


def _is_plural(label: str) -> bool:
    """Say whether a concept is told in the plural, by its head: the word before "of"."""
    head = label.partition(" of ")[0].split(" ")[-1].casefold()
    return head in _PLURALS or (head.endswith("s") and not head.endswith(("ss", "us", "is", "ics")))
