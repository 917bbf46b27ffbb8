"""Lots: drawn as often as the plan says, the same whatever the order, fatals first, by lot before by risk."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest

from inspection.flags import Selection
from inspection.sampling_draw import AGENT_QUOTA, RANDOM_FLOOR, Drawn, draw
from inspection.sampling_plan import Candidate, sampling_plan
from inspection.sampling_policy import SamplingPolicy, Stratum
from inspection.selection import random_floor
from tests.inspection.result_cases import flag_policy

DAY = date(2026, 11, 20)
POLICY = SamplingPolicy()
DAYS = 400


def day_of(count: int = 80) -> list[Candidate]:
    strata = [Stratum.FATAL] * 2 + [Stratum.COMPLAINT] * 8 + [Stratum.RISK] * 20 + [Stratum.CALM] * (count - 30)
    return [Candidate(key=("drop", f"c{i}"), agent_id=f"a{i % 5}", stratum=s) for i, s in enumerate(strata)]


CANDIDATES = day_of()
PLAN = sampling_plan(CANDIDATES, POLICY, capacity=20, behind={"a1": 2, "a3": 2})


def drawn(day: date = DAY, salt: str = "site-a") -> tuple[Drawn, ...]:
    return draw(CANDIDATES, PLAN, salt=salt, day=day)


def test_over_many_days_everybody_is_drawn_as_often_as_the_recorded_chance_says() -> None:
    chosen, blind = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for number in range(DAYS):
        for one in drawn(DAY + timedelta(days=number)):
            chosen[one.key] += one.selection is not None
            blind[one.key] += one.blind
    everybody = drawn()
    for counted, chances in (
        (chosen, {d.key: d.probability for d in everybody}),
        (blind, {d.key: d.blind_probability for d in everybody}),
    ):
        z = [(counted[k] - DAYS * p) / np.sqrt(DAYS * p * (1 - p)) for k, p in chances.items() if p < 1]
        assert abs(np.mean(z)) < 0.35
        assert np.std(z) == pytest.approx(1, abs=0.25)
        assert np.max(np.abs(z)) < 4.5


def test_the_draw_does_not_depend_on_the_order_and_changes_with_day_and_salt() -> None:
    assert draw(CANDIDATES[::-1], PLAN, salt="site-a", day=DAY) == drawn()
    keys = [[d.key for d in some if d.selection] for some in (drawn(), drawn(DAY + timedelta(days=1)), drawn(salt="b"))]
    assert keys[0] != keys[1]
    assert keys[0] != keys[2]


def test_fatals_come_first_and_what_was_not_drawn_has_no_place() -> None:
    found = drawn()
    assert [d.stratum for d in found[:2]] == [Stratum.FATAL] * 2
    assert [d.position for d in found if d.selection] == list(range(sum(d.selection is not None for d in found)))
    assert all(d.position is None and not d.blind and not d.reasons for d in found if d.selection is None)


def test_the_capacity_is_used_and_not_passed() -> None:
    sizes = [sum(d.selection is not None for d in drawn(DAY + timedelta(days=n))) for n in range(60)]
    assert max(sizes) <= PLAN.planned == 20
    assert np.mean(sizes) > 17  # draws that meet leave a place or two


def test_what_the_lot_drew_is_blind_and_random_even_when_it_is_a_fatal() -> None:
    everything = sampling_plan(CANDIDATES, POLICY, capacity=1000)
    found = draw(CANDIDATES, everything, salt="x", day=DAY)
    assert {d.selection for d in found} == {Selection.RANDOM}
    assert all(d.blind and d.probability == 1 for d in found)
    assert found[0].reasons == (RANDOM_FLOOR, "fatal")


def test_events_and_risks_say_what_they_are() -> None:
    by_lot_only_fatals = SamplingPolicy(random_floor_share=0.001)
    plan = sampling_plan(CANDIDATES, by_lot_only_fatals, capacity=30)
    kinds = {d.stratum: d.selection for d in draw(CANDIDATES, plan, salt="y", day=DAY) if d.selection and not d.blind}
    assert kinds[Stratum.COMPLAINT] is Selection.EVENT
    assert kinds[Stratum.RISK] is Selection.RISK


def test_the_quota_draws_one_interaction_of_each_agent_behind() -> None:
    quota = [d for d in drawn() if AGENT_QUOTA in d.reasons]
    assert sorted(str(d.agent_id) for d in quota) == ["a1", "a3"]
    assert all(d.blind and d.selection is Selection.RANDOM for d in quota)


def test_the_floor_takes_the_interactions_the_night_flagged_at_random() -> None:
    policy = flag_policy()
    many = [Candidate(key=("drop", f"n{i}"), agent_id=None, stratum=Stratum.CALM) for i in range(1000)]
    flagged = {c.key for c in many if random_floor(c.key, DAY, policy).chosen}  # 2 % of the night
    plan = sampling_plan(many, POLICY, capacity=50)
    floor = {d.key for d in draw(many, plan, salt=policy.salt, day=DAY) if d.blind}
    assert flagged <= floor if len(flagged) <= len(floor) else floor <= flagged
