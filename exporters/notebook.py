"""Show a knowledge graph in a notebook: the page itself, in a frame that lets nothing in or out."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import escape

from exporters.html import write_html
from graph.network import KnowledgeGraph

RIGHTS = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
"""What the page may do in its frame: run its own scripts, save pictures, open a source in a new tab."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as Jupyter displays it; `html` is the whole page, `height` the pixels of its frame."""

    html: str
    height: int

    def __repr__(self) -> str:
        return f"<page of {len(self.html):,} characters; a notebook shows it, write(kg, 'graph.html') keeps it>"

    def _repr_html_(self) -> str:
        style = f"width: 100%; height: {self.height}px; border: 0"
        return f'<iframe sandbox="{RIGHTS}" style="{style}" srcdoc="{escape(self.html)}"></iframe>'


def show(kg: KnowledgeGraph, height: int = 760) -> Shown:
    """Return the page of `kg` for the last line of a notebook's cell, `height` pixels high; needs no network.

    The graph travels in the output of the cell, so that the notebook can be kept and sent with it.
    """
    return Shown("".join(write_html(kg)), height)
