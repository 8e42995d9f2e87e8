"""Head and foot of a news page: names of writers that stand alone, menus, lists of other stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.boilerplate import furniture, menu_kind
from graph.masthead import authors, is_outlet, is_role
from graph.page import Page, Paragraph, Step, ends_sentence
from graph.tables import words
from graph.timestamps import dates

_NAME_LENGTH, _MENU_WORDS, _STORY_WORDS = 90, 6, 25
"""Characters of the longest line of names, words of the longest line of a menu and of another story's headline."""
_RUN = 3
"""Lines from which on a menu is one, wherever it stands."""


def names(page: Page) -> Step:
    """Find names of writers, their titles and their outlets that stand alone: "OAN’s James Meyers", "CNN"."""
    known = {name for block in page.blocks("byline") for name in writers(page.words(block))}
    margins = page.margins()
    text = min([*page.prose()[:1], len(page)])
    title = next((i for i, p in enumerate(page.paragraphs) if any(b.kind == "title" for b in p)), -1)
    step: dict[int, str] = {}
    for i, line in page.lines():
        if i not in margins or len(line) > _NAME_LENGTH:
            continue
        people = authors(line)
        if people and (known.issuperset(people) or (title < i < text and _signs(page, i, line))):
            step[i] = "byline"
            known.update(people)
        elif people == () and title < i and _beside(page, step, i, "byline", "timestamp"):
            step[i] = "byline" if is_role(line) and not is_outlet(line) else "publisher"
    return {i: page.called(i, kind) for i, kind in step.items()}


def writers(line: str) -> tuple[str, ...]:
    """Return the people that a byline names."""
    found = furniture(line)
    return found.authors if found else authors(line) or ()


def lists(page: Page) -> Step:
    """Mark the headlines of other stories that follow a label such as "Related stories", and the label."""
    step: dict[int, Paragraph] = {}
    for i, paragraph in enumerate(page.paragraphs):
        if not any(b.kind == "related" for b in paragraph):
            continue
        step[i] = tuple(replace(b, kind="promotion") if b.kind == "related" else b for b in paragraph)
        place = i + 1
        while len(paragraph) == 1 and _is_story(page.line(place)):
            step[place] = page.called(place, "promotion")
            place += 1
    return step


def _is_story(line: str | None) -> bool:
    """Return whether a line may be a headline: longer than a heading of the text itself, and no statement."""
    if line is None or not 4 <= len(line.split()) <= _STORY_WORDS:
        return False
    return not ends_sentence(line) or line[-1] in "?!"


def menus(page: Page) -> Step:
    """Mark the lines of menus: known words of menus that stand together, and what stands among them at the foot."""
    prose = page.prose()
    margins = page.margins()
    step: dict[int, str] = {}
    for run in _runs(page):
        kinds = {i: kind for i in run if (kind := menu_kind(page.line(i) or ""))}
        lower = sum((page.line(i) or "")[:1].islower() for i in run)
        foot = bool(prose) and run[0] > prose[-1]
        if foot and len(run) >= _RUN and (2 * len(kinds) >= len(run) or 3 * lower >= 2 * len(run)):
            step.update({i: kinds.get(i, "menu") for i in run})
            continue
        beside = page.is_furniture(run[0] - 1), page.is_furniture(run[-1] + 1)
        if prose and prose[0] < run[0] in margins and all(beside):
            step.update({i: kinds.get(i, "menu") for i in run})
            continue
        margin = foot or (bool(prose) and run[0] < prose[0])
        if len(kinds) >= _RUN or (margin and kinds and (len(kinds) > 1 or any(beside))):
            step.update(kinds)
    return {i: page.called(i, kind) for i, kind in step.items()}


def _runs(page: Page) -> Iterator[list[int]]:
    """Yield the runs of adjoining short lines that do not end as a sentence does."""
    run: list[int] = []
    for i, line in page.lines():
        if len(line.split()) > _MENU_WORDS or ends_sentence(line):
            continue
        if run and run[-1] != i - 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _signs(page: Page, place: int, line: str) -> bool:
    """Return whether a line that could be a name is one of a writer: what stands beside it and what it is made of."""
    if is_role(page.line(place + 1) or ""):
        return True
    shown = _beside(page, {}, place, "byline") or any(dates(line)) or _begins(page, place + 1, "timestamp")
    outlet, _, rest = line.replace("’", "'").partition("'s ")
    given = rest.split() if rest and (outlet.isupper() or is_outlet(outlet)) else line.split()
    return shown and (" in " in line or given[0].capitalize() in words("first_names.tsv"))


def _beside(page: Page, step: dict[int, str], place: int, *kinds: str) -> bool:
    return step.get(place - 1) in kinds or _begins(page, place - 1, *kinds) or _begins(page, place + 1, *kinds)


def _begins(page: Page, place: int, *kinds: str) -> bool:
    return 0 <= place < len(page) and page.paragraphs[place][0].kind in kinds
