"""Word lists kept in tables (a word a row, with a category and a note) as word lists of a rulebook."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspection.errors import TableError
from inspection.formats.cell_text import cell_text
from inspection.formats.header_aliases import normalised_header
from inspection.formats.literal_phrase import is_one_character, literal_phrase, looks_like_regex
from inspection.formats.rule_text import one_line
from inspection.formats.table import TableRow, read_csv
from inspection.rules.lint_words import Words
from inspection.rules.normal_text import fold

MAX_WORDS = 200_000
MAX_WORD_CHARS = 200
_TOO_LONG = Words(f"词超过 {MAX_WORD_CHARS} 个字符", f"the word is longer than {MAX_WORD_CHARS} characters")
_COLUMNS: Mapping[str, frozenset[str]] = {
    "word": frozenset({
        "词", "词语", "词条", "词汇", "关键词", "关键字", "敏感词", "违禁词", "禁用词", "禁语", "短语", "话术",
        "word", "words", "keyword", "keywords", "phrase", "term", "sensitive_word", "forbidden_word",
    }),
    "category": frozenset({
        "分类", "类别", "类型", "词类", "词库", "category", "categories", "type", "class", "group",
    }),
    "note": frozenset({"备注", "说明", "描述", "note", "notes", "remark", "remarks", "comment", "description"}),
}  # fmt: skip
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|[\u4e00-\u9fff][\w-]*")


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word as a phrase, its note, and the row it stood in (from 1, the header counted)."""

    phrase: str
    note: str
    row: int


@dataclass(frozen=True, slots=True)
class WordTable:
    """Words by category (`""` for none), and the rows to look at: refused (row, why) or taken with a warning.

    `same` counts words that stood before just so, `folded` those that differ from an earlier one in width, case or
    traditional characters only. `one_character` and `literal` are (row, word): kept, the latter taken as plain text.
    """

    words: Mapping[str, tuple[WordRow, ...]]
    same: int
    folded: int
    one_character: tuple[tuple[int, str], ...]
    literal: tuple[tuple[int, str], ...]
    refused: tuple[tuple[int, Words], ...]

    @property
    def count(self) -> int:
        """Words that were taken."""
        return sum(len(rows) for rows in self.words.values())


def read_word_table(text: str, name: str) -> WordTable:
    """The words of a table with a heading for the words (词, word ...), or of one column without any heading.

    Duplicates are dropped within a category. Raises TableError for an empty table, one without a column of words, or
    one with no usable word.
    """
    rows, columns = _rows(text, name)
    reader = _Reader()
    for row in rows:
        reader.take(row, columns)
    if not reader.words:
        raise TableError("no word in it can be used", "put a word in each row", where=name)
    if reader.count > MAX_WORDS:
        raise TableError(f"there are more than {MAX_WORDS} words", "split the table", where=name)
    words = {category: tuple(some) for category, some in reader.words.items()}
    return WordTable(
        words, reader.same, reader.folded, tuple(reader.one_character), tuple(reader.literal), tuple(reader.refused)
    )


def list_names(name: str, categories: Iterable[str]) -> dict[str, str]:
    """A list name for every category: `name` where there is none, else `name_category` (`类别_name` in Chinese).

    A name that mixes both scripts the other way round could not be used as `@name`.

    Raises TableError when `name` cannot be used in `@name`.
    """
    if _NAME.fullmatch(name) is None:
        raise TableError(f"'{name}' is no name for a word list", "begin with a letter; letters, digits, _ and - only")
    found: dict[str, str] = {}
    for number, category in enumerate(categories, start=1):
        plain = re.sub(r"[^\w-]+", "_", fold(category)).strip("_")[:40]
        wanted = (f"{name}_{plain}", f"{plain}_{name}") if plain else ()
        own = next(filter(_NAME.fullmatch, wanted), f"{name}_{number}") if category else name
        first, again = own, 2
        while own in found.values():
            own, again = f"{first}_{again}", again + 1
        found[category] = own
    return found


def list_text(rows: Sequence[WordRow]) -> str:
    """The CSV text of a word list: phrases and notes under 词 and 备注."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["词", "备注"])
    writer.writerows([row.phrase.replace("#", "\\#"), row.note] for row in rows)
    return out.getvalue()


def _rows(text: str, name: str) -> tuple[Sequence[TableRow], Mapping[str, int]]:
    table = read_csv(text, name)
    columns = _columns(table.header)
    if "word" in columns:
        return table.rows, columns
    if len(table.header) > 1 or columns:
        known = "、".join(sorted(_COLUMNS["word"]))
        raise TableError("there is no column of words", f"call it one of {known}", where=f"{name}:1")
    first = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next(number for number, line in enumerate(first, start=1) if line.strip())
    return (TableRow(start, (table.header[0],), table.header_text), *table.rows), {"word": 0}


def _columns(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        plain = normalised_header(cell)
        for column, aliases in _COLUMNS.items():
            if plain in aliases:
                found.setdefault(column, at)
    return found


class _Reader:
    """Takes row by row."""

    def __init__(self) -> None:
        self.words: dict[str, list[WordRow]] = {}
        self.seen: dict[tuple[str, str], set[str]] = {}
        self.count = self.same = self.folded = 0
        self.one_character: list[tuple[int, str]] = []
        self.literal: list[tuple[int, str]] = []
        self.refused: list[tuple[int, Words]] = []

    def take(self, row: TableRow, columns: Mapping[str, int]) -> None:
        cells = {name: one_line(cell_text(row.cells[at]) or "") for name, at in columns.items() if at < len(row.cells)}
        word, category = cells.get("word", ""), cells.get("category", "")
        if row.problem and None not in row.cells:  # a row cut short still has its word
            self.refused.append((row.number, Words(f"这一行读不了（{row.problem}）", row.problem)))
        elif not word:
            self.refused.append((row.number, Words("没有词", "there is no word")))
        elif len(word) > MAX_WORD_CHARS:
            self.refused.append((row.number, _TOO_LONG))
        elif not self._is_known(word, category):
            self._keep(row.number, word, category, cells.get("note", ""))

    def _is_known(self, word: str, category: str) -> bool:
        known = self.seen.get((category, fold(word)))
        if known is None:
            return False
        self.same += word in known
        self.folded += word not in known
        known.add(word)
        return True

    def _keep(self, number: int, word: str, category: str, note: str) -> None:
        phrase = literal_phrase(word)
        if phrase is None:
            self.refused.append((number, Words(f"{word}：不能写成短语", f"'{word}' cannot be written as a phrase")))
            return
        self.seen[category, fold(word)] = {word}
        self.words.setdefault(category, []).append(WordRow(phrase, note, number))
        self.count += 1
        if is_one_character(word):
            self.one_character.append((number, word))
        if looks_like_regex(word):
            self.literal.append((number, word))
