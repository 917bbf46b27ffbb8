"""The quarantine page: the newest input that was put aside, why, and what to do; never its content."""

from dataclasses import dataclass

from console.figures import moment
from console.frame import PageContext, frame_of
from console.paging import Page, page_of
from console.visit import Visit
from inspection.access.policy import Action
from records import quarantined
from records.quarantined import Quarantined
from records.workspace import Workspace

NEWEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineRow:
    """One copy: where it lies in the quarantine folder, what it came as, why it was put aside, what to do."""

    place: str
    came_as: str
    interaction_id: str
    code_name: str
    reason: str
    advice: str
    retryable: bool
    at: str
    kilobytes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantine(PageContext):
    """The newest copies; `total` of all (`is_cut`: at least so many). Who does not see everything sees none."""

    rows: Page[QuarantineRow]
    total: int
    is_cut: bool
    sees_all: bool


def build(workspace: Workspace, visit: Visit) -> Quarantine:
    """Query: `page`. What could not be read belongs to nobody: only who sees the whole centre sees it."""
    sees_all = visit.sight(Action.READ_NIGHT).is_everything
    found = quarantined.state_of(workspace.quarantine, NEWEST if sees_all else 0)
    return Quarantine(
        frame=frame_of(visit, visit.w["ops_quarantine"], "operations"),
        w=visit.w,
        rows=page_of(found.newest, visit, lambda one: _row(one, visit)),
        total=found.total if sees_all else 0,
        is_cut=found.is_cut,
        sees_all=sees_all,
    )


def _row(one: Quarantined, visit: Visit) -> QuarantineRow:
    w, advice = visit.w, visit.w.of("advice", one.code)
    came_as = one.source_file or "–"
    return QuarantineRow(
        place=one.place,
        came_as=f"{came_as}:{one.row}" if one.row else came_as,
        interaction_id=one.interaction_id or "–",
        code_name=w.of("code", one.code),
        reason=one.reason,
        advice=advice if advice != one.code else w["ops_no_advice"],
        retryable=one.retryable,
        at=moment(one.at),
        kilobytes=f"{one.size_bytes / 1000:.1f} kB",
    )
