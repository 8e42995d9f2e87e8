"""The type of a proper name: by the gazetteer, by its own words, by the words around it, by spaCy, else a guess."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.columns import Columns
from graph.lexicon import first_name_gender, name_word, noun_type, title_gender
from graph.places import capital, city, country, demonym
from graph.tables import words

NAMED = frozenset(("ORG", "FAC", "GPE", "LOC", "EVENT", "LAW", "WORK"))
"""Types of the nouns that make a name: Ministry of Defence, Gulf of Aden, Treaty of Rome, Boston Marathon."""
LINKS = frozenset(("of", "for"))
OPENERS = {"fort": "GPE", "mount": "LOC", "lake": "LOC", "cape": "LOC", "port": "GPE", "hotel": "FAC", "river": "LOC"}
ARTICLED = frozenset(("Hague",))
"""Towns whose article belongs to their name."""
KINDS = {"bloc": "ORG", "region": "LOC", "continent": "LOC"}


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive) that are a name; `type` is empty where nothing tells it yet."""

    start: int
    end: int
    type: str


def text_of(cols: Columns, start: int, end: int) -> str:
    """Return the words of a span with single spaces, as the gazetteer has them."""
    return " ".join(cols.words[start:end])


def titled(cols: Columns, i: int) -> bool:
    """Tell whether token `i` is a title that stands before a name ("Mr.", "President")."""
    return title_gender(cols.words[i]) is not None and not first_name_gender(cols.words[i])


def typed(cols: Columns, name: Name) -> Name:
    """Return the name with its type; "The" joins a town that is called so."""
    text = text_of(cols, name.start, name.end)
    if text in ARTICLED and name.start > 0 and cols.words[name.start - 1] == "The":
        return Name(name.start - 1, name.end, "GPE")
    place = country(text)
    if place is not None:
        return replace(name, type=KINDS.get(place.kind, "GPE"))
    people = demonym(text)
    if people is not None and text in people.nouns:
        return replace(name, type="PERSON" if text.endswith(("man", "woman")) else "GROUP")
    seat = capital(text) is not None and not (name.type == "PERSON" and first_name_gender(text))
    kind = _by_title(cols, name) or ("GPE" if seat else "")
    kind = kind or _by_noun(cols, name) or _by_apposition(cols, name)
    if kind:
        return replace(name, type=kind)
    single = name.end - name.start == 1 and cols.tags[name.start] == "NNP"
    if name.type == "GPE" and single and not city(text) and cols.deps[name.start] in ("nsubj", "dobj"):
        return replace(name, type="ORG")
    return name if name.type else replace(name, type=_guess(cols, name))


def _by_title(cols: Columns, name: Name) -> str:
    before = name.start - 1
    if before >= 0 and cols.tags[before][:3] == "NNP" and titled(cols, before) and name.type != "GPE":
        return "PERSON"
    return ""


def _by_noun(cols: Columns, name: Name) -> str:
    """Return the type of the noun that a longer name is made with: University of Basel, Fort Lee, Boston Globe."""
    first = cols.lowers[name.start]
    if name.end - name.start < 2 or name.type == "WORK":
        return ""
    noun = next((i for i in range(name.start, name.end) if cols.lowers[i] in LINKS), name.end) - 1
    kind = "ORG" if name_word(cols.lowers[noun], "paper") else noun_type(cols.lowers[noun])
    person = name.type == "PERSON" and first_name_gender(cols.words[name.start])
    if kind in NAMED and cols.words[noun][0].isupper() and not person and not (kind == "WORK" and name.type == "ORG"):
        return kind
    return OPENERS.get(first, "") if name.type in ("", "PERSON", "ORG") else ""


def _by_apposition(cols: Columns, name: Name) -> str:
    """Return the type that the noun before a name tells: "the state agency Sputnik", "the ship Endurance"."""
    i = name.start - 1
    if i < 0 or cols.tags[i] != "NN" or cols.deps[i] not in ("compound", "nmod"):
        return ""
    kind = noun_type(cols.lowers[i])
    return kind if name.start <= cols.heads[i] < name.end and (kind in NAMED or kind == "PERSON") else ""


def _guess(cols: Columns, name: Name) -> str:
    """Return the likeliest type of a name that nothing tells: who acts is a person, where one is "in" a place."""
    head = name.end - 1
    above, dep = cols.heads[head], cols.deps[head]
    if first_name_gender(cols.words[name.start]) and (head > name.start or cols.words[head].isalpha()):
        return "PERSON"
    if cols.words[head].isupper() or name.end - name.start > 2:
        return "ORG"
    if dep == "pobj" and cols.lowers[above] in ("in", "at", "near"):
        return "GPE"
    if dep == "nsubj" and cols.tags[above][:2] == "VB" and cols.lemmas[above] != "be":
        return "ORG" if cols.lemmas[above] in words("company_verbs.txt") else "PERSON"
    lone = name.end - name.start == 1 and dep in ("dative", "poss")
    return "PERSON" if lone or (dep == "pobj" and cols.deps[above] == "agent") else "ORG"
