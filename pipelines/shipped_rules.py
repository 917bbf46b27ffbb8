"""The yardstick of a night: the shipped rulebook and forms, or those of a folder the centre keeps."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from inspection.errors import RuleError
from inspection.evaluating import Yardstick
from inspection.forms import load_forms
from inspection.rules.lint import lint, stops_loading
from inspection.rules.rulebook import load_rulebook
from inspection.rules.rulebook_parts import LISTS_FOLDER, SHARED_FILE, SPELLINGS_FILE
from pipelines.rule_files import rule_files

WHAT_A_RULEBOOK_HOLDS = "a rulebook folder holds rulebook.yaml, items/ and forms/"


def load_yardstick(folder: Path | None = None) -> Yardstick:
    """Compile `rulebook.yaml`, `items/*.yaml` and `forms/*.yaml` of a folder (the shipped ones by default).

    shared.yaml, spellings.yaml and word lists (lists/*.txt, *.csv) are read where there are any.

    Raises RuleError with file:line:column for the first thing that is wrong, and how many more lint would list.
    """
    try:
        return _yardstick(folder or resources.files("scoring_rules"))
    except RuleError as error:
        raise _with_count(error, folder) from None


def _yardstick(root: Traversable) -> Yardstick:
    book = load_rulebook(_text(root, "rulebook.yaml"), _texts(root, "items"), _beside(root))
    return Yardstick(book, load_forms(_form_texts(root), book.item_ids))


def _with_count(error: RuleError, folder: Path | None) -> RuleError:
    try:
        texts, _ = rule_files(folder)
    except RuleError:
        return error
    more = sum(map(stops_loading, lint(texts, measured=False))) - 1
    if more < 1:
        return error
    advice = f"{error.what_to_do}; {more} more: mingjian rules lint{f' --rules {folder}' if folder else ''}"
    return RuleError(error.reason, advice, where=error.where, code=error.code)


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


def _form_texts(root: Traversable) -> list[tuple[str, str]]:
    """Forms in forms/, and versions of one form in a folder of their own (forms/bank/2.0.yaml)."""
    folders = (
        sorted(entry.name for entry in (root / "forms").iterdir() if entry.is_dir()) if _has(root, "forms") else []
    )
    within = [text for name in folders if not name.startswith((".", "_")) for text in _texts(root, f"forms/{name}")]
    return [*_texts(root, "forms"), *within]


def _has(root: Traversable, folder: str) -> bool:
    return (root / folder).is_dir()


def _beside(root: Traversable) -> list[tuple[str, str]]:
    """What the items share: shared.yaml, spellings.yaml and lists/, each only where it exists."""
    single = [root / SHARED_FILE, root / SPELLINGS_FILE]
    lists = sorted((root / "lists").iterdir(), key=lambda f: f.name) if (root / "lists").is_dir() else []
    files = [(f.name, f) for f in single if f.is_file()]
    files += [(f"{LISTS_FOLDER}{f.name}", f) for f in lists if f.name.endswith((".txt", ".csv"))]
    return [(name, file.read_text(encoding="utf-8")) for name, file in files]
