"""`mingjian serve`: the console, on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from cli.export import existing
from inspection.errors import SettingsError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    workspace: Annotated[Path, typer.Option(help="Workspace folder.")],
    host: Annotated[
        str, typer.Option(help="Address to listen on; only this machine until sign-in exists.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8000,
    database_url: Annotated[
        str | None, typer.Option(help="Database elsewhere.", envvar="MINGJIAN_DATABASE_URL")
    ] = None,
) -> None:
    """Serve the console: last night's ledger, flags, scorecards, and each evaluation with its evidence.

    Example: mingjian serve --workspace workspace
    """
    if host not in LOOPBACK:
        raise SettingsError(
            "the console has no sign-in yet and listens on this machine only", "use 127.0.0.1", where="--host"
        )
    import uvicorn

    from console.app import create_app

    app = create_app(existing(workspace), database_url)
    shown = f"[{host}]" if ":" in host else host
    print(f"http://{shown}:{port}/  (Ctrl+C stops)", flush=True)
    uvicorn.run(app, host=host, port=port, log_level="warning")
