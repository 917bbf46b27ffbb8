"""Flags in the database: what made an interaction worth a supervisor's look."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.errors import RecordsError
from inspection.flag_policy import Severity
from inspection.flags import CUSTOMER_RISKS, Flag, FlagStatus, Selection
from records import audit, sight_filter
from records.beholder import waits_blind
from records.by_interaction import Key, rows_of
from records.evaluation_rows import evidence_from_json, evidence_to_json
from records.tables import flags
from records.upsert import in_chunks, upsert

_SAME_NAME = (
    "flag_id",
    "source",
    "interaction_id",
    "segment",
    "agent_id",
    "code",
    "reason",
    "probability",
    "business_date",
    "item",
)


SUSPECTED_FATAL = "suspected_fatal"


def save(connection: Connection, many: Sequence[Flag]) -> None:
    """Add or renew flags; the status people gave to a flag stays."""
    known: dict[str, str] = {}
    for chunk in in_chunks([flag.flag_id for flag in many]):
        statement = sa.select(flags.c.flag_id, flags.c.status).where(flags.c.flag_id.in_(chunk))
        known.update({row.flag_id: row.status for row in connection.execute(statement)})
    upsert(connection, flags, [_to_row(one) | {"status": known.get(one.flag_id, one.status.value)} for one in many])


def replace_of(connection: Connection, judged: Mapping[Key, Sequence[Flag]]) -> None:
    """Make these the flags of whole interactions, given by (source, interaction_id).

    A flag no longer given goes if it is still open; one that people have looked at stays.
    """
    given = {flag.flag_id for many in judged.values() for flag in many}
    stored = rows_of(connection, sa.select(flags), flags, judged)
    gone = [row.flag_id for rows in stored.values() for row in rows if row.flag_id not in given]
    for chunk in in_chunks(gone):
        chosen = flags.c.flag_id.in_(chunk) & (flags.c.status == FlagStatus.OPEN.value)
        connection.execute(sa.delete(flags).where(chosen))
    save(connection, [flag for many in judged.values() for flag in many])


def decide(connection: Connection, flag_id: str, status: FlagStatus, *, who: str, at: datetime, reason: str) -> None:
    """Write what a person made of a flag, and who, into the audit trail; raises RecordsError for an unknown flag."""
    before = connection.execute(sa.select(flags.c.status).where(flags.c.flag_id == flag_id)).scalar_one_or_none()
    if before is None:
        raise RecordsError("there is no such flag", "check the flag_id", where=flag_id)
    if before == status.value:
        return
    connection.execute(sa.update(flags).where(flags.c.flag_id == flag_id).values(status=status.value))
    audit.note(
        connection,
        at=at,
        who=who,
        action="decide",
        subject=f"flag:{flag_id}",
        before={"status": before},
        after={"status": status.value},
        reason=reason,
    )


def between(connection: Connection, first: date, last: date, *, sight: Sight = EVERYTHING) -> Iterator[Flag]:
    """Flags of the business dates from `first` to `last`, both included, that are seen, by date and id."""
    statement = sa.select(flags).where(flags.c.business_date.between(first, last), sight_filter.of_flags(sight))
    return (_from_row(row) for row in connection.execute(statement.order_by(flags.c.business_date, flags.c.flag_id)))


class OpenKind(StrEnum):
    """Flags nobody has looked at: suspected fatals, customers at risk, and the rest."""

    FATALS = "fatals"
    RISKS = "risks"
    OTHERS = "others"


def open_counts(connection: Connection, day: date, *, sight: Sight, reviewer: str = "") -> dict[OpenKind, int]:
    """How many open flags of a business date that are seen are of which kind.

    A `reviewer` is told nothing of what waits for their blind review.
    """
    chosen = sa.select(flags.c.code, sa.func.count()).where(*_open_of(day, sight, reviewer)).group_by(flags.c.code)
    found = dict.fromkeys(OpenKind, 0)
    for code, count in connection.execute(chosen):
        found[_kind_of(code)] += count
    return found


def open_of_day(
    connection: Connection,
    day: date,
    kind: OpenKind,
    *,
    sight: Sight,
    limit: int,
    offset: int = 0,
    reviewer: str = "",
) -> list[Flag]:
    """Open flags of a business date and kind that are seen (as `open_counts` counts them), the gravest first."""
    c = flags.c
    gravity = sa.case({severity.value: severity.rank for severity in Severity}, value=c.severity)
    of_kind = {
        OpenKind.FATALS: c.code == SUSPECTED_FATAL,
        OpenKind.RISKS: c.code.in_(CUSTOMER_RISKS),
        OpenKind.OTHERS: c.code.not_in([SUSPECTED_FATAL, *CUSTOMER_RISKS]),
    }[kind]
    chosen = sa.select(flags).where(*_open_of(day, sight, reviewer), of_kind)
    rows = connection.execute(
        chosen.order_by(gravity, c.source, c.interaction_id, c.flag_id).limit(limit).offset(offset)
    )
    return [_from_row(row) for row in rows]


def _open_of(day: date, sight: Sight, reviewer: str) -> tuple[sa.ColumnElement[bool], ...]:
    is_open = flags.c.status == FlagStatus.OPEN.value
    return flags.c.business_date == day, is_open, sight_filter.of_flags(sight), ~waits_blind(reviewer, flags)


def _kind_of(code: str) -> OpenKind:
    if code == SUSPECTED_FATAL:
        return OpenKind.FATALS
    return OpenKind.RISKS if code in CUSTOMER_RISKS else OpenKind.OTHERS


def of(connection: Connection, source: str, interaction_id: str, *, sight: Sight = EVERYTHING) -> list[Flag]:
    """The flags of one interaction that are seen, by id."""
    of_this = (flags.c.source == source) & (flags.c.interaction_id == interaction_id)
    chosen = of_this & sight_filter.of_flags(sight)
    return [_from_row(row) for row in connection.execute(sa.select(flags).where(chosen).order_by(flags.c.flag_id))]


def _to_row(flag: Flag) -> dict[str, Any]:
    row = {name: getattr(flag, name) for name in _SAME_NAME}
    return row | {
        "severity": flag.severity.value,
        "selection": flag.selection.value,
        "status": flag.status.value,
        "evidence": evidence_to_json(flag.evidence),
    }


def _from_row(row: Any) -> Flag:
    return Flag(
        severity=Severity(row.severity),
        selection=Selection(row.selection),
        status=FlagStatus(row.status),
        evidence=evidence_from_json(row.evidence),
        **{name: getattr(row, name) for name in _SAME_NAME},
    )
