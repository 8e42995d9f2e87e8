"""The documentation says what the code does: commands, tables, options, examples, notebooks."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import shlex
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import exporters
import graph
from exporters import FORMATS
from graph.cli import COMMANDS
from graph.rows import fact_rows
from graph.usage import DEFAULT_FORMATS, EXAMPLES, parser
from tests import answers
from tests.graphs import sample_graph

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MODULES = [
    name
    for package in (graph, exporters)
    for _, name, _ in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not name.endswith("__main__")
]


def section(title: str) -> str:
    """Return the README's section with that heading."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def first_cells(text: str) -> list[str]:
    """Return the first cells of a table's rows, without header and quotes."""
    rows = re.findall(r"^\| (.+?) \|", text, re.MULTILINE)
    return [row.strip("`") for row in rows][1:]


def test_the_table_of_formats_is_the_registry() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| `(.+?)` \| `(.+?)` \|", section("Formats"), re.MULTILINE)
    assert rows == [(f.option, f"graph{f.suffix}", f.media_type) for f in FORMATS]


def test_the_formats_that_a_build_writes_are_in_the_registry() -> None:
    assert set(DEFAULT_FORMATS) <= {form.option for form in FORMATS}


def test_the_table_of_fields_is_what_facts_prints() -> None:
    assert first_cells(section("The command")) == list(fact_rows(sample_graph())[0])


def test_the_list_of_commands_is_what_the_command_offers() -> None:
    assert re.findall(r"^factloom (\w+) ", section("The command"), re.MULTILINE) == list(COMMANDS)


def test_the_table_of_packages_is_what_is_installed() -> None:
    required = [re.split(r"[><=]", line)[0] for line in PROJECT["dependencies"]]
    assert first_cells(section("What it stands on")) == required


@pytest.mark.model
def test_the_answers_in_the_readmes_are_those_of_the_seeds() -> None:
    for path, block in answers.blocks().items():
        assert answers.shown(path) == block, "write them anew with python -m tests.answers"


@pytest.mark.parametrize(
    "line", re.findall(r"^  .*?(factloom \w+ .+?)(?:  .*| >.*)?$", "".join(EXAMPLES.values()), re.MULTILINE)
)
def test_every_example_of_the_help_is_understood(line: str) -> None:
    parser([form.option for form in FORMATS]).parse_args(shlex.split(line)[1:])


def test_the_commands_of_the_readme_are_understood() -> None:
    found = re.findall(r"factloom (\w+ seeds -o out)", README)
    assert found
    for line in found:
        parser(DEFAULT_FORMATS).parse_args(shlex.split(line))


def test_the_continuous_check_runs_the_commands_of_the_readme() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    for name in ("first-command", "second-command"):
        assert f"<!-- {name} -->\n```sh\n" in README
        assert f"readme {name}" in script


def test_the_pictures_of_the_readme_are_there() -> None:
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", README)
    assert pictures
    assert all((ROOT / picture).stat().st_size > 1000 for picture in pictures)


@pytest.mark.model
def test_the_python_example_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert Path("graph.ttl").stat().st_size > 1000


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    module: ModuleType = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_its_job(name: str) -> None:
    assert (importlib.import_module(name).__doc__ or "").strip()
