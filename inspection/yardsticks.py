"""A yardstick out of a rulebook's texts (由文件编译质检方案): the folder's files by name, as text, compiled."""

from collections.abc import Mapping

from inspection.errors import RuleError
from inspection.evaluating import Yardstick
from inspection.forms import load_forms
from inspection.rule_files import HEAD
from inspection.rules.rulebook import load_rulebook
from inspection.rules.rulebook_parts import LISTS_FOLDER, SHARED_FILE, SPELLINGS_FILE

_WHAT_A_RULEBOOK_HOLDS = "a rulebook folder holds rulebook.yaml, items/ and forms/"


def compiled(texts: Mapping[str, str]) -> Yardstick:
    """Compile from their texts: rulebook.yaml, items/*.yaml, forms/*.yaml (versions of one form in forms/<id>/).

    shared.yaml, spellings.yaml and word lists (lists/*.txt, *.csv) are read where there are any, other files are not.
    RuleError with file:line:column for the first thing that is wrong.
    """
    if HEAD not in texts:
        raise RuleError("the file is missing", _WHAT_A_RULEBOOK_HOLDS, where=HEAD)
    book = load_rulebook((HEAD, texts[HEAD]), _of(texts, "items"), [f for f in texts.items() if _is_beside(f[0])])
    return Yardstick(book, load_forms(_of(texts, "forms"), book.item_ids))


def _is_beside(name: str) -> bool:
    is_list = name.startswith(LISTS_FOLDER) and name.endswith((".txt", ".csv"))
    return is_list or name in (SHARED_FILE, SPELLINGS_FILE)


def _of(texts: Mapping[str, str], folder: str) -> list[tuple[str, str]]:
    found = [(name, text) for name, text in texts.items() if name.startswith(f"{folder}/") and name.endswith(".yaml")]
    if not found:
        raise RuleError("the folder is missing", _WHAT_A_RULEBOOK_HOLDS, where=folder)
    return sorted(found, key=lambda file: (file[0].count("/"), file[0]))
