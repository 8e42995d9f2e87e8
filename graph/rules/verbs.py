"""Facts told by verbs: active, passive, double objects, prepositional arguments, shared and controlled subjects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from graph.frames import Frame, Slot, bounds, slots, unique
from graph.lexicon import noun_type
from graph.syntax import (
    antecedent,
    children,
    clause_of,
    conjuncts,
    direct_objects,
    has_infinitive,
    is_passive,
    is_relative,
    is_verbal,
    prepositions,
    surface_subjects,
)
from graph.tables import rows, words

OPENING, CLOSING = ("“", "«", "„", '"', "``"), ("”", "»", '"', "''")
SHORT = 4
"""Words up to which a quoted object is a cry or a title; more is a thing described in somebody's words."""
NUMBERS = ("CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY")
COPULAS = ("be", "become", "remain")
SKIPPED = ("according", "regarding", "than", "without", "including", "such", "except", "like", "unlike", "as of", "per")
"""Prepositions that do not add a participant; "according to" is read by `graph.attribution`."""


def verbs(sent: Iterable[Token]) -> Iterator[Frame]:
    """Yield one frame for each main verb that says something of a participant; copulas have rules of their own."""
    for verb in sent:
        if is_verbal(verb) and verb.tag_ != "MD" and not is_copula(verb):
            frame = _frame(verb)
            if frame is not None:
                yield frame


def is_copula(verb: Token) -> bool:
    """Say whether the verb only links its subject to a noun, adjective or place."""
    return verb.lemma_ in COPULAS and not is_passive(verb)


def _frame(verb: Token) -> Frame | None:
    passive = is_passive(verb)
    subjects, objects = _participants(verb, passive)
    idiom = _idiom(verb)
    objects = [] if idiom is not None else objects
    found = list(slots("subject", subjects)) + [_object(t) for t in objects]
    if idiom is not None:
        found += [Slot(role, t.i) for role, t in prepositions(idiom)]
    found += _indirect(verb) + others(verb, passive) + _dangling(verb, objects)
    found += _lifted(verb) + _reported(verb)
    filled = unique(tuple(found))
    if not (subjects or objects):
        return None
    if len(filled) == len(subjects) and (verb.lemma_ in words("saying.txt") or verb.lemma_ in words("weak.txt")):
        return None
    if children(verb, "xcomp", "ccomp") and not any(s.role in ("object", "indirect_object") for s in filled):
        return None
    if (
        verb.dep_ == "acl"
        and passive
        and not subjects
        and children(verb, "dobj")
        and verb.lemma_ not in words("dative.txt")
    ):
        return None  # a main verb that the parser took for a reduced relative
    governs = verb.lemma_ in governing() or verb.lower_ == "provided"
    if passive and not subjects and children(verb, "xcomp", "ccomp") and governs:
        return None
    gerund = any(c.tag_ == "VBG" for p in children(verb, "prep") for c in children(p, "pcomp"))
    if passive and not subjects and gerund and verb.lemma_ in words("speech.txt"):
        return None  # "was quoted as saying": the saying is a frame of its own
    result = resulting(verb)
    completed = [t.lower_ for t in result] + ([idiom.lower_] if idiom is not None else [])
    lemma = " ".join([_lemma(verb), *completed])
    label = lemma if subjects else " ".join(["be", _participle(verb), *completed])
    found += [Slot(role, t.i) for adjective in result for role, t in prepositions(adjective)]
    filled = unique(tuple(found))
    if not subjects and not passive:
        return None
    return Frame(
        "verb: passive" if passive else "verb", verb.i, bounds([verb, *children(verb, "prt")]), lemma, label, filled
    )


def _participants(verb: Token, passive: bool) -> tuple[list[Token], list[Token]]:
    """Return (who does it, whom it is done to)."""
    surface = surface_subjects(verb)
    if not passive:
        bare = gap(verb)
        return surface, direct_objects(verb) or infinitive_objects(verb) or bare
    by = [a for a in children(verb, "agent") if not a.i or a.nbor(-1).lower_ != "not"] or stray_agents(verb)
    agents = [t for prep in by for p in children(prep, "pobj") for t in _relative_or_self(p, verb)]
    agents = [t for t in agents if t.ent_type_ not in ("DATE", "TIME")]
    later = direct_objects(verb)
    if later:  # "Kim was given a car": what stands first is the one who gets it
        return agents, later
    return agents, surface


def resulting(verb: Token) -> list[Token]:
    """Return the adjective that completes a verb, with its negation: "found guilty", "pleaded not guilty"."""
    adjectives = [t for t in children(verb, "oprd", "acomp") if t.pos_ == "ADJ" and t.i > verb.i]
    return [t for a in adjectives[:1] for t in sorted([*children(a, "neg"), a], key=lambda t: t.i)]


def _object(token: Token) -> Slot:
    """Return the slot of an object; what stands in quotation marks is words: shouting "Welcome Ana"."""
    doc, first = token.doc, token.left_edge.i
    if first and doc[first - 1].text in OPENING:
        last = next((t.i for t in doc[token.i : token.sent.end] if t.text in CLOSING), None)
        if last is not None and last - first <= SHORT:
            return Slot("object", token.i, (first, last))
    return Slot("object", token.i)


def _idiom(verb: Token) -> Token | None:
    """Return the bare object that makes one meaning with its verb: "took place", "claimed responsibility"."""
    nouns = [o for o in children(verb, "dobj") if (verb.lemma_, o.lower_) in rows("idioms.tsv")]
    bare = [o for o in nouns if not children(o, "det", "amod", "poss", "compound")]
    return bare[0] if bare else None


def stray_agents(verb: Token) -> list[Token]:
    """Return the "by" that the parser hung on another phrase of a passive clause: "was greeted on arrival by Kim"."""
    if not is_passive(verb) or children(verb, "agent"):
        return []
    nouns = [p for prep in children(verb, "prep", "dative") for p in children(prep, "pobj")]
    nouns = [n for n in nouns if n.lemma_ not in deeds()]
    return [b for n in nouns for b in children(n, "prep", "agent") if b.lower_ == "by" and children(b, "pobj")][-1:]


def _relative_or_self(token: Token, verb: Token) -> list[Token]:
    if is_relative(token):
        noun = antecedent(verb)
        return [noun] if noun is not None else []
    return conjuncts(token)


def infinitive_objects(verb: Token) -> list[Token]:
    """Return the subject of an infinitive clause where the verb acts on it: "ordered Uber to pay"."""
    if verb.lemma_ not in words("object_raising.txt"):
        return []
    clauses = [c for c in children(verb, "ccomp", "xcomp") if has_infinitive(c)]
    return [t for c in clauses for s in children(c, "nsubj", "nsubjpass") for t in conjuncts(s)]


def gap(verb: Token) -> list[Token]:
    """Return the noun that a relative clause without pronoun is about: "the book Orwell wrote"."""
    if verb.dep_ != "relcl" or has_infinitive(verb) or not children(verb, "nsubj"):
        return []
    if any(is_relative(t) or t.tag_ == "WRB" for t in verb.subtree if clause_of(t) == verb):
        return []
    blocked = children(verb, "dobj", "ccomp", "xcomp", "attr", "acomp") or verb.lemma_ in words("intransitive.txt")
    if (
        blocked
        or verb.head.lemma_ in words("circumstance.txt")
        or any(not list(p.children) for p in children(verb, "prep"))
    ):
        return []
    return [verb.head]


def _dangling(verb: Token, objects: list[Token]) -> list[Slot]:
    """Return the antecedent as object of a preposition left behind: "the town he lived in"."""
    if verb.dep_ != "relcl" or verb.head in objects or verb.head.lemma_ in words("circumstance.txt"):
        return []
    return [Slot(p.lower_, verb.head.i) for p in children(verb, "prep") if not list(p.children) and p.i > verb.i]


def _indirect(verb: Token) -> list[Slot]:
    found = [Slot("indirect_object", t.i) for d in children(verb, "dative") if d.pos_ != "ADP" for t in conjuncts(d)]
    if is_passive(verb) and direct_objects(verb):
        found += slots("indirect_object", surface_subjects(verb))
    return found


def others(verb: Token, passive: bool = False) -> list[Slot]:
    """Return the prepositional and temporal arguments of a verb, each with its preposition as role."""
    found = []
    for role, token in prepositions(verb):
        agent = passive and role == "by" and token.head.dep_ == "agent"
        if agent or role.split()[0] in SKIPPED or edge_source(token):
            continue
        if not adverbial(role, token):
            found.append(Slot(role, token.i))
    for where in children(verb, "advmod"):
        noun = antecedent(verb) if where.lower_ == "where" else None
        if noun is not None:
            found.append(Slot("in", noun.i))
    for token in children(verb, "oprd"):
        found += [Slot("as", t.i) for t in conjuncts(token) if t.pos_ in ("NOUN", "PROPN")]
    for token in children(verb, "npadvmod", "tmod"):
        if token.ent_type_ in ("DATE", "TIME"):
            found.append(Slot("on", token.i))
        elif token.ent_type_ in ("MONEY", "PERCENT", "QUANTITY"):
            found.append(Slot("by", token.i))
        elif token.pos_ == "PROPN" and not direct_objects(verb) and not passive and token.i > verb.i:
            found.append(Slot("object", token.i))
    return found


def edge_source(token: Token) -> bool:
    """Say whether a phrase at the edge of a sentence names a source instead: "in the words of the pope"."""
    prep = token.head
    if token.lemma_ not in words("voices.txt"):
        return False
    return prep.i == token.sent.start or prep.nbor(-1).is_punct


def adverbial(role: str, token: Token) -> bool:
    """Say whether a prepositional phrase only colours the verb: "in desperation", "for use" name no thing."""
    bare = (
        token.tag_ == "NN"
        and not token.ent_type_
        and not any(c.dep_ not in ("punct", "cc", "conj") for c in token.children)
    )
    return bare and role in ("in", "for", "at", "by", "on", "out of", "under", "as")


def _lifted(verb: Token) -> list[Slot]:
    """Return the participants that the parser hung on the object: "signed a treaty with Kim" has Kim sign too.

    Only where the verb makes the thing or the thing is a deed: who closes a border with Russia closes nothing with it.
    """
    if is_passive(verb):
        return []
    found = []
    for noun in direct_objects(verb):
        if noun.i < verb.i or noun.pos_ != "NOUN" or clause_of(noun) != verb:
            continue
        joint = verb.lemma_ in words("joint.txt") and (
            noun.lemma_ in words("nominalisations.tsv") or noun.lemma_ in words("bonds.txt")
        )
        placed = noun_type(noun.lemma_) == "EVENT" or verb.lemma_ in words("making.txt")
        for role, token in prepositions(noun):
            dated = token.ent_type_ in ("DATE", "TIME")
            named = token.pos_ == "PRON" or (token.ent_type_ and token.ent_type_ not in NUMBERS and not dated)
            if (
                (dated and role in ("in", "on", "at", "during"))
                or (named and joint and role in ("with", "to", "against", "between"))
                or (named and placed and role in ("in", "at"))
            ):
                found.append(Slot(role, token.i))
    return found


def _lemma(verb: Token) -> str:
    particles = children(verb, "prt")
    return " ".join([verb.lemma_.lower(), *(p.lower_ for p in particles)])


def _participle(verb: Token) -> str:
    return " ".join([verb.lower_, *(p.lower_ for p in children(verb, "prt"))])


def _reported(verb: Token) -> list[Slot]:
    """Return what is said, as words, and what it is said about: "Kim said the agreement was a treaty".

    What the words claim is a fact of its own, attributed to the speaker.
    """
    if verb.lemma_ not in speaking():
        return []
    clauses = [c for c in children(verb, "ccomp") if children(c, "nsubj", "nsubjpass", "expl")]
    if len(clauses) != 1:
        return []
    clause = clauses[0]
    about = [t for s in children(clause, "nsubj", "nsubjpass") if not is_relative(s) for t in conjuncts(s)]
    return [Slot("object", clause.i, _said(clause)), *slots("about", [t for t in about if t.tag_ != "EX"])]


def _said(clause: Token) -> tuple[int, int]:
    """Return the token range of what is said, without the complementiser and the marks around it."""
    first, last = clause.left_edge.i, clause.right_edge.i + 1
    doc = clause.doc
    while first < last and (
        doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "mark" or doc[first].is_quote
    ):
        first += 1
    source = next((t for t in doc[first:last] if t.lower_ == "according" and t.dep_ == "prep"), None)
    last = source.i if source is not None and source.i > first else last
    while last > first and (doc[last - 1].is_punct or doc[last - 1].is_space):
        last -= 1
    return first, last


@cache
def deeds() -> frozenset[str]:
    """Return the nouns of action that have an object, and so a "by" of their own: the defeat by Leeds."""
    return frozenset(
        row[0] for row in rows("nominalisations.tsv") if "of" in row[2].split(",") or "on" in row[2].split(",")
    )


def governing() -> frozenset[str]:
    """Return the lemmas of the verbs that say how what they govern is told: "is said to", "was expected to"."""
    return words("predicates.tsv")


@cache
def speaking() -> frozenset[str]:
    """Return the lemmas of the verbs whose clause is what somebody says."""
    return frozenset(row[0] for row in rows("predicates.tsv") if row[1] in ("says", "shows", "denies"))
