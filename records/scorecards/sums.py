"""Leaf sums in the database: the night keeps those of the days it touched, reports add them up.

The machine's part of a day changes only when the night judges it again, and the night counts it then. What people
decide (human and published scores, confirmed fatals) changes all day: before a report, the days somebody decided on
since are found in the audit trail and only those columns are summed again, in the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.period import Period
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.leaves import Leaf, LeafCounter, LeafKey
from inspection.service_facts import service_facts
from inspection.sla import SlaPolicy
from records import evaluations as stored_evaluations
from records import interactions
from records.by_interaction import partitions
from records.scorecards.contact_outcomes import keep_outcomes, outcomes_between
from records.scorecards.human_sums import renew_human_sums
from records.scorecards.leaf_rows import from_row, key_of_row, to_details, to_sums
from records.scorecards.tables import scorecard_days, scorecard_details, scorecard_sums
from records.tables import audit_trail, evaluations

AT_ONCE = 500
DAY, MONTH = "day", "month"
# Transactions get their number in the audit trail before they commit; how far behind the newest one may be.
OVERTAKEN = 5000
_OF_EVALUATION = "evaluation:"


def keep_days(connection: Connection, days: Iterable[date], policy: ScorecardPolicy, sla: SlaPolicy) -> None:
    """Count these business days anew, see whether customers of the week before came back, add the months up."""
    wanted = sorted(set(days))
    for day in wanted:
        _replace(connection, DAY, day, _counted(connection, day, policy, sla))
        connection.execute(sa.delete(scorecard_days).where(scorecard_days.c.business_date == day))
        row = {"business_date": day, "read_to": _newest_decision(connection)}
        connection.execute(sa.insert(scorecard_days).values(row))
    if wanted:
        keep_outcomes(connection, wanted[0], wanted[-1], policy)
    add_up_months(connection, wanted)


def add_up_months(connection: Connection, days: Iterable[date]) -> None:
    """Add the days of these days' months up: reports of whole months read these sums alone."""
    for first in sorted({day.replace(day=1) for day in days}):
        month: dict[LeafKey, Leaf] = defaultdict(Leaf)
        for key, leaf in _leaves(connection, DAY, first, Period.month(first).end):
            month[key._replace(business_date=first)].add(leaf)
        _replace(connection, MONTH, first, month)


def keep_current(connection: Connection, policy: ScorecardPolicy, sla: SlaPolicy) -> tuple[date, ...]:
    """Bring the sums up to what is known now; returns the days that were counted anew (none, once a night has run).

    Days without sums (a workspace of an older version) are counted; where people decided since, their columns are
    renewed.
    """
    uncounted = days_without_sums(connection)
    keep_days(connection, uncounted, policy, sla)
    read_to = connection.execute(sa.select(sa.func.min(scorecard_days.c.read_to))).scalar_one()
    newest = _newest_decision(connection)
    if read_to is not None and read_to < newest:
        renew_human_sums(connection, _decided_since(connection, read_to - OVERTAKEN), policy.pass_from_points)
        connection.execute(sa.update(scorecard_days).values(read_to=newest))
    return uncounted


def days_without_sums(connection: Connection) -> tuple[date, ...]:
    """Business days with evaluations nobody counted, in order."""
    judged = sa.select(evaluations.c.business_date).distinct()
    missing = judged.where(evaluations.c.business_date.not_in(sa.select(scorecard_days.c.business_date)))
    return tuple(connection.execute(missing.order_by(evaluations.c.business_date)).scalars())


def newest_month(connection: Connection) -> tuple[date, date]:
    """The month of the last day that was counted; RecordsError when there is none."""
    newest: date | None = connection.execute(sa.select(sa.func.max(scorecard_days.c.business_date))).scalar_one()
    if newest is None:
        raise RecordsError("nothing was judged yet", "run mingjian nightly first")
    month = Period.month(newest)
    return month.start, month.end


def leaves_between(connection: Connection, first: date, last: date) -> dict[LeafKey, Leaf]:
    """Every leaf of the business days (both included); those of whole months stand under the first of the month."""
    leaves: dict[LeafKey, Leaf] = {}
    for span, begin, end in spans(first, last):
        leaves.update(_leaves(connection, span, begin, end))
    for place, outcomes in outcomes_between(connection, first, last):
        outcomes.count_in(leaves.setdefault(LeafKey(*place, ""), Leaf()).cell.service)
    return leaves


def spans(first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """A stretch of days as whole months and the days beside them, in order."""
    begin = first
    while begin <= last:
        month = Period.month(begin)
        whole = begin == month.start and month.end <= last
        end = min(month.end, last)
        yield (MONTH if whole else DAY), begin, end
        begin = end + timedelta(days=1)


def _leaves(connection: Connection, span: str, first: date, last: date) -> Iterator[tuple[LeafKey, Leaf]]:
    """Leaves of one span; a month's is found under its first day."""
    s, d = scorecard_sums.c, scorecard_details.c
    same = sa.and_(*(s[name] == d[name] for name in ("span", *LeafKey._fields)))
    chosen = sa.select(scorecard_sums, d.packed).join(scorecard_details, same)
    chosen = chosen.where(s.span == span, s.business_date.between(first, last))
    for row in connection.execute(chosen.execution_options(yield_per=AT_ONCE)):
        yield key_of_row(row), from_row(row)


def _replace(connection: Connection, span: str, day: date, leaves: Mapping[LeafKey, Leaf]) -> None:
    for table, to_row in ((scorecard_sums, to_sums), (scorecard_details, to_details)):
        connection.execute(sa.delete(table).where(table.c.span == span, table.c.business_date == day))
        for batch in partitions(iter(leaves.items()), AT_ONCE):
            connection.execute(sa.insert(table), [to_row(key, leaf) | {"span": span} for key, leaf in batch])


def _counted(connection: Connection, day: date, policy: ScorecardPolicy, sla: SlaPolicy) -> dict[LeafKey, Leaf]:
    counter = LeafCounter(policy.pass_from_points, sla, policy.zone)
    for stored in interactions.between(connection, day, day):
        counter.serve(
            service_facts(stored.interaction, stored.business_date, hours=sla.hours, topic_column=policy.topic_column)
        )
    for evaluation in stored_evaluations.between(connection, day, day):
        counter.judge(evaluation)
    return counter.counted()


def _newest_decision(connection: Connection) -> int:
    return connection.execute(sa.select(sa.func.max(audit_trail.c.number))).scalar_one() or 0


def _decided_since(connection: Connection, number: int) -> list[date]:
    """Days of the evaluations that somebody decided on after this entry of the audit trail, in order."""
    trail = audit_trail.c
    evaluation_id = sa.func.substr(trail.subject, len(_OF_EVALUATION) + 1)
    changed = sa.select(evaluation_id).where(
        trail.number > number, trail.action == "change", trail.subject.startswith(_OF_EVALUATION)
    )
    days = sa.select(evaluations.c.business_date).distinct().where(evaluations.c.evaluation_id.in_(changed))
    return list(connection.execute(days.order_by(evaluations.c.business_date)).scalars())
