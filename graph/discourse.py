"""What coreference knows of each mention and entity while it reads a document from left to right."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.columns import Columns
from graph.lexicon import noun_type
from graph.mentions import Mention

ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "dobj": "object", "dative": "object",
    "pobj": "oblique", "poss": "possessor", "appos": "apposition", "attr": "attribute", "compound": "modifier",
    "nmod": "modifier", "agent": "oblique", "ROOT": "root",
}  # fmt: skip
THESE = frozenset(("this", "that", "these", "those"))
INDEFINITE = frozenset(("a", "an", "some", "any", "another", "each", "every", "no", "several", "many", "few", "all"))
SETS = frozenset(("both", "two", "three", "four"))
THIRD = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
END = frozenset(".?!")
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention with what its sentence tells of it.

    `form` is he, she, it, they, we, i, you, set, that for pronouns; the, this, poss, a, num, bare for nominals; name for names.
    `verb` is the token that governs it, `owner` the head token of its possessor (-1 without), `quote` the number of
    the quotation it stands in (0 outside), `heading` says that its line has no end mark, `specified` that "of", "in" or a clause narrows a nominal down,
    `predicate` is the noun that a copula says a pronoun is.
    """

    mention: Mention
    form: str
    role: str
    sent: int
    paragraph: int
    lemma: str
    noun: str
    verb: int
    owner: int
    modifiers: frozenset[str]
    quote: int
    heading: bool = False
    specified: bool = False
    predicate: str = ""


@dataclass(slots=True)
class Entity:
    """A thing that the text has named so far: its mentions (numbers) and what they tell of it.

    `firm` says that the type is sure: a country, a known first name with a last name, "University" in the name;
    `short` that one word alone was its name, as a last name is.
    `members` are the entities of a set;
    `heads` are the nouns it was called by, `described` the words that modified them.
    """

    mentions: list[int] = field(default_factory=list)
    type: str = "CONCEPT"
    gender: str = "unknown"
    number: str = "singular"
    named: bool = False
    firm: bool = False
    short: bool = False
    heads: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    members: tuple[int, ...] = ()
    last: int = -1


def anaphors(cols: Columns, mentions: tuple[Mention, ...], quotes: list[int]) -> list[Anaphor]:
    """Return the mentions with their place in the sentence, in the order of `mentions`."""
    paragraphs = _paragraphs(cols)
    ends = {p: i for i, p in enumerate(paragraphs) if cols.words[i].strip()}
    headings = {p for p, i in ends.items() if cols.words[i] not in END and cols.words[i - 1] not in END}
    return [_anaphor(cols, m, quotes, paragraphs, headings) for m in mentions]


def _paragraphs(cols: Columns) -> list[int]:
    number, out = 0, []
    for word in cols.words:
        number += "\n" in word
        out.append(number)
    return out


def _anaphor(cols: Columns, mention: Mention, quotes: list[int], paragraphs: list[int], headings: set[int]) -> Anaphor:
    head = mention.head
    owner = next((c for c in cols.children[head] if cols.deps[c] == "poss"), -1)
    lemma = cols.lemmas[head]
    return Anaphor(
        mention=mention,
        form=_form(cols, mention, owner),
        role=_role(cols, head),
        sent=cols.sents[head],
        paragraph=paragraphs[head],
        lemma=lemma,
        noun=noun_type(lemma) if mention.kind == "nominal" else mention.type,
        verb=cols.heads[head],
        owner=owner,
        modifiers=frozenset(cols.lowers[mention.start : head]) if mention.kind == "nominal" else frozenset(),
        quote=quotes[head],
        heading=paragraphs[head] in headings,
        specified=any(cols.deps[c] in ("prep", "relcl", "acl") for c in cols.children[head] if c > head),
        predicate=_predicate(cols, mention),
    )


def _predicate(cols: Columns, mention: Mention) -> str:
    verb = cols.heads[mention.head]
    if mention.kind != "pronoun" or cols.deps[mention.head] != "nsubj" or cols.lemmas[verb] != "be":
        return ""
    return next((cols.lemmas[c] for c in cols.children[verb] if cols.deps[c] == "attr" and cols.tags[c][:2] == "NN"), "")


def _role(cols: Columns, head: int) -> str:
    dep, steps = cols.deps[head], 0
    while dep == "conj" and steps < 6:
        head, steps = cols.heads[head], steps + 1
        dep = cols.deps[head]
    return ROLES.get(dep, "other")


def _form(cols: Columns, mention: Mention, owner: int) -> str:
    word = cols.lowers[mention.head]
    if mention.kind == "pronoun":
        if word in SETS:
            return "set"
        if word in ("this", "that"):
            return "that"
        if word.startswith("you"):
            return "you"
        return THIRD.get(word, "i" if mention.number == "singular" else "we")
    if mention.kind == "name":
        return "name"
    if owner >= 0:
        return "poss"
    for child in cols.children[mention.head]:
        if cols.deps[child] in ("det", "predet", "nummod", "quantmod"):
            lower = cols.lowers[child]
            if lower == "the":
                return "the"
            if lower in THESE:
                return "this"
            if lower in INDEFINITE:
                return "a"
            if lower in SETS and lower == "both":
                return "both"
    return "num" if any(cols.deps[c] == "nummod" for c in cols.children[mention.head]) else "bare"
