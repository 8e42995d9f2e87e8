"""How names are compared: folded to plain words, reduced to what survives transliteration, measured for slips.

`anyascii` writes letters of any script in ASCII, `rapidfuzz` measures edits.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from graph.lexicon import first_name_gender, name_word
from graph.tables import rows

Words = tuple[str, ...]
"""A name as plain words: lower case, ASCII letters and digits, no article before it."""

CONNECTORS = frozenset("of and for at in the de".split())
SUFFIXES = frozenset("jr sr junior senior ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xxiii".split())
_APART = re.compile(r"[^a-z0-9]+")
_SILENT = re.compile(r"['’‘`´.]")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch", "sh"), (r"tch|cz|tsh", "ch"), (r"dzh|dj", "j"), (r"tz", "ts"), (r"ph", "f"), (r"kh", "h"),
        (r"([gdtz])h", r"\1"), (r"ck|c(?!h)|q|g", "k"), (r"x", "ks"), (r"w", "v"),
        (r"(?<=[iy])[iyj]|(?<=[aeou])[yj]", "i"), (r"ou|oo|u", "o"), (r"[yj]", "i"), (r"e", "a"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
LONG, LONGER = 5, 9
"""Letters from which on a word may hold one slip, and two."""
RARE = 8
"""Letters from which on two spellings of one sound are hardly two names."""


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> Words:
    """Return the plain words of a name: "Kim Jong-un" and "KIM JONG UN", "Erdoğan" and "Erdogan" are the same."""
    words = _APART.split(_SILENT.sub("", anyascii(name)).lower())
    plain = tuple(w for w in words if w)
    return plain[1:] if len(plain) > 1 and plain[0] == "the" else plain


def core(words: Words) -> Words:
    """Return the words that tell an organisation: without "of", "and", "the", and without "Inc." at the end."""
    kept = [w for w in words if w not in CONNECTORS] or list(words)
    while len(kept) > 1 and name_word(kept[-1], "company form"):
        kept.pop()
    return tuple(kept)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """Return a word with what transliterations do not agree on made alike: Zelensky, Zelenskiy; Qaddafi, Gaddafi."""
    for pattern, written in _SOUNDS:
        word = pattern.sub(written, word)
    return word


def slip(one: str, other: str) -> bool:
    """Tell whether one word may be the other with a letter wrong, missing, added or swapped (two in a long word)."""
    shorter = min(len(one), len(other))
    if shorter < LONG or one[0] != other[0]:
        return False
    most = 2 if shorter >= LONGER else 1
    return bool(OSA.distance(one, other, score_cutoff=most) <= most)


@cache
def _short_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for full, short in rows("short_names.tsv"):
        found.setdefault(full, set()).update({full, *short.split("|")})
    return {full: frozenset(names) for full, names in found.items()}


def short_name(one: str, other: str) -> bool:
    """Tell whether two first names may be one: Bill and William, Joe and Joseph."""
    return any(one in names and other in names for names in _short_names().values())


def first_names(*words: str) -> bool:
    """Tell whether all words are first names of their own, so that a small difference is a real one."""
    return all(first_name_gender(w.capitalize()) for w in words)


def bare(words: Words) -> tuple[Words, str]:
    """Return a person's name without the word behind it that tells generations apart (Jr., III), and that word."""
    if len(words) > 1 and words[-1] in SUFFIXES:
        return words[:-1], {"junior": "jr", "senior": "sr"}.get(words[-1], words[-1])
    return words, ""


def middles_agree(one: Words, other: Words) -> bool:
    """Tell whether two runs of middle names may be one: one is left out, or is the other's initials."""
    if not one or not other:
        return True
    if len(one) != len(other):
        return False
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(one, other, strict=True))


def two_people(one: Words, other: Words) -> bool:
    """Tell whether two full names with one family name are two people: other first or middle names, Jr. and Sr."""
    (a, generation), (b, later) = bare(one), bare(other)
    if min(len(a), len(b)) < 2 or a[-1] != b[-1] or sorted(a) == sorted(b):
        return bool(a == b and generation and later and generation != later)
    if generation and later and generation != later:
        return True
    if a[0] == b[0]:
        return not middles_agree(a[1:-1], b[1:-1])
    initial = a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))
    return not (initial or short_name(a[0], b[0]) or sound(a[0]) == sound(b[0]) or slip(a[0], b[0]))


def initials(words: Words) -> frozenset[str]:
    """Return the acronyms that a name may have: with and without the initials of its small words."""
    return frozenset({"".join(w[0] for w in words), "".join(w[0] for w in words if w not in CONNECTORS)})
