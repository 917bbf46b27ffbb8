"""The life of a coaching task in the database: every step with its row and its audit entry, wrong people refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.engine import Engine

from inspection.coaching.task import Cause, CoachingKind, CoachingStatus, CoachingTask
from inspection.errors import AccessRefused, InputError, RecordsError
from inspection.people import Person
from records import audit, coaching, coaching_life, coaching_steps
from records.coaching_life import ManualTask
from records.database import reading, writing
from tests.records.coaching_site import (
    AGENT,
    LIFE,
    MORNING,
    OTHER_TRAINER,
    SECOND_AGENT,
    SUPERVISOR,
    TODAY,
    TRAINER,
    desk,
    register,
)

WISH = ManualTask(agents=("A1",), item="closing", reason="结束语常漏,客户电话 13800000000", trainer="lin")


def added(engine: Engine, wish: ManualTask = WISH) -> CoachingTask:
    register(engine)
    with writing(engine) as connection:
        return coaching_life.add(connection, desk(TRAINER), wish)


def test_a_task_lives_from_open_to_closed_and_every_step_is_kept(engine: Engine) -> None:
    task = added(engine)
    with writing(engine) as connection:
        planned = coaching_life.plan(connection, desk(TRAINER), task.task_id[:9], TODAY + timedelta(days=2))
        held = coaching_life.hold(connection, desk(TRAINER, 2), task.task_id, material="closing v2")
        said = coaching_life.acknowledge(connection, desk(AGENT, 3), task.task_id, "明白了")
        closed = coaching_life.close(connection, desk(TRAINER, 4), task.task_id)
    assert [t.status.value for t in (task, planned, held, said, closed)] == [
        *("open", "planned", "held", "acknowledged", "closed")
    ]
    assert (closed.held_on, closed.material, closed.closed_on) == (date(2026, 11, 22), "closing v2", date(2026, 11, 24))
    with reading(engine) as connection:
        steps = coaching_steps.of(connection, task.task_id)
        trail = audit.of(connection, f"coaching:{task.task_id}")
        assert set(coaching_steps.acknowledged_by(connection, task.task_id)) == {"A1"}
    assert [(s.step, s.before, s.after, s.who, s.role) for s in steps] == [
        ("add", None, "open", "lin", "trainer"),
        ("plan", "open", "planned", "lin", "trainer"),
        ("hold", "planned", "held", "lin", "trainer"),
        ("acknowledge", "held", "acknowledged", "wang", "agent"),
        ("close", "acknowledged", "closed", "lin", "trainer"),
    ]
    assert [e.action for e in trail] == [f"coaching_{s.step}" for s in steps]
    assert trail[2].after["material"] == "closing v2"
    assert "13800000000" not in task.reason + steps[0].comment


def test_the_wrong_people_are_refused_and_nothing_changes(engine: Engine) -> None:
    task = added(engine)
    attempts: list[tuple[Callable[..., CoachingTask], Person, str]] = [
        (coaching_life.hold, AGENT, "wrong_role"),
        (coaching_life.hold, OTHER_TRAINER, "not_own"),
        (coaching_life.close, AGENT, "wrong_role"),
    ]
    for step, person, code in attempts:
        with pytest.raises(AccessRefused) as refused, writing(engine) as connection:
            step(connection, desk(person), task.task_id)
        assert refused.value.code == code
    with writing(engine) as connection:
        coaching_life.hold(connection, desk(TRAINER), task.task_id)
    with pytest.raises(AccessRefused) as refused, writing(engine) as connection:
        coaching_life.acknowledge(connection, desk(SECOND_AGENT), task.task_id)
    assert refused.value.code == "not_own"
    with reading(engine) as connection:
        assert len(coaching_steps.of(connection, task.task_id)) == 2


def test_nobody_has_two_live_tasks_on_one_item(engine: Engine) -> None:
    task = added(engine)
    with pytest.raises(RecordsError) as double, writing(engine) as connection:
        coaching_life.add(connection, desk(TRAINER), WISH)
    assert double.value.code == "double"
    with writing(engine) as connection:
        coaching_life.cancel(connection, desk(TRAINER), task.task_id, "已离职")
        coaching_life.add(connection, desk(TRAINER, 1), WISH)


def test_the_night_makes_no_second_task_beside_one_a_person_made(engine: Engine) -> None:
    task = added(engine)
    found = CoachingTask(
        task_id="t-night", agent_id="A1", group="ecommerce", item="closing", kind=CoachingKind.INDIVIDUAL, priority=1,
        expected_points=3.0, reason="", evidence=(), trainer=None, due_on=TODAY, status=CoachingStatus.OPEN,
        period="2026-11", effect={}, agents=("A1",),
    )  # fmt: skip
    with writing(engine) as connection:
        coaching.replace_period(connection, "2026-11", [found])
        assert [t.task_id for t in coaching.queue(connection)] == [task.task_id]
        coaching_life.cancel(connection, desk(TRAINER), task.task_id, "不再需要")
        coaching.replace_period(connection, "2026-11", [found])
        assert {t.task_id for t in coaching.queue(connection)} == {task.task_id, "t-night"}
        coaching.replace_period(connection, "2026-12", [])
        assert len(list(coaching.queue(connection))) == 2


def test_of_a_group_task_the_last_acknowledgement_moves_it_on(engine: Engine) -> None:
    task = added(engine, ManualTask(agents=("A1", "A2"), item="closing", reason="新话术", trainer="lin"))
    assert (task.agent_id, task.agents) == (None, ("A1", "A2"))
    with writing(engine) as connection:
        coaching_life.hold(connection, desk(TRAINER), task.task_id)
        first = coaching_life.acknowledge(connection, desk(AGENT), task.task_id)
        again = coaching_life.acknowledge(connection, desk(AGENT), task.task_id)
        last = coaching_life.acknowledge(connection, desk(SECOND_AGENT), task.task_id)
    assert [t.status.value for t in (first, again, last)] == ["held", "held", "acknowledged"]


def test_several_tasks_become_one_and_point_at_it(engine: Engine) -> None:
    register(engine)
    with writing(engine) as connection:
        ones = [
            coaching_life.add(connection, desk(TRAINER), ManualTask(agents=(a,), item="closing", reason="漏结束语"))
            for a in ("A1", "A2")
        ]
        wish = ManualTask(agents=(), item="closing", reason="一起辅导", trainer="lin")
        new = coaching_life.group(connection, desk(TRAINER), [t.task_id for t in ones], wish)
        olds = [coaching.find(connection, t.task_id).task for t in ones]
    assert new.agents == ("A1", "A2")
    assert {(t.status.value, t.merged_into) for t in olds} == {("cancelled", new.task_id)}
    with pytest.raises(InputError, match="no group"), writing(engine) as connection:
        coaching_life.group(connection, desk(TRAINER), [new.task_id], wish)


def test_a_task_nobody_has_belongs_to_who_plans_it_and_may_be_given_away(engine: Engine) -> None:
    task = added(engine, ManualTask(agents=("A1",), item="closing", reason="x"))
    with writing(engine) as connection:
        planned = coaching_life.plan(connection, desk(OTHER_TRAINER), task.task_id, TODAY, cause=Cause.SCRIPT)
        assert (planned.trainer, planned.cause) == ("zhao", Cause.SCRIPT)
        assert coaching.loads(connection) == {"zhao": 1}
        given = coaching_life.reassign(connection, desk(SUPERVISOR), task.task_id, "lin")
        assert (given.trainer, given.status) == ("lin", CoachingStatus.PLANNED)
        with pytest.raises(InputError) as refused:
            coaching_life.reassign(connection, desk(SUPERVISOR), task.task_id, "wang")
        assert refused.value.code == "no_trainer"


def test_days_that_make_no_sense_are_refused(engine: Engine) -> None:
    task = added(engine)
    with pytest.raises(InputError, match="is past"), writing(engine) as connection:
        coaching_life.plan(connection, desk(TRAINER), task.task_id, TODAY - timedelta(days=1))
    with pytest.raises(InputError, match="still to come"), writing(engine) as connection:
        coaching_life.hold(connection, desk(TRAINER), task.task_id, on=TODAY + timedelta(days=1))


def test_of_two_who_take_a_step_at_the_same_moment_one_is_told(engine: Engine) -> None:
    task = added(engine)
    with writing(engine) as connection:
        seen = coaching.find(connection, task.task_id)
        assert coaching.move(connection, seen, {"status": "held"}, now=MORNING)
        assert not coaching.move(connection, seen, {"status": "cancelled"}, now=MORNING)
    assert LIFE.silent_days == 5
