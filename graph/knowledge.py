"""What the user knows beyond the documents: decisions on who is who, and lists of known names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph.authority import Known, read_authority
from graph.decisions import Decisions, read_decisions
from graph.spelling import Words, fold
from graph.tables import rows


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Decisions and known names, the user's before our own."""

    decisions: Decisions = field(default_factory=Decisions)
    known: tuple[Known, ...] = ()

    def index(self) -> dict[Words, Known]:
        """Return the known entry of each folded name; a name that several entries of the user's bear means none.

        An entry without a type or IRI, as our own are, yields to any of the user's that has its name.
        """
        found: dict[Words, Known] = {}
        several: set[Words] = set()
        for entry in self.known:
            for words in {fold(name) for name in (entry.label, *entry.aliases)} - {()}:
                several |= {words} if found.setdefault(words, entry) != entry else set()
        for words in several:
            del found[words]
        for entry in well_known():
            for words in {fold(name) for name in (entry.label, *entry.aliases)} - several:
                found.setdefault(words, found.get(fold(entry.label), entry))
        return found


@cache
def well_known() -> tuple[Known, ...]:
    """Return the names of our own table: events and bodies that news call by acronyms without a word more."""
    return tuple(Known(label, tuple(filter(None, aliases.split("|"))), kind, ()) for label, kind, aliases in _rows())


def _rows() -> Iterable[tuple[str, ...]]:
    return rows("known_names.tsv")


def knowledge(decisions: Path | None = None, authorities: Iterable[Path] = ()) -> Knowledge:
    """Return what these files tell; raises `InputError` for one that cannot be read."""
    return Knowledge(
        read_decisions(decisions) if decisions else Decisions(),
        tuple(entry for path in authorities for entry in read_authority(path)),
    )
