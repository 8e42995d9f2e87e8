"""Calendar periods: make one, choose one by the tense of a verb, write it as ISO 8601."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

Tense = Literal["past", "present", "future"] | None
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days `first` to `last`, both included."""

    first: date
    last: date

    @property
    def iso(self) -> str:
        """The shortest form: a date, a month or a year where the period is one, else an interval of them."""
        start, end = self.first.isoformat(), self.last.isoformat()
        if self.first.day == 1 and self.last.day == monthrange(self.last.year, self.last.month)[1]:
            size = 4 if (self.first.month, self.last.month) == (1, 12) else 7
            start, end = start[:size], end[:size]
        return start if start == end else f"{start}/{end}"

    def holds(self, other: Period) -> bool:
        return self.first <= other.first and other.last <= self.last

    def apart(self, other: Period) -> int:
        """Return how many days lie between the two periods, 0 where they share one."""
        return max((self.first - other.last).days, (other.first - self.last).days, 0)

    def gap(self, day: date) -> int:
        """Return how many days lie between `day` and the period, 0 where it holds the day."""
        return self.apart(Period(day, day))


@cache
def from_iso(text: str) -> Period | None:
    """Return the period that `Period.iso` wrote as `text`, None where it wrote none such.

    >>> from_iso("2024-06/2024-07-02")
    Period(first=datetime.date(2024, 6, 1), last=datetime.date(2024, 7, 2))
    """
    ends = text.split("/")
    if len(ends) > 2:
        return None
    if len(ends) == 2:
        return joined(from_iso(ends[0]), from_iso(ends[1]))
    parts = [int(part) for part in text.split("-")] if _ISO.fullmatch(text) else []
    try:
        if len(parts) == 1:
            return years(parts[0], parts[0])
        return months(*parts) if len(parts) == 2 else days(date(*parts))
    except (TypeError, ValueError):  # no such day, or nothing like a date
        return None


@dataclass(frozen=True, slots=True)
class Frame:
    """Whence an expression is told: the day of the telling and the tense of its verb."""

    anchor: date
    tense: Tense = None


def days(first: date, length: int = 1) -> Period:
    return Period(first, first + timedelta(days=length - 1))


def week(day: date) -> Period:
    """Return the week of `day`, Monday to Sunday."""
    return days(day - timedelta(days=day.weekday()), 7)


def months(year: int, month: int, length: int = 1) -> Period:
    """Return `length` months from `month` on, which may lie outside 1 to 12 and then counts into other years."""
    start, end = year * 12 + month - 1, year * 12 + month - 2 + length
    last = date(end // 12, end % 12 + 1, monthrange(end // 12, end % 12 + 1)[1])
    return Period(date(start // 12, start % 12 + 1, 1), last)


def years(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31))


def joined(start: Period | None, end: Period | None) -> Period | None:
    """Return the period from one to the other, None where either is missing or they stand in the wrong order."""
    return Period(start.first, end.last) if start and end and start.first <= end.first else None


def by_tense(periods: Mapping[int, Period], frame: Frame, far: int, near: int) -> Period | None:
    """Choose the latest period in the past tense, the next in the future, the nearest else; the anchor's own counts.

    None where the choice lies more than `far` days off (told in a tense) or `near` days (told in none).
    """
    anchor, limit = frame.anchor, near
    if frame.tense == "past":
        chosen, limit = max((p for p in periods.values() if p.first <= anchor), default=None), far
    elif frame.tense == "future":
        chosen, limit = min((p for p in periods.values() if p.last >= anchor), default=None), far
    else:
        chosen = min(periods.values(), key=lambda p: p.gap(anchor), default=None)
    return chosen if chosen and chosen.gap(anchor) <= limit else None


def by_word(which: str, periods: Mapping[int, Period], frame: Frame) -> Period | None:
    """Choose by "last", "this", "next", "this past" or "this coming".

    `periods` are those of the week (or year) before the anchor's (-1), of it (0) and after it (1). "next Friday" is the
    first Friday to come for some and the Friday of the next week for others: None where the two are not one day.
    """
    anchor = frame.anchor
    latest = max((p for p in periods.values() if p.last < anchor), default=None)
    coming = min((p for p in periods.values() if p.first > anchor), default=None)
    if which in ("this past", "last"):
        return latest if which == "this past" or latest == periods[-1] else None
    if which in ("this coming", "next"):
        return coming if which == "this coming" or coming == periods[1] else None
    here = next((p for p in periods.values() if p.gap(anchor) == 0), periods[0])
    against = {"past": here.first > anchor, "future": here.last < anchor}
    return None if against.get(frame.tense or "") else here
