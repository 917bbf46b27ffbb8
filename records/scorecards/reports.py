"""Reports for pages, commands and sheets: one member's scorecard, or all members of a grouping side by side.

Plain functions of a connection and values. They read leaf sums only; `scorecard_sums.keep_current` (which writes)
brings those up to date first.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.intervals import Figure, Moments
from inspection.ledger import Ending
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.case_mix import CaseMix, case_mix
from inspection.scorecards.course import Course, Courses
from inspection.scorecards.grouping import Grouping, Totals, totals
from inspection.scorecards.league import LeagueRow, league
from inspection.scorecards.leaves import UNASSIGNED
from inspection.scorecards.peers import Peers
from inspection.scorecards.report import MemberReport, member_report
from inspection.scorecards.trend import Trend, trend
from inspection.service_metrics import coverage
from records.scorecards.sums import DAY, leaves_between
from records.scorecards.tables import scorecard_sums
from records.tables import ledger

_SHOWN_NAMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class League:
    """All members of a grouping in a period, what the mix does to their scores, and how much was listened to at all."""

    grouping: Grouping
    first: date
    last: date
    rows: tuple[LeagueRow, ...]
    mix: CaseMix
    coverage: Mapping[str, Figure]


def report_of(
    connection: Connection, grouping: Grouping, name: str, first: date, last: date, policy: ScorecardPolicy
) -> MemberReport:
    """The scorecard of one member over the business days (both included).

    RecordsError when nothing was counted for it; the message names some who are there.
    """
    sums = totals(leaves_between(connection, first, last), grouping, policy.costs)
    if name not in sums.members or not sums.members[name].cell.scores.evaluations:
        raise _nobody(sums, name, first, last)
    peers = Peers(sums, sums.peers_of(name), policy.minimum_n)
    course = _trends(connection, grouping, last, policy, {name})[name]
    return member_report(sums, name, (first, last), policy, peers=peers, mix=_mix(sums), trend=course)


def league_of(connection: Connection, grouping: Grouping, first: date, last: date, policy: ScorecardPolicy) -> League:
    """Everybody of a grouping over the business days (both included), by name."""
    sums = totals(leaves_between(connection, first, last), grouping, policy.costs)
    names = {name for name, member in sums.members.items() if member.cell.scores.evaluations}
    trends = _trends(connection, grouping, last, policy, names)
    mix = _mix(sums)
    rows = league(sums, policy, mix=mix, trends=trends)
    listened = coverage_between(connection, first, last, policy.minimum_n)
    return League(grouping=grouping, first=first, last=last, rows=rows, mix=mix, coverage=listened)


def coverage_between(connection: Connection, first: date, last: date, minimum_n: int) -> dict[str, Figure]:
    """Machine-scored of eligible, eligible of all contacts, scored of all contacts: from the ledger of these days."""
    columns = (ledger.c.ending, sa.func.count().label("n"))
    chosen = sa.select(*columns).where(ledger.c.business_date.between(first, last)).group_by(ledger.c.ending)
    counts: dict[str, int] = {row.ending: row.n for row in connection.execute(chosen)}
    contacts = sum(counts.values())
    scored = counts.get(Ending.SCORED.value, 0)
    return coverage(scored, contacts - counts.get(Ending.EXCLUDED.value, 0), contacts, minimum_n=minimum_n)


def _mix(sums: Totals) -> CaseMix:
    return case_mix(
        (cell for cell in sums.mix if cell.member != UNASSIGNED), spread_points=max(sums.spread_points, 1e-9)
    )


def _trends(
    connection: Connection, grouping: Grouping, last: date, policy: ScorecardPolicy, names: set[str]
) -> dict[str, Trend]:
    """The course of each up to `last`, each against all others of the grouping."""
    first = last - timedelta(weeks=policy.trend_weeks) + timedelta(days=1)
    alike = grouping not in (Grouping.ALL, Grouping.CHANNEL, Grouping.FORM)  # forms of their own: nothing to compare
    courses = Courses(_courses(connection, grouping, first, last), compared=alike)
    return {name: trend(courses.steps_of(name)) for name in sorted(names)}


def _courses(connection: Connection, grouping: Grouping, first: date, last: date) -> dict[str, Course]:
    """Machine scores by member and day, added up in the database."""
    c = scorecard_sums.c
    member: sa.ColumnElement[Any] = (
        sa.literal(grouping.value)
        if grouping is Grouping.ALL
        else c["agent_id" if grouping is Grouping.AGENT else grouping.value]
    )
    n = sa.func.sum(c.machine_n + c.machine_zeroed)
    sums = (n.label("n"), sa.func.sum(c.machine_total).label("total"), sa.func.sum(c.machine_squares).label("squares"))
    chosen = sa.select(member.label("member"), c.business_date, *sums).where(
        c.span == DAY, c.business_date.between(first, last)
    )
    found: dict[str, dict[date, Moments]] = defaultdict(dict)
    for row in connection.execute(chosen.group_by(sa.text("member"), c.business_date)):
        if row.n:
            found[row.member][row.business_date] = Moments(row.n, row.total, row.squares)
    return dict(found)


def _nobody(sums: Totals, name: str, first: date, last: date) -> RecordsError:
    known = sorted(other for other, member in sums.members.items() if member.cell.scores.evaluations)
    some = ", ".join(known[:_SHOWN_NAMES]) + (", ..." if len(known) > _SHOWN_NAMES else "")
    return RecordsError(
        f"nothing was judged for {sums.grouping.value} '{name}' from {first} to {last}",
        f"there are: {some}" if known else "choose days on which a night ran",
    )
