"""Triple stores as real servers on this machine, each started for a test, with its data in a folder of the test's."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

TOOLS = Path(os.environ.get("FACTLOOM_TOOLS", "tools"))
"""Where ``.ci/run`` puts what no package manager installs: Jena's server as a jar, N3.js."""
PATIENCE = 60
"""Seconds for a server to answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running store: the addresses of its Graph Store and of its queries, and who may write."""

    data: str
    query: str
    user: str = ""
    password: str = ""

    def rows(self, sparql: str, graph: str) -> list[list[str]]:
        """Return the answer to a query on a named graph, every value as its plain text, sorted."""
        answer = requests.post(
            self.query,
            data={"query": sparql, "default-graph-uri": graph},
            headers={"Accept": "application/sparql-results+json"},
            timeout=PATIENCE,
        )
        assert answer.ok, answer.text
        table = answer.json()
        names = table["head"]["vars"]
        return sorted([row.get(name, {}).get("value", "") for name in names] for row in table["results"]["bindings"])


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Run the server of the package ``oxigraph``."""
    port = _free()
    program = Path(sys.executable).parent / "oxigraph"
    command = [program, "serve", "--location", folder / "oxigraph", "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, f"http://127.0.0.1:{port}/"):
        yield Server(f"http://127.0.0.1:{port}/store", f"http://127.0.0.1:{port}/query")


@contextmanager
def fuseki(folder: Path) -> Iterator[Server]:
    """Run Apache Jena Fuseki on a TDB2 dataset, with a password for all."""
    port = _free()
    (folder / "passwords").write_text("editor: s3cret\n")
    (folder / "data").mkdir()
    server = ["java", "-cp", jena(), "org.apache.jena.fuseki.main.cmds.FusekiServerCmd", "--port", str(port)]
    server += ["--localhost", "--tdb2", "--loc", str(folder / "data"), "--update", "--auth", "basic"]
    server += ["--passwd", str(folder / "passwords"), "/news"]
    with _running(server, folder, f"http://127.0.0.1:{port}/$/ping"):
        base = f"127.0.0.1:{port}/news"
        yield Server(f"http://{base}/data", f"http://editor:s3cret@{base}/query", "editor", "s3cret")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Run Debian's Virtuoso on a new database."""
    port, sql = _free(), _free()
    (folder / "virtuoso.ini").write_text(
        f"""[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
"""
    )
    command = ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _running(command, folder, f"http://127.0.0.1:{port}/sparql"):
        base = f"http://127.0.0.1:{port}"
        yield Server(f"{base}/sparql-graph-crud-auth", f"{base}/sparql", "dba", "dba")


STORES: dict[str, Callable[[Path], object]] = {"oxigraph": oxigraph, "fuseki": fuseki, "virtuoso": virtuoso}


def jena() -> str:
    """Return the path of Jena's jar, which holds Fuseki and riot."""
    return str(next(TOOLS.glob("jena-fuseki-server-*.jar")))


def missing(name: str) -> bool:
    """Tell whether what a store or parser needs is not installed."""
    found = {
        "oxigraph": (Path(sys.executable).parent / "oxigraph").exists(),
        "fuseki": shutil.which("java") and any(TOOLS.glob("jena-fuseki-server-*.jar")),
        "virtuoso": shutil.which("virtuoso-t"),
        "rapper": shutil.which("rapper"),
        "riot": shutil.which("java") and any(TOOLS.glob("jena-fuseki-server-*.jar")),
        "n3": shutil.which("node") and (TOOLS / "node_modules" / "n3").is_dir(),
    }
    return not found[name]


@contextmanager
def _running(command: list[object], folder: Path, address: str) -> Iterator[None]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=output, stderr=output)
        try:
            _await(process, address, folder / "output")
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _await(process: subprocess.Popen[bytes], address: str, output: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            requests.get(address, timeout=1)
        except requests.RequestException:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} does not answer: {output.read_text(errors='replace')[-2000:]}")


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
