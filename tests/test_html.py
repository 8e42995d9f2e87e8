"""The page as a file: it holds all of the graph, nothing of the graph can act in it, and it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import resources

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from exporters.html import HTML, OPENING, SCRIPTS, counts, quotes, write_html
from exporters.page import network
from exporters.page.data import page_data, statement
from exporters.page.network import DASHES
from graph.errors import FormatError
from graph.model import Argument, Attribution, Fact, Factuality, Literal, Predicate, Span
from graph.network import KnowledgeGraph
from tests.graphs import PLAIN, graphs, hostile_graph, sample_graph
from tests.pages import week


def empty() -> KnowledgeGraph:
    return KnowledgeGraph.of((), (), ())


GRAPHS: dict[str, Callable[[], KnowledgeGraph]] = {
    "readable": sample_graph,
    "hostile": hostile_graph,
    "a week of news": week,
    "empty": empty,
}


class Reader(HTMLParser):
    """What a parser finds in a page: its tags, and the text of its title, style and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {"title": [], "style": [], "script": []}
        self.inside: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.inside = tag if tag in self.texts else None
        if self.inside:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = None

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[self.inside][-1] += data


def page(kg: KnowledgeGraph) -> str:
    return "".join(write_html(kg))


def spans(kg: KnowledgeGraph) -> set[Span]:
    """Return every span that some evidence of the graph points to."""
    evidences = [e for fact in kg.facts.values() for e in fact.evidence]
    return {s for e in evidences for s in (e.sentence, e.predicate, *e.arguments, *e.cues)}


@pytest.fixture(params=GRAPHS, scope="module")
def kg(request: pytest.FixtureRequest) -> KnowledgeGraph:
    return GRAPHS[request.param]()


@pytest.fixture(scope="module")
def text(kg: KnowledgeGraph) -> str:
    return page(kg)


def test_counts_are_those_of_the_graph(kg: KnowledgeGraph, text: str) -> None:
    evidences = sum(len(fact.evidence) for fact in kg.facts.values())
    assert counts(text) == {"entities": len(kg.entities), "facts": len(kg.facts), "evidences": evidences}


def test_every_span_is_quoted_exactly(kg: KnowledgeGraph, text: str) -> None:
    assert set(quotes(text)) == {(s.document, s.start, s.end, kg.quote(s)) for s in spans(kg)}


def test_every_fact_comes_with_all_its_evidences(kg: KnowledgeGraph) -> None:
    data = page_data(kg)
    told = {fact["id"]: fact for fact in data["facts"]}
    assert told.keys() == kg.facts.keys()
    for fact in kg.facts.values():
        sentences = [data["sentences"][e["sentence"]][3] for e in told[fact.id]["evidence"]]
        assert sentences == [kg.quote(e.sentence) for e in fact.evidence]
        assert [len(e["arguments"]) for e in told[fact.id]["evidence"]] == [len(fact.arguments)] * len(fact.evidence)


def test_every_edge_of_the_graph_is_on_a_line(kg: KnowledgeGraph) -> None:
    data = page_data(kg)
    ids = [node["entity"] for node in data["nodes"]]
    lines = {(ids[e["from"]], ids[e["to"]], data["facts"][f]["id"]) for e in data["edges"] for f in e["facts"]}
    assert lines == {(source, target, edge["fact"]) for source, target, edge in kg.edges(data=True)}


def test_the_page_is_one_file_in_utf_8_with_unix_line_ends(text: str) -> None:
    assert "\r" not in text
    text.encode("utf-8")


def test_nothing_is_loaded(text: str) -> None:
    for tag, attributes in Reader(text).tags:
        assert tag not in ("iframe", "img", "object", "embed", "base", "form[action]")
        assert "src" not in attributes
        assert tag == "a" or attributes.get("href", "data:").startswith("data:")
    assert "@import" not in text
    assert "sourceMappingURL" not in text


def test_the_policy_allows_these_scripts_and_this_style_alone(text: str) -> None:
    reader = Reader(text)
    policy = next(a["content"] for tag, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy")
    data, *scripts = reader.texts["script"]
    allowed = " ".join(digest(script) for script in scripts)
    assert policy.startswith(f"default-src 'none'; script-src {allowed}; style-src {digest(reader.texts['style'][0])};")
    assert "unsafe" not in policy
    assert json.loads(data)


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_no_text_of_the_graph_becomes_markup(text: str) -> None:
    tags = [tag for tag, attributes in Reader(text).tags if tag not in ("tr", "td", "th")]
    assert tags == [tag for tag, _ in Reader(page(sample_graph())).tags if tag not in ("tr", "td", "th")]
    assert not any(name.startswith("on") for _, attributes in Reader(text).tags for name in attributes)
    assert not re.search("[<>&\u2028\u2029]", text.partition(OPENING)[2].partition("</script>")[0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_any_graph_reads_back(kg: KnowledgeGraph) -> None:
    text = page(kg)
    text.encode("utf-8")
    assert counts(text)["facts"] == len(kg.facts)
    assert set(quotes(text)) == {(s.document, s.start, s.end, kg.quote(s)) for s in spans(kg)}
    assert len(Reader(text).texts["script"]) == 3


def test_the_same_graph_is_the_same_page_in_any_order() -> None:
    kg = week(40, 60)
    documents, entities, facts = (list(part.values())[::-1] for part in (kg.documents, kg.entities, kg.facts))
    assert page(KnowledgeGraph.of(documents, entities, facts)) == page(kg)  # type: ignore[arg-type]  # three lists


def test_the_graph_is_left_as_it_was() -> None:
    kg, other = sample_graph(), sample_graph()
    page(kg)
    assert (kg.graph, dict(kg.nodes(data=True))) == (other.graph, dict(other.nodes(data=True)))


@pytest.mark.parametrize(
    ("make", "title"),
    [
        pytest.param(sample_graph, "Estmark, Port Union and Tomas Berg: the facts of 2 documents", id="documents"),
        pytest.param(empty, "Nothing yet: the facts of 0 documents", id="no entity"),
    ],
)
def test_the_title_says_what_the_graph_is_of(make: Callable[[], KnowledgeGraph], title: str) -> None:
    assert Reader(page(make())).texts["title"] == [title]


def test_one_document_gives_the_title() -> None:
    kg = sample_graph()
    only = [kg.documents["treaty"]]
    assert Reader(page(KnowledgeGraph.of(only, (), ()))).texts["title"] == [
        "Nothing yet: the facts of “Lind and Berg sign harbour treaty”"
    ]


def test_the_most_mentioned_are_drawn_first() -> None:
    data = page_data(week())
    mentions = [node["mentions"] for node in data["nodes"]]
    assert mentions == sorted(mentions, reverse=True)
    assert [node["id"] for node in data["nodes"]] == list(range(len(mentions)))


def test_every_script_is_in_the_page() -> None:
    files = {file.name for file in resources.files("exporters.page").iterdir() if file.name.endswith(".js")}
    assert files == {f"{name}.js" for name in SCRIPTS}


def test_of_a_large_graph_the_part_that_is_drawn_first_has_places_and_hangs_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(network, "WHOLE", {"nodes": 100, "edges": 200})
    monkeypatch.setattr(network, "PART", {"main": 10, "nodes": 40, "edges": 60})
    data = page_data(week())
    nodes = set(data["drawn"]["nodes"])
    assert (len(nodes), data["drawn"]["edges"]) == (40, 60)
    assert {node["id"] for node in data["nodes"] if "x" in node} == nodes
    assert nodes >= set(range(10))
    among = [(edge["from"], edge["to"]) for edge in data["edges"] if {edge["from"], edge["to"]} <= nodes]
    drawn = nx.Graph(among[:60])
    assert set(drawn) == nodes
    assert nx.number_connected_components(drawn) == nx.number_connected_components(nx.Graph(among))


def test_a_large_graph_without_lines_is_drawn_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "WHOLE", {"nodes": 2, "edges": 2})
    monkeypatch.setattr(network, "PART", {"main": 1, "nodes": 3, "edges": 2})
    kg = KnowledgeGraph.of((), sample_graph().entities.values(), ())
    assert page_data(kg)["drawn"]["nodes"] == [0, 1, 2]


def test_facts_without_a_line_are_readable_without_scripts() -> None:
    static = page(sample_graph()).partition("<noscript>")[2].partition("</noscript>")[0]
    assert "<td>Tomas Berg resigned</td><td>asserted</td><td>2024-07-01</td>" in static
    assert static.count("<tr>") == 1 + len(sample_graph().facts)


LIND = Attribution("a", "Lind", "said")
DENIAL = Attribution("a", "Lind", "denied", "denies")


@pytest.mark.parametrize(
    ("factuality", "label", "dashes"),
    [
        pytest.param(Factuality(), "signed", False, id="asserted is solid"),
        pytest.param(Factuality("negative"), "not signed", [12, 4, 2, 4], id="negated says not"),
        pytest.param(Factuality(attribution=(LIND,)), "“signed”", [9, 5], id="reported is quoted"),
        pytest.param(Factuality("negative", attribution=(LIND,)), "“not signed”", [9, 5], id="reported not to be so"),
        pytest.param(Factuality(attribution=(DENIAL,)), "× signed", [5, 5], id="denied is crossed"),
        pytest.param(Factuality(modality="possible"), "signed?", [2, 5], id="hypothetical is dotted"),
    ],
)
def test_a_line_shows_its_status_by_more_than_colour(factuality: Factuality, label: str, dashes: object) -> None:
    edge = page_data(two([said("signed", ("subject", "a"), ("object", "b"), how=factuality)]))["edges"][0]
    assert (edge["label"], DASHES.get(edge.get("status"), False)) == (label, dashes)


def said(label: str, *arguments: tuple[str, str], how: Factuality = PLAIN) -> Fact:
    filled = [Argument(r, entity=a) if len(a) == 1 else Argument(r, literal=Literal(a)) for r, a in arguments]
    return Fact(f"{label} {arguments} {how}", Predicate(label, label), tuple(filled), how)


def two(facts: list[Fact]) -> KnowledgeGraph:
    """Return a graph of the facts, with the entities of the readable graph under one-letter ids."""
    entities = [type(e)(id, e.label, e.type) for id, e in zip("abcd", sample_graph().entities.values(), strict=False)]
    return KnowledgeGraph.of((), entities, facts)


def test_lines_between_the_same_two_lie_apart() -> None:
    kg = two([
        said("signed", ("subject", "a"), ("object", "b")), said("met", ("subject", "a"), ("object", "b")),
        said("sued", ("subject", "b"), ("object", "a")), said("led", ("subject", "c"), ("object", "a")),
    ])  # fmt: skip
    sides = {}
    for edge in page_data(kg)["edges"]:
        bend = edge.get("bend", 0)
        sides[edge["label"]] = bend if edge["from"] < edge["to"] else -bend
    assert sides["led"] == 0
    assert len({sides["signed"], sides["met"], sides["sued"]}) == 3


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        pytest.param(said("signed", ("subject", "a"), ("subject", "b"), ("object", "c"), ("in", "d")),
                     [0, "and", 1, "signed", 2, "in", 3], id="two subjects and a place"),
        pytest.param(said("lent", ("subject", "a"), ("object", "$40 million"), ("indirect_object", "b")),
                     [0, "lent", 2, 1], id="whom before what"),
        pytest.param(said("leader of", ("subject", "a"), ("of", "b")), [0, "leader of", 1], id="preposition said once"),
        pytest.param(said("attended", ("subject", "a"), ("object", "b"), how=Factuality("negative")),
                     [0, "not attended", 1], id="negated"),
        pytest.param(said("rained"), ["rained"], id="no argument"),
    ],
)  # fmt: skip
def test_a_fact_reads_as_a_sentence(fact: Fact, words: list[str | int]) -> None:
    assert list(statement(fact)) == words


@pytest.mark.parametrize(
    "text",
    ["", "<!DOCTYPE html><p>Another page</p>", f"{OPENING}{{</script>", f"{OPENING}[]</script>"],
    ids=["empty", "another page", "cut short", "a list"],
)
def test_what_is_no_page_of_ours_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="write the graph again"):
        counts(text)
    with pytest.raises(FormatError, match="write the graph again"):
        list(quotes(text))


def test_our_scripts_take_text_for_text() -> None:
    for name in SCRIPTS:
        script = resources.files("exporters.page").joinpath(f"{name}.js").read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(|srcdoc", script)
        assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|import\(|https?://(?!www\.w3\.org)", script)


def test_vis_network_keeps_its_notice() -> None:
    assert "vis.js is dual licensed under both" in page(sample_graph())


def test_the_format_is_registered_for_html() -> None:
    assert (HTML.name, HTML.suffix, HTML.media_type) == ("html", ".html", "text/html")
