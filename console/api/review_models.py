"""What goes in and out with reviews."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from console.api.list_queries import ListQuery
from inspection.evaluation import ItemState
from inspection.evidence import Evidence
from inspection.interaction import Role, Turn
from inspection.item_verdicts import MachineWas
from inspection.review_queue import Purpose
from inspection.review_steps import TaskState
from inspection.submission import MAX_SECONDS, GivenVerdict
from inspection.work_sheet import AskedItem, LiveScore, WorkSheet
from records.review_queue import QueuedTask


class ReviewsQuery(ListQuery):
    """What the queue may be asked for."""

    state: Literal["open", "submitted", "withdrawn"] | None = Field(None, description="open: held ones as well")
    purpose: Purpose | None = None
    agent_id: str | None = Field(None, max_length=300)
    team: str | None = Field(None, max_length=300)
    channel: str | None = Field(None, max_length=300)
    queue: str | None = Field(None, max_length=300)
    assignee: str | None = Field(None, max_length=300)
    source: str | None = Field(None, max_length=300)
    interaction_id: str | None = Field(None, max_length=300)


class ReviewRow(BaseModel):
    """One task of the queue. Of a blind one `weight`, `due_at` and `reason` are empty: they tell of the machine."""

    task_id: str
    evaluation_id: str
    source: str
    interaction_id: str
    segment: int
    business_date: date
    agent_id: str | None
    team: str | None
    channel: str
    queue: str | None
    language: str | None
    purpose: Purpose
    rank: int
    weight: float | None
    items: list[str]
    blind: bool
    selection: str
    reason: str
    created_at: datetime
    due_at: datetime | None
    assignee: str | None
    of_task: str | None
    state: TaskState
    holder: str | None
    expires_at: datetime | None
    submitted_by: str | None
    submitted_at: datetime | None


class ReviewsPage(BaseModel):
    """A page of the queue."""

    rows: list[ReviewRow]
    next: str | None = Field(description="cursor of the next page; null on the last one")


class HeldReviews(BaseModel):
    """Reviews as they stand after a step; empty when nothing was left to take."""

    rows: list[ReviewRow]


class SheetTurn(BaseModel):
    """A masked turn of the interaction."""

    turn: int
    sender: Role
    text: str
    start_s: float | None
    end_s: float | None


class Sheet(BaseModel):
    """The work sheet of one review: what is asked, and of the machine's verdict only what may be seen."""

    task: ReviewRow
    blind: bool
    items: list[AskedItem]
    live: LiveScore
    turns: list[SheetTurn]


class EvidenceAt(BaseModel):
    """Where it happened: a turn, and in it a half-open span of code points (the whole turn without one)."""

    model_config = ConfigDict(extra="forbid")
    turn: int = Field(ge=0, le=1_000_000)
    start_char: int | None = Field(None, ge=0, le=10_000_000)
    end_char: int | None = Field(None, ge=0, le=10_000_000)


class VerdictGiven(BaseModel):
    """A person's verdict on one item. `points` and `fatal` may be left out: as the form says."""

    model_config = ConfigDict(extra="forbid")
    item: str = Field(min_length=1, max_length=200)
    state: ItemState
    points: float | None = Field(None, ge=-1000, le=1000)
    fatal: bool | None = None
    reason_code: str = Field("", max_length=100)
    evidence: list[EvidenceAt] = Field([], max_length=50)
    seconds_spent: float | None = Field(None, ge=0, le=MAX_SECONDS)


class Submission(BaseModel):
    """The verdicts of a review; `correct` changes those submitted before."""

    model_config = ConfigDict(extra="forbid")
    verdicts: list[VerdictGiven] = Field(min_length=1, max_length=300)
    seconds_spent: float | None = Field(None, ge=0, le=MAX_SECONDS, description="null: since it was taken")
    correct: bool = False


class SubmittedReview(BaseModel):
    """What became of a submission: whether the machine had been right, item by item, and the score now."""

    task_id: str
    machine_was: dict[str, MachineWas]
    score: LiveScore


class TakeNext(BaseModel):
    """Nothing to say: the queue decides what is next."""

    model_config = ConfigDict(extra="forbid")


class WhyReleased(BaseModel):
    """Why it is given back, for the audit trail."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field("released", min_length=1, max_length=500)


def task_row(queued: QueuedTask) -> ReviewRow:
    """A task as the queue tells it; of a blind one nothing that tells of the machine."""
    task = queued.task
    known = {name: getattr(task, name) for name in type(task).__dataclass_fields__ if name in ReviewRow.model_fields}
    if task.blind:
        known |= {"due_at": None, "reason": "", "weight": None, "rank": task.purpose.rank}
    state = {
        "state": queued.state, "holder": queued.holder, "expires_at": queued.expires_at,
        "submitted_by": queued.submitted_by, "submitted_at": queued.submitted_at,
    }  # fmt: skip
    return ReviewRow.model_validate(known | state | {"items": list(task.items)})


def sheet_model(queued: QueuedTask, sheet: WorkSheet, turns: Sequence[Turn]) -> Sheet:
    """The sheet with the words it is about."""
    said = [SheetTurn(turn=t.index, sender=t.sender, text=t.text, start_s=t.start_s, end_s=t.end_s) for t in turns]
    return Sheet(task=task_row(queued), blind=sheet.blind, items=list(sheet.items), live=sheet.live, turns=said)


def given_verdicts(verdicts: Sequence[VerdictGiven]) -> list[GivenVerdict]:
    """Verdicts as the records take them."""
    return [
        GivenVerdict(
            item=one.item,
            state=one.state,
            points=one.points,
            fatal=one.fatal,
            reason_code=one.reason_code,
            evidence=tuple(map(_evidence, one.evidence)),
            seconds_spent=one.seconds_spent,
        )
        for one in verdicts
    ]


def _evidence(at: EvidenceAt) -> Evidence:
    return Evidence(
        turn=at.turn, start_char=at.start_char, end_char=at.end_char, start_s=None, end_s=None, text="",
        operator="person", value="", threshold="",
    )  # fmt: skip
