"""Read and write the specification: sentences with the facts that must be read from them, one construction a case.

    = passive with agent
    Kyiv was attacked by Russia on Tuesday.
      attack | subject Russia | object Kyiv | on 'Tuesday' | asserted | 2024-06-18

Behind the arguments (a literal stands in quotation marks) come the status, what makes it so (``negative``, the
modality, the sources, outermost first) and the date. A case whose name starts with ``!`` is a known failure; the
line below its name says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.model import Extraction, Fact

FILE = Path(__file__).parent / "sentences" / "constructions.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """A construction: its name, a short text and its facts, as lines; `reason` where it is a known failure."""

    name: str
    text: str
    facts: tuple[str, ...]
    reason: str | None = None


def cases(path: Path = FILE) -> list[Case]:
    """Return the cases of a specification file."""
    found = []
    for part in path.read_text(encoding="utf-8").split("\n= ")[1:]:
        name, *lines = [line for line in part.splitlines() if line.strip()]
        reason = lines.pop(0).removeprefix("because ") if name.startswith("! ") else None
        facts = tuple(line.strip() for line in lines[1:])
        found.append(Case(name.removeprefix("! "), lines[0], facts, reason))
    return found


def facts(extraction: Extraction) -> tuple[str, ...]:
    """Return the facts of an extraction as sorted lines."""
    return tuple(sorted(line(fact, extraction) for fact in extraction.facts))


def line(fact: Fact, extraction: Extraction) -> str:
    """Return one fact as it stands in the specification."""
    labels = {entity.id: entity.label for entity in extraction.entities}
    told = fact.factuality
    parts = [fact.predicate.label]
    for argument in fact.arguments:
        value = labels[argument.entity] if argument.entity else repr(argument.literal.text if argument.literal else "")
        parts.append(f"{argument.role} {value}")
    marks = [fact.status]
    if told.polarity == "negative" and fact.status != "negated":
        marks.append("negative")
    if told.modality != "asserted":
        marks.append(told.modality)
    marks += [f"{source.label} {source.stance}" for source in told.attribution]
    return " | ".join([*parts, ", ".join(marks), *([fact.time] if fact.time else [])])
