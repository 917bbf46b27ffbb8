"""A coaching task (辅导任务): one agent or one group, one item, why, and what to play."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspection.coaching_evidence import EvidenceRef


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
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingTask:
    """One task. `agent_id` is None for a common cause, which belongs to the owner of `group`'s process.

    `priority` counts from 1 (first in the queue); `expected_points` are the points the period would have gained had
    the item failed no more often than with colleagues; `effect` holds the baseline the effect will be measured from
    (`baseline_unmet`, `baseline_applicable`, `group_unmet`, `group_applicable`).
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
