"""Days on which a fact holds, for readers that take whole dates only."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

Spell = tuple[date, date]
"""First and last day, both included."""


def spell(time: str | None) -> Spell | None:
    """Return the days of a fact's time: a date, a month, a year, or an interval of these; None where it is none.

    >>> [str(day) for day in spell("2024-02") or ()]
    ['2024-02-01', '2024-02-29']
    """
    first, _, last = (time or "").partition("/")
    start, end = _days(first), _days(last or first)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _days(text: str) -> Spell | None:
    """Return first and last day of a date or a part of one."""
    parts = text.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not (
        text.isascii() and all(map(str.isdecimal, parts))
    ):
        return None
    year, month, day = (int(part) for part in (*parts, "0", "0")[:3])
    try:
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
        return date(year, month or 1, day or 1), last
    except ValueError:  # no such day
        return None
