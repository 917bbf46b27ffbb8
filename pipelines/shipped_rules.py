"""The yardstick of a night: the shipped rulebook and forms, or those of a folder the centre keeps."""

from collections.abc import Mapping
from pathlib import Path

from inspection.errors import RuleError
from inspection.evaluating import Yardstick
from inspection.rules.lint import lint, stops_loading
from inspection.yardsticks import compiled
from records.rule_texts import rule_files

__all__ = ["compiled", "load_yardstick"]  # compiling itself is thinking: inspection/yardsticks.py


def load_yardstick(folder: Path | None = None) -> Yardstick:
    """Compile the rulebook and the forms of a folder (the shipped ones by default).

    Raises RuleError with file:line:column for the first thing that is wrong, and how many more lint would list.
    """
    texts, unreadable = rule_files(folder)
    if unreadable:
        raise RuleError("the file is not text in UTF-8", "save it as UTF-8, or move it elsewhere", where=unreadable[0])
    try:
        return compiled(texts)
    except RuleError as error:
        raise _with_count(error, texts, folder) from None


def _with_count(error: RuleError, texts: Mapping[str, str], folder: Path | None) -> RuleError:
    more = sum(map(stops_loading, lint(texts, measured=False))) - 1
    if more < 1:
        return error
    advice = f"{error.what_to_do}; {more} more: mingjian rules lint{f' --rules {folder}' if folder else ''}"
    return RuleError(error.reason, advice, where=error.where, code=error.code)
