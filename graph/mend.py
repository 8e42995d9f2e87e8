"""Mend what the tagger got wrong where the word or the tree shows it.

"hopes" and "hoped" are forms of hope, not of hop; a subject tagged as a finite verb ("talks took place") is a noun.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")
_DOUBLES = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")
"""A stem of one syllable that doubles its last letter before -ed and -ing: hop, hopped."""


NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj")


def mend(doc: Doc) -> None:
    """Correct the lemmas and tags of `doc` in place."""
    for token in doc:
        if token.tag_ in ("VBZ", "VBP", "VB") and token.dep_ in NOMINAL and not _verbal(token):
            token.tag_ = "NNS" if token.tag_ == "VBZ" else "NN"
            token.pos_ = "NOUN"
        elif token.pos_ == "VERB":
            lemma = mended(token.lower_, token.lemma_.lower())
            if lemma != token.lemma_:
                token.lemma_ = lemma


def _verbal(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "dobj", "aux", "auxpass", "neg") for c in token.children)


def mended(form: str, lemma: str) -> str:
    """Return the lemma of a verb form, with the -e that its spelling calls for.

    >>> mended("hopes", "hop"), mended("hoped", "hop"), mended("hopped", "hop"), mended("visited", "visit")
    ('hope', 'hope', 'hop', 'visit')
    """
    if form == lemma + "es" and not _SIBILANT.search(lemma):
        return lemma + "e"
    if form in (lemma + "ed", lemma + "ing") and _DOUBLES.match(lemma):
        return lemma + "e"
    return lemma
