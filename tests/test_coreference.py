"""Which mentions are one: names, nominals, pronouns and sets, by the rule that decides; and where nothing is said.

A case is a text and the clusters of two or more mentions that it must have, written "label = mention, mention, …";
a set is written "both leaders: A + B". The texts are read with the pipeline: coreference needs whole documents.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from graph.columns import columns
from graph.coreference import Clusters, canonical, resolve
from graph.language import load, parse
from graph.mentions import Mention, detect
from graph.model import Document
from graph.speakers import quotations
from tests.parses import parse as parsed

CASES = {
    "last name": ("Anna Lind met Paul Berg. Berg left.", "Paul Berg = Paul Berg, Berg"),
    "family name that comes first": (
        "North Korean leader Kim Jong Un greeted his sister Kim Yo Jong. Kim left.",
        "Kim Jong Un = Kim Jong Un, his, Kim; Kim Yo Jong = sister, Kim Yo Jong",
    ),
    "owner and owned are two": ("Kim's sister Kim Yo Jong criticized Seoul.", "Kim Yo Jong = sister, Kim Yo Jong"),
    "acronym": (
        "The World Health Organization (WHO) praised Rwanda. The WHO also warned Uganda.",
        "World Health Organization = World Health Organization, WHO, WHO",
    ),
    "other names of a country": (
        "Russia signed. The Russian Federation paid. The United States and the U.S. did not.",
        "Russia = Russia, Russian Federation; United States = United States, U.S.",
    ),
    "half of a country": (
        "North Korea sent balloons to South Korea. The South protested and the North laughed.",
        "North Korea = North Korea, North; South Korea = South Korea, South",
    ),
    "she": ("Ursula von der Leyen flew to Kyiv. She met Zelensky.", "Ursula von der Leyen = Ursula von der Leyen, She"),
    "object of the same clause is another": (
        "Anna Lind met Paul Berg. Berg gave her a medal.",
        "Anna Lind = Anna Lind, her; Paul Berg = Paul Berg, Berg",
    ),
    "it": ("Jane Doe founded Acme and sold it to IBM.", "Acme = Acme, it"),
    "the company": ("Nokia opened a factory in Chennai. The company hired 500 workers.", "Nokia = Nokia, company"),
    "a role is not just anybody": ("Tom said Sarah claimed the chef burned the pasta.", ""),
    "title in another sentence": (
        "Russian President Vladimir Putin landed at night. The Russian president was greeted by a crowd.",
        "Vladimir Putin = Vladimir Putin, Russian president",
    ),
    "like a title in another sentence": (
        "Russian President Vladimir Putin met North Korean leader Kim Jong Un. Art shows the Russian leader.",
        "Vladimir Putin = Vladimir Putin, Russian leader",
    ),
    "another state's leader": (
        "North Korean leader Kim Jong Un spoke. Officials fear the Russian leader.",
        "",
    ),
    "apposition": (
        "Satya Nadella, the CEO of Microsoft, lives in Seattle.",
        "Satya Nadella = Satya Nadella, CEO",
    ),
    "copula": ("Paris is the capital of France.", "Paris = Paris, capital"),
    "denied copula": ("Berg is not a doctor.", ""),
    "what the predicate says": (
        "The two ministers signed an agreement. Lind said this was the strongest treaty ever.",
        "agreement = agreement, this, strongest treaty",
    ),
    "another deal": ("They signed a trade deal. Officials fear an arms deal.", ""),
    "speaker of a quotation": (
        "“We closed the Detroit plant,” said Mary Barra.",
        "Mary Barra = We, Mary Barra",
    ),
    "pleonastic it": ("It was not clear what happened.", ""),
    "set of leaders": (
        "Angela Merkel met Emmanuel Macron in Paris. Both leaders praised the accord. The two left.",
        "Angela Merkel and Emmanuel Macron = leaders, two",
    ),
    "set of countries": (
        "France and Italy signed the pact. The two countries are neighbors.",
        "France and Italy = two countries",
    ),
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def read(nlp: Language, text: str) -> tuple[tuple[Mention, ...], Clusters, list[str]]:
    doc = next(parse(nlp, [Document("case", text)]))
    mentions = detect(doc)
    return mentions, resolve(doc, mentions), [doc[m.start : m.end].text for m in mentions]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES)
def test_clusters(case: str, nlp: Language) -> None:
    text, expected = CASES[case]
    _, found, words = read(nlp, text)
    shown = [
        f"{c.label} = {', '.join(words[k] for k in c.mentions)}"
        for c in found.clusters
        if len(c.mentions) > 1 or (c.members and c.mentions)
    ]
    assert "; ".join(shown) == expected


@pytest.mark.model
def test_each_mention_is_in_the_cluster_that_it_names(nlp: Language) -> None:
    mentions, found, _ = read(nlp, " ".join(text for text, _ in CASES.values()))
    assert len(found.of) == len(found.rules) == len(mentions)
    for index, cluster in enumerate(found.clusters):
        assert all(found.of[k] == index for k in cluster.mentions)
        assert all(member < index for member in cluster.members)
    for k, mention in enumerate(mentions):
        assert (found.of[k] is None) == (found.rules[k] == "")
        assert found.of[k] is not None or mention.kind == "pronoun"


ODD = (
    "\n\n",
    "“",
    "“We",
    "The two",
    "Kim's",
    "'s United States",
    "President of the United",
    "HE SAID WE WILL",
    "he/she",
)


@pytest.mark.model
@pytest.mark.parametrize("text", ODD)
def test_scraps_of_text_are_read(text: str, nlp: Language) -> None:
    mentions, found, _ = read(nlp, text)
    assert len(found.of) == len(mentions) == len({m.head for m in mentions})


@pytest.mark.model
def test_decisions_name_their_rule(nlp: Language) -> None:
    _, found, words = read(nlp, "Anna Lind met Paul Berg. Berg gave her a medal.")
    rules = dict(zip(words, found.rules, strict=True))
    assert rules["Berg"] == "part of a person's name"
    assert rules["her"].startswith("pronoun: subject of the sentence before")
    assert rules["medal"] == "first mention"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Putin", "Vladimir Putin", "Putin"], "Vladimir Putin"),
        (["WHO", "World Health Organization"], "World Health Organization"),
        (["US", "U.S."], "United States"),
        (["SEOUL"], "Seoul"),
        (["NASA"], "NASA"),
    ],
)
def test_canonical_name(names: list[str], expected: str) -> None:
    assert canonical(names) == expected


def test_a_paragraph_closes_a_quotation() -> None:
    doc = parsed("“ Go/VB/ROOT ! ” he/PRP/nsubj/Go said/VBD/parataxis/Go . “ Wait/NN/dep/Go")
    assert quotations(columns(doc)) == [1, 1, 1, 0, 0, 0, 0, 2, 2]


def test_no_mentions_no_clusters() -> None:
    doc = parsed("Go/VB/ROOT !")
    assert resolve(doc, ()) == Clusters((), (), ())
