"""Surface tuples: what a sentence tells in the words of the text, as open information extraction writes it.

A tuple has a relation and two or more arguments, the subject first. It may be read as binary ones, each of which says
one thing: (subject, relation, second), (subject, relation + second, third), and so on. That is why an object stands
before the phrases that describe it, and these before the circumstances.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod

from spacy.tokens import Doc, Span, Token

from graph.clauses import (
    Argument,
    Clause,
    arguments,
    clauses,
    complements,
    group,
    indirect,
    is_clausal,
    is_told,
    objects,
    relation,
    report,
    small_clause,
)
from graph.mend import mend
from graph.model import Document
from graph.rules.nouns import appositions
from graph.surface import EXAMPLES, led, parts, phrase, text
from graph.syntax import auxiliaries, children, conjuncts, is_relative, listed
from graph.tables import rows

QUESTIONS = ("what", "which", "who", "whom", "whose")
LONG = 25
"""Words from which on a sentence's parse is less sure."""

Told = tuple[str, str, Sequence[str]]
"""A construction, the relation as it reads there, the arguments after the subject."""


@dataclass(frozen=True, slots=True)
class SurfaceTuple:
    """A relation and its arguments as words of the sentence; the first argument is the subject.

    `confidence` is the product of the named `factors`, whose values are in ``data/tuple_confidence.tsv``.
    """

    confidence: float
    relation: str
    arguments: tuple[str, ...]
    factors: tuple[str, ...] = ()


def lines(doc: Doc, document: Document) -> Iterator[str]:
    """Yield a line for each tuple of a parsed document: sentence, confidence, relation, arguments, between tabs.

    Boilerplate is skipped.
    """
    mend(doc)
    starts = [block.start for block in document.blocks]
    for sent in doc.sents:
        at = bisect_right(starts, next((t.idx for t in sent if not t.is_space), 0)) - 1
        if not starts or (at >= 0 and document.blocks[at].readable):
            for found in surface_tuples(sent):
                fields = (sent.text, f"{found.confidence:.2f}", found.relation, *found.arguments)
                yield "\t".join(" ".join(field.split()) for field in fields) + "\n"


def surface_tuples(sent: Span) -> Iterator[SurfaceTuple]:
    """Yield the tuples of a sentence, each once: of its clauses, then of its noun phrases."""
    seen = set()
    for found in _all(sent):
        key = (found.relation.lower(), tuple(a.lower() for a in found.arguments))
        if key not in seen and _is_telling(found):
            seen.add(key)
            yield found


def _is_telling(found: SurfaceTuple) -> bool:
    """Say whether a tuple has two arguments or more, each of words, none of them a mere question word."""
    worded = all(any(c.isalnum() for c in words) for words in (found.relation, *found.arguments))
    return worded and len(found.arguments) > 1 and not any(a.lower() in QUESTIONS for a in found.arguments)


def _all(sent: Span) -> Iterator[SurfaceTuple]:
    for clause in clauses(sent):
        readings = list(_told(clause, relation(clause)))
        for subject in clause.subjects:
            who, circumstances = phrase(subject), list(_circumstances(clause, subject))
            for kind, said, told in readings:
                yield _tuple(said, [who, *told], [kind, *circumstances])
    for token in sent:
        if token.dep_ == "expl":
            yield from _existential(token)
        elif token.dep_ == "prep" and token.lower_ == EXAMPLES and token.head.pos_ in ("NOUN", "PROPN"):
            yield from _examples(token)
    for frame in appositions(sent):
        noun = sent.doc[frame.words[0] : frame.words[1]].root
        name = phrase(sent.doc[frame.head], of_only=True)
        yield _tuple("is", [name, phrase(noun)], ["apposition"])


def _told(clause: Clause, said: str) -> Iterator[Told]:
    """Yield what a clause tells of each of its subjects, once for each of several coordinated objects."""
    verb, found = clause.verb, arguments(clause)
    rest = [a for a in found if not a.loose]
    linked, acted_on = complements(verb), objects(verb)
    small, reported = small_clause(verb), report(verb)
    if linked:
        yield from _copula(linked, said, rest)
    elif acted_on:
        before = [phrase(t) for t in indirect(verb)]
        after = [text(c.subtree) for c in children(verb, "xcomp") if c.i > acted_on[0].i]
        for thing in acted_on:
            if thing not in clause.subjects:
                core, further = parts(thing)
                yield "object", said, [*before, core, *further, *_spoken(rest), *after]
    elif small:
        for thing in listed(small[0]):
            yield "small clause", said, [phrase(thing), small[1]]
    elif reported:
        yield "report", f"{said} {reported[0]}".strip(), [reported[1]]
    elif rest and rest[0].lead and not rest[0].fronted:
        core, further = rest[0].split
        yield "preposition", f"{said} {rest[0].lead}", [core, *further, *_spoken(rest[1:])]
    elif found:
        yield "circumstance", said, _spoken(rest or found)


def _copula(linked: Sequence[Token], said: str, rest: Sequence[Argument]) -> Iterator[Told]:
    for complement in linked:
        if any(is_clausal(c) for c in children(complement, "xcomp")) or any(
            is_told(c) for p in children(complement, "prep") for c in children(p, "pcomp")
        ):
            continue  # "able to sign", "capable of signing": told with the verb
        core, further = parts(complement, split_of=True)
        if complement.pos_ != "ADJ" or not further:
            yield "copula", said, [core, *further, *_spoken(rest)]
        else:
            yield "copula with adjective", f"{said} {core}", [*further, *_spoken(rest)]


def _spoken(rest: Iterable[Argument]) -> list[str]:
    return [argument.spoken for argument in rest]


def _existential(there: Token) -> Iterator[SurfaceTuple]:
    """Yield what there is: "there | is | a deal | between them"."""
    verb = there.head
    places = [f"{a} {phrase(t)}" for p in children(verb, "prep") for a, t in led(p) if not is_relative(t)]
    for thing in (t for c in children(verb, "attr") for t in conjuncts(c)):
        core, further = parts(thing, split_of=True)
        yield _tuple(text(group(verb)), [there.text, core, *further, *places], ["existential"])


def _examples(including: Token) -> Iterator[SurfaceTuple]:
    """Yield what a noun is told to hold: "measures | including | tough controls"."""
    for _, thing in led(including):
        core, further = parts(thing)
        yield _tuple(including.text, [phrase(including.head, of_only=True), core, *further], ["example"])


def _tuple(said: str, told: Sequence[str], factors: Sequence[str]) -> SurfaceTuple:
    values = weights()
    score = prod(values.get(name, 1.0) for name in factors)
    return SurfaceTuple(round(min(score, 1.0), 2), said, tuple(dict.fromkeys(filter(None, told))), tuple(factors))


@cache
def weights() -> dict[str, float]:
    """Return the value of each factor of a tuple's confidence."""
    return {row[0]: float(row[1]) for row in rows("tuple_confidence.tsv")}


def _circumstances(clause: Clause, subject: Token) -> Iterator[str]:
    """Yield the names of what makes a tuple of a clause less or more sure."""
    verb = clause.verb
    above = sum(is_clausal(t) and t not in clause.links for t in verb.ancestors)
    if above:
        yield "clause below the main one" if above == 1 else "clause further down"
    if subject.head not in clause.links:
        yield "subject found elsewhere"
    if verb.tag_ == "VBG" and not auxiliaries(verb):
        yield "gerund"
    if len(verb.sent) > LONG:
        yield "long sentence"
