"""Write a knowledge graph as one page that opens offline: the drawing, the facts and the sentences that say them.

The template, the style and the script in ``page`` are our own; pyvis' package data brings vis-network, which draws. All
of the graph stands in one block of JSON, with every sentence and the offsets of the words in it: `counts` and `quotes`
read it back. Nothing is loaded, and nothing but these two scripts can run: the policy in the page's head names them by
their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from exporters.format import Format
from exporters.page.data import by_mentions, page_data, reading_order, statement
from graph.errors import FormatError
from graph.model import Fact
from graph.network import KnowledgeGraph

STATIC = 500
"""Facts in the table that is shown where scripts are off."""

SCRIPTS = (
    "elements", "words", "facts", "view", "path", "arrangement", "lettering", "drawing", "pictures", "panel", "table",
    "search", "filters", "address", "choice", "keys", "start",
)  # fmt: skip
"""The files of our script, each with one job, in the order in which they are joined."""

OPENING = '<script type="application/json" id="graph">'
UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""What may not stand raw in a script element or a file; JSON has an escape for each."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def write_html(kg: KnowledgeGraph) -> Iterable[str]:
    """Yield the page of `kg`."""
    scripts = [_vis_network(), _script()]
    style = _part("page.css")
    facts = reading_order(kg)
    yield from _template().generate(
        names=_main_names(kg),
        documents=list(kg.documents.values()),
        counts={"entities": len(kg.entities), "facts": len(facts)},
        policy=_policy(scripts, style),
        style=Markup(style),
        opening=Markup(OPENING),
        data=Markup(_embedded(page_data(kg))),
        scripts=[Markup(script) for script in scripts],
        rows=[_row(kg, fact) for fact in facts[:STATIC]],
    )


HTML = Format("html", ".html", "text/html", write_html, "one offline page: the drawing, the facts and their sentences")


def counts(text: str) -> dict[str, int]:
    """Return how many ``entities``, ``facts`` and ``evidences`` the page `text` holds.

    Raises `FormatError` where `text` is no page of ours.
    """
    data = _read(text)
    evidences = sum(len(fact["evidence"]) for fact in data["facts"])
    return {"entities": len(data["nodes"]), "facts": len(data["facts"]), "evidences": evidences}


def quotes(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield document id, start, end and words of every quoted span of the page `text`.

    Raises `FormatError` where `text` is no page of ours.
    """
    data = _read(text)
    ids = [document["id"] for document in data["documents"]]
    for document, start, end, words in data["sentences"]:
        yield ids[document], start, end, words
    for evidence in (evidence for fact in data["facts"] for evidence in fact["evidence"]):
        document, start, _, words = data["sentences"][evidence["sentence"]]
        for first, last, *rest in (evidence["predicate"], *evidence["arguments"], *evidence["cues"]):
            if rest:  # a span outside its sentence: document, start, end, words
                yield ids[first], last, *rest
            else:
                yield ids[document], first, last, words[first - start : last - start]


def _read(text: str) -> dict[str, Any]:
    block = text.partition(OPENING)[2].partition("</script>")[0]
    try:
        data = json.loads(block)
    except ValueError as error:
        raise FormatError(f"HTML: holds no graph of ours ({error}); write the graph again") from error
    if not isinstance(data, dict) or not {"documents", "sentences", "facts", "nodes"} <= data.keys():
        raise FormatError("HTML: holds another graph than ours; write the graph again")
    return data


def _embedded(data: dict[str, Any]) -> str:
    """Return `data` as JSON that no character of the graph can end, in a script element of a UTF-8 file."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _part(name: str) -> str:
    return resources.files("exporters.page").joinpath(name).read_text("utf-8").strip()


def _script() -> str:
    return "\n\n".join(['"use strict";', *(_part(f"{name}.js") for name in SCRIPTS)])


def _vis_network() -> str:
    """Return vis-network as pyvis ships it, with its notice and without the link to its source map."""
    file = resources.files("pyvis").joinpath("lib/vis-9.1.2/vis-network.min.js")
    return re.sub(r"\n//# sourceMappingURL=.*", "", file.read_text("utf-8")).strip()


def _policy(scripts: Iterable[str], style: str) -> str:
    """Return the content security policy: these scripts and this style, no markup from text, no connection."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _template() -> Template:
    """Return the page's template; all that it shows is escaped and freed of what HTML or UTF-8 cannot hold."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_printable, loader=BaseLoader())
    return environment.from_string(_part("page.html"))


def _printable(value: Any) -> Any:
    return UNPRINTABLE.sub("\ufffd", value) if type(value) is str else value


def _main_names(kg: KnowledgeGraph) -> list[str]:
    """Return the labels of the three most mentioned entities, names before concepts."""
    ranked = sorted(by_mentions(kg), key=lambda id: kg.entities[id].kind == "concept")
    return [kg.entities[id].label for id in ranked[:3]]


def _row(kg: KnowledgeGraph, fact: Fact) -> dict[str, str]:
    words = (w if isinstance(w, str) else kg.argument_name(fact, w) for w in statement(fact))
    sentence = kg.quote(fact.evidence[0].sentence) if fact.evidence else ""
    return {"statement": " ".join(words), "status": _told(fact), "time": fact.time or "", "sentence": sentence}


def _told(fact: Fact) -> str:
    """Return how a fact is told, in words: "reported: Analysts; future"."""
    how = fact.factuality
    sources = " > ".join(source.label for source in how.attribution)
    marks = [f"{fact.status}: {sources}" if sources else fact.status]
    return "; ".join([*marks, *([how.modality] if how.modality != "asserted" else [])])
