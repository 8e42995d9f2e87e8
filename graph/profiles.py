"""What one document knows of a name: its spellings, and what tells its bearer from others (gender, office, place)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from graph.gazetteer import Location, locations
from graph.lexicon import first_name_gender, known_noun, name_word, noun_type
from graph.model import Entity, Extraction, Fact, Span
from graph.places import city, country, demonym, places
from graph.spelling import Words, core, fold
from graph.tables import rows, words

GENDERS = {"he": "male", "him": "male", "his": "male", "himself": "male",
           "she": "female", "her": "female", "hers": "female", "herself": "female"}  # fmt: skip
NUMBERED = ("EVENT", "PRODUCT", "LAW", "WORK", "FAC", "GPE", "LOC", "PERSON")
"""Types of names that a number beside them is a part of: iPhone 15, Charles I; not FIFA 2018."""
METONYMY = "metonymy"
"""The rule of a mention by which a capital stands for its state."""
_AGE_AFTER = re.compile(r"\s*[,(]\s*(?:aged\s+)?(\d{1,2})\s*[,);]")
_AGE_BEFORE = re.compile(r"\b(\d{1,2})-year-old\s+(?:[a-z]+\s+){0,2}$")
_BORN = re.compile(r"\s*\((?:born|b\.)\s[^()]{0,24}?\b(\d{4})\s*\)")
_TITLE = re.compile(r"(?:[A-Za-z-]+\s+)?[A-Za-z-]+\s+$")
_NUMBER = re.compile(r"[ -](\d{1,4}|[IVX]{1,5})\b(?![%'’])|\sof\s([12]\d{3})\b")
_A_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")
_YEAR = re.compile(r"\b([12]\d{3})\s+$")
_PLACE = r"((?:[A-Z][\w.’'-]*)(?:\s[A-Z][\w.’'-]*)?)"
_IN = re.compile(rf"(?:,\s+|\s+(?:in|of|at)\s+){_PLACE}")
_OWNER = re.compile(rf"{_PLACE}['’]s\s+$")
_LIFE = re.compile(r"\s*\([^()]{0,40}?\b(\d{4})\s*[-–—]\s*[^()]{0,24}?\b(\d{4})\s*\)")
_BEHIND = re.compile(r",\s+((?:[A-Z][\w.’'-]*+)(?:\s[A-Z][\w.’'-]*+)?+)(?!\s*,\s*[A-Z]|,?\s+(?:and|or|&)\b)")
"""A name behind a comma, but for one of a list: "Paris, London and Berlin"."""
_LIFETIME = 25
UNDATED = 0
"""The year that an age is counted from in a text without a date: a birth then tells nothing but the age."""
_NEAR = 48
"""Characters around a name that are searched for an age or a year of birth."""


@dataclass(slots=True)
class Profile:
    """One named entity of one document.

    `key` is its own name folded, `names` every folded name with a way it is written; `gender` and `born` are empty or
    None where the text does not tell; `offices` are like "president of Russia", `titles` like "president", `nations`
    states that a person is told to be of; `behind` is what stands behind a place's name ("Massachusetts"), `seat` the
    state of an institution that every state has. `written` are the names by their offsets, `number` stands with the
    name, `work` is that of a person's work. `capitals` the first mention
    of each that stands for the state; `sides` tells on which side of which decision of the user's it stands.
    """

    document: str
    entity: Entity
    key: Words
    names: dict[Words, str]
    gender: str = ""
    born: int | None = None
    offices: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    behind: str = ""
    home: str = ""
    seat: str = ""
    number: str = ""
    work: str = ""
    place: Location | None = None
    proper: bool = True
    firm: bool = False
    sides: frozenset[tuple[int, int]] = frozenset()
    written: dict[tuple[int, int], Words] = field(default_factory=dict)
    capitals: dict[str, Span] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        return max(1, len(self.entity.mentions))


@dataclass(slots=True)
class Story:
    """The names that a document tells, folded; `places` counts the mentions of each place, `states` those of
    each state and the towns in it, `named` those of states by name, `years` are all that it tells."""

    names: set[Words] = field(default_factory=set)
    places: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    years: frozenset[int] = frozenset()

    @property
    def home(self) -> str:
        """Return the state that the document speaks of most, empty where none is clearly first."""
        first, second = (*self.states.most_common(2), ("", 0), ("", 0))[:2]
        return first[0] if first[1] > second[1] else ""

    @property
    def state(self) -> str:
        """Return the state that the document names most, empty where it names none."""
        return self.named.most_common(1)[0][0] if self.named else ""


def state_of(label: str) -> str | None:
    """Return the state that a place is or lies in, None where that is not known."""
    place = country(label)
    if place is not None:
        return place.name
    return _by_code().get(city(label))


@cache
def _by_code() -> dict[str, str]:
    return {place.code: place.name for place in reversed(places()) if place.code}


def story(extraction: Extraction) -> Story:
    """Return which names a document tells."""
    found = Story(years=frozenset(map(int, _A_YEAR.findall(extraction.document.text))))
    for entity in extraction.entities:
        if entity.kind != "name":
            continue
        found.names.add(fold(entity.label))
        if entity.type in ("GPE", "LOC"):
            found.places[entity.label] += max(1, len(entity.mentions))
            if (state := state_of(entity.label)) is not None:
                found.states[state] += max(1, len(entity.mentions))
            if country(entity.label) is not None:
                found.named[entity.label] += max(1, len(entity.mentions))
    return found


def profiles(extraction: Extraction, told: Story) -> Iterator[Profile]:
    """Yield what the document knows of each entity that has a name of its own."""
    offices, nations = _told(extraction)
    starts = {entry.sentence.start for entry in extraction.ledger}
    for entity in extraction.entities:
        text = extraction.document.text
        proper = entity.kind == "name"
        if not proper and not _capital(entity, text, starts):
            continue
        written = dict(_names(entity, text))
        names = {w: " ".join(text[slice(*place)].split()) for place, w in written.items()}
        key = fold(entity.label) or (entity.label.casefold(),)
        person = entity.type == "PERSON"
        yield Profile(
            document=extraction.document.id,
            entity=entity,
            key=key,
            names={key: entity.label, **names},
            gender=_gender(entity, text) if person else "",
            born=_born(entity, extraction) if person else None,
            offices=offices.get(entity.id, frozenset()) if person else frozenset(),
            nations=nations.get(entity.id, frozenset()) if person else frozenset(),
            titles=frozenset(_titles(entity, text)) if person else frozenset(),
            behind=_behind(entity, text) if not person and country(entity.label) is None else "",
            seat=_seat(entity, key, told, text) if not person else "",
            home=told.state,
            number=_number(entity, text) if country(entity.label) is None else "",
            work=_profession(entity) if person else "",
            proper=proper,
            written=written,
            capitals={text[m.span.start : m.span.end]: m.span for m in entity.mentions if m.rule == METONYMY},
            firm=_firm(entity, key, text),
        )


def _capital(entity: Entity, text: str, starts: set[int]) -> bool:
    """Tell whether a nominal is written like a name, also where no sentence starts: "the Internet", "The Guardian"."""
    if entity.type == "PERSON" and known_noun(entity.label.split()[-1].lower()):
        return False
    if not all(word[:1].isupper() for word in entity.label.split()):
        return False
    called = (m.span for m in entity.mentions if m.kind != "pronoun" and m.span.start not in starts)
    return any(text[span.start : span.end].endswith(entity.label) for span in called)


def _names(entity: Entity, text: str) -> Iterator[tuple[tuple[int, int], Words]]:
    """Yield the offsets of each mention by name, with the name folded."""
    for mention in entity.mentions:
        if mention.kind == "name" and mention.rule != METONYMY:
            start, end = mention.span.start, mention.span.end
            if folded := fold(text[start:end]):
                yield (start, end), folded


def _gender(entity: Entity, text: str) -> str:
    votes = Counter(
        GENDERS[word]
        for m in entity.mentions
        if m.kind == "pronoun" and (word := text[m.span.start : m.span.end].lower()) in GENDERS
    )
    if votes and (best := votes.most_common(1)[0])[1] * 2 > votes.total():
        return best[0]
    first, *rest = entity.label.split()
    return first_name_gender(first) if rest else ""


def _called(entity: Entity, text: str) -> Iterator[Span]:
    """Yield the mentions that call the entity by a name, or by a noun that is its name: "the Civil Rights Act"."""
    for mention in entity.mentions:
        span = mention.span
        if mention.kind == "name" or text[span.start : span.end].endswith(entity.label):
            yield span


def _number(entity: Entity, text: str) -> str:
    """Return the number that stands with a name as a part of it: 2012 in "2012 Olympics", 15 in "iPhone 15"; for an
    event that comes again also the year that its sentence tells."""
    for span in _called(entity, text) if entity.type in NUMBERED else ():
        if number := number_beside(span, text):
            return number
    again = any(word in words("recurring.txt") for word in fold(entity.label))
    return next(_years(entity, text), "") if again else ""


def number_beside(span: Span, text: str) -> str:
    """Return the number that stands right behind the words of `span`, or the year right before them; else nothing."""
    behind = _NUMBER.match(text, span.end, span.end + _NEAR)
    before = _YEAR.search(text, max(0, span.start - _NEAR), span.start)
    parts = (*(behind.groups() if behind else ()), *(before.groups() if before else ()))
    return str(next(filter(None, parts), ""))


def _years(entity: Entity, text: str) -> Iterator[str]:
    """Yield the year of each sentence that names the entity and tells one year only."""
    for mention in entity.mentions:
        start = max(text.rfind(mark, 0, mention.span.start) for mark in (". ", "\n"))
        end = min(text.find(mark, mention.span.end) % (len(text) + 1) for mark in (". ", "\n"))
        years = set(_A_YEAR.findall(text, max(start, 0), end))
        if len(years) == 1:
            yield years.pop()


def _profession(entity: Entity) -> str:
    """Return the field of work that a person is told to be in: sport, arts, law."""
    told = (_professions().get(name.split()[-1].lower(), "") for name in entity.aliases)
    return next(filter(None, told), "")


@cache
def _professions() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("professions.tsv")}


def _titles(entity: Entity, text: str) -> Iterator[str]:
    """Yield the offices that stand before a person's name, of those that one person has: president, prime minister."""
    for mention in entity.mentions:
        before = _TITLE.search(text, max(0, mention.span.start - _NEAR), mention.span.start)
        title = before.group().strip().lower() if mention.kind == "name" and before else ""
        yield from (office for office in words("sole_offices.txt") if title == office or title.endswith(f" {office}"))


def _born(entity: Entity, extraction: Extraction) -> int | None:
    """Return the year of birth that the text tells behind or before a name: "(born 1952)", ", 34,", "71-year-old"."""
    text, day = extraction.document.text, extraction.document.published
    for mention in entity.mentions:
        if mention.kind != "name":
            continue
        start, end = mention.span.start, mention.span.end
        if year := _BORN.match(text, end, end + _NEAR):
            return int(year.group(1))
        life = _LIFE.match(text, end, end + 2 * _NEAR)
        if life and int(life.group(2)) - int(life.group(1)) >= _LIFETIME:  # fewer years are those of an office
            return int(life.group(1))
        age = _AGE_AFTER.match(text, end, end + _NEAR) or _AGE_BEFORE.search(text, max(0, start - _NEAR), start)
        if age:
            return int(day[:4] if day else UNDATED) - int(age.group(1))
    return None


def _behind(entity: Entity, text: str) -> str:
    """Return the name that stands behind a place's, set off by a comma: Massachusetts in "Cambridge, Massachusetts"."""
    for mention in entity.mentions:
        if mention.kind == "name" and (found := _BEHIND.match(text, mention.span.end, mention.span.end + _NEAR)):
            return found.group(1).rstrip(".,")
    return ""


def _told(extraction: Extraction) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Return the offices and the states that plain facts tell of each entity."""
    labels = {e.id: e.label for e in extraction.entities}
    offices: dict[str, set[str]] = {}
    nations: dict[str, set[str]] = {}
    for fact in extraction.facts:
        pair = _office(fact)
        if pair is None:
            continue
        holder, place = pair
        offices.setdefault(holder, set()).add(f"{fact.predicate.lemma} {labels.get(place, place)}")
        if (state := country(labels.get(place, ""))) is not None:
            nations.setdefault(holder, set()).add(state.name)
    return {k: frozenset(v) for k, v in offices.items()}, {k: frozenset(v) for k, v in nations.items()}


def _office(fact: Fact) -> tuple[str, str] | None:
    """Return holder and place of a fact like "president of": asserted, of two entities."""
    if fact.status != "asserted" or not fact.predicate.lemma.endswith(" of") or len(fact.arguments) != 2:
        return None
    holder, place = fact.arguments
    return (holder.entity, place.entity) if holder.entity and place.entity else None


def common(key: Words) -> bool:
    """Tell whether a name is made of common words alone, those of a thing that many towns or states have: Central
    Station, City Council."""
    kind = key[-1] in words("national.txt") or _local().get(key[-1]) == "common"
    return kind and len(key) > 1 and _plain(key)


def _plain(key: Words) -> bool:
    return all(known_noun(w) or w in words("national_adjectives.txt") for w in core(key))


@cache
def _local() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("local.tsv")}


def national(key: Words) -> bool:
    """Tell whether a name is that of an institution that many states have: Supreme Court, Democratic Party."""
    return any(word in words("national.txt") for word in key) and _plain(key)


def _seat(entity: Entity, key: Words, told: Story, text: str) -> str:
    """Return where such a thing is: the place told beside its name, else for an institution its document's state."""
    if country(entity.label) is not None:
        return ""
    if not (common(key) or national(key) or any(word in _local() for word in key)):
        behind = _behind(entity, text) if entity.type in ("GPE", "LOC", "FAC") else ""
        return " ".join(fold(behind)) if locations(behind) else ""
    for span in _called(entity, text):
        if beside := _beside(span, text):
            return beside
    return told.home if national(key) else ""


def _beside(span: Span, text: str) -> str:
    """Return the place told right behind a name ("in Berlin", ", Florida") or before it ("Berlin's"), folded."""
    behind = _IN.match(text, span.end, span.end + _NEAR)
    before = _OWNER.search(text, max(0, span.start - _NEAR), span.start)
    for found in filter(None, (behind, before)):
        if locations(found.group(1)):
            return " ".join(fold(found.group(1)))
    return ""


def nation_before(key: Words) -> tuple[str, Words]:
    """Return the state that a name begins with and the rest of it: US State Department, Russian Foreign Ministry."""
    for length in (2, 1):
        head = " ".join(key[:length])
        place = country(head.title()) or country(head.upper()) or demonym(head.title())
        if place is not None and len(key) > length:
            return place.name, key[length:]
    return "", key


def _firm(entity: Entity, key: Words, text: str) -> bool:
    """Tell whether the type is sure: a country, a first name before a last name, a noun that tells, or "he"."""
    if country(entity.label) is not None:
        return True
    if entity.type == "PERSON":
        return _gender(entity, text) != ""
    return len(key) > 1 and (noun_type(key[-1]) == entity.type or name_word(key[-1], "company form"))
