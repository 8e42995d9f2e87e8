"""Who publishes and who writes: names of outlets, bylines, and the datelines of news agencies.

Decided by the words of ``data/newsroom.tsv`` and by capital letters; what is not plainly a name is none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph.places import country
from graph.tables import rows
from graph.timestamps import dates, first_date, is_timestamp

_PARTICLES = frozenset("al bin ibn da das de del della den der di do dos du el la le ten ter van von y zu".split())
_SMALL = frozenset("a an and at by de del der die for from in of on the to with".split())
_LABELS = frozenset(
    "breaking exclusive update updated watch live opinion analysis editorial note correction explainer factbox q a "
    "video photos interview review".split()
)
_JOINTS = re.compile(r"\s*(?:[|•·;,/]|(?<=\s)[–—-](?=\s)|\b(?:and|with|und|et|y|e)\b(?=\s)|&)\s*")
_WORK = re.compile(r"(?:(?:additional|further|reporting|written|writing|edit(?:ed|ing)|research) )*by:? ", re.I)
_BESIDE = re.compile(
    r"@\w+|\S+@\S+\.\w+|https?:\S+|\b(?:published|updated|posted)\b\W*$|\b(?:19|20)\d\d\b", re.IGNORECASE
)
_PLACE = re.compile(r"\s+(?:in|at|for|from)\s+(?=[A-Z])")
_OF_OUTLET = re.compile(r"\S+['’]s\s+(?=\S+\s)")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]*)*")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|news|tv|co\.uk|de|fr|es|eu)", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:[–—:•·-]|--)\s+(?P<name>[^|–—•·]{2,50})$|\s*\|\s*(?P<piped>[^|]{2,50})$")
_MARK = r"—|–|--|\.-|:|(?<=[\s)])-"
_DATELINE = re.compile(
    r"(?:(?P<place>[^\W\d_][^()\n:—–]{1,70}?)\s*)?"
    rf"(?:\((?P<agency>[^\W\d_][^()]{{1,40}})\)\s*(?P<after>{_MARK})?|(?P<mark>{_MARK}))\s*(?=\S)"
)


class Dateline(NamedTuple):
    """The start of a news agency's text: where the text itself begins, the agency and the day, if it names them."""

    end: int
    agency: str | None
    iso: str | None


def is_outlet(words: str) -> bool:
    """Return whether `words` name a newspaper, a broadcaster, an agency or a site."""
    name = words.strip(" .,")
    tokens = name.split()
    if _is_known(name) or _DOMAIN.fullmatch(name):
        return True
    if not 0 < len(tokens) <= 7 or not all(_is_capital(t) or t == "&" for t in tokens):
        return False
    trade = _newsroom("word")
    if len(tokens) == 1:  # "NewsNation", "FoxNews"
        parts = re.findall(r"[A-Z][a-z]+|[A-Z]+(?![a-z])", name)
        return len(parts) > 1 and any(part.casefold() in trade for part in parts)
    return any(token.casefold() in trade for token in (tokens[0], *tokens[-2:]))


def authors(words: str) -> tuple[str, ...] | None:
    """Return the people named in the rest of a byline ("Jane Doe and John Roe | CNN"), or None where it is no byline.

    Outlets, job titles, places after "in", addresses and dates may stand in it; only people are returned, and no
    editors.
    """
    undated = next((words[: d.start] for d in dates(words)), words)
    parts = [part.strip(" .()") for part in _JOINTS.split(_BESIDE.sub("", undated).strip(" -–—|·•"))]
    found: list[str] = []
    edits = False
    for part in filter(None, parts):
        work = _WORK.match(part)
        edits = "edit" in work[0].lower() if work else edits
        person = _person(part[work.end() :] if work else part)
        if person is None:
            return None
        if person and not edits and person not in found:
            found.append(person)
    return tuple(found) if any(parts) else None


def is_name(words: str) -> bool:
    """Return whether `words` look like the full name of one person: two to five capitalised words, no job title."""
    tokens = words.split()
    if not 2 <= len(tokens) <= 5 or not tokens[-1][0].isupper():
        return False
    if any(t.strip(".").casefold() in _newsroom("role") | _newsroom("agency") for t in tokens):
        return False
    return all(_NAME_WORD.fullmatch(t) and (t[0].isupper() or t in _PARTICLES or t.startswith("al-")) for t in tokens)


def is_role(words: str) -> bool:
    """Return whether `words` are a job title of the trade: "Political Correspondent", "BBC News staff"."""
    tokens = words.casefold().replace("-", " ").split()
    roles = _newsroom("role")
    held = [t in roles or t.removesuffix("s") in roles for t in tokens]
    rest = (t for t, is_held in zip(tokens, held, strict=True) if not is_held)
    return any(held) and len(tokens) <= 7 and all(t in _SMALL or t in _outlet_words() for t in rest)


def split_publisher(line: str) -> int | None:
    """Return where a headline ends that its publisher stands behind ("... since Cold War – NewsNation")."""
    match = _TAIL.search(line)
    if match is None or len(line[: match.start()].split()) < 2:
        return None
    piped = (match["piped"] or "").split()
    titled = 0 < len(piped) <= 6 and all(map(_is_capital, piped))
    return match.start() if titled or is_outlet(match["piped"] or match["name"]) else None


def dateline(line: str, *, first: bool = False) -> Dateline | None:
    """Return the dateline that `line` starts with: "SEOUL, South Korea (AP) — ", "LONDON, June 3 (Reuters) - ".

    With `first` (the first paragraph of prose) one without a known agency will do: "KYIV, Ukraine — ", "DUBAI: ".
    """
    match = _DATELINE.match(line)
    if match is None:
        return None
    opening = line[match.end()]
    if not (opening.isupper() or opening.isdigit() or opening in "\"'“‘«["):
        return None
    place, agency, mark = match["place"] or "", match["agency"], match["after"] or match["mark"] or ""
    if _is_dateline([p for p in re.split(r",\s*", place) if p], agency, mark, first):
        return Dateline(match.end(), agency, first_date(place))
    return None


def _is_dateline(parts: list[str], agency: str | None, mark: str, first: bool) -> bool:
    """Return whether the parts of a place, an agency and a dash make a dateline.

    "NATO – which" and "Hahn Jr., Georgia - Pacific's chairman" must not: without an agency a place counts in capitals
    only, or with the land that it is in.
    """
    names = [part for part in parts if not is_timestamp(part) and not re.fullmatch(r"(?:19|20)\d\d", part)]
    tokens = [token for name in names for token in name.split()]
    if not all(t[0].isupper() or t in _PARTICLES | _SMALL for t in tokens) or len(tokens) > 7:
        return False
    if names and (names[0].casefold() in _LABELS or len(names[0].split()) > 4):
        return False
    shouted = bool(names) and names[0].isupper() and sum(map(str.isalpha, names[0])) > 2
    if agency:
        if not mark:  # "Washington (CNN)The mayor"
            return first and _is_known(agency)
        return _is_known(agency) or shouted or (first and not names and len(agency.split()) <= 3)
    landed = len(names) > 1 and len(names[0].split()) <= 3 and mark != ":"
    landed = landed and (mark in ("—", "--") or country(names[-1]) is not None)
    return first and mark != ".-" and (shouted or landed)


def _person(part: str) -> str | None:
    """Return the person whom one part of a byline names, "" where it names none but belongs there, else None."""
    part = _OF_OUTLET.sub("", part, count=1)
    name = _PLACE.split(part)[0]
    if not name or is_timestamp(part) or _is_known(name):
        return ""
    tokens = name.split()
    for length in range(len(tokens), 1, -1):  # "Jane Doe Associated Press", "Jane Doe Staff Writer"
        rest = " ".join(tokens[length:])
        if is_name(" ".join(tokens[:length])) and rest and (_is_known(rest) or is_role(rest)):
            return " ".join(tokens[:length])
    if is_outlet(name) or is_outlet(part) or is_role(part):
        return ""
    for length in range(len(tokens)):  # "Associated Press writers Jane Doe"
        if is_name(" ".join(tokens[length:])) and (length == 0 or is_role(" ".join(tokens[:length]))):
            return " ".join(tokens[length:])
    return None


def _is_capital(token: str) -> bool:
    return token[0].isupper() or token.lower() in _SMALL


def _is_known(name: str) -> bool:
    return name.casefold() in _newsroom("agency") or name.casefold() in _newsroom("outlet")


@cache
def _newsroom(kind: str) -> frozenset[str]:
    return frozenset(name.casefold() for name, found in rows("newsroom.tsv") if found == kind)


@cache
def _outlet_words() -> frozenset[str]:
    names = _newsroom("agency") | _newsroom("outlet") | _newsroom("word")
    return frozenset(word for name in names for word in name.split())
