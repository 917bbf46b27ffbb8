"""Transcripts people wrote of their own calls: recording, transcript, perhaps queue, dialect, language."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspection.errors import TableError
from inspection.formats.cell_text import cell_text
from inspection.formats.header_aliases import normalised_header
from inspection.formats.table import Table

_COLUMNS: Mapping[str, frozenset[str]] = {
    "recording": frozenset({"recording", "file", "audio", "录音", "录音文件", "文件", "音频"}),
    "transcript": frozenset({"transcript", "text", "reference", "文本", "转写", "参考文本", "人工转写", "标准文本"}),
    "queue": frozenset({"queue", "skill", "技能组", "队列", "业务线"}),
    "dialect": frozenset({"dialect", "accent", "方言", "口音"}),
    "language": frozenset({"language", "lang", "语言", "语种"}),
}
_REQUIRED = ("recording", "transcript")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What was really said in one recording; `where` names its row."""

    recording: str
    transcript: str
    where: str
    queue: str | None = None
    dialect: str | None = None
    language: str | None = None


def read_references(table: Table) -> tuple[tuple[Reference, ...], tuple[TableError, ...]]:
    """The rows of a reference table, and those that cannot be used; TableError without the columns it takes."""
    columns = [_column(cell) for cell in table.header]
    missing = [name for name in _REQUIRED if name not in columns]
    if missing:
        raise TableError(
            f"there is no column {', '.join(missing)}",
            f"name the columns {', '.join(_COLUMNS)} (the last three may be missing)",
            where=f"{table.name}:1",
        )
    given: list[Reference] = []
    refused: list[TableError] = []
    for row in table.rows:
        where = f"{table.name}:{row.number}"
        said = {c: text for c, cell in zip(columns, row.cells, strict=False) if c and (text := cell_text(cell))}
        lacking = row.problem or ", ".join(f"no {name}" for name in _REQUIRED if name not in said)
        if lacking:
            refused.append(TableError(lacking, "correct the row and measure again", where=where))
        else:
            given.append(Reference(where=where, **said))
    return tuple(given), tuple(refused)


def _column(cell: str) -> str | None:
    header = normalised_header(cell)
    return next((name for name, aliases in _COLUMNS.items() if header in aliases), None)
