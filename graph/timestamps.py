"""Dates and times as a page prints them around its text: when it was published, not what its sentences speak of.

In the orders that news sites use: "June 19, 2024", "19 June 2024", "2024-06-19T10:00Z", "Tue 7 May 2024",
"19.06.2024", "7 de mayo de 2024". What is ambiguous ("06/05/2024" is May or June) is a timestamp, but gives no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from graph.tables import rows

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_ZONE = (
    r"(?:(?:gmt(?:[+-]\d\d?)?|utc|z|e[sd]?t|c[sd]?t|m[sd]t|p[sd]?t|bst|ist|cest|cet|eest|msk|jst|kst|pkt|aest|uhr"
    r"|local time)\b|[+-]\d\d:?\d\d\b)"
)
_MINUTES = r"(?:m|mins?|minutes?)\b\.?"
_UNIT = r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?)"
_TOKENS = {
    "lead": r"(?:(?:first |last |originally )?"
    r"(?:published|posted|updated|modified|edited|created|issued|filed|uploaded|published date|last update)"
    r"|publication date|date|as of)\b(?: (?:on|at)\b)?",
    "ago": rf"\d+ ?{_UNIT} ago\b",
    "reading": rf"\d+[ -]?{_MINUTES} (?:to )?(?:read|listen|watch|video)\b"
    rf"|(?:reading|read|listening) time:? ?\d+ ?{_MINUTES}",
    "clock": rf"t?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)?(?: ?[ap]\.?m\b\.?)?(?: ?{_ZONE})?"
    rf"|(?:1[0-2]|0?[1-9]) ?[ap]\.?m\b\.?(?: ?{_ZONE})?",
    "weekday": _WEEKDAY,
    "near": rf"(?:yesterday|today|just now|noon|midnight|(?:an?|one|two|several) {_UNIT} ago)\b",
    "day": r"MONTH [0-3]?\d(?:st|nd|rd|th)?(?![\w:])|[0-3]?\d MONTH(?! ?\d)",
    "small": rf"(?:at|and|{_ZONE})(?!\w)",
}
_SEPARATORS = " \t\u00a0,.;:|/·•–—-()[]~"
_TELLING = ({"date"}, {"ago"}, {"reading"}, {"day"}, {"lead", "clock"}, {"lead", "near"}, {"clock", "weekday"})
"""Sets of tokens, one of which a line must have to be a timestamp."""


class Found(NamedTuple):
    """A date in a line: where it stands, and its ISO form (None where it is ambiguous or no day of the calendar)."""

    start: int
    end: int
    iso: str | None


def dates(line: str) -> Iterator[Found]:
    """Yield the full dates (day, month and year) that stand in `line`."""
    for match in _date().finditer(line):
        yield Found(match.start(), match.end(), _iso(match))


def first_date(line: str) -> str | None:
    """Return the first unambiguous date of `line` in ISO 8601, or None."""
    return next((found.iso for found in dates(line) if found.iso), None)


def is_timestamp(line: str) -> bool:
    """Return whether `line` is nothing but dates, times, "Updated", "3 hours ago", "4 mins read" and such."""
    seen: set[str] = set()
    place = 0
    while place < len(line):
        if line[place] in _SEPARATORS:
            place += 1
            continue
        match = _token().match(line, place)
        if match is None:
            return False
        seen.update(name for name in ("date", *_TOKENS) if match[name])
        place = match.end()
    return any(telling <= seen for telling in _TELLING)


def date_behind(line: str) -> int | None:
    """Return where the weekday and date start that end `line`: "... about ants Tuesday, September 1, 2015"."""
    match = next((m for m in _weekday_date().finditer(line) if m.end() == len(line)), None)
    return match.start() if match else None


def date_before(line: str) -> int | None:
    """Return where the weekday and date end that start `line`: "Thursday, March 15, 2012 Wikinews interviewed ..."."""
    match = _weekday_date().match(line)
    return match.end() if match and re.match(r"\s+[A-Z]", line[match.end() :]) else None


def _iso(match: re.Match[str]) -> str | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    if "num_y" in groups:
        first, second = int(groups["num_a"]), int(groups["num_b"])
        days = {(d, m) for d, m in ((first, second), (second, first)) if m <= 12}
        day, month = days.pop() if len(days) == 1 else (0, 0)
        return _calendar(int(groups["num_y"]), month, day)
    form = next(iter(groups)).rpartition("_")[0]
    name = groups[f"{form}_m"]
    month = int(name) if name.isdigit() else _months()[name.lower()]
    return _calendar(int(groups[f"{form}_y"]), month, int(groups[f"{form}_d"]))


def _calendar(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {name: int(month) for name, month in rows("months.tsv")}


@cache
def _month() -> str:
    return rf"(?:{'|'.join(sorted(_months(), key=len, reverse=True))})\b"


@cache
def _date() -> re.Pattern[str]:
    day, month, year = r"[0-3]?\d", _month(), r"(?:19|20)\d\d"
    forms = (
        rf"(?P<iso_y>{year})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)",
        rf"(?P<slash_y>{year})/(?P<slash_m>\d\d?)/(?P<slash_d>\d\d?)(?!\d)",
        rf"(?P<us_m>{month})\.? ?(?P<us_d>{day})(?:st|nd|rd|th)?(?!\d)(?:, ?| )(?P<us_y>{year})\b",
        rf"(?P<uk_d>{day})(?:st|nd|rd|th|\.)? ?(?:of |de )?(?P<uk_m>{month})\.?(?: de|,)? ?(?P<uk_y>{year})\b",
        rf"(?P<dot_d>\d\d?)\.(?P<dot_m>\d\d?)\.(?P<dot_y>{year})\b",
        rf"(?P<num_a>\d\d?)[/-](?P<num_b>\d\d?)[/-](?P<num_y>{year})\b",
    )
    return re.compile(rf"(?<![\w/.-])(?:{'|'.join(forms)})", re.IGNORECASE)


@cache
def _weekday_date() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){_WEEKDAY},? {_date().pattern}", re.IGNORECASE)


@cache
def _token() -> re.Pattern[str]:
    others = (f"(?P<{name}>{pattern})" for name, pattern in _TOKENS.items())
    pattern = "|".join((f"(?P<date>{_date().pattern})", *others))
    return re.compile(pattern.replace("MONTH", _month() + r"\.?"), re.IGNORECASE)
