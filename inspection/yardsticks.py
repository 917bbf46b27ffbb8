"""A yardstick out of a rulebook's texts (由文件编译质检方案): which files count, and what they compile to."""

from collections.abc import Mapping

from inspection.errors import RuleError
from inspection.evaluating import Yardstick
from inspection.forms import load_forms
from inspection.rule_files import HEAD
from inspection.rules.rulebook import load_rulebook
from inspection.rules.rulebook_parts import LISTS_FOLDER, SHARED_FILE, SPELLINGS_FILE

WHAT_A_RULEBOOK_HOLDS = "a rulebook folder holds rulebook.yaml, items/ and forms/"
FOLDERS = ("items", "forms", "lists", "clean_corpus")
BESIDE = ("rulebook.yaml", "shared.yaml", "spellings.yaml")
_ENDINGS = (".yaml", ".yml", ".txt", ".csv")


def rule_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Those of a folder's files that say something about rules, without byte order marks; a folder may hold others."""
    return {name: text.removeprefix("\ufeff") for name, text in texts.items() if is_of_rules(name)}


def is_of_rules(name: str) -> bool:
    """True for a path inside a rulebook folder that says something about rules."""
    return name in BESIDE or (name.split("/", 1)[0] in FOLDERS and name.endswith(_ENDINGS))


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
