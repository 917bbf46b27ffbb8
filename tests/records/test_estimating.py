"""Estimates from the records: what was drawn and judged counts, what was not drawn never does."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy.engine import Engine

from inspection.errors import SettingsError
from inspection.estimate_measures import measure_of
from inspection.estimate_values import Target
from inspection.evaluation import ItemState
from inspection.flags import Selection
from inspection.sampling_policy import EstimateMinimums, SamplingPolicy
from records import evaluations, flags, reviews, sampling
from records.database import reading, writing
from records.estimating import GroupEstimates, estimates_between
from records.evaluations import Change
from tests.inspection.result_cases import flag_policy
from tests.records.judged_samples import flag
from tests.records.sampled_month import AT, FIRST, Truth, judge_drawn, month, review

LAST = FIRST + timedelta(days=9)
POLICY = SamplingPolicy(random_floor_share=0.5, agent_quota_share=0.2)
MINIMUMS = EstimateMinimums()


def estimates(engine: Engine, measure: str, **more: object) -> GroupEstimates:
    with reading(engine) as connection:
        return estimates_between(connection, FIRST, LAST, measure_of(measure), MINIMUMS, **more)  # type: ignore[arg-type]


@pytest.fixture
def site(engine: Engine) -> dict[str, Truth]:
    """Three days of sixty calls; on each thirty are drawn and all of them judged."""
    with writing(engine) as connection:
        truths = month(connection, days=3, per_day=60)
    for number in range(3):
        day = FIRST + timedelta(days=number)
        with writing(engine) as connection:
            proposal = sampling.propose(connection, day, POLICY, flag_policy(), {"wang": 30})
            stored = sampling.draw_day(connection, proposal, POLICY, who="chen", at=AT)
            assert stored is not None
            judge_drawn(connection, list(sampling.queue(connection, stored.plan_id)), truths)
    return truths


def truth_of(measure: str, site: dict[str, Truth]) -> float:
    values = {
        "score": [t.score for t in site.values()],
        "fatal": [t.rude for t in site.values()],
        "item:greeting": [t.missed for t in site.values()],
    }
    return float(np.mean(values[measure]))


@pytest.mark.parametrize("measure", ["score", "fatal", "item:greeting"])
def test_the_truth_of_the_month_lies_in_the_interval(engine: Engine, site: dict[str, Truth], measure: str) -> None:
    (all_,) = estimates(engine, measure, target=Target.PERIOD).groups
    found = all_.estimate.combined
    assert all_.group is None
    assert all_.estimate.units == 180
    assert found.enough
    assert found.low is not None and found.high is not None
    assert found.low <= truth_of(measure, site) <= found.high
    assert (all_.estimate.width_ratio or 2) < 1


def test_groups_add_up_to_everything(engine: Engine, site: dict[str, Truth]) -> None:
    teams = estimates(engine, "item:greeting", by="team").groups
    everything = estimates(engine, "item:greeting").groups[0].estimate
    assert [one.group for one in teams] == ["一组", "二组"]
    assert sum(one.estimate.units for one in teams) == everything.units == 180
    assert sum(one.estimate.combined.n for one in teams) == everything.combined.n
    failing = {one.group: one.estimate.combined.value or 0 for one in teams}
    assert failing["二组"] > failing["一组"]  # 25 % against 10 %


def test_an_agent_with_few_reviews_is_not_enough_data(engine: Engine, site: dict[str, Truth]) -> None:
    agents = estimates(engine, "fatal", by="agent").groups
    assert len(agents) == 6
    assert not any(one.estimate.combined.enough for one in agents)
    assert all(one.estimate.combined.n < 30 for one in agents)


def test_what_was_opened_by_hand_imported_or_appealed_never_counts(engine: Engine, site: dict[str, Truth]) -> None:
    before = estimates(engine, "item:greeting").groups[0].estimate
    with writing(engine) as connection:
        for name in site:
            one = evaluations.current(connection, "drop", name)[0]
            for stage, selection in (("manual", "manual"), ("imported", None), ("appeal", "random")):
                kept = review(one, "greeting", ItemState.UNMET, id=f"{stage}-{name}", stage=stage, selection=selection)
                reviews.add(connection, kept)
    after = estimates(engine, "item:greeting").groups[0].estimate
    assert after == before


def test_a_score_given_outside_of_the_lot_does_not_count(engine: Engine, site: dict[str, Truth]) -> None:
    before = estimates(engine, "score").groups[0].estimate
    with writing(engine) as connection:
        for name in site:
            one = evaluations.current(connection, "drop", name)[0]
            if one.human_score is None:
                change = Change(human_score=0.0)
                evaluations.change(connection, one.evaluation_id, change, who="x", at=AT, reason="by hand")
    assert estimates(engine, "score").groups[0].estimate == before


def test_precision_and_recall_of_a_rule(engine: Engine, site: dict[str, Truth]) -> None:
    precision = estimates(engine, "precision:greeting").groups[0].estimate
    recall = estimates(engine, "recall:greeting").groups[0].estimate
    assert precision.combined.low is not None and recall.combined.low is not None
    assert precision.combined.low <= 0.75 <= (precision.combined.high or 0)
    assert recall.combined.low <= 0.8 <= (recall.combined.high or 0)
    assert precision.units < recall.units == 180


def test_days_without_a_plan_are_left_out_and_counted(engine: Engine, site: dict[str, Truth]) -> None:
    with writing(engine) as connection:
        one = evaluations.current(connection, "drop", "c00000")[0]
        connection.execute(
            sampling.selections.delete().where(sampling.selections.c.interaction_id == one.interaction_id)
        )
    found = estimates(engine, "fatal")
    assert found.outside == 1
    assert found.groups[0].estimate.units == 179


def test_without_plans_and_without_random_flags_there_is_nothing_to_estimate(engine: Engine) -> None:
    with writing(engine) as connection:
        month(connection, days=1, per_day=5)
    assert estimates(engine, "fatal") == GroupEstimates((), outside=5)


def test_without_plans_the_random_flags_of_the_night_are_the_sample(engine: Engine) -> None:
    with writing(engine) as connection:
        truths = month(connection, days=1, per_day=60)
        by_lot = sorted(truths)[::2]
        night = [replace(flag(f"f-{n}", n, Selection.RANDOM), business_date=FIRST, probability=0.5) for n in by_lot]
        flags.save(connection, night)
        for name in by_lot:
            one = evaluations.current(connection, "drop", name)[0]
            state = ItemState.UNMET if truths[name].missed else ItemState.MET
            reviews.add(connection, review(one, "greeting", state))
    found = estimates(engine, "item:greeting")
    (all_,) = found.groups
    assert (found.outside, all_.estimate.units, all_.estimate.combined.n) == (0, 60, 30)
    assert all_.estimate.combined.low is not None and all_.estimate.combined.high is not None
    assert all_.estimate.combined.low <= truth_of("item:greeting", truths) <= all_.estimate.combined.high


def test_an_unknown_group_is_refused(engine: Engine) -> None:
    with pytest.raises(SettingsError, match="nothing can be grouped by 'colour'; choose from agent, team"):
        estimates(engine, "fatal", by="colour")
