"""All scorecards of a grouping as a workbook for managers (XLSX): the table, what its columns mean, mix, coverage."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from inspection.errors import RecordsError
from records.scorecards.reports import League
from records.scorecards.sheet_columns import SheetColumn, sheet_columns
from records.sheet_cells import put, put_headings

_WORDS = {
    "table": ("成绩单", "Scorecards"),
    "meaning": ("列说明", "Columns"),
    "mix": ("业务构成影响", "Case mix"),
    "coverage": ("覆盖率", "Coverage"),
    "not_enough": ("数据不足", "not enough data"),
    "column": ("列", "Column"),
    "means": ("含义", "Meaning"),
    "factor": ("因素", "Factor"),
    "level": ("取值", "Level"),
    "effect": ("影响(分)", "Effect, points"),
    "figure": ("指标", "Figure"),
    "value": ("数值", "Value"),
    "n": ("样本", "n"),
    "below": ("低于同组", "below"),
    "above": ("高于同组", "above"),
    "like_group": ("相当", "like the group"),
    "phone": ("电话", "phone"),
    "chat": ("在线", "chat"),
    "email": ("邮件", "e-mail"),
    "social": ("社交媒体", "social"),
    "app": ("应用内", "app"),
    "queue": ("队列", "queue"),
    "channel": ("渠道", "channel"),
    "hour": ("时段", "hour"),
    "topic": ("主题", "topic"),
    "other": ("其他", "other"),
    "": ("未注明", "not stated"),
    "not_separable": ("无法与人分开,未调整", "cannot be told from the people there: not adjusted"),
    "scored_of_eligible": ("机器已评 / 应评", "machine-scored of eligible"),
    "eligible_of_contacts": ("应评 / 全部会话", "eligible of all contacts"),
    "scored_of_contacts": ("机器已评 / 全部会话", "machine-scored of all contacts"),
    "note": (
        "{first} 至 {last};按名称排列。灰色斜体为数据不足(样本少于规定值),不得用于排名;计薪只看发布分。",
        "{first} to {last}, by name. Grey italics: not enough data, ranks nobody. Only the published score pays.",
    ),
}  # fmt: skip


def write_workbook(found: League, output: Path, language: str) -> None:
    """Write the workbook in `zh` or `en`; RecordsError when the file cannot be written.

    Names are text whatever they look like: nothing in a cell is a formula.
    """
    words = {key: pair[0 if language == "zh" else 1] for key, pair in _WORDS.items()}
    book = Workbook()
    columns = sheet_columns()
    _table(book.active, found, columns, words, language)
    _meanings(book.create_sheet(words["meaning"]), columns, words, language)
    _mix(book.create_sheet(words["mix"]), found, words)
    _coverage(book.create_sheet(words["coverage"]), found, words)
    try:
        book.save(output)
    except OSError as error:
        reason = f"cannot be written ({error.strerror})"
        raise RecordsError(reason, "give a file in a folder that may be written", where=str(output)) from error


def _table(sheet: Any, found: League, columns: Sequence[SheetColumn], words: dict[str, str], language: str) -> None:
    sheet.title = words["table"]
    which = 0 if language == "zh" else 1
    put(sheet, 1, 1, words["note"].format(first=found.first, last=found.last))
    put_headings(sheet, 2, [column.heading[which] for column in columns])
    for number, row in enumerate(found.rows, start=3):
        for at, column in enumerate(columns, start=1):
            figure = column.figure(row) if column.figure else None
            value = column.of(row)
            cell = put(sheet, number, at, value if column.is_name else words.get(str(value), value))
            cell.number_format = column.format
            if figure is not None and value is not None and not figure.enough:
                cell.font = Font(italic=True, color="808080")
    last = max(len(found.rows) + 2, 3)
    for at, column in enumerate(columns, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 16 if at <= 4 else 11
        if column.is_bar:
            bar = DataBarRule("num", 0, "num", 100, color="8CC6CF")
            sheet.conditional_formatting.add(f"{letter}3:{letter}{last}", bar)
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(columns))}{last}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"


def _meanings(sheet: Any, columns: Sequence[SheetColumn], words: dict[str, str], language: str) -> None:
    which = 0 if language == "zh" else 1
    put_headings(sheet, 1, [words["column"], words["means"]])
    for number, column in enumerate(columns, start=2):
        put(sheet, number, 1, column.heading[which])
        put(sheet, number, 2, column.meaning[which])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100


def _mix(sheet: Any, found: League, words: dict[str, str]) -> None:
    put_headings(sheet, 1, [words["factor"], words["level"], words["effect"], ""])
    rows = [
        (factor, level, effect, level in found.mix.not_separable.get(factor, ()))
        for factor, effects in found.mix.effects.items()
        for level, effect in sorted(effects.items(), key=lambda pair: pair[1])
    ]
    for number, (factor, level, effect, inseparable) in enumerate(rows, start=2):
        put(sheet, number, 1, words[factor])
        put(sheet, number, 2, words[level] if level in ("", "other") else level)
        put(sheet, number, 3, effect).number_format = "+0.0;-0.0;0.0"
        put(sheet, number, 4, words["not_separable"] if inseparable else None)
    for letter, width in zip("ABCD", (12, 28, 14, 40), strict=True):
        sheet.column_dimensions[letter].width = width


def _coverage(sheet: Any, found: League, words: dict[str, str]) -> None:
    put_headings(sheet, 1, [words["figure"], words["value"], words["n"]])
    for number, (name, figure) in enumerate(found.coverage.items(), start=2):
        put(sheet, number, 1, words[name])
        put(sheet, number, 2, figure.value).number_format = "0.0%"
        put(sheet, number, 3, figure.n)
    sheet.column_dimensions["A"].width = 32
