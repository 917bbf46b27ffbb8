"""Writes the reference pages that come from the code: commands, settings, licences, JSON Schema of the rule files.

Run it after changing a command, a setting or the lock:

    .venv/bin/python docs/generate_reference.py

`tests/docs/test_reference_is_current.py` compares the pages with what this would write.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any, get_args

import typer
import typer.main
from pydantic.fields import FieldInfo

from cli.main import app
from console.api.addresses import PREFIX, operations
from console.console_settings import ConsoleSettings
from console.single_sign_on.oidc_settings import OidcSettings
from console.webhooks.webhook_settings import WebhookSettings
from inspection.access.api_token import ApiScope
from inspection.call_figures import FIGURES
from inspection.rules.rule_schema import KINDS, schema_of
from pipelines.hearing_settings import HearingSettings
from pipelines.keeping_settings import KeepingSettings
from pipelines.night_settings import NightSettings
from pipelines.reading_settings import SECTION, ReadingSettings

HOUSE = Path(__file__).parents[1]
REFERENCE = HOUSE / "docs" / "reference"
WIDTH = 110
MADE_BY = "<!-- made by docs/generate_reference.py: change the code, not this page -->\n"
# Options of `mingjian nightly` that are called differently from the setting they fill.
OPTION_OF_SETTING = {"business_date": "date", "recogniser": "model", "fail_above_share": "fail_above"}
LIMITS = {"ge": "from", "gt": "above", "le": "to", "lt": "below"}

Command = tuple[str, Any, typer.Context]


def every_command() -> Iterator[Command]:
    """Every command and group below `mingjian`, in the order the help lists them: full name, command, context."""
    root: Any = typer.main.get_command(app)
    context = typer.Context(root, info_name="mingjian", terminal_width=WIDTH, max_content_width=WIDTH)
    yield from _below("mingjian", root, context)


def _below(name: str, command: Any, context: typer.Context) -> Iterator[Command]:
    yield name, command, context
    for word, child in getattr(command, "commands", {}).items():
        yield from _below(f"{name} {word}", child, typer.Context(child, info_name=word, parent=context))


def plain_help(command: Any, context: typer.Context) -> str:
    """The help of a command without boxes and colours, WIDTH characters wide whatever terminal runs this."""
    shown = command.rich_markup_mode
    command.rich_markup_mode = None
    try:
        text = command.get_help(context)
    finally:
        command.rich_markup_mode = shown
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def commands_page() -> str:
    """docs/reference/commands.md."""
    parts = [
        MADE_BY,
        "# Commands (命令)\n",
        "Errors are one line on stderr: where, what, what to do; then the exit code is 2 unless the command says",
        "otherwise. After Ctrl+C the same command goes on. What goes in: [drop folder](../how-to/drop-folder.md); what",
        "comes out: [exports](exports.md).\n",
    ]
    for name, command, context in every_command():
        parts += [f"## {name}\n", "```text", plain_help(command, context), "```\n"]
    return "\n".join(parts)


def settings_page() -> str:
    """docs/reference/settings.md: the template's words around the table of the code."""
    rows = [
        _setting_row(name, field)
        for name, field in NightSettings.model_fields.items()
        if name not in ("hearing", "keeping", "publishing")
    ]
    hearing = [_keeping_row(name, field) for name, field in HearingSettings.model_fields.items()]
    kept = [_keeping_row(name, field) for name, field in KeepingSettings.model_fields.items()]
    page = _filled("settings.template.md", "<!-- table of settings -->", rows)
    reading = [_reading_row(name, field) for name, field in ReadingSettings.model_fields.items()]
    page = page.replace("<!-- table of hearing -->", "\n".join(hearing))
    page = page.replace("<!-- table of what is kept -->", "\n".join(kept))
    served = [_keeping_row(name, field) for name, field in ConsoleSettings.model_fields.items()]
    page = page.replace("<!-- table of the console -->", "\n".join(served))
    vouched = [_keeping_row(name, field) for name, field in OidcSettings.model_fields.items()]
    page = page.replace("<!-- table of single sign-on -->", "\n".join(vouched))
    told = [_keeping_row(name, field) for name, field in WebhookSettings.model_fields.items()]
    page = page.replace("<!-- table of webhooks -->", "\n".join(told))
    return page.replace("<!-- table of reading -->", "\n".join(reading))


def _setting_row(name: str, field: FieldInfo) -> str:
    default = "required" if field.is_required() else f"`{_toml(field.default)}`"
    if name == "business_date":
        default = "today in Asia/Shanghai"
    return f"| `{name}` | {_option(name)} | {default} | {_range(field)} | {field.description} |"


def _keeping_row(name: str, field: FieldInfo) -> str:
    section, _, inside = name.partition("_")
    values = " or ".join(f"`{value}`" for value in get_args(field.annotation) if isinstance(value, str))
    return f"| `[{section}] {inside}` | `{_toml(field.default)}` | {values or _range(field)} | {field.description} |"


def _reading_row(name: str, field: FieldInfo) -> str:
    return f"| `[{SECTION}] {name}` | `{_toml(field.default)}` | {_range(field)} | {field.description} |"


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, tuple):
        return str(list(value)).replace("'", '"')
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _range(field: FieldInfo) -> str:
    limits = [(word, getattr(m, sign)) for m in field.metadata for sign, word in LIMITS.items() if hasattr(m, sign)]
    return " ".join(f"{word} {value:g}" for word, value in limits) or "-"


def _option(setting: str) -> str:
    nightly = next(command for name, command, _ in every_command() if name == "mingjian nightly")
    options = {parameter.name: parameter.opts[0] for parameter in nightly.params}
    option = options.get(OPTION_OF_SETTING.get(setting, setting))
    return f"`{option}`" if option else "-"


def licences_page() -> str:
    """docs/reference/licences.md: every package of requirements.lock that is installed here."""
    direct = direct_dependencies()
    rows = []
    for name, version in locked_versions().items():
        shown = f"**{name}**" if name in direct else name
        rows.append(f"| {shown} | {version} | {licence_of(name)} |")
    return _filled("licences.template.md", "<!-- table of packages -->", rows)


def api_page() -> str:
    """docs/reference/api.md."""
    rows = [
        f"| {one.method} | `{PREFIX}{one.path.replace(':path', '')}` | {_scope(one.gate.scope)} | "
        f"{one.gate.action.value} | {one.summary} |"
        for one in operations()
    ]
    return _filled("api.template.md", "<!-- table of operations -->", rows)


def _scope(scope: ApiScope | None) -> str:
    return "any" if scope is None else f"`{scope.value}`"


def _filled(template: str, mark: str, rows: list[str]) -> str:
    text = (REFERENCE / template).read_text(encoding="utf-8")
    return MADE_BY + "\n" + text.replace(mark, "\n".join(rows))


def direct_dependencies() -> tuple[str, ...]:
    """Normalised names of `dependencies` in pyproject.toml, sorted."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return tuple(sorted(normalised(re.split(r"[<>=!~\[; ]", d, maxsplit=1)[0]) for d in project["dependencies"]))


def locked_versions() -> Mapping[str, str]:
    """Package to version as requirements.lock pins it."""
    lock = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    return {normalised(n): v for n, v in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock, re.MULTILINE)}


def normalised(name: str) -> str:
    """A package name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(name: str) -> str:
    """What an installed package declares: its expression, else its classifiers, else the first words of its text."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "*not installed here*"
    if "License-Expression" in said:
        return said["License-Expression"]
    classes = [c.rsplit(" :: ", 1)[-1] for c in said.get_all("Classifier") or [] if c.startswith("License ::")]
    named = [c for c in classes if c != "OSI Approved"]
    text = (said.get_all("License") or [""])[0].strip().splitlines()
    return ", ".join(named) or (text[0][:80] if text else "*not declared*")


def schema_page(kind: str) -> str:
    """docs/reference/rule-schema/<kind>.json."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1) + "\n"


def call_figures_page() -> str:
    """docs/reference/call-figures.md: the template's words around the table of the code."""
    rows = [f"| `{name}` | {f.unit} | {f.zh} | {f.en} |" for name, f in FIGURES.items()]
    return _filled("call-figures.template.md", "<!-- table of figures -->", rows)


PAGES = {
    "api.md": api_page,
    "commands.md": commands_page,
    "settings.md": settings_page,
    "licences.md": licences_page,
    "call-figures.md": call_figures_page,
}
SCHEMAS = {f"rule-schema/{kind}.json": partial(schema_page, kind) for kind in KINDS}


def main() -> None:
    """Write all pages."""
    (REFERENCE / "rule-schema").mkdir(exist_ok=True)
    for name, page in {**PAGES, **SCHEMAS}.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
