"""How a sentence tells its facts is the specification of `graph.factuality`, `graph.governors` and `graph.stance`.

A reading is written ``word: polarity modality, stance source > stance source``, outermost source first, and ``plain``
where nothing marks it; ``?`` is a source that the text does not name. Notation of the parses: `tests.parses`.
"""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tests.parses import cases, told

NEGATION = """
plain: signed: plain
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
did not: sign: negative
    Lind/NNP/nsubj/sign did=do/VBD/aux/sign not/RB/neg/sign sign/VB/ROOT the treaty/NN/dobj/sign .
didn't: sign: negative
    Lind/NNP/nsubj/sign did=do/VBD/aux/sign n't=not/RB/neg/sign sign/VB/ROOT the treaty/NN/dobj/sign .
never: signed: negative
    Lind/NNP/nsubj/signed never/RB/neg/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
hardly: met: negative
    Lind/NNP/nsubj/met hardly/RB/advmod/met met=meet/VBD/ROOT Berg/NNP/dobj/met .
no in the subject: signed: negative
    No/DT/det/minister minister/NN/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
no in the object: signed: negative
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT no/DT/det/treaty treaty/NN/dobj/signed .
no in the agent: signed: negative
    The treaty/NN/nsubjpass/signed was=be/VBD/auxpass/signed signed=sign/VBN/ROOT by/IN/agent/signed
        no/DT/det/minister minister/NN/pobj/by .
nobody: signed: negative
    Nobody/NN+PRON/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
never before: visited: negative
    Lind/NNP/nsubj/visited has=have/VBZ/aux/visited never/RB/neg/before before/RB/advmod/visited
        visited=visit/VBN/ROOT Oslo/NNP/dobj/visited .
not once: visit: negative
    Not/RB/neg/once once/RB/advmod/visit did=do/VBD/aux/visit Lind/NNP/nsubj/visit visit/VB/ROOT Oslo/NNP/dobj/visit .
never in front: visited: negative
    Never/RB/neg/visited has=have/VBZ/aux/visited Lind/NNP/nsubj/visited visited=visit/VBN/ROOT Oslo/NNP/dobj/visited .
at no point: visit: negative
    At/IN/prep/visit no/DT/det/point point/NN/pobj/At did=do/VBD/aux/visit Lind/NNP/nsubj/visit visit/VB/ROOT
        Oslo/NNP/dobj/visit .
hardly anyone: visited: negative
    Hardly/RB/advmod/anyone anyone/NN+PRON/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited .
neither A nor B: signed: negative
    Neither/DT/det/Lind Lind/NNP/nsubj/signed nor/CC/cc/Lind Berg/NNP/conj/Lind signed=sign/VBD/ROOT
        the treaty/NN/dobj/signed .
neither did this nor that: signed: negative; visited: negative
    Lind/NNP/nsubj/signed neither/CC/preconj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed nor/CC/cc/signed
        visited=visit/VBD/conj/signed Oslo/NNP/dobj/visited .
shared by two verbs: visit: negative; sign: negative
    Lind/NNP/nsubj/visit did=do/VBD/aux/visit not/RB/neg/visit visit/VB/ROOT Oslo/NNP/dobj/visit or/CC/cc/visit
        sign/VB/conj/visit the treaty/NN/dobj/sign .
not shared behind but: sign: negative; visited: plain
    Lind/NNP/nsubj/sign did=do/VBD/aux/sign not/RB/neg/sign sign/VB/ROOT the treaty/NN/dobj/sign but/CC/cc/sign
        visited=visit/VBD/conj/sign Oslo/NNP/dobj/visited .
not shared by a clause with a subject: sign: negative; left: plain
    Lind/NNP/nsubj/sign did=do/VBD/aux/sign not/RB/neg/sign sign/VB/ROOT the treaty/NN/dobj/sign , and/CC/cc/sign
        Berg/NNP/nsubj/left left=leave/VBD/conj/sign Oslo/NNP/dobj/left .
not only: signed: plain; visited: plain
    Lind/NNP/nsubj/signed not/RB+PART/preconj/signed only/RB/advmod/not signed=sign/VBD/ROOT the treaty/NN/dobj/signed
        but/CC/cc/signed visited=visit/VBD/conj/signed Oslo/NNP/dobj/visited .
passive: signed: negative
    The treaty/NN/nsubjpass/signed was=be/VBD/auxpass/signed not/RB/neg/signed signed=sign/VBN/ROOT by/IN/agent/signed
        Lind/NNP/pobj/by .
copula: is: negative
    Lind/NNP/nsubj/is is=be/VBZ/ROOT not/RB/neg/is the leader/NN/attr/is of/IN/prep/leader Estmark/NNP/pobj/of .
there was no: attack: negative; was: negative
    There/EX/expl/was was=be/VBD+VERB/ROOT no/DT/det/attack attack/NN/attr/was on/IN/prep/attack Oslo/NNP/pobj/on .
cleft: signed: negative
    It/PRP/nsubj/was was=be/VBD/ROOT not/RB/neg/was Lind/NNP/attr/was who/WP/nsubj/signed signed=sign/VBD/ccomp/was
        the treaty/NN/dobj/signed .
failed to: sign: negative
    Lind/NNP/nsubj/failed failed=fail/VBD/ROOT to/TO/aux/sign sign/VB/xcomp/failed the treaty/NN/dobj/sign .
did not fail to: sign: plain
    Lind/NNP/nsubj/fail did=do/VBD/aux/fail not/RB/neg/fail fail/VB/ROOT to/TO/aux/sign sign/VB/xcomp/fail
        the treaty/NN/dobj/sign .
refused to do two things: visit: negative; sign: negative
    Lind/NNP/nsubj/refused refused=refuse/VBD/ROOT to/TO/aux/visit visit/VB/xcomp/refused Oslo/NNP/dobj/visit
        or/CC/cc/visit sign/VB/conj/visit the treaty/NN/dobj/sign .
prevented from: signing: negative; prevented: plain
    Berg/NNP/nsubj/prevented prevented=prevent/VBD/ROOT Lind/NNP/dobj/prevented from/IN/prep/prevented
        signing=sign/VBG/pcomp/from the treaty/NN/dobj/signing .
unable to: sign: negative
    Lind/NNP/nsubj/was was=be/VBD/ROOT unable/JJ/acomp/was to/TO/aux/sign sign/VB/xcomp/unable the treaty/NN/dobj/sign .
without: left: plain; signing: negative
    Lind/NNP/nsubj/left left=leave/VBD/ROOT Oslo/NNP/dobj/left without/IN/prep/left signing=sign/VBG/pcomp/without
        the treaty/NN/dobj/signing .
instead of: left: plain; signing: negative
    Instead/RB/advmod/of of/IN/prep/left signing=sign/VBG/pcomp/of the treaty/NN/dobj/signing , Lind/NNP/nsubj/left
        left=leave/VBD/ROOT Oslo/NNP/dobj/left .
stop short of: signing: negative
    Lind/NNP/nsubj/stopped stopped=stop/VBD/ROOT short/RB/advmod/stopped of/IN/prep/short signing=sign/VBG/pcomp/of
        the treaty/NN/dobj/signing .
far from: signing: negative; left: plain
    Far/RB/advmod/left from/IN/prep/Far signing=sign/VBG/pcomp/from the treaty/NN/dobj/signing , Lind/NNP/nsubj/left
        left=leave/VBD/ROOT Oslo/NNP/dobj/left .
rule out: signing: negative
    Lind/NNP/nsubj/ruled ruled=rule/VBD/ROOT out/RP/prt/ruled signing=sign/VBG/xcomp/ruled the treaty/NN/dobj/signing .
did not rule out: signing: possible
    Lind/NNP/nsubj/rule did=do/VBD/aux/rule not/RB/neg/rule rule/VB/ROOT out/RP/prt/rule signing=sign/VBG/xcomp/rule
        the treaty/NN/dobj/signing .
acquitted of: attacking: negative
    Lind/NNP/nsubjpass/acquitted was=be/VBD/auxpass/acquitted acquitted=acquit/VBN/ROOT of/IN/prep/acquitted
        attacking=attack/VBG/pcomp/of Oslo/NNP/dobj/attacking .
nor did: sign: negative; visit: negative
    Lind/NNP/nsubj/sign did=do/VBD/aux/sign not/RB/neg/sign sign/VB/ROOT the treaty/NN/dobj/sign , nor/CC/cc/sign
        did=do/VBD/aux/visit Berg/NNP/nsubj/visit visit/VB/conj/sign Oslo/NNP/dobj/visit .
rather than: left: plain; sign: negative
    Lind/NNP/nsubj/left left=leave/VBD/ROOT Oslo/NNP/dobj/left rather/RB/advmod/than than/IN/cc/left sign/VB/conj/left
        the treaty/NN/dobj/sign .
no longer, verb: supports: negative
    Lind/NNP/nsubj/supports no/RB/neg/longer longer=long/RBR/advmod/supports supports=support/VBZ/ROOT
        Estmark/NNP/dobj/supports .
no longer, copula: is: negative
    Lind/NNP/nsubj/is is=be/VBZ/ROOT no/RB/neg/longer longer=long/RBR/advmod/is the leader/NN/attr/is of/IN/prep/leader
        Estmark/NNP/pobj/of .
nobody says so: signed: possible, says Nobody
    Nobody/NN+PRON/nsubj/says says=say/VBZ/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/says
        the treaty/NN/dobj/signed .
said no to: signing: negative ! the "no" that is said is not read
    Lind/NNP/nsubj/said said=say/VBD/ROOT no/UH/intj/said to/IN/prep/said signing=sign/VBG/pcomp/to
        the treaty/NN/dobj/signing .
almost: signed: negative
    Lind/NNP/nsubj/signed almost/RB/advmod/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
"""

MODALITY = """
will: sign: future
    Lind/NNP/nsubj/sign will/MD/aux/sign sign/VB/ROOT the treaty/NN/dobj/sign .
may: sign: possible
    Lind/NNP/nsubj/sign may/MD/aux/sign sign/VB/ROOT the treaty/NN/dobj/sign .
cannot: sign: negative possible
    Lind/NNP/nsubj/sign can/MD/aux/sign not/RB/neg/sign sign/VB/ROOT the treaty/NN/dobj/sign .
must: sign: obligated
    Lind/NNP/nsubj/sign must/MD/aux/sign sign/VB/ROOT the treaty/NN/dobj/sign .
would have: signed: conditional
    Lind/NNP/nsubj/signed would/MD/aux/signed have/VB/aux/signed signed=sign/VBN/ROOT the treaty/NN/dobj/signed .
passive: signed: possible
    The treaty/NN/nsubjpass/signed may/MD/aux/signed be/VB/auxpass/signed signed=sign/VBN/ROOT by/IN/agent/signed
        Lind/NNP/pobj/by .
shared by two verbs: visit: future; sign: future
    Lind/NNP/nsubj/visit will/MD/aux/visit visit/VB/ROOT Oslo/NNP/dobj/visit and/CC/cc/visit sign/VB/conj/visit
        the treaty/NN/dobj/sign .
not shared by a clause with a subject: left: possible; signed: plain
    Lind/NNP/nsubj/left may/MD/aux/left have/VB/aux/left left=leave/VBN/ROOT and/CC/cc/left Berg/NNP/nsubj/signed
        signed=sign/VBD/conj/left the treaty/NN/dobj/signed .
allegedly: signed: alleged
    Lind/NNP/nsubj/signed allegedly/RB/advmod/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
plans to: sign: future
    Lind/NNP/nsubj/plans plans=plan/VBZ/ROOT to/TO/aux/sign sign/VB/xcomp/plans the treaty/NN/dobj/sign .
wants to: sign: desired
    Lind/NNP/nsubj/wants wants=want/VBZ/ROOT to/TO/aux/sign sign/VB/xcomp/wants the treaty/NN/dobj/sign .
is expected to: sign: future
    Lind/NNP/nsubjpass/expected is=be/VBZ/auxpass/expected expected=expect/VBN/ROOT to/TO/aux/sign
        sign/VB/xcomp/expected the treaty/NN/dobj/sign .
is ready to: sign: future
    Lind/NNP/nsubj/is is=be/VBZ/ROOT ready/JJ/acomp/is to/TO/aux/sign sign/VB/xcomp/ready the treaty/NN/dobj/sign .
urged to: urged: plain; sign: obligated
    Lind/NNP/nsubj/urged urged=urge/VBD/ROOT Berg/NNP/dobj/urged to/TO/aux/sign sign/VB/xcomp/urged
        the treaty/NN/dobj/sign .
warned not to: sign: negative obligated
    Berg/NNP/nsubj/warned warned=warn/VBD/ROOT Lind/NNP/dobj/warned not/RB/neg/sign to/TO/aux/sign sign/VB/xcomp/warned
        the treaty/NN/dobj/sign .
managed to: sign: plain
    Lind/NNP/nsubj/managed managed=manage/VBD/ROOT to/TO/aux/sign sign/VB/xcomp/managed the treaty/NN/dobj/sign .
purpose: visited: plain; sign: desired
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited to/TO/aux/sign sign/VB/advcl/visited
        the treaty/NN/dobj/sign .
a plan to: announced: plain; sign: future, says Lind
    Lind/NNP/nsubj/announced announced=announce/VBD/ROOT a plan/NN/dobj/announced to/TO/aux/sign sign/VB/acl/plan
        the treaty/NN/dobj/sign .
no plans to: sign: possible
    Lind/NNP/nsubj/has has=have/VBZ/ROOT no/DT/det/plans plans=plan/NNS/dobj/has to/TO/aux/sign sign/VB/acl/plans
        the treaty/NN/dobj/sign .
if: signs: conditional; visit: future
    If/IN/mark/signs Lind/NNP/nsubj/signs signs=sign/VBZ/advcl/visit the treaty/NN/dobj/signs , Berg/NNP/nsubj/visit
        will/MD/aux/visit visit/VB/ROOT Oslo/NNP/dobj/visit .
if over a plain main clause: signs: conditional; visits: conditional
    If/IN/mark/signs Lind/NNP/nsubj/signs signs=sign/VBZ/advcl/visits the treaty/NN/dobj/signs , Berg/NNP/nsubj/visits
        visits=visit/VBZ/ROOT Oslo/NNP/dobj/visits .
unless: signs: conditional
    Unless/IN/mark/signs Lind/NNP/nsubj/signs signs=sign/VBZ/advcl/leave the treaty/NN/dobj/signs , Berg/NNP/nsubj/leave
        will/MD/aux/leave leave/VB/ROOT Oslo/NNP/dobj/leave .
had inverted: signed: conditional; visited: conditional
    Had=have/VBD/aux/signed Lind/NNP/nsubj/signed signed=sign/VBN/advcl/visited the treaty/NN/dobj/signed ,
        Berg/NNP/nsubj/visited would/MD/aux/visited have/VB/aux/visited visited=visit/VBN/ROOT Oslo/NNP/dobj/visited .
because: signed: plain; visited: plain
    Because/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/advcl/visited the treaty/NN/dobj/signed ,
        Berg/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited .
question: sign: asked
    Did=do/VBD/aux/sign Lind/NNP/nsubj/sign sign/VB/ROOT the treaty/NN/dobj/sign ?
question with an adverb: sign: asked
    Why/WRB/advmod/sign did=do/VBD/aux/sign Lind/NNP/nsubj/sign sign/VB/ROOT the treaty/NN/dobj/sign ?
whether as the object: signed: asked
    Berg/NNP/nsubj/asked asked=ask/VBD/ROOT whether/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/asked
        the treaty/NN/dobj/signed .
whether as the subject: signed: asked
    Whether/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/csubj/remains the treaty/NN/dobj/signed
        remains=remain/VBZ/ROOT unclear/JJ/acomp/remains .
relative with a modal: sign: possible; visited: plain
    Lind/NNP/nsubj/visited , who/WP/nsubj/sign may/MD/aux/sign sign/VB/relcl/Lind the treaty/NN/dobj/sign ,
        visited=visit/VBD/ROOT Oslo/NNP/dobj/visited .
relative under a modal: signed: plain; visit: future
    Lind/NNP/nsubj/visit , who/WP/nsubj/signed signed=sign/VBD/relcl/Lind the treaty/NN/dobj/signed ,
        will/MD/aux/visit visit/VB/ROOT Oslo/NNP/dobj/visit .
once, of the future: signs: future
    Berg/NNP/nsubj/visit will/MD/aux/visit visit/VB/ROOT Oslo/NNP/dobj/visit once/IN/mark/signs Lind/NNP/nsubj/signs
        signs=sign/VBZ/advcl/visit the treaty/NN/dobj/signs .
were inverted, behind: visit: conditional; elected: conditional
    Lind/NNP/nsubj/visit would/MD/aux/visit visit/VB/ROOT Oslo/NNP/dobj/visit were=be/VBD/auxpass/elected
        Berg/NNP/nsubjpass/elected elected=elect/VBN/advcl/visit .
infinitive with a subject, in front: sign: marked
    For/IN/mark/sign Lind/NNP/nsubj/sign to/TO/aux/sign sign/VB/advcl/leave the treaty/NN/dobj/sign ,
        Berg/NNP/nsubj/leave must/MD/aux/leave leave/VB/ROOT .
calls for somebody to: sign: desired
    Berg/NNP/nsubj/ignored ignored=ignore/VBD/ROOT calls=call/NNS/dobj/ignored for/IN/mark/sign Estmark/NNP/nsubj/sign
        to/TO/aux/sign sign/VB/advcl/calls the treaty/NN/dobj/sign .
too late for: sign: marked
    It/PRP/nsubj/was was=be/VBD/ROOT too/RB/advmod/late late/JJ/acomp/was for/IN/mark/sign Lind/NNP/nsubj/sign
        to/TO/aux/sign sign/VB/advcl/was the treaty/NN/dobj/sign .
"""


@pytest.mark.parametrize(("doc", "expected"), cases(NEGATION))
def test_negation(doc: Doc, expected: str) -> None:
    assert told(doc, expected) == expected


@pytest.mark.parametrize(("doc", "expected"), cases(MODALITY))
def test_modality(doc: Doc, expected: str) -> None:
    assert told(doc, expected) == expected
