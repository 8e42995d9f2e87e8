"""The words of phrases as they stand in the text: noun phrases without clauses, and what may be told apart in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Token

from graph.syntax import children, conjuncts
from graph.tables import words

CLAUSES = ("relcl", "acl", "advcl", "appos", "parataxis", "ccomp")
JOINED = ("conj", "cc", "preconj")
EXAMPLES = "including"
"""What it leads to is told of its noun: "goods including ships"."""
PAIRS = (("``", "''"), ("-LRB-", "-RRB-"))
"""Tags of the marks that stand before and after quoted and bracketed words."""


def text(tokens: Iterable[Token]) -> str:
    """Return the words of `tokens` on one line, spaced as in the text, without punctuation around them.

    Quotes and brackets at the edges stay where both of a pair are there.
    """
    kept = sorted((t for t in tokens if not t.is_space), key=lambda t: t.i)
    if kept and not kept[-1].is_sent_end and _closes(kept[1:], kept[-1].nbor()):
        kept.append(kept[-1].nbor())
    marks = {mark for pair in PAIRS if all(any(t.tag_ == mark for t in kept) for mark in pair) for mark in pair}
    while kept and kept[-1].pos_ == "PUNCT" and kept[-1].tag_ not in marks:
        kept.pop()
    while kept and kept[0].pos_ == "PUNCT" and kept[0].tag_ not in marks:
        kept.pop(0)
    spaced = (t.text_with_ws if after.i == t.i + 1 else f"{t.text} " for t, after in pairwise([*kept, *kept[-1:]]))
    return " ".join("".join(spaced).split())


def _closes(tokens: list[Token], mark: Token) -> bool:
    """Say whether `mark` ends a quotation or bracket that the tokens open: parsers hang the two marks apart."""
    return any(mark.tag_ == b and sum((t.tag_ == a) - (t.tag_ == b) for t in tokens) > 0 for a, b in PAIRS)


def phrase(head: Token, *, whole: bool = False, of_only: bool = False) -> str:
    """Return the noun phrase of `head` without clauses and appositions.

    The phrases coordinated with it are left out unless it is wanted `whole`; `of_only` leaves out the prepositional
    phrases behind it but those with "of".
    """
    return text(tokens_of(head, whole=whole, of_only=of_only))


def parts(head: Token, *, split_of: bool = False) -> tuple[str, list[str]]:
    """Return the core of a noun phrase, and each prepositional phrase that describes it: "a reply", ["to Kim"].

    What belongs to a name is never parted ("the University of Oslo"); nor is a noun from its "of", unless `split_of`
    and the noun does more than count ("a third of the seats").
    """
    named = head.pos_ == "PROPN"
    splits = split_of and head.is_alpha and not named and head.lemma_ not in words("partitives.txt")
    behind = [p for p in children(head, "prep") if p.i > head.i and not (named and p.ent_type_)]
    apart = [p for p in behind if splits or p.lower_ != "of"]
    left_out = {t.i for p in apart for t in p.subtree}
    core = text(t for t in tokens_of(head) if t.i not in left_out)
    return core, [f"{lead} {phrase(t)}" for p in apart if p.lower_ != EXAMPLES for lead, t in led(p)]


def led(prep: Token, before: str = "") -> Iterator[tuple[str, Token]]:
    """Yield (preposition as written, head of what it leads to), for each of several things and of nested prepositions.

    "because of" and "out of" are one preposition; in "from 1970 to 1985" there are two.
    """
    tail = [c for c in children(prep, "prep", "pcomp") if c.pos_ == "ADP" and not list(c.children)]
    lead = f"{before} {text([prep, *tail])}".strip()
    for child in prep.children:
        if child in tail:
            continue
        if child.dep_ == "pobj":
            yield from ((lead, target) for target in conjuncts(child) if not target.is_punct)
        elif child.dep_ == "pcomp":
            yield lead, child
        elif child.dep_ == "prep":
            yield from led(child, lead if child.i == prep.i + 1 else "")
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from led(child)


def tokens_of(head: Token, *, whole: bool = False, of_only: bool = False) -> list[Token]:
    """Return the tokens of what `phrase` reads; what hangs on a part that is left out is never looked at."""
    kept, ahead = [], [head]
    while ahead:
        token = ahead.pop()
        kept.append(token)
        ahead += [c for c in token.children if not (c.dep_ in CLAUSES and not _is_close(c))]
        if token == head:
            ahead = [c for c in ahead if not _is_cut_off(c, head, whole, of_only)]
    return kept


def _is_close(token: Token) -> bool:
    """Say whether an apposition is one name with its noun, without a comma between: the film "Alien"."""
    return token.dep_ == "appos" and token.left_edge.tag_ == "``"


def _is_cut_off(child: Token, head: Token, whole: bool, of_only: bool) -> bool:
    behind = child.i > head.i
    if child.dep_ in JOINED:
        return not whole
    if child.dep_ == "punct":
        return not whole and behind and any(c.i > child.i for c in children(head, "conj", *CLAUSES))
    return of_only and behind and child.dep_ == "prep" and child.lower_ != "of"
