"""Decide how a frame is told: affirmed or negated, plain or hedged, and by whom.

The reading climbs from the predicate to the root of the sentence. Each step up may negate ("failed to"), hedge
("plans to", "if") or attribute ("denied that"). Whatever is not known to leave a clause plain makes it hedged or
reported: a fact that is marked too much is a pity, one that is marked too little is a lie.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.governors import step
from graph.sources import Outer, original, outer
from graph.stance import MODALITIES, STANCES, Reading, auxiliary, determiner, effects, marks
from graph.syntax import DEPTH, children, inverted, is_verbal, surface_subjects

BACKGROUND = ("title", "modifier: place", "modifier: agent", "possessive")
"""Rules whose facts the writer takes for granted: no verb of the sentence governs them."""


def read(head: Token, background: bool = False, outside: tuple[Outer, ...] | None = None) -> Reading:
    """Return how the predicate headed by `head` is told; `background` facts are only marked by their own words.

    `outside` are the sources of the whole sentence (`graph.sources.outer`), found here where they are not given.
    """
    reading = Reading()
    _own(head, reading)
    if background:
        return reading
    token = head
    for _ in range(DEPTH):
        _beside(token, reading)
        if token.head == token:
            break
        token = step(token, reading)
    if token.head == token and _asks(token):
        reading.inherits = True
        reading.hedge("asked", token.sent[-1].i)
    for source in outer(head.sent) if outside is None else outside:
        # what hangs on the verb of speech itself was read on the way up
        if not source.start <= head.i < source.end and head != source.cue and not source.cue.is_ancestor(head):
            reading.inherits = True
            reading.apply(source.effect, source.cue, source.source)
    return reading


def _own(token: Token, reading: Reading) -> None:
    """Read the marks on the predicate itself and on its arguments."""
    if is_verbal(token):
        auxiliary(token, reading)
        if token.dep_ in ("acl", "relcl") and any(
            c.lower_ in ("no", "few") for c in children(token.head, "det", "amod")
        ):
            if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and not children(token, "mark"):
                reading.negate(token.head.i)
            else:
                reading.hedge("possible", token.head.i)
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
                determiner(child, reading)
        for prep in children(token, "prep", "agent"):
            for noun in children(prep, "pobj"):
                determiner(noun, reading)
    else:
        determiner(token, reading)
        for child in token.children:
            if child.dep_ == "amod" and child.lower_ in marks("adjective"):
                reading.apply(marks("adjective")[child.lower_], child, None)


def _beside(token: Token, reading: Reading) -> None:
    """Read what stands beside a clause: "according to", a subordinator, an inserted "he said"."""
    if not is_verbal(token):
        return
    for prep in children(token, "prep"):
        if prep.lower_ == "according" and prep.i > token.sent.start and not prep.nbor(-1).is_punct:
            nouns = [p for to in children(prep, "prep") for p in children(to, "pobj")]
            reading.attribute(original(nouns[0]) if nouns else None, prep, "says")
    for mark in children(token, "mark"):
        effect = marks("subordinator").get(mark.lower_)
        if effect is not None:
            reading.hedge(MODALITIES[effect], mark.i)
    for inserted in children(token, "parataxis", "advcl", "ccomp"):
        lemma = inserted.lemma_
        if effects("predicates.tsv").get(lemma) in STANCES and _inserted(inserted, token):
            subject = surface_subjects(inserted)
            reading.attribute(subject[0] if subject else None, inserted, STANCES[effects("predicates.tsv")[lemma]])
    if reading.inherits and token.dep_ != "advcl":
        for clause in children(token, "advcl"):
            condition = [m for m in children(clause, "mark") if marks("subordinator").get(m.lower_) == "conditional"]
            condition = condition or (children(clause, "aux", "auxpass")[:1] if inverted(clause) else [])
            if condition:
                reading.hedge("conditional", condition[0].i)


def _inserted(verb: Token, clause: Token) -> bool:
    """Say whether a verb of speech has its subject, but nothing that is said, below it: ", the minister said,"."""
    marks_ = [m.lower_ for m in children(verb, "mark")]
    if not children(verb, "nsubj") or children(verb, "dobj", "ccomp", "xcomp") or marks_ not in ([], ["as"]):
        return False
    if marks_ == ["as"] and verb.dep_ == "advcl":
        return True  # "as Berg said"
    return verb.dep_ == "parataxis" or any(
        t.is_punct for t in clause.doc[max(verb.left_edge.i - 1, 0) : verb.left_edge.i]
    )


def _asks(root: Token) -> bool:
    return any(t.text == "?" for t in root.sent[-3:])
