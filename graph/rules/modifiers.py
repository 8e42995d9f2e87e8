"""Facts told by modifiers: "London-based HSBC", "US-led efforts", "a Russian-made limousine"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from graph.frames import Frame, Slot, bounds
from graph.rules.nouns import is_demonym
from graph.syntax import is_verbal

PLACED = ("based", "born", "headquartered", "listed", "registered", "trained", "raised")
DONE = (
    "led", "made", "backed", "owned", "run", "controlled", "funded", "built", "sponsored", "brokered", "mediated",
    "occupied", "held", "financed", "supported", "imposed", "designed", "organized", "organised", "drafted",
)  # fmt: skip


def based(sent: Iterable[Token]) -> Iterator[Frame]:
    """Yield where something is or who does it, from a hyphenated participle before a noun."""
    for verb in sent:
        if verb.tag_ not in ("VBN", "VBD", "JJ") or verb.dep_ not in ("amod", "compound", "nmod") or is_verbal(verb):
            continue
        maker = _before_hyphen(verb)
        if maker is None or not (
            maker.ent_type_ in ("GPE", "ORG", "PERSON", "NORP", "LOC", "FAC") or is_demonym(maker)
        ):
            continue
        thing = verb.head
        words_ = bounds([verb])
        if verb.lower_ in PLACED:
            filled = (Slot("object", thing.i), Slot("in", maker.i))
            yield Frame("modifier: place", verb.i, words_, verb.lemma_.lower(), f"be {verb.lower_}", filled)
        elif verb.lower_ in DONE:
            filled = (Slot("subject", maker.i), Slot("object", thing.i))
            yield Frame("modifier: agent", verb.i, words_, verb.lemma_.lower(), verb.lemma_.lower(), filled)


def _before_hyphen(verb: Token) -> Token | None:
    doc = verb.doc
    if verb.i < 2 or doc[verb.i - 1].text not in ("-", "‐", "‑"):
        return None
    return doc[verb.i - 2]
