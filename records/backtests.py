"""Backtests (回测): which rulebook was tried on which history, and what came out. Rows are only added."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.column_types import to_json
from records.rule_tables import backtests as table
from records.upsert import insert_if_absent


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBacktest:
    """One backtest: `content_hash` of the tried rules, what they were compared with, business dates, figures.

    `whole` is False when only some items were looked at: such a backtest is no ground for publishing.
    """

    backtest_id: str
    content_hash: str
    against: str
    against_hash: str
    first: date
    last: date
    interactions: int
    whole: bool
    at: datetime
    who: str
    figures: Mapping[str, Any]


def add(connection: Connection, one: StoredBacktest) -> None:
    """Keep a backtest; one with a known id is left as it is."""
    row = {name: getattr(one, name) for name in StoredBacktest.__slots__}
    insert_if_absent(connection, table, [row | {"figures": to_json(dict(one.figures)).encode()}])


def latest_of(connection: Connection, content_hash: str) -> StoredBacktest | None:
    """The newest whole backtest of exactly these rules; None when there is none."""
    statement = sa.select(table).where(table.c.content_hash == content_hash, table.c.whole.is_(True))
    row = connection.execute(statement.order_by(table.c.at.desc(), table.c.backtest_id).limit(1)).mappings().first()
    return None if row is None else _from_row(row)


def find(connection: Connection, backtest_id: str) -> StoredBacktest | None:
    """One backtest by its id."""
    row = connection.execute(sa.select(table).where(table.c.backtest_id == backtest_id)).mappings().first()
    return None if row is None else _from_row(row)


def _from_row(row: Any) -> StoredBacktest:
    return StoredBacktest(**(dict(row) | {"figures": json.loads(row["figures"])}))
