"""Coaching tasks in words: whom to coach on what, why, and the very places to show."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from console.figures import points
from console.links import clip_url, task_url
from console.words import Words
from inspection.coaching.clips import EvidenceRef
from inspection.coaching.task import CoachingTask

ToSee = Callable[[EvidenceRef], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One interaction to show: `words` are what was said there (may be empty).

    `url` leads to the item; it and `interaction_id` are empty where whoever looks may not see it (a colleague's).
    """

    url: str
    interaction_id: str
    example: str
    kind: str
    words: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task in words; `who` is the agent, the agents of a group task, or the group of a common cause."""

    task_id: str
    url: str
    priority: int
    who: str
    item: str
    kind: str
    reason: str
    expected_points: str
    due_on: str
    is_late: bool
    planned_on: str
    state: str
    status: str
    trainer: str
    times: int
    clips: tuple[Clip, ...]


def task_row(
    task: CoachingTask,
    w: Words,
    *,
    today: date | None = None,
    agents: Collection[str] | None = None,
    may_open: ToSee | None = None,
) -> TaskRow:
    """The task in words; `agents` are those whoever looks may know (None: all), `may_open` says which clips."""
    return TaskRow(
        task_id=task.task_id,
        url=task_url(task.task_id),
        priority=task.priority,
        who=_who(task, agents, w),
        item=w.of("item", task.item),
        kind=w.of("coaching", task.kind.value),
        reason=task.reason,
        expected_points=points(task.expected_points),
        due_on=task.due_on.isoformat(),
        is_late=today is not None and task.status.is_live and task.due_on < today,
        planned_on=task.planned_on.isoformat() if task.planned_on else "",
        state=w.of("task_status", task.status.value),
        status=task.status.value,
        trainer=task.trainer or "–",
        times=task.recurrence,
        clips=tuple(_clip(clip, task.item, w, may_open) for clip in task.evidence),
    )


def _who(task: CoachingTask, agents: Collection[str] | None, w: Words) -> str:
    if len(task.agents) <= 1:
        return task.agent_id or (task.agents[0] if task.agents else task.group)
    known = [agent for agent in task.agents if agents is None or agent in agents]
    others = len(task.agents) - len(known)
    return ", ".join([*known, *([w["coach_others"].format(n=others)] if others else [])])


def _clip(clip: EvidenceRef, item_id: str, w: Words, may_open: ToSee | None) -> Clip:
    is_open = may_open is None or may_open(clip)
    return Clip(
        url=clip_url(clip, item_id) if is_open else "",
        interaction_id=clip.interaction_id if is_open else "",
        example=w.of("example", clip.example.value),
        kind=clip.example.value,
        words=next((span.text for span in clip.spans if span.text), ""),
        day=clip.business_date.isoformat() if is_open else "",
    )
