"""Dates and times as a page prints them around its text: when it was published, not what its sentences speak of.

English, in the orders that news sites use: "June 19, 2024", "19 June 2024", "2024-06-19T10:00Z", "Tue 7 May 2024",
"19.06.2024". What is ambiguous ("06/05/2024" is May or June) is a timestamp, but gives no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)\b"
_DATES = (
    rf"{_YEAR.format('iso_y')}-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)",
    rf"{_YEAR.format('slash_y')}/(?P<slash_m>\d\d?)/(?P<slash_d>\d\d?)(?!\d)",
    rf"{_MONTH.format('us_m')} ?{_DAY.format('us_d')}(?!\d)(?:, ?| ){_YEAR.format('us_y')}",
    rf"{_DAY.format('uk_d')} ?(?:of )?{_MONTH.format('uk_m')},? ?{_YEAR.format('uk_y')}",
    rf"(?P<dot_d>\d\d?)\.(?P<dot_m>\d\d?)\.{_YEAR.format('dot_y')}",
    rf"(?P<num_a>\d\d?)[/-](?P<num_b>\d\d?)[/-]{_YEAR.format('num_y')}",
)
_DATE = re.compile(r"(?<![\w/.-])(?:" + "|".join(_DATES) + ")", re.IGNORECASE)

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_ZONE = r"(?:(?:gmt|utc|z|e[sd]?t|c[sd]?t|m[sd]t|p[sd]?t|bst|ist|ce?st|cet|eest|msk|jst|kst|pkt|aest|local time)\b|[+-]\d\d:?\d\d\b)"
_LEAD = (
    r"(?:first |last |originally )?(?:published|posted|updated|modified|edited|created|issued|filed|uploaded|reviewed)"
    r"|publication date|date|as of|last update"
)
_OTHER = (
    ("lead", rf"(?:{_LEAD})\b(?: (?:on|at)\b)?(?: date\b)?"),
    ("ago", r"(?:about )?(?:\d+|an?|one|two|three|several|few) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?"
            r"|weeks?|months?|years?) ago\b"),
    ("reading", r"\d+[ -]?(?:m|mins?|minutes?)\.? (?:read|listen|watch|video)\b|\d+ minutes? to read\b"
                r"|(?:reading|read|listening) time:? ?\d+ ?(?:m|mins?|minutes?)\b"),
    ("clock", rf"t?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)?(?: ?[ap]\.?m\b\.?)?(?: ?{_ZONE})?"
              rf"|(?:1[0-2]|0?[1-9]) ?[ap]\.?m\b\.?(?: ?{_ZONE})?"),
    ("weekday", _WEEKDAY),
    ("near", r"(?:yesterday|today|just now|noon|midnight)\b"),
    ("day", rf"{_MONTH.format('day_m')} [0-3]?\d(?:st|nd|rd|th)?(?![\w:])|[0-3]?\d {_MONTH.format('day_n')}(?! ?\d)"),
    ("small", rf"(?:at|on|and|{_ZONE})(?!\w)"),
)  # fmt: skip
_TOKEN = re.compile(
    "|".join([f"(?P<full>{_DATE.pattern})", *(f"(?P<{name}>{pattern})" for name, pattern in _OTHER)]), re.IGNORECASE
)
_SEPARATORS = " \t\u00a0,.;:|/·•–—-()[]~"
_TELLING = frozenset({"full", "ago", "reading", "day"})
DATED_END = re.compile(rf"\s+{_WEEKDAY},? {_DATE.pattern}$", re.IGNORECASE)
"""A weekday and a date that end a line: "... about ants Tuesday, September 1, 2015"."""
DATED_START = re.compile(rf"{_WEEKDAY},? {_DATE.pattern}(?=\s+(?-i:[A-Z]))", re.IGNORECASE)
"""A weekday and a date that start a line of text: "Thursday, March 15, 2012 Wikinews interviewed ..."."""


class Found(NamedTuple):
    """A date in a line: where it stands, and its ISO form (None where it is ambiguous or no day of the calendar)."""

    start: int
    end: int
    iso: str | None


def dates(line: str) -> Iterator[Found]:
    """Yield the full dates (day, month and year) that stand in `line`."""
    for match in _DATE.finditer(line):
        yield Found(match.start(), match.end(), _iso(match))


def first_date(line: str) -> str | None:
    """Return the first unambiguous date of `line` in ISO 8601, or None."""
    return next((found.iso for found in dates(line) if found.iso), None)


def is_timestamp(line: str) -> bool:
    """Return whether `line` is nothing but dates, times, "Updated", "3 hours ago", "4 mins read" and what joins them."""
    seen, position = set(), 0
    while position < len(line):
        if line[position] in _SEPARATORS:
            position += 1
            continue
        match = _TOKEN.match(line, position)
        if match is None or not match.end() > position:
            return False
        seen.update(name for name in ("full", *(name for name, _ in _OTHER)) if match[name])
        position = match.end()
    return bool(seen & _TELLING) or {"lead", "clock"} <= seen or {"lead", "near"} <= seen or {"clock", "weekday"} <= seen


def is_bare_date(line: str) -> bool:
    """Return whether `line` is one date and nothing else, as over a part of a chronicle."""
    return any(not (line[: d.start] + line[d.end :]).strip(_SEPARATORS) for d in dates(line))


def _iso(match: re.Match[str]) -> str | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    if "num_y" in groups:
        first, second = int(groups["num_a"]), int(groups["num_b"])
        days = {(d, m) for d, m in ((first, second), (second, first)) if m <= 12}
        day, month = days.pop() if len(days) == 1 else (0, 0)
        return _calendar(int(groups["num_y"]), month, day)
    form = next(name for name in groups).rpartition("_")[0]
    month_text = groups[f"{form}_m"].lower()
    month = int(month_text) if month_text.isdigit() else _MONTHS.index(month_text[:3]) + 1
    return _calendar(int(groups[f"{form}_y"]), month, int(groups[f"{form}_d"]))


def _calendar(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
