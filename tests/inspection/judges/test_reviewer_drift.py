"""Drift: found where it is, and seldom where it is not."""

from datetime import date

import numpy as np
import pytest

from inspection.judges.reviewer_drift import Drift, DriftPolicy, ReviewerDrift, ReviewerVerdict, drift_of

NOW = date(2026, 11, 1)
BEFORE = date(2026, 9, 1)
ITEMS = 8
POLICY = DriftPolicy()


def month(seed: int, *, reviewers: int = 5, now: int = 40, before: int = 80, **changed: float) -> list[ReviewerVerdict]:
    """Reviews of `reviewers`, who miss one breach in ten; `r0` changes from NOW on as `changed` says."""
    random = np.random.default_rng(seed)
    share = random.uniform(0.05, 0.25, ITEMS)
    said = []
    for who in range(reviewers):
        for number in range(now + before):
            is_now = number < now
            there = random.random(ITEMS) < np.minimum(share * random.gamma(2, 0.5), 1)
            machine = np.where(there, random.random(ITEMS) < 0.8, random.random(ITEMS) < 0.03)
            missed, invented = 0.1, 0.01
            if is_now:
                missed += changed.get("everybody_misses", 0.0)
                if who == 0:
                    missed, invented = missed + changed.get("misses", 0.0), invented + changed.get("invents", 0.0)
            found = np.where(there, random.random(ITEMS) >= missed, random.random(ITEMS) < invented)
            said += [
                ReviewerVerdict(who=f"r{who}", on=NOW if is_now else BEFORE, interaction=(who, number),
                                stratum=(item, bool(machine[item])), breach=bool(found[item]))
                for item in range(ITEMS)
            ]  # fmt: skip
    return said


def of(found: tuple[ReviewerDrift, ...], who: str) -> ReviewerDrift:
    return next(one for one in found if one.who == who)


def test_who_became_stricter_is_named_and_nobody_else() -> None:
    found = drift_of(month(1, invents=0.2), NOW)
    assert set(of(found, "r0").alarms) == {Drift.STRICTER, Drift.APART_STRICTER}
    assert [one.who for one in found if one.alarms] == ["r0"]
    figure = of(found, "r0").own_change
    assert figure.low is not None
    assert figure.low > 0


def test_who_looks_away_is_named_as_more_lenient() -> None:
    found = drift_of(month(2, misses=0.6), NOW)
    assert Drift.MORE_LENIENT in of(found, "r0").alarms
    assert (of(found, "r0").apart.value or 0) < 0


def test_what_moves_everybody_is_no_drift_of_anybody() -> None:
    found = drift_of(month(3, everybody_misses=0.5), NOW)
    assert all((one.own_change.value or 0) < 0 for one in found)
    assert [one.who for one in found if one.alarms] == []


def test_a_difference_too_small_to_matter_raises_no_alarm() -> None:
    found = drift_of(month(1, invents=0.12), NOW, DriftPolicy(least_difference=0.5))
    assert of(found, "r0").alarms == ()


def test_too_few_interactions_are_compared_with_nothing() -> None:
    found = drift_of(month(4, reviewers=2, now=10), NOW)
    assert [(one.own_change.value, one.apart.value, one.p_apart) for one in found] == [(None, None, None)] * 2
    assert drift_of([], NOW) == ()


def test_a_new_reviewer_without_a_past_is_compared_with_the_others() -> None:
    said = [v for v in month(5) if v.who != "r4" or v.on == NOW]
    newcomer = of(drift_of(said, NOW), "r4")
    assert (newcomer.interactions_before, newcomer.own_change.value) == (0, None)
    assert newcomer.apart.value is not None


def test_the_order_of_verdicts_does_not_matter() -> None:
    said = month(6, reviewers=3)
    one, other = drift_of(said, NOW), drift_of(list(reversed(said)), NOW)
    assert [d.apart.value for d in one] == pytest.approx([d.apart.value for d in other])
    assert [d.p_changed for d in one] == pytest.approx([d.p_changed for d in other])
    assert [d.alarms for d in one] == [d.alarms for d in other]


def test_stable_reviewers_seldom_raise_an_alarm() -> None:
    """40 reports here (at most 5 % of them may alarm; 6 of 40 would be 1 in 70); thousands are in benchmarks/."""
    alarms = sum(any(one.alarms for one in drift_of(month(seed, reviewers=4), NOW)) for seed in range(100, 140))
    assert alarms <= 5
