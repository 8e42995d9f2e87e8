"""Facts told inside a noun phrase: titles, appositions, possessives of office, kinship and ownership."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Span, Token

from graph.frames import Frame, Slot, bounds, slots
from graph.lexicon import noun_type
from graph.places import demonym
from graph.rules.phrases import compound_lemma, core
from graph.syntax import children, conjuncts, is_verbal, prepositions
from graph.tables import rows, words

PAST = (
    "former",
    "ex",
    "late",
    "acting",
    "interim",
    "outgoing",
    "then",
    "incoming",
    "disgraced",
    "would-be",
    "alleged",
    "suspected",
)
"""Words that must not be lost from an office: who is a former president is not president."""
OWNERS = ("of", "at", "for", "in", "to")


def is_demonym(token: Token) -> bool:
    """Say whether the token, or it and the one before, is the adjective of a country: Russian, North Korean."""
    if not token.text[:1].isupper():
        return False
    pair = token.doc[token.i - 1].text + " " + token.text if token.i else ""
    return demonym(token.text) is not None or demonym(pair) is not None


def titles(sent: Iterable[Token]) -> Iterator[Frame]:
    """Yield offices that stand before a name: "Russian President Vladimir Putin", "Putin's adviser Yuri Ushakov"."""
    for name in sent:
        if name.pos_ != "PROPN" or name.dep_ in ("compound", "nmod", "amod"):
            continue
        before = list(name.doc[name.left_edge.i : name.i])
        heads = (name, *name.children)
        offices = [t for t in before if _is_office(t) and t.ent_type_ != "PERSON" and t.head in heads]
        if offices and offices[-1].i + 1 < name.i and offices[-1].nbor().tag_ == "POS":
            continue  # "King's College"
        if not offices or not _is_name(name.doc[offices[-1].i + 1 : name.i + 1], offices[-1]):
            continue
        office = offices[-1]
        owners, first = _owners(before, office)
        owners = owners or [t for r, t in prepositions(name) if r == "of" and t.ent_type_ in ("GPE", "ORG")]
        past = [t for t in before if t.i < first and t.lower_ in PAST]
        lemma = " ".join(_word(t) for t in [*past, *name.doc[first : office.i + 1]])
        last = max(office.i + 1, _tail(office, name))
        lemma += "".join(f" {_word(t)}" for t in name.doc[office.i + 1 : last])
        yield from _held(name, owners, lemma.strip(), (first, last), "title")


def _is_office(token: Token) -> bool:
    """Say whether a word names an office or a kind of body; with a capital, "Port" and "State" belong to the name."""
    kind = _kinds().get(token.lower_)
    if token.pos_ == "PROPN" and token.ent_type_ in ("NORP", "GPE", "LOC", "FAC"):
        return False
    return kind is not None and (kind not in ("body", "place") or token.text[:1].islower())


@cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("roles.tsv")}


def _is_name(span: Span, office: Token) -> bool:
    tokens = list(span)
    tail = [t for t in tokens if t.is_ancestor(office) or not office.is_ancestor(t)]
    return bool(tail) and all(t.pos_ == "PROPN" or t.lower_ in ("of", "von", "van", "de", "bin", "al") for t in tail)


def _tail(office: Token, name: Token) -> int:
    """Return the end of an office of several words: "secretary of state", "minister for trade"."""
    inner = [t.i for p in children(office, "prep") for t in p.subtree if t.i < name.i]
    return max(inner) + 1 if inner else office.i + 1


def _word(token: Token) -> str:
    return token.text if token.is_upper and len(token) > 1 else token.lower_


def _owners(before: list[Token], office: Token) -> tuple[list[Token], int]:
    """Return (country, body or person that the office belongs to, index of the first word of the office)."""
    left = [t for t in before if t.i < office.i]
    owners = [t for t in left if is_demonym(t) or t.ent_type_ in ("GPE", "ORG", "NORP") or t.dep_ == "poss"]
    first = office.i
    for token in reversed(left):
        if token in owners or token.tag_ == "POS" or token.dep_ in ("det", "cc", "case", "punct", "predet"):
            break
        first = token.i
    return [o for o in owners if _heads_owner(o, owners)], first


def _heads_owner(token: Token, owners: list[Token]) -> bool:
    """Say whether a word is the last of its name: "North Korean" and "UN Security Council" are one owner each."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return following not in owners or following is None or token.ent_iob_ == "O"


def _held(name: Token, owners: list[Token], lemma: str, words_: tuple[int, int], rule: str) -> Iterator[Frame]:
    if not lemma:
        return
    if owners:
        label = f"{lemma} of"
        yield Frame(rule, name.i, words_, label, label, (Slot("subject", name.i), *slots("object", owners)))
    else:
        yield Frame(rule, name.i, words_, "be", "be", (Slot("subject", name.i), Slot("object", words_[0], words_)))


def appositions(sent: Iterable[Token]) -> Iterator[Frame]:
    """Yield what a name is said to be beside it: "Satya Nadella, the CEO of Microsoft", "his sister, Kim Yo Jong"."""
    for token in sent:
        if token.dep_ != "appos" or token.head.pos_ not in ("NOUN", "PROPN") or is_verbal(token):
            continue
        name, noun = (token.head, token) if token.head.pos_ == "PROPN" else (token, token.head)
        if name.pos_ != "PROPN" or noun.pos_ != "NOUN" or any(t.tag_ == "WP$" for t in token.subtree):
            continue
        if not _fits(name, noun) or not _beside(token):
            continue
        if noun == token and any(c.pos_ == "PROPN" for c in children(noun, "appos")):
            continue  # "for Ouma, the commission's chairman, Joseph Kiprono, said": it describes the second
        for description in _descriptions(noun):
            yield from described(name, description)


def _beside(token: Token) -> bool:
    """Say whether an apposition stands right behind a comma, or a name behind its noun; not in brackets or lists."""
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i > token.sent.start else None
    if before is None or any(c.isdigit() for c in token.text):
        return False
    if before.text == ",":
        return (
            bool(children(token, "det", "poss", "amod", "compound", "prep"))
            or token.pos_ == "PROPN"
            or _is_office(token)
        )
    return before == token.head and (token.pos_ == "PROPN" or bool(children(token, "poss")))


def _fits(name: Token, noun: Token) -> bool:
    """Say whether a noun can describe a name: a person is no "move" or "charge", which describe the whole clause."""
    if noun.lemma_ in words("clause_nouns.txt") or name.ent_type_ in ("DATE", "TIME", "CARDINAL", "QUANTITY", "MONEY"):
        return False
    if name.ent_type_ != "PERSON" or noun.lower_ in words("roles.tsv"):
        return True
    return noun_type(noun.lemma_.lower()) in ("PERSON", "GROUP", "ORG", "ANIMAL")


def _descriptions(noun: Token) -> list[Token]:
    """Return the nouns that describe: in "the owner of X and head of Y" the parser often joins `head` to `X`."""
    found = [t for t in conjuncts(noun) if t.pos_ == "NOUN" and not children(t, "nummod")]
    strays = [t for r, t in prepositions(noun) if r == "of" and t.dep_ == "conj" and t.lower_ in words("roles.tsv")]
    return found + strays


def described(name: Token, noun: Token) -> Iterator[Frame]:
    """Yield that `name` is what `noun` says, as an office or relation where somebody or something owns it."""
    subject = Slot("subject", name.i)
    role, owners = _owned(noun)
    if not owners:
        described_as = Slot("object", noun.i, core(noun))
        yield Frame("apposition", name.i, core(noun), "be", "be", (subject, described_as))
        return
    naming = compound_lemma(noun, without=owners)
    past = [_word(t) for t in noun.lefts if t.lower_ in PAST and t.lower_ not in naming.split()]
    lemma = " ".join([*past, naming, role])
    yield Frame("apposition", name.i, bounds([noun]), lemma, lemma, (subject, *slots("object", owners)))


def _owned(noun: Token) -> tuple[str, list[Token]]:
    """Return (preposition, owners) of an office, kinship or body: "CEO of Microsoft", "agency for refugees"."""
    owners = [t for o in children(noun, "poss") for t in conjuncts(o)]
    if owners or noun.lower_ not in words("roles.tsv"):
        return "of", owners
    phrases: dict[str, list[Token]] = {}
    for role, token in prepositions(noun):
        stray = token.pos_ == "NOUN" and token.lower_ in words("roles.tsv")
        if role in OWNERS and token.ent_type_ not in ("DATE", "TIME") and not stray:
            phrases.setdefault(role, []).append(token)
    if phrases:
        return next(iter(phrases.items()))
    shared = next((c for c in children(noun, "conj") if c.lower_ in words("roles.tsv")), None)
    if shared is not None and not children(noun, "prep"):
        return _owned(shared)  # "founder and owner of Northbank"
    return "of", [t for t in noun.lefts if is_demonym(t) or t.ent_type_ in ("GPE", "ORG")]


def possessives(sent: Iterable[Token]) -> Iterator[Frame]:
    """Yield what belongs to whom where both are named: "Google's YouTube"."""
    for token in sent:
        if (
            token.dep_ == "poss"
            and token.pos_ == "PROPN"
            and token.head.pos_ == "PROPN"
            and token.head.ent_type_
            in (
                "ORG",
                "PRODUCT",
                "FAC",
                "WORK_OF_ART",
            )
        ):
            filled = (*slots("subject", conjuncts(token)), Slot("object", token.head.i))
            yield Frame("possessive", token.head.i, bounds([token, token.head]), "have", "have", filled)
