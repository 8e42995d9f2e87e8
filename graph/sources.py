"""Sources that vouch for a whole sentence: "according to", "per", "in the words of", ", prosecutors say,"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from graph.lexicon import noun_type
from graph.stance import STANCES, effects
from graph.syntax import children
from graph.tables import words

PAPERS = (
    "report", "study", "statement", "survey", "poll", "article", "document", "letter", "paper", "newspaper", "memo",
    "account", "indictment", "complaint", "lawsuit", "filing", "website", "broadcast", "email",
)  # fmt: skip
"""What is written speaks too."""
LONGEST = 8
"""Words that an inserted "prosecutors say" or a "Minister:" may have."""


@dataclass(frozen=True, slots=True)
class Outer:
    """A source (None where not named) of all that its sentence tells, but for tokens `start` to `end` themselves."""

    cue: Token
    source: Token | None
    start: int
    end: int
    effect: str = "says"


def outer(sent: Span) -> tuple[Outer, ...]:
    """Return the sources of a sentence that stand at its edges, before a colon or between commas."""
    tokens = tuple(sent)
    return (*_prepositional(tokens), *_colon(sent, tokens), *_inserted(sent, tokens), *_final(sent, tokens))


def speaks(token: Token) -> bool:
    """Say whether a noun names who can say something: people, bodies, states, and the papers they write."""
    if token.pos_ == "PRON" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return token.lower_ not in ("it", "this", "that", "which")
    lemma = token.lemma_.lower()
    return noun_type(lemma) in ("PERSON", "ORG", "GROUP") or lemma in PAPERS


def original(noun: Token) -> Token:
    """Return who stands behind "a report from the institute" or "the words of the pope"."""
    if noun.lemma_ not in PAPERS and noun.lemma_ not in words("voices.txt"):
        return noun
    for prep in children(noun, "prep", "agent"):
        if prep.lower_ in ("from", "by", "of", "in"):
            return next(iter(children(prep, "pobj")), noun)
    return next(iter(children(noun, "poss")), noun)


def _prepositional(tokens: tuple[Token, ...]) -> Iterator[Outer]:
    for token in tokens:
        edge = token == tokens[0] or token.nbor(-1).is_punct
        if not edge or token.dep_ not in ("prep", "advcl", "pcomp", "advmod"):
            continue
        named = _named(token)
        if named is not None:
            yield Outer(token, named, token.left_edge.i, token.right_edge.i + 1)


def _named(prep: Token) -> Token | None:
    """Return the source that a phrase at the edge of a sentence names, if it is such a phrase."""
    if prep.lower_ == "according":
        nouns = [p for to in children(prep, "prep") for p in children(to, "pobj")]
        return original(nouns[0]) if nouns else None
    nouns = children(prep, "pobj")
    if not nouns:
        return None
    if prep.lower_ == "per":
        return original(nouns[0]) if speaks(nouns[0]) else None
    if prep.lower_ in ("in", "by", "from", "to", "on") and nouns[0].lemma_ in words("voices.txt"):
        voice = original(nouns[0])
        return voice if voice != nouns[0] or nouns[0].lemma_ in words("fiction.txt") else None
    return None


def _colon(sent: Span, tokens: tuple[Token, ...]) -> Iterator[Outer]:
    """Read a headline's "Minister: Spain will leave"."""
    colon = next((t for t in tokens if t.text == ":"), None)
    if colon is None or not 0 < colon.i - sent.start <= LONGEST or colon.i + 2 >= sent.end:
        return
    name = sent.doc[sent.start : colon.i]
    nominal = all(t.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PUNCT", "PART") for t in name)
    heard = speaks(name.root) or (name.root.pos_ == "PROPN" and name.root.ent_type_ != "EVENT")
    if nominal and heard and any(t.pos_ in ("VERB", "AUX") for t in sent.doc[colon.i + 1 : sent.end]):
        yield Outer(colon, name.root, sent.start, colon.i + 1)


def _final(sent: Span, tokens: tuple[Token, ...]) -> Iterator[Outer]:
    """Read ", the chairman, Ana Diaz, told reporters." at the end, whatever the parser made of what is before."""
    for verb in reversed(tokens[-LONGEST:]):
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or effects("predicates.tsv").get(verb.lemma_) not in STANCES:
            continue
        subjects = [s for s in children(verb, "nsubj") if s.i < verb.i]
        if not subjects and verb.i - 2 > sent.start and verb.nbor(-1).text == "," and verb.nbor(-2).pos_ == "PROPN":
            subjects = [verb.nbor(-2)]
        tail = [t for t in tokens if t.i > verb.i and t.pos_ in ("VERB", "AUX", "SCONJ")]
        if not subjects or tail or children(verb, "mark", "ccomp", "xcomp") or verb.lemma_ not in words("speech.txt"):
            return
        start = subjects[0].left_edge.i
        before = sent.doc[start - 1] if start > sent.start else None
        owned = children(verb, "dobj") and verb.lemma_ not in ("tell", "inform")
        if before is None or before.text != "," or owned or any(c.i < start for c in children(verb, "advcl")):
            return
        if any(t.pos_ in ("VERB", "AUX") for t in tokens if t.i < start):
            yield Outer(verb, subjects[0], start, sent.end)
        return


def _inserted(sent: Span, tokens: tuple[Token, ...]) -> Iterator[Outer]:
    """Read ", prosecutors allege," wherever the parser hung it."""
    commas = [t.i for t in tokens if t.text in (",", "–", "—", "-")]
    for start, end in pairwise(commas):
        if not 2 <= end - start - 1 <= LONGEST:
            continue
        inside = sent.doc[start + 1 : end]
        verbs = [t for t in inside if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
        if len(verbs) != 1 or verbs[0].tag_ == "VBG" or any(t.tag_ in ("WDT", "WP", "WRB", "CC", "TO") for t in inside):
            continue
        verb = verbs[0]
        effect = effects("predicates.tsv").get(verb.lemma_)
        before = [t for t in inside if t.i < verb.i and t.pos_ in ("NOUN", "PROPN", "PRON")]
        objects = [t for t in inside if t.dep_ == "dobj"]
        if effect not in (*STANCES, "alleges") or not before or objects or inside[0].dep_ == "mark":
            continue
        named = before[-1] if not any(t.dep_ == "auxpass" for t in inside) else None
        yield Outer(verb, named, start, end + 1, effect)
