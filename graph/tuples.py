"""Surface tuples: the frames of a sentence in the words of the text, as open information extraction writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.confidence import RULES as PRIORS
from graph.frames import Frame, Slot
from graph.rules import RULES
from graph.syntax import auxiliaries, children, conjuncts, is_passive, is_verbal, surface_subjects

CLAUSES = ("relcl", "acl", "advcl", "appos", "parataxis", "ccomp")
BARE = ("subject", "object", "indirect_object")


@dataclass(frozen=True, slots=True)
class SurfaceTuple:
    """A relation and its arguments as words of the sentence; the first argument is the subject."""

    confidence: float
    relation: str
    arguments: tuple[str, ...]


def surface_tuples(sent: Span) -> Iterator[SurfaceTuple]:
    """Yield the tuples of a sentence, each once, in the order of the rules."""
    seen = set()
    for rule in RULES:
        for frame in rule(sent):
            for found in _tuples(frame, sent):
                key = (found.relation.lower(), tuple(a.lower() for a in found.arguments))
                if key not in seen and found.relation and len(found.arguments) > 1 and all(found.arguments):
                    seen.add(key)
                    yield found


def _tuples(frame: Frame, sent: Span) -> Iterator[SurfaceTuple]:
    head = sent.doc[frame.head]
    if is_verbal(head):
        yield from _clause(frame, head)
    elif frame.rule in ("apposition", "title"):
        yield from _named(frame, sent)


def _clause(frame: Frame, verb: Token) -> Iterator[SurfaceTuple]:
    doc = verb.doc
    passive = is_passive(verb)
    score = PRIORS.get(frame.rule, 0.8)
    subjects = surface_subjects(verb) or [doc[s.token] for s in frame.slots if s.role == "subject"]
    taken = {t.i for t in subjects}
    others = [s for s in frame.slots if s.token not in taken and s.role != "about"]
    if frame.rule.startswith("copula: noun") or frame.rule.startswith("copula: adj"):
        others = [Slot("object", c.i) for c in children(verb, "attr", "acomp", "oprd")[:1]]
    for subject in subjects:
        for arguments in _arrangements(others, verb, passive):
            yield SurfaceTuple(score, relation_words(verb), (phrase(subject), *arguments))


def _arrangements(others: list[Slot], verb: Token, passive: bool) -> Iterator[tuple[str, ...]]:
    """Yield the further arguments, once for each of several coordinated objects."""
    doc = verb.doc
    objects = [s for s in others if s.role == "object"]
    rest = [s for s in others if s.role != "object"]
    firsts = [
        s for s in rest if not any(o.role == s.role and doc[s.token] in conjuncts(doc[o.token])[1:] for o in rest)
    ]
    for chosen in objects or [None]:
        slots = sorted([*([chosen] if chosen else []), *firsts], key=lambda s: s.token)
        words: list[str] = []
        for slot in slots:
            token = doc[slot.token]
            if slot.text is not None:
                words.append(doc[slot.text[0] : slot.text[1]].text)
            elif slot.role == "object" and chosen is slot:
                words.append(phrase(token, phrases=False))
                words += [phrase(p) for p in children(token, "prep")]
            else:
                role = "by" if slot.role == "subject" and passive else slot.role
                spoken = phrase(token, coordinated=slot.role not in BARE)
                words.append(spoken if role in BARE or token.dep_ in ("npadvmod", "tmod") else f"{role} {spoken}")
        yield tuple(dict.fromkeys(w for w in words if w))


def _named(frame: Frame, sent: Span) -> Iterator[SurfaceTuple]:
    """Yield what a name is said to be beside it, with "is" as relation."""
    doc = sent.doc
    name = doc[frame.head]
    described = doc[frame.words[0] : frame.words[1]]
    if frame.rule == "apposition":
        noun = described.root
        yield SurfaceTuple(PRIORS[frame.rule] - 0.15, "is", (phrase(name), phrase(noun)))


def relation_words(verb: Token) -> str:
    """Return the verb with its auxiliaries, negation and particle, as it stands: ``has not been signed``."""
    words = [*auxiliaries(verb), *children(verb, "neg", "prt"), verb]
    own = sorted((t for t in words), key=lambda t: t.i)
    return " ".join(t.text for t in own)


def phrase(token: Token, coordinated: bool = False, phrases: bool = True) -> str:
    """Return the noun phrase of `token` without clauses and appositions, with or without conjuncts and PPs."""
    kept = [t for t in token.subtree if not t.is_space and not _cut(t, token, coordinated, phrases)]
    while kept and kept[-1].is_punct and not kept[-1].is_right_punct:
        kept.pop()
    while kept and kept[0].is_punct and not kept[0].is_left_punct:
        kept.pop(0)
    return " ".join(t.text for t in kept)


def _cut(token: Token, head: Token, coordinated: bool, phrases: bool) -> bool:
    while token != head:
        if token.dep_ in CLAUSES:
            return True
        if not coordinated and token.head == head and token.dep_ in ("conj", "cc", "preconj"):
            return True
        if not phrases and token.head == head and token.dep_ == "prep":
            return True
        token = token.head
    return False
