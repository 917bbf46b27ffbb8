"""`mingjian rules new`: a new item to fill in."""

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from inspection.errors import RuleError
from inspection.rules.scaffold import scaffold


def new(
    item: Annotated[str, typer.Argument(help="Id of the new item: lower-case letters, digits and _.")],
    rules: Annotated[Path, typer.Option("--rules", help="The rulebook folder it belongs to.")],
    kind: Annotated[str, typer.Option(help="duty or violation.")] = "violation",
) -> None:
    """Write items/ID.yaml with comments and examples that pass, ready to be changed.

    Example: mingjian rules new offers_refund --rules my-rules --kind duty
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", item):
        raise RuleError(f"'{item}' is no item id", "use lower-case letters, digits and _, starting with a letter")
    if not (rules / "rulebook.yaml").is_file():
        raise RuleError(
            "there is no rulebook.yaml", "name a rulebook folder, such as a copy of scoring_rules", where=str(rules)
        )
    file = rules / "items" / f"{item}.yaml"
    if file.exists():
        raise RuleError("this item exists already", "choose another id, or edit the file", where=str(file))
    file.parent.mkdir(exist_ok=True)
    file.write_text(scaffold(item, kind, datetime.now(ZoneInfo("Asia/Shanghai")).date()), encoding="utf-8")
    print(file)
    print(f"next: mingjian rules lint --rules {rules}; mingjian rules test {item} --rules {rules}")
