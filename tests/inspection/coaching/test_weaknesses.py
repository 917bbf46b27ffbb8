"""Who is worse than colleagues beyond chance: exact, rarely wrong, and able to see a real weakness."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inspection.coaching.weaknesses import Count, ItemCounts, common_causes, exceeds_by_chance, holm, weaknesses
from inspection.results_policy import CoachingPolicy

POLICY = CoachingPolicy()


def one_queue(counts: dict[str, dict[str, Count]]) -> ItemCounts:
    """Everybody in the same queue."""
    return {item: {agent: {"Q": count} for agent, count in by_agent.items()} for item, by_agent in counts.items()}


def test_the_test_is_fishers_with_half_of_what_was_seen() -> None:
    own, others = Count(12, 40), Count(40, 400)
    at_least = stats.fisher_exact([[12, 28], [40, 360]], alternative="greater").pvalue
    more = stats.fisher_exact([[13, 27], [39, 361]], alternative="greater").pvalue
    assert exceeds_by_chance([(own, others)]) == pytest.approx((at_least + more) / 2)


def test_three_of_three_against_none_of_three_by_hand() -> None:
    assert exceeds_by_chance([(Count(3, 3), Count(0, 3))]) == pytest.approx(0.5 / 20)  # 1 of 20 ways, counted half


def test_two_strata_by_hand() -> None:
    """Each of two pairs puts its one failure on the agent with chance 1/2: both do in 1/4, at least one in 3/4."""
    pair = (Count(1, 1), Count(0, 1))
    assert exceeds_by_chance([pair, pair]) == pytest.approx(0.25 / 2)
    assert exceeds_by_chance([pair, (Count(0, 1), Count(1, 1))]) == pytest.approx(0.25 + 0.5 / 2)


def one_in_twenty(comparisons: int) -> float:
    """A share of 5 % over so many comparisons."""
    return 0.05 / comparisons


def test_the_cut_is_holms_by_hand() -> None:
    assert holm([0.01, 0.04, 0.012], one_in_twenty) == [True, True, True]  # limits 0.0167, 0.025, 0.05
    assert holm([0.01, 0.04, 0.03], one_in_twenty) == [True, False, False]  # the second fails, and so does all after it
    assert holm([], one_in_twenty) == []


def test_nobody_is_weak_for_having_the_hard_queue() -> None:
    hard = {f"H{a}": {"hard": Count(24, 60)} for a in range(3)}
    easy = {f"E{a}": {"easy": Count(3, 60)} for a in range(20)}
    assert weaknesses({"closing": {**hard, **easy}}, POLICY) == ()
    assert {
        w.agent_id
        for w in weaknesses(
            one_queue({"closing": {a: next(iter(s.values())) for a, s in {**hard, **easy}.items()}}), POLICY
        )
    } == set(hard)


def test_who_is_weak_within_each_queue_is_found_and_compared_on_the_own_mix() -> None:
    others = {f"A{a}": {"hard": Count(12, 30), "easy": Count(2, 30)} for a in range(10)}
    (found,) = weaknesses({"closing": {"W": {"hard": Count(40, 50), "easy": Count(5, 10)}, **others}}, POLICY)
    assert (found.agent_id, found.own) == ("W", Count(45, 60))
    assert found.expected_share == pytest.approx((50 * 0.4 + 10 * 2 / 30) / 60)


def test_a_plainly_weaker_agent_is_found_with_figures() -> None:
    counts = {"closing": {"A1": Count(20, 40), "A2": Count(4, 40), "A3": Count(5, 40)}}
    (found,) = weaknesses(one_queue(counts), POLICY)
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
    assert weaknesses(one_queue({"closing": by_agent}), POLICY) == ()


def test_an_item_most_agents_fail_is_a_common_cause() -> None:
    failing, good = Count(20, 40), Count(2, 40)
    assert common_causes(one_queue({"closing": {"A": failing, "B": failing, "C": failing, "D": good}}), POLICY) == (
        "closing",
    )
    assert (
        common_causes(one_queue({"closing": {"A": failing, "B": good, "C": good, "D": good, "E": failing}}), POLICY)
        == ()
    )
    assert (
        common_causes(one_queue({"closing": {"A": failing, "B": failing, "C": failing}}), POLICY) == ()
    )  # too few agents


@given(st.integers(0, 30), st.integers(0, 30))
def test_one_failure_more_never_looks_better(unmet: int, others: int) -> None:
    before = exceeds_by_chance([(Count(unmet, 31), Count(others, 100))])
    after = exceeds_by_chance([(Count(unmet + 1, 31), Count(others, 100))])
    assert after <= before + 1e-12


@pytest.mark.parametrize("share", [0.05, 0.15, 0.3])
def test_at_most_five_percent_of_average_agents_are_accused(share: float) -> None:
    random = np.random.default_rng(3)
    accused = sum(
        len({w.agent_id for w in weaknesses(one_queue(_group(random, agents=20, share=share)), POLICY)})
        for _ in range(60)
    )
    assert accused / (60 * 20) <= 0.05 + 0.01  # 1,200 agents: chance alone moves the share by a point


def seen(random: np.random.Generator, share: float, weak: float, items: int, weak_items: int) -> float:
    """How often the weak agent of twenty is found, on any of the items it is weak on."""
    found = 0
    for _ in range(60):
        counts = _group(random, agents=20, share=share, items=items)
        for k in range(weak_items):
            counts[f"item{k}"]["A0"] = Count(int(random.binomial(60, weak)), 60)
        found += any(w.agent_id == "A0" for w in weaknesses(one_queue(counts), POLICY))
    return found / 60


def test_a_weakness_of_ten_points_in_sixty_interactions() -> None:
    random = np.random.default_rng(4)
    assert seen(random, 0.05, 0.15, items=1, weak_items=1) >= 0.7  # one item looked at
    assert seen(random, 0.1, 0.2, items=10, weak_items=10) >= 0.9  # ten points of the score, lost all over the form
    assert seen(random, 0.05, 0.15, items=10, weak_items=1) >= 0.4  # one item of ten: half of the time


def test_a_weakness_of_thirty_points_is_nearly_always_seen_in_sixty_interactions() -> None:
    assert seen(np.random.default_rng(4), 0.15, 0.45, items=10, weak_items=1) >= 0.95


def _group(random: np.random.Generator, agents: int, share: float, items: int = 10) -> dict[str, dict[str, Count]]:
    return {
        f"item{i}": {f"A{a}": Count(int(random.binomial(60, share)), 60) for a in range(agents)} for i in range(items)
    }
