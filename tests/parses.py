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
from dataclasses import dataclass
from typing import Any

import pytest
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from graph.factuality import read
from graph.frames import Frame

VOCAB = Vocab(lex_attr_getters=LEX_ATTRS)
"""No words and no vectors, but what a word tells of itself: its lower case, whether it is punctuation."""
MARKS = {
    ",": ",", ".": ".", "?": ".", "!": ".", ";": ":", ":": ":", "-": "HYPH", "–": ":", "—": ":", "“": "``", "”": "''",
    '"': "''",
}  # fmt: skip
ARTICLES = ("the", "a", "an", "The", "A", "An")
POS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "HYPH": "PUNCT", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "MD": "AUX", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PDT": "DET",
    "POS": "PART", "PRP": "PRON", "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RP": "ADP", "TO": "PART", "UH": "INTJ",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "WDT": "PRON",
    "WP": "PRON", "WP$": "PRON", "WRB": "SCONJ", "$": "SYM", "_SP": "SPACE",
}  # fmt: skip
TOKEN = re.compile(r"(?P<word>[^/=:]+)(=(?P<lemma>[^/:]+))?(:(?P<type>[A-Z_-]+))?/(?P<rest>.+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A token as it is written down; `head` is a word of its line, None for a root and for a bare mark."""

    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: str | None = None
    type: str = ""


class NotationError(ValueError):
    """A line does not read as a parse."""


def parse(*lines: str) -> Doc:
    """Return the document whose sentences the lines write down, one a line."""
    words: list[Word] = []
    heads: list[int] = []
    ents: list[str] = []
    for line in lines:
        offset, sent = len(words), _sentence(line)
        names = [w.text for w in sent]
        root = next((i for i, w in enumerate(sent) if w.dep == "ROOT"), 0)
        for i, word in enumerate(sent):
            above = i if word.dep == "ROOT" else root if word.head is None else _index(names, word.head)
            heads.append(offset + above)
            ents.append(_iob(word.type, ents[-1] if i else "O"))
        words += sent
    return Doc(
        VOCAB,
        words=[w.text for w in words],
        heads=heads,
        deps=[w.dep for w in words],
        tags=[w.tag for w in words],
        pos=[w.pos for w in words],
        lemmas=[w.lemma for w in words],
        ents=ents,
    )


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


def at(doc: Doc, word: str) -> Token:
    """Return the first token that is `word`, or the second for ``word@2``."""
    return doc[_index([t.text for t in doc], word)]


def _sentence(line: str) -> list[Word]:
    found: list[Word] = []
    written = line.split()
    for i, text in enumerate(written):
        if text not in ARTICLES:
            found.append(_word(text))
            continue
        following = [_word(t) for t in written[i + 1 :] if t not in ARTICLES]
        noun = next((w for w in following if w.tag.startswith("NN")), None)
        if noun is None:
            raise NotationError(f"{text!r}: no noun follows in {line!r}")
        count = 1 + sum(w.text == noun.text for w in found)
        found.append(Word(text, text.lower(), "DT", "DET", "det", f"{noun.text}@{count}"))
    return found


def _word(written: str) -> Word:
    if written in MARKS:
        return Word(written, written, MARKS[written], "PUNCT", "punct")
    found = TOKEN.fullmatch(written)
    if found is None or not 2 <= len(found["rest"].split("/")) <= 3:
        raise NotationError(f"{written!r}: write word/TAG/dependency/head")
    text, (tag, dep, *head) = found["word"], found["rest"].split("/")
    tag, _, pos = tag.partition("+")
    if (dep == "ROOT") == bool(head):
        raise NotationError(f"{written!r}: a root has no head, all other words have one")
    lemma = found["lemma"] or (text if tag.startswith("NNP") else text.lower())
    return Word(text, lemma, tag, pos or _pos(lemma, tag, dep), dep, head[0] if head else None, found["type"] or "")


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
    where nothing marks it; ``?`` is a source that the text does not name. Where ``marked`` is asked for, any reading
    but a plain one is it.
    """
    found = []
    for name, _, wanted in (part.partition(": ") for part in words.split("; ")):
        reading = _reading(at(doc, name))
        found.append(f"{name}: {wanted if wanted == 'marked' != reading != 'plain' else reading}")
    return "; ".join(found)


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
