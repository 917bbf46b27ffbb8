"""The coaching page: whom to coach on what, why, and the very places to show."""

from dataclasses import dataclass

from console.figures import points
from console.frame import PageContext, frame_of
from console.links import clip_url
from console.paging import Page, page_of
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.coaching.clips import EvidenceRef
from inspection.coaching.task import CoachingTask
from inspection.period import Period
from records import coaching, runs
from records.database import reading
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One interaction to show: its `url` leads to the item; `words` are what was said there (may be empty)."""

    url: str
    interaction_id: str
    example: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task in words; `who` is the agent, or the group of a common cause."""

    priority: int
    who: str
    item: str
    kind: str
    reason: str
    expected_points: str
    due_on: str
    state: str
    trainer: str
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching(PageContext):
    """The queue of a period, most urgent first; `period` is empty before the first night."""

    period: str
    tasks: Page[TaskRow]


def build(workspace: Workspace, visit: Visit) -> Coaching:
    """Query: `period` (default: the month of the last run), `page`."""
    w = visit.w
    with reading(workspace.engine) as connection:
        run = runs.latest(connection)
        period = visit.asked("period") or (Period.month(run.business_date).label if run else "")
        tasks = list(coaching.queue(connection, period, sight=visit.sight(Action.READ_COACHING))) if period else []
    return Coaching(
        frame=frame_of(visit, w["nav_coaching"], "coaching"),
        w=w,
        period=period,
        tasks=page_of(tasks, visit, lambda task: task_row(task, w)),
    )


def task_row(task: CoachingTask, w: Words) -> TaskRow:
    """The task in words."""
    return TaskRow(
        priority=task.priority,
        who=task.agent_id or task.group or "–",
        item=w.of("item", task.item),
        kind=w.of("coaching", task.kind.value),
        reason=task.reason,
        expected_points=points(task.expected_points),
        due_on=task.due_on.isoformat(),
        state=w.of("task_status", task.status.value),
        trainer=task.trainer or "–",
        clips=tuple(_clip(clip, task.item, w) for clip in task.evidence),
    )


def _clip(clip: EvidenceRef, item_id: str, w: Words) -> Clip:
    return Clip(
        url=clip_url(clip, item_id),
        interaction_id=clip.interaction_id,
        example=w.of("example", clip.example.value),
        words=next((span.text for span in clip.spans if span.text), ""),
    )
