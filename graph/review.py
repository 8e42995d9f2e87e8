"""A draft of decisions: what was merged and what was left apart, the least certain first, each a line to uncomment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from graph.decisions import FILENAME
from graph.joining import INSIDE
from graph.model import Merge
from graph.network import KnowledgeGraph
from graph.spelling import fold

DRAFT = "decisions.draft.yaml"
SURE = 0.97
"""Certainty from which on a merge is not listed: the same full name."""

_HEAD = """\
# Who is who. factloom build reads this file each time it writes this folder; nothing in it is ever overwritten.
# Take the "# " away in front of a line that starts with "- " to decide it. An entity is told by a name;
# " @ " and the id of a document narrow it to that document.

"""
_DIFFERENT = """\
# Merges that were made, the least certain first. Uncomment one to keep the two apart.
different:
"""
_SAME = """
# Pairs that may be one and were left apart, the likeliest first. Uncomment one to join the two.
same:
"""
_REST = """
# Preferred names and types:
#   Kim Jong Un: Kim Jong-un
names:
# PERSON, ORG, GPE, LOC, FAC, GROUP, EVENT, WORK, PRODUCT, LAW, CONCEPT
#   Sputnik: ORG
types:
"""


def target(folder: Path, output: str | None) -> Path:
    """Return the file to write: never one of decisions that is there already, unless it was named."""
    if output is not None:
        return Path(output)
    return folder / (DRAFT if (folder / FILENAME).exists() else FILENAME)


def draft(kg: KnowledgeGraph, top: int) -> str:
    """Return the text of a decisions file that decides nothing yet, with `top` merges and `top` pairs left apart."""
    named = {e.id for e in kg.entities.values() if e.kind == "name"}
    doubtful = [m for m in kg.merges if m.certainty < SURE and m.kept in named and _tells(m)]
    lines = [_HEAD, _DIFFERENT]
    for merge in sorted(doubtful, key=lambda m: (m.certainty, m))[:top]:
        lines += _entry(merge, *_apart(merge))
    lines.append(_SAME)
    for merge in kg.undecided[:top]:
        lines += _entry(merge, *merge.names)
    return "".join([*lines, _REST])


def _tells(merge: Merge) -> bool:
    """Tell whether a decision can undo the merge: two names, or one name in two documents."""
    return fold(merge.names[0]) != fold(merge.names[1]) or len({s.document for s in merge.mentions}) > 1


def _apart(merge: Merge) -> tuple[str, str]:
    """Return how the two are told from each other: by their names, or by the documents that tell the same name."""
    one, other = merge.names
    if fold(one) != fold(other):
        inside = merge.rule.startswith(INSIDE)
        return one, f"{other} @ {merge.mentions[0].document}" if inside and merge.mentions else other
    first, second = sorted({span.document for span in merge.mentions})[:2]
    return f"{one} @ {first}", f"{other} @ {second}"


def _entry(merge: Merge, one: str, other: str) -> Iterator[str]:
    where = ", ".join(sorted({span.document for span in merge.mentions})[:3])
    yield f"  # {merge.certainty:.2f} {_line(merge.rule)}{f' ({_line(where)})' if where else ''}\n"
    for word, lines in (("for", merge.evidence), ("against", merge.against)):
        yield from (f"  #      {word}: {_line(text)}\n" for text in lines)
    yield f"  # - [{_quoted(one)}, {_quoted(other)}]\n"


def _quoted(text: str) -> str:
    """Return a name as YAML reads it: in double quotes, which JSON shares, unless it is plain words."""
    plain = all(char.isalnum() or char in " .-'’@_" for char in text) and text[:1].isalnum()
    return text if plain else json.dumps(text, ensure_ascii=False)


def _line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
