"""Trees that no sentence has, but a parser may give: no rule and no reading raises on them, whatever they find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from graph.factuality import read
from graph.frames import Frame
from graph.mend import mend
from graph.quotes import quotes
from graph.rules import RULES
from graph.tuples import surface_tuples
from tests.parses import POS, VOCAB, parse

LONG = 120
"""Conjuncts, clauses or nouns in a chain: more than any sentence has, fewer than Python's stack has room for."""

TREES = {
    "one mark": ".",
    "only punctuation": ', . ? ! ; : - " “ ”',
    "one word": "Lind/NNP/ROOT",
    "one verb": "signed=sign/VBD/ROOT",
    "one participle": "signed=sign/VBN/ROOT",
    "one auxiliary": "was=be/VBD/ROOT",
    "one preposition": "according=accord/VBG+ADP/ROOT",
    "one relative pronoun": "who/WP/ROOT",
    "one subordinator": "if/IN+SCONJ/ROOT",
    "one number": "5/CD/ROOT",
    "one blank": "x/_SP+SPACE/ROOT",
    "negation without a verb": "not/RB+PART/neg/Lind Lind/NNP/ROOT",
    "negation at the end": "signed=sign/VBD/ROOT not/RB/neg/signed",
    "nor in front": "nor/CC/cc/signed signed=sign/VBD/ROOT",
    "agent of nobody": "signed=sign/VBN/ROOT by/IN/agent/signed",
    "according to nobody": "According=accord/VBG/prep/signed to/IN/prep/According , signed=sign/VBD/ROOT",
    "there is nothing": "There/EX/expl/is is=be/VBZ+VERB/ROOT",
    "copula without subject": "is=be/VBZ/ROOT leader/NN/attr/is of/IN/prep/leader",
    "cleft without noun": "It/PRP/nsubj/was was=be/VBD/ROOT who/WP/nsubj/left left=leave/VBD/ccomp/was",
    "relative clause of a verb": "who/WP/nsubj/left left=leave/VBD/relcl/came came=come/VBD/ROOT",
    "relative clause as root": "which/WDT/dobj/signed Lind/NNP/nsubj/signed signed=sign/VBD/ROOT",
    "hyphen in front": "-/HYPH/punct/led led=lead/VBN/amod/mission mission/NN/ROOT",
    "title of nobody": "President/NNP/compound/President@2 President/NNP/ROOT",
    "apposition of itself": "President/NN/appos/President@2 President/NN/ROOT",
    "possessor of a verb": "Lind/NNP/poss/left 's/POS/case/Lind left=leave/VBD/ROOT",
    "event of a mark": "attack/NN/dobj/. ././ROOT",
    "clause below a name": "signed=sign/VBD/ccomp/Lind Lind/NNP/ROOT",
    "clause below a preposition": "to/TO/aux/sign sign/VB/xcomp/without without/IN/ROOT",
    "verb as preposition": "signing=sign/VBG/prep/of of/IN/ROOT",
    "stranded preposition": "lived=live/VBD/relcl/house house/NN/ROOT in/IN/prep/lived",
    "subject behind its question": "?/./punct/sign sign/VB/ROOT Lind/NNP/nsubj/sign did=do/VBD/aux/sign",
}


def everything(doc: Doc) -> list[Frame]:
    """Return all frames of the document, after reading each of them."""
    mend(doc)
    quotes(doc, [(0, len(doc))])
    found = []
    for sent in doc.sents:
        list(surface_tuples(sent))
        for frame in (frame for rule in RULES for frame in rule(sent)):
            read(doc[frame.head])
            found.append(frame)
        for token in sent:
            read(token)
    return found


@pytest.mark.parametrize("line", TREES.values(), ids=TREES.keys())
def test_odd_trees(line: str) -> None:
    everything(parse(line))


def test_nothing_at_all() -> None:
    doc = parse("Lind/NNP/nsubj/left left=leave/VBD/ROOT")
    assert [list(rule(doc[0:0])) for rule in RULES] == [[] for _ in RULES]


def test_part_of_a_sentence() -> None:
    doc = parse("Lind/NNP/nsubj/left left=leave/VBD/ROOT Oslo/NNP/dobj/left .")
    for rule in RULES:
        list(rule(doc[1:3]))


def test_words_without_a_parse() -> None:
    doc = Doc(VOCAB, words=["Lind", "signed", "it", "."], sent_starts=[True, False, False, False])
    assert everything(doc) == []


def test_long_coordination() -> None:
    names = " ".join(f"and/CC/cc/N{i - 1} N{i}/NNP/conj/N{i - 1}" for i in range(1, LONG))
    doc = parse(f"N0/NNP/nsubj/met {names} met=meet/VBD/ROOT Berg/NNP/dobj/met .")
    (frame,) = everything(doc)
    assert len(frame.slots) == LONG + 1


def test_coordination_longer_than_the_stack() -> None:
    names = " ".join(f"and/CC/cc/N{i - 1} N{i}/NNP/conj/N{i - 1}" for i in range(1, 1100))
    doc = parse(f"N0/NNP/nsubj/met {names} met=meet/VBD/ROOT")
    for rule in RULES:
        list(rule(doc[:]))


def test_long_coordination_of_verbs() -> None:
    clauses = " ".join(f"V{i}=v/VBD/conj/V{i - 1} N{i}/NNP/dobj/V{i}" for i in range(1, LONG))
    assert len(everything(parse(f"Lind/NNP/nsubj/V0 V0=v/VBD/ROOT N0/NNP/dobj/V0 {clauses}"))) > 1


def test_deep_speech() -> None:
    clauses = " ".join(f"N{i}/NNP/nsubj/V{i} V{i}=say/VBD/ccomp/V{i - 1}" for i in range(1, LONG))
    everything(parse(f"N0/NNP/nsubj/V0 V0=say/VBD/ROOT {clauses}"))


def test_long_chain_of_nouns() -> None:
    nouns = " ".join(f"of/IN/prep/N{i - 1} N{i}/NNP/pobj/of@{i}" for i in range(1, LONG))
    everything(parse(f"N0/NNP/nsubj/left {nouns} left=leave/VBD/ROOT"))


DEPS = (
    "nsubj nsubjpass csubj dobj pobj attr acomp xcomp ccomp pcomp advcl relcl acl conj cc agent prep dative poss case "
    "compound amod appos neg aux auxpass mark prt parataxis oprd expl advmod punct npadvmod det preconj dep"
).split()
LEMMAS = (
    "say deny be have sign plan attack visit accord by of to that who if not nor no Lind President French - ? there "
    "without than it as led including with 's"
).split()


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Draw any tree over any words: heads, labels and tags know nothing of each other."""
    size = draw(st.integers(1, 10))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, token in enumerate(order):
        heads[token] = order[draw(st.integers(0, place - 1))] if place else token
    words = draw(st.lists(st.sampled_from(LEMMAS), min_size=size, max_size=size))
    tags = draw(st.lists(st.sampled_from(sorted(POS)), min_size=size, max_size=size))
    deps = ["ROOT" if heads[i] == i else draw(st.sampled_from(DEPS)) for i in range(size)]
    types = draw(st.lists(st.sampled_from(["O", "B-PERSON", "B-GPE", "B-DATE"]), min_size=size, max_size=size))
    return Doc(VOCAB, words, heads=heads, deps=deps, tags=tags, pos=[POS[t] for t in tags], lemmas=words, ents=types)


@given(trees())
def test_any_tree(doc: Doc) -> None:
    for frame in everything(doc):
        assert all(0 <= slot.token < len(doc) for slot in frame.slots)
        assert frame.words[0] < frame.words[1]
