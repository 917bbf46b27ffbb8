"""One run: how far it came, how its entries ended, what differs from the run before, and what to do about trouble."""

from dataclasses import dataclass
from urllib.parse import unquote

from console.frame import PageContext, frame_of
from console.pages.operations.run_rows import (
    RunRow,
    TroubleRow,
    pin_words,
    previous_of,
    run_row,
    run_url,
    trouble_row,
)
from console.table_file import file_urls
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.policy import Action
from inspection.run_pins import changed_pins
from records import run_history, runs
from records.database import reading
from records.runs import Run
from records.workspace import Workspace

_PATH = "/operations/runs/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Something the run was fixed to; `before` is what the run before had, empty when it is the same."""

    name: str
    value: str
    before: str
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneRun(PageContext):
    """`previous` and `previous_url` name the run of the same sources before it (empty for the first).

    `sees_all` False hides what counts the whole centre.
    """

    run: RunRow
    troubles: tuple[TroubleRow, ...]
    fixed: tuple[Fixed, ...]
    previous: str
    previous_url: str
    file_urls: tuple[tuple[str, str], ...]
    ledger_url: str
    sees_all: bool


def build(workspace: Workspace, visit: Visit) -> OneRun | None:
    """None for a run nobody knows."""
    sees_all = visit.sight(Action.READ_NIGHT).is_everything
    with reading(workspace.engine) as connection:
        run = runs.find(connection, unquote(visit.path.removeprefix(_PATH)))
        if run is None:
            return None
        troubles = run_history.troubles_of(connection, [run.run_id]) if sees_all else []
        before = previous_of(run, run_history.newest(connection))
    w, day = visit.w, {"date": run.business_date.isoformat()}
    return OneRun(
        frame=frame_of(visit, f"{w['run']} {run.run_id}", "operations"),
        w=w,
        run=run_row(run, w, visit.at, counted=sees_all),
        troubles=tuple(trouble_row(t, w) for t in troubles),
        fixed=_fixed(run, before, w),
        previous=before.run_id if before else "",
        previous_url=run_url(before.run_id) if before else "",
        file_urls=file_urls("/operations/ledger", day),
        ledger_url=with_query("/ledger", day),
        sees_all=sees_all,
    )


def _fixed(run: Run, before: Run | None, w: Words) -> tuple[Fixed, ...]:
    changed = set(changed_pins(before.pins, run.pins)) if before else set()
    return tuple(
        Fixed(
            name=w.of("pin", name),
            value=pin_words(name, run.pins.get(name, ""), w),
            before=pin_words(name, before.pins.get(name, ""), w) if before and name in changed else "",
            is_changed=name in changed,
        )
        for name in sorted({*run.pins, *changed})
    )
