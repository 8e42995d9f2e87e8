"""Mentions: the names, nominals and pronouns of a parsed document, one a head token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.columns import Columns, columns
from graph.lexicon import descriptive, first_name_gender, idioms, noun_gender, noun_type, phrases, royal, title_gender
from graph.model import TYPES
from graph.name_types import Name
from graph.names import names
from graph.places import demonym

if TYPE_CHECKING:
    from spacy.tokens import Doc

Kind = Literal["name", "nominal", "pronoun"]
Number = Literal["singular", "plural"]
Gender = Literal["male", "female", "neuter", "person", "unknown"]

PRONOUNS: dict[str, tuple[Number, Gender]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("singular", "male")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("singular", "female")),
    **dict.fromkeys(("it", "its", "itself"), ("singular", "neuter")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("plural", "unknown")),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("singular", "person")),
    **dict.fromkeys(("you", "your", "yours", "yourself"), ("singular", "person")),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("plural", "person")),
}
PERSONAL = ("male", "female", "person")
GENDERS: dict[str, Gender] = {"male": "male", "female": "female"}
NOUNS = ("NN", "NNS", "NNP", "NNPS")
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj")
GENERALS = ("secretary", "attorney", "director")
MODIFIERS = ("compound", "amod", "nummod", "nmod", "advmod")
ADVERBIAL = ("advmod", "punct", "npadvmod")
WITHIN = (*MODIFIERS, "punct", "npadvmod")
LITERALS = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL")


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` to `end` (exclusive) that refer to something.

    `head` is the token that governs them, `type` one of TYPES, `label` the words without those that only describe.
    """

    start: int
    end: int
    head: int
    kind: Kind
    type: str
    number: Number = "singular"
    gender: Gender = "unknown"
    label: str = ""


def detect(doc: Doc) -> tuple[Mention, ...]:
    """Return the mentions of `doc` in order of their start; no two have the same head token."""
    cols = columns(doc)
    found: dict[int, Mention] = {}
    for name in names(cols):
        mention = _name(cols, name)
        old = found.get(mention.head)
        if old is None or old.end - old.start < mention.end - mention.start:
            found[mention.head] = mention
    covered = {i for m in found.values() for i in range(m.start, m.end)}
    for i, tag in enumerate(cols.tags):
        if i in covered:
            continue
        if (cols.lowers[i] in PRONOUNS and tag in ("PRP", "PRP$")) or _counted(cols, i) or _pointing(cols, i):
            found[i] = _pronoun(cols, i)
        elif tag in NOUNS and _refers(cols, i, covered):
            found[i] = _nominal(cols, i)
    return tuple(sorted(found.values(), key=lambda m: (m.start, m.end)))


def _name(cols: Columns, name: Name) -> Mention:
    gender = _name_gender(cols, name)
    head = _head(cols, name.start, name.end)
    plural = name.type == "GROUP" and cols.tags[head] in ("NNPS", "NNS")
    label = text_of(cols, name.start, name.end)
    return Mention(name.start, name.end, head, "name", name.type, "plural" if plural else "singular", gender, label)


def _name_gender(cols: Columns, name: Name) -> Gender:
    if name.type != "PERSON":
        return "unknown" if name.type == "GROUP" else "neuter"
    title = title_gender(cols.words[name.start - 1]) if name.start else None
    own = noun_gender(cols.lowers[name.start]) if royal(cols.words[name.start]) else ""
    first = first_name_gender(cols.words[name.start]) if name.end - name.start > 1 else ""
    return GENDERS.get(title or own or first, "person")


def _head(cols: Columns, start: int, end: int) -> int:
    """Return the token of the span whose head is outside of it (the last of several)."""
    return next(
        (i for i in reversed(range(start, end)) if not start <= cols.heads[i] < end or cols.heads[i] == i), end - 1
    )


def _pronoun(cols: Columns, i: int) -> Mention:
    other: tuple[Number, Gender] = ("singular", "neuter") if _pointing(cols, i) else ("plural", "unknown")
    number, gender = PRONOUNS.get(cols.lowers[i], other)
    return Mention(i, i + 1, i, "pronoun", "PERSON" if gender in PERSONAL else "CONCEPT", number, gender, cols.words[i])


def _counted(cols: Columns, i: int) -> bool:
    """Tell whether a number word stands for what was named before: "the two met", "both agreed"."""
    if cols.lowers[i] not in ("two", "three", "both", "four") or cols.deps[i] not in ARGUMENTS:
        return False
    return not any(cols.lowers[c] == "of" or cols.deps[c] in ("compound", "nummod") for c in cols.children[i])


def _pointing(cols: Columns, i: int) -> bool:
    """Tell whether "this" or "that" is said to be something: "this was the strongest treaty"."""
    if cols.lowers[i] not in ("this", "that") or cols.deps[i] != "nsubj" or cols.tags[i] not in ("DT", "PRP"):
        return False
    return any(cols.deps[c] == "attr" and cols.tags[c] in NOUNS for c in cols.children[cols.heads[i]])


def _refers(cols: Columns, i: int, covered: set[int]) -> bool:
    """Tell whether a noun refers to something; times, measures, titles and parts of set phrases do not."""
    if not any(c.isalpha() for c in cols.words[i]) or len(cols.words[i]) < 2:
        return False
    if cols.ents[i] and cols.ents[i][2:] in LITERALS:
        return False
    kind = noun_type(cols.lemmas[i])
    if kind == "TIME":
        return False
    if kind == "QUANTITY" and any(cols.deps[c] in ("nummod", "quantmod", "det") for c in cols.children[i]):
        return False
    if cols.tags[i][:3] == "NNP" and demonym(cols.words[i]) is not None:
        return False
    if cols.deps[i] in ("compound", "nmod"):
        opens = i == 0 or cols.sents[i - 1] != cols.sents[i]
        return cols.deps[i] == "compound" and _capitalised(cols, i) and not opens and cols.heads[i] not in covered
    if i > 1 and tuple(cols.lowers[i - 2 : i + 1]) in phrases():
        return False
    bare = cols.deps[i] == "pobj" and not any(c < i for c in cols.children[i])
    if bare and (cols.lowers[cols.heads[i]], cols.lowers[i]) in idioms():
        return False
    return cols.deps[i] not in ("npadvmod", "meta", "intj")


def _capitalised(cols: Columns, i: int) -> bool:
    """Tell whether a common noun is written like a name: the rest of a name that nobody found."""
    return not cols.words[i].islower() and cols.tags[i][:3] != "NNP"


def _nominal(cols: Columns, i: int) -> Mention:
    start, end = i, _tail(cols, i)
    inside = [c for c in cols.children[i] if c < i and cols.deps[c] in MODIFIERS]
    if inside:
        start = _edge(cols, min(inside))
        start = max((k + 1 for k in range(start, i) if _breaks(cols, k)), default=start)
    kind = noun_type(cols.lemmas[i])
    if end > i + 1 and kind == "GPE":
        kind = "CONCEPT"  # state of emergency
    science = cols.lemmas[i] == cols.lowers[i] and cols.lowers[i].endswith("ics")
    plural = cols.tags[i] in ("NNS", "NNPS") and not science
    gender: Gender = "unknown"
    if kind == "PERSON":
        gender = GENDERS.get(noun_gender(cols.lemmas[i]), "person")
    elif not plural and kind not in ("GROUP", "ANIMAL"):
        gender = "neuter"
    return Mention(
        start, end, i, "nominal", kind if kind in TYPES else "CONCEPT", "plural" if plural else "singular", gender,
        _label(cols, start, i, end),
    )  # fmt: skip


def _edge(cols: Columns, i: int) -> int:
    """Return the first token of a modifier, hyphenated and coordinated parts included, clauses not."""
    while True:
        within = ADVERBIAL if cols.tags[i] in ("VBG", "VBN") else WITHIN
        left = min((c for c in cols.children[i] if c < i and cols.deps[c] in within), default=i)
        if left == i:
            return i
        i = left


def _breaks(cols: Columns, i: int) -> bool:
    """Tell whether token `i` between a noun's modifiers ends what goes with the noun: "Wednesday summit"."""
    if cols.ents[i] and cols.ents[i][2:] in ("DATE", "TIME", "ORDINAL"):
        return True
    if cols.deps[i] == "cc":
        return cols.tags[cols.heads[i]][:2] != "JJ" or cols.tags[i + 1][:2] not in ("JJ", "NN")
    return cols.deps[i] in ("det", "poss", "case", "punct", "predet") and cols.words[i] != "-"


def _tail(cols: Columns, i: int) -> int:
    """Return the end of a noun's name: behind "general" of "secretary general" and "honor" of "guard of honor"."""
    if i + 1 < len(cols) and cols.lowers[i + 1] == "general" and cols.lemmas[i] in GENERALS:
        return i + 2
    for size in (4, 3):
        if tuple(cols.lowers[i : i + size]) in phrases():
            return i + size
    return i + 1


def _label(cols: Columns, start: int, head: int, end: int) -> str:
    """Return the words of a nominal without the adjectives that only describe."""
    while start < head and _describes(cols, start):
        start += 1
    return text_of(cols, start, end)


def _describes(cols: Columns, i: int) -> bool:
    tag = cols.tags[i]
    return tag[:2] == "RB" or tag in ("JJR", "JJS") or (tag == "JJ" and descriptive(cols.lowers[i]))


def text_of(cols: Columns, start: int, end: int) -> str:
    """Return the words of a span as they are written, white space made single."""
    return " ".join("".join(cols.texts[start:end]).split())
