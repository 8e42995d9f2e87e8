"""The command's arguments and its help, which teaches by example.

argparse, from the standard library, is enough for these commands, and nothing heavy is imported to show the help.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

from graph import __version__
from graph.model import STATUSES

DEFAULT_FORMATS = ("ttl", "graphml", "html")
PATHS, SIDES = ("PATH",), ("A", "B")

EXAMPLES = {
    "factloom": """\
examples:
  factloom build seeds -o out              the graph of all texts in seeds/, in out/
  factloom facts article.txt               what an article says, as a table
  factloom compare one.txt other.txt       what both tell, what only one, where they contradict
  factloom verify out                      is every quoted word still where the files say?
  factloom query out --name who-met-whom   a ready question, or SPARQL of your own
  factloom explain "Kim met Putin."        how a sentence is read
  factloom explain "Kim Jong Un" out       who that is in a built folder, and why
""",
    "build": """\
examples:
  factloom build seeds -o out
  factloom build news/ more.jsonl page.html -o out --workers 2
  zcat dump.jsonl.gz | factloom build - -o out --format ttl
  factloom build today.txt -o out --add    one article more, the same files as if all were built at once
  factloom build news/ -o out --authority people.csv
  factloom build seeds -o out --base-iri https://news.example.org/graph/
  factloom build seeds -o near --format gexf --around "Vladimir Putin" --depth 2 --top 50
  factloom build seeds -o sure --min-confidence 0.8 --status asserted --type PERSON --type GPE

Run it again after a change: only new and changed texts are read again (kept in DIR/.factloom.sqlite). A build that
was stopped goes on where it was. Decisions on who is who are read from DIR/decisions.yaml where there is one (factloom
review DIR writes a draft). A list of known names is CSV (name, aliases, type, iri) or SKOS Turtle. A part of the graph
is for a folder of its own: it holds the entities that were asked for and the facts between them; whoever else takes
part in these stands there as words. Exit status: 0, 1 where some inputs could not be read, 2 on an error.
""",
    "remove": """\
example:
  factloom remove out 2024-06-19.txt

What only these documents say goes from all files of the folder; the ids are those that factloom facts prints.
""",
    "review": """\
examples:
  factloom review out                      writes out/decisions.yaml: uncomment a line to undo a merge, build again
  factloom review out --top 20 -o mine.yaml

The least certain merges come first, each with its rule and evidence, then the pairs that were left apart. A file of
decisions that is there already stays as it is: the draft is then written beside it.
""",
    "facts": """\
examples:
  factloom facts article.txt
  factloom facts seeds --format jsonl > facts.jsonl
  factloom facts seeds --format csv --min-confidence 0.7 > facts.csv

  factloom facts sentences.txt --format tuples > tuples.tsv

One line for each fact, document and pair of participants ("tuples": for each sentence, what it tells in its own words:
sentence, confidence, relation, arguments, tab-separated). Mind the columns polarity, modality and attribution: a fact
is plainly told only where its status is "asserted".
""",
    "entities": """\
example:
  factloom entities seeds --format jsonl > entities.jsonl

One line for each document: its entities, each with the offsets of all its mentions, pronouns among them.
""",
    "compare": """\
examples:
  factloom compare article.txt other.txt
  factloom compare monday/ tuesday/ --min-confidence 0.7
  factloom compare one.html two.html --format jsonl > comparison.jsonl

Each side is a file or a folder. Shown are: what both tell; what both tell in other words, with other details or as less
sure; where they contradict each other (told and denied, other dates, other numbers); much the same words of which not
the same was read; and what was found on one side only. Numbers before a quotation are offsets into the document as it
was read. With "jsonl" each line has "told", the facts "a" and "b" with all their quotations, and for a conflict "kind"
and "note".
""",
    "verify": """\
examples:
  factloom verify out
  factloom verify out seeds                where the sources are no longer where the build read them

Every span that a file quotes is read again in its source, and the files are counted against each other. Exit status 2
and one line for each difference: file, document, offset, and the words on both sides.
""",
    "query": """\
examples:
  factloom query out                       the questions that are ready to ask
  factloom query out --name who-met-whom
  factloom query out --name timeline --format csv > timeline.csv
  factloom query out 'SELECT ?name { ?x a schema:Person ; rdfs:label ?name }' --format json
  factloom query out/graph.trig 'SELECT ?document { GRAPH ?document { ?x kgr:sign ?y } }'

No server is needed. DIR is asked through its newest RDF file, or give a file: TriG and N-Quads hold a named graph for
each document. The prefixes of the Turtle file need no declaration.
""",
    "push": """\
examples:
  factloom push out http://localhost:7878/store                              Oxigraph
  factloom push out http://localhost:3030/news/data                          Fuseki, dataset "news"
  factloom push out http://localhost:8890/sparql-graph-crud-auth             Virtuoso
  factloom push out http://localhost:7200/repositories/news/rdf-graphs/service --add

URL is the store's endpoint of the SPARQL 1.1 Graph Store protocol. What the named graph held is replaced, with --add it
is kept; the triples are counted afterwards, and where they are not all there, what was there before is put back. User
and password are taken from FACTLOOM_STORE_USER and FACTLOOM_STORE_PASSWORD, a token from FACTLOOM_STORE_TOKEN.
""",
    "explain": """\
examples:
  factloom explain "Mara Lind denied that the bank had bought Port Union."
  factloom explain "Kim Jong Un" out

With a folder that factloom build wrote: the entity of that name or id, what it is called where and by which rule, the
merges that made it with what spoke for and against, and who was left apart. Without one, a sentence:
shows words and parse, mentions and what they refer to, each fact with its rule and the factors of its confidence, and
why a sentence gave no fact.
""",
}


def parser(formats: Iterable[str]) -> argparse.ArgumentParser:
    """Return the parser of all commands; `formats` are the names that build takes, gone through only when needed."""
    top = _Parser(
        prog="factloom",
        description="News and other prose to a knowledge graph in which every edge can be traced to the words that say "
        "it: who says it, whether it is stated, denied or only expected, and when.",
        epilog=EXAMPLES["factloom"],
    )
    top.add_argument("--version", action="version", version=f"factloom {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)

    command = _command(commands, "build", "build the graph and write it to files", reads=PATHS)
    command.add_argument("-o", "--output", metavar="DIR", required=True, help="folder to write to, made where missing")
    command.add_argument(
        "--format",
        action="append",
        choices=formats,
        metavar="NAME",
        help=f"write graph.NAME only, may be repeated: %(choices)s (default: {', '.join(DEFAULT_FORMATS)})",
    )
    command.add_argument("--add", action="store_true", help="add to what DIR holds, in place of building it anew")
    base = "the RDF's IRIs stand under this address, noted in DIR (default: a placeholder, https://example.org/kg/)"
    command.add_argument("--base-iri", metavar="IRI", help=base)
    _add_cut(command)
    command = _command(commands, "remove", "take documents out of a built folder")
    command.add_argument("folder", metavar="DIR", help="folder that factloom build wrote")
    command.add_argument("documents", metavar="DOCUMENT", nargs="+", help="id of a document")
    command = _command(commands, "facts", "print the facts", reads=PATHS)
    _add_cut(command)
    formats_of_facts = ("jsonl", "table", "csv", "tuples")
    command.add_argument("--format", choices=formats_of_facts, default="table", help="default: %(default)s")
    command = _command(commands, "entities", "print the entities with all their mentions", reads=PATHS)
    command.add_argument("--format", choices=("jsonl",), default="jsonl", help="default: %(default)s")
    command = _command(commands, "compare", "compare what two sides tell: both, only one, contradictions", reads=SIDES)
    command.add_argument("--format", choices=("text", "jsonl"), default="text", help="default: %(default)s")
    command = _command(commands, "verify", "re-read every quoted span in its source and compare the files")
    command.add_argument("folder", metavar="DIR", help="folder that factloom build wrote")
    command.add_argument("paths", metavar="PATH", nargs="*", help="the sources, where the build read others")
    command = _command(commands, "query", "ask the files of a build with SPARQL, or a ready question")
    command.add_argument("folder", metavar="DIR", help="folder that factloom build wrote, or one RDF file of it")
    asked = command.add_mutually_exclusive_group()
    asked.add_argument("sparql", metavar="SPARQL", nargs="?", help="the query; without any, the ready ones are listed")
    asked.add_argument("--name", metavar="NAME", help="a ready question")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table", help="default: %(default)s")
    command = _command(commands, "push", "put the graph into a triple store and count it there")
    command.add_argument("folder", metavar="DIR", help="folder that factloom build wrote, or one RDF file of it")
    command.add_argument("url", metavar="URL", help="the store's Graph Store endpoint")
    command.add_argument("--graph", metavar="IRI", help="the named graph (default: the base IRI of the build)")
    command.add_argument("--add", action="store_true", help="keep what the named graph holds")
    command = _command(commands, "explain", "show how a sentence is read, or who an entity is and why")
    command.add_argument("text", metavar="TEXT", help="a sentence, or with DIR the name or id of an entity")
    command.add_argument("folder", metavar="DIR", nargs="?", help="folder that factloom build wrote")
    _add_model(command)
    command = _command(commands, "review", "write a draft of decisions on who is who, the least certain merges first")
    command.add_argument("folder", metavar="DIR", help="folder that factloom build wrote")
    command.add_argument("-o", "--output", metavar="FILE", help="file to write (default: DIR/decisions.yaml)")
    command.add_argument("--top", type=_count, default=100, metavar="N", help="merges to list (default: %(default)s)")
    return top


def _command(commands: Any, name: str, summary: str, reads: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Add a command, with the options of those that read texts; `reads` are the paths' names in its help."""
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", epilog=EXAMPLES[name]
    )
    command.add_argument("-q", "--quiet", action="store_true", help="no summary and no progress bar, errors only")
    if reads:
        paths = "file or folder of text, HTML or JSON Lines; - is standard input"
        for side in reads:
            several: Any = {"nargs": "+"} if len(reads) == 1 else {"action": "append"}
            command.add_argument("paths", metavar=side, help=paths, **several)
        command.add_argument("--workers", type=_count, default=1, metavar="N", help="processes that parse (default: 1)")
        least = "leave out facts below X (0 to 1)"
        command.add_argument("--min-confidence", type=_share, default=0.0, metavar="X", help=least)
        command.add_argument("--decisions", metavar="FILE", help="your decisions on who is who (YAML)")
        lists = "list of known names: CSV or SKOS Turtle, may be repeated"
        command.add_argument("--authority", action="append", default=[], metavar="FILE", help=lists)
        _add_model(command)
    return command


def _add_cut(command: argparse.ArgumentParser) -> None:
    """Add the options that leave out a part of the graph, beside ``--min-confidence``."""
    options = command.add_argument_group("cut to size", "what is written or shown; all that was read is kept")
    options.add_argument(
        "--status", action="append", choices=STATUSES, help="facts of this status only, may be repeated: %(choices)s"
    )
    options.add_argument("--type", action="append", metavar="TYPE", help="entities of this type only, may be repeated")
    near = "what is near the entity of this name or id, may be repeated"
    options.add_argument("--around", action="append", metavar="NAME", help=near)
    far = "edges from there that are near (default: 1)"
    options.add_argument("--depth", type=_count, default=1, metavar="N", help=far)
    options.add_argument("--top", type=_count, metavar="N", help="the N most mentioned entities of what is left")


def _add_model(command: argparse.ArgumentParser) -> None:
    command.add_argument("--model", metavar="NAME", help="spaCy pipeline (default: the one installed with Factloom)")


class _Parser(argparse.ArgumentParser):
    """A parser whose examples keep their lines; argparse makes the commands' parsers of the same class."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **options)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number; give 1 or more")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no confidence; give a number from 0 to 1")
    return share
