"""The effect of coaching: known effects of 0 and 5 points are found, regression to the mean is not taken for one."""

import numpy as np
import pytest

from benchmarks.simulated_coaching import World, coached_worst
from inspection.coaching.effect import Comparison, EffectVerdict, effect_of, pooled
from inspection.coaching.effect_policy import EffectPolicy
from inspection.coaching.window import Window, share_sample

POLICY = EffectPolicy()
GROUPS = 40


def simulate(world: World, seed: int = 11) -> dict[str, float]:
    """Bias, coverage, false and true claims of the interval, and the bias of a plain difference in differences."""
    random = np.random.default_rng(seed)
    rows = []
    for _ in range(GROUPS):
        comparisons, truth, plain = coached_worst(random, world)
        found = effect_of(comparisons, POLICY)
        if found.value is None or found.low is None or found.high is None:
            continue  # nobody comparable
        held = found.low <= truth <= found.high
        rows.append((found.value - truth, held, found.low > 0, found.high < 0, plain - truth))
    assert len(rows) >= 0.8 * GROUPS
    bias, coverage, better, worse, plain = np.array(rows, dtype=float).mean(0)
    return {"bias": bias, "coverage": coverage, "better": better, "worse": worse, "plain_bias": plain}


@pytest.mark.parametrize("effect", [0.0, 0.05])
def test_a_known_effect_is_found_with_little_bias_where_a_plain_difference_is_far_off(effect: float) -> None:
    found = simulate(World(effect=effect))
    assert abs(found["bias"]) < 2.7  # it is about 1.2 (240 groups), and 40 groups scatter by 1.4
    assert found["coverage"] >= 0.88
    assert found["plain_bias"] > 4


def test_without_an_effect_an_effect_is_claimed_in_at_most_five_percent() -> None:
    found = simulate(World(n=200), seed=12)
    assert found["better"] <= 0.05
    assert found["better"] + found["worse"] <= 0.05 + 0.05


def test_an_effect_of_five_points_is_mostly_seen_with_three_hundred_interactions() -> None:
    assert simulate(World(effect=0.05, n=300), seed=13)["better"] >= 0.6


def test_a_few_really_weak_agents_among_many_alike_are_not_taken_for_average_ones() -> None:
    found = simulate(World(n=300, alike=0.85), seed=14)
    assert abs(found["bias"]) < 1.2
    assert found["coverage"] >= 0.88


def window(agent_id: str, before: int, after: int, n: int = 100) -> Window:
    return Window(agent_id=agent_id, before=share_sample(before, n), after=share_sample(after, n))


def group(size: int = 30) -> tuple[Window, ...]:
    return tuple(window(f"c{k:02}", 78 + k % 9, 80 + k % 9) for k in range(size))


def test_what_happened_adds_up() -> None:
    found = effect_of([Comparison(item="i", coached=window("a", 70, 95), others=group())], POLICY)
    assert (found.before, found.after, found.coachings) == (70.0, 95.0, 1)
    assert found.after == pytest.approx(found.expected + found.value)  # type: ignore[operator]
    assert 70 < found.expected < 86  # type: ignore[operator]
    assert found.verdict is EffectVerdict.IMPROVED


def test_an_agent_who_moves_as_the_others_do_shows_no_evidence() -> None:
    found = effect_of([Comparison(item="i", coached=window("a", 80, 82), others=group())], POLICY)
    assert found.verdict is EffectVerdict.NO_EVIDENCE


def test_too_little_of_either_side_is_said_to_be_too_little() -> None:
    few = Comparison(item="i", coached=window("a", 10, 10, n=19), others=group())
    alone = Comparison(item="i", coached=window("a", 70, 95), others=group(9))
    for given in ([few], [alone], []):
        found = effect_of(given, POLICY)
        assert (found.value, found.verdict, found.coachings) == (None, EffectVerdict.NOT_ENOUGH, 0)
    assert pooled([]).controls == 0


def test_the_order_and_the_names_of_colleagues_do_not_matter() -> None:
    others = group()
    first = effect_of([Comparison(item="i", coached=window("a", 70, 95), others=others)], POLICY)
    again = effect_of([Comparison(item="i", coached=window("a", 70, 95), others=others[::-1])], POLICY)
    assert again == first


def test_two_coachings_against_the_same_colleagues_are_not_two_independent_proofs() -> None:
    one = Comparison(item="i", coached=window("a", 70, 80), others=group())
    two = Comparison(item="i", coached=window("b", 70, 80), others=group())
    single, both = effect_of([one], POLICY), effect_of([one, two], POLICY)
    assert both.value == pytest.approx(single.value)
    width = (both.high - both.low) / (single.high - single.low)  # type: ignore[operator]
    assert 0.71 < width < 1  # narrower, but by less than the root of two


def test_where_a_few_may_be_really_weak_and_too_few_figures_tell_the_interval_reaches_up() -> None:
    """One bell takes them for unlucky: what they really gained would lie above a plain interval two times in five."""
    random = np.random.default_rng(5)
    given, wrong, plain_wrong = 0, 0, 0
    for _ in range(30):
        comparisons, truth, _plain = coached_worst(random, World(alike=0.85))
        found = effect_of(comparisons, POLICY)
        if found.low is None or found.high is None or found.value is None:
            continue
        given += 1
        wrong += not found.low <= truth <= found.high
        plain_wrong += truth > 2 * found.value - found.low
        assert found.high - found.value >= found.value - found.low
    assert given >= 27
    assert wrong <= 4
    assert plain_wrong >= wrong + 2


def test_beyond_the_doubt_a_policy_allows_nobody_is_comparable() -> None:
    comparisons, _, _ = coached_worst(np.random.default_rng(5), World(alike=0.85))
    found = effect_of(comparisons, POLICY.model_copy(update={"most_doubt_points": 0.01}))
    assert (found.verdict, found.value, found.expected) == (EffectVerdict.NOT_ENOUGH, None, None)
    assert found.coachings == 5


def test_an_ordinary_group_is_given_its_effect() -> None:
    random = np.random.default_rng(6)
    found = [effect_of(coached_worst(random, World())[0], POLICY) for _ in range(30)]
    assert sum(one.value is None for one in found) <= 3
