"""The yardstick of a night: the shipped rulebook and forms, or those of a folder the centre keeps."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from inspection.errors import RuleError
from inspection.evaluating import Yardstick
from inspection.forms import load_forms
from inspection.rules.rulebook import load_rulebook

WHAT_A_RULEBOOK_HOLDS = "a rulebook folder holds rulebook.yaml, items/ and forms/"


def load_yardstick(folder: Path | None = None) -> Yardstick:
    """Compile `rulebook.yaml`, `items/*.yaml` and `forms/*.yaml` of a folder (the shipped ones by default).

    Raises RuleError with file:line:column for the first thing that is wrong.
    """
    root: Traversable = folder or resources.files("scoring_rules")
    book = load_rulebook(_text(root, "rulebook.yaml"), _texts(root, "items"))
    return Yardstick(book, load_forms(_texts(root, "forms"), book.item_ids))


def _text(root: Traversable, name: str) -> tuple[str, str]:
    try:
        return name, (root / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RuleError("the file is missing", WHAT_A_RULEBOOK_HOLDS, where=name) from None


def _texts(root: Traversable, folder: str) -> list[tuple[str, str]]:
    inside = root / folder
    if not inside.is_dir():
        raise RuleError("the folder is missing", WHAT_A_RULEBOOK_HOLDS, where=folder)
    names = sorted(entry.name for entry in inside.iterdir() if entry.name.endswith(".yaml"))
    return [(f"{folder}/{name}", (inside / name).read_text(encoding="utf-8")) for name in names]
