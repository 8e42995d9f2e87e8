"""The words of a noun phrase: its core without determiner and clause, its lemma with what makes its meaning."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from graph.lexicon import descriptive

DROPPED = ("det", "predet", "preconj", "cc")


def core(noun: Token) -> tuple[int, int]:
    """Return the token range of a noun or adjective with its modifiers and phrases, without determiner or clause."""
    first, last = noun.i, noun.i + 1
    for child in reversed(list(noun.lefts)):
        if child.dep_ in DROPPED or child.right_edge.i + 1 != first or child.is_punct or child.is_space:
            break
        first = child.left_edge.i
    while first < noun.i and noun.doc[first].dep_ in (*DROPPED, "punct"):
        first += 1
    for child in noun.rights:
        if (
            child.dep_ != "prep"
            or child.i != last
            or any(t.dep_ in ("relcl", "acl", "ccomp", "advcl") for t in child.subtree)
        ):
            break
        last = child.right_edge.i + 1
    return first, last


def compound_lemma(noun: Token, without: Sequence[Token] = ()) -> str:
    """Return the noun with what names it, in lower case but for acronyms: ``foreign minister``.

    Words of `without` (the owner of an office) are left out.
    """
    before = [
        t for t in noun.lefts if t.dep_ == "compound" or (t.dep_ == "amod" and t.pos_ == "ADJ" and not t.ent_type_)
    ]
    kept: list[Token] = []
    for token in reversed(before):
        if token in without or descriptive(token.lower_):
            break
        if (kept and token.i + 1 != kept[-1].i) or (not kept and token.i + 1 != noun.i):
            break
        kept.append(token)
    parts = [t.text if t.is_upper and len(t) > 1 else t.lower_ for t in reversed(kept)]
    last = noun.text if noun.is_upper and len(noun) > 1 else noun.lemma_.lower()
    return " ".join([*parts, last])
