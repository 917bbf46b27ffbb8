"""Rulebooks between a folder on disk, their files as a value, and a compiled yardstick."""

from pathlib import Path

from inspection.errors import RecordsError
from inspection.evaluating import Yardstick
from inspection.rule_files import RuleFiles
from pipelines.shipped_rules import compiled
from records.rule_folder import read_rule_files
from records.rule_texts import rule_texts

__all__ = ["read_rule_files", "write_rule_files", "yardstick_of"]


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
