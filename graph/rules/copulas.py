"""Facts told by be, become and remain: "Paris is the capital of France", "X is dependent on Y", "there are talks"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from graph.frames import Frame, Slot, bounds, slots, unique
from graph.rules.phrases import compound_lemma, core
from graph.rules.verbs import is_copula, others
from graph.syntax import children, conjuncts, is_cleft, is_verbal, prepositions, surface_subjects
from graph.tables import words

COMPLEMENTS = ("of", "to", "for", "in", "at", "with", "from", "on", "between", "against", "by")


def copulas(sent: Iterable[Token]) -> Iterator[Frame]:
    """Yield what a linking verb says: a noun with its complement, an adjective with its own, or a place."""
    for verb in sent:
        if not is_verbal(verb) or not is_copula(verb):
            continue
        subjects = surface_subjects(verb)
        if not subjects:
            continue
        if any(is_cleft(c) for c in children(verb, "ccomp")) or _cleft_by_relative(verb, subjects):
            continue
        complements = children(verb, "attr", "acomp", "oprd")
        for head in complements:
            for complement in conjuncts(head):
                yield from _linked(verb, subjects, complement)
        if not complements and not children(verb, "xcomp", "ccomp"):
            found = unique(slots("subject", subjects) + tuple(others(verb)))
            if any(s.token not in {t.i for t in subjects} and not _dated(verb.doc[s.token]) for s in found):
                yield Frame("copula: place", verb.i, bounds([verb]), verb.lemma_, verb.lemma_, found)


def _cleft_by_relative(verb: Token, subjects: list[Token]) -> bool:
    """Say whether "it was X who did" is no statement about "it"."""
    named = [a for a in children(verb, "attr") if a.pos_ == "PROPN" and children(a, "relcl")]
    return subjects[0].lower_ == "it" and bool(named)


def _dated(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def _linked(verb: Token, subjects: list[Token], complement: Token) -> Iterator[Frame]:
    subject = slots("subject", subjects)
    extra = tuple(s for s in others(verb))
    if complement.pos_ == "PROPN":
        filled = unique((*subject, *slots("object", [complement]), *extra))
        yield Frame("copula: name", verb.i, bounds([verb]), verb.lemma_, verb.lemma_, filled)
        return
    if complement.pos_ not in ("NOUN", "ADJ", "NUM", "VERB") or children(complement, "xcomp"):
        return
    clausal = children(verb, "ccomp", "xcomp", "csubj") or children(complement, "ccomp")
    if (subjects[0].lower_ == "it" and clausal) or complement.lower_ in ("bit", "co", *words("no_thing.txt")):
        return  # "it is possible that", "a little bit"
    rule = "copula: adjective" if complement.pos_ == "ADJ" else "copula: noun"
    related = _related(complement)
    if related:
        role, targets = related
        lemma = f"{verb.lemma_} {compound_lemma(complement)} {role}"
        object_slots = slots("object", targets)
        filled = unique((*subject, *object_slots, *extra))
        yield Frame(rule, verb.i, bounds([verb, complement]), lemma, lemma, filled)
        return
    described = Slot("object", complement.i, core(complement))
    yield Frame(rule, verb.i, bounds([verb]), verb.lemma_, verb.lemma_, unique((*subject, described, *extra)))


def _related(complement: Token) -> tuple[str, list[Token]] | None:
    """Return the first preposition of a complement with what it leads to: "capital of France", "dependent on Iran"."""
    owners = [c for o in children(complement, "poss") for c in conjuncts(o)]
    if owners:
        return "of", owners
    found: dict[str, list[Token]] = {}
    for role, token in prepositions(complement):
        if token.ent_type_ not in ("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT"):
            found.setdefault(role, []).append(token)
    for role, targets in found.items():
        if role in COMPLEMENTS:
            return role, targets
    return None


def existentials(sent: Iterable[Token]) -> Iterator[Frame]:
    """Yield what there is: "there will be talks on fishing in Oslo"."""
    for verb in sent:
        if verb.lemma_ != "be" or not children(verb, "expl"):
            continue
        for thing in children(verb, "attr"):
            found = unique(
                (*slots("subject", conjuncts(thing)), *(Slot(r, t.i) for r, t in prepositions(thing)), *others(verb))
            )
            if len(found) > 1:
                yield Frame("existential", verb.i, bounds([verb]), "be", "be", found)
