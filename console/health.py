"""What `/health` says to a supervisor process: that the database answers, and how the last run stands."""

from typing import Any

from records import runs
from records.database import reading
from records.schema import newest_version
from records.workspace import Workspace


def health(workspace: Workspace) -> dict[str, Any]:
    """`status` ok, the schema version, the last run (None before the first); RecordsError when it cannot be read."""
    with reading(workspace.engine) as connection:
        run = runs.latest(connection)
    last = None
    if run is not None:
        last = {
            "run_id": run.run_id,
            "business_date": run.business_date.isoformat(),
            "status": run.status.value,
            "exit_code": run.exit_code,
        }
    return {"status": "ok", "schema": newest_version(), "last_run": last}
