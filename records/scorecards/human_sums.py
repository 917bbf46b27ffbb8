"""What people decided, summed again in the database: human and published scores and confirmed fatals of whole days."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from inspection.period import Period
from inspection.scorecards.leaves import UNASSIGNED, LeafKey
from records.scorecards.tables import SCORE_SUMS, scorecard_sums
from records.tables import current_evaluations, evaluations
from records.upsert import in_chunks

_E = evaluations.c
_KEY = (
    _E.business_date.label("business_date"),
    sa.func.coalesce(sa.func.nullif(_E.agent_id, ""), UNASSIGNED).label("agent_id"),
    *(sa.func.coalesce(_E[name], "").label(name) for name in ("team", "site", "vendor", "queue")),
    _E.channel.label("channel"),
    _E.form_id.label("form"),
)


def renew_human_sums(connection: Connection, days: Sequence[date], pass_from_points: float) -> None:
    """Sum these columns of the leaves of these days anew; the leaves and the machine's part stay as they are."""
    for chunk in in_chunks([day.isoformat() for day in days]):
        chosen = [date.fromisoformat(day) for day in chunk]
        kinds = _confirmed_kinds(connection, chosen)
        rows = [_values(row, kinds) for row in connection.execute(_sums(chosen, pass_from_points)).mappings()]
        if rows:
            same = [scorecard_sums.c[name] == sa.bindparam(f"key_{name}") for name in LeafKey._fields]
            connection.execute(sa.update(scorecard_sums).where(scorecard_sums.c.span == "day", *same), rows)
    for first in sorted({day.replace(day=1) for day in days}):
        _add_up(connection, first)


def _add_up(connection: Connection, first: date) -> None:
    """The same columns of a month, from its days."""
    c, place = scorecard_sums.c, LeafKey._fields[1:]
    sums = (*(name for name in SCORE_SUMS if not name.startswith("machine")), "published_passed", "confirmed")
    of_month = sa.and_(c.span == "day", c.business_date.between(first, Period.month(first).end))
    columns = [c[name] for name in place]
    kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for row in connection.execute(sa.select(*columns, c.confirmed_by_kind).where(of_month, c.confirmed > 0)).mappings():
        kinds[tuple(row[name] for name in place)].update(row["confirmed_by_kind"])
    added = sa.select(*columns, *(sa.func.sum(c[name]).label(name) for name in sums)).where(of_month).group_by(*columns)
    rows = [
        {**{f"key_{name}": row[name] for name in place}, **{name: row[name] for name in sums}}
        | {"confirmed_by_kind": dict(kinds.get(tuple(row[name] for name in place), {}))}
        for row in connection.execute(added).mappings()
    ]
    if rows:
        same = [c[name] == sa.bindparam(f"key_{name}") for name in place]
        connection.execute(sa.update(scorecard_sums).where(c.span == "month", c.business_date == first, *same), rows)


def _sums(days: Sequence[date], pass_from_points: float) -> sa.Select[Any]:
    columns = [
        *_score_sums("human", _E.human_score),
        *_score_sums("published", _E.published_score),
        _count(_E.published_score >= pass_from_points).label("published_passed"),
        _count(_E.fatal_confirmed).label("confirmed"),
    ]
    return _of_days(sa.select(*_KEY, *columns), days).group_by(*_KEY)


def _score_sums(name: str, score: sa.ColumnElement[Any]) -> list[sa.ColumnElement[Any]]:
    """Count, sum and squares of the scores no fatal zeroed, and how many a fatal zeroed."""
    zeroed = _E.fatal_confirmed & (score == 0)
    clean = sa.case((zeroed, None), else_=score)
    return [
        sa.func.count(clean).label(f"{name}_n"),
        sa.func.coalesce(sa.func.sum(clean), 0.0).label(f"{name}_total"),
        sa.func.coalesce(sa.func.sum(clean * clean), 0.0).label(f"{name}_squares"),
        _count(zeroed).label(f"{name}_zeroed"),
    ]


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _of_days(statement: sa.Select[Any], days: Sequence[date]) -> sa.Select[Any]:
    joined = statement.join(current_evaluations, current_evaluations.c.evaluation_id == _E.evaluation_id)
    return joined.where(_E.business_date.in_(days))


def _confirmed_kinds(connection: Connection, days: Sequence[date]) -> dict[LeafKey, Counter[str]]:
    """Kinds of the confirmed fatals, by leaf."""
    found: dict[LeafKey, Counter[str]] = defaultdict(Counter)
    chosen = _of_days(sa.select(*_KEY, _E.fatal_items), days).where(_E.fatal_confirmed)
    for row in connection.execute(chosen).mappings():
        found[_key(row)].update({fatal["kind"] for fatal in row["fatal_items"]})
    return found


def _key(row: RowMapping) -> LeafKey:
    return LeafKey(*(row[name] for name in LeafKey._fields))


def _values(row: RowMapping, kinds: dict[LeafKey, Counter[str]]) -> dict[str, Any]:
    key = _key(row)
    values = {name: value for name, value in row.items() if name not in LeafKey._fields}
    where = {f"key_{name}": value for name, value in key._asdict().items()}
    return {**where, **values, "confirmed_by_kind": dict(kinds.get(key, {}))}
