"""Which sentences are copies of one another, as news agencies' are: the same words, or nearly.

Sentences are compared as sets of three words in a row, without case, marks and blanks (Broder, "On the resemblance and
containment of documents", 1997). Only those that share one of their rarest threes are compared at all: two sets that
reach the resemblance asked for must (Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins", 2006),
so that the cost grows about linearly.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from networkx.utils import UnionFind

Key = TypeVar("Key", bound=Hashable)
Shingles = frozenset[tuple[str, ...]]

COPY = 0.6
"""Share of their threes of words that two sentences have in common when one was copied and touched up."""
_WORD = re.compile(r"\w+")
_IN_WORDS = re.compile(r"(?<=\w)[.'’](?=\w|$)")


def folded(text: str) -> tuple[str, ...]:
    """Return the words of `text` without case, accents, marks: "The U.S.’s Café" is ("the", "uss", "cafe")."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(_IN_WORDS.sub("", text.casefold())))


def shingles(words: Sequence[str]) -> Shingles:
    """Return each three words in a row; all of them where they are fewer."""
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset([tuple(words)])


def resemblance(one: Shingles, other: Shingles) -> float:
    """Return the share of both that they have in common, 0 to 1 (Jaccard)."""
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def copies(texts: Mapping[Key, str]) -> dict[Key, int]:
    """Return a number for each key: the same for copies, and for copies of copies; it means nothing else."""
    words = {key: folded(text) for key, text in texts.items()}
    known = {told: number for number, told in enumerate(sorted(set(words.values())))}
    groups = UnionFind(range(len(known)))
    for one, other in _alike([shingles(told) for told in known]):
        groups.union(one, other)
    return {key: groups[known[told]] for key, told in words.items()}


def _alike(sets: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of `sets` (by index) that are copies."""
    frequency = Counter(three for told in sets for three in told)
    shared = {three: rank for rank, (three, count) in enumerate(reversed(frequency.most_common())) if count > 1}
    index: dict[int, list[int]] = defaultdict(list)
    for number, told in enumerate(sets):
        ranks = sorted(shared[three] for three in told if three in shared)
        # of the threes in the prefix, those that no other sentence has come first
        prefix = ranks[: max(0, len(ranks) - math.ceil(COPY * len(told)) + 1)]
        for other in {o for rank in prefix for o in index[rank]}:
            if resemblance(told, sets[other]) >= COPY:
                yield other, number
        for rank in prefix:
            index[rank].append(number)
