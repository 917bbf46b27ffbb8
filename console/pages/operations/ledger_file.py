"""The ledger of a day as a file: the entries the ledger page lists under the same filters."""

from console.download import Download
from console.table_file import TableFile, handed_out
from console.visit import Visit
from inspection.access.policy import Action
from records import ledger, runs
from records.database import reading
from records.workspace import Workspace

_COLUMNS = (
    "business_date", "ops_source", "interaction", "run", "ending", "ops_code", "reason", "retryable", "place",
    "recording", "attempts",
)  # fmt: skip


def make(workspace: Workspace, visit: Visit) -> Download | None:
    """Query: `format` (csv, xlsx), `date` (default: the last run's), `ending`, `code`; None when nothing ever ran."""
    w, ending, code = visit.w, visit.asked("ending"), visit.asked("code")
    with reading(workspace.engine) as connection:
        last = runs.latest(connection)
        day = visit.day("date") or (last.business_date if last else None)
        if day is None:
            return None
        rows = [
            (
                entry.business_date.isoformat(), entry.source, entry.interaction_id, entry.run_id,
                w.of("ending", entry.ending.value), entry.code, entry.reason, w["yes"] if entry.retryable else w["no"],
                f"{entry.source_file or ''}:{entry.row or ''}".strip(":"), entry.recording, entry.attempts,
            )
            for entry in ledger.between(connection, day, day, sight=visit.sight(Action.READ_NIGHT))
            if ending in ("", entry.ending.value) and code in ("", entry.code)
        ]  # fmt: skip
    headings = [w[name] for name in _COLUMNS]
    file = TableFile(table="ledger", of=day.isoformat(), title=w["nav_ledger"], headings=headings, rows=rows)
    return handed_out(workspace, visit, file, kind=visit.asked("format") or "csv")
