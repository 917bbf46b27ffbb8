"""The month's report a page or a file of fairness is about, kept for ten minutes: a big month takes seconds."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock

from console.pages.calibrations import desk
from console.pages.scorecards import months_before
from console.visit import Visit
from inspection.access.policy import Action
from inspection.errors import AccessRefused
from inspection.fairness.fairness_report import FairnessReport
from inspection.period import Period
from records import runs
from records.database import reading
from records.judges import fairness_reports
from records.workspace import Workspace

MONTHS = 12
AS_OF = timedelta(minutes=10)
_AT_HAND = 16
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenReport:
    """The report of the month and score asked for (None: there was no night yet).

    `at` is when it was worked out, `months` what may be asked for.
    """

    report: FairnessReport | None
    months: tuple[str, ...]
    at: datetime


class _Remembered:
    """The reports of the last minutes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[Key, tuple[datetime, FairnessReport]] = OrderedDict()

    def find(self, key: Key, now: datetime) -> tuple[datetime, FairnessReport] | None:
        with self._lock:
            found = self._known.get(key)
        return found if found is not None and timedelta() <= now - found[0] < AS_OF else None

    def keep(self, key: Key, now: datetime, report: FairnessReport) -> None:
        with self._lock:
            self._known[key] = (now, report)
            self._known.move_to_end(key)
            while len(self._known) > _AT_HAND:
                self._known.popitem(last=False)


_REMEMBERED = _Remembered()


def chosen_report(workspace: Workspace, visit: Visit) -> ChosenReport | None:
    """Query: `month` (default: the one of the last night), `score`.

    None for who does not see the whole centre (groups are compared with all others), or whom judges.yaml does not let
    see it.
    """
    if visit.viewer is None or not visit.sight(Action.READ_FAIRNESS).is_everything:
        return None
    with reading(workspace.engine) as connection:
        run = runs.latest(connection)
    if run is None:
        return ChosenReport(report=None, months=(), at=visit.at)
    newest = Period.month(run.business_date)
    months = (newest.label, *months_before(newest, MONTHS - 1))
    asked = visit.asked("month")
    month = Period.month(date.fromisoformat(f"{asked}-01")) if asked in months else newest
    score = visit.asked("score") if visit.asked("score") in fairness_reports.SCORE_NAMES else "machine"
    seat = desk.desk_of(workspace, visit.viewer.person, visit.at)
    key = (workspace.workspace_id, month.label, score)
    found = _REMEMBERED.find(key, visit.at)
    try:
        with reading(workspace.engine) as connection:
            if found is None:
                report = fairness_reports.month_report(connection, seat, month, score)
                found = (visit.at, report)
                _REMEMBERED.keep(key, *found)
            else:
                fairness_reports.demand(seat)
    except AccessRefused:
        return None
    return ChosenReport(report=found[1], months=months, at=found[0])
