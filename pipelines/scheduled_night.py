"""The night as a Prefect deployment: the same night, started by the server's schedule."""

import os
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.schedules import Cron

from inspection.errors import SettingsError
from pipelines.night import run_night
from pipelines.night_settings import NightSettings

DEPLOYMENT = "nightly"


@flow(name="scheduled night")
def scheduled_night(settings: dict[str, Any], time_zone: str) -> dict[str, int]:
    """Run the night of today's date in `time_zone` with the settings pinned at deployment; the endings by count."""
    today = datetime.now(ZoneInfo(time_zone)).date()
    # A password does not belong into Prefect's database: the address of the database comes from the environment.
    url = os.environ.get("MINGJIAN_DATABASE_URL")
    return run_night(NightSettings.model_validate({**settings, "business_date": today, "database_url": url})).counts


def serve_nightly(settings: NightSettings, *, cron: str, time_zone: str) -> None:
    """Create (or renew) the deployment and serve it until stopped. Raises SettingsError without a server to keep it."""
    if not os.environ.get("PREFECT_API_URL"):
        raise SettingsError(
            "no Prefect server is configured to keep the schedule",
            "run 'prefect server start' and set PREFECT_API_URL to its address",
            where="PREFECT_API_URL",
        )
    pinned = settings.model_dump(mode="json", exclude={"business_date", "database_url"})
    scheduled_night.serve(
        name=DEPLOYMENT,
        schedule=Cron(cron, timezone=time_zone),
        parameters={"settings": pinned, "time_zone": time_zone},
        limit=1,
    )
