"""How a predicate is told: polarity, modality and sources, while they are read off the tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from graph.model import Modality, Polarity, Stance
from graph.syntax import auxiliaries, children, inverted, is_verbal
from graph.tables import rows

STANCES: dict[str, Stance] = {"says": "says", "believes": "believes", "denies": "denies", "doubts": "doubts"}
MODALITIES: dict[str, Modality] = {
    m: m for m in ("future", "possible", "conditional", "obligated", "desired", "alleged", "asked")
}


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches: index of the token that names the source (None where none does), cue token, stance."""

    token: int | None
    cue: int
    stance: Stance


@dataclass(slots=True)
class Reading:
    """How a predicate is told, innermost source first while it is being read; `cues` are token indices.

    What governs from above stops hedging where `inherits` is False (a relative clause tells what is taken for granted)
    and stops negating where `negatable` is False ("failed to come, citing illness" cites); sources always count.
    """

    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    sources: list[Source] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    relatives: int = 0
    content: bool = False
    inherits: bool = True
    negatable: bool = True

    def negate(self, cue: int) -> None:
        if not (self.inherits and self.negatable):
            return
        if self.content:  # "refused to confirm that she signed" does not say that she did not
            self.hedge("possible", cue)
            return
        self.polarity = "negative" if self.polarity == "positive" else "positive"
        self.cues.append(cue)

    def hedge(self, modality: Modality, cue: int) -> None:
        if not self.inherits:
            return
        if self.modality == "asserted":
            self.modality = modality
        self.cues.append(cue)

    def attribute(self, token: Token | None, cue: Token, stance: Stance) -> None:
        if all(s.cue != cue.i for s in self.sources):
            self.sources.append(Source(token.i if token is not None else None, cue.i, stance))
            self.cues.append(cue.i)

    def apply(self, effect: str, cue: Token, source: Token | None) -> None:
        """Add what a governing word does to what it governs."""
        if effect == "alleges":
            self.attribute(source, cue, "says")
            self.hedge("alleged", cue.i)
        elif effect in STANCES:
            self.attribute(source, cue, STANCES[effect] if self.inherits and self.negatable else "says")
            if effect == "denies":
                self.negate(cue.i)
            if effect == "doubts":
                self.hedge("possible", cue.i)
        elif effect == "negative":
            self.negate(cue.i)
        elif effect == "unlikely":
            self.negate(cue.i)
            self.hedge("possible", cue.i)
        elif effect in MODALITIES:
            self.hedge(MODALITIES[effect], cue.i)


@cache
def effects(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(name)}


@cache
def marks(kind: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows("marks.tsv") if row[2] == kind}


def auxiliary(verb: Token, reading: Reading) -> None:
    """Read negation, modals and adverbs of a verb, those it shares with the verb it is coordinated to included."""
    first = next(iter(children(verb, "aux", "auxpass")), None)
    if first is not None and inverted(verb) and (verb.dep_ == "advcl" or first.lower_ == "had"):
        reading.hedge("conditional", first.i)
    for aux in auxiliaries(verb):
        effect = marks("modal").get(aux.lower_)
        if effect is not None:
            reading.hedge(MODALITIES[effect], aux.i)
    for negation in negations(verb):
        reading.negate(negation.i)
    for adverb in children(verb, "advmod"):
        effect = marks("adverb").get(adverb.lower_)
        if effect is not None and adverb.dep_ != "neg":
            reading.apply(effect, adverb, None)


def _negates(token: Token) -> bool:
    return token.dep_ == "neg" or token.lower_ in ("n't", "n’t", "not")


def negations(verb: Token) -> list[Token]:
    own = [n for n in children(verb, "neg", "advmod") if _negates(n) and not _limits(n, verb)]
    own += [p for p in children(verb, "preconj") if p.lower_ == "neither"]
    own += [
        n
        for a in children(verb, "advmod")
        for n in children(a, "neg")
        if a.lower_ in ("before", "once", "ever", "again")
    ]
    own += [a for a in children(verb, "advmod") if a.lower_ in ("longer", "more") and a.i and a.nbor(-1).lower_ == "no"]
    joints = children(verb, "cc") + (children(verb.head, "cc") if verb.dep_ == "conj" else [])
    own += [c for c in joints if c.lower_ in ("nor", "than") and c.i < verb.i]
    if own or verb.dep_ != "conj" or children(verb, "aux", "nsubj", "nsubjpass"):
        return own
    if verb.tag_ != verb.head.tag_ or not is_verbal(verb.head):
        return own
    if any(c.lower_ == "but" for c in children(verb.head, "cc")):
        return own
    return negations(verb.head)


def _limits(negation: Token, verb: Token) -> bool:
    """Say whether a "not" leaves the verb alone: "not only", and "but not by Germany" after it."""
    following = negation.nbor() if negation.i + 1 < len(negation.doc) else None
    if following is None:
        return False
    return following.lower_ in ("only", "just", "merely") or (
        negation.i > verb.i and following.dep_ in ("prep", "agent")
    )


def determiner(noun: Token, reading: Reading) -> None:
    """Read a negation that stands at a noun: "no senator", "hardly any hospital", "few banks", "nobody"."""
    if noun.lower_ in ("nobody", "none", "nothing", "noone"):
        reading.negate(noun.i)
        return
    edge = noun.left_edge
    if edge.lower_ == "no" and edge.i < noun.i and edge.head != noun and edge.head.head == noun:
        reading.negate(edge.i)  # the parser often hangs "no" on a word between: "no tsunami warning"
        return
    for child in noun.children:
        word = child.lower_
        if word == "no" and child.i and child.nbor(-1).pos_ == "PROPN" and noun.pos_ == "PROPN":
            continue  # "Miyako no Hana"
        if child.dep_ in ("det", "preconj", "neg", "predet") and word in ("no", "neither"):
            reading.negate(child.i)
            return
        definite = ("a", "an", "the", "these", "those", "some")
        bare = not any(c.lower_ in definite or c.dep_ == "poss" for c in noun.children)
        if child.dep_ == "amod" and word in ("few", "little") and bare:
            reading.negate(child.i)
            return
        if child.dep_ == "advmod" and word in ("hardly", "barely", "scarcely"):
            reading.negate(child.i)
            return
        if word == "any" and child.i and child.nbor(-1).lower_ in ("hardly", "barely", "scarcely"):
            reading.negate(child.nbor(-1).i)
            return
