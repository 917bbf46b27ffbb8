"""The words of a coaching task are those of the contract, and a task cannot be changed in place."""

from dataclasses import FrozenInstanceError, fields

import pytest

from inspection.coaching.task import CoachingKind, CoachingTask
from tests.inspection.coaching.test_writer import WEAK, WRITER

CONTRACT = {
    "task_id", "agent_id", "item", "kind", "priority", "evidence", "trainer", "due_on", "status", "effect"
}  # fmt: skip


def test_every_field_of_the_contract_is_there() -> None:
    assert {f.name for f in fields(CoachingTask)} >= CONTRACT
    assert [kind.value for kind in CoachingKind] == ["individual", "common_cause", "fatal", "manual"]


def test_a_task_is_frozen() -> None:
    task = WRITER.individual("ecommerce", WEAK, 10.0).task
    with pytest.raises(FrozenInstanceError):
        task.trainer = "T9"  # type: ignore[misc]
