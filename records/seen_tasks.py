"""The review queue as far as somebody sees it, a page at a time in the order of the days: what the JSON API lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import InputError
from records import review_queue
from records.beholder import Beholder, condition_of
from records.review_queue import QueuedTask
from records.review_tables import review_tasks as table

_ORDER: tuple[sa.Column[Any], ...] = (table.c.business_date, table.c.task_id)


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A page of tasks; `after` is the key of the last one, None when none follows."""

    tasks: tuple[QueuedTask, ...]
    after: tuple[date, str] | None


def page_of(
    connection: Connection,
    beholder: Beholder,
    *,
    equal: Mapping[str, str],
    first: date | None,
    last: date | None,
    after: tuple[date, str] | None,
    limit: int,
    now: datetime,
) -> TaskPage:
    """At most `limit` tasks after a key; `equal` are columns and the values they must have, days both included."""
    chosen = [condition_of("review_tasks", beholder), *(table.c[name] == value for name, value in equal.items())]
    if first is not None:
        chosen.append(table.c.business_date >= first)
    if last is not None:
        chosen.append(table.c.business_date <= last)
    if after is not None:
        chosen.append(sa.tuple_(*_ORDER) > sa.tuple_(sa.literal(after[0], sa.Date), sa.literal(after[1], sa.Text)))
    keys = sa.select(*_ORDER).where(*chosen).order_by(*_ORDER).limit(limit + 1)
    found = [(row.business_date, row.task_id) for row in connection.execute(keys)]
    shown = found[:limit]
    tasks = review_queue.find_many(connection, [task_id for _, task_id in shown], now)
    return TaskPage(tuple(tasks), shown[-1] if len(found) > limit else None)


def is_seen(connection: Connection, beholder: Beholder, task_id: str) -> bool:
    """True when there is such a task and it is theirs to see."""
    same = sa.select(table.c.task_id).where(table.c.task_id == task_id, condition_of("review_tasks", beholder))
    return connection.execute(same).first() is not None


def key_from(written: list[object]) -> tuple[date, str]:
    """A page's key as it came back from outside; InputError (`bad_cursor`) when it is none."""
    try:
        day, task_id = written
        if not isinstance(day, str) or not isinstance(task_id, str):
            raise TypeError
        return date.fromisoformat(day), task_id
    except (ValueError, TypeError):
        raise InputError(
            "the cursor is none of this list", "give `next` of the page before, unchanged", where="cursor",
            code="bad_cursor",
        ) from None  # fmt: skip
