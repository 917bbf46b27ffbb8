"""Re-checks: the next five interactions of a closed task; who failed is coached again, then by a supervisor."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from inspection.coaching.task import CoachingStatus
from records import audit, coaching, coaching_rechecks
from records.database import writing
from tests.records.coaching_site import LIFE, MORNING, TODAY, calls, store
from tests.records.test_coaching_effects import task

CLOSED = replace(
    task("A1", TODAY - timedelta(days=5)),
    closed_on=TODAY - timedelta(days=4),
    effect={"group_unmet": 10.0, "group_applicable": 100.0},
)


def settle(engine: Engine) -> list[coaching_rechecks.Rechecked]:
    with writing(engine) as connection:
        return coaching_rechecks.settle(connection, LIFE, today=TODAY, now=MORNING, language="en")


def test_who_has_recovered_is_left_alone(engine: Engine) -> None:
    store(engine, calls("A1", TODAY - timedelta(days=3), 1, 5, 0))
    with writing(engine) as connection:
        coaching.save(connection, [CLOSED])
    (done,) = settle(engine)
    assert done.outcome.passed
    assert settle(engine) == []  # once is enough
    with writing(engine) as connection:
        assert [t.task_id for t in coaching.queue(connection)] == ["t-A1"]
        assert [e.action for e in audit.of(connection, "coaching:t-A1")] == ["coaching_recheck"]


@pytest.mark.parametrize(("times", "trainer"), [(1, "lin"), (2, None)])
def test_who_has_not_is_coached_again(engine: Engine, times: int, trainer: str | None) -> None:
    store(engine, calls("A1", TODAY - timedelta(days=3), 4, 5, 0))
    with writing(engine) as connection:
        coaching.save(connection, [replace(CLOSED, recurrence=times)])
    settle(engine)
    settle(engine)
    with writing(engine) as connection:
        (new,) = [t for t in coaching.queue(connection) if t.status is CoachingStatus.OPEN]
    assert (new.recurrence, new.trainer, new.is_escalated) == (times + 1, trainer, times == 2)
    assert new.reason.startswith("closing: failed in 4 of the next 5 interactions after coaching; coached")
    assert (new.held_on, new.closed_on) == (None, None)


def test_interactions_before_it_was_closed_and_too_few_after_say_nothing(engine: Engine) -> None:
    store(engine, [*calls("A1", TODAY - timedelta(days=4), 9, 9, 0), *calls("A1", TODAY, 4, 4, 100)])
    with writing(engine) as connection:
        coaching.save(connection, [CLOSED])
    assert settle(engine) == []
