"""The plan of a day: within capacity, fatals and floor never cut, the rest by weight, chances as the draw has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.sampling_plan import Candidate, SamplingPlan, Slots, sampling_plan
from inspection.sampling_policy import SamplingPolicy, Stratum

POLICY = SamplingPolicy(weights={Stratum.COMPLAINT: 1.0, Stratum.RISK: 0.2})
STRATA = st.lists(st.sampled_from(list(Stratum)), max_size=120)


def candidates(*strata: Stratum, agents: int = 7) -> list[Candidate]:
    return [Candidate(key=("drop", f"c{i}"), agent_id=f"a{i % agents}", stratum=s) for i, s in enumerate(strata)]


def plan_of(strata: list[Stratum], capacity: int, **more: object) -> SamplingPlan:
    return sampling_plan(candidates(*strata), POLICY, capacity=capacity, **more)  # type: ignore[arg-type]


def test_a_day_is_cut_to_capacity_with_complaints_five_times_as_often_as_risks() -> None:
    plan = plan_of([Stratum.COMPLAINT] * 50 + [Stratum.RISK] * 250 + [Stratum.CALM] * 300, 60)
    assert plan.floor == Slots(9, 600)  # 15 %
    assert plan.strata[Stratum.COMPLAINT].drawn + plan.strata[Stratum.RISK].drawn == 51
    complaint, risk = (plan.strata[s].share for s in (Stratum.COMPLAINT, Stratum.RISK))
    assert complaint / risk == pytest.approx(5, rel=0.1)
    assert plan.strata[Stratum.CALM].drawn == 0
    assert (plan.planned, plan.over_capacity) == (60, 0)


def test_fatals_are_all_drawn_and_said_to_be_too_many() -> None:
    plan = plan_of([Stratum.FATAL] * 30 + [Stratum.RISK] * 70, 20)
    assert plan.strata[Stratum.FATAL] == Slots(30, 30)
    assert plan.floor.drawn == 3  # the floor never starves
    assert plan.strata[Stratum.RISK].drawn == 0
    assert plan.over_capacity == 13


def test_what_waits_from_before_takes_its_place() -> None:
    plan = plan_of([Stratum.RISK] * 100, 20, waiting=12)
    assert plan.planned == 8
    assert plan_of([Stratum.RISK] * 100, 20, waiting=50).planned == 3  # only the floor is left


def test_what_the_strata_leave_goes_to_the_floor() -> None:
    plan = plan_of([Stratum.COMPLAINT] * 5 + [Stratum.CALM] * 95, 40)
    assert plan.strata[Stratum.COMPLAINT].drawn == 5
    assert plan.floor.drawn == 35


def test_agents_behind_their_quota_are_drawn_one_interaction_each() -> None:
    plan = plan_of([Stratum.CALM] * 70, 20, behind={"a0": 2, "a1": 1, "a2": 0, "elsewhere": 2})
    assert plan.agents == Slots(2, 2)
    assert plan.quota_probability("a0") == pytest.approx(1 / 10)
    assert plan.quota_probability("a2") == plan.quota_probability(None) == 0


def test_more_agents_behind_than_there_is_time_for_are_drawn_by_lot_themselves() -> None:
    behind = {f"a{n}": 2 for n in range(10)}
    plan = sampling_plan(candidates(*[Stratum.CALM] * 100, agents=10), POLICY, capacity=20, behind=behind)
    assert plan.agents == Slots(3, 10)
    assert plan.quota_probability("a0") == pytest.approx(3 / 10 / 10)


def test_chances_of_independent_draws_add_up_as_chances() -> None:
    plan = plan_of([Stratum.RISK] * 100, 40, behind={"a0": 1})
    one = candidates(Stratum.RISK)[0]
    blind = 1 - (1 - plan.floor.share) * (1 - 1 / 15)
    assert plan.blind_probability(one) == pytest.approx(blind)
    assert plan.probability(one) == pytest.approx(1 - (1 - blind) * (1 - plan.strata[Stratum.RISK].share))


def test_no_capacity_draws_only_fatals_and_an_empty_day_draws_nothing() -> None:
    assert plan_of([Stratum.FATAL, Stratum.RISK], 0).planned == 1
    assert plan_of([], 60).planned == 0
    with pytest.raises(ValueError, match="cannot be negative"):
        plan_of([], -1)


@given(STRATA, st.integers(0, 80), st.integers(0, 40))
def test_no_plan_draws_more_than_there_is_or_more_than_there_is_time_for(
    strata: list[Stratum], capacity: int, waiting: int
) -> None:
    plan = plan_of(strata, capacity, waiting=waiting, behind={"a0": 1, "a1": 1})
    parts = [plan.floor, plan.agents, *plan.strata.values()]
    assert all(0 <= slots.drawn <= slots.of for slots in parts)
    never_cut = plan.strata[Stratum.FATAL].drawn + plan.floor.drawn + plan.agents.drawn
    assert plan.planned <= max(capacity - waiting, never_cut)
    assert all(plan.floor.share - 1e-12 <= plan.probability(c) <= 1 for c in candidates(*strata))
    if capacity and strata:
        assert plan.floor.drawn >= 1
