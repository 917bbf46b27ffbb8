"""Frozen months (封账): what was paid stays as it was paid, and anybody can check that it did."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import tee
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.evaluation import EvaluationStatus
from inspection.freezing import FIRST_LINK, Content, Link, Moved, Movement, broken_links, chained, movements
from records import appeals, audit
from records.appeal_tables import frozen_rows
from records.by_interaction import partitions
from records.frozen_content import contents, is_of
from records.tables import current_evaluations, evaluations, frozen_months

_AT_ONCE = 500
_LOCK = 0x66726F7A  # any number, the same for everybody who freezes or books


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenMonth:
    """A frozen month: how many rows its chain has, what the chain begins with, and the seal that stands for all of it.

    `open_appeals` are those that were open then. A month frozen before there were seals has none.
    """

    month: str
    frozen_at: datetime
    who: str
    begins_with: str | None
    seal: str | None
    rows: int | None
    open_appeals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check of one frozen month found: rows compared, what moved, and evaluations that arrived too late."""

    month: FrozenMonth
    compared: int
    moved: tuple[Moved, ...]
    arrived_late: int

    @property
    def is_untouched(self) -> bool:
        """Nothing moved."""
        return not self.moved


def freeze(connection: Connection, month: str, *, who: str, at: datetime, reason: str) -> int:
    """Freeze the current evaluations of `month` (2026-09); returns how many. Freezing twice changes nothing.

    Every one is hashed with what was published of it, and so is every adjustment booked in the month; the hashes are
    chained to the month frozen before. Open appeals are listed and go on: upheld, they book an adjustment.
    Raises RecordsError for a month that cannot be read.
    """
    first, last = days_of(month)
    lock(connection)
    if month in frozen(connection):
        return 0
    begins_with = _last_seal(connection)
    listed = [appeal.id for appeal in appeals.open_in_month(connection, first, last)]
    row = {"month": month, "frozen_at": at, "who": who, "begins_with": begins_with, "open_appeals": listed}
    connection.execute(sa.insert(frozen_months).values(row))
    is_current = evaluations.c.evaluation_id.in_(sa.select(current_evaluations.c.evaluation_id))
    chosen = evaluations.c.business_date.between(first, last) & is_current
    statement = sa.update(evaluations).where(chosen).values(status=EvaluationStatus.FROZEN.value)
    count = int(connection.execute(statement).rowcount)
    seal, rows = _keep_rows(connection, month, contents(connection, month, first, last), begins_with)
    sealed = {"seal": seal, "rows": rows}
    connection.execute(sa.update(frozen_months).where(frozen_months.c.month == month).values(sealed))
    audit.note(
        connection,
        at=at,
        who=who,
        action="freeze",
        subject=f"month:{month}",
        before={},
        after={"evaluations": count, "open_appeals": listed, "begins_with": begins_with, **sealed},
        reason=reason,
    )
    return count


def verify(connection: Connection, month: str, *, seal: str | None = None) -> Verified:
    """Compare everything that is frozen in `month` with what it was; nothing is changed.

    `seal` is the one somebody wrote down elsewhere (the end of it will do): without it a forger who rewrote rows,
    chain, seal and audit trail alike would not be noticed. Raises RecordsError for a month that is not frozen, or was
    frozen without a seal.
    """
    known = find(connection, month)
    if known.seal is None or known.begins_with is None:
        raise RecordsError(
            "it was frozen before rows were hashed", "nothing can be compared; keep its exports", where=month
        )
    first, last = days_of(month)
    moved = list(movements(_links(connection, month), contents(connection, month, first, last)))
    touched = _touched_records(connection, known, seal)
    named = {one.key for one in moved}
    return Verified(
        month=known,
        compared=_frozen_count(connection, month),
        moved=(*moved, *dict.fromkeys(one for one in touched if one.key not in named)),
        arrived_late=_arrived_late(connection, first, last),
    )


def frozen(connection: Connection) -> tuple[str, ...]:
    """The months that are frozen, in order."""
    return tuple(connection.execute(sa.select(frozen_months.c.month).order_by(frozen_months.c.month)).scalars())


def every(connection: Connection) -> list[FrozenMonth]:
    """Every frozen month, in the order they were frozen."""
    statement = sa.select(frozen_months).order_by(frozen_months.c.frozen_at, frozen_months.c.month)
    return [_from_row(row) for row in connection.execute(statement)]


def find(connection: Connection, month: str) -> FrozenMonth:
    """One frozen month; RecordsError when it is not."""
    days_of(month)
    row = connection.execute(sa.select(frozen_months).where(frozen_months.c.month == month)).one_or_none()
    if row is None:
        raise RecordsError("the month is not frozen", f"mingjian freeze --month {month} freezes it", where=month)
    return _from_row(row)


def lock(connection: Connection) -> None:
    """Let one transaction at a time freeze or book (PostgreSQL; SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def days_of(month: str) -> tuple[date, date]:
    """The first and the last day of `month` (2026-09)."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise RecordsError(f"{month!r} is no month", "write it as 2026-09") from error
    return (first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _last_seal(connection: Connection) -> str:
    """What the next chain begins with: the seal of the month frozen last."""
    seals = [one.seal for one in every(connection) if one.seal is not None]
    return seals[-1] if seals else FIRST_LINK


def _keep_rows(connection: Connection, month: str, rows: Iterator[Content], begins_with: str) -> tuple[str, int]:
    """Store the chain, each row with what means and comparisons are taken of; returns the seal and the row count."""
    hashed, kept = tee(rows)
    seal, count = begins_with, 0
    for batch in partitions(zip(chained(hashed, begins_with), kept, strict=True), _AT_ONCE):
        connection.execute(sa.insert(frozen_rows), [_to_row(month, link, row) for link, row in batch])
        seal, count = batch[-1][0].link, count + len(batch)
    return seal, count


def _to_row(month: str, link: Link, row: Content) -> dict[str, Any]:
    figures = {"agent_id": row.values.get("agent_id"), "score": row.values.get("published_score")}
    chain = {"position": link.position, "key": link.key, "row_hash": link.row_hash, "link": link.link}
    return {"month": month} | chain | figures


def _links(connection: Connection, month: str) -> Generator[Link, None, None]:
    columns = (frozen_rows.c.position, frozen_rows.c.key, frozen_rows.c.row_hash, frozen_rows.c.link)
    statement = sa.select(*columns).where(frozen_rows.c.month == month).order_by(frozen_rows.c.position)
    with connection.execute(statement.execution_options(yield_per=_AT_ONCE)) as rows:
        yield from (Link(*row) for row in rows)


def _frozen_count(connection: Connection, month: str) -> int:
    statement = sa.select(sa.func.count()).select_from(frozen_rows).where(frozen_rows.c.month == month)
    return int(connection.execute(statement).scalar_one())


def _touched_records(connection: Connection, known: FrozenMonth, written_down: str | None) -> Iterator[Moved]:
    """Where the record of the freeze itself is not what it was."""
    assert known.begins_with is not None
    assert known.seal is not None
    with closing(_links(connection, known.month)) as links:
        yield from broken_links(links, known.begins_with, known.seal)
    for key in connection.execute(_other_figures(known.month)).scalars():
        yield Moved(key, Movement.RECORD)
    noted = [entry.after.get("seal") for entry in audit.of(connection, f"month:{known.month}")]
    elsewhere = written_down is not None and not (written_down and known.seal.startswith(written_down))
    if known.seal not in noted or elsewhere or known.begins_with not in _seals_before(connection, known):
        yield Moved(f"seal:{known.month}", Movement.RECORD)


def _seals_before(connection: Connection, known: FrozenMonth) -> tuple[str, ...]:
    """The seal of the month frozen just before; the first link when there is none."""
    before = [one.seal for one in every(connection) if one.seal and _came_before(one, known)]
    return tuple(before[-1:]) or (FIRST_LINK,)


def _came_before(one: FrozenMonth, other: FrozenMonth) -> bool:
    return (one.frozen_at, one.month) < (other.frozen_at, other.month)


def _other_figures(month: str) -> sa.Select[Any]:
    """Keys of frozen evaluations whose agent or score beside the hash is not that of the evaluation."""
    same = sa.and_(
        frozen_rows.c.agent_id.is_not_distinct_from(evaluations.c.agent_id),
        frozen_rows.c.score.is_not_distinct_from(evaluations.c.published_score),
    )
    statement = sa.select(frozen_rows.c.key).join(evaluations, is_of(frozen_rows.c.key, evaluations.c.evaluation_id))
    return statement.where(frozen_rows.c.month == month, sa.not_(same)).order_by(frozen_rows.c.position)


def _arrived_late(connection: Connection, first: date, last: date) -> int:
    """Current evaluations of these days that are not frozen: what arrived after the freeze counts in no month."""
    is_current = evaluations.c.evaluation_id.in_(sa.select(current_evaluations.c.evaluation_id))
    chosen = evaluations.c.business_date.between(first, last) & is_current
    not_frozen = evaluations.c.status != EvaluationStatus.FROZEN.value
    statement = sa.select(sa.func.count()).select_from(evaluations).where(chosen, not_frozen)
    return int(connection.execute(statement).scalar_one())


def _from_row(row: Any) -> FrozenMonth:
    values = {name: getattr(row, name) for name in FrozenMonth.__dataclass_fields__}
    return FrozenMonth(**(values | {"open_appeals": tuple(row.open_appeals or ())}))
