"""`mingjian rules import-words`: a table of words as word lists of a rulebook, and an item that uses them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from cli.language import Lang, language_of
from cli.rule_import import read_text
from inspection.errors import RuleError
from inspection.formats.rule_text import as_yaml
from inspection.formats.word_table import WordTable, list_names, list_text, read_word_table
from inspection.rules.lint_words import Words

_SHOWN = 20
_KINDS = ("violation", "duty")


def import_words(
    file: Annotated[
        Path, typer.Argument(help="CSV with a column 词 or word, and 分类/category and 备注/note if you like.")
    ],
    to: Annotated[
        Path, typer.Option("--to", help="RULEBOOK/lists/NAME.csv: the list to write, one for each category.")
    ],
    item: Annotated[
        str | None, typer.Option("--item", help="Also write items/ID.yaml, an item that uses them.")
    ] = None,
    kind: Annotated[str, typer.Option(help="violation or duty, with --item.")] = "violation",
    lang: Lang = None,
) -> None:
    """Make word lists of a table of words: UTF-8 or GB18030, duplicates dropped, signs taken as text.

    Words in several categories become one list for each. Existing files are never written over.

    Example: mingjian rules import-words 敏感词.csv --to my-rules/lists/forbidden.csv --item says_forbidden
    """
    folder = _rulebook_of(to)
    table = read_word_table(read_text(file), file.name)
    names = list_names(to.stem, table.words)
    texts = {folder / "lists" / f"{names[category]}.csv": list_text(rows) for category, rows in table.words.items()}
    if item is not None:
        today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
        texts[folder / "items" / f"{item}.yaml"] = _item(item, kind, list(names.values()), today)
    _refuse_existing(texts)
    for path, text in texts.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)
    for line in _report(table, language_of(lang)):
        print(line)
    print(f"next: mingjian rules lint --rules {folder}")


def _rulebook_of(to: Path) -> Path:
    if to.suffix != ".csv" or to.parent.name != "lists":
        raise RuleError(f"'{to}' is no place for a word list", "give RULEBOOK/lists/NAME.csv")
    folder = to.parent.parent
    if not (folder / "rulebook.yaml").is_file():
        raise RuleError(
            "there is no rulebook.yaml", "name a rulebook folder, such as a copy of scoring_rules", where=str(folder)
        )
    return folder


def _refuse_existing(paths: Sequence[Path] | dict[Path, str]) -> None:
    for path in paths:
        for there in (path, path.with_suffix(".txt") if path.suffix == ".csv" else path):
            if there.exists():
                raise RuleError("this file exists already", "choose another name, or remove it first", where=str(there))


def _item(item_id: str, kind: str, lists: Sequence[str], today: date) -> str:
    """An item that looks for the lists; its title, meaning and examples are still to be written."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", item_id) is None:
        raise RuleError(f"'{item_id}' is no item id", "use lower-case letters, digits and _, starting with a letter")
    if kind not in _KINDS:
        raise RuleError(f"no template for kind '{kind}'", f"choose from {', '.join(_KINDS)}")
    wording = ("改我：坐席说了禁用的词", "change me: forbidden words") if kind == "violation" else (
        "改我：没有说到该说的词", "change me: the words owed were not said")  # fmt: skip
    fields: dict[str, object] = {
        "id": item_id, "version": 1, "kind": kind, "title": {"zh": item_id, "en": item_id},
        "meaning": dict(zip(("zh", "en"), wording, strict=True)),
        "dimension": "compliance" if kind == "violation" else "communication", "line": "non_critical",
        "owner": "service", "updated": today, "conditions": {"said": {"any": {"list": list(lists)}}},
        "found" if kind == "violation" else "met": "said",
        "reasons": {"unmet": dict(zip(("zh", "en"), wording, strict=True))},
    }  # fmt: skip
    return as_yaml(fields, ["改掉“改我”，补写示例 / change what says change me, and write examples"])


def _report(table: WordTable, language: str) -> Iterator[str]:
    chinese = language == "zh"
    yield (
        f"{table.count} 个词，{len(table.words)} 个词表；重复 {table.same}，折叠后重复 {table.folded}"
        if chinese
        else f"{table.count} words, {len(table.words)} lists; same: {table.same}, same folded: {table.folded}"
    )
    for rows, zh, en in (
        (table.one_character, "只有一个字，容易误中（保留）", "one character, hits by chance (kept)"),
        (table.literal, "像正则表达式，按文字处理", "looks like a regular expression, taken as text"),
        (table.refused, "没有带入", "not taken"),
    ):
        for number, said in rows[:_SHOWN]:
            what = said.in_language(language) if isinstance(said, Words) else said
            yield f"第 {number} 行：{what}：{zh}" if chinese else f"row {number}: {what}: {en}"
        if len(rows) > _SHOWN:
            yield f"…… 另有 {len(rows) - _SHOWN} 行：{zh}" if chinese else f"... {len(rows) - _SHOWN} more rows: {en}"
