"""Read the word lists of `graph/data`: tab-separated rows, `#` starts a comment line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `graph/data/<name>`, each a tuple of its fields."""
    return tuple(tuple(field.strip() for field in line.split("\t")) for line in lines(name))


def lines(name: str) -> list[str]:
    """Return the rows of `graph/data/<name>` as they stand, for a table that is too long to be taken apart at once."""
    text = files("graph").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def words(name: str, column: int = 0) -> frozenset[str]:
    """Return the words of one column of `graph/data/<name>`."""
    return frozenset(row[column] for row in rows(name) if len(row) > column)
