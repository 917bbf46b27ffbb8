"""Signed adjustments: what one corrected score does to an agent's frozen month, and where it is booked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.adjustment import Adjustment, AgentMonth, month_after, next_open_month

SCORES = st.lists(st.integers(0, 100).map(float), min_size=1, max_size=40)


def test_the_next_open_month_skips_frozen_ones_and_goes_over_new_year() -> None:
    assert next_open_month("2026-09", ()) == "2026-10"
    assert next_open_month("2026-09", ("2026-09", "2026-10")) == "2026-11"
    assert next_open_month("2026-12", ("2026-12",)) == "2027-01"
    assert next_open_month("2026-09", ("2026-09", "2026-11")) == "2026-10"


def test_every_month_is_followed_by_the_next() -> None:
    months = ["2026-01"]
    while len(months) < 25:
        months.append(month_after(months[-1]))
    assert months[12] == "2027-01"
    assert months[24] == "2028-01"


@given(SCORES, st.integers(0, 100).map(float))
def test_a_corrected_score_moves_the_mean_as_if_it_had_been_so_from_the_start(scores: list[float], new: float) -> None:
    before = AgentMonth(len(scores), sum(scores))
    right = [new, *scores[1:]]
    assert before.with_score(scores[0], new).mean == pytest.approx(sum(right) / len(right), abs=1e-3)


@given(SCORES)
def test_a_score_taken_out_leaves_the_mean_of_the_others(scores: list[float]) -> None:
    after = AgentMonth(len(scores), sum(scores)).with_score(scores[0], None)
    rest = scores[1:]
    assert after.n == len(rest)
    assert after.mean == (pytest.approx(sum(rest) / len(rest), abs=1e-3) if rest else None)


def adjustment(before: float | None, after: float | None) -> Adjustment:
    return Adjustment(
        adjustment_id="j1", appeal_id="a1", evaluation_id="e1", agent_id="a7", team="一组", frozen_month="2026-09",
        booked_month="2026-10", score_before=60.0, score_after=90.0, mean_before=before, mean_after=after,
        n_before=60, n_after=60,
    )  # fmt: skip


def test_the_difference_has_a_sign_and_is_none_when_nothing_is_left() -> None:
    assert adjustment(80.0, 80.5).difference_points == 0.5
    assert adjustment(80.5, 80.0).difference_points == -0.5
    assert adjustment(80.0, None).difference_points is None
