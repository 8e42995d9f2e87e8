"""The clauses of a sentence for open information extraction: whose, the words of the relation, and every argument.

A clause here is wider than a verb: "was expected to help to raise" is one relation, said of one subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.surface import EXAMPLES, led, parts, phrase, text, tokens_of
from graph.syntax import (
    DEPTH,
    RELATIVE,
    SUBJECTS,
    antecedent,
    auxiliaries,
    children,
    conjuncts,
    direct_objects,
    has_infinitive,
    is_passive,
    is_relative,
    is_verbal,
    listed,
    surface_subjects,
)
from graph.tables import words

CIRCUMSTANTIAL = ("by", "after", "before", "while", "without", "despite", "since", "in", "when", "upon", "on")
"""Prepositions whose gerund tells of another event: "after leaving"; "capable of leaving" tells of one."""
NONFINITE = ("VB", "VBG", "VBN")
MEASURES = ("npadvmod", "tmod")
FINITE = ("MD", "VBD", "VBP", "VBZ")


@dataclass(frozen=True, slots=True)
class Argument:
    """What a clause tells beside its subject: the phrase of `head`, led by `lead` (a preposition, or nothing).

    `fronted` says that it stands before the verb. An adverb is `loose`: it is told only where nothing else is.
    """

    head: Token
    lead: str = ""
    fronted: bool = False
    loose: bool = False

    @property
    def is_thing(self) -> bool:
        return not self.loose and self.head.dep_ not in ("pcomp", "advmod", "advcl", *MEASURES)

    @property
    def spoken(self) -> str:
        """The whole argument: "to a member of the board"."""
        return f"{self.lead} {phrase(self.head, whole=not self.is_thing)}".strip()

    @property
    def split(self) -> tuple[str, list[str]]:
        """The argument without its preposition, and the phrases that describe it."""
        return parts(self.head) if self.is_thing else (phrase(self.head, whole=True), [])


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with those that govern it (`links`, the outermost first, the verb last) and the heads of their subject."""

    verb: Token
    links: tuple[Token, ...]
    subjects: tuple[Token, ...]


def clauses(sent: Span) -> Iterator[Clause]:
    """Yield the clauses of a sentence whose subject is told; a verb that only governs another is no clause."""
    for verb in sent:
        if is_clausal(verb) and not children(verb, "expl") and not _only_governs(verb):
            links = _links(verb)
            found = subjects(links[0])
            if found:
                yield Clause(verb, tuple(links), tuple(found))


def is_clausal(token: Token) -> bool:
    """Say whether a clause is told by the token: by a verb, or by a word with a subject that was not tagged as one."""
    if is_verbal(token):
        return True
    if token.pos_ not in ("ADJ", "NOUN") or token.dep_ not in ("ROOT", "ccomp", "relcl", "advcl", "conj"):
        return False
    return bool(children(token, *SUBJECTS)) and (token.pos_ == "NOUN" or bool(children(token, "aux", "auxpass")))


def subjects(verb: Token) -> list[Token]:
    """Return the heads of a verb's subject, a demonstrative and a subject hung on the auxiliary included."""
    found = [s for s in surface_subjects(verb) if s.tag_ != "PRP$"]
    if found or verb.dep_ in ("relcl", "acl"):
        return found
    owners = (verb, *children(verb, "aux", "auxpass"))
    own = [s for o in owners for s in children(o, *SUBJECTS) if s.tag_ not in ("WDT", "WP", "EX")]
    return [t for s in own for t in listed(s)]


def relation(clause: Clause) -> str:
    """Return the words of the relation as they stand: "has not been signed", "was the first woman to land"."""
    found: set[Token] = set()
    for link in clause.links:
        if is_clausal(link):
            found.update(group(link))
        elif link.dep_ in ("attr", "dobj"):
            found.update(tokens_of(link, of_only=True))
        else:
            found.update((link, *children(link, "advmod")))
    return text(found)


def group(verb: Token) -> list[Token]:
    """Return a verb with its auxiliaries, negation, particle, and the adverbs among them."""
    before = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg", "advmod")]
    adverbs = [a for a in before if a.tag_ in ("RB", "RBR") and not list(a.children)]
    close = [a for a in adverbs if all(t in before for t in verb.doc[a.i : verb.i])]
    return [*auxiliaries(verb), *children(verb, "neg", "prt"), *close, verb]


def objects(verb: Token) -> list[Token]:
    """Return the heads of what a verb acts on; a question word is no object."""
    if is_passive(verb) and not children(verb, "dobj"):
        return []
    return [o for o in direct_objects(verb) if not any(t.tag_ in RELATIVE for t in (o, *o.children))]


def complements(verb: Token) -> list[Token]:
    """Return the nouns and adjectives that a linking verb says its subject to be."""
    if is_passive(verb):
        return []
    return [t for c in children(verb, "attr", "acomp") for t in conjuncts(c)]


def small_clause(verb: Token) -> tuple[Token, str] | None:
    """Return subject and predicate of a clause without finite verb: "ordered the case | reviewed by a court"."""
    for clause in children(verb, "ccomp"):
        own = children(clause, *SUBJECTS)
        finite = any(a.tag_ in FINITE for a in children(clause, "aux", "auxpass"))
        bare = clause.tag_ in NONFINITE or clause.pos_ in ("ADJ", "NOUN")
        if own and bare and not finite and verb.i < own[0].i < clause.i and not is_relative(own[0]):
            subject = set(own[0].subtree)
            said = text(t for t in clause.subtree if t.i > own[0].i and t not in subject)
            return None if children(clause, "mark") else (own[0], said)
    return None


def report(verb: Token) -> tuple[str, str] | None:
    """Return ("that" or nothing, the words) of what is said: "said that | they agree", also where it stands around."""
    says = verb.lemma_ in words("speech.txt")
    clause = next((c for c in children(verb, "ccomp") if says or c.i > verb.i), None)
    if clause is not None:
        marks = [m for m in children(clause, "mark") if m.lower_ == "that"]
        return " ".join(m.text for m in marks), text(t for t in clause.subtree if t not in marks)
    if verb.dep_ == "parataxis" and says:
        first, last = verb.left_edge.i, verb.right_edge.i
        around = range(first - 1, last + 2)
        return "", text(t for t in verb.head.subtree if not (first <= t.i <= last or t.i in around and t.is_punct))
    return None


def arguments(clause: Clause) -> list[Argument]:
    """Return all that a clause tells beside subject, objects and complements; what is fronted stands last."""
    verb = clause.verb
    leading = [p for p in children(verb, "prep", "agent", "dative") if p not in indirect(verb)]
    leading += [p for link in clause.links[:-1] for p in children(link, "prep") if p.i < link.i or p.i > verb.i]
    found = [a for p in leading for a in _prepositional(p, verb)]
    found += [Argument(t) for t in children(verb, "oprd") if t.i > verb.i]
    found += [Argument(t, fronted=t.i < link.i) for link in clause.links for t in children(link, *MEASURES)]
    found += [a for t in children(verb, "advmod") if t.tag_ in ("RB", "RBR") for a in _adverb(t, verb)]
    if not any(not a.loose for a in found):
        found += [Argument(t) for t in children(verb, "advcl") if children(t, "mark", "advmod") and t.i > verb.i]
    return sorted(found, key=lambda a: (a.fronted, a.head.i))


def indirect(verb: Token) -> list[Token]:
    """Return the heads of the object without preposition that gets something: "gave Kim a car"."""
    return [d for d in children(verb, "dative") if d.pos_ != "ADP"]


def is_told(target: Token) -> bool:
    """Say whether a gerund is told by a clause of its own, together with the verb above: "was quoted as saying"."""
    return bool(target.dep_ == "pcomp" and children(target, "dobj", "ccomp", "prep") and _above(target))


def _links(verb: Token) -> list[Token]:
    found = [verb]
    while len(found) < DEPTH:
        above = _above(found[0])
        if not above:
            break
        found[:0] = above
    return found


def _above(verb: Token) -> list[Token]:
    """Return the verb that governs `verb` and shares its subject, with the word between them; nothing else does."""
    verb = _first(verb)
    governor, between = verb.head, [verb.head]
    if children(verb, *SUBJECTS):
        return []
    if verb.dep_ == "xcomp":
        between = []
    elif verb.dep_ == "pcomp" and verb.tag_ == "VBG" and governor.lower_ not in CIRCUMSTANTIAL:
        governor = governor.head
    elif verb.dep_ == "advcl" and has_infinitive(verb) and not children(verb, "mark"):
        between = children(governor, "dobj", "attr")[:1]
    elif verb.dep_ in ("relcl", "acl") and has_infinitive(verb) and governor.dep_ == "attr":
        governor = governor.head
    else:
        return []
    held = children(governor, "dobj")[:1]
    if verb.dep_ in ("xcomp", "pcomp") and held and not is_passive(governor):
        if verb.dep_ == "pcomp" or held[0] in surface_subjects(verb):
            return []  # "asked Berg to leave": told of Berg
        between = held
    if governor.dep_ == "acomp":
        between, governor = [governor, *between], governor.head
    if not is_clausal(governor) or children(governor, "expl") or governor.i > verb.i:
        return []
    return [governor, *between]


def _first(verb: Token) -> Token:
    """Return the verb that a coordinated infinitive stands in line with: "helped to raise and spend"."""
    for _ in range(DEPTH):
        if verb.dep_ != "conj" or verb.head.dep_ != "xcomp" or verb.tag_ != verb.head.tag_ or children(verb, *SUBJECTS):
            break
        verb = verb.head
    return verb


def _only_governs(verb: Token) -> bool:
    below = children(verb, "xcomp")
    if not below or children(verb, "dobj"):
        return False
    return is_clausal(below[0]) and below[0].tag_ in NONFINITE and not children(below[0], "nsubj")


def _prepositional(prep: Token, verb: Token, before: str = "") -> Iterator[Argument]:
    fronted = prep.i < verb.i
    for lead, target in led(prep):
        thing = antecedent(verb) if is_relative(target) else target
        told = lead.lower() == EXAMPLES or is_told(target) or (fronted and _is_idle(lead, target))
        if thing is not None and not told:
            yield Argument(thing, f"{before} {lead}".strip(), fronted)


def _is_idle(lead: str, thing: Token) -> bool:
    """Say whether a phrase only joins sentences: "in addition", "for example"."""
    bare = all(c.is_punct for c in thing.children)
    return bare and f"{lead} {thing.text}".lower() in words("idioms.txt")


def _adverb(adverb: Token, verb: Token) -> list[Argument]:
    """Return the phrases that an adverb leads ("close to the river"), or itself: measured ("years later") or loose."""
    fronted = adverb.i < verb.i
    if children(adverb, *MEASURES):
        return [Argument(adverb, fronted=fronted)]
    if fronted:
        return []
    led_by = [a for p in children(adverb, "prep") for a in _prepositional(p, verb, adverb.text)]
    return led_by or [Argument(adverb, loose=True)]
