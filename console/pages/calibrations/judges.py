"""How people judge (评分人的表现): hidden gold, and drift against one's own past and beyond colleagues. Read only."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from console.frame import PageContext, frame_of
from console.pages.calibrations import desk
from console.pages.calibrations.agreement_words import share_words, signed_words
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.judges.gold_accuracy import GoldAccuracy
from inspection.judges.reviewer_drift import ReviewerDrift
from records import appeal_rules
from records.database import reading
from records.judges import gold, reviewer_verdicts
from records.workspace import Workspace

_POINTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLine:
    """One reviewer on gold they did not know to be gold; shares with intervals, in words."""

    who: str
    cases: int
    right: str
    found: str
    blamed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftLine:
    """One reviewer: changes in percentage points of verdicts (positive is stricter), `alarms` what is beyond chance."""

    who: str
    reviews: str
    own: str
    beyond: str
    apart: str
    alarms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges(PageContext):
    """How people judge, over the days `judges.yaml` names."""

    gold: tuple[GoldLine, ...]
    drift: tuple[DriftLine, ...]
    drift_title: str


def build(workspace: Workspace, visit: Visit) -> Judges | None:
    """Up to the end of the centre's day; None for who does not see the whole centre: reviewers judge all of it."""
    if visit.viewer is None or not visit.sight(Action.READ_JUDGES).is_everything:
        return None
    w, zone = visit.w, appeal_rules.calendar_in(workspace.path).zone
    seat = desk.desk_of(workspace, visit.viewer.person, visit.at)
    rules = seat.policy.drift
    until = datetime.combine(visit.at.astimezone(zone).date() + timedelta(days=1), time(), zone)
    first = until - timedelta(days=rules.now_days + rules.before_days)
    with reading(workspace.engine) as connection:
        drift = reviewer_verdicts.drift_until(connection, seat, until, zone)
        accuracy = gold.results(connection, seat, first, until)
    return Judges(
        frame=frame_of(visit, w["judges_title"], "calibrations"),
        w=w,
        gold=tuple(_gold(one, w) for one in accuracy),
        drift=tuple(_drift(one, w) for one in drift),
        drift_title=w["judges_drift"].format(now=rules.now_days, before=rules.before_days),
    )


def _gold(one: GoldAccuracy, w: Words) -> GoldLine:
    return GoldLine(
        who=one.who,
        cases=one.cases,
        right=share_words(one.right, w),
        found=share_words(one.found, w),
        blamed=share_words(one.blamed, w),
    )


def _drift(one: ReviewerDrift, w: Words) -> DriftLine:
    return DriftLine(
        who=one.who,
        reviews=f"{one.interactions_now} / {one.interactions_before}",
        own=signed_words(one.own_change, _POINTS),
        beyond=signed_words(one.beyond, _POINTS),
        apart=signed_words(one.apart, _POINTS),
        alarms=", ".join(w.of("drift_alarm", alarm.value) for alarm in one.alarms),
    )
