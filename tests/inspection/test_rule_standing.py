"""When a rule is trusted: reviewed enough, and its lower bound reaches the floor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.rule_standing import Reviewed, Standing, StandingPolicy, hits_missing, standing_of


@pytest.mark.parametrize(
    ("right", "wrong", "standing"),
    [
        (0, 0, Standing.TRIAL),
        (29, 0, Standing.TRIAL),
        (30, 0, Standing.TRIAL),  # the lower bound of 30 of 30 is .886
        (34, 0, Standing.TRIAL),
        (35, 0, Standing.COUNTED),  # .901
        (97, 3, Standing.COUNTED),  # .915
        (94, 6, Standing.TRIAL),  # .875-.972: the reviews cannot tell
        (20, 9, Standing.TRIAL),
        (20, 10, Standing.ADVICE),  # at most .808
    ],
)
def test_the_defaults_of_practice(right: int, wrong: int, standing: Standing) -> None:
    assert standing_of(Reviewed(right, wrong)) is standing


def test_another_floor_and_number_are_obeyed() -> None:
    policy = StandingPolicy(reviewed_hits=5, precision_floor=0.5)
    assert standing_of(Reviewed(5, 0), policy) is Standing.COUNTED
    assert standing_of(Reviewed(4, 0), policy) is Standing.TRIAL


def test_confirmed_hits_that_are_missing() -> None:
    assert hits_missing(Reviewed()) == 35
    assert hits_missing(Reviewed(34, 0)) == 1
    assert hits_missing(Reviewed(35, 0)) == 0


@given(st.integers(0, 60), st.integers(0, 10))
def test_so_many_more_confirmed_hits_make_it_count_and_one_fewer_do_not(right: int, wrong: int) -> None:
    more = hits_missing(Reviewed(right, wrong))
    assert standing_of(Reviewed(right + more, wrong)) is Standing.COUNTED
    assert more == 0 or standing_of(Reviewed(right + more - 1, wrong)) is not Standing.COUNTED


@given(st.integers(0, 200), st.integers(0, 200))
def test_nothing_counts_before_enough_was_reviewed(right: int, wrong: int) -> None:
    if right + wrong < 30:
        assert standing_of(Reviewed(right, wrong)) is Standing.TRIAL
