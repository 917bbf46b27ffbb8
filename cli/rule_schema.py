"""`mingjian rules schema`: JSON Schema of the rule files, for editors."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from inspection.errors import SettingsError
from inspection.rules.rule_schema import KINDS, schema_of


def schema(
    kind: Annotated[str | None, typer.Argument(help=f"{', '.join(KINDS)}; printed on stdout.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write all of them to this folder instead.")] = None,
) -> None:
    """JSON Schema of the rule files: completion and mistakes while you type.

    In VS Code install the YAML extension and begin a rule file with
    `# yaml-language-server: $schema=<folder>/item.json`.

    Example: mingjian rules schema --output rule-schema
    """
    if output is None and kind is None:
        raise SettingsError("no kind is named", f"name one of {', '.join(KINDS)}, or give --output FOLDER")
    if kind is not None and kind not in KINDS:
        raise SettingsError(f"there is no schema '{kind}'", f"choose from {', '.join(KINDS)}")
    if output is None:
        sys.stdout.write(json.dumps(schema_of(str(kind)), ensure_ascii=False, indent=1) + "\n")
        return
    output.mkdir(parents=True, exist_ok=True)
    for name in [kind] if kind else KINDS:
        text = json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n"
        (output / f"{name}.json").write_text(text, encoding="utf-8")
        print(output / f"{name}.json")
