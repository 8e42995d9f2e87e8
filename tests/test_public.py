"""The public names are few, are there, and cost nothing heavy to import."""

from __future__ import annotations

import json
import subprocess
import sys

import exporters
import graph

HEAVY = {"spacy", "networkx", "rdflib", "pyvis", "pydantic", "numpy", "jinja2"}


def test_the_names_that_graph_exports() -> None:
    names = ["Document", "Entity", "Evidence", "Fact", "FactloomError", "KnowledgeGraph", "Span", "build"]
    assert graph.__all__ == names
    assert all(getattr(graph, name) is not None for name in graph.__all__)


def test_the_names_that_exporters_exports() -> None:
    assert exporters.__all__ == ["FORMATS", "Format", "show", "to_rdflib", "write"]
    assert all(getattr(exporters, name) is not None for name in exporters.__all__)


def test_build_is_the_function_whatever_was_imported_before() -> None:
    script = "from graph.build import run; import graph.cli; from graph import build; print(callable(build))"
    assert _python(script) == "True\n"


def test_the_command_line_imports_nothing_heavy() -> None:
    script = "import json, sys, graph.cli; print(json.dumps(sorted(sys.modules)))"
    assert HEAVY.isdisjoint(json.loads(_python(script)))


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(graph, "nothing_of_this_name")


def _python(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
