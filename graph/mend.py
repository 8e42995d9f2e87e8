"""Mend what the tagger got wrong where the word or the tree shows it.

"hopes" and "hoped" are forms of hope, not of hop; a subject tagged as a finite verb ("talks took place") is a noun; a
sentence without any verb has one where a past form was taken for an adjective ("X's purchase of Y alarmed Z").
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from graph.columns import columns

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")
_DOUBLES = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")
"""A stem of one syllable that doubles its last letter before -ed and -ing: hop, hopped."""
NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj")
BE = ("’s", "’re", "’m", "'re", "'m")
CLAUSAL = ("nsubj", "nsubjpass", "dobj", "aux", "auxpass", "neg")


def mend(doc: Doc) -> None:
    """Correct the lemmas and tags of `doc` in place."""
    cols = columns(doc)
    for i, (tag, dep) in enumerate(zip(cols.tags, cols.deps, strict=True)):
        if not tag.startswith("VB"):
            continue
        bare = not any(cols.deps[c] in CLAUSAL for c in cols.children[i])
        if tag in ("VBZ", "VBP", "VB") and dep in NOMINAL and bare:
            doc[i].tag_ = "NNS" if tag == "VBZ" else "NN"
            doc[i].pos_ = "NOUN"
            continue
        lemma = "be" if cols.lowers[i] in BE else mended(cols.lowers[i], cols.lemmas[i])
        if lemma != cols.lemmas[i]:
            doc[i].lemma_ = lemma
    for i, tag in enumerate(cols.tags):
        if tag in ("JJ", "VBN", "VBD") and cols.deps[i] == "amod" and cols.lowers[i].endswith("ed"):
            _promote(doc[i])


def _promote(adjective: Token) -> None:
    """Make the past form before a noun the verb of its sentence where that has none and a name stands right before it.

    The name takes the place of the noun, the noun becomes the object, what was the root the subject.
    """
    root, noun = adjective.sent.root, adjective.head
    before = adjective.nbor(-1) if adjective.i > adjective.sent.start else None
    if before is None or before.dep_ != "npadvmod" or before.head != adjective or noun.dep_ != "pobj":
        return
    if root.pos_ not in ("NOUN", "PROPN") or any(t.pos_ in ("VERB", "AUX") and t != adjective for t in adjective.sent):
        return
    before.head, before.dep_ = noun.head, noun.dep_
    noun.head, noun.dep_ = adjective, "dobj"
    adjective.head, adjective.dep_ = adjective, "ROOT"
    root.head, root.dep_ = adjective, "nsubj"
    adjective.tag_, adjective.pos_, adjective.lemma_ = "VBD", "VERB", mended(adjective.lower_, _stem(adjective.lower_))


def _stem(form: str) -> str:
    """Return the lemma of a regular past form: alarmed, angered; ``pleased`` keeps its e, ``carried`` its y."""
    if form.endswith("ied"):
        return form[:-3] + "y"
    stem = form[:-2]
    if stem[-2:-1] == stem[-1:] and stem[-1] not in "sl":
        return stem[:-1]
    return stem + "e" if re.search(r"[^aeiou][aiouvsczg]$|as$|us$", stem) else stem


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
