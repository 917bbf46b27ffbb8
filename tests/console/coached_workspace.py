"""Coaching tasks at a centre with trainers, agents and a lead, for the tests of the coaching pages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from console.app import Serving
from inspection.coaching.clips import EvidenceRef, Example
from inspection.coaching.policy import coaching_policy_of
from inspection.coaching.task import CoachingKind, CoachingStatus, CoachingTask
from inspection.people import Person, PersonRole
from records import coaching
from records.database import writing
from records.workspace import Workspace
from tests.console.filled_workspace import call_of, evidence_at, fill
from tests.console.staff import register
from tests.inspection.result_cases import shipped

LIFE = coaching_policy_of(shipped("coaching.yaml"))
MONDAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # nine o'clock in Shanghai
LIN = Person(who="lin", roles=(PersonRole.TRAINER,))
WANG = Person(who="wang", roles=(PersonRole.AGENT,), agent_id="a7", team="a7 组")
SUN = Person(who="sun", roles=(PersonRole.AGENT,), agent_id="a8", team="a8 组")
ON_MONDAY = Serving(now=lambda: MORNING)


def clip(interaction_id: str, agent_id: str, example: Example) -> EvidenceRef:
    """A clip of one of the calls of `a_centre_that_coaches`."""
    words = evidence_at("我的退款怎么还没到", "退款怎么还没到")
    return EvidenceRef(
        source="drop", interaction_id=interaction_id, evaluation_id=f"e-drop-{interaction_id}", segment=0,
        agent_id=agent_id, example=example, business_date=date(2026, 9, 1), spans=(words,),
    )  # fmt: skip


def task(task_id: str, agent_id: str = "a7", **changes: object) -> CoachingTask:
    """An open task of an agent on the closing, due in a fortnight."""
    one = CoachingTask(
        task_id=task_id, agent_id=agent_id, group="g", item="closing", kind=CoachingKind.INDIVIDUAL, priority=1,
        expected_points=12.5, reason="结束语:12 次中 7 次未达标", trainer=None, due_on=MONDAY + timedelta(days=14),
        evidence=(clip("own-1", "a7", Example.WORST), clip("other-1", "a8", Example.COLLEAGUE)),
        status=CoachingStatus.OPEN, period="2026-11", effect={}, agents=(agent_id,),
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def a_centre_that_coaches(folder: Path, *tasks: CoachingTask) -> Path:
    """A call each of a7 and a8, everybody registered, and these tasks (one open task of a7 without any)."""
    fill(folder, [call_of("own-1"), call_of("other-1", agent_id="a8")])
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        coaching.replace_period(connection, "2026-09", [])
        coaching.save(connection, tasks or (task("task_1"),))
    workspace.close()
    register(folder, LIN, WANG, SUN)
    return folder


def a_held_task_of(folder: Path, agent_id: str) -> str:
    """Put a held task of an agent into any workspace; its id."""
    workspace = Workspace.open(folder)
    one = task(
        "task_held", agent_id, status=CoachingStatus.HELD, held_on=date(2026, 9, 3), evidence=(), item="greeting"
    )
    with writing(workspace.engine) as connection:
        coaching.save(connection, [one])
    workspace.close()
    return one.task_id
