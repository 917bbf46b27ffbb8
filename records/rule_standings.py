"""How far each rule version is trusted at this site; one without a row is on trial. Every change is audited."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import InputError
from inspection.rule_standing import Standing
from records import audit
from records.rule_tables import rule_standings as table
from records.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStanding:
    """The standing of one rule version (`greeting@2`), who set it, when and why."""

    rule_version: str
    item_id: str
    standing: Standing
    at: datetime
    who: str
    reason: str


def known(connection: Connection) -> dict[str, Standing]:
    """Standings by rule version; whatever is not in it is on trial."""
    rows = connection.execute(sa.select(table.c.rule_version, table.c.standing).order_by(table.c.rule_version))
    return {row.rule_version: Standing(row.standing) for row in rows}


def everything(connection: Connection) -> dict[str, StoredStanding]:
    """Every standing somebody set, by rule version, with since when and why."""
    rows = connection.execute(sa.select(table).order_by(table.c.rule_version)).mappings()
    return {
        row["rule_version"]: StoredStanding(**(dict(row) | {"standing": Standing(row["standing"])})) for row in rows
    }


def set_by_hand(
    connection: Connection, rule_version: str, standing: Standing, *, who: str, at: datetime, reason: str
) -> bool:
    """Somebody decides how far `greeting@2` is trusted and says why; False when it is so already.

    Raises InputError without a name, a reason, or the version of a rule.
    """
    item_id, at_sign, number = rule_version.rpartition("@")
    if not (item_id and at_sign and number):
        raise InputError(f"'{rule_version}' is no version of a rule", "write greeting@2", code="no_rule_version")
    if not who.strip() or not reason.strip():
        raise InputError("nobody said who decides it, or why", "say who and why", code="reason_missing")
    one = StoredStanding(
        rule_version=rule_version, item_id=item_id, standing=standing, at=at, who=who, reason=reason.strip()
    )
    return put(connection, one)


def put(connection: Connection, one: StoredStanding) -> bool:
    """Set a standing; False (and no audit entry) when it is what it was."""
    before = known(connection).get(one.rule_version, Standing.TRIAL)
    if before is one.standing:
        return False
    row = {name: getattr(one, name) for name in StoredStanding.__slots__}
    upsert(connection, table, [row | {"standing": one.standing.value}])
    audit.note(
        connection,
        at=one.at,
        who=one.who,
        action="standing",
        subject=f"rule_version:{one.rule_version}",
        before={"standing": before.value},
        after={"standing": one.standing.value},
        reason=one.reason,
    )
    return True
