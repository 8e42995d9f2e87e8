r"""Read parses written by hand, so that a rule is tested on the tree it is meant for, without a model.

A line is a sentence, its tokens are parted by spaces, a token by slashes: ``word/TAG/dependency/head``.

    Lind:PERSON/NNP/nsubj/met met=meet/VBD/ROOT the minister/NN/dobj/met .

- the head is a word of the same line; ``the@2`` is the second "the" of it; a root names none
- ``word=lemma`` where the lemma is not the word in lower case (a name is its own lemma)
- ``word:TYPE`` for a token of a named entity; neighbours of one type are one entity, ``word:B-TYPE`` opens a new one
- ``TAG+POS`` where the part of speech does not follow from the tag
- a bare ``,`` or other mark hangs on the root of its line, a bare ``the`` or ``a`` on the next noun

A table of such sentences is read by `cases`: the name of the construction, what the sentence must yield, and below it,
indented, the sentence; behind a ``!`` stands why the case fails today (a strict xfail).

    did not: sign: negative
        Lind/NNP/nsubj/sign did=do/VBD/aux/sign not/RB/neg/sign sign/VB/ROOT the treaty/NN/dobj/sign .
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from graph.factuality import read
from graph.frames import Frame

VOCAB = Vocab(lex_attr_getters=LEX_ATTRS)
"""No words and no vectors, but what a word tells of itself: its lower case, whether it is punctuation."""
MARKS = {",": ",", ".": ".", "?": ".", "!": ".", ";": ":", ":": ":", "-": "HYPH", "–": ":", "—": ":"}
ARTICLES = ("the", "a", "an", "The", "A", "An")
QUOTES = {"“": "``", "”": "''", '"': "''"}
POS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "HYPH": "PUNCT", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PDT": "DET",
    "POS": "PART", "PRP": "PRON", "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RP": "ADP", "TO": "PART", "UH": "INTJ",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "WDT": "PRON",
    "WP": "PRON", "WP$": "PRON", "WRB": "SCONJ", "$": "SYM", "_SP": "SPACE",
}  # fmt: skip
TOKEN = re.compile(r"(?P<word>[^/=:]+)(=(?P<lemma>[^/:]+))?(:(?P<type>[A-Z_-]+))?/(?P<rest>.+)")


class NotationError(ValueError):
    """A line does not read as a parse."""


def parse(*lines: str) -> Doc:
    """Return the document whose sentences the lines write down, one a line."""
    words, heads, deps, tags, pos, lemmas, ents = [], [], [], [], [], [], []
    for line in lines:
        offset, tokens = len(words), _tokens(line)
        names = [t[0] for t in tokens]
        root = next((i for i, t in enumerate(tokens) if t[5] == "ROOT"), 0)
        for i, (word, lemma, kind, tag, part, dep, head) in enumerate(tokens):
            words.append(word)
            lemmas.append(lemma)
            tags.append(tag)
            pos.append(part)
            deps.append(dep)
            heads.append(offset + (i if dep == "ROOT" else root if head is None else _index(names, head)))
            ents.append(_iob(kind, ents[-1] if i else "O"))
    return Doc(VOCAB, words=words, heads=heads, deps=deps, tags=tags, pos=pos, lemmas=lemmas, ents=ents)


def cases(table: str) -> list[Any]:
    """Return one parameter set (doc, expected) for each case of the table, its id the name of the case."""
    found = []
    for block in re.split(r"\n(?=\S)", table.strip("\n")):
        head, *lines = block.splitlines()
        name, _, told = head.partition(": ")
        expected, _, reason = told.partition(" ! ")
        marks = [pytest.mark.xfail(reason=reason)] if reason else []
        found.append(pytest.param(parse(*_joined(lines)), expected.strip(), id=name, marks=marks))
    return found


def _joined(lines: list[str]) -> list[str]:
    """Return the sentences of a case: a line that is indented further goes on with the sentence above."""
    text = "\n".join(line[4:] for line in lines)
    return re.sub(r"\n +", " ", text).splitlines()


def sentence(line: str) -> Span:
    """Return the one sentence that the line writes down."""
    return next(iter(parse(line).sents))


def at(doc: Doc | Span, word: str) -> Token:
    """Return the first token that is `word`, or the second for ``word@2``."""
    return doc[_index([t.text for t in doc], word)]


def _tokens(line: str) -> list[tuple[str, str, str, str, str, str, str | None]]:
    found = [_token(t) for t in line.split()]
    names = [t[0] for t in found]
    for i, (word, lemma, *_) in enumerate(found):
        if found[i][3] == "article":
            k = next(k for k in range(i, len(found)) if found[k][3].startswith("NN"))
            noun = f"{names[k]}@{names[: k + 1].count(names[k])}"
            found[i] = (word, lemma, "", "DT", "DET", "det", noun)
    return found


def _token(text: str) -> tuple[str, str, str, str, str, str, str | None]:
    if text in MARKS or text in QUOTES:
        return text, text, "", MARKS.get(text) or QUOTES[text], "PUNCT", "punct", None
    if text in ARTICLES:
        return text, text.lower(), "", "article", "DET", "det", None
    found = TOKEN.fullmatch(text)
    if found is None:
        raise NotationError(f"{text!r}: write word/TAG/dependency/head")
    word, rest = found["word"], found["rest"].split("/")
    tag, _, part = rest[0].partition("+")
    dep, head = rest[1], rest[2] if len(rest) > 2 else None
    if dep != "ROOT" and head is None:
        raise NotationError(f"{text!r}: only a root has no head")
    lemma = found["lemma"] or (word if tag.startswith("NNP") else word.lower())
    return word, lemma, found["type"] or "", tag, part or _pos(lemma, tag, dep), dep, head


def _pos(lemma: str, tag: str, dep: str) -> str:
    if dep in ("aux", "auxpass") and tag != "TO" or (lemma == "be" and tag.startswith("VB")):
        return "AUX"
    if tag in ("DT", "WDT", "IN") and dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return "PRON"
    if tag == "TO" and dep == "prep":
        return "ADP"
    return {"neg": "PART" if lemma in ("not", "n't") else "ADV", "mark": "SCONJ"}.get(dep) or POS.get(tag, "PUNCT")


def _index(names: list[str], word: str) -> int:
    text, _, number = word.partition("@")
    places = [i for i, name in enumerate(names) if name == text]
    if not places or (len(places) > 1 and not number):
        raise NotationError(f"{word!r} stands {len(places)} times in {' '.join(names)!r}; write {text}@1")
    return places[int(number or 1) - 1]


def _iob(kind: str, before: str) -> str:
    if not kind:
        return "O"
    if kind.startswith("B-"):
        return kind
    return f"I-{kind}" if before[2:] == kind else f"B-{kind}"


def told(doc: Doc, words: str) -> str:
    """Return how the predicates named in ``word: …; word: …`` are told, written in the same way.

    A reading is ``polarity modality, stance source > stance source`` with the outermost source first, and ``plain``
    where nothing marks it; ``?`` is a source that the text does not name.
    """
    names = [part.split(": ")[0] for part in words.split("; ")]
    return "; ".join(f"{name}: {_reading(at(doc, name))}" for name in names)


def _reading(token: Token) -> str:
    reading = read(token)
    marks = [m for m in (reading.polarity, reading.modality) if m not in ("positive", "asserted")]
    chain = [f"{s.stance} {'?' if s.token is None else token.doc[s.token].text}" for s in reversed(reading.sources)]
    return ", ".join(filter(None, [" ".join(marks), " > ".join(chain)])) or "plain"


def shown(frame: Frame, doc: Doc) -> str:
    """Return a frame as ``label(role=head, role="words")``."""
    filled = [
        f"{s.role}={doc[s.token].text}" if s.text is None else f'{s.role}="{doc[s.text[0] : s.text[1]].text}"'
        for s in frame.slots
    ]
    return f"{frame.label}({', '.join(filled)})"
