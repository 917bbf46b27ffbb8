"""Rulebooks between a folder on disk, their files as a value, and a compiled yardstick."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from inspection.errors import RecordsError, RuleError
from inspection.evaluating import Yardstick
from inspection.rule_files import RuleFiles
from pipelines.shipped_rules import compiled
from records.rule_texts import rule_texts

LARGEST_BOOK_BYTES = 20_000_000
_NOT_A_RULE = (".py", ".pyc")


def read_rule_files(folder: Path | None = None) -> RuleFiles:
    """Every file of a rulebook folder (the shipped one by default) as text; hidden files and programs are left out.

    Raises RuleError for a folder that is missing, a file that is not text in UTF-8, or a folder far too large.
    """
    if folder is not None and not folder.is_dir():
        raise RuleError("there is no such folder", "give a rulebook folder", where=str(folder))
    root: Traversable = folder or resources.files("scoring_rules")
    texts: dict[str, str] = {}
    _collect(root, "", texts)
    return RuleFiles(dict(sorted(texts.items())))


def yardstick_of(files: RuleFiles) -> Yardstick:
    """Compile a rulebook from its files; RuleError with file:line:column for the first thing that is wrong."""
    return compiled(rule_texts(files.texts))


def write_rule_files(files: RuleFiles, folder: Path) -> None:
    """Write the files into an empty (or new) folder, byte for byte; RecordsError when something is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise RecordsError("the folder is not empty", "give a new folder", where=str(folder))
        for path, text in files.texts.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
    except OSError as error:
        reason = f"the rules cannot be written ({error.strerror})"
        raise RecordsError(reason, "give a folder that may be written", where=str(folder)) from error


def _collect(folder: Traversable, inside: str, texts: dict[str, str]) -> None:
    for entry in folder.iterdir():
        path = f"{inside}{entry.name}"
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            _collect(entry, f"{path}/", texts)
        elif not entry.name.endswith(_NOT_A_RULE):
            texts[path] = _text(entry, path)
            if sum(map(len, texts.values())) > LARGEST_BOOK_BYTES:
                raise RuleError("the folder holds more than 20 MB of text", "give a folder with rules only", where=path)


def _text(entry: Traversable, path: str) -> str:
    try:
        text = entry.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise RuleError("the file is not text in UTF-8", "save it as UTF-8, or move it elsewhere", where=path) from None
    except OSError as error:
        raise RuleError(f"the file cannot be read ({error.strerror})", "check its permissions", where=path) from None
    if "\x00" in text:
        raise RuleError("the file holds a NUL character", "remove it", where=path)
    return text
