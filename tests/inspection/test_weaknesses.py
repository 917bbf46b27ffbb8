"""Who is worse than colleagues beyond chance: exact, rarely wrong, and able to see a real weakness."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inspection.results_policy import CoachingPolicy
from inspection.weaknesses import Count, common_causes, exceeds_by_chance, false_discovery_cut, weaknesses

POLICY = CoachingPolicy()


def test_the_test_is_fishers() -> None:
    own, others = Count(12, 40), Count(40, 400)
    theirs = stats.fisher_exact([[12, 28], [40, 360]], alternative="greater").pvalue
    assert exceeds_by_chance([own], [others]) == pytest.approx([theirs])


def test_three_of_three_against_none_of_three_by_hand() -> None:
    assert exceeds_by_chance([Count(3, 3)], [Count(0, 3)]) == pytest.approx(
        [1 / 20]
    )  # 1 of the 20 ways to place 3 of 6


def test_the_cut_is_benjamini_hochberg_by_hand() -> None:
    assert false_discovery_cut([0.01, 0.02, 0.03, 0.5], 0.05) == [
        True,
        True,
        True,
        False,
    ]  # limits .0125 .025 .0375 .05
    assert false_discovery_cut([0.04, 0.5, 0.6, 0.7], 0.05) == [False] * 4
    assert false_discovery_cut([], 0.05) == []


def test_a_plainly_weaker_agent_is_found_with_figures() -> None:
    counts = {"closing": {"A1": Count(20, 40), "A2": Count(4, 40), "A3": Count(5, 40)}}
    (found,) = weaknesses(counts, POLICY)
    assert (found.agent_id, found.own, found.colleagues) == ("A1", Count(20, 40), Count(9, 80))
    assert found.excess_share == pytest.approx(0.5 - 9 / 80)


@pytest.mark.parametrize(
    "by_agent",
    [
        {"A1": Count(5, 5), "A2": Count(0, 40), "A3": Count(0, 40)},  # too few of the agent's
        {"A1": Count(20, 20), "A2": Count(0, 10), "A3": Count(0, 10)},  # too few to compare with
        {"A1": Count(20, 40), "A2": Count(2, 400)},  # two are no group
        {"A1": Count(900, 9000), "A2": Count(700, 9000), "A3": Count(700, 9000)},  # real, but too small to matter
        {"A1": Count(5, 40), "A2": Count(4, 40), "A3": Count(3, 40)},  # chance
    ],
)
def test_it_says_nothing_without_reason(by_agent: dict[str, Count]) -> None:
    assert weaknesses({"closing": by_agent}, POLICY) == ()


def test_an_item_most_agents_fail_is_a_common_cause() -> None:
    failing, good = Count(20, 40), Count(2, 40)
    assert common_causes({"closing": {"A": failing, "B": failing, "C": failing, "D": good}}, POLICY) == ("closing",)
    assert common_causes({"closing": {"A": failing, "B": good, "C": good, "D": good, "E": failing}}, POLICY) == ()
    assert common_causes({"closing": {"A": failing, "B": failing, "C": failing}}, POLICY) == ()  # too few agents


@given(st.integers(0, 30), st.integers(0, 30))
def test_one_failure_more_never_looks_better(unmet: int, others: int) -> None:
    before = exceeds_by_chance([Count(unmet, 31)], [Count(others, 100)])[0]
    after = exceeds_by_chance([Count(unmet + 1, 31)], [Count(others, 100)])[0]
    assert after <= before + 1e-12


def test_average_agents_are_rarely_accused() -> None:
    random = np.random.default_rng(3)
    accused = nights_with_alarm = 0
    for _ in range(60):
        found = weaknesses(_group(random, agents=20, share=0.15), POLICY)
        accused += len({w.agent_id for w in found})
        nights_with_alarm += bool(found)
    assert accused / (60 * 20) <= 0.01  # the bar is 5 % of average agents
    assert nights_with_alarm / 60 <= 0.05 + 0.06


def test_a_weakness_of_thirty_points_is_seen_in_sixty_interactions() -> None:
    random = np.random.default_rng(4)
    seen = 0
    for _ in range(60):
        counts = _group(random, agents=20, share=0.15)
        counts["item0"]["A0"] = Count(int(random.binomial(60, 0.45)), 60)
        seen += any((w.agent_id, w.item) == ("A0", "item0") for w in weaknesses(counts, POLICY))
    assert seen / 60 >= 0.9


def _group(random: np.random.Generator, agents: int, share: float) -> dict[str, dict[str, Count]]:
    return {f"item{i}": {f"A{a}": Count(int(random.binomial(60, share)), 60) for a in range(agents)} for i in range(10)}
