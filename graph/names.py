"""Proper names: spaCy's named entities, trimmed, split and completed by runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.columns import Columns
from graph.lexicon import first_name_gender, known_noun, name_word, noun_type, royal
from graph.name_types import LINKS, NAMED, Name, text_of, titled, typed
from graph.places import HALVES, capital, city, country, demonym, divided

LABELS = {
    "PERSON": "PERSON", "NORP": "GROUP", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "EVENT": "EVENT",
    "WORK_OF_ART": "WORK", "PRODUCT": "PRODUCT", "LAW": "LAW", "LANGUAGE": "CONCEPT",
}  # fmt: skip
ARTICLES = frozenset(("the", "a", "an", "this", "these", "that", "those"))
POSSESSIVE = frozenset(("'s", "’s", "'", "’", "‘s"))
ADJECTIVAL = frozenset(("amod", "compound", "npadvmod", "nmod"))
SMALL = frozenset(("of", "the", "and", "for", "in", "at", "to", "de", "a"))
VERBAL = frozenset(("VB", "VBP", "VBZ", "UH", "IN", "CC", "RB"))
MARKS = frozenset('()[]{};:|/"“”–—')
"""Marks at which a name that spaCy ran on is cut."""
ACRONYM = re.compile("[A-Z]{3,7}")
SCORE = re.compile(r"\d+[-–]\d+")
RUN_ON = frozenset(("WORK", "LAW", "PRODUCT", "EVENT"))
"""Types of spaCy's names that mean nothing in a headline written with capitals."""
PLACED = frozenset(("of", "in", "at"))
TITLE_CASE = 0.75
"""Share of a line's longer words that a capital opens, from which on it is a headline."""


def names(cols: Columns) -> list[Name]:
    """Return the names of a document in order of their start; a name may hold another ("U.N." in "U.N. Council")."""
    headings = _headings(cols)
    found = [
        part
        for name in _entities(cols)
        if not (cols.sents[name.start] in headings and _run_on(cols, name))
        for part in _parts(cols, name)
    ]
    found = _seats(cols, _particled(cols, found))
    owner = {i: name for name in found for i in range(name.start, name.end)}
    for start, end in _runs(cols, owner, headings):
        for name in _completed(cols, start, end, owner):
            found = [n for n in found if not (n.type == "PERSON" and name.start <= n.start and n.end <= name.end)]
            found.append(name)
    people = {name.start for name in found if name.type == "PERSON"}
    found = [name for name in found if not (name.end in people and _office(cols, name.start))]
    found.extend([*_linked(cols, found), *_states(cols, found)])
    found.extend([part for name in found for part in _places(cols, name)])
    return sorted({typed(cols, name) for name in found}, key=lambda n: (n.start, -n.end, n.type))


def _particled(cols: Columns, found: list[Name]) -> list[Name]:
    """Return the names with those of people made whole that spaCy cut at a small word: Ursula von der | Leyen."""
    out: list[Name] = []
    for name in found:
        end = name.end
        while end < len(cols) and name_word(cols.words[end], "particle"):
            end += 1
        cut = name.type == "PERSON" and (end > name.end or name_word(cols.words[name.end - 1], "particle"))
        if cut and end < len(cols) and cols.words[end][0].isupper() and cols.tags[end][:3] == "NNP":
            name = replace(name, end=end + 1)
        if not (out and name.start < out[-1].end):
            out.append(name)
    return out


def _seats(cols: Columns, found: list[Name]) -> list[Name]:
    """Return the names with a capital's made whole that a comma parts: Washington, D.C."""
    out: list[Name] = []
    for name in found:
        if out and name.start < out[-1].end:
            continue
        behind = name.end + 1
        if cols.words[name.end : behind] == [","] and behind < len(cols):
            whole = f"{text_of(cols, name.start, name.end)}, {cols.words[behind]}"
            name = replace(name, end=behind + 1, type="GPE") if capital(whole) is not None else name
        out.append(name)
    return out


def _office(cols: Columns, start: int) -> bool:
    """Tell whether a name at `start` belongs to a title: "State" of "Secretary of State Antony Blinken"."""
    return start > 1 and cols.lowers[start - 1] in LINKS and titled(cols, start - 2)


def _run_on(cols: Columns, name: Name) -> bool:
    """Tell whether a name of spaCy's in a headline is likely words that only look like one."""
    if name.type in RUN_ON:
        return True
    ends = range(name.start + 1, min(name.start + 4, name.end - 1))
    return any(country(text_of(cols, name.start, end)) for end in ends)


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
    return country(text_of(cols, name.start, name.end)) is None


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
    """Tell whether a modifier that spaCy takes for a person is a common noun: "Gala concert"."""
    if kind == "PERSON" and known_noun(cols.lowers[i]):
        return cols.tags[cols.heads[i]] in ("NN", "NNS")
    return False


def _opens(cols: Columns, i: int, end: int, kind: str) -> bool:
    word = cols.words[i]
    if cols.lowers[i] in ARTICLES:
        return word == "The" and capital(text_of(cols, i, end)) is not None
    titles = i + 1 < end and titled(cols, i) and cols.lowers[i + 1] not in LINKS
    if titles and (kind in ("PERSON", "") or first_name_gender(cols.words[i + 1])):
        return False
    if kind == "PERSON" and i + 2 < end and not first_name_gender(word) and first_name_gender(cols.words[i + 1]):
        return not (known_noun(cols.lowers[i]) or word.endswith("ist"))
    if kind == "PERSON" and i + 1 < end and cols.tags[i] in VERBAL:
        return bool(first_name_gender(word))
    return any(c.isalnum() for c in word)


def _closes(cols: Columns, i: int) -> bool:
    word = cols.words[i]
    if word in SMALL or SCORE.fullmatch(word):
        return False
    return cols.lowers[i] not in POSSESSIVE and (word[-1].isalnum() or (word[-1] in ".!+" and len(word) > 1))


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
    if i + 1 >= len(cols) or i in owner or not name_word(cols.words[i], "particle"):
        return False
    return i + 1 not in owner and (_proper(cols, i + 1, headings) or _bridged(cols, i + 1, owner, headings))


def _proper(cols: Columns, i: int, headings: set[int]) -> bool:
    word = cols.words[i]
    if cols.tags[i] not in ("NNP", "NNPS") or not word[0].isupper():
        return False
    if cols.ents[i] and cols.ents[i][2:] not in LABELS:
        return False
    if demonym(word) is not None or name_word(cols.lowers[i], "month"):
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
    return {sent for sent, high in counts.items() if len(high) > 3 and sum(high) > TITLE_CASE * len(high)}


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
        size = _state(cols, i) if cols.words[i][0].isupper() and cols.lowers[i] != "the" else 0
        if cols.words[i] in HALVES and _half(cols, i) and i not in covered:
            yield Name(i, i + 1, "GPE")
        if size and (i in opens or i not in covered):
            yield Name(i, i + size, "")
        i += max(size, 1)


def _places(cols: Columns, name: Name) -> Iterator[Name]:
    """Yield the towns that begin or end the name of a body: "Kyoto" of "Kyoto University", "University of Basel"."""
    start, end = name.start, name.end
    if end - start < 2 or name.type == "PERSON":
        return
    sizes = (n for n in (3, 2, 1) if n < end - start and cols.words[start + n][0].isupper())
    size = next((n for n in sizes if city(text_of(cols, start, start + n))), 0)
    if size:
        yield Name(start, start + size, "GPE")
    elif end - start > 2 and name.type != "WORK" and ACRONYM.fullmatch(cols.words[start]):
        yield Name(start, start + 1, "ORG")
    links = [i for i in range(start + 1, end - 1) if cols.lowers[i] in PLACED]
    for link, stop in pairwise([*links, end]):
        if stop - link < 4 and cols.words[link + 1][0].isupper() and _seated(cols, link, stop):
            yield Name(link + 1, stop, "GPE")


def _seated(cols: Columns, link: int, end: int) -> bool:
    """Tell whether what follows "of" or "in" inside a name is a place."""
    if cols.lowers[link] != "of" or name_word(cols.lowers[link - 1], "seat"):
        return True
    place = text_of(cols, link + 1, end)
    return city(place) != "" or country(place) is not None


def _half(cols: Columns, i: int) -> bool:
    """Tell whether "North" or "South" is a country's short name: "the North", where the other one is said in full."""
    if i == 0 or cols.words[i - 1] != "the" or cols.deps[i] in ADJECTIVAL or cols.words[i + 1 : i + 2] == ["of"]:
        return False
    return any(before == cols.words[i] and divided(before, word) for before, word in pairwise(cols.words))


def _state(cols: Columns, i: int) -> int:
    sizes = (n for n in (4, 3, 2, 1) if i + n <= len(cols))
    return next((n for n in sizes if country(text_of(cols, i, i + n)) is not None), 0)
