"""The table of date expressions is the specification of `graph.dates`; the anchor is a Wednesday, 19 June 2024."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.dates import Tense, is_date_like, resolve

ANCHOR = date(2024, 6, 19)

ABSOLUTE = {
    "day": [
        ("June 19, 2024", "2024-06-19"),
        ("Wednesday, June 19, 2024\n\n", "2024-06-19"),
        ("Wed, 19 Jun 2024 11:05:00 GMT", "2024-06-19"),
        ("on 19 June 2024", "2024-06-19"),
        ("the 19th of June, 2024", "2024-06-19"),
        ("6th of January 2021", "2021-01-06"),
        ("Sept. 11, 2001", "2001-09-11"),
        ("January 6th, 2021", "2021-01-06"),
        ("December 31 , 1963", "1963-12-31"),
        ("11:05 AM EDT, Jun 19, 2024", "2024-06-19"),
        ("June 19, 2024 at 5.20 p.m.", "2024-06-19"),
        ("the evening of June 3, 2021", "2021-06-03"),
        ("5 may 2021", "2021-05-05"),
        ("8 February 1700", "1700-02-08"),
        ("February 29, 2024", "2024-02-29"),
    ],
    "numeric": [
        ("2024-06-19", "2024-06-19"),
        ("2024/06/19", "2024-06-19"),
        ("2024-06-19T11:05:00Z", "2024-06-19"),
        ("2024-06-19 11:05", "2024-06-19"),
        ("19/06/2024", "2024-06-19"),
        ("6/19/2024", "2024-06-19"),
        ("19.06.2024", "2024-06-19"),
        ("19-Jun-2024", "2024-06-19"),
        ("05/05/2021", "2021-05-05"),
        ("2024-06", "2024-06"),
    ],
    "month or year": [
        ("March 2017", "2017-03"),
        ("in March 2017", "2017-03"),
        ("October, 1805", "1805-10"),
        ("November of 1776", "1776-11"),
        ("Jan. 2020", "2020-01"),
        ("mid-June 2024", "2024-06"),
        ("the end of January 2008", "2008-01"),
        ("in 1991", "1991"),
        ("1066", "1066"),
        ("AD 1066", "1066"),
        ("the year 2019", "2019"),
        ("back in 2010", "2010"),
        ("late 2019", "2019"),
        ("the beginning of 1945", "1945"),
        ("2019's", "2019"),
        ("2030", "2030"),
    ],
    "part of a year": [
        ("spring 2020", "2020-03/2020-05"),
        ("the summer of 2010", "2010-06/2010-08"),
        ("fall 2004", "2004-09/2004-11"),
        ("the winter of 1776-77", "1776-12/1777-02"),
        ("Q3 2023", "2023-07/2023-09"),
        ("Q4 of 2023", "2023-10/2023-12"),
        ("the third quarter of 2023", "2023-07/2023-09"),
        ("first-quarter 2020", "2020-01/2020-03"),
        ("the first half of 2023", "2023-01/2023-06"),
        ("H2 2023", "2023-07/2023-12"),
    ],
    "decade or century": [
        ("the 1990s", "1990/1999"),
        ("1860s", "1860/1869"),
        ("the early 2000s", "2000/2009"),
        ("the mid-1980s", "1980/1989"),
        ("the '90s", "1990/1999"),
        ("the sixties", "1960/1969"),
        ("19th century", "1801/1900"),
        ("the twentieth century", "1901/2000"),
        ("the late 20th century", "1901/2000"),
        ("17th-century", "1601/1700"),
        ("the second half of the 19th century", "1801/1900"),
    ],
    "interval": [
        ("from 3 to 5 May 2021", "2021-05-03/2021-05-05"),
        ("June 3-5, 2021", "2021-06-03/2021-06-05"),
        ("3–5 June 2021", "2021-06-03/2021-06-05"),
        ("June 30 to July 4, 2021", "2021-06-30/2021-07-04"),
        ("January 23 - March 9 2014", "2014-01-23/2014-03-09"),
        ("December 30, 2020, to January 2, 2021", "2020-12-30/2021-01-02"),
        ("between 2010 and 2015", "2010/2015"),
        ("from 1999 through 2004", "1999/2004"),
        ("1635 – 1699", "1635/1699"),
        ("1892 – 94", "1892/1894"),
        ("2023/24", "2023/2024"),
        ("1776-77", "1776/1777"),
        ("March to May 2020", "2020-03/2020-05"),
        ("between July 2003 and early 2005", "2003-07/2005-12"),
        ("from the late 1980s to the early 1990s", "1980/1999"),
        ("August 2, 1754 – June 14, 1825", "1754-08-02/1825-06-14"),
    ],
}

RELATIVE: dict[str, list[tuple[str, Tense, str]]] = {
    "day names": [
        ("today", None, "2024-06-19"),
        ("yesterday", None, "2024-06-18"),
        ("tomorrow", "future", "2024-06-20"),
        ("tonight", None, "2024-06-19"),
        ("this morning", None, "2024-06-19"),
        ("last night", "past", "2024-06-18"),
        ("Yesterday's", None, "2024-06-18"),
        ("tomorrow night", None, "2024-06-20"),
        ("earlier today", None, "2024-06-19"),
        ("just yesterday", None, "2024-06-18"),
        ("the day before yesterday", None, "2024-06-17"),
        ("the day after tomorrow", None, "2024-06-21"),
    ],
    "weekday": [
        ("Wednesday", None, "2024-06-19"),
        ("Wednesday", "past", "2024-06-19"),
        ("Wednesday", "future", "2024-06-19"),
        ("Tuesday", None, "2024-06-18"),
        ("Tuesday", "past", "2024-06-18"),
        ("Tuesday", "future", "2024-06-25"),
        ("Friday", None, "2024-06-21"),
        ("Friday", "past", "2024-06-14"),
        ("Friday", "future", "2024-06-21"),
        ("Sunday", "present", "2024-06-16"),
        ("in Wednesday", "past", "2024-06-19"),
        ("on Tuesday evening", "past", "2024-06-18"),
        ("late on Tuesday", "past", "2024-06-18"),
        ("at 11:05 AM Wednesday", "past", "2024-06-19"),
        ("Friday at 3 p.m. local time", "future", "2024-06-21"),
        ("Wednesday morning local time", "past", "2024-06-19"),
        ("noon Thursday", "future", "2024-06-20"),
        ("MONDAY", "past", "2024-06-17"),
        ("next Monday", None, "2024-06-24"),
        ("last Friday", None, "2024-06-14"),
        ("last Wednesday", "past", "2024-06-12"),
        ("this Friday", "future", "2024-06-21"),
        ("this past Monday", "past", "2024-06-17"),
        ("this coming Friday", "future", "2024-06-21"),
        ("Friday last week", "past", "2024-06-14"),
        ("Monday of next week", "future", "2024-06-24"),
    ],
    "week, month, year": [
        ("this week", None, "2024-06-17/2024-06-23"),
        ("last week", "past", "2024-06-10/2024-06-16"),
        ("late next week", "future", "2024-06-24/2024-06-30"),
        ("last weekend", "past", "2024-06-15/2024-06-16"),
        ("over the weekend", "past", "2024-06-15/2024-06-16"),
        ("this weekend", "future", "2024-06-22/2024-06-23"),
        ("this month", None, "2024-06"),
        ("last month", "past", "2024-05"),
        ("early next month", "future", "2024-07"),
        ("this year", None, "2024"),
        ("last year's", None, "2023"),
        ("early next year", "future", "2025"),
        ("the end of last year", None, "2023"),
        ("the first quarter of next year", "future", "2025-01/2025-03"),
        ("this decade", None, "2020/2029"),
        ("this century", None, "2001/2100"),
        ("last century", None, "1901/2000"),
    ],
    "month without a year": [
        ("in March", None, "2024-03"),
        ("in March", "past", "2024-03"),
        ("in March", "future", "2025-03"),
        ("in September", "past", "2023-09"),
        ("in September", "future", "2024-09"),
        ("in July", "present", "2024-07"),
        ("June", "future", "2024-06"),
        ("early October", "future", "2024-10"),
        ("March last year", "past", "2023-03"),
        ("August of this year", "future", "2024-08"),
        ("last December", "past", "2023-12"),
        ("next January", "future", "2025-01"),
        ("last summer", "past", "2023-06/2023-08"),
        ("this fall", "future", "2024-09/2024-11"),
        ("last winter", "past", "2023-12/2024-02"),
        ("the spring of last year", "past", "2023-03/2023-05"),
    ],
    "day without a year": [
        ("19 June", None, "2024-06-19"),
        ("June 27", None, "2024-06-27"),
        ("Oct. 7", "past", "2023-10-07"),
        ("Nov. 5", "future", "2024-11-05"),
        ("Jan. 1", "future", "2025-01-01"),
        ("the 12th of October", "future", "2024-10-12"),
        ("Tuesday, June 18", None, "2024-06-18"),
        ("Saturday 7 October", None, "2023-10-07"),
        ("June 3 last year", None, "2023-06-03"),
    ],
    "so long ago": [
        ("two days ago", "past", "2024-06-17"),
        ("a week ago", "past", "2024-06-10/2024-06-16"),
        ("three weeks ago", "past", "2024-05-27/2024-06-02"),
        ("six months ago", "past", "2023-12"),
        ("Seventeen years ago", "past", "2007"),
        ("a year ago", "past", "2023"),
        ("two days from now", "future", "2024-06-21"),
    ],
    "interval": [
        ("June 3-5", "past", "2024-06-03/2024-06-05"),
        ("from Monday to Wednesday", "past", "2024-06-17/2024-06-19"),
        ("from Friday to Sunday", "past", "2024-06-14/2024-06-16"),
        ("Tuesday through Thursday", "future", "2024-06-25/2024-06-27"),
        ("from December to February", "past", "2023-12/2024-02"),
        ("between March and May", "past", "2024-03/2024-05"),
        ("from 30 June to 4 July", "future", "2024-06-30/2024-07-04"),
        ("Tuesday and Wednesday", "past", "2024-06-18/2024-06-19"),
        ("on June 18 and 19", "past", "2024-06-18/2024-06-19"),
        ("from last year to next year", None, "2023/2025"),
        ("from 2019 to last year", "past", "2019/2023"),
    ],
}

REFUSED = {
    "duration": ["24 years", "two-day", "a week", "the past decade", "the last year", "the past 24 hours"],
    "frequency": ["daily", "every Monday", "Mondays", "each year", "on Sundays", "Monday through Friday"],
    "told of another moment": ["three weeks later", "the next day", "that year", "the following month"],
    "told as a bound": ["since 2014", "by 2030", "until Friday", "before June 3, 2021", "after 1991", "by noon Friday"],
    "vague": ["recently", "several years ago", "hours ago", "nearly two decades ago", "50 years ago", "in his 90s"],
    "no date": ["the first time in 24 years", "11:05 AM", "evening", "2,000", "300", "3-0", "9/11", "", " ", "Putin"],
    "no month": ["may", "march", "in may", "sat", "an august body"],
    "no day": ["February 30", "February 29, 2023", "June 31, 2024", "2024-13-01", "the 0th of May 2021"],
    "no year of ours": ["2999", "0999", "44 BC", "the 5th century BC", "30th century"],
    "two readings of an order": ["03/04/2024", "2010-12", "6/19"],
    "two readings of a name": ["the 1900s", "the 80s", "winter 2020", "fiscal 2023", "Jan", "Sun", "in two weeks"],
    "two readings of next and last": ["next Friday", "last Monday", "last March", "next weekend", "the weekend"],
    "too far for a day without a year": ["Oct. 7", "January 6"],
    "two dates": ["Wednesday or Thursday", "June 3 and 5, 2024", "2010 and 2011"],
    "contradiction": ["Monday, June 19, 2024", "between 2015 and 2010", "5-3 May 2021", "May to March 2020"],
}

DATE_LIKE = [
    "June 19, 2024", "19 June", "June", "May", "Wednesday", "Wednesday's", "Saturdays", "1991", "the 1990s", "'90s",
    "last year", "Last Year", "this week", "24 years", "24-year-old", "two-day", "the past decade", "three days later",
    "the first time in 24 years", "a few months ago", "recent years", "several years", "the following morning",
    "11:05 AM", "5pm on the evening", "Midnight", "tonight", "the night", "the weekend", "daily", "annual", "Summer",
    "late autumn", "last fall", "the second quarter", "Q3 2023", "Early 17th Century", "since 2014", "44 BC", "century",
    "the 69th minute", "every ten years", "more than 40 years", "the end of the year", "half-hour", "thirty seconds",
    "ten o'clock", "c. 1818", "fiscal 1988", "the second half",
]  # fmt: skip
NOT_DATE_LIKE = [
    "Putin", "Theresa May", "may", "march", "March Madness", "August Wilson", "Bloody Sunday", "Black Friday", "Sun",
    "Sunday Times", "USA Today", "Time", "The Times", "20th Century Fox", "Six-Day War", "Second World War", "D-Day",
    "Independence Day", "Christmas", "9/11", "2024 Olympics", "September 11 attacks", "Arab Spring", "fall", "Quarter",
    "the old Armenian Quarter", "second", "the Second", "300", "2,000", "five", "two dozen", "the first", "The Last",
    "the 1975", "BC", "AM", "Next", "", " ", "-", "the", "North Korea", "Doris Day", "Millennium Dome",
]  # fmt: skip

ISO_DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
ISO = re.compile(rf"({ISO_DAY})(?:/({ISO_DAY}))?")


def first_day(iso: str) -> date:
    return date.fromisoformat((iso + "-01-01")[:10])


@pytest.mark.parametrize("anchor", [ANCHOR, None], ids=["anchored", "no anchor"])
@pytest.mark.parametrize(
    ("text", "iso"),
    [pytest.param(*row, id=f"{kind}: {row[0].strip()}") for kind, rows in ABSOLUTE.items() for row in rows],
)
def test_an_absolute_expression_needs_no_anchor(text: str, iso: str, anchor: date | None) -> None:
    assert resolve(text, anchor) == iso


@pytest.mark.parametrize(
    ("text", "tense", "iso"),
    [pytest.param(*row, id=f"{kind}: {row[0]}, {row[1]}") for kind, rows in RELATIVE.items() for row in rows],
)
def test_a_relative_expression_needs_an_anchor(text: str, tense: Tense, iso: str) -> None:
    assert resolve(text, ANCHOR, tense) == iso
    assert resolve(text, None, tense) is None


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"{kind}: {text}") for kind, texts in REFUSED.items() for text in texts]
)
def test_an_unsure_reading_is_refused(text: str) -> None:
    assert resolve(text, ANCHOR) is None


@pytest.mark.parametrize(
    ("anchor", "text", "tense", "iso"),
    [
        pytest.param(date(2024, 1, 2), "last month", None, "2023-12", id="month before January"),
        pytest.param(date(2024, 1, 2), "December 28", "past", "2023-12-28", id="day of last year"),
        pytest.param(date(2024, 12, 30), "this week", None, "2024-12-30/2025-01-05", id="week over New Year"),
        pytest.param(date(2024, 3, 31), "a month ago", None, "2024-02", id="month shorter than the anchor's day"),
        pytest.param(date(2024, 2, 29), "a year ago", None, "2023", id="from a leap day"),
        pytest.param(date(2024, 2, 29), "February 29", "past", "2024-02-29", id="leap day itself"),
        pytest.param(date(2025, 2, 28), "February 29", "past", None, id="leap day of another year"),
        pytest.param(date(2025, 1, 15), "this winter", None, "2024-12/2025-02", id="winter that began last year"),
        pytest.param(date(2024, 6, 23), "Monday", "future", "2024-06-24", id="weekday from a Sunday"),
        pytest.param(date.min, "last year", None, None, id="no year before the first"),
        pytest.param(date.max, "tomorrow", None, None, id="no day after the last"),
    ],
)
def test_calendar_edges(anchor: date, text: str, tense: Tense, iso: str | None) -> None:
    assert resolve(text, anchor, tense) == iso


@pytest.mark.parametrize("text", DATE_LIKE)
def test_dates_and_durations_are_date_like(text: str) -> None:
    assert is_date_like(text)


@pytest.mark.parametrize("text", NOT_DATE_LIKE)
def test_names_and_things_are_not_date_like(text: str) -> None:
    assert not is_date_like(text)


WORDS = sorted({w for rows in ABSOLUTE.values() for text, _ in rows for w in text.split()}) + sorted(
    {w for rows in RELATIVE.values() for text, _, _ in rows for w in text.split()}
)
EXPRESSIONS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join) | st.text()
TENSES: st.SearchStrategy[Tense] = st.sampled_from([None, "past", "present", "future"])


@given(EXPRESSIONS, st.none() | st.dates(), TENSES)
@example("from " * 50, ANCHOR, None)
@example("１９ June 2024", ANCHOR, None)
def test_what_is_resolved_is_valid_iso_8601(text: str, anchor: date | None, tense: Tense) -> None:
    iso = resolve(text, anchor, tense)
    if iso is not None:
        match = ISO.fullmatch(iso)
        assert match is not None
        assert first_day(match[1]) <= first_day(match[2] or match[1])


@given(st.dates(date(1000, 1, 1), date(2100, 12, 31)), st.none() | st.dates())
def test_every_day_reads_back(day: date, anchor: date | None) -> None:
    for form in ("%B %d, %Y", "%d %b %Y", "%A, %B %d, %Y", "%Y-%m-%d"):
        assert resolve(day.strftime(form), anchor) == day.isoformat()


@given(st.dates(date(1001, 1, 1), date(2099, 12, 31)), TENSES)
def test_a_bare_weekday_is_within_a_week_and_on_the_side_of_its_tense(anchor: date, tense: Tense) -> None:
    for offset in range(7):
        name = date.fromordinal(anchor.toordinal() + offset).strftime("%A")
        iso = resolve(name, anchor, tense)
        assert iso is not None
        days = (date.fromisoformat(iso) - anchor).days
        assert date.fromisoformat(iso).strftime("%A") == name
        assert {"past": -7 < days <= 0, "future": 0 <= days < 7}.get(tense or "", -3 <= days <= 3)


@given(EXPRESSIONS)
def test_any_text_is_date_like_or_not(text: str) -> None:
    assert is_date_like(text) in (True, False)
