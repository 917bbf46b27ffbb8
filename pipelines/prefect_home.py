"""Where Prefect lives: inside the workspace, silent and offline. Must be called before Prefect is imported."""

import os
from pathlib import Path

QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
}


def settle_prefect(home: Path) -> None:
    """Point Prefect at `home` (its database and result storage); what the operator set already stays.

    With PREFECT_API_URL set, runs are reported to that server instead of one started for the night.
    """
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(home))
    os.environ.setdefault("PREFECT_LOCAL_STORAGE_PATH", str(home / "results"))
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
