"""The machine renews the coaching queue; what people decided stays."""

from dataclasses import replace
from datetime import date

from sqlalchemy.engine import Engine

from inspection.coaching.clips import EvidenceRef, Example
from inspection.coaching.task import CoachingKind, CoachingStatus, CoachingTask
from records import coaching
from records.database import reading, writing
from tests.records.judged_samples import GREETING, NIGHT

TASK = CoachingTask(
    task_id="t1",
    agent_id="a7",
    group="ecommerce_phone",
    item="greeting",
    kind=CoachingKind.INDIVIDUAL,
    priority=1,
    expected_points=4.5,
    reason="问候缺失 8/20",
    evidence=(
        EvidenceRef(source="drop", interaction_id="call-1", evaluation_id="e1", segment=0, agent_id="a7",
                    example=Example.WORST, business_date=NIGHT, spans=GREETING.evidence),
    ),
    trainer=None,
    due_on=date(2026, 9, 15),
    status=CoachingStatus.OPEN,
    period="2026-09",
    effect={"baseline_unmet": 8.0},
    agents=("a7",),
)  # fmt: skip
OTHER = replace(TASK, task_id="t2", agent_id=None, agents=(), kind=CoachingKind.COMMON_CAUSE, priority=2)


def renew(engine: Engine, *tasks: CoachingTask) -> None:
    with writing(engine) as connection:
        coaching.replace_period(connection, "2026-09", tasks)


def queue(engine: Engine, period: str | None = None) -> list[CoachingTask]:
    with reading(engine) as connection:
        return list(coaching.queue(connection, period))


def test_tasks_come_most_urgent_first(engine: Engine) -> None:
    renew(engine, OTHER, TASK)
    assert queue(engine) == queue(engine, "2026-09") == [TASK, OTHER]
    assert queue(engine, "2026-10") == []


def test_a_task_nobody_took_follows_the_machine(engine: Engine) -> None:
    renew(engine, TASK, OTHER)
    renewed = replace(TASK, reason="问候缺失 9/21", due_on=date(2026, 9, 16))
    renew(engine, renewed)
    assert queue(engine) == [replace(renewed, due_on=TASK.due_on)]  # a day once set does not run away from the trainer


def test_what_a_trainer_decided_survives_the_next_night(engine: Engine) -> None:
    taken = replace(TASK, trainer="培训师", due_on=date(2026, 9, 20), effect={"after": 1.0})
    with writing(engine) as connection:
        coaching.save(connection, [taken, replace(OTHER, status=CoachingStatus.CLOSED)])
    renew(engine, replace(TASK, reason="问候缺失 9/21"))
    assert queue(engine) == [replace(OTHER, status=CoachingStatus.CLOSED), replace(taken, reason="问候缺失 9/21")]


def test_a_manual_task_is_not_the_machines_to_delete(engine: Engine) -> None:
    manual = replace(TASK, task_id="m", kind=CoachingKind.MANUAL)
    with writing(engine) as connection:
        coaching.save(connection, [manual])
    renew(engine)
    assert queue(engine) == [manual]


def test_tasks_of_another_period_are_left_alone(engine: Engine) -> None:
    october = replace(TASK, task_id="o", period="2026-10")
    with writing(engine) as connection:
        coaching.replace_period(connection, "2026-10", [october])
    renew(engine)
    assert queue(engine) == [october]
