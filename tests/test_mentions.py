"""Which words are mentions: their span, label, type, number and gender.

In the first table the parse is written by hand, in the second spaCy's own is read: there the cases are errors of the
small pipeline that must be mended.
"""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from graph.language import load, parse
from graph.mentions import Mention, detect
from graph.model import Document
from tests.parses import cases

HAND = """
name without article and possessive mark: Council ORG; refusal CONCEPT
    the Council:ORG/NNP/poss/refusal 's/POS/case/Council refusal/NN/nsubj/came came=come/VBD/ROOT .
person without title: Lopez PERSON
    Mr./NNP/compound/Lopez Lopez:PERSON/NNP/nsubj/left left=leave/VBD/ROOT .
people joined by "and" are two: Ann Lind PERSON; Tom Berg PERSON
    Ann:PERSON/NNP/compound/Lind Lind:PERSON/NNP/nsubj/met and:PERSON/CC/cc/Lind Tom:PERSON/NNP/compound/Berg
     Berg:PERSON/NNP/conj/Lind met=meet/VBD/ROOT .
name the entity recogniser found: police ORG; Meng Wanzhou PERSON
    police/NN/nsubj/arrested arrested=arrest/VBD/ROOT Meng:PERSON/NNP/compound/Wanzhou
     Wanzhou:PERSON/NNP/dobj/arrested .
noun with modifiers: foreign affairs adviser PERSON
    a foreign/JJ/amod/affairs affairs=affair/NNS/compound/adviser adviser/NN/nsubj/left left=leave/VBD/ROOT .
number with a noun: 300 analysts PERSON
    300:CARDINAL/CD/nummod/analysts analysts=analyst/NNS/nsubj/left left=leave/VBD/ROOT .
adjective that only describes is not in the label: ceremony EVENT
    a lavish/JJ/amod/ceremony ceremony/NN/nsubj/followed followed=follow/VBD/ROOT .
date before a noun is not in the label: summit CONCEPT
    the Wednesday:DATE/NNP/compound/summit summit/NN/nsubj/failed failed=fail/VBD/ROOT .
dates, times and amounts are no mentions: rain CONCEPT
    rain/NN/nsubj/fell fell=fall/VBD/ROOT in/IN/prep/fell March:DATE/NNP/pobj/in 2017:DATE/CD/nummod/March .
demonym as an adjective is no mention: Russian army ORG
    the Russian:NORP/JJ/amod/army army/NN/nsubj/left left=leave/VBD/ROOT .
demonym as a noun is a group: Russians GROUP
    the Russians:NORP/NNPS/nsubj/left left=leave/VBD/ROOT .
idiom is no mention: Lind PERSON; help EVENT
    Lind:PERSON/NNP/nsubj/offered offered=offer/VBD/ROOT help/NN/dobj/offered in/IN/prep/offered exchange/NN/pobj/in .
"""

MODEL = {
    "title with a state": ("U.S. Secretary of State Antony Blinken spoke.", "U.S. GPE; Antony Blinken PERSON"),
    "title with a demonym": ("Russian President Vladimir Putin spoke.", "Vladimir Putin PERSON"),
    "article of a town": ("The Hague is home to the court.", "The Hague GPE; home LOC; court ORG"),
    "small words in a name": ("Ursula von der Leyen flew to Kyiv.", "Ursula von der Leyen PERSON; Kyiv GPE"),
    "name with for": (
        "The report came from the Institute for National Security Strategy.",
        "report WORK; Institute for National Security Strategy ORG",
    ),
    "noun phrase with of": ("They greeted a guard of honor.", "They CONCEPT; guard of honor PERSON"),
    "newspaper": (
        "Pfizer will buy it, the Wall Street Journal said.",
        "Pfizer ORG; it CONCEPT; Wall Street Journal ORG",
    ),
    "what is counted": ("Boeing plans to cut 2,000 jobs.", "Boeing ORG; 2,000 jobs EVENT"),
    "money and dates": ("Intel paid $5 billion for Mobileye in March 2017.", "Intel ORG; Mobileye ORG"),
    "names inside of a name": (
        "The U.N. Security Council met.",
        "U.N. Security Council ORG; U.N. ORG",
    ),
    "town inside of a name": ("He taught at the University of Basel.", "He PERSON; University of Basel ORG; Basel GPE"),
}


def shown(mentions: tuple[Mention, ...]) -> str:
    return "; ".join(f"{m.label} {m.type}" for m in mentions)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.mark.parametrize(("doc", "expected"), cases(HAND))
def test_mentions(doc: Doc, expected: str) -> None:
    assert shown(detect(doc)) == expected


@pytest.mark.model
@pytest.mark.parametrize("case", MODEL)
def test_mentions_of_the_pipeline(case: str, nlp: Language) -> None:
    text, expected = MODEL[case]
    doc = next(parse(nlp, [Document("case", text)]))
    assert sorted(shown(detect(doc)).split("; ")) == sorted(expected.split("; "))


@pytest.mark.model
def test_one_mention_a_head(nlp: Language) -> None:
    text = "The UN Security Council's new sanctions hit North Korea's missile program and its leader Kim Jong Un."
    mentions = detect(next(parse(nlp, [Document("case", text)])))
    assert len({m.head for m in mentions}) == len(mentions)
    assert all(m.start <= m.head < m.end for m in mentions)
    assert mentions == tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def test_gender_and_number() -> None:
    doc = cases("""
x: y
    Mrs./NNP/compound/Berg Berg:PERSON/NNP/nsubj/met met=meet/VBD/ROOT her/PRP$/poss/brothers
     brothers=brother/NNS/dobj/met .
""")[0].values[0]
    berg, her, brothers = detect(doc)
    assert (berg.gender, her.gender, brothers.gender) == ("female", "female", "male")
    assert (berg.number, brothers.number) == ("singular", "plural")


def test_an_empty_document_has_no_mentions() -> None:
    assert detect(Doc(cases("x: y\n    Lind/NNP/ROOT")[0].values[0].vocab)) == ()
