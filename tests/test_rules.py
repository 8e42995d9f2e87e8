"""Each rule of `graph.rules` on its own: a construction, and the frames that it must yield, in their order.

A frame is written ``label(role=head, role="words")``; ``nothing`` where the rule must stay silent.
"""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from graph.frames import Rule
from graph.rules.copulas import copulas, existentials
from graph.rules.modifiers import based
from graph.rules.nominals import nominalisations
from graph.rules.nouns import appositions, possessives, titles
from graph.rules.verbs import verbs
from tests.parses import cases, shown

VERBS = """
active: sign(subject=Lind, object=treaty)
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
intransitive: arrive(subject=Lind)
    Lind/NNP/nsubj/arrived arrived=arrive/VBD/ROOT .
passive with agent: sign(subject=Lind, object=treaty)
    The treaty/NN/nsubjpass/signed was=be/VBD/auxpass/signed signed=sign/VBN/ROOT by/IN/agent/signed Lind/NNP/pobj/by .
passive without agent: be signed(object=treaty, in=Oslo)
    The treaty/NN/nsubjpass/signed was=be/VBD/auxpass/signed signed=sign/VBN/ROOT in/IN/prep/signed Oslo/NNP/pobj/in .
passive by a date: be signed(object=treaty)
    The treaty/NN/nsubjpass/signed was=be/VBD/auxpass/signed signed=sign/VBN/ROOT by/IN/agent/signed
        Monday:DATE/NNP/pobj/by .
passives with an agent each: draft(subject=Lind, object=treaty); sign(subject=Berg, object=treaty)
    The treaty/NN/nsubjpass/drafted was=be/VBD/auxpass/drafted drafted=draft/VBN/ROOT by/IN/agent/drafted
        Lind/NNP/pobj/by@1 and/CC/cc/drafted signed=sign/VBN/conj/drafted by/IN/agent/signed Berg/NNP/pobj/by@2 .
double object: give(subject=Lind, object=car, indirect_object=Berg)
    Lind/NNP/nsubj/gave gave=give/VBD/ROOT Berg/NNP/dative/gave a car/NN/dobj/gave .
dative with to: give(subject=Lind, object=car, to=Berg)
    Lind/NNP/nsubj/gave gave=give/VBD/ROOT a car/NN/dobj/gave to/IN/dative/gave Berg/NNP/pobj/to .
passive of a double object: give(subject=Lind, object=car, indirect_object=Berg)
    Berg/NNP/nsubjpass/given was=be/VBD/auxpass/given given=give/VBN/ROOT a car/NN/dobj/given by/IN/agent/given
        Lind/NNP/pobj/by .
prepositional arguments: meet(subject=Lind, with=Berg, in=Oslo, on=Monday)
    Lind/NNP/nsubj/met met=meet/VBD/ROOT with/IN/prep/met Berg/NNP/pobj/with in/IN/prep/met Oslo/NNP/pobj/in
        on/IN/prep/met Monday:DATE/NNP/pobj/on .
fronted preposition: meet(subject=Lind, object=Berg, in=Oslo)
    In/IN/prep/met Oslo/NNP/pobj/In , Lind/NNP/nsubj/met met=meet/VBD/ROOT Berg/NNP/dobj/met .
particle: take over(subject=Northbank, object=Estbank)
    Northbank/NNP/nsubj/took took=take/VBD/ROOT over/RP/prt/took Estbank/NNP/dobj/took .
with hung on the object: sign(subject=Lind, object=treaty, with=Berg)
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT a treaty/NN/dobj/signed with/IN/prep/treaty Berg:PERSON/NNP/pobj/with .
subjects: sign(subject=Lind, subject=Berg, object=treaty)
    Lind/NNP/nsubj/signed and/CC/cc/Lind Berg/NNP/conj/Lind signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
objects: visit(subject=Lind, object=Oslo, object=Bergen)
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited and/CC/cc/Oslo Bergen/NNP/conj/Oslo .
but not: visit(subject=Lind, object=Oslo)
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited but/CC/cc/Oslo not/RB/neg/Bergen
        Bergen/NNP/conj/Oslo .
A, not B: visit(subject=Lind, object=Oslo)
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited , not/RB/neg/Oslo Bergen/NNP/appos/Oslo .
not by A but by B: sign(subject=Berg, object=treaty) ! the agent that is ruled out is taken
    The treaty/NN/nsubjpass/signed was=be/VBD/auxpass/signed signed=sign/VBN/ROOT not/RB/neg/by@1 by/IN/agent/signed
        Lind/NNP/pobj/by@1 but/CC/cc/by@1 by/IN/conj/by@1 Berg/NNP/pobj/by@2 .
including: sign(subject=ministers, subject=Berg, object=treaty)
    The ministers=minister/NNS/nsubj/signed , including=include/VBG/prep/ministers Berg/NNP/pobj/including ,
        signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
verbs with a shared subject: visit(subject=Lind, object=Oslo); sign(subject=Lind, object=treaty)
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited and/CC/cc/visited signed=sign/VBD/conj/visited
        the treaty/NN/dobj/signed .
verbs with a shared object: sign(subject=Lind, object=treaty); ratify(subject=Lind, object=treaty)
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT and/CC/cc/signed ratified=ratify/VBD/conj/signed the
        treaty/NN/dobj/ratified .
relative, subject: meet(subject=Berg, object=Lind); sign(subject=Lind, object=treaty)
    Berg/NNP/nsubj/met met=meet/VBD/ROOT Lind/NNP/dobj/met , who/WP/nsubj/signed signed=sign/VBD/relcl/Lind
        the treaty/NN/dobj/signed .
relative, object: praise(subject=Berg, object=treaty); sign(subject=Lind, object=treaty)
    Berg/NNP/nsubj/praised praised=praise/VBD/ROOT the treaty/NN/dobj/praised that/WDT/dobj/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/relcl/treaty .
relative, no pronoun: praise(subject=Berg, object=treaty); sign(subject=Lind, object=treaty)
    Berg/NNP/nsubj/praised praised=praise/VBD/ROOT the treaty/NN/dobj/praised Lind/NNP/nsubj/signed
        signed=sign/VBD/relcl/treaty .
relative, preposition left behind: buy(subject=Berg, object=house); live(subject=Lind, in=house)
    Berg/NNP/nsubj/bought bought=buy/VBD/ROOT the house/NN/dobj/bought Lind/NNP/nsubj/lived lived=live/VBD/relcl/house
        in/IN/prep/lived .
relative, where: visit(subject=Berg, object=Oslo); sign(subject=Lind, object=treaty, in=Oslo)
    Berg/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited , where/WRB/advmod/signed Lind/NNP/nsubj/signed
        signed=sign/VBD/relcl/Oslo the treaty/NN/dobj/signed .
reduced passive: praise(subject=Berg, object=treaty); sign(subject=Lind, object=treaty)
    Berg/NNP/nsubj/praised praised=praise/VBD/ROOT the treaty/NN/dobj/praised signed=sign/VBN/acl/treaty
        by/IN/agent/signed Lind/NNP/pobj/by .
reduced active: meet(subject=Berg, object=minister); visit(subject=minister, object=Oslo)
    Berg/NNP/nsubj/met met=meet/VBD/ROOT the minister/NN/dobj/met visiting=visit/VBG/acl/minister
        Oslo/NNP/dobj/visiting .
participle: visit(subject=Lind, object=Oslo); meet(subject=Lind, object=Berg)
    Lind/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited , meeting=meet/VBG/advcl/visited
        Berg/NNP/dobj/meeting .
participle, passive: greet(subject=Berg, object=Lind); enter(subject=Lind, object=Oslo)
    Greeted=greet/VBN/advcl/entered by/IN/agent/Greeted Berg/NNP/pobj/by , Lind/NNP/nsubj/entered entered=enter/VBD/ROOT
        Oslo/NNP/dobj/entered .
participle, perfect: sign(subject=Lind, object=treaty)
    Lind/NNP/nsubj/denied denied=deny/VBD/ROOT having/VBG/aux/signed signed=sign/VBN/xcomp/denied the
        treaty/NN/dobj/signed .
control by the subject: promise(subject=Lind, object=Berg); sign(subject=Lind, object=treaty)
    Lind/NNP/nsubj/promised promised=promise/VBD/ROOT Berg/NNP/dobj/promised to/TO/aux/sign sign/VB/xcomp/promised
        the treaty/NN/dobj/sign .
control by the object: force(subject=Lind, object=Berg); sign(subject=Berg, object=treaty)
    Lind/NNP/nsubj/forced forced=force/VBD/ROOT Berg/NNP/dobj/forced to/TO/aux/sign sign/VB/xcomp/forced
        the treaty/NN/dobj/sign .
control by the object of a preposition: sign(subject=Lind, object=treaty)
    Berg/NNP/nsubj/called called=call/VBD/ROOT on/IN/prep/called Lind/NNP/pobj/on to/TO/aux/sign sign/VB/xcomp/called
        the treaty/NN/dobj/sign .
control by nobody that is named: warn(subject=Berg)
    Berg/NNP/nsubj/warned warned=warn/VBD/ROOT against/IN/prep/warned attacking=attack/VBG/pcomp/against
        Estmark/NNP/dobj/attacking .
what is said: say(subject=Berg, object="Lind signed the treaty", about=Lind); sign(subject=Lind, object=treaty)
    Berg/NNP/nsubj/said said=say/VBD/ROOT that/IN/mark/signed Lind/NNP/nsubj/signed signed=sign/VBD/ccomp/said
        the treaty/NN/dobj/signed .
result: be found guilty(object=Lind, of=murder)
    Lind/NNP/nsubjpass/found was=be/VBD/auxpass/found found=find/VBN/ROOT guilty/JJ/oprd/found of/IN/prep/guilty
        murder/NN/pobj/of .
an office given: elect(subject=parliament, object=Berg, as=president)
    Berg/NNP/nsubjpass/elected was=be/VBD/auxpass/elected elected=elect/VBN/ROOT president/NN/oprd/elected
        by/IN/agent/elected parliament/NN/pobj/by .
imperative: nothing
    Sign/VB/ROOT the treaty/NN/dobj/Sign .
"""

COPULAS = """
noun with its complement: be capital of(subject=Paris, object=France)
    Paris/NNP/nsubj/is is=be/VBZ/ROOT the capital/NN/attr/is of/IN/prep/capital France/NNP/pobj/of .
noun with an owner: be brother of(subject=Lind, object=Berg)
    Lind/NNP/nsubj/is is=be/VBZ/ROOT Berg/NNP/poss/brother 's/POS/case/Berg brother/NN/attr/is .
noun alone: be(subject=Lind, object="doctor")
    Lind/NNP/nsubj/is is=be/VBZ/ROOT a doctor/NN/attr/is .
name: be(subject=leader, object=Lind)
    The leader/NN/nsubj/is is=be/VBZ/ROOT Lind/NNP/attr/is .
adjective with its complement: be dependent on(subject=Estmark, object=Westland)
    Estmark/NNP/nsubj/is is=be/VBZ/ROOT dependent/JJ/acomp/is on/IN/prep/dependent Westland/NNP/pobj/on .
place: be(subject=Lind, in=Oslo)
    Lind/NNP/nsubj/is is=be/VBZ/ROOT in/IN/prep/is Oslo/NNP/pobj/in .
become: become president of(subject=Lind, object=Estmark)
    Lind/NNP/nsubj/became became=become/VBD/ROOT president/NN/attr/became of/IN/prep/president Estmark/NNP/pobj/of .
two nouns of one: be founder of(subject=Lind, object=Bank); be owner of(subject=Lind, object=Bank) ! one has no bank
    Lind/NNP/nsubj/is is=be/VBZ/ROOT the founder/NN/attr/is and/CC/cc/founder owner/NN/conj/founder of/IN/prep/founder
        Bank/NNP/pobj/of .
an action is no copula: nothing
    Lind/NNP/nsubj/signed signed=sign/VBD/ROOT the treaty/NN/dobj/signed .
"""

EXISTENTIALS = """
there were: be(subject=talks, between=Lind, between=Berg, in=Oslo)
    There/EX/expl/were were=be/VBD+VERB/ROOT talks=talk/NNS/attr/were between/IN/prep/talks Lind/NNP/pobj/between
        and/CC/cc/Lind Berg/NNP/conj/Lind in/IN/prep/talks Oslo/NNP/pobj/in .
there was nothing more: nothing
    There/EX/expl/was was=be/VBD+VERB/ROOT a fire/NN/attr/was .
"""

TITLES = """
country: president of(subject=Lind, object=French)
    French:NORP/JJ/amod/President President/NNP/compound/Lind Anna:PERSON/NNP/compound/Lind
        Lind:PERSON/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited .
former: former president of(subject=Lind, object=French)
    Former/JJ/amod/President French:NORP/JJ/amod/President President/NNP/compound/Lind Anna:PERSON/NNP/compound/Lind
        Lind:PERSON/NNP/nsubj/visited visited=visit/VBD/ROOT Oslo/NNP/dobj/visited .
nobody's: be(subject=Lind, object="President")
    President/NNP/compound/Lind Anna:PERSON/NNP/compound/Lind Lind:PERSON/NNP/nsubj/left left=leave/VBD/ROOT .
no title: nothing
    Anna:PERSON/NNP/compound/Lind Lind:PERSON/NNP/nsubj/left left=leave/VBD/ROOT .
"""

APPOSITIONS = """
office: head of(subject=Lind, object=Northbank)
    Lind:PERSON/NNP/nsubj/left , the head/NN/appos/Lind of/IN/prep/head Northbank:ORG/NNP/pobj/of , left=leave/VBD/ROOT
        .
kin before the name: sister of(subject=Lind, object=his)
    Berg/NNP/nsubj/met met=meet/VBD/ROOT his/PRP$/poss/sister sister/NN/dobj/met , Anna/NNP/compound/Lind
        Lind/NNP/appos/sister .
two offices: founder of(subject=Lind, object=Northbank); head of(subject=Lind, object=Estbank)
    Lind/NNP/nsubj/left , founder/NN/appos/Lind of/IN/prep/founder Northbank:ORG/NNP/pobj/of@1 and/CC/cc/founder
        head/NN/conj/founder of/IN/prep/head Estbank:ORG/NNP/pobj/of@2 , left=leave/VBD/ROOT .
two names: nothing
    Lind/NNP/nsubj/left , Anna/NNP/appos/Lind , left=leave/VBD/ROOT .
"""

POSSESSIVES = """
company: have(subject=Google, object=YouTube)
    Google:ORG/NNP/poss/YouTube 's/POS/case/Google YouTube:ORG/NNP/nsubj/left left=leave/VBD/ROOT .
person: nothing
    Google:ORG/NNP/poss/Lind 's/POS/case/Google Lind:PERSON/NNP/nsubj/left left=leave/VBD/ROOT .
"""

NOMINALISATIONS = """
possessor acts: visit(subject=Lind, object=Oslo)
    Lind/NNP/poss/visit 's/POS/case/Lind visit/NN/nsubj/ended to/IN/prep/visit Oslo/NNP/pobj/to ended=end/VBD/ROOT .
of and by: acquire(subject=Northbank, object=Estbank)
    The acquisition/NN/nsubj/ended of/IN/prep/acquisition Estbank/NNP/pobj/of by/IN/prep/acquisition
        Northbank/NNP/pobj/by ended=end/VBD/ROOT .
possessor suffers: defeat(subject=Westland, object=Estmark)
    Estmark/NNP/poss/defeat 's/POS/case/Estmark defeat/NN/nsubj/ended by/IN/prep/defeat Westland/NNP/pobj/by
        ended=end/VBD/ROOT .
between: meet(subject=Lind, subject=Berg)
    The meeting/NN/nsubj/ended between/IN/prep/meeting Lind/NNP/pobj/between and/CC/cc/Lind Berg/NNP/conj/Lind
        ended=end/VBD/ROOT .
demonym: invade(subject=French, object=Estmark)
    A French:NORP/JJ/amod/invasion invasion/NN/nsubj/began of/IN/prep/invasion Estmark/NNP/pobj/of began=begin/VBD/ROOT
        .
light verb: visit(subject=Lind, object=Oslo)
    Lind/NNP/nsubj/paid paid=pay/VBD/ROOT a visit/NN/dobj/paid to/IN/prep/visit Oslo/NNP/pobj/to .
one participant: nothing
    Lind/NNP/poss/visit 's/POS/case/Lind visit/NN/nsubj/ended ended=end/VBD/ROOT .
"""

MODIFIERS = """
place: be based(object=Northbank, in=London)
    London:GPE/NNP/npadvmod/based -/HYPH/punct/based based=base/VBN/amod/Northbank Northbank/NNP/nsubj/left
        left=leave/VBD/ROOT .
agent: lead(subject=French, object=mission)
    The mission/NN/nsubj/left French:NORP/JJ/npadvmod/led -/HYPH/punct/led led=lead/VBN/amod/mission
        left=leave/VBD/ROOT .
no hyphen: nothing
    The French:NORP/JJ/amod/mission led=lead/VBN/amod/mission mission/NN/nsubj/left left=leave/VBD/ROOT .
"""


def check(rule: Rule, doc: Doc, expected: str) -> None:
    assert "; ".join(shown(frame, doc) for frame in rule(doc[:])) == expected.replace("nothing", "")


@pytest.mark.parametrize(("doc", "expected"), cases(VERBS))
def test_verbs(doc: Doc, expected: str) -> None:
    check(verbs, doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(COPULAS))
def test_copulas(doc: Doc, expected: str) -> None:
    check(copulas, doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(EXISTENTIALS))
def test_existentials(doc: Doc, expected: str) -> None:
    check(existentials, doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(TITLES))
def test_titles(doc: Doc, expected: str) -> None:
    check(titles, doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(APPOSITIONS))
def test_appositions(doc: Doc, expected: str) -> None:
    check(appositions, doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(POSSESSIVES))
def test_possessives(doc: Doc, expected: str) -> None:
    check(possessives, doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(NOMINALISATIONS))
def test_nominalisations(doc: Doc, expected: str) -> None:
    check(nominalisations, doc, expected)


@pytest.mark.parametrize(("doc", "expected"), cases(MODIFIERS))
def test_modifiers(doc: Doc, expected: str) -> None:
    check(based, doc, expected)
