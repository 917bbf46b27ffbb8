"""Live precision and recall, and when a rule may no longer count."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from inspection.judges.live_rules import LiveRule, ReviewedUnit, downgrade_of, live_rules, may_return
from inspection.rule_standing import Reviewed, Standing, StandingPolicy

DAY = date(2026, 11, 1)
POLICY = StandingPolicy()


def unit(*, hit: bool, breach: bool, lot: bool = True, chance: float = 0.1, on: date = DAY) -> ReviewedUnit:
    return ReviewedUnit(
        rule_version="rude@1", item="rude", on=on, hit=hit, breach=breach, probability=chance, by_lot=lot,
        lot_probability=chance if lot else None,
    )  # fmt: skip


def one(units: list[ReviewedUnit], reviewed: Reviewed | None = None, standing: Standing = Standing.COUNTED) -> LiveRule:
    (rule,) = live_rules(units, {"rude@1": reviewed or Reviewed()}, {"rude@1": standing}, lately_from=DAY)
    return rule


def test_recall_comes_from_blind_reviews_alone() -> None:
    blind = (
        [unit(hit=True, breach=True)] * 8 + [unit(hit=False, breach=True)] * 2 + [unit(hit=False, breach=False)] * 90
    )
    called = [unit(hit=True, breach=True, lot=False, chance=1.0)] * 500
    rule = one([*blind, *called])
    assert rule.recall.value == pytest.approx(0.8)
    assert (rule.blind, rule.breaches, rule.recall.n) == (100, 10, 100)
    assert rule.recall.enough
    assert rule.precision.value == 1.0


def test_unequal_chances_are_weighed_back() -> None:
    """Half of the interactions were heard ten times as often, and the rule misses only in the other half."""
    often = [unit(hit=True, breach=True, chance=0.5)] * 50
    seldom = [unit(hit=False, breach=True, chance=0.05)] * 5
    rule = one([*often, *seldom])
    assert rule.recall.value == pytest.approx(0.5)  # 100 found, 100 missed; the plain share would be 50 of 55


def test_too_few_breaches_are_not_enough_for_a_recall() -> None:
    rule = one([unit(hit=True, breach=True)] * 9 + [unit(hit=False, breach=False)] * 200)
    assert (rule.recall.value, rule.recall.enough) == (1.0, False)


def test_a_rule_nobody_reviewed_has_no_figures() -> None:
    rule = one([], standing=Standing.TRIAL)
    assert (rule.precision.value, rule.recall.value, rule.blind) == (None, None, 0)
    assert downgrade_of(rule, POLICY) is None


@pytest.mark.parametrize(
    ("reviewed", "falls"),
    [
        (Reviewed(52, 1), False),  # lower bound .90
        (Reviewed(50, 3), True),
        (Reviewed(20, 9), False),  # not enough hits to judge it at all
        (Reviewed(300, 60), True),
    ],
)
def test_a_counted_rule_falls_when_its_lower_bound_is_under_the_floor(reviewed: Reviewed, falls: bool) -> None:
    verdict = downgrade_of(one([], reviewed), POLICY)
    assert (verdict is not None) is falls
    if verdict is not None:
        assert verdict.to is Standing.ADVICE
        assert f"{reviewed.right} of {reviewed.n} reviewed hits" in verdict.reason


def test_a_rule_that_was_good_falls_when_its_latest_hits_are_surely_bad() -> None:
    bad = [unit(hit=True, breach=False)] * 12 + [unit(hit=True, breach=True)] * 8
    verdict = downgrade_of(one(bad, Reviewed(1000, 12)), POLICY)
    assert verdict is not None
    assert "of its latest 20 reviewed hits 8 were confirmed" in verdict.reason
    former = [replace(u, on=date(2026, 9, 1)) for u in bad]
    assert downgrade_of(one(former, Reviewed(1000, 12)), POLICY) is None


@pytest.mark.parametrize("standing", [Standing.TRIAL, Standing.ADVICE])
def test_what_does_not_count_cannot_fall(standing: Standing) -> None:
    assert downgrade_of(one([], Reviewed(10, 90), standing), POLICY) is None


def test_the_way_back_takes_fresh_reviews() -> None:
    advice = one([], Reviewed(300, 60), Standing.ADVICE)
    assert may_return(advice, Reviewed(35, 0), POLICY)
    assert not may_return(advice, Reviewed(34, 0), POLICY)
    assert not may_return(advice, Reviewed(0, 0), POLICY)
    assert not may_return(one([], Reviewed(35, 0), Standing.COUNTED), Reviewed(35, 0), POLICY)


def test_after_the_way_back_older_hits_are_not_the_latest() -> None:
    bad = [unit(hit=True, breach=False)] * 20
    (rule,) = live_rules(bad, {}, {}, lately_from=DAY, fresh_from={"rude@1": date(2026, 11, 2)})
    assert rule.lately.n == 0


def test_the_intervals_hold_the_truth() -> None:
    """A recall of .8 and a precision of .82 from a floor of 10 to 30 % by lot and 30 % of hits called; 60 months."""
    held = [0, 0]
    for seed in range(60):
        random, units = np.random.default_rng(seed), []
        for _ in range(3000):
            lot_chance = 0.3 if random.random() < 0.5 else 0.1
            breach = random.random() < 0.1
            hit = random.random() < (0.8 if breach else 0.02)
            lot, called = random.random() < lot_chance, hit and random.random() < 0.3
            if lot or called:
                chance = 1 - (1 - lot_chance) * 0.7 if hit else lot_chance
                made = unit(hit=hit, breach=breach, lot=lot, chance=chance)
                units.append(replace(made, lot_probability=lot_chance if lot else None))
        rule = one(units)
        held[0] += (rule.recall.low or 0) <= 0.8 <= (rule.recall.high or 0)
        held[1] += (rule.precision.low or 0) <= 0.08 / 0.098 <= (rule.precision.high or 0)
    assert min(held) >= 54
