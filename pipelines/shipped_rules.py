"""The yardstick of a night: the shipped rulebook and forms, or those of a folder the centre keeps."""

from collections.abc import Mapping
from pathlib import Path

from inspection.errors import RuleError
from inspection.evaluating import Yardstick
from inspection.forms import load_forms
from inspection.rule_files import HEAD
from inspection.rules.lint import lint, stops_loading
from inspection.rules.rulebook import load_rulebook
from inspection.rules.rulebook_parts import LISTS_FOLDER, SHARED_FILE, SPELLINGS_FILE
from records.rule_texts import WHAT_A_RULEBOOK_HOLDS, rule_files


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


def compiled(texts: Mapping[str, str]) -> Yardstick:
    """Compile from their texts: rulebook.yaml, items/*.yaml, forms/*.yaml (versions of one form in forms/<id>/).

    shared.yaml, spellings.yaml and word lists (lists/*.txt, *.csv) are read where there are any.
    RuleError with file:line:column for the first thing that is wrong.
    """
    if HEAD not in texts:
        raise RuleError("the file is missing", WHAT_A_RULEBOOK_HOLDS, where=HEAD)
    book = load_rulebook((HEAD, texts[HEAD]), _of(texts, "items"), [f for f in texts.items() if _is_beside(f[0])])
    return Yardstick(book, load_forms(_of(texts, "forms"), book.item_ids))


def _is_beside(name: str) -> bool:
    is_list = name.startswith(LISTS_FOLDER) and name.endswith((".txt", ".csv"))
    return is_list or name in (SHARED_FILE, SPELLINGS_FILE)


def _of(texts: Mapping[str, str], folder: str) -> list[tuple[str, str]]:
    found = [(name, text) for name, text in texts.items() if name.startswith(f"{folder}/") and name.endswith(".yaml")]
    if not found:
        raise RuleError("the folder is missing", WHAT_A_RULEBOOK_HOLDS, where=folder)
    return sorted(found, key=lambda file: (file[0].count("/"), file[0]))


def _with_count(error: RuleError, texts: Mapping[str, str], folder: Path | None) -> RuleError:
    more = sum(map(stops_loading, lint(texts, measured=False))) - 1
    if more < 1:
        return error
    advice = f"{error.what_to_do}; {more} more: mingjian rules lint{f' --rules {folder}' if folder else ''}"
    return RuleError(error.reason, advice, where=error.where, code=error.code)
