"""Direct quotes: where they stand and who is quoted, as `graph.quotes` reads them.

A quote is written ``first … last: speaker cue``; ``?`` where the text names nobody.
"""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from graph.quotes import Quote, quotes
from tests.parses import cases, parse

QUOTES = """
speaker behind: Lind … ,: Berg said
    “ Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said the treaty/NN/dobj/signed , ” Berg/NNP/nsubj/said
        said=say/VBD/ROOT .
speaker behind, inverted: Lind … ,: Berg said
    “ Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said the treaty/NN/dobj/signed , ” said=say/VBD/ROOT
        Berg/NNP/nsubj/said .
speaker in front: Lind … treaty: Berg said
    Berg/NNP/nsubj/said said=say/VBD/ROOT , “ Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said the
        treaty/NN/dobj/signed ” .
straight marks: Lind … ,: Berg said
    " Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said the treaty/NN/dobj/signed , " Berg/NNP/nsubj/said
        said=say/VBD/ROOT .
two halves: Lind … ,: Berg said; and … .: Berg said
    “ Lind/NNP/nsubj/left left=leave/VBD/ccomp/said , ” Berg/NNP/nsubj/said said=say/VBD/ROOT , “ and/CC/cc/left
        Holm/NNP/nsubj/came came=come/VBD/conj/left . ”
speaker in the sentence behind: Lind … .: Berg said
    “ Lind/NNP/nsubj/left left=leave/VBD/ROOT . ”
    Berg/NNP/nsubj/said said=say/VBD/ROOT so/RB/advmod/said .
over two sentences: Lind … .: Berg said
    “ Lind/NNP/nsubj/left left=leave/VBD/ROOT .
    Holm/NNP/nsubj/came came=come/VBD/ccomp/said . ” Berg/NNP/nsubj/said said=say/VBD/ROOT .
another sentence goes on: Lind … ,: Berg said; Holm … .: Berg said
    “ Lind/NNP/nsubj/left left=leave/VBD/ccomp/said , ” Berg/NNP/nsubj/said said=say/VBD/ROOT .
    “ Holm/NNP/nsubj/came came=come/VBD/ROOT . ”
nobody is named: Lind … .: ?
    “ Lind/NNP/nsubj/left left=leave/VBD/ROOT . ”
shared subject: Lind … ,: Berg said
    “ Lind/NNP/nsubj/left left=leave/VBD/dep/rose , ” Berg/NNP/nsubj/rose rose=rise/VBD/ROOT and/CC/cc/rose
        said=say/VBD/conj/rose .
words that are no clause: none
    The “ peace/NN/compound/plan ” plan/NN/nsubj/failed failed=fail/VBD/ROOT .
empty: none
    Berg/NNP/nsubj/said said=say/VBD/ROOT “ ” .
closing mark alone: none
    Berg/NNP/nsubj/said said=say/VBD/ROOT ” .
"""


def shown(quote: Quote, doc: Doc) -> str:
    speaker = "?" if quote.speaker is None or quote.cue is None else f"{doc[quote.speaker]} {doc[quote.cue]}"
    return f"{doc[quote.start]} … {doc[quote.end - 1]}: {speaker}"


@pytest.mark.parametrize(("doc", "expected"), cases(QUOTES))
def test_quotes(doc: Doc, expected: str) -> None:
    found = quotes(doc, [(0, len(doc))])
    assert ("; ".join(shown(q, doc) for q in found) or "none") == expected


LEFT_OPEN = (
    "“ Lind/NNP/nsubj/left left=leave/VBD/ROOT .",
    "Holm/NNP/nsubj/came came=come/VBD/ROOT . ”",
)


def test_a_quote_left_open_stops_at_the_paragraph() -> None:
    doc = parse(*LEFT_OPEN)
    assert [(q.start, q.end) for q in quotes(doc, [(0, 4), (4, 8)])] == [(1, 4)]


def test_a_speaker_says_nothing_in_the_next_paragraph() -> None:
    doc = parse(
        "“ Lind/NNP/nsubj/left left=leave/VBD/ccomp/said , ” Berg/NNP/nsubj/said said=say/VBD/ROOT .",
        "“ Holm/NNP/nsubj/came came=come/VBD/ROOT . ”",
    )
    first, second = quotes(doc, [(0, 8), (8, len(doc))])
    assert (first.speaker, second.speaker) == (5, None)


def test_the_next_paragraph_names_no_speaker() -> None:
    doc = parse(
        "“ Lind/NNP/nsubj/left left=leave/VBD/ROOT . ”",
        "Berg/NNP/nsubj/said said=say/VBD/ROOT no/UH/intj/said .",
    )
    (quote,) = quotes(doc, [(0, 5), (5, len(doc))])
    assert quote.speaker is None


def test_single_marks() -> None:
    doc = parse(
        "‘/``+PUNCT/punct/said Lind/NNP/nsubj/left left=leave/VBD/ccomp/said , ’/''+PUNCT/punct/said "
        "Berg/NNP/nsubj/said said=say/VBD/ROOT ."
    )
    assert [(q.start, q.end) for q in quotes(doc, [(0, len(doc))])] == [(1, 4)]


def test_text_outside_the_regions_is_not_read() -> None:
    assert quotes(parse(*LEFT_OPEN), [(4, 8)]) == ()
    assert quotes(parse(*LEFT_OPEN), []) == ()


def test_who_is_quoted_is_not_inside_the_quote() -> None:
    doc = parse("“ Berg/NNP/nsubj/said said=say/VBD/ROOT Lind/NNP/nsubj/left left=leave/VBD/ccomp/said . ”")
    (quote,) = quotes(doc, [(0, len(doc))])
    assert quote.speaker is None
