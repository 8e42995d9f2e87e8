"""Where a fact is told and in which words, as text that fits in a cell: written for tables and GraphML, and read back.

::

    offsets   = place *(" | " place)                           one place an evidence
    place     = document "#char=" range *(";" part "=" range)  the sentence, then words of the same document
    part      = "s" / "o" / "a" / "p" / "cue"                  source, target, another argument, predicate, cue
    range     = start "," end                                  as in `graph.model.Span`
    quotation = sentence *(" | " sentence)                     the words of all places, each sentence once
    statement = words " [" fact [" " offsets] "]" [" " JSON]   words without brackets, quotation as a JSON string

Ids of facts and documents are percent-encoded (UTF-8); only ``A-Z a-z 0-9 _ . - ~ / : @`` stand raw. A quotation is cut
apart by the lengths that the offsets tell. It holds the first 2,000 characters of a sentence, and no further sentence
where it would pass 30,000 (a cell of a spreadsheet holds 32,767); the offsets of all are there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from graph.model import Evidence, Fact, Span

LONGEST, CELL, JOINT = 2_000, 30_000, " | "
"""Characters of a sentence and of a cell that are quoted, and what stands between two sentences."""

_SAFE = re.compile(r"[A-Za-z0-9_.~/:@-]*")
_PLACE = re.compile(r"([^#\s]*)#char=([0-9]+,[0-9]+)((?:;(?:s|o|a|p|cue)=[0-9]+,[0-9]+)*)")
_STATEMENT = re.compile(r'[^\[]*\[([^\] ]*)(?: ([^\]]+))?\](?: (".*"))?')


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as one row of a file tells it: for each evidence its spans, the sentence's first; and the sentences."""

    fact: str
    places: tuple[tuple[Span, ...], ...]
    quotation: str


def token(id: str) -> str:
    """Return an id without space, bracket or any character that XML cannot hold; a slug stays as it is.

    >>> token("mara-lind"), token("two words")
    ('mara-lind', 'two%20words')
    """
    return id if _SAFE.fullmatch(id) else quote(id, safe="/:@", errors="surrogatepass")


def offsets(fact: Fact, source: int | None = None, target: int | None = None) -> str:
    """Return the places that tell `fact`; `source` and `target` are the arguments that an edge joins."""
    parts = ["s" if i == source else "o" if i == target else "a" for i in range(len(fact.arguments))]
    return " | ".join(_place(evidence, parts) for evidence in fact.evidence)


def sentences(evidence: Iterable[Evidence]) -> Iterable[Span]:
    """Return the sentences of these places, each once."""
    return dict.fromkeys(told.sentence for told in evidence)


def quotation(sentences: Iterable[str]) -> str:
    """Return these sentences as one text, each cut and all together no longer than a cell."""
    told = ""
    for number, sentence in enumerate(sentences):
        words = sentence[:LONGEST]
        if number and len(told) + len(JOINT) + len(words) > CELL:
            break
        told = f"{told}{JOINT}{words}" if number else words
    return told


def statement(words: str, fact: Fact, quotation: str) -> str:
    """Return the line that tells a fact without an edge: what it says, its id, its places and their sentences."""
    readable = " ".join(words.replace("[", "(").replace("]", ")").split())
    told = f"{token(fact.id)} {offsets(fact)}".rstrip()
    return f"{readable} [{told}] {json.dumps(quotation, ensure_ascii=False) if quotation else ''}".rstrip()


def read_statement(line: str) -> Told:
    """Return what a line of `statement` tells; raises `ValueError` where it is none."""
    match = _STATEMENT.fullmatch(line)
    if match is None:
        raise ValueError(f"no statement of a fact: {line[:60]!r}")
    return Told(match[1], read_offsets(match[2] or ""), json.loads(match[3] or '""'))


def read_offsets(text: str) -> tuple[tuple[Span, ...], ...]:
    """Return the spans of each place, the sentence's first; raises `ValueError` where `text` is no `offsets`.

    >>> read_offsets("a%20b#char=10,30;s=10,14;p=15,20")[0][1]
    Span(document='a b', start=10, end=14)
    """
    return tuple(_spans(place) for place in text.split(" | ")) if text else ()


def _place(evidence: Evidence, parts: Sequence[str]) -> str:
    inside = [*zip(parts, evidence.arguments, strict=True), ("p", evidence.predicate)]
    inside += [("cue", cue) for cue in evidence.cues]
    words = "".join(f";{part}={span.start},{span.end}" for part, span in inside)
    sentence = evidence.sentence
    return f"{token(sentence.document)}#char={sentence.start},{sentence.end}{words}"


def _spans(place: str) -> tuple[Span, ...]:
    match = _PLACE.fullmatch(place)
    if match is None:
        raise ValueError(f"no place of an evidence: {place[:60]!r}")
    document = unquote(match[1], errors="surrogatepass")
    ranges = [match[2], *(part.split("=")[1] for part in match[3].split(";")[1:])]
    return tuple(Span(document, int(start), int(end)) for start, end in (r.split(",") for r in ranges))
