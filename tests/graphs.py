"""Knowledge graphs for tests, built without a parser: a readable one, a hostile one and random ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from hypothesis import strategies as st

from graph.model import (
    TYPES,
    Argument,
    Attribution,
    Block,
    Document,
    Entity,
    Evidence,
    Fact,
    Factuality,
    LedgerEntry,
    Literal,
    Mention,
    Predicate,
    Span,
    digest,
)
from graph.network import KnowledgeGraph

PLAIN = Factuality()
ANY = st.characters(exclude_categories=())
"""Any character at all, lone surrogates and controls among them."""

TREATY = """Lind and Berg sign harbour treaty

By our correspondent

Mara Lind and Tomas Berg signed the Harbour Treaty in Geneva on Wednesday. Northbank lent Estmark $40 million \
in May 2023. Lind denied that the bank had bought Port Union.

Estmark did not attend the Geneva Summit. "The treaty will help Estmark," Lind said.

Share this story
"""

STRIKE = """Union chief steps down

Port Union leader Tomas Berg resigned on 1 July 2024. He and Lind signed the Harbour Treaty in Geneva on 19 June. \
The Harbour Post reported that Berg said Port Union opposed the treaty. Port Union may strike in Estmark.
"""

ENTITIES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("mara-lind", "Mara Lind", "PERSON", ("Lind",)),
    ("tomas-berg", "Tomas Berg", "PERSON", ("Berg",)),
    ("geneva", "Geneva", "GPE", ()),
    ("estmark", "Estmark", "GPE", ()),
    ("northbank", "Northbank", "ORG", ()),
    ("port-union", "Port Union", "ORG", ()),
    ("harbour-post", "The Harbour Post", "ORG", ("Harbour Post",)),
    ("geneva-summit", "Geneva Summit", "EVENT", ()),
    ("harbour-treaty", "Harbour Treaty", "CONCEPT", ("the treaty",)),
)


def document(id: str, text: str, title: str | None = None, published: str | None = None) -> Document:
    """Return a document whose blocks are its paragraphs: title, byline, share button and body."""
    blocks, start = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        words = paragraph.rstrip("\n")
        if number == 0:
            kind = "title"
        elif words.startswith("By "):
            kind = "byline"
        else:
            kind = "share" if words.startswith("Share") else "body"
        blocks.append(Block(start, start + len(words), kind))
        start += len(paragraph) + 2
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id, text, title, published, sha256=sha256, blocks=tuple(blocks))


def span(source: Document, words: str, after: int = 0) -> Span:
    """Return the first place of `words` in the document from offset `after` on; fails where there is none."""
    start = source.text.index(words, after)
    return Span(source.id, start, start + len(words))


def evidence(
    source: Document,
    sentence: str,
    predicate: str,
    arguments: Iterable[str],
    cues: Iterable[str] = (),
    rule: str = "verb",
) -> Evidence:
    """Return the evidence that quotes these words, each at its first place in the sentence."""
    whole = span(source, sentence)
    inside = [span(source, words, whole.start) for words in (predicate, *arguments)]
    return Evidence(whole, inside[0], tuple(inside[1:]), tuple(span(source, c, whole.start) for c in cues), rule)


def fact(
    predicate: Predicate,
    arguments: Iterable[tuple[str, str | Literal]],
    evidences: Iterable[Evidence],
    factuality: Factuality = PLAIN,
    time: str | None = None,
    confidence: float = 0.9,
) -> Fact:
    """Return a fact whose arguments are (role, entity id or literal)."""
    filled = tuple(Argument(r, literal=a) if isinstance(a, Literal) else Argument(r, entity=a) for r, a in arguments)
    evidences = tuple(sorted(evidences, key=lambda e: e.sentence))
    key = digest(predicate.lemma, repr(filled), repr(factuality), time or "")
    return Fact(key, predicate, filled, factuality, time, evidences, confidence, (("rule", confidence),))


def sample_graph() -> KnowledgeGraph:
    """Return a small graph of two documents in which every status and every shape of fact occurs."""
    treaty = document("treaty", TREATY, "Lind and Berg sign harbour treaty", "2024-06-20")
    strike = document("strike", STRIKE, "Union chief steps down", "2024-07-02")
    facts = _sample_facts(treaty, strike)
    entities = [_entity(id, label, type, aliases, facts) for id, label, type, aliases in ENTITIES]
    told: dict[Span, list[str]] = {}
    for f in facts:
        for e in f.evidence:
            told.setdefault(e.sentence, []).append(f.id)
    ledger = [LedgerEntry(sentence, tuple(sorted(ids))) for sentence, ids in told.items()]
    ledger.append(LedgerEntry(span(treaty, "Share this story"), reason="boilerplate: share"))
    return KnowledgeGraph.of((treaty, strike), entities, facts, ledger)


def _sample_facts(treaty: Document, strike: Document) -> list[Fact]:
    signed = "Mara Lind and Tomas Berg signed the Harbour Treaty in Geneva on Wednesday."
    again = "He and Lind signed the Harbour Treaty in Geneva on 19 June."
    lent = "Northbank lent Estmark $40 million in May 2023."
    denied = "Lind denied that the bank had bought Port Union."
    absent = "Estmark did not attend the Geneva Summit."
    helps = '"The treaty will help Estmark," Lind said.'
    resigned = "Port Union leader Tomas Berg resigned on 1 July 2024."
    opposed = "The Harbour Post reported that Berg said Port Union opposed the treaty."
    may = "Port Union may strike in Estmark."
    lind = Attribution("mara-lind", "Mara Lind", "said")
    chain = (
        Attribution("harbour-post", "The Harbour Post", "reported"),
        Attribution("tomas-berg", "Tomas Berg", "said", "believes"),
    )
    return [
        fact(
            Predicate("sign", "signed"),
            [("subject", "mara-lind"), ("subject", "tomas-berg"), ("object", "harbour-treaty"), ("in", "geneva")],
            [
                evidence(treaty, signed, "signed", ["Mara Lind", "Tomas Berg", "Harbour Treaty", "Geneva"]),
                evidence(strike, again, "signed", ["Lind", "He", "Harbour Treaty", "Geneva"], rule="coordination"),
            ],
            time="2024-06-19",
        ),
        fact(
            Predicate("lend", "lent"),
            [
                ("subject", "northbank"),
                ("indirect_object", "estmark"),
                ("object", Literal("$40 million", "amount", "40000000", "USD")),
            ],
            [evidence(treaty, lent, "lent", ["Northbank", "Estmark", "$40 million"])],
            time="2023-05",
        ),
        fact(
            Predicate("buy", "bought"),
            [("subject", "northbank"), ("object", "port-union")],
            [evidence(treaty, denied, "bought", ["the bank", "Port Union"], ["denied", "had"])],
            Factuality(attribution=(Attribution("mara-lind", "Mara Lind", "denied", "denies"),)),
        ),
        fact(
            Predicate("attend", "attended"),
            [("subject", "estmark"), ("object", "geneva-summit")],
            [evidence(treaty, absent, "attend", ["Estmark", "Geneva Summit"], ["not"])],
            Factuality("negative"),
        ),
        fact(
            Predicate("help", "helps"),
            [("subject", "harbour-treaty"), ("object", "estmark")],
            [evidence(treaty, helps, "help", ["The treaty", "Estmark"], ["said", "will"])],
            Factuality(modality="future", attribution=(lind,)),
        ),
        fact(
            Predicate("resign", "resigned"),
            [("subject", "tomas-berg")],
            [evidence(strike, resigned, "resigned", ["Tomas Berg"])],
            time="2024-07-01",
        ),
        fact(
            Predicate("leader of", "leader of"),
            [("subject", "tomas-berg"), ("of", "port-union")],
            [evidence(strike, resigned, "leader", ["Tomas Berg", "Port Union"], rule="title")],
            confidence=0.8,
        ),
        fact(
            Predicate("oppose", "opposed"),
            [("subject", "port-union"), ("object", "harbour-treaty")],
            [evidence(strike, opposed, "opposed", ["Port Union", "the treaty"], ["reported", "said"])],
            Factuality(attribution=chain),
        ),
        fact(
            Predicate("strike", "strikes"),
            [("subject", "port-union"), ("in", "estmark")],
            [evidence(strike, may, "strike", ["Port Union", "Estmark"], ["may"])],
            Factuality(modality="possible"),
            confidence=0.6,
        ),
    ]


def _entity(id: str, label: str, type: str, aliases: tuple[str, ...], facts: Iterable[Fact]) -> Entity:
    told = ((a, s) for f in facts for e in f.evidence for a, s in zip(f.arguments, e.arguments, strict=True))
    places = {s for a, s in told if a.entity == id}
    mentions = tuple(Mention(place, "name", "test") for place in sorted(places))
    links = ("http://www.wikidata.org/entity/Q71",) if id == "geneva" else ()
    return Entity(id, label, type, "concept" if type == "CONCEPT" else "name", aliases, mentions, links)


HOSTILE = (
    "</script><script>alert(1)</script>",
    'it\'s "quoted" \\ back`tick ${x} {{y}} %s',
    "two\nlines\r\nand\ttab",
    "<b>&amp;]]> --> <!--",
    "nul\x00 vt\x0b del\x7f bell\x07 \ufffe",
    "lone \ud800 surrogate \udfff",
    "👩‍👩‍👧 family 🇳🇴",
    "مرحبا \u200f\u202eRTL\u202c",
    "line\u2028separator\u2029 \u0085",
    "L" * 100_000,
    "!!!",
    "???",
    "Ünion",
    "Union",
    "union",
    "日本",
    "中国",
    "1",
    "\uff11",
    "1 ",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)> href",
    "=cmd|' /C calc'!A0",
    "\ufeffbom",
    " ",
)
"""Labels and ids that break writers: several slug to nothing, several to the same slug."""
LINKS = ("javascript:alert(1)", 'http://example.com/a b<c>"{}|\\^`%zz#one#two', "http://example.com/é", "", "\ud800")


def hostile_graph() -> KnowledgeGraph:
    """Return a graph of hostile ids, labels, texts, relations, dates and links, with parallel edges and a self-loop."""
    text = "\n\n".join(h[:200] for h in HOSTILE)
    source = document("</script><script>alert(1)</script>", text)
    other = document("../../etc/passwd \"'\x00\ud800", "Plain words. More words.", "\x0b</title>\ud800", "2024-02-30")
    entities = [
        Entity(
            id,
            id,
            TYPES[number % len(TYPES)] if number % 7 else "</x> odd type",
            aliases=(id[:50], "alias \x00\ud800 </script>", "alias \x00\ud800 </script>"),
            mentions=(Mention(span(source, id[:200]), "name", "</script>"),),
            links=LINKS,
        )
        for number, id in enumerate(HOSTILE)
    ]
    return KnowledgeGraph.of((source, other), entities, _hostile_facts(source, other))


def _hostile_facts(source: Document, other: Document) -> list[Fact]:
    times = ("2024-02-30", "0000-01-01", "</script>", "2024-01-01/2024-02-01", "2024", "2024-13", "-0044", "")
    lemmas = ("!!!", "???", "</script>", "sign", "Sign", "sign\x00\ud800", "kg:a <b>", "1", "😀", "a b", "a-b", " ")
    whole = Span(source.id, 0, len(source.text))

    def told(*ids: str | Literal) -> list[Evidence]:
        words = [span(source, i[:200]) if isinstance(i, str) else span(source, "!!!") for i in ids]
        return [Evidence(whole, span(source, "!!!"), tuple(words), (span(source, "???"),), "</script>\ud800")]

    def pair(lemma: str, a: str, b: str | Literal, time: str | None = None, how: Factuality = PLAIN) -> Fact:
        return fact(Predicate(lemma, lemma), [("subject", a), ("object", b)], told(a, b), how, time)

    facts = [
        pair(lemmas[i % len(lemmas)], a, HOSTILE[(i + 1) % len(HOSTILE)], times[i % len(times)])
        for i, a in enumerate(HOSTILE)
    ]
    denial = (Attribution(None, "</script>\x00\ud800", "\n\"'", "denies"), Attribution("1", "1", "", "doubts"))
    facts += [
        pair("sign", "!!!", "???", "2024-01-01"),
        pair("sign", "!!!", "???", "2024-01-02"),
        pair("sign", "!!!", "???", how=Factuality("negative")),
        pair("sign", "!!!", "???", how=Factuality(modality="possible")),
        pair("sign", "!!!", "???", how=Factuality(attribution=(Attribution("1", "1", "said"),))),
        pair("sign", "???", "!!!"),
        pair("sign", "union", "union"),
        pair("sign", "union", "Union", how=Factuality(attribution=denial)),
        pair("owe", "1", Literal('\ud800\x00\n"</script>', "amount", "1e999", '\\"\n')),
        pair("owe", "1", Literal("9" * 40, "number", "9" * 40)),
        pair("owe", "1", Literal("31 February", "date", "2024-02-31")),
        pair("owe", "1", Literal("", "percentage", "NaN", "</script>")),
        fact(Predicate("rain", "rained"), [], [Evidence(Span(other.id, 0, 12), Span(other.id, 0, 5), ())]),
        fact(
            Predicate("cost", "costs"),
            [("subject", Literal("nothing")), ("object", Literal("4 %", "percentage", "4"))],
            [Evidence(Span(other.id, 0, 12), Span(other.id, 6, 11), (Span(other.id, 0, 5), Span(other.id, 6, 11)))],
        ),
        fact(Predicate("vanish", "vanished"), [('</script> "\n\ud800', "!!!")], told("!!!"), confidence=0.0),
        fact(Predicate("exist", "exists"), [("subject", "1"), ("object", "\uff11"), ("", "1 ")], [], confidence=1.0),
    ]
    return facts


WORDS = st.text(ANY, min_size=1, max_size=12)
TIMES = st.none() | st.sampled_from(("2024", "2024-06", "2024-06-19", "2024-02-30", "2024-01-01/2024-02-01")) | WORDS
ROLES = st.sampled_from(("subject", "object", "indirect_object", "in", "with", "during")) | WORDS


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """Draw a valid graph: every id that is referred to exists, every span lies in its document and is not empty."""
    documents = draw(st.lists(_documents(), min_size=1, max_size=3, unique_by=lambda d: d.id))
    spans = st.sampled_from(documents).flatmap(_spans)
    entities = draw(st.lists(_entities(spans), min_size=1, max_size=5, unique_by=lambda e: e.id))
    ids = st.sampled_from([e.id for e in entities])
    facts = draw(st.lists(_facts(st.sampled_from(documents), ids), max_size=6, unique_by=lambda f: f.id))
    return KnowledgeGraph.of(documents, entities, facts)


def _documents() -> st.SearchStrategy[Document]:
    return st.builds(document, WORDS, st.text(ANY, min_size=1, max_size=60), st.none() | WORDS, TIMES)


def _spans(source: Document) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(source.text) - 1)
    return st.tuples(ends, ends).map(lambda two: Span(source.id, min(two), max(two) + 1))


def _entities(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Entity]:
    kinds = st.sampled_from(("name", "nominal", "pronoun", "adjective"))
    mentions = st.lists(st.builds(Mention, spans, kinds, WORDS), max_size=3).map(tuple)
    words = st.lists(WORDS, max_size=2).map(tuple)
    types = st.sampled_from(TYPES) | WORDS
    return st.builds(Entity, WORDS, WORDS, types, st.sampled_from(("name", "concept")), words, mentions, words)


@st.composite
def _facts(draw: st.DrawFn, documents: st.SearchStrategy[Document], ids: st.SearchStrategy[str]) -> Fact:
    datatypes = st.sampled_from(("date", "amount", "number", "percentage", "text"))
    literals = st.builds(Literal, WORDS, datatypes, st.none() | WORDS | st.just("12.5"), st.none() | WORDS)
    arguments = draw(st.lists(st.tuples(ROLES, ids | literals), max_size=4))
    stances = st.sampled_from(("says", "denies", "believes", "doubts"))
    sources = st.lists(st.builds(Attribution, st.none() | ids, WORDS, WORDS, stances), max_size=3).map(tuple)
    modalities = st.sampled_from(
        ("asserted", "future", "possible", "conditional", "obligated", "desired", "alleged", "asked")
    )
    polarities = st.sampled_from(("positive", "negative"))
    factuality = draw(st.just(PLAIN) | st.builds(Factuality, polarities, modalities, sources))
    evidences = draw(st.lists(_evidence(documents, len(arguments)), max_size=3, unique_by=lambda e: e.id))
    predicate = draw(st.builds(Predicate, WORDS, WORDS))
    return fact(predicate, arguments, evidences, factuality, draw(TIMES), draw(st.floats(0, 1)))


@st.composite
def _evidence(draw: st.DrawFn, documents: st.SearchStrategy[Document], count: int) -> Evidence:
    spans = _spans(draw(documents))
    arguments = draw(st.lists(spans, min_size=count, max_size=count))
    return Evidence(draw(spans), draw(spans), tuple(arguments), tuple(draw(st.lists(spans, max_size=2))), draw(WORDS))
