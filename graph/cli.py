"""The command: ``factloom build|remove|facts|entities|compare|verify|query|push|explain|review``.

``--help`` must answer before any heavy import: what needs spaCy, networkx or an exporter is imported by the command
that uses it. Only this module prints, and only it knows both packages.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from graph.build import Progress, Report, run
from graph.errors import FactloomError, InputError, OutputError
from graph.usage import DEFAULT_FORMATS, parser

if TYPE_CHECKING:
    from graph.folder import Folder
    from graph.knowledge import Knowledge
    from graph.model import Document
    from graph.network import KnowledgeGraph
    from graph.read import Reading

FAILED, PARTLY = 2, 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (default: the process's own) and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what a pipe carries is UTF-8, whatever the locale says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = parser(_Suffixes()).parse_args(argv)
    try:
        status = COMMANDS[arguments.command](arguments)
        sys.stdout.flush()
    except FactloomError as error:
        print(f"factloom: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        kept = "; what was read is kept, the same command goes on from there" if arguments.command == "build" else ""
        print(f"factloom: stopped{kept}", file=sys.stderr)
        return 130
    except BrokenPipeError:  # as in `factloom facts seeds | head`: nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PARTLY
    except OSError as error:
        place, reason = error.filename or "standard output", error.strerror or error
        print(f"factloom: {place}: {reason}; make room or choose another place", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return status


def build(arguments: argparse.Namespace) -> int:
    """Build the graph and write its files, all or none."""
    from exporters.iris import namespaces
    from graph.folder import Folder
    from graph.read import read

    folder = Folder.of(Path(arguments.output))
    _check_writable(folder.path)
    if arguments.base_iri is not None:
        namespaces(arguments.base_iri)  # raises for a base that is none, before any text is read
    before = folder.kept() if arguments.add else ()
    if arguments.add and folder.origin.removed:  # what is named again is wanted again
        named = read([path for path in arguments.paths if Path(path).is_file()])
        folder = folder.restoring(document.id for document in named.documents)
    folder = folder.adding(arguments.paths) if arguments.add else folder.afresh(arguments.paths)
    least = arguments.min_confidence or None
    folder = folder.with_options(arguments.model, arguments.decisions, arguments.authority, least, arguments.base_iri)
    arguments.paths = list(dict.fromkeys((*folder.readable(), *map(os.path.normpath, arguments.paths))))
    kg, report = _run(arguments, folder.store, known=folder.knowledge(), kept=before, without=folder.origin.removed)
    part = _cut(kg, arguments)
    return _written(folder, kg, part, report, arguments.format or DEFAULT_FORMATS, arguments.quiet)


def remove(arguments: argparse.Namespace) -> int:
    """Take documents out of a build and write its files again."""
    from exporters import FORMATS
    from graph.folder import Folder

    folder = Folder.built(Path(arguments.folder)).removing(arguments.documents)
    _check_writable(folder.path)
    with _progress(arguments.quiet) as progress:
        kg, report = folder.again(progress)
    there = [form.option for form in FORMATS if (folder.path / f"graph{form.suffix}").is_file()]
    return _written(folder, kg, kg, report, there, arguments.quiet)


def _written(
    folder: Folder, kg: KnowledgeGraph, part: KnowledgeGraph, report: Report, formats: Sequence[str], quiet: bool
) -> int:
    """Write the files of a part of the graph to the folder, note what all was made of, and print the summary."""
    from exporters import FORMATS
    from graph.summary import summary

    suffixes = [form.suffix for form in FORMATS if form.option in formats]
    written = _write(part, folder.path, suffixes, folder.origin.base_iri)
    folder.remember(kg)
    if not quiet:
        print(summary(report, part, written), end="")
    return PARTLY if report.failures else 0


def facts(arguments: argparse.Namespace) -> int:
    """Print the facts."""
    from graph import rows

    if arguments.format == "tuples":
        return _tuples(arguments)
    kg, report = _run(arguments)
    kg = _cut(kg, arguments)
    lines = {"jsonl": rows.jsonl, "csv": rows.as_csv, "table": rows.table}[arguments.format]
    sys.stdout.writelines(lines(rows.fact_rows(kg)))
    return PARTLY if report.failures else 0


def _tuples(arguments: argparse.Namespace) -> int:
    """Print what each sentence tells in its own words, for scorers of open information extraction."""
    from graph.language import DEFAULT, load, parse
    from graph.read import read
    from graph.tuples import lines

    if arguments.status or arguments.type or arguments.around or arguments.top:
        raise InputError("tuples: told by each sentence, not by the graph; leave out --status, --type, --around, --top")

    reading = read(arguments.paths, sys.stdin.buffer)
    for failure in reading.failures:
        print(f"factloom: {failure.reason}", file=sys.stderr)
    nlp = load(arguments.model or DEFAULT)
    for document, doc in zip(reading.documents, parse(nlp, reading.documents), strict=True):
        told = (line for line in lines(doc, document) if float(line.split("\t")[1]) >= arguments.min_confidence)
        sys.stdout.writelines(told)
    if not reading.documents:
        return FAILED
    return PARTLY if reading.failures else 0


def entities(arguments: argparse.Namespace) -> int:
    """Print the entities with all their mentions."""
    from graph import rows

    kg, report = _run(arguments, everything=True)
    sys.stdout.writelines(rows.jsonl(rows.entity_rows(kg)))
    return PARTLY if report.failures else 0


def compare(arguments: argparse.Namespace) -> int:
    """Print what two sides tell."""
    from graph import comparison, sidebyside

    first, second = arguments.paths
    sides = comparison.sides(first, second, sys.stdin.buffer)
    kg, report = _run(arguments, read=sides.reading)
    lines = {"text": sidebyside.text, "jsonl": sidebyside.jsonl}[arguments.format]
    sys.stdout.writelines(lines(comparison.compare(kg, sides)))
    return PARTLY if report.failures else 0


def verify(arguments: argparse.Namespace) -> int:
    """Read the files of a build back and print every difference."""
    from exporters.verify import changes, check, differences
    from graph.folder import Folder
    from graph.summary import verification

    folder = Path(arguments.folder)
    origin = Folder.of(folder).origin
    paths = arguments.paths or [path if path == "-" else str(folder / path) for path in origin.paths]
    kept = origin.texts
    texts, problems = _sources(paths, kept)
    checked = check(folder, texts)
    problems += [*changes(kept, texts), *differences(checked)]
    problems += [problem for file in checked for problem in file.problems]
    for problem in problems:
        print(f"factloom: {problem}", file=sys.stderr)
    if not arguments.quiet:
        print(verification(checked, len(texts), len(problems)), end="")
    return FAILED if problems else 0


def query(arguments: argparse.Namespace) -> int:
    """Print the answer to a query on the files of a build, or the questions that are ready to ask."""
    from exporters.rdf.query import ask, question, questions

    if arguments.sparql is None and arguments.name is None:
        sys.stdout.writelines(f"{ready.name:16} {ready.title}\n" for ready in questions().values())
        return 0
    sparql = arguments.sparql if arguments.name is None else question(arguments.name)
    sys.stdout.writelines(ask(Path(arguments.folder), sparql, arguments.format))
    return 0


def push(arguments: argparse.Namespace) -> int:
    """Put the graph of a build into a triple store."""
    from exporters.rdf import push as store

    done = store.push(Path(arguments.folder), arguments.url, graph=arguments.graph, add=arguments.add)
    if not arguments.quiet:
        print(f"{done.url}: <{done.graph}> holds {done.after:,} triples: {done.sent:,} sent, {done.before:,} before")
    return 0


def explain(arguments: argparse.Namespace) -> int:
    """Print how a sentence is read, or who an entity of a built folder is and why."""
    if arguments.folder is None:
        from graph.explain import explanation

        sys.stdout.writelines(explanation(arguments.text, arguments.model))
        return 0
    from graph.portrait import portraits

    sys.stdout.writelines(portraits(_folder_graph(arguments), arguments.text))
    return 0


def review(arguments: argparse.Namespace) -> int:
    """Write a draft of decisions for a built folder, the least certain merges first."""
    from graph.review import draft, target

    path = target(Path(arguments.folder), arguments.output)
    written = draft(_folder_graph(arguments), arguments.top)
    try:
        path.write_text(written, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another file with -o") from error
    if not arguments.quiet:
        print(f"wrote     {path}")
    return 0


def _folder_graph(arguments: argparse.Namespace) -> KnowledgeGraph:
    """Return the graph of a built folder, with the decisions and lists that are there now."""
    from graph.folder import Folder

    with _progress(arguments.quiet) as progress:
        return Folder.built(Path(arguments.folder)).again(progress)[0]


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": build,
    "remove": remove,
    "facts": facts,
    "entities": entities,
    "compare": compare,
    "verify": verify,
    "query": query,
    "push": push,
    "explain": explain,
    "review": review,
}


class _Suffixes(Iterable[str]):
    """The names of the formats, asked of the registry only when a format is given or the help of ``build`` is shown."""

    def __iter__(self) -> Iterator[str]:
        from exporters import FORMATS

        return (form.option for form in FORMATS)


def _run(
    arguments: argparse.Namespace,
    store: Path | None = None,
    everything: bool = False,
    known: Knowledge | None = None,
    kept: Sequence[Document] = (),
    without: Sequence[str] = (),
    read: Reading | None = None,
) -> tuple[KnowledgeGraph, Report]:
    """Return graph and report, with the failures printed; raises `InputError` where nothing at all was read."""
    with _progress(arguments.quiet) as progress:
        kg, report = run(
            read or arguments.paths,
            model=arguments.model,
            workers=arguments.workers,
            store=store,
            min_confidence=arguments.min_confidence,
            progress=progress,
            stdin=sys.stdin.buffer,
            everything=everything,
            known=known if known is not None else _knowledge(arguments),
            kept=kept,
            without=without,
        )
    reasons = [failure.reason for failure in report.failures]
    if not report.documents:
        *reasons, last = reasons or [f"nothing to read in {', '.join(arguments.paths)}; give files or folders of text"]
    for reason in reasons:
        print(f"factloom: {reason}", file=sys.stderr)
    if not report.documents:
        raise InputError(last)
    return kg, report


def _cut(kg: KnowledgeGraph, arguments: argparse.Namespace) -> KnowledgeGraph:
    """Return the part of the graph that was asked for."""
    from graph.cut import Cut, cut

    statuses, types, around = (tuple(names or ()) for names in (arguments.status, arguments.type, arguments.around))
    return cut(kg, Cut(arguments.min_confidence, statuses, types, around, arguments.depth, arguments.top))


def _knowledge(arguments: argparse.Namespace) -> Knowledge:
    """Return what the user's files tell that the arguments name."""
    from graph.knowledge import knowledge

    return knowledge(Path(arguments.decisions) if arguments.decisions else None, map(Path, arguments.authority))


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """Give a progress bar on standard error, None where that is no terminal or nothing shall be seen."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(unit="doc", leave=False, dynamic_ncols=True) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


def _check_writable(folder: Path) -> None:
    """Raise `OutputError` where `folder` could not be written to, before any work is done and without making it."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not existing.is_dir():
        raise OutputError(f"{existing}: is a file, not a folder; choose another folder with -o")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise OutputError(f"{existing}: cannot be written to; choose another folder with -o")


def _write(kg: KnowledgeGraph, folder: Path, suffixes: Iterable[str], base: str | None) -> list[Path]:
    """Write the graph to `folder` in these formats: every file is complete before the first takes its place."""
    from exporters import write

    try:
        with TemporaryDirectory(prefix=".factloom-", dir=folder) as parts:
            written = [write(kg, Path(parts) / f"graph{suffix}", base_iri=base) for suffix in suffixes]
            return [path.replace(folder / path.name) for path in written]
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written to ({error.strerror}); choose another with -o") from error


def _sources(paths: Iterable[str], kept: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the sources' texts by document and a line for each that cannot be read.

    Standard input cannot be read again: what the build read from there is taken as it was `kept`.
    """
    from graph.read import read

    reading = read([path for path in paths if path != "-"], None)
    texts = {document.id: document.text for document in reading.documents}
    texts = {**kept, **texts} if "-" in paths else texts
    missing = kept.keys() - texts.keys()  # what the build did not read either is no difference
    return texts, [failure.reason for failure in reading.failures] if missing else []
