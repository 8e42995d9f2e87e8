"""The specification: every construction with the facts that must be read from it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from graph.extract import extract
from graph.language import load, parse
from graph.model import Document
from tests.specification import Case, cases, facts

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def _parameter(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.reason, strict=True)] if case.reason else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in cases()])
def test_construction(nlp: Language, case: Case) -> None:
    document = Document("specification", case.text, published="2024-06-19")
    (doc,) = parse(nlp, [document])
    assert facts(extract(doc, document)) == case.facts
