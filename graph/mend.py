"""Mend what the tagger got wrong where the word or the tree shows it.

"hopes" and "hoped" are forms of hope, not of hop; a subject tagged as a finite verb ("talks took place") is a noun.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from graph.columns import columns

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")
_DOUBLES = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")
"""A stem of one syllable that doubles its last letter before -ed and -ing: hop, hopped."""
NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj")
CLAUSAL = ("nsubj", "nsubjpass", "dobj", "aux", "auxpass", "neg")


def mend(doc: Doc) -> None:
    """Correct the lemmas and tags of `doc` in place."""
    cols = columns(doc)
    for i, (tag, dep) in enumerate(zip(cols.tags, cols.deps, strict=True)):
        if not tag.startswith("VB"):
            continue
        if tag in ("VBZ", "VBP", "VB") and dep in NOMINAL and not any(cols.deps[c] in CLAUSAL for c in cols.children[i]):
            doc[i].tag_ = "NNS" if tag == "VBZ" else "NN"
            doc[i].pos_ = "NOUN"
            continue
        lemma = mended(cols.lowers[i], cols.lemmas[i])
        if lemma != cols.lemmas[i]:
            doc[i].lemma_ = lemma


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
