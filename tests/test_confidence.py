"""Confidence: odds of named factors, learned from judged facts, the same table each time."""

from __future__ import annotations

import pytest

from graph.confidence import confidence
from graph.tables import rows
from tests.training.train_confidence import LABELS, chance, held_out, judged, learn


def test_the_table_is_what_the_judged_facts_teach() -> None:
    learned = learn(judged())
    shipped = {name: float(value) for name, value in rows("confidence.tsv")}
    assert learned == pytest.approx(shipped, abs=0.02)


def test_confidence_is_the_product_of_its_factors_as_odds() -> None:
    score, factors = confidence(("rule: verb", "hedged", "never heard of"))
    assert [name for name, _ in factors] == ["any fact", "rule: verb", "hedged", "never heard of"]
    assert factors[-1][1] == 1.0
    odds = factors[0][1] * factors[1][1] * factors[2][1]
    assert score == pytest.approx(odds / (1 + odds), abs=0.005)
    assert 0 < score < 1


def test_confidence_means_what_it_says() -> None:
    """Facts of documents that were not learned from: mean confidence and share right agree in the large bins."""
    scored = held_out(judged())
    for low, high in ((0.6, 0.7), (0.7, 0.8), (0.8, 0.9)):
        inside = [(c, r) for c, r in scored if low <= c < high]
        mean, right = (sum(x) / len(inside) for x in zip(*inside, strict=True))
        assert abs(mean - right) < 0.08, (low, mean, right)


def test_the_trainer_scores_as_the_program_does() -> None:
    table = {name: float(value) for name, value in rows("confidence.tsv")}
    names = ("rule: verb: passive", "resolved: pronoun")
    assert confidence(names)[0] == pytest.approx(chance(table, names), abs=0.005)


def test_labels_are_in_order_and_known() -> None:
    lines = [line for line in LABELS.read_text("utf-8").splitlines() if line[0] != "#"]
    assert lines == sorted(lines) and {line.split("\t")[3] for line in lines} == {"0", "1"}
