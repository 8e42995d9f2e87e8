"""The table of amounts and numbers is the specification of `graph.quantities`."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.model import Datatype, Literal
from graph.quantities import cardinal, parse

READ: dict[Datatype, list[tuple[str, str, str | None]]] = {
    "amount": [
        ("$5 billion", "5000000000", "USD"),
        ("$ 5.4 billion", "5400000000", "USD"),
        ("$5-billion", "5000000000", "USD"),
        ("$5bn", "5000000000", "USD"),
        ("$1.5T", "1500000000000", "USD"),
        ("€3.2m", "3200000", "EUR"),
        ("€3.20", "3.2", "EUR"),
        ("£400", "400", "GBP"),
        ("£400k", "400000", "GBP"),
        ("US$ 10 billion", "10000000000", "USD"),
        ("HK$2,000", "2000", "HKD"),
        ("-$5 million", "-5000000", "USD"),
        ("USD 5 million", "5000000", "USD"),
        ("5 million USD", "5000000", "USD"),
        ("5 million euros", "5000000", "EUR"),
        ("one euro", "1", "EUR"),
        ("3.2m euros", "3200000", "EUR"),
        ("half a million dollars", "500000", "USD"),
        ("10 million Canadian dollars", "10000000", "CAD"),
        ("2 million U.S. dollars", "2000000", "USD"),
        ("five thousand pounds sterling", "5000", "GBP"),
        ("11 trillion yen", "11000000000000", "JPY"),
        ("120 billion ruble", "120000000000", "RUB"),
        ("₹500 crore", "5000000000", "INR"),
        ("300 pesos", "300", "peso"),
        ("50 Swiss francs", "50", "CHF"),
        ("about $ 1.52 billion", "1520000000", "USD"),
        ("more than $350,000", "350000", "USD"),
        ("as much as $3.45 billion", "3450000000", "USD"),
        ("$4.25 an hour", "4.25", "USD/h"),
        ("$80 per barrel", "80", "USD/barrel"),
        ("$60,000 a year", "60000", "USD/year"),
        ("€5-a-day", "5", "EUR/day"),
    ],
    "percentage": [
        ("45 percent", "45", None),
        ("45%", "45", None),
        ("12.5 per cent", "12.5", None),
        ("13.0 %", "13", None),
        ("forty percent", "40", None),
        ("minus 2 percent", "-2", None),
        ("−2%", "-2", None),
        ("less than one percent", "1", None),
        ("3 percent a year", "3", "%/year"),
    ],
    "number": [
        ("300", "300", None),
        ("2,000", "2000", None),
        ("1,537,058", "1537058", None),
        ("2.45", "2.45", None),
        (".5", "0.5", None),
        ("0", "0", None),
        ("-0", "0", None),
        ("007", "7", None),
        ("3.5 million", "3500000", None),
        ("2.9bn", "2900000000", None),
        ("5 hundred thousand", "500000", None),
        ("five", "5", None),
        ("twenty-one", "21", None),
        ("two hundred and five", "205", None),
        ("Two thousand twenty-four", "2024", None),
        ("twelve hundred", "1200", None),
        ("one million five hundred thousand", "1500000", None),
        ("two dozen", "24", None),
        ("a dozen", "12", None),
        ("half a dozen", "6", None),
        ("a hundred", "100", None),
        ("about 300", "300", None),
        ("at least 107", "107", None),
        ("just over 100,000", "100000", None),
        ("no fewer than 40", "40", None),
        ("an estimated 5,000", "5000", None),
        ("300 or so", "300", None),
        ("~300", "300", None),
        ("10 km", "10", "km"),
        ("430km", "430", "km"),
        ("10 m", "10", "m"),
        ("nearly 40,000 kilometers", "40000", "km"),
        ("six feet", "6", "ft"),
        ("six-foot", "6", "ft"),
        ("six feet tall", "6", "ft"),
        ("10-mile", "10", "mi"),
        ("200 km/h", "200", "km/h"),
        ("200 km / h", "200", "km/h"),
        ("60 miles per hour", "60", "mi/h"),
        ("2 million barrels a day", "2000000", "barrel/day"),
        ("240,000 square meters", "240000", "m²"),
        ("82 kg", "82", "kg"),
        ("500 megawatts", "500", "MW"),
        ("30°C", "30", "°C"),
        ("minus 10 degrees Celsius", "-10", "°C"),
        ("180 pounds", "180", "pound"),
        ("2 percentage points", "2", "percentage point"),
        ("24 years", "24", "year"),
        ("36 hours", "36", "h"),
        ("10 centuries", "10", "century"),
    ],
}
KEPT_AS_TEXT = {
    "no number": ["", "  ", "several", "many", "no", "Putin", "$", "%", "-", "a", "half", "the"],
    "no exact number": ["tens of thousands", "hundreds", "dozens", "millions", "a few hundred", "a couple", "billions"],
    "range": ["$5 million to $6 million", "5-10", "between 15 and 25", "5 % to 10 %", "40 to 50", "one or two"],
    "fraction": ["a quarter", "two-thirds", "13 3/4 %", "1/2", "1½", "half a percent", "two and a half million"],
    "count of things": ["2,000 jobs", "two dozen people", "300 workers", "$5 billion deal", "5-year-old", "300 a day"],
    "two readings": ["5m", "5k", "10M", "5t", "3,5", "1,8 meters", "1.428,000", "2,00", "3 m people"],
    "ordinal, score, compound": ["1st", "first", "3-0", "9/11", "5 feet 10 inches", "11:05", "180/90", "4chan", "1e5"],
    "not a number of English": ["five six", "one twenty", "ten five", "hundred thousand", "million", "a five"],
    "currency twice or unknown": ["$5 billion (£4bn)", "€5 dollars", "XYZ 5", "5 Altairian dollars", "$5%", "$5 km"],
}
PLAIN_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")


@pytest.mark.parametrize(
    ("text", "datatype", "value", "unit"),
    [pytest.param(text, kind, value, unit, id=f"{kind}: {text}") for kind in READ for text, value, unit in READ[kind]],
)
def test_a_quantity_has_its_value_and_unit(text: str, datatype: Datatype, value: str, unit: str | None) -> None:
    assert parse(text) == Literal(text, datatype, value, unit)


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=f"{kind}: {text}") for kind, texts in KEPT_AS_TEXT.items() for text in texts]
)
def test_what_is_not_wholly_understood_stays_text(text: str) -> None:
    assert parse(text) == Literal(text)


WORDS = sorted({word for rows in READ.values() for text, _, _ in rows for word in text.split()})


@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
@example("9" * 200)
@example("a " * 60)
@example("٣٠٠")
def test_any_text_is_a_literal_and_its_value_a_plain_decimal(text: str) -> None:
    literal = parse(text)
    assert literal.text == text
    assert (literal.value is None) == (literal.datatype == "text")
    assert literal.value is None or PLAIN_DECIMAL.fullmatch(literal.value)
    assert literal.unit is None or literal.value is not None


@given(st.decimals(-(10**15), 10**15, places=3, allow_nan=False).filter(lambda d: abs(d) < 10**15))
def test_a_written_number_reads_back(number: Decimal) -> None:
    value = parse(f"{number:,}").value
    assert value is not None
    assert Decimal(value) == number


ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int) -> str:
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            return f"{spell(number // scale)} {name} {spell(number % scale)}".strip()
    return ONES[number] if number < 20 else f"{TENS[number // 10]}-{ONES[number % 10]}".rstrip("-")


@given(st.integers(1, 10**12 - 1))
def test_a_spelt_number_reads_back(number: int) -> None:
    assert cardinal(spell(number)) == number
