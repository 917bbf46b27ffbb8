"""The condition that compares a figure of the call: found, not found, and unknown without sound."""

import pytest

from inspection.errors import RuleError
from inspection.rules.measure_specs import CallFigureSpec
from tests.inspection.rules.book_of import book, judged

BODY = "conditions:\n  cold: {{call_figure: {{name: {name}, {limit}}}}}\nfound: cold"


@pytest.mark.parametrize("limit", ["above: 1, below: 2", ""])
def test_it_takes_one_limit(limit: str) -> None:
    with pytest.raises(RuleError):
        book(BODY.format(name="dead_air_s", limit=limit))


def test_a_figure_nobody_measures_is_refused_with_those_there_are() -> None:
    with pytest.raises(RuleError, match="dead_air_longest_s"):
        book(BODY.format(name="dead_water_s", limit="above: 1"))
    assert CallFigureSpec(name="dead_air_s", above=3.0).above == 3.0


def test_without_sound_it_is_unknown_and_costs_nothing() -> None:
    judgement = judged(BODY.format(name="dead_air_s", limit="above: 1"), "C: 我的灯坏了", "A: 哦")
    assert judgement.state != "unmet"
    assert judgement.why == "data_missing"
