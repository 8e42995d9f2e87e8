"""What words tell without their sentence: the type and gender of nouns, the gender of first names, titles.

Tables: ``nouns.tsv`` (WordNet), ``first_names.tsv`` (Faker), ``kin.tsv`` (WordNet),
``families.txt``, ``titles.tsv``, ``adjectives.txt``, ``phrases.txt``, ``idioms.txt``.
"""

from __future__ import annotations

from functools import cache

from graph.tables import rows, words


def noun_type(lemma: str) -> str:
    """Return the coarse type of the commonest sense of a noun; CONCEPT where the table has none.

    TIME, QUANTITY and ANIMAL stand beside the types of `graph.model`. "vice-president" is looked up as "president".
    """
    return _noun(lemma)[0]


def known_noun(word: str) -> bool:
    """Tell whether the table of nouns holds the word, which a name at the start of a sentence hides."""
    return word in _nouns()


def noun_gender(lemma: str) -> str:
    """Return male or female where the noun itself says so ("sister", "spokesman"), else an empty string."""
    return _noun(lemma)[1]


def first_name_gender(name: str) -> str:
    """Return male or female for a first name, an empty string for one that is unknown or used for both."""
    return _first_names().get(name) or _first_names().get(name.split("-")[0], "")


def title_gender(word: str) -> str | None:
    """Return the gender that a title tells (empty where it tells none), or None where `word` is no title."""
    gender = _titles().get(word)
    if gender is None and word[:1].isupper() and noun_type(word.lower()) == "PERSON":
        return None if royal(word) else noun_gender(word.lower())
    return gender


def royal(word: str) -> bool:
    """Tell whether a title stays with the name, because the name alone names somebody else: Pope Francis."""
    return word in words("royal.txt")


def descriptive(adjective: str) -> bool:
    """Tell whether an adjective only describes: it is left out of labels ("new", "lavish"; not "nuclear")."""
    return adjective in words("adjectives.txt")


def name_word(word: str, kind: str) -> bool:
    """Tell whether a word in lower case is of a `kind` of ``name_words.tsv``: particle, seat, paper, month, …."""
    return (word, kind) in _name_words()


@cache
def _name_words() -> frozenset[tuple[str, str]]:
    return frozenset((word, kind) for word, kind in rows("name_words.tsv"))


def kin(noun: str, other: str) -> bool:
    """Tell whether two nouns may name the same thing: "deal" and "treaty", "car" and "vehicle"."""
    return other in _kin(noun) or noun in _kin(other)


@cache
def _kin(noun: str) -> frozenset[str]:
    family = {word for line in words("families.txt") if noun in line.split() for word in line.split()}
    return frozenset(family | set(_wordnet_kin().get(noun, "").split()) - {noun})


@cache
def _wordnet_kin() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("kin.tsv")}


@cache
def phrases() -> frozenset[tuple[str, ...]]:
    """Return the noun phrases with "of" that are one name of a thing ("guard of honor"), as tuples of words."""
    return frozenset(tuple(phrase.split()) for phrase in words("phrases.txt"))


@cache
def idioms() -> frozenset[tuple[str, str]]:
    """Return the pairs of preposition and bare noun that refer to nothing ("in exchange", "for example")."""
    return frozenset((first, second) for first, second in (phrase.split() for phrase in words("idioms.txt")))


@cache
def _noun(lemma: str) -> tuple[str, str]:
    table = _nouns()
    found = table.get(lemma)
    if found is None and "-" in lemma:
        found = table.get(lemma.rsplit("-", 1)[1])
    return found or ("CONCEPT", "")


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {noun: (kind, gender) for noun, kind, gender in rows("nouns.tsv")}


@cache
def _first_names() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("first_names.tsv")}


@cache
def _titles() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("titles.tsv")}
