"""The quality gate: no figure falls below its floor, and the gold is the one that the floors were reached on."""

from __future__ import annotations

import json

import pytest

from tests.quality.gate import FLOORS, broken, digests, measure


def test_the_gold_is_the_recorded_one() -> None:
    assert digests() == json.loads(FLOORS.read_text("utf-8"))["gold"]


@pytest.mark.model
def test_no_figure_is_below_its_floor() -> None:
    assert broken(measure(), json.loads(FLOORS.read_text("utf-8"))["floors"]) == []
