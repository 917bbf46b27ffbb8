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
from records.dashboard_tables import PLACE
from records.dashboard_tables import day_figures as table
from records.scorecards import sums as scorecard_sums
from records.scorecards.tables import scorecard_days
from records.tables import flags, interactions

AT_ONCE = 200
_LONGEST_TOPIC = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresFilter:
    """What is wanted; empty: everything."""

    team: str = ""
    channel: str = ""


def keep_days(connection: Connection, days: Iterable[date], topic_column: str = TOPIC_COLUMN) -> None:
    """Count these business days anew; their scorecard sums must be there."""
    for day in sorted(set(days)):
        counted: dict[FiguresPlace, DayFigures] = defaultdict(DayFigures)
        _count_leaves(connection, day, counted)
        _count_conversations(connection, day, topic_column, counted)
        connection.execute(sa.delete(table).where(table.c.business_date == day))
        if counted:
            connection.execute(sa.insert(table), [_to_row(place, one) for place, one in sorted(counted.items())])


def days_without(connection: Connection) -> list[date]:
    """Days that have scorecard sums and no day figures, in order: those of an older version."""
    known = sa.select(table.c.business_date).distinct()
    missing = sa.select(scorecard_days.c.business_date).where(scorecard_days.c.business_date.not_in(known))
    return list(connection.execute(missing.order_by(scorecard_days.c.business_date)).scalars())


def newest_day(connection: Connection, sight: Sight) -> date | None:
    """The last day with figures that are seen."""
    seen = sa.select(table.c.business_date).where(sight_filter.of_places(sight, table))
    return connection.execute(seen.order_by(table.c.business_date.desc()).limit(1)).scalar_one_or_none()


def oldest_day(connection: Connection) -> date | None:
    """The first day with figures."""
    first = sa.select(table.c.business_date).order_by(table.c.business_date).limit(1)
    return connection.execute(first).scalar_one_or_none()


def of_days(
    connection: Connection, days: Iterable[date], wanted: FiguresFilter, *, sight: Sight
) -> Iterator[tuple[FiguresPlace, DayFigures]]:
    """The figures of these days at every place that is seen and wanted."""
    chosen = table.c.business_date.in_(sorted(set(days)))
    yield from _rows(connection, chosen, wanted, sight)


def between(
    connection: Connection, first: date, last: date, wanted: FiguresFilter, *, sight: Sight
) -> Iterator[tuple[FiguresPlace, DayFigures]]:
    """The figures of the days from `first` to `last`, both included."""
    yield from _rows(connection, table.c.business_date.between(first, last), wanted, sight)


def teams(connection: Connection, first: date, last: date, *, sight: Sight) -> list[str]:
    """The teams that have figures in these days and are seen, by name."""
    c = table.c
    statement = sa.select(c.team).where(c.business_date.between(first, last), sight_filter.of_places(sight, table))
    return [name for name in connection.execute(statement.distinct().order_by(c.team)).scalars() if name]


def _rows(
    connection: Connection, chosen: sa.ColumnElement[bool], wanted: FiguresFilter, sight: Sight
) -> Iterator[tuple[FiguresPlace, DayFigures]]:
    c = table.c
    statement = sa.select(table).where(chosen, sight_filter.of_places(sight, table))
    for name in ("team", "channel"):
        if value := getattr(wanted, name):
            statement = statement.where(c[name] == value)
    for row in connection.execute(statement.order_by(*table.primary_key.columns)):
        yield FiguresPlace(row.business_date, *(getattr(row, name) for name in PLACE)), _from_row(row)


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
            one.complaints[topic] += key in complained


def _complaints_of(connection: Connection, day: date) -> set[tuple[str, str]]:
    c = flags.c
    raised = sa.select(c.source, c.interaction_id).where(c.business_date == day, c.code.in_(sorted(COMPLAINT_FLAGS)))
    return {(row.source, row.interaction_id) for row in connection.execute(raised)}


def _topic_of(row: Any, column: str) -> str:
    said = row.disposition if column == TOPIC_COLUMN else (row.metadata or {}).get(column)
    return str(said or "").strip()[:_LONGEST_TOPIC]


def _to_row(place: FiguresPlace, one: DayFigures) -> dict[str, Any]:
    return place._asdict() | {
        "contacts": one.contacts,
        "scored": one.scores.n,
        "score_total": one.scores.total,
        "score_squares": one.scores.squares,
        "fatal": one.fatal,
        "judged": one.judged,
        "sla_asked": one.sla_asked,
        "sla_met": one.sla_met,
        "courses": dict(sorted(one.courses.items())),
        "topics": {topic: [n, one.complaints[topic]] for topic, n in sorted(one.topics.items())},
    }


def _from_row(row: Any) -> DayFigures:
    one = DayFigures(
        contacts=row.contacts,
        scores=Moments(row.scored, row.score_total, row.score_squares),
        judged=row.judged,
        fatal=row.fatal,
        sla_asked=row.sla_asked,
        sla_met=row.sla_met,
    )
    one.courses.update(row.courses)
    for topic, (contacts, complaints) in row.topics.items():
        one.topics[topic] += contacts
        one.complaints[topic] += complaints
    return one
