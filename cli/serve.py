"""`mingjian serve`: the console."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from cli.export import existing
from cli.language import Lang, language_of
from cli.oidc_provider import identity_provider
from cli.settings import console_settings, keeping_settings, publish_settings
from cli.webhook_post import postman
from inspection.errors import SettingsError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FIRST_LINK = {
    "zh": "还没有管理员。用此链接建立第一位(只能用一次,24 小时内有效):\n  {url}",
    "en": "There is no administrator yet. This link makes the first one (works once, for 24 hours):\n  {url}",
}


def serve(
    workspace: Annotated[Path, typer.Option(help="Workspace folder.")],
    host: Annotated[
        str, typer.Option(help="Address to listen on; beyond this machine only with --public-url.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8000,
    public_url: Annotated[
        str | None,
        typer.Option(help="https://HOST that people type; a proxy that ends TLS stands before the console."),
    ] = None,
    lang: Lang = None,
    database_url: Annotated[
        str | None, typer.Option(help="Database elsewhere.", envvar="MINGJIAN_DATABASE_URL")
    ] = None,
) -> None:
    """Serve the console: last night's ledger, flags, scorecards, and each evaluation with its evidence.

    While nobody can administer, it prints a one-time link that makes the first administrator.

    Example: mingjian serve --workspace workspace
    """
    settings, post, provider = console_settings(console_public_url=public_url), postman(), identity_provider()
    if host not in LOOPBACK and settings.public is None:
        raise SettingsError(
            "beyond this machine passwords would travel in the open",
            "put a proxy that ends TLS before the console and give --public-url https://HOST, or use 127.0.0.1",
            where="--host",
        )
    import uvicorn

    from console.app import Serving, create_app, the_time
    from console.first_run import first_administrator_path
    from console.opening import open_for_reading
    from console.webhooks.round_loop import delivering

    serving = Serving(
        public=settings.public,
        door=settings.door,
        retention=keeping_settings().retention,
        api_limit=settings.api_limit,
        standing=publish_settings().standing_policy,
        compiles_ahead=True,
        provider=provider,
    )
    folder = existing(workspace)
    app = create_app(folder, database_url, serving)
    shown = f"[{host}]" if ":" in host else host
    base = f"https://{settings.public.host}" if settings.public else f"http://{shown}:{port}"
    opened = open_for_reading(folder, database_url)
    path = first_administrator_path(opened, at=the_time())
    opened.close()
    print(f"{base}/  (Ctrl+C stops)", flush=True)
    if path is not None:
        print(_FIRST_LINK[language_of(lang)].format(url=base + path), flush=True)
    background = open_for_reading(folder, database_url)
    with closing(background), delivering(background, post):
        uvicorn.run(
            app,
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            # Without a proxy of our own nobody's word about who calls is believed.
            proxy_headers=settings.public is not None,
            forwarded_allow_ips=",".join(settings.console_trusted_proxies),
        )
