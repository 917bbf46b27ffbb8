"""Runs: one per night and source set; one that was killed is taken up again under its own name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.database import refresh_statistics
from records.tables import runs

RUN_COULD_NOT_GO_ON = 2


class RunStatus(StrEnum):
    """Where a run stands; a STOPPED one (it could not go on) is taken up again like a killed one."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the night.

    `pins` name what was fixed when it began (rulebook hashes, model ids ...); `resumed` counts how often it was
    taken up again; `counts` is the number of entries per ending once it has finished.
    """

    run_id: str
    business_date: date
    source_set: str
    status: RunStatus
    started_at: datetime
    finished_at: datetime | None
    resumed: int
    shards_done: int
    shards_total: int
    step: str
    pins: Mapping[str, str]
    counts: Mapping[str, int]
    exit_code: int | None
    error: str | None


def start(
    connection: Connection, *, business_date: date, source_set: str, at: datetime, pins: Mapping[str, str] | None = None
) -> Run:
    """Take up the unfinished run of this source set and business date, or begin the next one.

    A resumed run keeps its run_id, `started_at` and pins. A new run_id is the business date and a number: 2026-09-01-1.
    """
    unfinished = _unfinished(connection, business_date, source_set)
    if unfinished is not None:
        changes = {
            "resumed": unfinished.resumed + 1,
            "status": RunStatus.RUNNING.value,
            "exit_code": None,
            "error": None,
        }
        connection.execute(sa.update(runs).where(runs.c.run_id == unfinished.run_id).values(changes))
        return _must_find(connection, unfinished.run_id)
    run_id = f"{business_date.isoformat()}-{_runs_of(connection, business_date) + 1}"
    connection.execute(
        sa.insert(runs).values(
            run_id=run_id,
            business_date=business_date,
            source_set=source_set,
            status=RunStatus.RUNNING.value,
            started_at=at,
            resumed=0,
            shards_done=0,
            shards_total=0,
            step="",
            pins=dict(pins or {}),
            counts={},
        )
    )
    return _must_find(connection, run_id)


def take_over(connection: Connection, run_id: str, *, source_set: str, at: datetime) -> list[str]:
    """Close the other unfinished runs of a source set in favour of `run_id`; returns their ids, oldest first."""
    others = (runs.c.source_set == source_set) & (runs.c.run_id != run_id)
    unfinished = others & (runs.c.status != RunStatus.FINISHED.value)
    ids = [r.run_id for r in connection.execute(sa.select(runs).where(unfinished).order_by(runs.c.started_at))]
    changes = {
        "status": RunStatus.FINISHED.value,
        "finished_at": at,
        "exit_code": RUN_COULD_NOT_GO_ON,
        "error": f"never finished; taken over by {run_id}",
    }
    connection.execute(sa.update(runs).where(runs.c.run_id.in_(ids)).values(changes))
    return ids


def progress(connection: Connection, run_id: str, *, step: str, shards_done: int, shards_total: int) -> None:
    """Say how far the run is."""
    changes = {"step": step, "shards_done": shards_done, "shards_total": shards_total}
    connection.execute(sa.update(runs).where(runs.c.run_id == run_id).values(changes))


def finish(
    connection: Connection,
    run_id: str,
    *,
    at: datetime,
    exit_code: int,
    counts: Mapping[str, int],
    error: str | None = None,
) -> None:
    """Close the run, and let the database's planner know what it left.

    With exit code 2 (it could not go on) the next start takes it up again.
    """
    status = RunStatus.STOPPED if exit_code == RUN_COULD_NOT_GO_ON else RunStatus.FINISHED
    changes: dict[str, Any] = {"finished_at": at, "exit_code": exit_code, "counts": dict(counts), "error": error}
    connection.execute(sa.update(runs).where(runs.c.run_id == run_id).values(status=status.value, **changes))
    refresh_statistics(connection)


def find(connection: Connection, run_id: str) -> Run | None:
    """One run by its id."""
    row = connection.execute(sa.select(runs).where(runs.c.run_id == run_id)).mappings().one_or_none()
    return None if row is None else from_row(row)


def latest(connection: Connection) -> Run | None:
    """The run that started last."""
    row = (
        connection.execute(sa.select(runs).order_by(runs.c.started_at.desc(), runs.c.run_id.desc()).limit(1))
        .mappings()
        .first()
    )
    return None if row is None else from_row(row)


def _must_find(connection: Connection, run_id: str) -> Run:
    return from_row(connection.execute(sa.select(runs).where(runs.c.run_id == run_id)).mappings().one())


def _unfinished(connection: Connection, business_date: date, source_set: str) -> Run | None:
    statement = sa.select(runs).where(
        runs.c.business_date == business_date,
        runs.c.source_set == source_set,
        runs.c.status != RunStatus.FINISHED.value,
    )
    row = connection.execute(statement.order_by(runs.c.started_at).limit(1)).mappings().first()
    return None if row is None else from_row(row)


def _runs_of(connection: Connection, business_date: date) -> int:
    statement = sa.select(sa.func.count()).select_from(runs).where(runs.c.business_date == business_date)
    return int(connection.execute(statement).scalar_one())


def from_row(row: Mapping[Any, Any]) -> Run:
    """The run of a row of `runs`."""
    return Run(**(dict(row) | {"status": RunStatus(row["status"])}))
