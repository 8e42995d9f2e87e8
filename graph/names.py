"""Proper names: spaCy's named entities, trimmed, split and completed by runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.columns import Columns
from graph.lexicon import first_name_gender, known_noun, noun_type, royal, title_gender
from graph.places import capital, city, country, demonym
from graph.tables import words

LABELS = {
    "PERSON": "PERSON", "NORP": "GROUP", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "EVENT": "EVENT",
    "WORK_OF_ART": "WORK", "PRODUCT": "PRODUCT", "LAW": "LAW", "LANGUAGE": "CONCEPT",
}  # fmt: skip
ARTICLES = frozenset(("the", "a", "an"))
POSSESSIVE = frozenset(("'s", "’s", "'", "’", "‘s"))
PARTICLES = frozenset("de da do dos das del della der den di du la le van von zu al el bin ibn y af av ten ter".split())
ADJECTIVAL = frozenset(("amod", "compound", "npadvmod", "nmod"))
SMALL = frozenset(("of", "the", "and", "for", "in", "at", "to", "de", "a"))
LINKS = frozenset(("of", "for"))
MARKS = frozenset('()[]{};:|/"“”–—')
"""Marks at which a name that spaCy ran on is cut."""
NAMED = frozenset(("ORG", "FAC", "GPE", "LOC", "EVENT", "LAW", "WORK"))
"""Types of the nouns that open a name with "of": Ministry of Defence, Gulf of Aden, Treaty of Rome."""


OPENERS = {"fort": "GPE", "mount": "LOC", "lake": "LOC", "cape": "LOC", "port": "GPE", "hotel": "FAC", "river": "LOC"}


ACRONYM = re.compile("[A-Z]{3,7}")
SEATS = frozenset("university college city town municipality bishop archbishop duke king queen earl bay gulf".split())
RUN_ON = frozenset(("WORK", "LAW", "PRODUCT", "EVENT"))
"""Types of spaCy's names that mean nothing in a headline written with capitals."""
PAPERS = frozenset("journal times post news herald gazette tribune magazine press chronicle guardian observer".split())
MONTHS = frozenset("january february march april june july august september october november december".split())
ARTICLED = frozenset(("Hague",))
HALVES = frozenset(("North", "South"))


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive) that are a name; `type` is empty where nothing tells it yet."""

    start: int
    end: int
    type: str


def names(cols: Columns) -> list[Name]:
    """Return the names of a document in order of their start; a name may hold another ("U.N." in "U.N. Council")."""
    headings = _headings(cols)
    found = [
        part
        for name in _entities(cols)
        if not (cols.sents[name.start] in headings and _run_on(cols, name))
        for part in _parts(cols, name)
    ]
    found = _particled(cols, found)
    owner = {i: name for name in found for i in range(name.start, name.end)}
    for start, end in _runs(cols, owner, headings):
        for name in _completed(cols, start, end, owner):
            found = [n for n in found if not (n.type == "PERSON" and name.start <= n.start and n.end <= name.end)]
            found.append(name)
    people = {name.start for name in found if name.type == "PERSON"}
    found = [name for name in found if not (name.end in people and _office(cols, name.start))]
    found.extend([*_linked(cols, found), *_states(cols, found)])
    found.extend([part for name in found for part in _places(cols, name)])
    return sorted({_typed(cols, name) for name in found}, key=lambda n: (n.start, -n.end, n.type))


def _particled(cols: Columns, found: list[Name]) -> list[Name]:
    """Return the names with those of people made whole that spaCy cut at a small word: Ursula von der | Leyen."""
    out: list[Name] = []
    for name in found:
        end = name.end
        while end < len(cols) and cols.words[end] in PARTICLES:
            end += 1
        cut = name.type == "PERSON" and (end > name.end or cols.words[name.end - 1] in PARTICLES)
        if cut and end < len(cols) and cols.words[end][0].isupper() and cols.tags[end][:3] == "NNP":
            name = replace(name, end=end + 1)
        if not (out and name.start < out[-1].end):
            out.append(name)
    return out


def _office(cols: Columns, start: int) -> bool:
    """Tell whether a name at `start` belongs to a title: "State" of "Secretary of State Antony Blinken"."""
    return start > 1 and cols.lowers[start - 1] in LINKS and titled(cols, start - 2)


def _run_on(cols: Columns, name: Name) -> bool:
    """Tell whether a name of spaCy's in a headline is likely words that only look like one."""
    if name.type in RUN_ON:
        return True
    return any(country(" ".join(cols.words[name.start : i])) for i in range(name.start + 1, min(name.start + 4, name.end - 1)))


def _entities(cols: Columns) -> Iterator[Name]:
    start = -1
    for i, ent in enumerate([*cols.ents, ""]):
        if start >= 0 and not ent.startswith("I-"):
            yield Name(start, i, LABELS[cols.ents[start][2:]])
            start = -1
        if ent[:2] == "B-" and ent[2:] in LABELS:
            start = i


def _parts(cols: Columns, name: Name) -> Iterator[Name]:
    """Yield the names that an entity of spaCy's holds: cut at line ends, at "and" between people or places."""
    start = name.start
    for i in range(name.start, name.end + 1):
        if i == name.end or "\n" in cols.words[i] or cols.words[i] in MARKS or _joint(cols, name, i):
            part = trimmed(cols, replace(name, start=start, end=i))
            if part is not None:
                yield part
            start = i + 1


def _joint(cols: Columns, name: Name, i: int) -> bool:
    if cols.lowers[i] not in ("and", ",", "&", "/") or name.type not in ("PERSON", "GPE"):
        return False
    return country(" ".join(cols.words[name.start : name.end])) is None


def trimmed(cols: Columns, name: Name) -> Name | None:
    """Return the name without article, title, possessive mark and marks at its ends; None where nothing is left."""
    start, end = name.start, name.end
    if name.type in ("PERSON", ""):
        end = next((i for i in range(start + 1, end) if cols.lowers[i] in POSSESSIVE), end)
    while end > start and not _closes(cols, end - 1):
        end -= 1
    while start < end and not _opens(cols, start, end, name.type):
        start += 1
    if all(titled(cols, i) or royal(cols.words[i]) for i in range(start, end)):
        return None
    if not any(cols.words[i][0].isupper() and len(cols.words[i]) > 1 for i in range(start, end)):
        return None
    if end - start == 1 and cols.deps[start] in ("compound", "amod") and _plain(cols, start, name.type):
        return None
    if name.type == "GROUP" and (cols.tags[end - 1][:2] == "JJ" or cols.deps[end - 1] in ADJECTIVAL):
        return None
    if demonym(cols.words[end - 1]) is not None and (end < len(cols) and cols.words[end] == "-"):
        return None
    return replace(name, start=start, end=end)


def _plain(cols: Columns, i: int, kind: str) -> bool:
    """Tell whether a modifier that spaCy takes for a name is a common noun or part of a word: "Gala concert", "T-shirt"."""
    if kind == "PERSON" and known_noun(cols.lowers[i]) and not first_name_gender(cols.words[i]):
        return cols.tags[cols.heads[i]] in ("NN", "NNS")
    return False


def _opens(cols: Columns, i: int, end: int, kind: str) -> bool:
    word = cols.words[i]
    if cols.lowers[i] in ARTICLES:
        return word == "The" and capital(" ".join(cols.words[i:end])) is not None
    if i + 1 < end and titled(cols, i) and cols.lowers[i + 1] not in LINKS:
        if kind in ("PERSON", "") or first_name_gender(cols.words[i + 1]):
            return False
    if kind == "PERSON" and i + 2 < end and not first_name_gender(word) and first_name_gender(cols.words[i + 1]):
        return not (known_noun(cols.lowers[i]) or word.endswith("ist"))
    if kind == "PERSON" and i + 1 < end and cols.tags[i] in ("VB", "VBP", "VBZ", "UH", "IN", "CC", "RB"):
        return bool(first_name_gender(word))
    return any(c.isalnum() for c in word)


def _closes(cols: Columns, i: int) -> bool:
    word = cols.words[i]
    if word in SMALL:
        return False
    return cols.lowers[i] not in POSSESSIVE and (word[-1].isalnum() or (word[-1] in ".!+" and len(word) > 1))


def titled(cols: Columns, i: int) -> bool:
    """Tell whether token `i` is a title that stands before a name ("Mr.", "President")."""
    return title_gender(cols.words[i]) is not None and not first_name_gender(cols.words[i])


def _runs(cols: Columns, owner: dict[int, Name], headings: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of proper nouns that are in no entity of spaCy's."""
    start = -1
    for i in range(len(cols) + 1):
        free = i < len(cols) and i not in owner and _proper(cols, i, headings)
        if free and start < 0:
            start = i
        elif not free and start >= 0 and not _bridged(cols, i, owner, headings):
            yield start, i
            start = -1


def _bridged(cols: Columns, i: int, owner: dict[int, Name], headings: set[int]) -> bool:
    """Tell whether a small word stands inside of a run: Ursula von der Leyen."""
    if i + 1 >= len(cols) or i in owner or cols.lowers[i] not in PARTICLES or cols.lowers[i] != cols.words[i]:
        return False
    return i + 1 not in owner and (_proper(cols, i + 1, headings) or _bridged(cols, i + 1, owner, headings))


def _proper(cols: Columns, i: int, headings: set[int]) -> bool:
    word = cols.words[i]
    if cols.tags[i] not in ("NNP", "NNPS") or not word[0].isupper() or (cols.ents[i] and cols.ents[i][2:] not in LABELS):
        return False
    if demonym(word) is not None or cols.lowers[i] in MONTHS:
        return False
    beside = [cols.tags[k][:3] == "NNP" for k in (i - 1, i + 1) if 0 <= k < len(cols)]
    lonely = cols.sents[i] in headings or not any(beside) or i == 0 or cols.sents[i - 1] != cols.sents[i]
    return not (lonely and known_noun(cols.lowers[i]) and not word.isupper() and not first_name_gender(word))


def _headings(cols: Columns) -> set[int]:
    """Return the numbers of the sentences whose words are nearly all written with a capital."""
    counts: dict[int, list[int]] = {}
    for word, sent in zip(cols.words, cols.sents, strict=True):
        if word.isalpha() and len(word) > 3:
            counts.setdefault(sent, []).append(word[0].isupper())
    return {sent for sent, capitals in counts.items() if len(capitals) > 3 and sum(capitals) > 0.75 * len(capitals)}


def _completed(cols: Columns, start: int, end: int, owner: dict[int, Name]) -> Iterator[Name]:
    """Yield the names that a run makes, alone or with the entity before or after it."""
    before, after = owner.get(start - 1), owner.get(end)
    if after is not None and after.start == end and after.type == "PERSON" and "\n" not in cols.words[end - 1]:
        start = next((i + 1 for i in reversed(range(start, end)) if titled(cols, i)), start)
        if start < end and not _office(cols, start):
            yield replace(after, start=start)
    elif before is not None and before.end == start and cols.deps[start - 1] == "compound":
        yield Name(before.start, end, "PERSON" if before.type == "PERSON" else "")
    else:
        name = trimmed(cols, Name(start, end, ""))
        if name is not None:
            yield name


def _linked(cols: Columns, found: list[Name]) -> Iterator[Name]:
    """Yield the names that two found ones make with "of" or "for": University of Basel, Ministry of Defence."""
    starts = {name.start: name for name in found}
    for name in found:
        i = name.end
        if i + 1 < len(cols) and cols.lowers[i] in LINKS and noun_type(cols.lowers[i - 1]) in NAMED:
            after = starts.get(i + 1 + (cols.lowers[i + 1] == "the"))
            if after is not None and name.type != "PERSON":
                yield Name(name.start, after.end, "" if name.type == "GPE" else name.type)


def _states(cols: Columns, found: list[Name]) -> Iterator[Name]:
    """Yield the states that open the name of a body: "U.N." of "U.N. Security Council"; and those nobody found."""
    covered = {i for name in found for i in range(name.start, name.end)}
    opens = {name.start for name in found if name.end - name.start > 1}
    i = 0
    while i < len(cols):
        size = _state(cols, i) if cols.words[i][0].isupper() else 0
        if cols.words[i] in HALVES and _half(cols, i) and i not in covered:
            yield Name(i, i + 1, "GPE")
        if size and (i in opens or i not in covered) and cols.lowers[i] != "the":
            yield Name(i, i + size, "")
        i += max(size, 1)


def _places(cols: Columns, name: Name) -> Iterator[Name]:
    """Yield the towns that begin or end the name of a body: "Kyoto" of "Kyoto University", "University of Basel"."""
    size = name.end - name.start
    if size < 2 or name.type == "PERSON":
        return
    for n in (3, 2, 1):
        if n < size and city(" ".join(cols.words[name.start : name.start + n])) and cols.words[name.start + n][0].isupper():
            yield Name(name.start, name.start + n, "GPE")
            break
    if size > 2 and name.type != "WORK" and ACRONYM.fullmatch(cols.words[name.start]) and not city(cols.words[name.start]):
        yield Name(name.start, name.start + 1, "ORG")
    link = max((i for i in range(name.start + 1, name.end - 1) if cols.lowers[i] in ("of", "in", "at")), default=0)
    if link and cols.words[link + 1][0].isupper():
        seat = cols.lowers[link] != "of" or cols.lowers[link - 1] in SEATS or city(" ".join(cols.words[link + 1 : name.end]))
        if seat and name.end - link < 4:
            yield Name(link + 1, name.end, "GPE")


def _half(cols: Columns, i: int) -> bool:
    """Tell whether "North" or "South" is a country's short name: "the North", where the other one is said in full."""
    if i == 0 or cols.words[i - 1] != "the" or cols.deps[i] in ADJECTIVAL or cols.words[i + 1 : i + 2] == ["of"]:
        return False
    return any(w == "Korea" and cols.words[k - 1] == cols.words[i] for k, w in enumerate(cols.words) if k)


def _state(cols: Columns, i: int) -> int:
    return next((n for n in (4, 3, 2, 1) if country(" ".join(cols.words[i : i + n])) is not None), 0)


def _told(cols: Columns, name: Name) -> str:
    """Return the type that the noun before a name tells: "the state agency Sputnik", "the ship Endurance"."""
    i = name.start - 1
    if i < 0 or cols.tags[i] != "NN" or cols.deps[i] not in ("compound", "nmod") or not name.start < cols.heads[i] + 1 <= name.end:
        return ""
    kind = noun_type(cols.lowers[i])
    return kind if kind in NAMED or kind == "PERSON" else ""


def _typed(cols: Columns, name: Name) -> Name:
    """Return the name with the type that the gazetteer or its last word tells, else that of spaCy, else a guess."""
    text = " ".join(cols.words[name.start : name.end])
    if text in ARTICLED and name.start > 0 and cols.words[name.start - 1] == "The":
        return Name(name.start - 1, name.end, "GPE")
    place = country(text)
    if place is not None:
        return replace(name, type={"bloc": "ORG", "region": "LOC", "continent": "LOC"}.get(place.kind, "GPE"))
    head = name.end - 1
    link = next((i for i in range(name.start, name.end) if cols.lowers[i] in LINKS), name.end)
    if name.start > 0 and titled(cols, name.start - 1) and cols.tags[name.start - 1][:3] == "NNP" and name.type != "GPE":
        return replace(name, type="PERSON")
    if capital(text) is not None and name.type != "PERSON":
        return replace(name, type="GPE")
    if name.end - name.start > 1 and cols.words[link - 1][0].isupper() and name.type != "WORK":
        kind = "ORG" if cols.lowers[link - 1] in PAPERS else noun_type(cols.lowers[link - 1])
        if kind in NAMED and not (kind == "WORK" and name.type == "ORG") and not (name.type == "PERSON" and first_name_gender(cols.words[name.start])):
            return replace(name, type=kind)
    if name.end - name.start > 1 and cols.lowers[name.start] in OPENERS and name.type in ("", "PERSON", "ORG"):
        return replace(name, type=OPENERS[cols.lowers[name.start]])
    if name.type == "GPE" and not city(text) and cols.deps[head] in ("nsubj", "dobj") and name.end - name.start == 1:
        return replace(name, type="ORG")
    told = _told(cols, name)
    if told:
        return replace(name, type=told)
    if name.type:
        return name
    if first_name_gender(cols.words[name.start]) and (head > name.start or cols.words[head].isalpha()):
        return replace(name, type="PERSON")
    return replace(name, type=_guess(cols, name))


def _guess(cols: Columns, name: Name) -> str:
    """Return the likeliest type of a name that nothing tells: who acts is a person, where one is "in" a place."""
    head, word = name.end - 1, cols.words[name.end - 1]
    if word.isupper() or name.end - name.start > 2:
        return "ORG"
    if cols.deps[head] == "pobj" and cols.lowers[cols.heads[head]] in ("in", "at", "near"):
        return "GPE"
    acts = cols.deps[head] == "nsubj" and cols.tags[cols.heads[head]][:2] == "VB" and cols.lemmas[cols.heads[head]] != "be"
    if acts and cols.lemmas[cols.heads[head]] in words("company_verbs.txt"):
        return "ORG"
    lone = name.end - name.start == 1 and cols.deps[head] in ("dative", "poss")
    return "PERSON" if acts or lone or (cols.deps[head] == "pobj" and cols.deps[cols.heads[head]] == "agent") else "ORG"
