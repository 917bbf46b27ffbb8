"""Beside peers: the weak stand below, the average like the group, and few peers are none."""

import pytest

from inspection.evaluation import Dimension
from inspection.results_policy import CostPolicy
from inspection.scorecards.grouping import Grouping, totals
from inspection.scorecards.peers import Peers, Standing, peers_by_member
from tests.inspection.scorecards.small_centre import small_centre

SUMS = totals(small_centre(), Grouping.AGENT, CostPolicy())


def test_the_weak_agent_stands_below_in_score_item_and_dimension() -> None:
    peers = Peers(SUMS, SUMS.peers_of("a1"), 30)
    score, item = peers.score("a1"), peers.item("a1", "greeting")
    dimension = peers.dimension("a1", Dimension.ATTITUDE)
    assert score is not None and item is not None and dimension is not None
    assert [one.standing for one in (score, item, dimension)] == [Standing.BELOW] * 3
    assert SUMS.members["a1"].cell.scores.machine.whole.mean < (score.shrunk.value or 0) < score.group
    assert item.shrunk.unit == "share"
    assert score.peers == 10


def test_an_average_agent_is_like_the_group() -> None:
    beside = Peers(SUMS, SUMS.peers_of("a2"), 30).item("a2", "greeting")
    assert beside is not None
    assert beside.standing is Standing.LIKE_GROUP


def test_fewer_than_five_peers_an_unknown_item_and_a_stranger_have_nothing_beside() -> None:
    peers = peers_by_member(SUMS, 30)
    assert peers["a11"].score("a11") is None
    assert peers["a1"].item("a1", "no_such_item") is None
    assert peers["a1"].score("a11") is None
    assert peers["a2"] is peers["a1"]


@pytest.mark.parametrize("minimum", [30, 1000])
def test_the_minimum_says_whether_there_is_enough(minimum: int) -> None:
    beside = Peers(SUMS, SUMS.peers_of("a1"), minimum).score("a1")
    assert beside is not None
    assert beside.shrunk.enough is (minimum == 30)
