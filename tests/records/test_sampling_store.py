"""Sampling in the records: framed once, drawn as planned, found again by the queue and the quotas."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.evaluation import ItemState
from inspection.flags import Selection
from inspection.period import Period
from inspection.sampling_policy import Quotas, SamplingPolicy, Stratum, sampling_policy_of
from records import audit, evaluations, flags, interactions, ledger, quota_months, reviews, sampled_flags, sampling
from records.database import reading, writing
from records.export import export
from records.sampling import StoredPlan
from records.tables import interactions as interactions_table
from tests.inspection.result_cases import flag_policy, shipped
from tests.records.judged_samples import entry, evaluation, facts, flag
from tests.records.sampled_month import AT, FIRST, REVIEWERS, Truth, judge_drawn, month, review

POLICY = sampling_policy_of(shipped("sampling.yaml"))
FLAG_POLICY = flag_policy()
SEPTEMBER = Period.month(FIRST)


def drawn_day(engine: Engine, number: int = 0, policy: SamplingPolicy = POLICY, **reviewers: int) -> StoredPlan | None:
    day = FIRST + timedelta(days=number)
    with writing(engine) as connection:
        proposal = sampling.propose(connection, day, policy, FLAG_POLICY, reviewers or REVIEWERS)
        return sampling.draw_day(connection, proposal, policy, who="chen", at=AT)


@pytest.fixture
def site(engine: Engine) -> dict[str, Truth]:
    """Two days of forty calls each."""
    with writing(engine) as connection:
        return month(connection, days=2, per_day=40)


def test_a_drawn_day_is_kept_with_every_chance_and_an_audit_entry(engine: Engine, site: dict[str, Truth]) -> None:
    stored = drawn_day(engine, wang=8, li=4)
    assert stored is not None
    with reading(engine) as connection:
        assert sampling.plans(connection, FIRST, FIRST) == [stored]
        queue = list(sampling.queue(connection, stored.plan_id))
        everybody = sampling.drawn_of(connection, [("drop", name) for name in site])
        entries = audit.of(connection, f"sampling_plan:{stored.plan_id}")
    assert (stored.candidates, stored.capacity, dict(stored.reviewers)) == (40, 12, {"wang": 8, "li": 4})
    assert len(queue) == stored.drawn
    assert len(everybody) == 40  # the other day is not framed
    assert all(0 < one.blind_probability <= one.probability <= 1 for one in everybody.values())
    assert [one.position for one in queue] == list(range(len(queue)))
    assert [one.probability for one in queue if one.stratum is Stratum.FATAL] == [1.0] * sum(
        one.stratum is Stratum.FATAL for one in everybody.values()
    )
    assert [(e.who, e.action, e.after["drawn"]) for e in entries] == [("chen", "draw", stored.drawn)]


def test_drawing_twice_draws_nothing_twice_and_a_late_call_is_drawn_alone(
    engine: Engine, site: dict[str, Truth]
) -> None:
    first = drawn_day(engine)
    assert drawn_day(engine) is None
    with writing(engine) as connection:
        interactions.save(connection, [(facts("late"), FIRST)])
        late = replace(evaluation("e-late", "late"), business_date=FIRST)
        evaluations.save(connection, {("drop", "late"): (late,)})
    second = drawn_day(engine)
    assert first is not None and second is not None
    assert second.plan_id != first.plan_id
    assert (second.candidates, second.drawn) == (1, 1)  # a suspected fatal is always drawn


def test_a_proposal_changes_nothing_and_takes_the_waiting_ones_off(engine: Engine, site: dict[str, Truth]) -> None:
    stored = drawn_day(engine, wang=10)
    with reading(engine) as connection:
        proposal = sampling.propose(connection, FIRST + timedelta(days=1), POLICY, FLAG_POLICY, {"wang": 10})
        again = sampling.propose(connection, FIRST + timedelta(days=1), POLICY, FLAG_POLICY, {"wang": 10})
    assert stored is not None
    assert proposal == again
    assert proposal.plan.waiting == stored.drawn
    much_later = FIRST + timedelta(days=POLICY.late_days + 1)
    with reading(engine) as connection:
        assert sampling.propose(connection, much_later, POLICY, FLAG_POLICY, {"wang": 10}).plan.waiting == 0


def test_what_a_night_judged_late_is_framed_by_the_date_of_the_night(engine: Engine, site: dict[str, Truth]) -> None:
    night = FIRST + timedelta(days=60)
    with writing(engine) as connection:
        expected = entry("c00003", entry_key="calls.csv:9", business_date=night)
        ledger.expect(connection, [expected])
    with reading(engine) as connection:
        found = sampling.propose(connection, night, POLICY, FLAG_POLICY, REVIEWERS).candidates
    assert [one.candidate.key[1] for one in found] == ["c00003"]
    assert found[0].business_date == FIRST


def test_an_interaction_of_two_agents_is_one_candidate(engine: Engine) -> None:
    with writing(engine) as connection:
        interactions.save(connection, [(facts("c1"), FIRST)])
        parts = [replace(evaluation(f"e{n}", "c1", n), agent_id=f"a{n}", business_date=FIRST) for n in range(2)]
        evaluations.save(connection, {("drop", "c1"): tuple(parts)})
    stored = drawn_day(engine)
    assert stored is not None
    assert (stored.candidates, stored.drawn) == (1, 1)


def test_the_queue_holds_what_was_drawn_and_not_what_was_flagged(engine: Engine, site: dict[str, Truth]) -> None:
    with writing(engine) as connection:
        by_night = [
            replace(flag(f"n-{name}", name, Selection.RANDOM), business_date=FIRST, code="random_sample", item=None)
            for name in sorted(site)[:40]
        ]
        flags.save(connection, by_night)
    with reading(engine) as connection:
        assert len(list(sampled_flags.between(connection, FIRST, FIRST))) == 40
    stored = drawn_day(engine, wang=10)
    assert stored is not None
    with reading(engine) as connection:
        queue = {one.key[1]: one for one in sampling.queue(connection, stored.plan_id)}
        found = list(sampled_flags.between(connection, FIRST, FIRST))
    assert sorted(f.interaction_id for f in found) == sorted(queue)
    assert all(f.selection is queue[f.interaction_id].selection for f in found)
    assert any(f.probability == queue[f.interaction_id].blind_probability for f in found)


def test_an_unknown_flag_of_an_event_makes_a_complaint_of_it(engine: Engine, site: dict[str, Truth]) -> None:
    name = next(name for name, truth in site.items() if truth.score > 0 and not truth.missed)
    with writing(engine) as connection:
        event = replace(flag("e", name), business_date=FIRST, code="unresolved_dissatisfied", item=None)
        flags.save(connection, [event])
    drawn_day(engine)
    with reading(engine) as connection:
        assert sampling.drawn_of(connection, [("drop", name)])[("drop", name)].stratum is Stratum.COMPLAINT


def test_quotas_count_what_was_heard_and_what_waits(engine: Engine, site: dict[str, Truth]) -> None:
    with reading(engine) as connection:
        before = quota_months.of_agents(connection, SEPTEMBER, Quotas(per_agent_month=3))
    assert {(one.who, one.team): one.missing for one in before}[("a1", "一组")] == 3
    stored = drawn_day(engine, wang=20, li=10)
    assert stored is not None
    with writing(engine) as connection:
        queue = list(sampling.queue(connection, stored.plan_id))
        judge_drawn(connection, queue[:5], site)
    with reading(engine) as connection:
        after = quota_months.of_agents(connection, SEPTEMBER, Quotas(per_agent_month=3))
        people = quota_months.of_reviewers(connection, SEPTEMBER, Quotas())
    assert sum(one.done for one in after) == 5
    assert sum(one.by_lot or 0 for one in after) == sum(one.blind for one in queue[:5])
    assert sum(one.waiting for one in after) == len(queue) - 5
    assert {one.who: (one.done, one.quota) for one in people} == {"wang": (5, 20), "li": (0, 10)}


def test_a_quota_of_the_policy_replaces_what_was_planned(engine: Engine, site: dict[str, Truth]) -> None:
    drawn_day(engine)
    with reading(engine) as connection:
        people = quota_months.of_reviewers(connection, SEPTEMBER, Quotas(per_reviewer_month=7))
    assert [one.quota for one in people] == [7, 7]


def test_imported_and_appeal_verdicts_are_no_reviews_of_the_quota(engine: Engine, site: dict[str, Truth]) -> None:
    with writing(engine) as connection:
        one = evaluations.current(connection, "drop", "c00000")[0]
        for number, stage in enumerate(("imported", "appeal", "final", "manual")):
            kept = review(one, "greeting", ItemState.MET, id=f"r{number}", stage=stage, selection=None)
            reviews.add(connection, kept)
    with reading(engine) as connection:
        heard = quota_months.of_agents(connection, SEPTEMBER, Quotas())
    assert sum(gap.done for gap in heard) == 1  # opened by hand: heard, though never by lot
    assert sum(gap.by_lot or 0 for gap in heard) == 0


def test_selections_are_exported_drawn_or_not(engine: Engine, site: dict[str, Truth], tmp_path: Path) -> None:
    stored = drawn_day(engine, wang=10)
    assert stored is not None
    assert export(engine, "selections", "jsonl", tmp_path / "out", first=FIRST, last=FIRST) == 40
    rows = [json.loads(line) for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines()]
    assert sum(row["selection"] is not None for row in rows) == stored.drawn
    assert all(0 < row["blind_probability"] <= row["probability"] <= 1 for row in rows)
    assert all(row["reasons"] and row["position"] is not None for row in rows if row["selection"])
    assert {row["plan_id"] for row in rows} == {stored.plan_id}


def test_selections_go_with_their_interaction(engine: Engine, site: dict[str, Truth]) -> None:
    drawn_day(engine)
    with writing(engine) as connection:
        connection.execute(sa.delete(evaluations.current_evaluations))
        connection.execute(sa.delete(evaluations.evaluation_items))
        connection.execute(sa.delete(evaluations.evaluations))
        connection.execute(sa.delete(interactions_table))
    with reading(engine) as connection:
        assert sampling.drawn_of(connection, [("drop", name) for name in site]) == {}
