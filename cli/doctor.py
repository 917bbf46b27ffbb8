"""`mingjian doctor`: everything that is wrong with a set-up, each with its fix, and which layer set what."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.oidc_provider import identity_provider, what_it_answers
from cli.settings import hearing_settings, keeping_settings, layers_of
from inspection.errors import InspectionError, ModelError
from models.embedded_models import EMBEDDED
from models.model_cache import cache_folder
from models.reading.head_versions import HeadVersions
from models.reading.reading_networks import open_reading_networks
from models.reading.relearned import HeadOf, with_head
from models.recognition.advice import advice, this_machine
from pipelines.hearing_settings import HearingSettings
from pipelines.keeping_settings import KeepingSettings
from pipelines.keys import originals_keys
from pipelines.night_settings import NightSettings
from pipelines.reading_settings import SECTION, reading_settings
from pipelines.shipped_rules import load_yardstick
from records.appeal_rules import procedure_in
from records.workspace import Workspace

MINIMUM_FREE_GB = 2.0
SUPPORTED = ((3, 11), (3, 13))


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, whether it is in order, and what to do when it is not."""

    subject: str
    ok: bool
    detail: str
    fix: str = ""


def doctor(
    drop: Annotated[Path | None, typer.Option(help="Drop folder to look at.")] = None,
    workspace: Annotated[Path | None, typer.Option(help="Workspace to look at.")] = None,
    database_url: Annotated[
        str | None, typer.Option(help="Database elsewhere.", envvar="MINGJIAN_DATABASE_URL")
    ] = None,
    rules: Annotated[Path | None, typer.Option(help="Rulebook folder to look at.")] = None,
) -> None:
    """List all that is wrong with a set-up, with the fix. Exit code 1 when something is.

    Example: mingjian doctor --drop drop --workspace workspace
    """
    findings = list(findings_of(drop, workspace, database_url, rules))
    table = Table(title="mingjian doctor", title_justify="left")
    for column in ("", "what", "found", "what to do"):
        table.add_column(column, overflow="fold")
    for f in findings:
        table.add_row("[green]ok[/green]" if f.ok else "[red]!![/red]", f.subject, f.detail, "" if f.ok else f.fix)
    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(table)
    _print_layers(console, drop, workspace)
    raise typer.Exit(0 if all(f.ok for f in findings) else 1)


def findings_of(
    drop: Path | None, workspace: Path | None, database_url: str | None, rules: Path | None
) -> Iterator[Finding]:
    """Every check, the failing ones included: one broken thing does not hide the next."""
    yield _python()
    yield from (_model(name) for name in EMBEDDED)
    yield _checked("recogniser", _recogniser, "correct [hearing] in mingjian.toml")
    yield _checked("feeling is read by", _feeling, "correct [reading] in mingjian.toml")
    yield _checked("rulebook", lambda: _rulebook(rules), "correct the file at the place named")
    if drop is not None:
        yield _drop(drop)
    if workspace is not None:
        yield _free_space(workspace)
        yield _checked("keys", lambda: _keys(workspace), "see docs/how-to/personal-data.md")
        yield _checked("workspace", lambda: _workspace(workspace, database_url), "see the message")
        yield _checked("reading head", lambda: _reading_head(workspace), "see docs/how-to/relearn.md")
        yield _checked("appeals", lambda: _appeals(workspace), "see docs/how-to/appeals.md")
    yield _prefect()
    yield _checked("single sign-on", _single_sign_on, "see docs/how-to/accounts.md")


def _checked(subject: str, look: Callable[[], str], fix: str) -> Finding:
    try:
        return Finding(subject, True, look())
    except InspectionError as error:
        where = f"{error.where}: " if error.where else ""
        return Finding(subject, False, f"{where}{error.reason}", error.what_to_do or fix)


def _python() -> Finding:
    version = sys.version_info[:2]
    ok = SUPPORTED[0] <= version <= SUPPORTED[1]
    return Finding("Python", ok, f"{version[0]}.{version[1]}", "use Python 3.11, 3.12 or 3.13")


def _model(name: str) -> Finding:
    ready = EMBEDDED[name].is_ready
    detail = f"ready in {cache_folder()}" if ready else "not fetched yet (the first night fetches it)"
    return Finding(f"model {name}", ready, detail, f"mingjian models fetch {name}")


def _recogniser() -> str:
    """What hears on this machine, and advice; advice is no error."""
    night = {name: layered.value for name, layered in layers_of(NightSettings, {}).items()}
    settings, machine = hearing_settings(), this_machine()
    model = str(night.get("recogniser", "base"))
    cpu_threads, workers = int(night.get("cpu_threads", 2)), int(night.get("workers", 1))
    memory = f"{machine.memory_gb:.0f} GB" if machine.memory_gb else "memory unknown"
    found = (
        f"{model}, {settings.hearing_mode}, {settings.hearing_device} {settings.hearing_compute_type} on "
        f"{machine.cores} cores, {memory}, {machine.gpus or 'no'} GPU"
    )
    words = advice(
        machine,
        model=model,
        device=settings.hearing_device,
        batch=settings.hearing_batch,
        cpu_threads=cpu_threads,
        workers=workers,
    )
    return ". ".join([found, *words])


def _feeling() -> str:
    settings = reading_settings()
    if settings.sentiment_model is None and settings.emotion_model is None:
        return "the embedded network"
    if find_spec("transformers") is None:
        raise ModelError("transformers is missing", "install the extra hf", where=f"[{SECTION}]")
    named = {"sentiment": settings.sentiment_model, "emotion": settings.emotion_model}
    return ", ".join(f"{what}: {model or 'the embedded network'}" for what, model in named.items())


def _rulebook(rules: Path | None) -> str:
    yardstick = load_yardstick(rules)
    book = yardstick.rulebook
    return f"{book.id}@{book.version}, {len(book.items)} items, {len(yardstick.forms)} forms"


def _drop(drop: Path) -> Finding:
    if not drop.is_dir():
        return Finding("drop folder", False, f"{drop} is not a folder", "create it or name another")
    if not os.access(drop, os.R_OK):
        return Finding("drop folder", False, f"{drop} cannot be read", "give this user the right to read it")
    return Finding("drop folder", True, f"{sum(1 for _ in drop.iterdir())} entries")


def _free_space(workspace: Path) -> Finding:
    place = workspace
    while not place.exists() and place != place.parent:
        place = place.parent
    free_gb = shutil.disk_usage(place).free / 1e9
    return Finding(
        "disk", free_gb >= MINIMUM_FREE_GB, f"{free_gb:.1f} GB free", "free some space or move the workspace"
    )


def _reading_head(workspace: Path) -> str:
    pin = HeadVersions(workspace).active()
    if not pin.is_shipped:
        with_head(open_reading_networks(), HeadOf(workspace, pin))
    return pin.name


def _workspace(workspace: Path, database_url: str | None) -> str:
    if database_url is None and not workspace.is_dir():
        return "does not exist yet; the first night makes it"
    opened = Workspace.open(workspace, database_url)
    opened.close()
    return "opens, schema is current"


def _appeals(workspace: Path) -> str:
    procedure = procedure_in(workspace)
    years = ", ".join(map(str, sorted(procedure.calendar.years))) or "no year"
    return f"{len(procedure.policy.steps)} steps; the calendar knows {years}"


def _keys(workspace: Path) -> str:
    settings = keeping_settings()
    if settings.originals_keep == "none":
        return "no original is kept: none needed"
    keys = originals_keys(settings, workspace)
    return f"originals are sealed with key {keys.newest.key_id}; {len(keys.keys)} can be opened with"


def _single_sign_on() -> str:
    provider = identity_provider()
    return "none: sign-in by password" if provider is None else what_it_answers(provider)


def _prefect() -> Finding:
    url = os.environ.get("PREFECT_API_URL")
    detail = f"server at {url}" if url else "no server configured: each night starts its own (no history, no schedule)"
    return Finding("flows", True, detail)


def _print_layers(console: Console, drop: Path | None, workspace: Path | None) -> None:
    table = Table(title="Settings of the night and who set them", title_justify="left")
    for column in ("setting", "value", "set by"):
        table.add_column(column, overflow="fold")
    layers = layers_of(NightSettings, {"drop": drop, "workspace": workspace})
    layers |= layers_of(HearingSettings, {}) | layers_of(KeepingSettings, {})
    fields = {**NightSettings.model_fields, **HearingSettings.model_fields, **KeepingSettings.model_fields}
    del fields["hearing"], fields["keeping"], fields["publishing"]  # their settings are listed one by one
    for name, field in fields.items():
        layered = layers.get(name)
        if layered is not None:
            value = "***" if name == "database_url" else str(layered.value)
            table.add_row(name, value, layered.layer)
        elif not field.is_required():
            table.add_row(name, str(field.default), "default")
    console.print(table)
