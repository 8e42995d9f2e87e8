"""What coreference knows of each mention and entity while it reads a document from left to right."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.columns import Columns
from graph.lexicon import noun_type
from graph.mentions import Mention
from graph.places import nations

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

    `form` is he, she, it, they, we, i, you, set ("the two"), that for pronouns; the, this, poss, a, both, num, bare for
    nominals; name for names. `verb` is the token that governs it, `quote` the number of its quotation (0 outside),
    `heading` says that its line has no end mark, `specified` that "of", "in" or a clause narrows a nominal down;
    `predicate` is the noun that a copula says a pronoun is, `nations` are the places whose adjectives modify a nominal.
    """

    mention: Mention
    form: str
    role: str
    sent: int
    paragraph: int
    lemma: str
    noun: str
    verb: int
    modifiers: frozenset[str]
    quote: int
    heading: bool = False
    specified: bool = False
    predicate: str = ""
    nations: frozenset[str] = frozenset()


@dataclass(slots=True)
class Entity:
    """A thing that the text has named so far: its mentions (numbers) and what they tell of it.

    `firm` says that the type is sure (a country, a known first name with a last name, "University" in the name),
    `short` that one word alone was its name, as a last name is; `heads` are the nouns it was called by, `described`
    the words that modified them, `titles` the nouns right before a name, `nations` the places whose adjectives stood
    there; `members` are the entities of a set.
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
    titles: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    members: tuple[int, ...] = ()


@dataclass(slots=True)
class Discourse:
    """A document while it is read: its columns and mentions, and what was made of those behind us.

    `recent` lists the entities (numbers), latest mentioned last; `of` holds the entity of each mention read so far.
    """

    cols: Columns
    seen: list[Anaphor]
    entities: list[Entity] = field(default_factory=list)
    recent: list[int] = field(default_factory=list)
    of: list[int | None] = field(default_factory=list)

    def last(self, entity: Entity) -> Anaphor:
        """Return the latest mention of `entity`."""
        return self.seen[entity.mentions[-1]]

    def in_headline(self, entity: Entity) -> bool:
        """Tell whether only headlines named `entity` so far, from the first line on."""
        return self.seen[entity.mentions[0]].paragraph == 0 and all(self.seen[n].heading for n in entity.mentions)


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
    lemma = cols.lemmas[head]
    return Anaphor(
        mention=mention,
        form=_form(cols, mention),
        role=_role(cols, head),
        sent=cols.sents[head],
        paragraph=paragraphs[head],
        lemma=lemma,
        noun=noun_type(lemma) if mention.kind == "nominal" else mention.type,
        verb=cols.heads[head],
        modifiers=frozenset(cols.lowers[mention.start : head]) if mention.kind == "nominal" else frozenset(),
        quote=quotes[head],
        heading=paragraphs[head] in headings,
        specified=any(cols.deps[c] in ("prep", "relcl", "acl") for c in cols.children[head] if c > head),
        predicate=_predicate(cols, mention),
        nations=nations(cols.lowers[mention.start : head]) if mention.kind == "nominal" else frozenset(),
    )


def _predicate(cols: Columns, mention: Mention) -> str:
    verb = cols.heads[mention.head]
    if mention.kind != "pronoun" or cols.deps[mention.head] != "nsubj" or cols.lemmas[verb] != "be":
        return ""
    nouns = (c for c in cols.children[verb] if cols.deps[c] == "attr" and cols.tags[c][:2] == "NN")
    return next((cols.lemmas[c] for c in nouns), "")


def _role(cols: Columns, head: int) -> str:
    dep, steps = cols.deps[head], 0
    while dep == "conj" and steps < 6:
        head, steps = cols.heads[head], steps + 1
        dep = cols.deps[head]
    return ROLES.get(dep, "other")


def _form(cols: Columns, mention: Mention) -> str:
    if mention.kind == "pronoun":
        return _pronoun_form(cols.lowers[mention.head], mention)
    if mention.kind == "name":
        return "name"
    children = cols.children[mention.head]
    if any(cols.deps[c] == "poss" for c in children):
        return "poss"
    words = [cols.lowers[c] for c in children if cols.deps[c] in ("det", "predet", "nummod", "quantmod")]
    for word in words:
        form = "the" if word == "the" else "this" if word in THESE else "a" if word in INDEFINITE else ""
        if form or word == "both":
            return form or "both"
    return "num" if any(cols.deps[c] == "nummod" for c in children) else "bare"


def _pronoun_form(word: str, mention: Mention) -> str:
    if word in SETS:
        return "set"
    if word in ("this", "that"):
        return "that"
    if word.startswith("you"):
        return "you"
    return THIRD.get(word, "i" if mention.number == "singular" else "we")
