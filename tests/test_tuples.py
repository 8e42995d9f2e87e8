"""The surface tuples of a sentence, construction by construction: ``subject | relation | argument | …``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from graph.language import DEFAULT, load, parse
from graph.model import Block, Document
from graph.tuples import SurfaceTuple, lines, surface_tuples, weights
from tests.parses import cases
from tests.parses import parse as tree

CLAUSES = """
object, then circumstances, the fronted ones last: Lind | signed | the treaty | in Oslo | On Monday
    On/IN/prep/signed Monday/NNP/pobj/On Lind/NNP/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed
        in/IN/prep/signed Oslo/NNP/pobj/in .
what describes the object is told apart: Lind | sent | a reply | to Berg
    Lind/NNP/nsubj/sent sent=send/VBD/ROOT a reply/NN/dobj/sent to/IN/prep/reply Berg/NNP/pobj/to .
"of" stays with its noun: Lind | read | a history of Oslo
    Lind/NNP/nsubj/read read/VBD/ROOT a history/NN/dobj/read of/IN/prep/history Oslo/NNP/pobj/of .
a name is one whole: Lind | joined | the Bank for Trade | in Oslo
    Lind/NNP/nsubj/joined joined=join/VBD/ROOT the Bank:ORG/NNP/dobj/joined for:ORG/IN/prep/Bank Trade:ORG/NNP/pobj/for
        in/IN/prep/Bank Oslo:GPE/NNP/pobj/in .
the first preposition belongs to the relation: Lind | was greeted by | Berg | in Oslo
    Lind/NNP/nsubjpass/greeted was=be/VBD/auxpass/greeted greeted=greet/VBN/ROOT by/IN/agent/greeted Berg/NNP/pobj/by
        in/IN/prep/greeted Oslo/NNP/pobj/in .
each object: Lind | sold | ships; Lind | sold | planes
    Lind/NNP/nsubj/sold sold=sell/VBD/ROOT ships/NNS/dobj/sold and/CC/cc/ships planes/NNS/conj/ships .
each subject: Lind | left | Oslo; Berg | left | Oslo
    Lind/NNP/nsubj/left and/CC/cc/Lind Berg/NNP/conj/Lind left=leave/VBD/ROOT Oslo/NNP/dobj/left .
negation, adverb and particle: Lind | has not yet taken over | the bank
    Lind/NNP/nsubj/taken has=have/VBZ/aux/taken not/RB/neg/taken yet/RB/advmod/taken taken=take/VBN/ROOT
        over/RP/prt/taken the bank/NN/dobj/taken .
two objects: Lind | gave | Berg | a car
    Lind/NNP/nsubj/gave gave=give/VBD/ROOT Berg/NNP/dative/gave a car/NN/dobj/gave .
a measured time: Lind | left | years later
    Lind/NNP/nsubj/left left=leave/VBD/ROOT years/NNS/npadvmod/later later/RB/advmod/left .
an adverb where nothing else is told: prices | fell | sharply
    prices/NNS/nsubj/fell fell=fall/VBD/ROOT sharply/RB/advmod/fell .
an adverb beside an object: Lind | left | Oslo
    Lind/NNP/nsubj/left left=leave/VBD/ROOT Oslo/NNP/dobj/left quickly/RB/advmod/left .
nothing but a subject: nothing
    prices/NNS/nsubj/fell fell=fall/VBD/ROOT .
what only joins sentences: Lind | left | Oslo
    For/IN/prep/left example/NN/pobj/For , Lind/NNP/nsubj/left left=leave/VBD/ROOT Oslo/NNP/dobj/left .
a question word: nothing
    what/WP/nsubj/moved moved=move/VBD/ROOT Lind/NNP/dobj/moved .
"""

CHAINS = """
infinitive: Lind | agreed to sell | ships
    Lind/NNP/nsubj/agreed agreed=agree/VBD/ROOT to/TO/aux/sell sell/VB/xcomp/agreed ships/NNS/dobj/sell .
expected: Lind | is expected to sell | ships
    Lind/NNP/nsubjpass/expected is=be/VBZ/auxpass/expected expected=expect/VBN/ROOT to/TO/aux/sell
        sell/VB/xcomp/expected ships/NNS/dobj/sell .
adjective: Lind | was able to sell | ships
    Lind/NNP/nsubj/was was=be/VBD/ROOT able/JJ/acomp/was to/TO/aux/sell sell/VB/xcomp/able ships/NNS/dobj/sell .
adjective with gerund: Lind | was capable of selling | ships
    Lind/NNP/nsubj/was was=be/VBD/ROOT capable/JJ/acomp/was of/IN/prep/capable selling=sell/VBG/pcomp/of
        ships/NNS/dobj/selling .
purpose: Lind | used | loans; Lind | used loans to buy | ships
    Lind/NNP/nsubj/used used=use/VBD/ROOT loans/NNS/dobj/used to/TO/aux/buy buy/VB/advcl/used ships/NNS/dobj/buy .
the first to do it: Lind | was | the first leader; Lind | was the first leader to visit | Oslo
    Lind/NNP/nsubj/was was=be/VBD/ROOT the first/JJ/amod/leader leader/NN/attr/was to/TO/aux/visit
        visit/VB/relcl/leader Oslo/NNP/dobj/visit .
a gerund that tells of another event: Lind | slept after | leaving Oslo; Lind | leaving | Oslo
    Lind/NNP/nsubj/slept slept=sleep/VBD/ROOT after/IN/prep/slept leaving=leave/VBG/pcomp/after Oslo/NNP/dobj/leaving .
"""

NOUNS = """
copula: Paris | is | the capital | of France
    Paris/NNP/nsubj/is is=be/VBZ/ROOT the capital/NN/attr/is of/IN/prep/capital France/NNP/pobj/of .
a noun that only counts: Lind | is | one of them
    Lind/NNP/nsubj/is is=be/VBZ/ROOT one/CD/attr/is of/IN/prep/one them/PRP/pobj/of .
adjective: Lind | is dependent | on Berg
    Lind/NNP/nsubj/is is=be/VBZ/ROOT dependent/JJ/acomp/is on/IN/prep/dependent Berg/NNP/pobj/on .
bare adjective: Lind | is | tall
    Lind/NNP/nsubj/is is=be/VBZ/ROOT tall/JJ/acomp/is .
existential: There | are | talks | on fishing
    There/EX/expl/are are=be/VBP/ROOT talks/NNS/attr/are on/IN/prep/talks fishing/NN/pobj/on .
relative clause: the bank | failed | him; Lind | left | the bank
    Lind/NNP/nsubj/left left=leave/VBD/ROOT the bank/NN/dobj/left that/WDT/nsubj/failed failed=fail/VBD/relcl/bank
        him/PRP/dobj/failed .
reduced relative: ships | built in | Oslo; Lind | sold | ships
    Lind/NNP/nsubj/sold sold=sell/VBD/ROOT ships/NNS/dobj/sold built=build/VBN/acl/ships in/IN/prep/built
        Oslo/NNP/pobj/in .
apposition: Lind | left | Oslo; Lind | is | the minister
    Lind/NNP/nsubj/left , the minister/NN/appos/Lind , left=leave/VBD/ROOT Oslo/NNP/dobj/left .
examples: Lind | sold | goods; Lind | sold | ships; goods | including | ships
    Lind/NNP/nsubj/sold sold=sell/VBD/ROOT goods/NNS/dobj/sold including=include/VBG+ADP/prep/goods
        ships/NNS/pobj/including .
"""

SAID = """
report: Lind | said that | prices fell
    Lind/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/fell prices/NNS/nsubj/fell fell=fall/VBD/ccomp/said .
report before the speaker: Lind | said | prices fell
    prices/NNS/nsubj/fell fell=fall/VBD/ccomp/said , Lind/NNP/nsubj/said said=say/VBD/ROOT .
report around the speaker: Lind | said | prices fell
    prices/NNS/nsubj/fell , Lind/NNP/nsubj/said said=say/VBD/parataxis/fell , fell=fall/VBD/ROOT .
small clause: Lind | saw | Berg | leave Oslo; Berg | leave | Oslo
    Lind/NNP/nsubj/saw saw=see/VBD/ROOT Berg/NNP/nsubj/leave leave/VB/ccomp/saw Oslo/NNP/dobj/leave .
"""


def shown(found: SurfaceTuple) -> str:
    subject, *others = found.arguments
    return " | ".join([subject, found.relation, *others])


def check(doc: Doc, expected: str) -> None:
    told = sorted("; ".join(shown(t) for t in surface_tuples(doc[:])).split("; "))
    assert told == sorted(expected.replace("nothing", "").split("; "))


@pytest.mark.parametrize(("doc", "expected"), cases(CLAUSES))
def test_clauses(doc: Doc, expected: str) -> None:
    check(doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(CHAINS))
def test_one_relation_of_several_verbs(doc: Doc, expected: str) -> None:
    check(doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(NOUNS))
def test_nouns(doc: Doc, expected: str) -> None:
    check(doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(SAID))
def test_reports(doc: Doc, expected: str) -> None:
    check(doc, expected)


def test_confidence_is_the_product_of_its_factors() -> None:
    doc = tree(
        "Lind/NNP/nsubj/left left=leave/VBD/ROOT Oslo/NNP/dobj/left , losing=lose/VBG/advcl/left Berg/NNP/dobj/losing ."
    )
    main, below = surface_tuples(doc[:])
    values = weights()
    assert main.confidence == round(values["object"], 2) > below.confidence
    assert below.factors == ("object", "clause below the main one", "subject found elsewhere", "gerund")
    assert 0 < below.confidence < 1


def test_every_factor_lessens() -> None:
    assert all(0 < value <= 1 for value in weights().values())


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(DEFAULT)


def read(nlp: Language, document: Document) -> list[list[str]]:
    (doc,) = parse(nlp, [document])
    return [line.rstrip("\n").split("\t") for line in lines(doc, document)]


@pytest.mark.model
def test_lines_are_the_sentence_the_confidence_and_the_tuple(nlp: Language) -> None:
    text = "Tim Brown met\tAna Diaz\nin Paris."
    (found,) = read(nlp, Document("d", text))
    assert found[0] == "Tim Brown met Ana Diaz in Paris."
    assert 0 < float(found[1]) <= 1
    assert found[2:] == ["met", "Tim Brown", "Ana Diaz", "in Paris"]


@pytest.mark.model
def test_words_keep_the_spacing_of_the_text(nlp: Language) -> None:
    (found,) = read(nlp, Document("d", "Tim Brown didn't sign the 120-day agreement."))
    assert found[2:] == ["didn't sign", "Tim Brown", "the 120-day agreement"]


@pytest.mark.model
def test_boilerplate_is_skipped(nlp: Language) -> None:
    text = "Tim Brown met Ana Diaz.\n\nOur readers love our newsletter."
    blocks = (Block(0, 23, "body"), Block(25, len(text), "promotion"))
    assert [found[3] for found in read(nlp, Document("d", text, blocks=blocks))] == ["Tim Brown"]


WORDS = st.sampled_from(
    "Tim Ana met signed the a of to in and that who was not said , “ ” ( ) \n\t ' 5 % - ;".split(" ")
)


@pytest.mark.model
@given(st.lists(WORDS, max_size=25))
def test_any_words_give_whole_lines(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    for found in read(nlp, Document("d", text)):
        assert len(found) >= 5
        assert all(field.strip() == field != "" for field in found)
        assert found[0] in " ".join(text.split())
