"""Resolve English dates to ISO 8601, and abstain where a reading is not sure.

A result is a date, a part of one (``2024-06``, ``2024``) or an interval ``start/end``, both ends included. It is the
period that holds the moment told: "late 2019" is 2019, "Tuesday evening" that Tuesday, "three weeks ago" a whole week.
Only what is understood to its last word is resolved. "since 2014" and "by Friday" (bounds), "24 years" (a duration),
"the next day" (told of another moment) and "next Friday" on a Wednesday (two readings) give None. Hand in a date with
its preposition: "2014", cut out of "since 2014", is resolved.

No library stands behind it. Of the 176 dates in the table of tests/test_dates.py dateparser 1.5 (given anchor and
tense) reads 82 rightly and 23 wrongly, and it answers 31 of the 77 that must be refused; recognizers-text 1.0.2a2 89,
30 and 29; python-dateutil 2.9 32, 21 and 18; parsedatetime 2.6 38, 81 and 34 (November 2026).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from graph.periods import Frame, Period, Tense, by_tense, by_word, days, joined, months, week, years
from graph.quantities import cardinal
from graph.tables import rows

__all__ = ["Tense", "is_date_like", "resolve"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first of three months, as the weather services of the north count them."""
_DECADES = {"thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
_NAMED_DAYS = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2,
}  # fmt: skip
_OFFSETS = {"last": -1, "this": 0, "next": 1}

_FULL_MONTH = "(?P<month>january|february|march|april|may|june|july|august|september|october|november|december)"
_MONTH = _FULL_MONTH.replace(")", f"|sept|{'|'.join(_MONTHS)})")
_FULL_WEEKDAY = "(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_WEEKDAY = _FULL_WEEKDAY.replace(")", f"|tues|thurs|thur|{'|'.join(_WEEKDAYS)})")
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = "(?P<year>1[0-9]{3}|20[0-9]{2}|2100)"
_SEASON = f"(?P<season>{'|'.join(_SEASONS)})"
_WHICH = "(?P<which>last|this|next|this past|this coming)"

_NO_MONTH = re.compile(r"(?<![0-9] )\b(?:may|march|august)\b(?! [0-9])")
"""Without a capital and without a number beside them they are verbs and an adjective."""
_CLOCK = re.compile(
    r"(?<![^ ])(?:(?:at|around|about|before|after) )?"
    r"(?:[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?: ?[ap]m)?|[01]?[0-9](?:\.[0-5][0-9])? ?[ap]m|noon|midday|midnight)"
    r"(?: ?(?:local time|z|gmt|utc|bst|ist|msk|[cjk]st|ce?s?t|[emp][sd]?t|cdt|[+-][0-9]{2}:?[0-9]{2}))?(?![^ ])"
)
_LEAD = re.compile(
    r"(?:as of|on|in|at|during|throughout|for|of|dated|back|just|only) "
    r"|(?:the )?(?:very )?(?:early|earlier|late|later|mid)[ -](?:in |on )?(?:the )?"
    r"|(?:the )?(?:(?:very )?(?:start|beginning|middle|end|close|turn)|(?:first|second|latter) half"
    r"|morning|afternoon|evening|night|hours) of (?:the )?"
)
_PART_OF_DAY = re.compile(r"(?<=.) (?:early |late )?(?:morning|afternoon|evening|night)(?: local time)?$")
_SEPARATOR = re.compile(r" ?[-/] ?| (?:to|through|until|till|and) ")
_BOUND = re.compile(r"^(?:since|by|until|till|before|after|from|through|around|about|circa|ca?) ")
_NO_CALENDAR_DATE = re.compile(
    r"[0-9]{1,4} (?:bce?|ad|ce)|ad [0-9]{1,4}|fiscal (?:year )?[0-9]{4}"
    r"|(?:the )?(?:first|second|third|fourth|last|this|next|same) (?:quarter|half)"
)
_COUNT = re.compile(r"[0-9]+(?:st|nd|rd|th)?")
_SOME_DECADE = re.compile(r"(?:[12][0-9])?[0-9]0s")


def resolve(text: str, anchor: date | None, tense: Tense = None) -> str | None:
    """Return the ISO 8601 form of a date expression, None where it is none or is not sure.

    `anchor` is the day of the telling, the document's date; without one only absolute expressions are resolved. `tense`
    is the verb's: in the past a weekday, day or month is the latest one, in the future the next, and the anchor's own
    counts for both. Without a tense a weekday or day is the nearest, a bare month the latest. A day that would then lie
    over 300 days off (90 without a tense) is not sure. No input raises.

    >>> resolve("on Tuesday evening", date(2024, 6, 19), "past")
    '2024-06-18'
    >>> resolve("from 3 to 5 May 2021", None)
    '2021-05-03/2021-05-05'
    """
    period = _resolved(_normalised(text), Frame(anchor, tense) if anchor else None)
    return period.iso if period else None


def is_date_like(text: str) -> bool:
    """Tell whether `text` is a date, a time, a duration or a frequency rather than the name of a thing.

    >>> [is_date_like(text) for text in ("the past decade", "Wednesday", "Bloody Sunday", "Theresa May")]
    [True, True, False, False]
    """
    words = _BOUND.sub("", _normalised(text))
    if _resolved(words, Frame(date(2024, 6, 19), "past")) or _NO_CALENDAR_DATE.fullmatch(words):
        return True
    untimed = _CLOCK.sub("", words)
    roles = [_role(token) for token in re.split(r"[ '/-]+", untimed) if token]
    return "time" in roles and None not in roles if roles else untimed != words


def _role(token: str) -> str | None:
    """Return whether a word tells time (``time``), may stand beside one that does (``other``), or neither (None)."""
    if _COUNT.fullmatch(token) or token in _ORDINALS or cardinal(token) is not None:
        return "other"
    return "time" if _SOME_DECADE.fullmatch(token) else _roles().get(token)


@cache
def _roles() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("time_words.tsv")}


def _normalised(text: str) -> str:
    """Return `text` in lower case on one line, without commas, the dots of abbreviations and a possessive mark."""
    words = " ".join(text.split()) if len(text) <= 100 else ""
    if _NO_MONTH.search(words):
        return ""
    words = re.sub("[‐‑‒–—−]", "-", re.sub("[‘’]", "'", words)).casefold().replace(",", " ")
    words = re.sub(r"\bthe ([0-9]{3}0)'s$", r"the \1s", words)
    words = re.sub(r"(?<=[a-z])\.|(?<=[a-z0-9])'s?$", "", words)
    words = re.sub(r"^([0-9]{1,2})-([a-z]{3,9})-([0-9]{4})$", r"\1 \2 \3", words)
    return " ".join(words.split()).strip(" .;:")


def _resolved(words: str, frame: Frame | None) -> Period | None:
    words = " ".join(_CLOCK.sub("", words).split())
    try:
        if frame:
            words = _dated(words, frame.anchor)
        return _point(words, frame) or _range(words, frame)
    except (ValueError, OverflowError):  # a day that no calendar has, or one outside the years that `date` knows
        return None


def _dated(words: str, anchor: date) -> str:
    """Write out "this month" and "last year": what is said of them is then absolute ("the end of last year")."""

    def year(match: re.Match[str]) -> str:
        return str(anchor.year + _OFFSETS[match[1]])

    def month(match: re.Match[str]) -> str:
        first = months(anchor.year, anchor.month + _OFFSETS[match[1]]).first
        return f"{_MONTHS[first.month - 1]} {first.year}"

    return re.sub(r"\b(last|this|next) month\b", month, re.sub(r"\b(last|this|next) year\b", year, words))


def _point(words: str, frame: Frame | None) -> Period | None:
    """Return the period of an expression that is no range; the first pattern that fits decides."""
    for form in _forms(words):
        for pattern, read in _ABSOLUTE:
            if match := pattern.fullmatch(form):
                return read(match)
        for pattern, read_from in _RELATIVE:
            if frame and (match := pattern.fullmatch(form)):
                return read_from(match, frame)
    return None


def _forms(words: str) -> Iterator[str]:
    """Yield `words`, then what is left of them without prepositions, "late", "the end of" and the part of the day."""
    yield words
    while lead := _LEAD.match(words):
        words = words[lead.end() :]
        yield words
    yield _PART_OF_DAY.sub("", words)


def _range(words: str, frame: Frame | None) -> Period | None:
    """Return the interval of "from 3 to 5 May 2021", "2010-15", "Monday to Wednesday", "Tuesday and Wednesday"."""
    halves = _SEPARATOR.split(re.sub(r"^(?:from|between) ", "", words))
    if len(halves) != 2:
        return None
    period = _between(*_completed(*halves), frame)
    if period and " and " in words and not words.startswith("between "):
        return period if (period.last - period.first).days == 1 else None  # two dates, but two days on end are one stay
    return period


def _between(left: str, right: str, frame: Frame | None) -> Period | None:
    """Return the interval from `left` to `right`.

    In the future tense the start is read first and the end from there, else the end first. Weekdays and months alone
    ("Monday to Friday", "between October and April") are a habit as often as a date, so they need a tense.
    """
    if not frame or not (frame.tense in ("past", "future") or re.search("[0-9]", left + right)):
        return joined(_point(left, None), _point(right, None))
    if frame.tense == "future":
        start = _point(left, frame)
        return start and joined(start, _point(right, Frame(start.last, "future")))
    end = _point(right, frame)
    return end and joined(_point(left, Frame(end.first, "past")), end)


def _completed(left: str, right: str) -> tuple[str, str]:
    """Give each half of a range the month, year or century that only the other one tells."""
    month, year = re.search(rf"\b{_MONTH}\b", left), re.search(r" ([12][0-9]{3})$", right)
    day = "(?:the )?[0-9]{1,2}(?:st|nd|rd|th)?"
    if month and re.fullmatch(rf"{day}(?: [0-9]{{4}})?", right):
        right = f"{month[0]} {right}"
    elif re.fullmatch(day, left) and (month := re.search(rf"\b{_MONTH}\b", right)):
        left = f"{left} {month[0]}"
    elif (start := re.search(f"{_YEAR}$", left)) and re.fullmatch("1[3-9]|[2-9][0-9]", right):
        right = start["year"][:2] + right  # up to 12 it may be a month: 2010-12
    if year and not re.search("[0-9]{4}", left):
        left += year[0]
    return left, right


def _month_number(match: re.Match[str]) -> int:
    return _MONTHS.index(match["month"][:3]) + 1


def _group(match: re.Match[str], name: str) -> str | None:
    """Return what the group `name` holds, None where the pattern has no such group."""
    return match.groupdict().get(name)


# Absolute expressions


def _numeric_date(match: re.Match[str]) -> Period:
    return days(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _slashed_date(match: re.Match[str]) -> Period | None:
    """Read 19/6/2024 and 6/19/2024; 3/4/2024 is the third of April or the fourth of March."""
    low, high = sorted((int(match["one"]), int(match["two"])))
    return days(date(int(match["year"]), low, high)) if low == high or high > 12 else None


def _full_date(match: re.Match[str]) -> Period | None:
    day = date(int(match["year"]), _month_number(match), int(match["day"]))
    return days(day) if (match["weekday"] or "")[:3] in ("", _WEEKDAYS[day.weekday()]) else None


def _month_of_year(match: re.Match[str]) -> Period:
    return months(int(match["year"]), _month_number(match))


def _numeric_month(match: re.Match[str]) -> Period | None:
    year, month = int(match["year"]), int(match["month"])
    return months(year, month) if month <= year % 100 else None  # 2010-12 may be three years


def _year(match: re.Match[str]) -> Period:
    return years(int(match["year"]), int(match["year"]))


def _season_of_year(match: re.Match[str]) -> Period | None:
    """Read "spring 2020" and "winter 1776-77"; a winter of one year alone may begin or end in it."""
    year, following = int(match["year"]), match["following"]
    if bool(following) != (match["season"] == "winter") or (following and int(following) % 100 != (year + 1) % 100):
        return None
    return months(year, _SEASONS[match["season"]], 3)


def _part_of_year(match: re.Match[str]) -> Period:
    """Read "Q3 2023", "the first half of 2023", as quarters and halves of the calendar year."""
    length = 3 if "q" in match["part"] else 6
    digit = re.search("[1-4]", match["part"])
    number = int(digit[0]) if digit else _ORDINALS[re.split("[ -]", match["part"])[0]]
    return months(int(match["year"]), (number - 1) * length + 1, length)


def _decade(match: re.Match[str]) -> Period | None:
    """Read "the 1990s", "the '90s", "the nineties"; "the 1800s" are ten years or a hundred."""
    first = int(match["first"]) if match["first"] else 1900 + 10 * int(match["short"] or _DECADES[match["word"]])
    return years(first, first + 9) if first % 100 or first == 2000 else None


def _century(match: re.Match[str]) -> Period | None:
    number = _ORDINALS.get(match["ordinal"]) or int(match["ordinal"][:-2])
    return years(100 * number - 99, 100 * number) if 1 <= number <= 21 else None


_ABSOLUTE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"{_YEAR}([-/.])(?P<month>[0-9]{{2}})\2(?P<day>[0-9]{{2}})(?:t[0-9:.]+(?:z|[+-][0-9:]+)?)?", _numeric_date),
        (rf"(?P<one>[0-9]{{1,2}})([/.])(?P<two>[0-9]{{1,2}})\2{_YEAR}", _slashed_date),
        (rf"(?:{_WEEKDAY} )?{_MONTH} (?:the )?{_DAY} {_YEAR}", _full_date),
        (rf"(?:{_WEEKDAY} )?(?:the )?{_DAY} (?:of )?{_MONTH} (?:of )?{_YEAR}", _full_date),
        (rf"{_MONTH} (?:of )?{_YEAR}", _month_of_year),
        (rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])", _numeric_month),
        (rf"(?:the year |calendar year |ad )?{_YEAR}(?: ad| ce)?", _year),
        (rf"(?:the )?{_SEASON} (?:of )?{_YEAR}(?:-(?P<following>[0-9]{{2}}|[0-9]{{4}}))?", _season_of_year),
        (rf"(?P<part>[qh][12]|q[34]) (?:of )?{_YEAR}", _part_of_year),
        (rf"(?:the )?(?P<part>(?:first|second)[ -]half) (?:of )?{_YEAR}", _part_of_year),
        (rf"(?:the )?(?P<part>(?:first|second|third|fourth)[ -]quarter) (?:of )?{_YEAR}", _part_of_year),
        (
            rf"(?:the )?(?:(?P<first>[12][0-9]{{2}}0)s|'(?P<short>[3-9])0s)|the (?P<word>{'|'.join(_DECADES)})",
            _decade,
        ),
        (rf"(?:the )?(?P<ordinal>{'|'.join(_ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th))[ -]century", _century),
    )
)


# Expressions told from the anchor


def _named_day(match: re.Match[str], frame: Frame) -> Period:
    return days(frame.anchor + timedelta(days=_NAMED_DAYS[match[0]]))


def _weekday(match: re.Match[str], frame: Frame) -> Period | None:
    """Read "Wednesday", "last Friday", "Friday of last week"."""
    day = week(frame.anchor).first + timedelta(days=_WEEKDAYS.index(match["weekday"][:3]))
    periods = {n: days(day + timedelta(weeks=n)) for n in (-1, 0, 1)}
    if which_week := _group(match, "week"):
        return periods[_OFFSETS[which_week]]
    which = _group(match, "which")
    return by_word(which, periods, frame) if which else by_tense(periods, frame, far=7, near=7)


def _weekend(match: re.Match[str], frame: Frame) -> Period | None:
    saturday = week(frame.anchor).first + timedelta(days=5)
    periods = {n: days(saturday + timedelta(weeks=n), 2) for n in (-1, 0, 1)}
    return by_word(match["which"], periods, frame) if match["which"] else by_tense(periods, frame, far=7, near=0)


def _month(match: re.Match[str], frame: Frame) -> Period | None:
    periods = {n: months(frame.anchor.year + n, _month_number(match)) for n in (-1, 0, 1)}
    which = _group(match, "which")
    if which:
        return by_word(which, periods, frame)
    return by_tense(periods, Frame(frame.anchor, frame.tense or "past"), far=366, near=90)


def _season(match: re.Match[str], frame: Frame) -> Period | None:
    periods = {n: months(frame.anchor.year + n, _SEASONS[match["season"]], 3) for n in (-1, 0, 1)}
    return by_word(match["which"], periods, frame)


def _day_of_year(match: re.Match[str], frame: Frame) -> Period | None:
    """Read "19 June", "Tuesday, June 18"; a weekday beside the date tells the year."""
    month, day = _month_number(match), int(match["day"])
    around = {n: frame.anchor.year + n for n in (-1, 0, 1)}
    periods = {n: days(date(y, month, day)) for n, y in around.items() if day <= monthrange(y, month)[1]}
    if not match["weekday"]:
        return by_tense(periods, frame, far=300, near=90)
    weekday = _WEEKDAYS.index(match["weekday"][:3])
    return next((period for period in periods.values() if period.first.weekday() == weekday), None)


def _unit(match: re.Match[str], frame: Frame) -> Period | None:
    """Read "last week", "this decade", "this century", "last century"."""
    offset, year = _OFFSETS[match["which"]], frame.anchor.year
    if match["unit"] == "week":
        return week(frame.anchor + timedelta(weeks=offset))
    if match["unit"] == "decade":
        return years(year // 10 * 10, year // 10 * 10 + 9) if offset == 0 else None
    first = (year - 1) // 100 * 100 + 1 + 100 * offset
    return years(first, first + 99) if offset <= 0 else None


def _distance(match: re.Match[str], frame: Frame) -> Period | None:
    """Read "two days ago", "a year ago", "three weeks from now"; a round number ("50 years ago") is seldom exact."""
    words, anchor = match["number"], frame.anchor
    number = int(words) if words.isdecimal() else 1 if words in ("a", "an") else cardinal(words)
    if not number or (number > 10 and number % 10 == 0):
        return None
    number *= -1 if match["way"] == "ago" else 1
    if match["unit"] == "year":
        return years(anchor.year + number, anchor.year + number)
    if match["unit"] == "month":
        return months(anchor.year, anchor.month + number)
    if match["unit"] == "week":
        return week(anchor + timedelta(weeks=number))
    return days(anchor + timedelta(days=number))


_RELATIVE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Frame], Period | None]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        ("|".join(_NAMED_DAYS), _named_day),
        (_FULL_WEEKDAY, _weekday),
        (rf"{_WHICH} {_WEEKDAY}", _weekday),
        (rf"{_FULL_WEEKDAY} (?:of )?(?P<week>last|this|next) week", _weekday),
        (rf"(?:{_WHICH}|(?:over )?the) weekend", _weekend),
        (_FULL_MONTH, _month),
        (rf"{_WHICH} {_MONTH}", _month),
        (rf"{_WHICH} {_SEASON}", _season),
        (rf"(?:{_WEEKDAY} )?{_MONTH} (?:the )?{_DAY}", _day_of_year),
        (rf"(?:{_WEEKDAY} )?(?:the )?{_DAY} (?:of )?{_MONTH}", _day_of_year),
        (r"(?P<which>last|this|next) (?P<unit>week|decade|century)", _unit),
        (r"(?P<number>[0-9]{1,3}|[a-z -]+) (?P<unit>day|week|month|year)s? (?P<way>ago|from now)", _distance),
    )
)
