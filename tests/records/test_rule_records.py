"""Backtests, standings, trial findings and verdicts in the database, on both kinds."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from inspection.evaluation import ItemState, Line
from inspection.rule_standing import Standing
from inspection.trial_findings import TrialFinding
from records import audit, backtests, facts, reviews, rule_standings, trial_findings, verdicts
from records.backtests import StoredBacktest
from records.database import reading, writing
from records.export import export
from records.reviews import Review
from records.rule_standings import StoredStanding
from records.shard import save_shard
from tests.records import judged_samples as sample
from tests.records.test_rulebook_versions import Step, add, version

EVALUATION = sample.evaluation("e1")
ITEM = EVALUATION.items[0]
BACKTEST = StoredBacktest(
    backtest_id="b1", content_hash="h", against="shipped", against_hash="s", first=date(2026, 9, 1),
    last=date(2026, 9, 30), interactions=3, whole=True, at=sample.NOON, who="李", figures={"failed": [], "词": 1.5},
)  # fmt: skip
FINDING = TrialFinding(
    source=EVALUATION.source, interaction_id="call-1", segment=0, item="rude", rule_version="rude@2", trial=1,
    state=ItemState.UNMET, live_state=ItemState.MET, live_rule_version="rude@1", points=0.0, max_points=10.0,
    fatal=Line.CUSTOMER, reason="词", evidence=ITEM.evidence, business_date=sample.NIGHT,
)  # fmt: skip


def review(name: str, state: str | None, *, item: str | None = ITEM.id, hours: int = 0) -> Review:
    return Review(
        id=name, evaluation_id="e1", who="主管", at=sample.NOON + timedelta(hours=hours), item=item, state=state,
        points=None, reason_code=None, seconds_spent=None, decision=None,
    )  # fmt: skip


def test_the_newest_whole_backtest_of_the_very_rules_is_found(engine: Engine) -> None:
    later = replace(BACKTEST, backtest_id="b2", at=sample.NOON + timedelta(days=1))
    with writing(engine) as connection:
        for one in (later, BACKTEST, replace(later, backtest_id="b3", whole=False, at=sample.NOON + timedelta(days=9))):
            backtests.add(connection, one)
        backtests.add(connection, replace(BACKTEST, who="changed"))
        assert backtests.latest_of(connection, "h") == later
        assert backtests.latest_of(connection, "another") is None
        assert backtests.find(connection, "b1") == BACKTEST


def test_a_rule_is_on_trial_until_a_standing_says_otherwise_and_each_change_is_audited(engine: Engine) -> None:
    counted = StoredStanding(
        rule_version="rude@2", item_id="rude", standing=Standing.COUNTED, at=sample.NOON, who="王", reason="36 of 36"
    )
    with writing(engine) as connection:
        assert rule_standings.known(connection) == {}
        assert not rule_standings.put(connection, replace(counted, standing=Standing.TRIAL))
        assert rule_standings.put(connection, counted)
        assert not rule_standings.put(connection, counted)
        assert rule_standings.known(connection) == {"rude@2": Standing.COUNTED}
        (entry,) = audit.of(connection, "rule_version:rude@2")
    assert (entry.before, entry.after, entry.reason) == ({"standing": "trial"}, {"standing": "counted"}, "36 of 36")


def test_the_standing_of_its_rule_stands_at_every_exported_item(engine: Engine, tmp_path: Path) -> None:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1", EVALUATION)])
        put = StoredStanding(
            rule_version=ITEM.rule_version,
            item_id=ITEM.id,
            standing=Standing.ADVICE,
            at=sample.NOON,
            who="x",
            reason="r",
        )
        rule_standings.put(connection, put)
    export(engine, "evaluations", "jsonl", tmp_path / "out")
    (row,) = map(json.loads, (tmp_path / "out").read_text("utf-8").splitlines())
    standings = {i["rule_version"]: i["standing"] for i in row["items"]}
    assert standings.pop(ITEM.rule_version) == "advice"
    assert set(standings.values()) <= {"trial"}
    assert row["machine_score"] == EVALUATION.machine_score


def test_findings_of_a_trial_come_back_and_replace_those_of_the_same_interaction(engine: Engine) -> None:
    key = (FINDING.source, "call-1")
    with writing(engine) as connection:
        save_shard(connection, [replace(sample.judged("call-1", EVALUATION), trial=(FINDING,))])
        save_shard(connection, [replace(sample.judged("call-1", EVALUATION), trial=(FINDING,))])
        assert list(trial_findings.of_trial(connection, 1)) == [FINDING]
        other = replace(FINDING, trial=2)
        trial_findings.replace_of(connection, {key: [other]})
        assert list(trial_findings.of_trial(connection, 1)) == [FINDING], "a former trial keeps its findings"
        changed = replace(FINDING, item="closing", state=ItemState.MET)
        trial_findings.replace_of(connection, {key: [changed]})
        assert list(trial_findings.of_trial(connection, 1)) == [changed]


def test_the_export_holds_the_present_trial_and_with_history_the_former_ones(engine: Engine, tmp_path: Path) -> None:
    with writing(engine) as connection:
        add(connection, version(1, step=Step.TRIAL), version(2, step=Step.TRIAL))
        save_shard(connection, [sample.judged("call-1", EVALUATION)])
        for trial in (1, 2):
            trial_findings.replace_of(connection, {(FINDING.source, "call-1"): [replace(FINDING, trial=trial)]})
    assert export(engine, "trial_findings", "jsonl", tmp_path / "out") == 1
    row = json.loads((tmp_path / "out").read_text("utf-8"))
    assert (row["trial"], row["state"], row["live_state"], row["fatal"]) == (2, "unmet", "met", "customer")
    assert export(engine, "trial_findings", "csv", tmp_path / "all", history=True, lang="zh") == 2


def test_the_latest_verdict_of_an_item_counts(engine: Engine) -> None:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1", EVALUATION)])
        for one in (review("r1", "met"), review("r2", "unmet", hours=1), review("r3", None, hours=2)):
            reviews.add(connection, one)
        reviews.add(connection, review("r4", "needs_human", hours=3))
        reviews.add(connection, review("r5", "met", item=None, hours=4))
        (verdict,) = verdicts.between(connection)
        assert (verdict.item, verdict.state, verdict.machine_state) == (ITEM.id, ItemState.UNMET, ITEM.state)
        assert verdict.rule_version == ITEM.rule_version
        assert list(verdicts.between(connection, sample.NIGHT + timedelta(days=1))) == []
        assert len(list(verdicts.between(connection, sample.NIGHT, sample.NIGHT))) == 1


@pytest.mark.parametrize(("first", "then"), [(ItemState.UNMET, ItemState.MET), (ItemState.MET, ItemState.UNMET)])
def test_hits_alone_are_those_whose_latest_verdict_stands_on_a_hit(
    engine: Engine, first: ItemState, then: ItemState
) -> None:
    """The same words judged twice, by two versions of a rule: the later review's judgement is the one it speaks of."""
    items = [replace(ITEM, state=state) for state in (first, then)]
    judged = [replace(EVALUATION, evaluation_id=f"e-{n}", items=(item,)) for n, item in enumerate(items)]
    with writing(engine) as connection:
        for one in judged:
            save_shard(connection, [sample.judged("call-1", one)])
        for n in range(2):
            reviews.add(connection, replace(review(f"r{n}", "unmet", hours=n), evaluation_id=f"e-{n}"))
        (every,) = verdicts.between(connection)
        assert every.machine_state is then
        expected = [every] if then is ItemState.UNMET else []
        assert list(verdicts.between(connection, hits_alone=True)) == expected


def test_a_verdict_on_words_that_were_corrected_since_says_nothing(engine: Engine) -> None:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1", EVALUATION)])
        reviews.add(connection, review("r1", "unmet"))
        corrected = replace(sample.evaluation("e2"), transcript_hash="t2")
        save_shard(connection, [sample.judged("call-1", corrected, transcript_hash="t2")])
        assert list(verdicts.between(connection)) == []


def test_only_what_was_judged_is_history_to_test_on(engine: Engine) -> None:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1", EVALUATION), replace(sample.judged("call-2"), evaluations=())])
        assert facts.count_judged(connection) == 1
    with reading(engine) as connection:
        keys = facts.judged_between(connection, sample.NIGHT, None)
        assert [k.interaction_id for k in keys] == ["call-1"]
        assert facts.of(connection, keys) == [sample.facts("call-1")]
        assert facts.judged_between(connection, sample.NIGHT + timedelta(days=1), None) == []
