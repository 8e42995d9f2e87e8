"""Tell furniture from text inside one paragraph of a news page: credits, bylines, share buttons, menus, promotion.

Nothing here looks at other paragraphs: `graph.layout` does. Furniture must be plain, because what is marked is not
read: a whole sentence has to match a row of ``data/boilerplate.tsv``, and running prose that speaks of subscriptions
or photographs stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from graph.masthead import authors, is_outlet
from graph.model import Block
from graph.paragraphs import Stretch, sentences, trim
from graph.tables import rows
from graph.timestamps import is_timestamp

_LONGEST = 300
"""Characters of the longest sentence that is held against the table."""
_EDGES = " \t\u00a0*_#>[]|•·–—-:.!…»«›▶►→←"
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"'})
_AROUND = frozenset({"share", "promotion", "related", "menu", "credit", "picture"})
"""Kinds that are taken off the start or the end of a paragraph of prose."""

_TOLD = re.compile(r"\b(?:said|says|told|asked|added|according to)\b", re.IGNORECASE)
_LABEL = re.compile(r"\S ?[:|>»]\s")

_AGENCY = r"(?:AFP|AP|Reuters|REUTERS|Getty|EPA|Bloomberg|Pool|POOL|Sputnik|Anadolu)"
_IMAGE = r"(?:[Ii]mages?|IMAGE|[Pp]hotos?|PHOTO|[Pp]hotograph|[Pp]icture|[Vv]ideo|[Ii]llustration|[Gg]raphic|[Cc]redit)"
_PICTURE = re.compile(
    r"^\[\d+/\d+\]\s+"
    r"|^(?:TOPSHOT|FILE(?: PHOTO| IMAGE)?|File (?:photo|image|picture)|COMBO|PHOTO|(?:Image )?[Cc]aption|CAPTION)"
    r"\s*[-–—:,]\s+"
    r"|/?\s*--\s*Editor['’]?s note\s*:[^()]{0,200}"
    rf"|\((?:(?:AP|AFP|File|Stock|Handout|Screenshot) )?(?:{_IMAGE}|[Cc]ourtesy)"
    r"\s*(?:[:/]|(?:by|credit|courtesy|of|via|from)\b)[^()]{0,160}\)"
    rf"|\([^()]{{0,120}}(?:Getty Images|/ ?{_AGENCY}\b|{_AGENCY} ?/|via {_AGENCY}\b)[^()]{{0,80}}\)"
)
"""Credits inside a paragraph: "TOPSHOT - ", "(AP Photo/Jane Doe)", "(Jane Doe/Pool via AP)"."""
_LAST_CREDIT = re.compile(
    rf"(?:^|(?<=\s)){_IMAGE}(?: credit| courtesy(?: of)?| by)?"
    r"\s*[:;]\s*(?=[A-Z0-9@©])\S+(?:(?<!\w\w[.!?])\s+\S+){0,6}$"
)
"""A credit without brackets that ends a caption: "Image: Jane Doe."."""
_SHOWS = re.compile(
    r"(?:In )?[Tt]his (?:[\w-]+ ){0,3}(?:photo|photograph|picture|image)\b|File (?:photo|image|picture) of\b|Pictured\b"
)
_REPORT = re.compile(r"report|edit|contribut", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MARKUP = re.compile(r"(?:(?P<heading>#{1,6})|[*•‣▪◦·-])\s+(?=\S)")


class Furniture(NamedTuple):
    """What a sentence is when it is no text, and the people it names as authors."""

    kind: str
    authors: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def furniture(words: str) -> Furniture | None:
    """Return what one sentence or line is when it is furniture, or None where it may be text."""
    plain = _LINK.sub(r"\1", straight(words))
    if len(plain) > _LONGEST or (_TOLD.search(plain) and not _LABEL.search(plain)):
        return None
    bare = plain.strip(_EDGES)
    if bare[:1] == "(" and bare[-1:] == ")":
        bare = bare[1:-1].strip(_EDGES)
    if is_timestamp(bare):
        return Furniture("timestamp")
    if kind := _listed_kind(bare):
        return Furniture(kind)
    return next(filter(None, (_row(form) for form in dict.fromkeys((plain, bare)))), None)


def pieces(text: str, start: int, end: int) -> tuple[Block, ...]:
    """Split a paragraph into blocks; what may be text is ``body``, beside a picture's credit ``caption``."""
    if not any(map(str.isalnum, text[start:end])):
        return (Block(start, end, "menu"),)
    if markup := _MARKUP.match(text, start, end):
        marks = Block(start, start + len(markup[0].rstrip()), "menu")
        rest = (Block(markup.end(), end, "heading"),) if markup["heading"] else pieces(text, markup.end(), end)
        return marks, *rest
    if parts := _parts(text, start, end):
        return parts
    blocks = [block for edge in _cut(text, start, end) for block in _blocks(text, *edge)]
    captioned = any(b.kind == "picture" for b in blocks) or _SHOWS.match(text, start, end)
    return tuple(_named(block, "caption" if captioned else "body") for block in _joined(blocks))


def straight(words: str) -> str:
    """Return `words` with straight quotation marks and single blanks."""
    return " ".join(words.translate(_STRAIGHT).split())


def menu_kind(words: str) -> str | None:
    """Return ``menu`` or ``share`` for a word that menus are made of ("Home", "Impressum", "Facebook")."""
    return _menu().get(straight(words).strip(_EDGES).casefold())


def _named(block: Block, text_kind: str) -> Block:
    kind = {"body": text_kind, "picture": "credit"}.get(block.kind, block.kind)
    return Block(block.start, block.end, kind)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[Stretch, bool]]:
    """Yield the stretches of a paragraph in order: picture credits (True) and what stands between them (False)."""
    credits = [match.span() for match in _PICTURE.finditer(text[start:end])]
    last = _LAST_CREDIT.search(text[start:end], max(0, end - start - _LONGEST))
    if last and not (credits and credits[-1][1] > last.start()):
        credits.append(last.span())
    place = start
    for first, stop in credits:
        yield from _stretch(text, place, start + first, beside=True)
        yield (start + first, start + stop), True
        place = start + stop
    yield from _stretch(text, place, end, beside=bool(credits))


def _stretch(text: str, start: int, end: int, *, beside: bool) -> Iterator[tuple[Stretch, bool]]:
    """Yield a stretch, as a credit where it is nothing but marks `beside` one (" / -- ")."""
    if stretch := trim(text, start, end):
        yield stretch, beside and not any(map(str.isalnum, text[stretch[0] : stretch[1]]))


def _blocks(text: str, stretch: Stretch, is_credit: bool) -> Iterator[Block]:
    """Yield the blocks of a stretch: furniture where all its sentences or those at its edges are."""
    if is_credit:
        yield Block(*(trim(text, *stretch) or stretch), "picture")
        return
    found = sentences(text, *stretch)
    before = list(takewhile(lambda b: b.kind != "body", (_sentence(text, edges) for edges in found)))
    if len(before) == len(found):
        yield from before
        return
    before = list(takewhile(lambda b: b.kind in _AROUND, before))
    rest = (_sentence(text, edges) for edges in reversed(found))
    behind = list(takewhile(lambda b: b.kind in _AROUND or _is_credit_line(text, b), rest))[::-1]
    yield from before
    yield Block(found[len(before)][0], found[-len(behind) - 1][1], "body")
    yield from behind


def _is_credit_line(text: str, block: Block) -> bool:
    """Return whether a byline may end a paragraph: "Reporting by Jane Doe", but not "Written by Jane Austen"."""
    return block.kind == "byline" and bool(_REPORT.search(text, block.start, block.end))


def _sentence(text: str, edges: Stretch) -> Block:
    item = furniture(text[edges[0] : edges[1]])
    return Block(*edges, item.kind if item else "body")


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks with neighbours of one kind made one."""
    held: Block | None = None
    for block in blocks:
        if held and held.kind == block.kind:
            held = Block(held.start, block.end, held.kind)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _parts(text: str, start: int, end: int) -> tuple[Block, ...]:
    """Return the blocks of a line such as "World | June 5, 2024 | By Jane Doe", if every part of it is furniture."""
    cuts = [start, *(match.end() for match in re.finditer(r"\s[|•·]\s+", text[start:end]))]
    cuts[1:] = [start + cut for cut in cuts[1:]]
    blocks = []
    for edges in zip(cuts, [*cuts[1:], end], strict=True):
        stretch = trim(text, *edges)
        words = text[stretch[0] : stretch[1]].strip(_EDGES) if stretch else ""
        item = furniture(words)
        kind = item.kind if item else menu_kind(words) or ("publisher" if is_outlet(words) else None)
        if stretch is None or kind is None or len(cuts) == 1:
            return ()
        blocks.append(_named(Block(*stretch, kind), "body"))
    return tuple(_joined(blocks))


def _row(words: str) -> Furniture | None:
    if not _any_row().fullmatch(words):
        return None
    for kind, pattern in _table():
        match = pattern.fullmatch(words)
        if match is None:
            continue
        named = match.groupdict()
        people = authors(next(filter(None, named.values()), ""))
        if people is not None or not any(named.values()):
            return Furniture(kind, people or () if named.get("names") else ())
    return None


def _listed_kind(words: str) -> str | None:
    """Return the kind of a line that is three or more menu words in a row ("Home News Sport Weather")."""
    tokens = re.split(r"\s*[|•·>»/,]\s*|\s+", words.casefold())
    if not 3 <= len(tokens) <= 60:
        return None
    kinds, place = [], 0
    while place < len(tokens):
        length = next((n for n in (5, 4, 3, 2, 1) if " ".join(tokens[place : place + n]) in _menu()), 0)
        if not length:
            return None
        kinds.append(_menu()[" ".join(tokens[place : place + length])])
        place += length
    return max(kinds, key=kinds.count) if len(kinds) >= 3 else None


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern, _ in rows("boilerplate.tsv"))


@cache
def _any_row() -> re.Pattern[str]:
    """Return all rows as one expression: nearly every sentence is prose, and is to be told so at once."""
    patterns = (re.sub(r"\?P<\w+>", "?:", pattern) for _, pattern, _ in rows("boilerplate.tsv"))
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _menu() -> dict[str, str]:
    return {word.casefold(): kind for word, kind, *_ in rows("menu.tsv")}
