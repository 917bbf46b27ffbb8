"""Evaluations are added, never rewritten; people's decisions leave a trail; a frozen month stays frozen."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import RecordsError
from inspection.evaluation import EvaluationStatus
from records import audit, evaluations, frozen_months
from records.database import reading, writing
from records.evaluations import Change
from records.shard import save_shard
from records.tables import evaluations as table
from tests.records import judged_samples as sample


@pytest.fixture
def stored(engine: Engine) -> Engine:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1", sample.evaluation("e1"))])
    return engine


def decide(engine: Engine, wanted: Change, evaluation_id: str = "e1") -> None:
    with writing(engine) as connection:
        evaluations.change(connection, evaluation_id, wanted, who="主管", at=sample.NOON, reason="复核")


def test_a_known_evaluation_id_is_never_rewritten(stored: Engine) -> None:
    forged = replace(sample.evaluation("e1"), machine_score=100.0, items=())
    with writing(stored) as connection:
        evaluations.save(connection, {("drop", "call-1"): [forged]})
        assert evaluations.find(connection, "e1") == sample.evaluation("e1")


def test_the_store_and_not_the_caller_says_what_is_superseded(stored: Engine) -> None:
    with writing(stored) as connection:
        claimed = replace(sample.evaluation("e2"), supersedes="nonsense")
        evaluations.save(connection, {("drop", "call-1"): [claimed]})
        found = evaluations.find(connection, "e2")
    assert found is not None
    assert found.supersedes == "e1"


def test_a_persons_decision_changes_only_what_was_decided(stored: Engine) -> None:
    decide(stored, Change(status=EvaluationStatus.PUBLISHED, human_score=90.0, fatal_confirmed=False))
    with reading(stored) as connection:
        found = evaluations.find(connection, "e1")
    assert found == replace(sample.evaluation("e1"), status=EvaluationStatus.PUBLISHED, human_score=90.0)


def test_a_decision_leaves_a_trail_of_what_changed(stored: Engine) -> None:
    decide(stored, Change(status=EvaluationStatus.PUBLISHED, human_score=90.0, fatal_confirmed=False))
    decide(stored, Change(published_score=90.0))
    with reading(stored) as connection:
        first, second = audit.of(connection, "evaluation:e1")
    assert (first.who, first.at, first.action, first.reason) == ("主管", sample.NOON, "change", "复核")
    assert first.before == {"status": "draft", "human_score": None}
    assert first.after == {"status": "published", "human_score": 90.0}
    assert (second.before, second.after) == ({"published_score": None}, {"published_score": 90.0})
    assert second.number > first.number


def test_a_decision_that_changes_nothing_leaves_no_trail(stored: Engine) -> None:
    decide(stored, Change(status=EvaluationStatus.DRAFT))
    with reading(stored) as connection:
        assert audit.of(connection, "evaluation:e1") == []


def test_an_unknown_evaluation_cannot_be_decided_on(stored: Engine) -> None:
    with pytest.raises(RecordsError, match="no such: there is no such evaluation; check the evaluation_id"):
        decide(stored, Change(human_score=1.0), "no such")


def test_a_frozen_month_takes_no_decisions(stored: Engine) -> None:
    with writing(stored) as connection:
        assert frozen_months.freeze(connection, "2026-09", who="主管", at=sample.NOON, reason="结算") == 1
        assert frozen_months.freeze(connection, "2026-09", who="主管", at=sample.NOON, reason="结算") == 0
        assert frozen_months.frozen(connection) == ("2026-09",)
        assert [entry.after["evaluations"] for entry in audit.of(connection, "month:2026-09")] == [1]
    with pytest.raises(RecordsError, match="frozen; book an adjustment"):
        decide(stored, Change(human_score=1.0))


def test_a_correction_in_a_frozen_month_becomes_history_only(stored: Engine) -> None:
    with writing(stored) as connection:
        frozen_months.freeze(connection, "2026-09", who="主管", at=sample.NOON, reason="结算")
        save_shard(connection, [sample.judged("call-1", sample.evaluation("e2"))])
        (now,) = evaluations.current(connection, "drop", "call-1")
        later = evaluations.find(connection, "e2")
    assert (now.evaluation_id, now.status) == ("e1", EvaluationStatus.FROZEN)
    assert later is not None
    assert later.supersedes == "e1"


def test_freezing_leaves_other_months_open(stored: Engine) -> None:
    with writing(stored) as connection:
        assert frozen_months.freeze(connection, "2026-08", who="主管", at=sample.NOON, reason="结算") == 0
    decide(stored, Change(human_score=1.0))


@pytest.mark.parametrize("month", ["2026-13", "September", "2026-9", ""])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(RecordsError, match="write it as 2026-09"):
        frozen_months.days_of(month)


@pytest.mark.parametrize(("month", "last"), [("2026-02", 28), ("2028-02", 29), ("2026-12", 31), ("2026-09", 30)])
def test_a_month_ends_on_its_last_day(month: str, last: int) -> None:
    assert [day.day for day in frozen_months.days_of(month)] == [1, last]


def test_many_evaluations_come_in_batches_and_in_order(engine: Engine) -> None:
    shard = [sample.judged(f"call-{n:03}") for n in range(evaluations.AT_ONCE + 5)]
    with writing(engine) as connection:
        save_shard(connection, shard)
    with reading(engine) as connection:
        found = list(evaluations.between(connection, sample.NIGHT, sample.NIGHT))
    assert found == [one.evaluations[0] for one in shard]


def test_an_item_belongs_to_a_stored_evaluation(stored: Engine) -> None:
    with pytest.raises(RecordsError), writing(stored) as connection:
        connection.execute(sa.delete(table))
