"""Labels of turns from a file: CSV with a heading, or JSON lines; Chinese or English names of columns and values."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from inspection.errors import InputError, TableError
from inspection.formats.cell_text import cell_text
from inspection.formats.header_aliases import normalised_header
from inspection.formats.strict_json import read_object
from inspection.formats.table import read_csv
from inspection.formats.timestamps import read_time
from inspection.relearning.turn_label import GivenLabel

_COLUMNS: Mapping[str, frozenset[str]] = {
    "source": frozenset({"source", "来源", "数据来源"}),
    "interaction_id": frozenset({"interaction_id", "会话", "会话编号", "会话id", "会话号"}),
    "turn": frozenset({"turn", "轮次", "语句", "语句序号", "轮次序号"}),
    "head": frozenset({"head", "维度", "标注维度", "标注项"}),
    "label": frozenset({"label", "标签", "标注", "标注值"}),
    "who": frozenset({"who", "复核人", "标注人", "质检员"}),
    "at": frozenset({"at", "时间", "标注时间", "复核时间"}),
}
_REQUIRED = ("interaction_id", "turn", "head", "label")
_WHAT_TO_DO = "correct the row and import the file again"
_DIGITS_AT_MOST = 9


@dataclass(frozen=True, slots=True)
class LabelRows:
    """What a file holds: labels to check against the turns, and the rows that say too little for that."""

    given: tuple[GivenLabel, ...]
    refused: tuple[TableError, ...]


def read_turn_labels(text: str, name: str, *, who: str, now: datetime, zone: tzinfo) -> LabelRows:
    """The labels of a file; a file that begins with `{` is JSON lines.

    `who` and `now` stand where a row does not say who labelled it and when; times without a zone are of `zone`.
    Raises TableError for a table without the columns interaction_id, turn, head and label.
    """
    rows = _json_rows(text, name) if text.lstrip("\ufeff \t\r\n").startswith("{") else _csv_rows(text, name)
    given: list[GivenLabel] = []
    refused: list[TableError] = []
    for where, row in rows:
        try:
            if isinstance(row, InputError):
                raise row
            given.append(_label(row, where, who, now, zone))
        except (InputError, ValueError) as problem:
            reason = problem.reason if isinstance(problem, InputError) else str(problem)
            refused.append(TableError(reason, _WHAT_TO_DO, where=where))
    return LabelRows(tuple(given), tuple(refused))


_Row = tuple[str, dict[str, str] | InputError]


def _csv_rows(text: str, name: str) -> Iterator[_Row]:
    table = read_csv(text, name)
    columns = [_column(cell) for cell in table.header]
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        raise TableError(
            f"there is no column {', '.join(missing)}", f"name the columns {', '.join(_COLUMNS)}", where=f"{name}:1"
        )
    for row in table.rows:
        where = f"{name}:{row.number}"
        if row.problem:
            yield where, TableError(row.problem, _WHAT_TO_DO, where=where)
        else:
            cells = zip(columns, row.cells, strict=False)
            yield where, {column: said for column, cell in cells if column and (said := cell_text(cell))}


def _json_rows(text: str, name: str) -> Iterator[_Row]:
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            loaded = read_object(line, where)
        except InputError as problem:
            yield where, problem
            continue
        named = {_column(key): said for key, value in loaded.items() if (said := cell_text(value))}
        yield where, {column: said for column, said in named.items() if column}


def _column(heading: str) -> str | None:
    plain = normalised_header(heading)
    return next((column for column, words in _COLUMNS.items() if plain in words), None)


def _label(row: Mapping[str, str], where: str, who: str, now: datetime, zone: tzinfo) -> GivenLabel:
    missing = [column for column in _REQUIRED if column not in row]
    if missing:
        raise ValueError(f"{', '.join(missing)} is empty")
    turn = unicodedata.normalize("NFKC", row["turn"])
    if not (turn.isascii() and turn.isdecimal() and len(turn) <= _DIGITS_AT_MOST):
        raise ValueError(f"turn '{row['turn'][:40]}' is no number from 0")
    try:
        at = read_time(row["at"], zone) if "at" in row else now
    except ValueError as problem:
        raise ValueError(f"at '{row['at'][:40]}': {problem}") from None
    return GivenLabel(
        source=row.get("source"),
        interaction_id=row["interaction_id"],
        turn=int(turn),
        head=row["head"],
        label=row["label"],
        who=row.get("who", who),
        at=at,
        where=where,
    )
