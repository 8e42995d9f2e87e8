"""Read amounts of money, percentages, measures and plain numbers from English words.

The value is the number that is written: "about 300" and "more than 300" both have the value 300, and the words that
make it rough or a bound stay in `Literal.text`. What is not wholly understood keeps its words and has no value: a
range, a fraction, "tens of thousands", "5m" (metres or millions), a noun that is no unit ("2,000 jobs").

Currencies and units are tables in `graph/data`. Libraries were looked at and left: quantulum3 stands on num2words,
which is LGPL, and guesses units; price-parser reads neither "billion" nor a number in words.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from graph.model import Datatype, Literal
from graph.tables import rows

Reading = tuple[Datatype, Decimal, str | None]

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_ABBREVIATIONS = {"mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12}
_OF_MONEY = _ABBREVIATIONS | {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
"""Read only beside a currency: "$5m" is five million, "5m" may be metres and "5k" a race."""

_SCALE = "|".join(_SCALES)
_NUMERAL = "|".join([*_SMALL, *_SCALES])
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?|\.[0-9]{1,9}"
_QUANTITY = re.compile(
    r"(?P<minus>-|[Mm]inus )?"
    r"(?P<sign>[A-Z]{0,2}[$£¥฿\u20a0-\u20cf]|[A-Z]{3}(?![A-Z]))? ?"
    rf"(?:(?P<digits>{_DIGITS})(?![0-9]|[.,][0-9])(?P<scales>(?:[ -]?(?i:{_SCALE})\b){{0,2}})"
    rf"|(?P<words>(?i:(?:half )?(?:an? )?(?:{_NUMERAL})(?:(?: and |[ -])(?:{_NUMERAL}))*)\b))"
    r"(?P<gap>[ -]?)(?P<tail>\S.*)?"
)
_HEDGE = re.compile(
    r"(?:about|around|approximately|roughly|nearly|almost|some|an estimated|a total of|just|only|exactly|over|under"
    r"|up to|(?:no )?(?:more|less|fewer|higher|lower) than|at (?:least|most)|as (?:many|much|few|little|high|low) as"
    r"|~) ?\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r" or (?:so|more|less|fewer)$| (?:tall|long|wide|deep|high|thick|away)$", re.IGNORECASE)
_RATE = re.compile(r"(?P<thing>.*?) ?(?:/ ?|\b(?:an?|per|each|every)[ -])(?P<per>[A-Za-z]+)", re.IGNORECASE)
_PERCENT = re.compile(r"%|per ?cent|pct", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?P<scale>[kmbt]|mn|ml?n|bl?n|trn|tn)\b(?![²³/]) ?(?P<rest>.*)", re.IGNORECASE)


def parse(text: str) -> Literal:
    """Return `text` as a literal: an amount, a percentage or a number with its value, else plain text.

    A value is a plain decimal; a unit is an ISO 4217 code, a symbol or name in `graph/data/units.tsv`, or a rate.

    >>> parse("about $4.25 an hour")
    Literal(text='about $4.25 an hour', datatype='amount', value='4.25', unit='USD/h')
    >>> parse("tens of thousands")
    Literal(text='tens of thousands', datatype='text', value=None, unit=None)
    """
    match = _QUANTITY.fullmatch(_bare(text))
    reading = _read(match) if match else None
    if reading is None:
        return Literal(text)
    datatype, value, unit = reading
    return Literal(text, datatype, f"{(value + 0).normalize():f}", unit)


def cardinal(words: str) -> int | None:
    """Return the whole number that `words` spell ("two hundred and five", "a dozen"), None where they spell none."""
    tokens = re.split(r"[ -]+", words.casefold().strip())
    if tokens[0] in ("a", "an") and tokens[1:2] and tokens[1] in _SCALES:
        tokens[0] = "one"
    total, group, ceiling, before = 0, 0, 10**15, ""
    for token in tokens:
        if token in _SMALL and _may_follow(_SMALL[token], group, before):
            group += _SMALL[token]
        elif token == "hundred" and 0 < group < 100:
            group *= 100
        elif token in _SCALES and group > 0 and _SCALES[token] < ceiling:
            ceiling = _SCALES[token]
            total, group = total + group * ceiling, 0
        elif token != "and" or before not in _SCALES:
            return None
        before = token
    return None if before == "and" else total + group


def _may_follow(number: int, group: int, before: str) -> bool:
    """Tell whether a word below a hundred may follow the group read so far: "twenty one", not "one twenty"."""
    if not before:
        return True
    if before in ("zero", "dozen") or not number:
        return False
    return group % 100 == 0 if number >= 10 else group % 10 == 0 and group % 100 != 10


def _bare(text: str) -> str:
    """Return `text` on one line, without the words that make its number rough or a bound."""
    words = " ".join(text.split()) if len(text) <= 100 else ""
    words = words.replace("−", "-").replace("‑", "-").replace("’", "'").rstrip(",;")
    while hedge := _HEDGE.match(words):
        words = words[hedge.end() :].lstrip()
    return _LOOSE_END.sub("", words)


def _read(match: re.Match[str]) -> Reading | None:
    value, tail = _number(match), match["tail"] or ""
    if value is None or (tail.casefold() in ("k", "m", "b", "t") and not (match["sign"] or match["gap"])):
        return None
    rate = None if _PERCENT.fullmatch(tail) else _RATE.fullmatch(tail)
    thing = rate["thing"] if rate else tail
    found = _money(value, match["sign"], thing) or _measure(value, match["sign"], thing)
    if found is None or rate is None:
        return found
    datatype, value, unit = found
    per = _unit(rate["per"]) or rate["per"].casefold()
    measured = "%" if datatype == "percentage" else unit
    return (datatype, value, f"{measured}/{per}") if measured else None


def _number(match: re.Match[str]) -> Decimal | None:
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
        for scale in re.findall(r"[a-z]+", match["scales"].casefold()):
            value *= _SCALES[scale]
    else:
        halved = re.fullmatch(r"half (an? .*)", match["words"].casefold())
        number = cardinal(halved[1] if halved else match["words"])
        if number is None:
            return None
        value = Decimal(number) / (2 if halved else 1)
    return -value if match["minus"] else value


def _money(value: Decimal, sign: str | None, thing: str) -> Reading | None:
    """Return the amount of money: the currency stands before the number or after it, never on both sides."""
    short = _ABBREVIATED.fullmatch(thing)
    if short and bool(sign) != bool(short["rest"]):
        value, thing = value * _OF_MONEY[short["scale"].casefold()], short["rest"]
    if bool(sign) == bool(thing):
        return None
    currency = _currency(sign or thing)
    return ("amount", value, currency) if currency else None


def _measure(value: Decimal, sign: str | None, thing: str) -> Reading | None:
    if sign:
        return None
    if not thing:
        return "number", value, None
    if _PERCENT.fullmatch(thing):
        return "percentage", value, None
    if thing.casefold() in _ABBREVIATIONS:
        return "number", value * _ABBREVIATIONS[thing.casefold()], None
    unit = _unit(thing)
    return ("number", value, unit) if unit else None


def _currency(name: str) -> str | None:
    return _named("currencies.tsv", name)


def _unit(name: str) -> str | None:
    return _named("units.tsv", name)


def _named(table: str, name: str) -> str | None:
    """Look up a symbol as it is written ("m" is a metre, "M" is not), a longer name in any case, singular or plural."""
    names = _names(table)
    word = name.casefold() if len(name) > 2 else name
    return names.get(name) or names.get(word) or names.get(word.removesuffix("s"))


@cache
def _names(table: str) -> dict[str, str]:
    return {name: row[0] for row in rows(table) for name in row}
