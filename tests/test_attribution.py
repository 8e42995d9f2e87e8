"""Who vouches for a fact, and whether an event named by a noun happened, as `graph.factuality` reads it.

The readings are written as in `tests.parses.told`.
"""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tests.parses import cases, told

SOURCES = """
said that: said: plain; signed: says Berg
    Berg/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said
        the treaty/NN/dobj/signed .
said, behind: signed: says Berg
    Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said the treaty/NN/dobj/signed , Berg/NNP/nsubj/said said=say/VBD/ROOT .
said, behind and inverted: signed: says Berg
    " Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said the treaty/NN/dobj/signed , " said=say/VBD/ROOT
        Berg/NNP/nsubj/said .
said, inserted: signed: says Berg
    Lind/NNP/nsubj/signed , Berg/NNP/nsubj/said said=say/VBD/parataxis/signed , signed=sign/VBD/ROOT
        the treaty/NN/dobj/signed .
said of two things: signed: says Berg; visited: says Berg
    Berg/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said
        the treaty/NN/dobj/signed and/CC/cc/signed visited=visit/VBD/conj/signed Oslo/NNP/dobj/visited .
said of a relative clause: signed: says Berg; visited: says Berg
    Berg/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/visited Lind/NNP/nsubj/visited , who/WP/nsubj/signed
        signed=sign/VBD/relcl/Lind the treaty/NN/dobj/signed , visited=visit/VBD/ccomp/said Oslo/NNP/dobj/visited .
said in a relative clause: said: plain; signed: says Berg; visited: plain
    Berg/NNP/nsubj/visited , who/WP/nsubj/said said=say/VBD/relcl/Berg Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said
        the treaty/NN/dobj/signed , visited=visit/VBD/ROOT Oslo/NNP/dobj/visited .
said in a participle: visited: plain; signed: says Berg
    Berg/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited , saying=say/VBG/advcl/visited
        Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/saying the treaty/NN/dobj/signed .
quoted as saying: signed: says Berg
    Berg/NNP/nsubjpass/quoted was=be/VBD/auxpass/quoted quoted=quote/VBN/ROOT as/IN/prep/quoted saying=say/VBG/pcomp/as
        that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/saying the treaty/NN/dobj/signed .
said of a refusal: sign: negative, says Berg
    Berg/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/refused Lind/NNP/nsubj/refused had=have/VBD/aux/refused
        refused=refuse/VBN/ccomp/said to/TO/aux/sign sign/VB/xcomp/refused the treaty/NN/dobj/sign .
said of what was not: sign: negative, says Berg
    Berg/NNP/nsubj/said said=say/VBD/ROOT Lind/NNP/nsubj/sign did=do/VBD/aux/sign not/RB/neg/sign sign/VB/ccomp/said
        the treaty/NN/dobj/sign .
did not say: signed: possible, says Berg
    Berg/NNP/nsubj/say did=do/VBD/aux/say not/RB/neg/say say/VB/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/ccomp/say the treaty/NN/dobj/signed .
may say: signed: possible, says Berg
    Berg/NNP/nsubj/say may/MD/aux/say say/VB/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/say
        the treaty/NN/dobj/signed .
refused to confirm: confirm: negative; signed: possible, says Berg ! the refusal negates what would be confirmed
    Berg/NNP/nsubj/refused refused=refuse/VBD/ROOT to/TO/aux/confirm confirm/VB/xcomp/refused that/IN/mark/signed
        Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/confirm the treaty/NN/dobj/signed .
failed to prove: prove: negative; signed: possible
    Berg/NNP/nsubj/failed failed=fail/VBD/ROOT to/TO/aux/prove prove/VB/xcomp/failed that/IN/mark/signed
        Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/prove the treaty/NN/dobj/signed .
nested: signed: says Berg > believes Holm
    Berg/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/believed Holm/NNP/nsubj/believed believed=believe/VBD/ccomp/said
        that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/believed the treaty/NN/dobj/signed .
denied that: signed: negative, denies Berg
    Berg/NNP/nsubj/denied denied=deny/VBD/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/denied
        the treaty/NN/dobj/signed .
denied two things: signed: negative, denies Berg; visited: negative, denies Berg
    Berg/NNP/nsubj/denied denied=deny/VBD/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/denied
        the treaty/NN/dobj/signed and/CC/cc/signed visited=visit/VBD/conj/signed Oslo/NNP/dobj/visited .
denied doing: signing: negative, denies Lind
    Lind/NNP/nsubj/denied denied=deny/VBD/ROOT signing=sign/VBG/xcomp/denied the treaty/NN/dobj/signing .
was denied by: signed: negative, denies Berg
    It/PRP/nsubjpass/denied was=be/VBD/auxpass/denied denied=deny/VBN/ROOT by/IN/agent/denied Berg/NNP/pobj/by
        that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/denied the treaty/NN/dobj/signed .
did not deny: signed: possible, says Berg
    Berg/NNP/nsubj/deny did=do/VBD/aux/deny not/RB/neg/deny deny/VB/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/ccomp/deny the treaty/NN/dobj/signed .
doubted: signed: possible, doubts Berg
    Berg/NNP/nsubj/doubted doubted=doubt/VBD/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/ccomp/doubted the treaty/NN/dobj/signed .
does not believe: signed: negative, believes Berg
    Berg/NNP/nsubj/believe does=do/VBZ/aux/believe not/RB/neg/believe believe/VB/ROOT that/IN/mark/signed
        Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/believe the treaty/NN/dobj/signed .
hopes that: signed: desired, believes Berg
    Berg/NNP/nsubj/hopes hopes=hope/VBZ/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/hopes
        the treaty/NN/dobj/signed .
knows that: signed: plain
    Berg/NNP/nsubj/knows knows=know/VBZ/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/knows
        the treaty/NN/dobj/signed .
is said to: signed: alleged, says ?
    Lind/NNP/nsubjpass/said is=be/VBZ/auxpass/said said=say/VBN/ROOT to/TO/aux/signed have/VB/aux/signed
        signed=sign/VBN/xcomp/said the treaty/NN/dobj/signed .
is not believed to: signed: negative alleged, believes ?
    Lind/NNP/nsubjpass/believed is=be/VBZ/auxpass/believed not/RB/neg/believed believed=believe/VBN/ROOT
        to/TO/aux/signed have/VB/aux/signed signed=sign/VBN/xcomp/believed the treaty/NN/dobj/signed .
it is said that: signed: says ?
    It/PRP/nsubjpass/said is=be/VBZ/auxpass/said said=say/VBN/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/ccomp/said the treaty/NN/dobj/signed .
accused of: accused: plain; signing: says Berg
    Berg/NNP/nsubj/accused accused=accuse/VBD/ROOT Lind/NNP/dobj/accused of/IN/prep/accused signing=sign/VBG/pcomp/of
        the treaty/NN/dobj/signing .
was accused of: signing: alleged, says ?
    Lind/NNP/nsubjpass/accused was=be/VBD/auxpass/accused accused=accuse/VBN/ROOT of/IN/prep/accused
        signing=sign/VBG/pcomp/of the treaty/NN/dobj/signing .
believed to be, beside a name: be: alleged, believes ?
    Lind/NNP/nsubj/left , believed=believe/VBN/acl/Lind to/TO/aux/be be/VB/xcomp/believed the leader/NN/attr/be
        of/IN/prep/leader Estmark/NNP/pobj/of , left=leave/VBD/ROOT .
opposes somebody's doing: signing: marked
    Berg/NNP/nsubj/opposes opposes=oppose/VBZ/ROOT Lind/NNP/nsubj/signing signing=sign/VBG/ccomp/opposes
        the treaty/NN/dobj/signing .
it is unlikely that: signed: negative possible
    It/PRP/nsubj/is is=be/VBZ/ROOT unlikely/JJ/acomp/is that/IN/mark/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/ccomp/is the treaty/NN/dobj/signed .
it is not true that: signed: negative
    It/PRP/nsubj/is is=be/VBZ/ROOT not/RB/neg/is true/JJ/acomp/is that/IN/mark/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/ccomp/is the treaty/NN/dobj/signed .
according to, in front: signed: says Berg
    According=accord/VBG/prep/signed to/IN/prep/According Berg/NNP/pobj/to , Lind/NNP/nsubj/signed signed=sign/VBD/ROOT
        the treaty/NN/dobj/signed .
according to, at the end: signed: says Berg; visited: says Berg
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed and/CC/cc/signed visited=visit/VBD/conj/signed
        Oslo/NNP/dobj/visited , according=accord/VBG/prep/visited to/IN/prep/according Berg/NNP/pobj/to .
according to, inside: signed: says Berg
    Lind/NNP/nsubj/signed , according=accord/VBG/prep/signed to/IN/prep/according Berg/NNP/pobj/to ,
        signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
as somebody said: signed: says Berg
    As/IN/mark/said Berg/NNP/nsubj/said said=say/VBD/advcl/signed , Lind/NNP/nsubj/signed signed=sign/VBD/ROOT
        the treaty/NN/dobj/signed .
in the view of: signed: says Berg
    In/IN/prep/signed the view/NN/pobj/In of/IN/prep/view Berg/NNP/pobj/of , Lind/NNP/nsubj/signed signed=sign/VBD/ROOT
        the treaty/NN/dobj/signed .
"""

NOUNS = """
accusations that: signed: says ?
    Berg/NNP/nsubj/repeated repeated=repeat/VBD/ROOT accusations=accusation/NNS/dobj/repeated that/IN/mark/signed
        Lind/NNP/nsubj/signed signed=sign/VBD/acl/accusations the treaty/NN/dobj/signed .
rejected the claim that: signed: negative, denies Berg > says ?
    Berg/NNP/nsubj/rejected rejected=reject/VBD/ROOT the claim/NN/dobj/rejected that/IN/mark/signed
        Lind/NNP/nsubj/signed signed=sign/VBD/acl/claim the treaty/NN/dobj/signed .
a claim of somebody's: signed: says Berg
    Berg/NNP/poss/claim 's/POS/case/Berg claim/NN/nsubj/ended that/IN/mark/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/acl/claim the treaty/NN/dobj/signed ended=end/VBD/ROOT the debate/NN/dobj/ended .
no evidence that: signed: possible
    There/EX/expl/is is=be/VBZ+VERB/ROOT no/DT/det/evidence evidence/NN/attr/is that/IN/mark/signed
        Lind/NNP/nsubj/signed signed=sign/VBD/acl/evidence the treaty/NN/dobj/signed .
the fact that: signed: plain
    Berg/NNP/nsubj/welcomed welcomed=welcome/VBD/ROOT the fact/NN/dobj/welcomed that/IN/mark/signed
        Lind/NNP/nsubj/signed signed=sign/VBD/acl/fact the treaty/NN/dobj/signed .
rumours that: signed: alleged
    Berg/NNP/nsubj/heard heard=hear/VBD/ROOT rumours=rumour/NNS/dobj/heard that/IN/mark/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/acl/rumours the treaty/NN/dobj/signed .
denied an attack: denied: plain; attack: negative, denies Lind
    Lind/NNP/nsubj/denied denied=deny/VBD/ROOT an attack/NN/dobj/denied on/IN/prep/attack Oslo/NNP/pobj/on
        by/IN/prep/attack Estmark/NNP/pobj/by .
denied allegations of an attack: attack: negative alleged, denies Berg
    Berg/NNP/nsubj/denied denied=deny/VBD/ROOT allegations=allegation/NNS/dobj/denied of/IN/prep/allegations
        an attack/NN/pobj/of by/IN/prep/attack Estmark/NNP/pobj/by .
an alleged attack: attack: alleged
    Berg/NNP/nsubj/condemned condemned=condemn/VBD/ROOT the alleged/JJ/amod/attack attack/NN/dobj/condemned
        by/IN/prep/attack Estmark/NNP/pobj/by .
a failed attack: attack: negative
    Berg/NNP/nsubj/condemned condemned=condemn/VBD/ROOT a failed=fail/VBN/amod/attack attack/NN/dobj/condemned
        by/IN/prep/attack Estmark/NNP/pobj/by .
condemned an attack: attack: plain
    Berg/NNP/nsubj/condemned condemned=condemn/VBD/ROOT an attack/NN/dobj/condemned by/IN/prep/attack
        Estmark/NNP/pobj/by .
did not condemn an attack: condemn: negative; attack: plain
    Berg/NNP/nsubj/condemn did=do/VBD/aux/condemn not/RB/neg/condemn condemn/VB/ROOT the attack/NN/dobj/condemn
        by/IN/prep/attack Estmark/NNP/pobj/by .
prevented an attack: attack: negative
    Berg/NNP/nsubj/prevented prevented=prevent/VBD/ROOT an attack/NN/dobj/prevented by/IN/prep/attack
        Estmark/NNP/pobj/by .
called for an attack: attack: obligated
    Berg/NNP/nsubj/called called=call/VBD/ROOT for/IN/prep/called an attack/NN/pobj/for by/IN/prep/attack
        Estmark/NNP/pobj/by .
the risk of an attack: attack: possible
    The risk/NN/nsubj/grew of/IN/prep/risk an attack/NN/pobj/of by/IN/prep/attack Estmark/NNP/pobj/by
        grew=grow/VBD/ROOT .
did not take place: attack: negative
    Estmark/NNP/poss/attack 's/POS/case/Estmark attack/NN/nsubj/take on/IN/prep/attack Oslo/NNP/pobj/on
        did=do/VBD/aux/take not/RB/neg/take take/VB/ROOT place/NN/dobj/take .
will be held: talks: future
    The talks=talk/NNS/nsubjpass/held between/IN/prep/talks Lind/NNP/pobj/between and/CC/cc/Lind Berg/NNP/conj/Lind
        will/MD/aux/held be/VB/auxpass/held held=hold/VBN/ROOT in/IN/prep/held Oslo/NNP/pobj/in .
claims that, parsed as a relative clause: signed: says ?
    Claims=claim/NNS/nsubj/are that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/relcl/Claims
        the treaty/NN/dobj/signed are=be/VBP/ROOT false/JJ/acomp/are .
allegation that, parsed as an object: signed: marked
    The allegation/NN/nsubj/angered that/WDT/dobj/signed Lind/NNP/nsubj/signed signed=sign/VBD/relcl/allegation
        the treaty/NN/dobj/signed angered=anger/VBD/ROOT Berg/NNP/dobj/angered .
was cancelled: visit: negative
    Lind/NNP/poss/visit 's/POS/case/Lind visit/NN/nsubjpass/cancelled to/IN/prep/visit Oslo/NNP/pobj/to
        was=be/VBD/auxpass/cancelled cancelled=cancel/VBN/ROOT .
averted an attack: attack: negative
    Berg/NNP/nsubj/averted averted=avert/VBD/ROOT an attack/NN/dobj/averted by/IN/prep/attack Estmark/NNP/pobj/by .
warned of an attack: attack: marked
    Berg/NNP/nsubj/warned warned=warn/VBD/ROOT of/IN/prep/warned an attack/NN/pobj/of by/IN/prep/attack
        Estmark/NNP/pobj/by .
in the absence of an attack: attack: negative
    In/IN/prep/left the absence/NN/pobj/In of/IN/prep/absence an attack/NN/pobj/of by/IN/prep/attack Estmark/NNP/pobj/by
        , Berg/NNP/nsubj/left left=leave/VBD/ROOT .
"""


@pytest.mark.parametrize(("doc", "expected"), cases(SOURCES))
def test_sources(doc: Doc, expected: str) -> None:
    assert told(doc, expected) == expected


@pytest.mark.parametrize(("doc", "expected"), cases(NOUNS))
def test_events_and_nouns(doc: Doc, expected: str) -> None:
    assert told(doc, expected) == expected
