"""What `graph.syntax` reads off a tree: voice, coordination, shared and controlled subjects, prepositions.

A case names a token and what a function must return for it; a list of tokens is written as their words.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from graph import syntax
from tests.parses import NotationError, at, cases, parse

PASSIVE = """
be: signed
    The treaty/NN/nsubjpass/signed was=be/VBD/auxpass/signed signed=sign/VBN/ROOT .
reduced relative: signed
    The treaty/NN/nsubj/failed signed=sign/VBN/acl/treaty by/IN/agent/signed Lind/NNP/pobj/by failed=fail/VBD/ROOT .
participle in front: Greeted
    Greeted=greet/VBN/advcl/left by/IN/agent/Greeted Berg/NNP/pobj/by , Lind/NNP/nsubj/left left=leave/VBD/ROOT .
second of two participles: signed
    The treaty/NN/nsubjpass/drafted was=be/VBD/auxpass/drafted drafted=draft/VBN/ROOT and/CC/cc/drafted
        signed=sign/VBN/conj/drafted .
infinitive: signed
    The treaty/NN/nsubj/has has=have/VBZ/ROOT to/TO/aux/signed be/VB/auxpass/signed signed=sign/VBN/xcomp/has .
"""

ACTIVE = """
past: signed
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
perfect: signed
    Lind/NNP/nsubj/signed has=have/VBZ/aux/signed signed=sign/VBN/ROOT the treaty/NN/dobj/signed .
progressive: signing
    Lind/NNP/nsubj/signing is=be/VBZ/aux/signing signing=sign/VBG/ROOT the treaty/NN/dobj/signing .
active behind a passive: left
    Lind/NNP/nsubjpass/greeted was=be/VBD/auxpass/greeted greeted=greet/VBN/ROOT and/CC/cc/greeted
        left=leave/VBD/conj/greeted Oslo/NNP/dobj/left .
"""

SUBJECTS = """
own: signed: Lind
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
several: signed: Lind Berg
    Lind/NNP/nsubj/signed and/CC/cc/Lind Berg/NNP/conj/Lind signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
shared: signed: Lind
    Lind/NNP/nsubj/left left=leave/VBD/ROOT Oslo/NNP/dobj/left and/CC/cc/left signed=sign/VBD/conj/left
        the treaty/NN/dobj/signed .
of an infinitive: sign: Lind
    Lind/NNP/nsubj/hopes hopes=hope/VBZ/ROOT to/TO/aux/sign sign/VB/xcomp/hopes the treaty/NN/dobj/sign .
of an infinitive with an object above: sign: Berg
    Lind/NNP/nsubj/asked asked=ask/VBD/ROOT Berg/NNP/dobj/asked to/TO/aux/sign sign/VB/xcomp/asked the
        treaty/NN/dobj/sign .
of an infinitive below a promise: sign: Lind
    Lind/NNP/nsubj/promised promised=promise/VBD/ROOT Berg/NNP/dobj/promised to/TO/aux/sign sign/VB/xcomp/promised
        the treaty/NN/dobj/sign .
of an infinitive below a passive: sign: Lind
    Lind/NNP/nsubjpass/asked was=be/VBD/auxpass/asked asked=ask/VBN/ROOT to/TO/aux/sign sign/VB/xcomp/asked
        the treaty/NN/dobj/sign .
of a relative clause: signed: Lind
    Berg/NNP/nsubj/met met=meet/VBD/ROOT Lind/NNP/dobj/met , who/WP/nsubj/signed signed=sign/VBD/relcl/Lind
        the treaty/NN/dobj/signed .
of a cleft: signed: Lind
    It/PRP/nsubj/was was=be/VBD/ROOT Lind/NNP/attr/was who/WP/nsubj/signed signed=sign/VBD/ccomp/was
        the treaty/NN/dobj/signed .
of a gerund behind by: signing: Lind
    Lind/NNP/nsubj/ended ended=end/VBD/ROOT the war/NN/dobj/ended by/IN/prep/ended signing=sign/VBG/pcomp/by
        the treaty/NN/dobj/signing .
of a plan: sign: Lind
    Lind/NNP/poss/plan 's/POS/case/Lind plan/NN/nsubj/failed to/TO/aux/sign sign/VB/acl/plan the treaty/NN/dobj/sign
        failed=fail/VBD/ROOT .
of a verb of speech behind what is said: pledged: Lind
    Lind:PERSON/NNP/nsubj/said said=say/VBD/ROOT the deal/NN/nsubj/was was=be/VBD/ccomp/said peaceful/JJ/acomp/was
        and/CC/cc/was pledged=pledge/VBD/conj/was support/NN/dobj/pledged .
none of an expletive: was:
    There/EX/expl/was was=be/VBD+VERB/ROOT a fire/NN/attr/was .
"""

OBJECTS = """
own: signed: treaty
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
several: visited: Oslo Bergen
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited and/CC/cc/Oslo Bergen/NNP/conj/Oslo .
of the verb behind: signed: treaty
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT and/CC/cc/signed ratified=ratify/VBD/conj/signed the
        treaty/NN/dobj/ratified .
not over a phrase between: left:
    Lind/NNP/nsubj/left left=leave/VBD/ROOT on/IN/prep/left Monday/NNP/pobj/on and/CC/cc/left signed=sign/VBD/conj/left
        the treaty/NN/dobj/signed .
relative: signed: treaty
    Berg/NNP/nsubj/praised praised=praise/VBD/ROOT the treaty/NN/dobj/praised that/WDT/dobj/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/relcl/treaty .
A but not B: visited: Oslo
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited but/CC/cc/Oslo not/RB/neg/Bergen
        Bergen/NNP/conj/Oslo .
not A but B: visited: Bergen
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT not/RB/neg/Oslo Oslo/NNP/dobj/visited but/CC/cc/Oslo
        Bergen/NNP/conj/Oslo .
"""

PREPOSITIONS = """
plain: met: in Oslo, on Monday
    Lind/NNP/nsubj/met met=meet/VBD/ROOT in/IN/prep/met Oslo/NNP/pobj/in on/IN/prep/met Monday/NNP/pobj/on .
several: met: with Berg, with Holm
    Lind/NNP/nsubj/met met=meet/VBD/ROOT with/IN/prep/met Berg/NNP/pobj/with and/CC/cc/Berg Holm/NNP/conj/Berg .
along with: met: with Berg
    Lind/NNP/nsubj/met met=meet/VBD/ROOT along/IN/prep/met with/IN/prep/along Berg/NNP/pobj/with .
because of: left: because of Berg
    Lind/NNP/nsubj/left left=leave/VBD/ROOT because/IN+SCONJ/prep/left of/IN/pcomp/because Berg/NNP/pobj/because .
not in A: met: on Monday
    Lind/NNP/nsubj/met met=meet/VBD/ROOT not/RB/neg/met in/IN/prep/met Oslo/NNP/pobj/in on/IN/prep/met
        Monday/NNP/pobj/on .
left behind: lived: in house
    The house/NN/nsubj/fell which/WDT/pobj/in Lind/NNP/nsubj/lived lived=live/VBD/relcl/house in/IN/prep/lived
        fell=fall/VBD/ROOT .
"""


def words(tokens: list[Token]) -> str:
    return " ".join(t.text for t in tokens)


@pytest.mark.parametrize(("doc", "expected"), cases(PASSIVE))
def test_passive(doc: Doc, expected: str) -> None:
    assert syntax.is_passive(at(doc, expected))


@pytest.mark.parametrize(("doc", "expected"), cases(ACTIVE))
def test_active(doc: Doc, expected: str) -> None:
    assert not syntax.is_passive(at(doc, expected))


def check(function: Callable[[Token], list[Token]], doc: Doc, expected: str) -> None:
    word, _, wanted = expected.partition(":")
    assert words(function(at(doc, word))) == wanted.strip()


@pytest.mark.parametrize(("doc", "expected"), cases(SUBJECTS))
def test_subjects(doc: Doc, expected: str) -> None:
    check(syntax.surface_subjects, doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(OBJECTS))
def test_objects(doc: Doc, expected: str) -> None:
    check(syntax.direct_objects, doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(PREPOSITIONS))
def test_prepositions(doc: Doc, expected: str) -> None:
    word, _, wanted = expected.partition(": ")
    assert ", ".join(f"{role} {token.text}" for role, token in syntax.prepositions(at(doc, word))) == wanted


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Lind", id="no slash"),
        pytest.param("Lind/NNP/nsubj", id="no head"),
        pytest.param("left/VBD/ROOT/left", id="a root with a head"),
        pytest.param("Lind/NNP/nsubj/went left/VBD/ROOT", id="a head that is not there"),
        pytest.param("Lind/NNP/nsubj/left left/VBD/ROOT left/VBD/conj/left@1", id="a head that stands twice"),
        pytest.param("left/VBD/ROOT the", id="an article without a noun"),
    ],
)
def test_a_line_that_is_no_parse_is_refused(line: str) -> None:
    with pytest.raises(NotationError):
        parse(line)


def test_notation() -> None:
    doc = parse(
        "New:GPE/NNP/compound/York York:GPE/NNP/nsubj/saw saw=see/VBD/ROOT the fire/NN/dobj/saw .", "Rain/NN/ROOT ."
    )
    assert [t.head.text for t in doc] == ["York", "saw", "saw", "fire", "saw", "saw", "Rain", "Rain"]
    assert [(e.text, e.label_) for e in doc.ents] == [("New York", "GPE")]
    assert [s.text for s in doc.sents] == ["New York saw the fire .", "Rain ."]
    assert at(doc, "saw").lemma_ == "see"
