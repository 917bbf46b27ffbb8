"""The form of one review on the page of its interaction: what is asked, what is chosen, what is still lacking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from console.evidence_marks import EvidenceMarks
from console.figures import points, time_of_day
from console.form_fields import NO_FIELDS, FormFields
from console.pages.review_rows import AskedRow, FoundRow, asked_row, found_rows
from console.pages.verdict_fields import found_lines, typed_lines
from console.words import Words
from inspection.verdicts_so_far import Lacking
from inspection.work_sheet import LiveScore, WorkSheet
from records.review_queue import QueuedTask


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveView:
    """What the evaluation comes to so far; `machine` and `corrected` are empty on a blind sheet.

    `corrected` is the machine's score with people's verdicts in place of its own: a figure to work by, never published.
    """

    machine: str
    corrected: str
    human: str
    judged: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewForm:
    """The whole form. `problem` says why it could not be taken, `more` how many reviews of the group wait after it.

    `opened_at` is when the person began (ISO 8601), `queue` the filter of the queue they came from.
    """

    task_id: str
    purpose: str
    until: str
    is_blind: bool
    is_correction: bool
    rows: tuple[AskedRow, ...]
    found: tuple[FoundRow, ...]
    live: LiveView
    problem: str
    more: int
    opened_at: str
    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was sent and could not be taken: shown again, with what is missing and why."""

    fields: FormFields = NO_FIELDS
    lacking: Mapping[str, Lacking] | None = None
    problem: str = ""


def review_form(
    sheet: WorkSheet,
    queued: QueuedTask,
    marks: EvidenceMarks,
    w: Words,
    *,
    typed: Typed,
    more: int,
    at: datetime,
    queue: str,
) -> ReviewForm:
    """The form of a sheet; evidence of the asked items is marked in the transcript on the way."""
    lines = {line.item: line for line in typed_lines(typed.fields)}
    asked = [item for item in sheet.items if item.asked]
    is_correction = queued.submitted_by is not None
    return ReviewForm(
        task_id=sheet.task.task_id,
        purpose=w.of("purpose", sheet.task.purpose.value),
        until=time_of_day(queued.expires_at) if queued.expires_at else "",
        is_blind=sheet.blind,
        is_correction=is_correction,
        rows=tuple(asked_row(item, lines.get(item.id), sheet, marks, w, typed.lacking or {}) for item in asked),
        found=() if sheet.blind else found_rows(sheet, found_lines(typed.fields), w),
        live=live_view(sheet.live, w, is_blind=sheet.blind),
        problem=typed.problem,
        more=more,
        opened_at=typed.fields.one("opened_at") or at.isoformat(),
        queue=queue,
    )


def live_view(live: LiveScore, w: Words, *, is_blind: bool) -> LiveView:
    """The score so far, in words; `live` as if every rule counted alone."""
    return LiveView(
        machine="" if is_blind else points(live.machine),
        corrected="" if is_blind else w.of("hold", live.hold.value) if live.hold else points(live.published),
        human=points(live.human),
        judged=points(live.human_points_judged),
    )
