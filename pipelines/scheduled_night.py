"""The night as a Prefect deployment: the same night, started by the server's schedule."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.schedules import Cron

from inspection.errors import SettingsError
from pipelines.night import run_night
from pipelines.night_settings import NightSettings

DEPLOYMENT = "nightly"


@flow(name="scheduled night")
def scheduled_night(drop: str, workspace: str, time_zone: str, database_url: str | None = None) -> dict[str, int]:
    """Run the night of today's date in `time_zone`; returns the endings by count."""
    settings = NightSettings(
        drop=Path(drop),
        workspace=Path(workspace),
        database_url=database_url,
        business_date=datetime.now(ZoneInfo(time_zone)).date(),
    )
    return run_night(settings).counts


def serve_nightly(*, drop: Path, workspace: Path, cron: str, time_zone: str, database_url: str | None) -> None:
    """Create (or renew) the deployment and serve it until stopped. Raises SettingsError without a server to keep it."""
    if not os.environ.get("PREFECT_API_URL"):
        raise SettingsError(
            "no Prefect server is configured to keep the schedule",
            "run 'prefect server start' and set PREFECT_API_URL to its address",
            where="PREFECT_API_URL",
        )
    scheduled_night.serve(
        name=DEPLOYMENT,
        schedule=Cron(cron, timezone=time_zone),
        parameters={
            "drop": str(drop),
            "workspace": str(workspace),
            "time_zone": time_zone,
            "database_url": database_url,
        },
        limit=1,
    )
