"""The operator's first page: is a night running, what went wrong lately, which models judge, is there room."""

from dataclasses import dataclass

from console.figures import moment
from console.frame import PageContext, frame_of
from console.pages.operations.run_rows import (
    RunRow,
    TroubleRow,
    pin_words,
    run_row,
    run_url,
    trouble_row,
)
from console.paging import Page, page_of
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.retention import overdue_before
from inspection.run_pins import PinInForce, PinnedRun, pins_in_force
from records import keeping_state, run_history
from records.database import reading
from records.keeping_state import DiskState, KeptState
from records.runs import Run
from records.workspace import Workspace

RUNS_LOOKED_AT = 30
_GIGABYTE = 1_000_000_000
_LITTLE_ROOM = 0.1  # of the disk; a night writes transcripts, recordings and results


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRow:
    """Something runs are fixed to, in words, and since which run; `before` is empty when it never changed."""

    name: str
    value: str
    since: str
    since_run: str
    since_url: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """Recordings or originals: whether they are kept and how long, of which days there are some, how many too long."""

    name: str
    rule: str
    days: str
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations(PageContext):
    """`last` is the run that started last (None before the first night), `troubles` those of the newest runs.

    `disk` and `purge` are sentences, `is_tight` when there is little room.
    `sees_all` False hides what has no owner, and what counts the whole centre.
    """

    last: RunRow | None
    runs: Page[RunRow]
    troubles: tuple[TroubleRow, ...]
    looked_at: int
    pins: tuple[PinRow, ...]
    disk: tuple[tuple[str, str], ...]
    is_tight: bool
    kept: tuple[KeptRow, ...]
    purge: str
    sees_all: bool


def build(workspace: Workspace, visit: Visit) -> Operations:
    """Query: `page` of the runs."""
    w, keeps, today = visit.w, visit.retention, visit.at.astimezone().date()
    sees_all = visit.sight(Action.READ_NIGHT).is_everything
    limits = (overdue_before(today, keeps.recordings_days), overdue_before(today, keeps.originals_days))
    with reading(workspace.engine) as connection:
        known = run_history.newest(connection)
        lately = [run.run_id for run in known[:RUNS_LOOKED_AT]]
        troubles = run_history.troubles_of(connection, lately) if sees_all else []
        recordings = keeping_state.recordings(connection, limits[0])
        originals = keeping_state.sealed_originals(connection, limits[1])
        purged = keeping_state.last_purge(connection)
    disk = keeping_state.disk_of(workspace.path)
    kept = (
        _kept(w["ops_recordings"], recordings, keeps.recordings_days if keeps.keeps_recordings else None, w),
        _kept(w["ops_originals"], originals, keeps.originals_days if keeps.keeps_originals else None, w),
    )
    return Operations(
        frame=frame_of(visit, w["nav_operations"], "operations"),
        w=w,
        last=run_row(known[0], w, visit.at, counted=sees_all) if known else None,
        runs=page_of(known, visit, lambda run: run_row(run, w, visit.at, counted=sees_all)),
        troubles=tuple(trouble_row(t, w) for t in troubles),
        looked_at=min(RUNS_LOOKED_AT, len(known)),
        pins=tuple(_pin(pin, w) for pin in pins_in_force([_pinned(run) for run in known])),
        disk=_disk(disk, w),
        is_tight=disk.free_bytes < _LITTLE_ROOM * disk.total_bytes,
        kept=kept,
        purge=_purge(purged, w),
        sees_all=sees_all,
    )


def _pinned(run: Run) -> PinnedRun:
    return PinnedRun(run_id=run.run_id, started_at=run.started_at, pins=run.pins)


def _pin(pin: PinInForce, w: Words) -> PinRow:
    return PinRow(
        name=w.of("pin", pin.name),
        value=pin_words(pin.name, pin.value, w),
        since=moment(pin.since),
        since_run=pin.since_run,
        since_url=run_url(pin.since_run),
        before="" if pin.before is None else pin_words(pin.name, pin.before, w),
    )


def _disk(disk: DiskState, w: Words) -> tuple[tuple[str, str], ...]:
    database = w["ops_elsewhere"] if disk.database_bytes is None else _gigabytes(disk.database_bytes)
    free = f"{_gigabytes(disk.free_bytes)} / {_gigabytes(disk.total_bytes)}"
    return ((w["ops_free"], free), (w["ops_database"], database))


def _gigabytes(size: int) -> str:
    if size < _GIGABYTE:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size / _GIGABYTE:.1f} GB" if size < 10 * _GIGABYTE else f"{size / _GIGABYTE:.0f} GB"


def _kept(name: str, state: KeptState, days: int | None, w: Words) -> KeptRow:
    rule = w["ops_not_kept"] if days is None else w["ops_days"].format(days=days)
    shown = f"{state.oldest} – {state.newest}" if state.oldest and state.newest else "–"
    return KeptRow(name=name, rule=rule, days=shown, overdue=state.overdue)


def _purge(purged: keeping_state.LastPurge | None, w: Words) -> str:
    if purged is None:
        return w["ops_never_purged"]
    told = {"at": moment(purged.at), "who": purged.who, "n": purged.recordings + purged.originals}
    return w["ops_purged"].format(**told)
