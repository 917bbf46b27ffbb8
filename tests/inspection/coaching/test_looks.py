"""Looking again and again without accusing anybody for it: when to look, and how sure to be each time."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from inspection.coaching.looks import Look, Sought, chance_allowed, look_due, next_look
from inspection.coaching.weaknesses import Count, ItemCounts, weaknesses
from inspection.period import Period
from inspection.results_policy import CoachingPolicy

POLICY, MONTH = CoachingPolicy(), Period.month(date(2026, 9, 1))
LOOK_DAYS = (7, 14, 21, 28, 30)


def day(number: int) -> date:
    """A day of the month."""
    return MONTH.start + timedelta(days=number - 1)


def looked(*days: int, policy: CoachingPolicy = POLICY) -> list[Look]:
    """The looks at these days, 100 judged items a day."""
    taken: list[Look] = []
    for number in days:
        look = look_due(MONTH, taken, day(number), 100 * number, policy, is_first=False)
        assert look is not None
        taken.append(look)
    return taken


def test_a_month_is_looked_at_every_week_and_on_its_last_day() -> None:
    taken: list[Look] = []
    for number in range(1, 31):
        look = look_due(MONTH, taken, day(number), 100 * number, POLICY, is_first=False)
        taken += [look] if look else []
    assert [look.on for look in taken] == [day(number) for number in LOOK_DAYS]
    assert taken[-1].spent_share == pytest.approx(POLICY.false_alarm_share)


def test_a_closed_day_moves_the_look_to_the_next_open_one() -> None:
    assert look_due(MONTH, [], day(6), 600, POLICY, is_first=False) is None
    assert look_due(MONTH, [], day(9), 900, POLICY, is_first=False) is not None
    assert next_look(MONTH, looked(9), POLICY) == day(14)


def test_a_night_that_is_run_again_or_an_older_one_is_no_new_look() -> None:
    taken = looked(7, 14)
    assert look_due(MONTH, taken, day(14), 1500, POLICY, is_first=False) is None
    assert look_due(MONTH, taken, day(10), 1500, POLICY, is_first=False) is None


def test_the_very_first_look_waits_for_no_week_and_leaves_something_for_the_rest_of_the_month() -> None:
    first = look_due(MONTH, [], day(3), 300, POLICY, is_first=True)
    assert first is not None
    assert first.spent_share == pytest.approx(0.75 * POLICY.false_alarm_share)
    second = look_due(MONTH, [first], day(7), 700, POLICY, is_first=False)
    assert second is not None
    assert Sought(looks=(first, second)).chance_allowed(1) == 0.0  # nothing more is spent yet
    last = look_due(MONTH, [first, second], day(30), 3000, POLICY, is_first=False)
    assert last is not None
    assert 0.008 < Sought(looks=(first, second, last)).chance_allowed(1) < 0.04


def test_one_look_alone_may_spend_everything_and_a_night_without_a_look_nothing() -> None:
    only = Look(on=day(30), judged=1, spent_share=0.04)
    assert chance_allowed([only], 10) == pytest.approx(0.004)
    assert Sought().chance_allowed(1) == 0.0


@pytest.mark.parametrize("comparisons", [1, 10])
def test_all_looks_together_are_crossed_by_chance_as_often_as_was_spent(comparisons: int) -> None:
    """Half a million paths of one average item; normal scores, as the bounds assume."""
    taken, random = looked(*LOOK_DAYS), np.random.default_rng(7)
    steps = np.diff([0, *LOOK_DAYS])
    walk = np.zeros(500_000)
    crossed = np.zeros(500_000, dtype=bool)
    for k, step in enumerate(steps):
        walk += random.normal(0, step**0.5, walk.size)
        bound = norm.isf(chance_allowed(taken[: k + 1], comparisons))
        crossed |= walk / LOOK_DAYS[k] ** 0.5 > bound
    assert crossed.mean() == pytest.approx(0.04 / comparisons, rel=0.06)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=6, unique=True).map(sorted))
def test_no_look_may_say_more_than_is_left_and_the_sum_is_enough(days: list[int]) -> None:
    taken = looked(*days, policy=POLICY.model_copy(update={"look_days": 1}))
    before = 0.0
    for k, look in enumerate(taken):
        allowed = chance_allowed(taken[: k + 1], 5)
        assert allowed * 5 >= look.spent_share - before - 1e-9
        assert allowed * 5 <= look.spent_share + 1e-9
        before = look.spent_share


def test_over_a_month_of_looks_few_average_agents_are_ever_accused_and_a_weak_one_is_found() -> None:
    random = np.random.default_rng(20261122)
    accused, found = [], 0
    for _ in range(24):
        average = _lists(random, weak=0.0)
        accused.append(len(set().union(*average)) / 20)
        found += any("A0" in now for now in _lists(random, weak=0.1))
    assert np.mean(accused) <= 0.05
    assert found >= 20


def _lists(random: np.random.Generator, weak: float) -> Iterator[set[str]]:
    """Who is on the list after each look: 20 agents, 5 items failed in 10 %, 2 interactions a day."""
    share = np.full((5, 20), 0.1)
    share[:, 0] += weak
    unmet = random.binomial(2, share[..., None], (5, 20, 30))
    standing: frozenset[tuple[str, str]] = frozenset()
    for k, number in enumerate(LOOK_DAYS):
        counts: ItemCounts = {
            f"i{i}": {f"A{a}": {"Q": Count(int(unmet[i, a, :number].sum()), 2 * number)} for a in range(20)}
            for i in range(5)
        }
        sought = Sought(looks=tuple(looked(*LOOK_DAYS[: k + 1])), standing=standing)
        found = weaknesses(counts, POLICY, sought)
        standing = frozenset((w.agent_id, w.item) for w in found)
        yield {w.agent_id for w in found}


def test_what_stands_stays_between_looks_until_the_figures_clear_it() -> None:
    others = {f"A{k}": {"Q": Count(4, 40)} for k in range(2, 6)}
    standing = frozenset({("A1", "closing")})
    weak, cleared = {"A1": {"Q": Count(10, 40)}}, {"A1": {"Q": Count(10, 90)}}
    assert weaknesses({"closing": {**weak, **others}}, POLICY, Sought()) == ()
    (found,) = weaknesses({"closing": {**weak, **others}}, POLICY, Sought(standing=standing))
    assert found.agent_id == "A1"
    assert weaknesses({"closing": {**cleared, **others}}, POLICY, Sought(standing=standing)) == ()
