"""Grouping: leaves add up under any name; agents are compared under the same form."""

import pytest

from inspection.results_policy import CostPolicy
from inspection.scorecards.grouping import WHOLE, Grouping, totals
from inspection.scorecards.leaves import UNASSIGNED
from tests.inspection.scorecards.small_centre import leaf, leaf_key, small_centre

FREE = CostPolicy()


@pytest.mark.parametrize("grouping", Grouping)
def test_every_grouping_adds_up_to_the_same_whole(grouping: Grouping) -> None:
    found = totals(small_centre(), grouping, FREE)
    assert sum(member.cell.scores.evaluations for member in found.members.values()) == 12 * 160
    assert sum(cell.n for cell in found.mix) == 12 * 160
    assert sum(sample.n for sample in found.channels.values()) == 12 * 160


def test_the_whole_centre_has_one_member_and_agents_have_homes() -> None:
    assert list(totals(small_centre(), Grouping.ALL, FREE).members) == [WHOLE]
    home = totals(small_centre(), Grouping.AGENT, FREE).members["a1"].home
    assert (home.team, home.site, home.vendor) == ("一组", "成都", "示例外包")


def test_agents_are_compared_with_those_judged_by_the_same_form() -> None:
    found = totals(small_centre(), Grouping.AGENT, FREE)
    assert found.peers_of("a11") == ("a11", "a12")
    assert set(found.peers_of("a1")) == {f"a{n}" for n in range(1, 11)}
    assert len(totals(small_centre(), Grouping.CHANNEL, FREE).peers_of("phone")) == 2


def test_work_of_nobody_is_in_no_group_and_work_without_a_team_in_no_team() -> None:
    leaves = {**small_centre(), leaf_key(UNASSIGNED, team=""): leaf(50.0)}
    assert UNASSIGNED not in totals(leaves, Grouping.AGENT, FREE).peers_of("a1")
    assert set(totals(leaves, Grouping.TEAM, FREE).members) == {"一组"}


def test_adding_up_leaves_the_leaves_as_they_were() -> None:
    leaves = small_centre()
    once = totals(leaves, Grouping.TEAM, FREE).members["一组"].cell.scores.evaluations
    assert totals(leaves, Grouping.TEAM, FREE).members["一组"].cell.scores.evaluations == once
