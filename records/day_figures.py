"""Day figures in the database: the night counts the days it touched, dashboards add them up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.day_figures import COMPLAINT_FLAGS, DayFigures, FiguresPlace
from inspection.interaction import Role
from inspection.intervals import Moments
from inspection.service_facts import TOPIC_COLUMN
from records import sentiment_courses, sight_filter
from records.by_interaction import partitions
from records.dashboard_tables import PLACE, SUMS
from records.dashboard_tables import day_figures as table
from records.dashboard_tables import day_subjects as subjects
from records.scorecards import sums as scorecard_sums
from records.scorecards.tables import scorecard_days
from records.scorecards.tables import scorecard_sums as scorecard_sums_table
from records.tables import flags, interactions

AT_ONCE = 200
_LONGEST_TOPIC = 80
_MOST_NAMES = 500
MOST_OLD_DAYS = 31
COURSE, TOPIC = "course", "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresFilter:
    """What is wanted; empty: everything."""

    team: str = ""
    channel: str = ""
    queue: str = ""


def keep_days(connection: Connection, days: Iterable[date], topic_column: str = TOPIC_COLUMN) -> None:
    """Count these business days anew; their scorecard sums must be there."""
    for day in sorted(set(days)):
        counted: dict[FiguresPlace, DayFigures] = defaultdict(DayFigures)
        _count_leaves(connection, day, counted)
        _count_conversations(connection, day, topic_column, counted)
        places = sorted(counted.items(), key=lambda pair: pair[0])
        rows = [_to_row(place, one) for place, one in places]
        for of, many in ((table, rows), (subjects, [row for pair in places for row in _subjects_of(*pair)])):
            connection.execute(sa.delete(of).where(of.c.business_date == day))
            if many:
                connection.execute(sa.insert(of), many)


def days_without(connection: Connection) -> list[date]:
    """Days of older versions, in order: those with scorecard sums that have no day figures, or figures by no queue.

    At most MOST_OLD_DAYS, the newest: a night has other work, and the next one takes the days before.
    """
    day, queue = scorecard_days.c.business_date, scorecard_sums_table.c.queue
    known = sa.exists().where(table.c.business_date == day)
    by_queue = sa.exists().where(table.c.business_date == day, table.c.queue != "")
    of_day = (scorecard_sums_table.c.span == scorecard_sums.DAY, scorecard_sums_table.c.business_date == day)
    has_queues = sa.exists().where(*of_day, queue != "")
    missing = sa.select(day).where(~known | (~by_queue & has_queues)).order_by(day.desc()).limit(MOST_OLD_DAYS)
    return sorted(connection.execute(missing).scalars())


def newest_day(connection: Connection, *, sight: Sight) -> date | None:
    """The last day with figures that are seen."""
    seen = sa.select(table.c.business_date).where(sight_filter.of_places(sight, table))
    return connection.execute(seen.order_by(table.c.business_date.desc()).limit(1)).scalar_one_or_none()


def oldest_day(connection: Connection) -> date | None:
    """The first day with figures."""
    first = sa.select(table.c.business_date).order_by(table.c.business_date).limit(1)
    return connection.execute(first).scalar_one_or_none()


def of_days(
    connection: Connection, days: Iterable[date], wanted: FiguresFilter, *, sight: Sight
) -> list[tuple[date, str, DayFigures]]:
    """These days by channel, over every place that is seen and wanted: (day, channel, sums)."""
    return _by_channel(connection, table.c.business_date.in_(sorted(set(days))), wanted, sight)


def between(
    connection: Connection, first: date, last: date, wanted: FiguresFilter, *, sight: Sight
) -> list[tuple[date, str, DayFigures]]:
    """The days from `first` to `last`, both included, in the same way."""
    return _by_channel(connection, table.c.business_date.between(first, last), wanted, sight)


def places_between(
    connection: Connection, first: date, last: date, wanted: FiguresFilter, *, sight: Sight
) -> Iterator[tuple[FiguresPlace, DayFigures]]:
    """The same at every place by itself, in order."""
    chosen = _chosen(table, table.c.business_date.between(first, last), wanted, sight)
    for row in connection.execute(sa.select(table).where(*chosen).order_by(*table.primary_key.columns)):
        yield FiguresPlace(row.business_date, *(getattr(row, name) for name in PLACE)), _from_row(row)


def subjects_between(
    connection: Connection, first: date, last: date, wanted: FiguresFilter, *, sight: Sight
) -> DayFigures:
    """What contacts of these days were about, and how customers' feeling went; nothing else of them."""
    c, whole = subjects.c, DayFigures()
    chosen = _chosen(subjects, c.business_date.between(first, last), wanted, sight)
    statement = sa.select(c.kind, c.name, sa.func.sum(c.contacts), sa.func.sum(c.complaints)).where(*chosen)
    for kind, name, contacts, complaints in connection.execute(statement.group_by(c.kind, c.name)):
        if kind == COURSE:
            whole.courses[name] = contacts
        else:
            whole.topics[name], whole.complaints[name] = contacts, complaints
    return whole


def teams(connection: Connection, first: date, last: date, *, sight: Sight) -> list[str]:
    """The teams that have figures in these days and are seen, by name."""
    return _names(connection, table.c.team, first, last, sight)


def queues(connection: Connection, first: date, last: date, *, sight: Sight) -> list[str]:
    """The queues that have figures in these days and are seen, by name."""
    return _names(connection, table.c.queue, first, last, sight)


def _names(connection: Connection, column: sa.Column[Any], first: date, last: date, sight: Sight) -> list[str]:
    of_days = table.c.business_date.between(first, last)
    statement = sa.select(column).where(of_days, column != "", sight_filter.of_places(sight, table))
    return list(connection.execute(statement.distinct().order_by(column).limit(_MOST_NAMES)).scalars())


def _by_channel(
    connection: Connection, days: sa.ColumnElement[bool], wanted: FiguresFilter, sight: Sight
) -> list[tuple[date, str, DayFigures]]:
    c = table.c
    sums = [sa.func.sum(c[name]).label(name) for name in SUMS]
    statement = sa.select(c.business_date, c.channel, *sums).where(*_chosen(table, days, wanted, sight))
    rows = connection.execute(statement.group_by(c.business_date, c.channel).order_by(c.business_date, c.channel))
    return [(row.business_date, row.channel, _from_row(row)) for row in rows]


def _chosen(
    of: sa.Table, days: sa.ColumnElement[bool], wanted: FiguresFilter, sight: Sight
) -> list[sa.ColumnElement[bool]]:
    given = ((of.c[name], getattr(wanted, name)) for name in ("team", "channel", "queue"))
    return [days, sight_filter.of_places(sight, of), *(column == value for column, value in given if value)]


def _count_leaves(connection: Connection, day: date, counted: dict[FiguresPlace, DayFigures]) -> None:
    """Contacts, service level and scores are in the sums of the scorecards already."""
    for key, leaf in scorecard_sums.leaves_between(connection, day, day).items():
        place = FiguresPlace(day, *(getattr(key, name) or "" for name in PLACE))
        one, scores, service = counted[place], leaf.cell.scores, leaf.cell.service
        one.contacts += service.interactions
        one.scores = one.scores + scores.machine.whole
        one.judged += scores.evaluations
        one.fatal += scores.fatal
        one.sla_asked += service.sla_asked
        one.sla_met += service.sla_met


def _count_conversations(
    connection: Connection, day: date, topic_column: str, counted: dict[FiguresPlace, DayFigures]
) -> None:
    """How customers' feeling went, and what they came for."""
    c = interactions.c
    columns = (c.source, c.interaction_id, *(c[name] for name in PLACE), c.disposition, c.metadata)
    rows = connection.execute(sa.select(*columns).where(c.business_date == day))
    complained = _complaints_of(connection, day)
    for batch in partitions(rows, AT_ONCE):
        courses = sentiment_courses.of(connection, [(row.source, row.interaction_id) for row in batch])
        for row in batch:
            key = (row.source, row.interaction_id)
            one = counted[FiguresPlace(day, *(getattr(row, name) or "" for name in PLACE))]
            change = courses.get(key, {}).get(Role.CUSTOMER.value, {}).get("change")
            if change:
                one.courses[change] += 1
            topic = _topic_of(row, topic_column)
            one.topics[topic] += 1
            if key in complained:
                one.complaints[topic] += 1
                one.complained += 1


def _complaints_of(connection: Connection, day: date) -> set[tuple[str, str]]:
    c = flags.c
    raised = sa.select(c.source, c.interaction_id).where(c.business_date == day, c.code.in_(sorted(COMPLAINT_FLAGS)))
    return {(row.source, row.interaction_id) for row in connection.execute(raised)}


def _topic_of(row: Any, column: str) -> str:
    said = row.disposition if column == TOPIC_COLUMN else (row.metadata or {}).get(column)
    return str(said or "").strip()[:_LONGEST_TOPIC]


def _to_row(place: FiguresPlace, one: DayFigures) -> dict[str, Any]:
    scores = {"scored": one.scores.n, "score_total": one.scores.total, "score_squares": one.scores.squares}
    return place._asdict() | scores | {name: getattr(one, name) for name in SUMS if name not in scores}


def _subjects_of(place: FiguresPlace, one: DayFigures) -> Iterator[dict[str, Any]]:
    for course, n in sorted(one.courses.items()):
        yield place._asdict() | {"kind": COURSE, "name": course, "contacts": n, "complaints": 0}
    for topic, n in sorted(one.topics.items()):
        yield place._asdict() | {"kind": TOPIC, "name": topic, "contacts": n, "complaints": one.complaints[topic]}


def _from_row(row: Any) -> DayFigures:
    one = DayFigures(scores=Moments(row.scored, row.score_total, row.score_squares))
    for name in SUMS:
        if hasattr(one, name):
            setattr(one, name, getattr(row, name))
    return one
