"""Versions of the rulebook (质检方案): rows are only added; of a stored one nothing but its status ever changes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.rule_files import RuleFiles
from records import audit
from records.column_types import to_json
from records.rule_tables import rulebook_versions as table


class Step(StrEnum):
    """How a version came about."""

    PUBLISH = "publish"
    TRIAL = "trial"
    PROMOTE = "promote"
    ROLLBACK = "rollback"


class VersionStatus(StrEnum):
    """TRIAL: judged beside the live one. LIVE: in force. RETIRED: a later decision took its place."""

    TRIAL = "trial"
    LIVE = "live"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookVersion:
    """One version without its files.

    `number` counts from 1 in the order of the decisions; `version` is the book's own word for itself. `content_hash`
    is the sha256 of all files, `rulebook_hash` of what decides a judgement (evaluations carry it). `effective_from`
    is the first start of an interaction it judges, None for a trial. `former` is the version it was compared with in
    `diff`; `content_of` the version whose files a promotion or rollback took over.
    """

    number: int
    rulebook_id: str
    version: str
    content_hash: str
    rulebook_hash: str
    step: Step
    status: VersionStatus
    effective_from: datetime | None
    author: str
    publisher: str
    at: datetime
    note: str
    former: int | None
    content_of: int | None
    diff: str
    backtest_id: str | None

    @property
    def label(self) -> str:
        """`#3 service@2026.2`: how people name it."""
        return f"#{self.number} {self.rulebook_id}@{self.version}"

    @property
    def was_decided(self) -> bool:
        """It was once put in force. A trial never was, not even when it has ended: only a promotion does that."""
        return self.step is not Step.TRIAL


_COLUMNS = [column for column in table.c if column.name != "files"]


def next_number(connection: Connection) -> int:
    """The number of the next version."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0))).scalar_one()) + 1


def add(connection: Connection, one: RulebookVersion, files: RuleFiles, *, who: str, what: dict[str, Any]) -> None:
    """Keep a version for ever, and note in the audit trail who did it; `what` says more than the row.

    Versions that the new one replaces are retired in the same transaction (each with its own audit entry).
    """
    row = {name: getattr(one, name) for name in RulebookVersion.__slots__}
    row |= {"step": one.step.value, "status": one.status.value, "files": to_json(dict(files.texts)).encode()}
    _retire_replaced(connection, one, who)
    connection.execute(sa.insert(table).values(row))
    after = {
        "version": f"{one.rulebook_id}@{one.version}",
        "content_hash": one.content_hash,
        "status": one.status.value,
    }
    audit.note(
        connection,
        at=one.at,
        who=who,
        action=one.step.value,
        subject=subject(one.number),
        before={},
        after=after | {"author": one.author, "publisher": one.publisher} | what,
        reason=one.note,
    )


def set_status(
    connection: Connection, one: RulebookVersion, status: VersionStatus, *, who: str, at: datetime, reason: str
) -> None:
    """Change the status of a stored version, and say so in the audit trail."""
    connection.execute(sa.update(table).where(table.c.number == one.number).values(status=status.value))
    before, after = {"status": one.status.value}, {"status": status.value}
    audit.note(
        connection,
        at=at,
        who=who,
        action="status",
        subject=subject(one.number),
        before=before,
        after=after,
        reason=reason,
    )


def history(connection: Connection) -> list[RulebookVersion]:
    """Every version, oldest first."""
    return [_from_row(row) for row in connection.execute(sa.select(*_COLUMNS).order_by(table.c.number)).mappings()]


def find(connection: Connection, name: str) -> RulebookVersion:
    """The version people mean: its number (`3`, `#3`) or the book's own word (the latest of that name).

    Raises RecordsError when there is none.
    """
    known = history(connection)
    named = [v for v in known if name in (v.version, f"{v.rulebook_id}@{v.version}")]
    numbered = [v for v in known if name.removeprefix("#") == str(v.number)]
    found = numbered if name.startswith("#") else named or numbered
    if not found:
        choose = ", ".join(f"{v.number} ({v.version})" for v in known) or "none yet: mingjian rules publish"
        raise RecordsError(f"there is no rulebook version '{name}'", f"choose from {choose}")
    return found[-1]


def files_of(connection: Connection, number: int) -> RuleFiles:
    """The files of a version, byte for byte as they were published."""
    packed = connection.execute(sa.select(table.c.files).where(table.c.number == number)).scalar_one()
    return RuleFiles(json.loads(packed))


def in_force(known: Iterable[RulebookVersion], start: datetime) -> RulebookVersion | None:
    """The version that judges what started at `start`: the latest decision that was effective by then."""
    return next(
        (v for v in reversed(decided(known)) if v.effective_from is not None and v.effective_from <= start), None
    )


def decided(known: Iterable[RulebookVersion]) -> list[RulebookVersion]:
    """Versions that were put in force (trials left out) and that a later one has not replaced altogether."""
    kept: list[RulebookVersion] = []
    for version in known:
        if version.was_decided and version.effective_from is not None:
            start = version.effective_from
            kept = [v for v in kept if v.effective_from is not None and v.effective_from < start]
            kept.append(version)
    return kept


def on_trial(known: Iterable[RulebookVersion]) -> RulebookVersion | None:
    """The version on trial, if any (there is at most one)."""
    return next((v for v in known if v.status is VersionStatus.TRIAL), None)


def subject(number: int) -> str:
    """How the audit trail names a version."""
    return f"rulebook_version:{number}"


def _retire_replaced(connection: Connection, new: RulebookVersion, who: str) -> None:
    for former in history(connection):
        if _is_replaced(former, new):
            reason = f"replaced by #{new.number} ({new.step.value})"
            set_status(connection, former, VersionStatus.RETIRED, who=who, at=new.at, reason=reason)


def _is_replaced(former: RulebookVersion, new: RulebookVersion) -> bool:
    """A trial ends with the next trial or its own promotion; a live one when the new one is effective by now."""
    if former.status is VersionStatus.TRIAL:
        return new.status is VersionStatus.TRIAL or new.content_hash == former.content_hash
    if former.status is not VersionStatus.LIVE or new.effective_from is None or former.effective_from is None:
        return False
    return new.effective_from <= max(new.at, former.effective_from)


def _from_row(row: Any) -> RulebookVersion:
    values = dict(row)
    return RulebookVersion(**(values | {"step": Step(row["step"]), "status": VersionStatus(row["status"])}))
