"""Put a graph into a running triple store by the SPARQL 1.1 Graph Store HTTP Protocol: all of it, or nothing.

What the named graph held before is fetched first and kept in a temporary file. After the transfer the graph is fetched
again and counted; where the count is not what it must be, what was there before is put back. Sending the same triples
twice changes nothing (there are no blank nodes), so every request may be tried again while the store is busy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import urlsplit

from exporters.iris import BASE, STANDARD, web
from exporters.rdf.read import newest, prefixes, read
from graph.errors import FormatError, StoreError

USER, PASSWORD, TOKEN = "FACTLOOM_STORE_USER", "FACTLOOM_STORE_PASSWORD", "FACTLOOM_STORE_TOKEN"
"""The environment variables of the credentials, so that none stands in a command line or in a file of ours."""

BUSY = (429, 502, 503, 504)
"""Answers after which a request is sent again, unless the store says when: after `PAUSE`, then twice as long."""
TRIES_BUSY, TRIES_UNREACHED, PAUSE = 6, 2, 0.5
_DECIMAL = f'"^^<{STANDARD["xsd"]}decimal> .\n'.encode()

CONNECTING, ANSWERING = 10, 600
"""Seconds to wait for a connection, and for each part of an answer."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was done: store and named graph, how many triples were sent, and how many it held before and holds now."""

    url: str
    graph: str
    sent: int
    before: int
    after: int


def push(source: Path, url: str, *, graph: str | None = None, add: bool = False) -> Pushed:
    """Put a built folder's graph (or an RDF file of ours) into a named graph of the store at `url`, and count it there.

    `url` is the store's Graph Store endpoint; `graph` is by default the base IRI that the graph was built under. What
    the named graph held is replaced, with `add` it is kept. Raises `FormatError` where there is nothing to send or
    `graph` is no http IRI, `StoreError` where the store cannot be reached, refuses, or does not hold what it must
    afterwards: then what the named graph held before has been put back, or the message says that it has not.
    """
    path, suffix = newest(source)
    graph = graph or prefixes(path, suffix).get("kge", f"{BASE}entity/").removesuffix("entity/")
    if web(graph) != graph:
        raise FormatError(f"{graph}: no IRI of a named graph; give one such as {BASE}")
    with closing(Store(url, graph)) as store, TemporaryFile() as old, TemporaryFile() as new:
        _keep(store.triples(), old)
        _keep((f"{quad.triple} .\n" for quad in read(path, suffix)), new)
        before, sent = _different(old), _different(new)
        expected = _different(old, new) if add else sent
        try:
            store.send("POST" if add else "PUT", new)
            after = sum(1 for _ in store.triples())
            if after != expected:
                raise StoreError(f"{url}: <{graph}> held {after:,} triples afterwards, not {expected:,}")
        except (StoreError, KeyboardInterrupt) as error:
            _put_back(store, old, before, error)
            raise
        return Pushed(url, graph, sent, before, after)


class Store:
    """A named graph of a store, over HTTP."""

    def __init__(self, url: str, graph: str) -> None:
        import requests
        from requests.adapters import HTTPAdapter
        from requests.auth import HTTPBasicAuth
        from urllib3.util import Retry

        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError(f"{url}: no web address; give the store's Graph Store endpoint, http://... or https://...")
        if parts.username or parts.password:
            raise StoreError(f"{parts.hostname}: give user and password in {USER} and {PASSWORD}, not in the address")
        self.url, self.graph = url, graph
        self.session: Any = requests.Session()
        again = Retry(
            TRIES_BUSY - 1,
            connect=TRIES_UNREACHED - 1,
            status_forcelist=BUSY,
            allowed_methods=None,
            backoff_factor=PAUSE,
            raise_on_status=False,
        )
        self.session.mount(f"{parts.scheme}://", HTTPAdapter(max_retries=again))
        self.user = (os.environ.get(USER, ""), os.environ.get(PASSWORD, ""))
        if token := os.environ.get(TOKEN):
            self.session.headers["Authorization"] = f"Bearer {token}"
        elif self.user[0]:
            self.session.auth = HTTPBasicAuth(*(part.encode() for part in self.user))

    def triples(self) -> Iterator[str]:
        """Yield what the named graph holds as lines of N-Triples; nothing where there is no such graph."""
        import pyoxigraph
        from urllib3.exceptions import HTTPError

        wanted = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
        answer = self._request("GET", headers={"Accept": wanted}, stream=True)
        if answer.status_code == 404:
            answer.close()
            return
        answer.raw.decode_content = True
        media = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        form = pyoxigraph.RdfFormat.from_media_type("application/n-triples" if media == "text/plain" else media)
        try:
            if form is None:
                kind = media or "nothing"
                raise StoreError(f"{self.url}: answers with {kind}, not RDF; give the store's Graph Store endpoint")
            for quad in pyoxigraph.parse(answer.raw, format=form, base_iri=self.graph):
                yield f"{quad.triple} .\n"
        except (SyntaxError, OSError, HTTPError) as error:
            raise StoreError(f"{self.url}: what it holds cannot be read ({error})") from error
        finally:
            answer.close()

    def send(self, method: str, triples: IO[bytes]) -> None:
        """Replace the named graph (PUT) or add to it (POST). N-Triples is Turtle, and Turtle every store takes."""
        self._request(method, data=triples, headers={"Content-Type": "text/turtle; charset=utf-8"})

    def delete(self) -> None:
        """Remove the named graph."""
        self._request("DELETE")

    def close(self) -> None:
        self.session.close()

    def _request(self, method: str, **how: Any) -> Any:
        import requests

        how |= {"params": {"graph": self.graph}, "timeout": (CONNECTING, ANSWERING), "allow_redirects": False}
        body = how.get("data")
        try:
            if body is not None:
                body.seek(0)
            answer = self.session.request(method, self.url, **how)
            if answer.status_code == 401 and isinstance(self.session.auth, requests.auth.HTTPBasicAuth):
                answer.close()
                self.session.auth = requests.auth.HTTPDigestAuth(*self.user)  # Virtuoso's way, which it does not tell
                if body is not None:
                    body.seek(0)
                answer = self.session.request(method, self.url, **how)
        except requests.RequestException as error:
            raise StoreError(f"{self.url}: cannot be reached ({_reason(error)}); is the store running?") from error
        nothing_there = answer.status_code == 404 and method in ("GET", "DELETE")
        if not (200 <= answer.status_code < 300 or nothing_there):
            with answer:
                raise StoreError(f"{self.url}: {_refusal(answer)}")
        return answer


def _keep(lines: Iterable[str], file: IO[bytes]) -> None:
    file.writelines(line.encode() for line in lines)


def _different(*files: IO[bytes]) -> int:
    """Return how many different lines the files hold; what is kept of a line is its hash of 64 bits."""
    found: set[int] = set()
    for file in files:
        file.seek(0)
        found.update(hash(_canonical(line)) for line in file)
    return len(found)


def _canonical(line: bytes) -> bytes:
    """Return a triple with its decimal in the shortest form: some stores give 1.0 back as 1."""
    if not line.endswith(_DECIMAL):
        return line
    told, _, value = line.removesuffix(_DECIMAL).rpartition(b'"')
    return told + (value.rstrip(b"0").rstrip(b".") if b"." in value else value)


def _put_back(store: Store, old: IO[bytes], before: int, cause: BaseException) -> None:
    """Bring the named graph back to what it held before, unless it still holds just that."""
    try:
        with TemporaryFile() as now:
            _keep(store.triples(), now)
            if _different(now) == _different(now, old) == before:
                return
        if before:
            store.send("PUT", old)
        else:
            store.delete()
    except StoreError as error:
        raise StoreError(f"{cause}; what it held before could not be put back: push again") from error


def _reason(error: Exception) -> str:
    cause = getattr(error.args[0], "reason", error) if error.args else error
    return str(cause).rpartition(": ")[2]


def _refusal(answer: Any) -> str:
    status = answer.status_code
    if status in (401, 403):
        return f"refuses ({status}); set {USER} and {PASSWORD}, or {TOKEN}, to what may write there"
    if status in (301, 302, 303, 307, 308):
        return f"has moved ({status}); give {answer.headers.get('Location', 'its new address')}"
    if status in (404, 405):
        return f"takes no graph ({status}); give the store's Graph Store endpoint, not its page or query address"
    if status in BUSY:
        return f"is busy ({status}), {TRIES_BUSY} times in a row; try later"
    words = "".join(filter(str.isprintable, " ".join(answer.content[:200].decode("utf-8", "replace").split())))
    return f"refuses ({status}): {words}"
