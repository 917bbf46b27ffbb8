"""A coaching task (辅导任务): one agent or one group, one item, why, and what to play."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspection.coaching.clips import EvidenceRef

ESCALATES_FROM = 3


class CoachingKind(StrEnum):
    """Why there is a task."""

    INDIVIDUAL = "individual"
    COMMON_CAUSE = "common_cause"
    FATAL = "fatal"
    MANUAL = "manual"


class CoachingStatus(StrEnum):
    """Where a task stands; a suspected fatal waits until a person has confirmed it."""

    WAITING_FOR_REVIEW = "waiting_for_review"
    OPEN = "open"
    PLANNED = "planned"
    HELD = "held"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def is_live(self) -> bool:
        """Somebody still owes a step; such a task stands in the way of a second one on the same item."""
        return self not in (CoachingStatus.CLOSED, CoachingStatus.CANCELLED)

    @property
    def is_untouched(self) -> bool:
        """No person has decided anything yet: the machine may renew or drop it."""
        return self in (CoachingStatus.WAITING_FOR_REVIEW, CoachingStatus.OPEN)


class Cause(StrEnum):
    """What a common cause comes from (人/流程/系统/话术), as its owner finds out."""

    PEOPLE = "people"
    PROCESS = "process"
    SYSTEM = "system"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingTask:
    """One task. `agent_id` is None for a common cause, which belongs to the owner of `group`'s process.

    `priority` counts from 1 (first in the queue); `expected_points` are the points the period would have gained had
    the item failed no more often than with colleagues; `effect` holds the baseline the effect will be measured from
    (`baseline_unmet`, `baseline_applicable`, `group_unmet`, `group_applicable`), later the effect itself (points).
    `agents` take part: the agent alone, those of a group task; nobody for a common cause. `recurrence` counts the times
    this agent had to be coached on this item; from the third the supervisor is asked (`is_escalated`). `material` is
    what was taught with, `cause` what is behind a common cause, `merged_into` the task that took this one in.
    """

    task_id: str
    agent_id: str | None
    group: str
    item: str
    kind: CoachingKind
    priority: int
    expected_points: float
    reason: str
    evidence: tuple[EvidenceRef, ...]
    trainer: str | None
    due_on: date
    status: CoachingStatus
    period: str
    effect: Mapping[str, float]
    agents: tuple[str, ...] = ()
    recurrence: int = 1
    planned_on: date | None = None
    held_on: date | None = None
    closed_on: date | None = None
    material: str | None = None
    cause: Cause | None = None
    merged_into: str | None = None

    @property
    def is_escalated(self) -> bool:
        """Coached twice without lasting: more of the same will not do."""
        return self.recurrence >= ESCALATES_FROM
