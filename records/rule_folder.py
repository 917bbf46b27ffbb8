"""A rulebook folder read from disk as a value, byte for byte: what is published, returned to and compared."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from inspection.errors import RuleError
from inspection.rule_files import RuleFiles

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
