"""Notices about rules (规则提示): which version was downgraded, may return, or was restored, and who has seen it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.judge_tables import rule_notices as table

DOWNGRADED = "downgraded"
MAY_RETURN = "may_return"
RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNotice:
    """Something people should know of a rule version; `seen_by` None: nobody has seen it yet."""

    notice_id: str
    rule_version: str
    item_id: str
    kind: str
    reason: str
    at: datetime
    seen_by: str | None = None
    seen_at: datetime | None = None


def add(connection: Connection, many: Sequence[RuleNotice]) -> None:
    """Keep notices."""
    if many:
        rows = [{name: getattr(one, name) for name in RuleNotice.__dataclass_fields__} for one in many]
        connection.execute(sa.insert(table), rows)


def everything(connection: Connection, *, seen: bool = False) -> list[RuleNotice]:
    """Notices nobody has seen yet (all with `seen`), the latest first."""
    statement = sa.select(table).order_by(table.c.at.desc(), table.c.notice_id)
    if not seen:
        statement = statement.where(table.c.seen_at.is_(None))
    return [RuleNotice(**row) for row in connection.execute(statement).mappings()]


def mark_seen(connection: Connection, *, who: str, at: datetime) -> int:
    """Somebody has seen what there is; returns how many notices that were."""
    unseen = sa.update(table).where(table.c.seen_at.is_(None)).values(seen_by=who, seen_at=at)
    return int(connection.execute(unseen).rowcount)


def latest_kind(connection: Connection, rule_version: str) -> str | None:
    """What was told last of a rule version."""
    same = sa.select(table.c.kind).where(table.c.rule_version == rule_version)
    return connection.execute(same.order_by(table.c.at.desc(), table.c.notice_id).limit(1)).scalar_one_or_none()


def counted_from(connection: Connection) -> dict[str, datetime]:
    """Of rule versions that earned their way back: the downgrade after which their reviews count again."""
    told: dict[str, dict[str, datetime]] = {}
    chosen = sa.select(table.c.rule_version, table.c.kind, sa.func.max(table.c.at).label("at"))
    wanted = chosen.where(table.c.kind.in_((DOWNGRADED, RESTORED))).group_by(table.c.rule_version, table.c.kind)
    for row in connection.execute(wanted):
        told.setdefault(row.rule_version, {})[row.kind] = row.at
    return {
        version: at[DOWNGRADED]
        for version, at in told.items()
        if RESTORED in at and DOWNGRADED in at and at[RESTORED] > at[DOWNGRADED]
    }
