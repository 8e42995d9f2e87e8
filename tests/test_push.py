"""The Graph Store protocol against a store of our own that is busy, forgetful or strict on demand, over real HTTP."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
import pytest

from exporters import write
from exporters.iris import BASE
from exporters.rdf import push as module
from exporters.rdf.push import PASSWORD, TOKEN, USER, push
from exporters.rdf.read import RDF11
from graph.errors import FormatError, StoreError
from graph.network import KnowledgeGraph
from tests.graphs import hostile_graph, sample_graph

GRAPH = "https://news.test/graph"
OLD = {"<http://a.org/1> <http://a.org/p> <http://a.org/2> ."}


class FakeStore(ThreadingHTTPServer):
    """A store that keeps named graphs as sets of triples; the attributes make it difficult."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.graphs: dict[str, set[str]] = {}
        self.asked: list[str] = []
        self.busy: dict[str, int] = {}
        self.loses: dict[str, int] = {}
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.wants = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/store"


class Handler(BaseHTTPRequestHandler):
    server: FakeStore
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        store, method, graph = self.server, self.command, parse_qs(urlsplit(self.path).query)["graph"][0]
        store.asked.append(method)
        if store.busy.get(method, 0):
            store.busy[method] -= 1
            self._answer(503, {"Retry-After": "0"})
        elif not self._may():
            self._answer(401, {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth"'})
        elif method in store.answers:
            self._answer(*store.answers[method])
        elif method == "GET":
            found = "\n".join(sorted(store.graphs.get(graph, ()))).encode()
            self._answer(200 if graph in store.graphs else 404, {"Content-Type": "application/n-triples"}, found)
        elif method == "DELETE":
            store.graphs.pop(graph, None)
            self._answer(204)
        else:
            told = sorted(f"{quad.triple} ." for quad in pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.TURTLE))
            if store.loses.get(method, 0):
                store.loses[method] -= 1
                told = told[: len(told) // 2]
            store.graphs[graph] = set(told) | (store.graphs.get(graph, set()) if method == "POST" else set())
            self._answer(204)

    do_GET = do_PUT = do_POST = do_DELETE = _serve

    def _may(self) -> bool:
        given = self.headers.get("Authorization", "")
        return given == self.server.wants or (self.server.wants == "Digest" and self._digest(given))

    def _digest(self, given: str) -> bool:
        told = dict(re.findall(r'(\w+)="?([^",]+)"?', given))
        if not given.startswith("Digest"):
            return False

        def md5(*parts: str) -> str:
            return hashlib.md5(":".join(parts).encode()).hexdigest()

        one, two = md5("u", "r", "p"), md5(self.command, self.path)
        return told["response"] == md5(one, "n", told["nc"], told["cnonce"], "auth", two)

    def _answer(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeStore]:
    for name in (USER, PASSWORD, TOKEN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(module, "PAUSE", 0)
    server = FakeStore()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(sample_graph(), tmp_path / "graph.ttl")
    return tmp_path


def lines(kg: KnowledgeGraph, folder: Path) -> set[str]:
    path = write(kg, folder / "expected.nt")
    return {f"{quad.triple} ." for quad in pyoxigraph.parse(path=path)}


@pytest.mark.parametrize("suffix", RDF11)
def test_every_format_arrives_as_the_same_triples(store: FakeStore, tmp_path: Path, suffix: str) -> None:
    write(sample_graph(), tmp_path / f"graph{suffix}")
    done = push(tmp_path, store.url, graph=GRAPH)
    expected = lines(sample_graph(), tmp_path)
    assert store.graphs == {GRAPH: expected}
    assert (done.sent, done.before, done.after) == (len(expected), 0, len(expected))


def test_a_hostile_graph_arrives(store: FakeStore, tmp_path: Path) -> None:
    write(hostile_graph(), tmp_path / "graph.ttl")
    push(tmp_path, store.url, graph=GRAPH)
    assert store.graphs[GRAPH] == lines(hostile_graph(), tmp_path)


def test_what_was_there_is_replaced_or_kept(store: FakeStore, folder: Path) -> None:
    ours = lines(sample_graph(), folder)
    store.graphs[GRAPH] = set(OLD)
    assert push(folder, store.url, graph=GRAPH, add=True).after == len(ours) + 1
    assert store.graphs[GRAPH] == ours | OLD
    assert push(folder, store.url, graph=GRAPH, add=True).after == len(ours) + 1
    assert push(folder, store.url, graph=GRAPH).before == len(ours) + 1
    assert store.graphs[GRAPH] == ours


def test_a_store_may_shorten_decimals(store: FakeStore, folder: Path) -> None:
    ours = lines(sample_graph(), folder)
    store.graphs[GRAPH] = {line.replace('"0.9"^', '"0.900"^') for line in ours}
    assert store.graphs[GRAPH] != ours
    store.answers = {"POST": (204, {}, b"")}
    assert push(folder, store.url, graph=GRAPH, add=True).after == len(ours)


def test_the_named_graph_is_by_default_the_base_of_the_build(store: FakeStore, folder: Path) -> None:
    push(folder, store.url)
    write(sample_graph(), folder / "graph.ttl", base_iri="https://news.test/kg/")
    push(folder, store.url)
    assert set(store.graphs) == {BASE, "https://news.test/kg/"}


def test_a_busy_store_is_asked_again(store: FakeStore, folder: Path) -> None:
    store.busy = {"GET": 2, "PUT": 3}
    push(folder, store.url, graph=GRAPH)
    assert store.asked == ["GET"] * 3 + ["PUT"] * 4 + ["GET"]
    assert store.graphs[GRAPH] == lines(sample_graph(), folder)


def test_a_store_that_stays_busy_is_one_clear_line(store: FakeStore, folder: Path) -> None:
    store.graphs[GRAPH], store.busy = set(OLD), {"PUT": 6}
    with pytest.raises(StoreError, match=r"is busy \(503\), 6 times in a row; try later$"):
        push(folder, store.url, graph=GRAPH)
    assert store.graphs[GRAPH] == OLD


@pytest.mark.parametrize("add", [False, True], ids=["replace", "add"])
def test_a_store_that_loses_triples_gets_back_what_it_held(store: FakeStore, folder: Path, add: bool) -> None:
    store.graphs[GRAPH], store.loses = set(OLD), {"POST" if add else "PUT": 1}
    with pytest.raises(StoreError, match=r"held [0-9]+ triples afterwards, not [0-9]+$"):
        push(folder, store.url, graph=GRAPH, add=add)
    assert store.graphs == {GRAPH: OLD}


def test_half_of_a_new_graph_is_removed(store: FakeStore, folder: Path) -> None:
    store.loses = {"PUT": 1}
    with pytest.raises(StoreError, match="triples afterwards, not"):
        push(folder, store.url, graph=GRAPH)
    assert store.graphs == {}


def test_what_cannot_be_put_back_is_said(store: FakeStore, folder: Path) -> None:
    store.loses, store.answers = {"PUT": 1}, {"DELETE": (405, {}, b"")}
    with pytest.raises(StoreError, match=r"what it held before could not be put back: push again$"):
        push(folder, store.url, graph=GRAPH)


def test_a_refusal_leaves_nothing_to_put_back(store: FakeStore, folder: Path) -> None:
    store.graphs[GRAPH], store.answers = set(OLD), {"PUT": (400, {}, b"read only")}
    with pytest.raises(StoreError, match=r"refuses \(400\): read only$"):
        push(folder, store.url, graph=GRAPH)
    assert store.asked == ["GET", "PUT", "GET"]


def test_user_and_password(store: FakeStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.wants = f"Basic {base64.b64encode('ü:p:w'.encode()).decode()}"
    monkeypatch.setenv(USER, "ü")
    monkeypatch.setenv(PASSWORD, "p:w")
    assert push(folder, store.url, graph=GRAPH).after


def test_digest(store: FakeStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.wants = "Digest"
    monkeypatch.setenv(USER, "u")
    monkeypatch.setenv(PASSWORD, "p")
    assert push(folder, store.url, graph=GRAPH).after
    assert store.graphs[GRAPH] == lines(sample_graph(), folder)


def test_token(store: FakeStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.wants = "Bearer t0ken"
    monkeypatch.setenv(TOKEN, "t0ken")
    assert push(folder, store.url, graph=GRAPH).after


def test_no_right_to_write_is_one_clear_line(store: FakeStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.wants = "Bearer t0ken"
    monkeypatch.setenv(USER, "someone")
    monkeypatch.setenv(PASSWORD, "wr0ng")
    with pytest.raises(StoreError, match=rf"refuses \(401\); set {USER} and {PASSWORD}, or {TOKEN}") as caught:
        push(folder, store.url, graph=GRAPH)
    assert "wr0ng" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((200, {"Content-Type": "text/html"}, b"<html>"), r"answers with text/html, not RDF"),
        ((200, {"Content-Type": "application/n-triples"}, b"<html>"), r"what it holds cannot be read"),
        ((301, {"Location": "https://new.test/"}, b""), r"has moved \(301\); give https://new\.test/"),
        ((405, {}, b""), r"takes no graph \(405\)"),
        ((500, {}, b"Out of\nmemory\x1b"), r"refuses \(500\): Out of memory"),
    ],
)
def test_an_address_that_is_no_graph_store(
    store: FakeStore, folder: Path, answer: tuple[int, dict[str, str], bytes], message: str
) -> None:
    store.answers = {"GET": answer}
    with pytest.raises(StoreError, match=message):
        push(folder, store.url, graph=GRAPH)
    assert store.asked == ["GET"]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1:1/store", "cannot be reached"),
        ("ftp://a.org/", "no web address"),
        ("store", "no web address"),
        ("http://u:s3cret@a.org/", f"give user and password in {USER}"),
    ],
)
def test_an_address_of_no_use_is_one_clear_line(folder: Path, url: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        push(folder, url)
    assert "s3cret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("graph", ["a b", "urn:x", "http://a.org/<>"])
def test_a_named_graph_needs_an_iri(store: FakeStore, folder: Path, graph: str) -> None:
    with pytest.raises(FormatError, match="no IRI of a named graph"):
        push(folder, store.url, graph=graph)
    assert store.asked == []


def test_a_folder_without_rdf_is_one_clear_line(store: FakeStore, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"holds none of graph\.ttl"):
        push(tmp_path, store.url)
