"""`mingjian freeze`: close a month; its rows no longer move, and anybody can check that they did not."""

import csv
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from cli.language import Lang, language_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened, shown
from inspection.errors import RecordsError, SettingsError
from records import adjustments, frozen_months
from records.adjustments import BookedAdjustment
from records.database import reading, writing
from records.export_formats import FORMULA_STARTS
from records.frozen_comparison import comparison
from records.frozen_months import FrozenMonth, Verified
from records.workspace import Workspace

MOVED = 1
_COLUMNS = {
    "evaluation_id": "质检结果编号",
    "interaction_id": "会话编号",
    "segment": "分段",
    "agent_id": "坐席工号",
    "team": "班组",
    "frozen_score": "封账得分",
    "frozen_machine_score": "封账时机器得分",
    "adjusted": "有补差",
    "adjusted_score": "补差后得分",
    "booked_month": "补差记入月份",
    "latest_evaluation_id": "最新质检结果编号",
    "latest_rulebook": "最新质检方案",
    "latest_machine_score": "最新机器得分",
    "differs": "有差异",
}
_WORDS = {
    "frozen": ("{month} 已封账:{rows} 行,封印 {seal}", "{month}: {rows} rows frozen, seal {seal}"),
    "already": ("{month} 早已封账({at},{who})", "{month} was frozen before ({at}, {who})"),
    "open": ("未决申诉(成立则记补差):{ids}", "open appeals (upheld, they book an adjustment): {ids}"),
    "untouched": ("{month}:{rows} 行,无一变动", "{month}: {rows} rows, none of them moved"),
    "moved": ("{month}:{n} 处变动", "{month}: {n} rows moved"),
    "late": ("封账后到达、不计入:{n}", "arrived after the freeze and counts in no month: {n}"),
    "written": ("{n} 行写入 {file},{m} 行有差异", "{n} rows written to {file}, {m} differ"),
    "none": ("没有封账的月份", "no month is frozen"),
}


def freeze(
    workspace: WorkspaceFolder,
    month: Annotated[datetime | None, typer.Option(formats=["%Y-%m"], help="Month, 2026-09.")] = None,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "month end",
    verify: Annotated[bool, typer.Option("--verify", help="Check a frozen month (or all); freeze nothing.")] = False,
    seal: Annotated[
        str | None, typer.Option(help="With --verify: the seal somebody wrote down, or its beginning.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Write a frozen month beside what came after it to this CSV file.")
    ] = None,
    adjusted: Annotated[
        bool, typer.Option("--adjustments", help="List the adjustments (补差) booked in a month as JSON lines.")
    ] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Freeze a month: its published scores stay as they are, sealed row by row; open appeals are listed.

    Later changes are comparison columns (--compare) or adjustments in an open month (--adjustments), never new pay.
    Write the seal down outside: --verify --seal then notices even a forger who rewrites the whole database.
    --verify names every row that moved and ends with exit code 1. Without --month all frozen months are listed.

    Example: mingjian freeze --workspace workspace --month 2026-09
    """
    words = {key: pair[0 if language_of(lang) == "zh" else 1] for key, pair in _WORDS.items()}
    label = f"{month:%Y-%m}" if month else None
    with opened(workspace, database_url) as one:
        if verify:
            raise typer.Exit(_verify(one, label, seal, words))
        if label is None:
            _list(one, words)
        elif compare is not None:
            _compare(one, label, compare, language_of(lang), words)
        elif adjusted:
            _adjustments(one, label)
        else:
            _freeze(one, label, reason, words)


def _freeze(one: Workspace, month: str, reason: str, words: dict[str, str]) -> None:
    with writing(one.engine) as connection:
        known = month in frozen_months.frozen(connection)
        frozen_months.freeze(connection, month, who=getuser(), at=datetime.now(UTC), reason=reason)
        found = frozen_months.find(connection, month)
    if known:
        print(words["already"].format(month=month, at=shown(found.frozen_at), who=found.who))
    _tell(found, words)


def _tell(found: FrozenMonth, words: dict[str, str]) -> None:
    print(words["frozen"].format(month=found.month, rows=found.rows, seal=found.seal))
    if found.open_appeals:
        print(words["open"].format(ids=", ".join(found.open_appeals)))


def _list(one: Workspace, words: dict[str, str]) -> None:
    with reading(one.engine) as connection:
        every = frozen_months.every(connection)
    for found in every:
        _tell(found, words)
    if not every:
        print(words["none"])


def _verify(one: Workspace, month: str | None, seal: str | None, words: dict[str, str]) -> int:
    if seal is not None and month is None:
        raise SettingsError("a seal belongs to one month", "add --month")
    with reading(one.engine) as connection:
        months = [month] if month else [m.month for m in frozen_months.every(connection) if m.seal]
        if not months:
            raise RecordsError(words["none"], "mingjian freeze --month freezes one")
        checked = [frozen_months.verify(connection, label, seal=seal) for label in months]
    for found in checked:
        _tell_verified(found, words)
    return 0 if all(found.is_untouched for found in checked) else MOVED


def _tell_verified(found: Verified, words: dict[str, str]) -> None:
    month = found.month.month
    if found.is_untouched:
        print(words["untouched"].format(month=month, rows=found.compared))
    else:
        print(words["moved"].format(month=month, n=len(found.moved)))
    for moved in found.moved:
        print(f"  {moved.movement.value}: {moved.key}")
    if found.arrived_late:
        print(words["late"].format(n=found.arrived_late))


def _compare(one: Workspace, month: str, file: Path, language: str, words: dict[str, str]) -> None:
    count = differ = 0
    try:
        with reading(one.engine) as connection, file.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(_COLUMNS.values() if language == "zh" else _COLUMNS)
            for row in comparison(connection, month):
                writer.writerow([_cell(getattr(row, name)) for name in _COLUMNS])
                count, differ = count + 1, differ + row.differs
    except OSError as error:
        reason = f"cannot be written ({error.strerror})"
        raise RecordsError(reason, "give a file in a folder that may be written", where=str(file)) from error
    print(words["written"].format(n=count, file=file, m=differ), file=sys.stderr)


def _cell(value: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _adjustments(one: Workspace, month: str) -> None:
    with reading(one.engine) as connection:
        for booked in adjustments.in_month(connection, month):
            sys.stdout.write(json.dumps(_record(booked), ensure_ascii=False) + "\n")


def _record(booked: BookedAdjustment) -> dict[str, object]:
    values = asdict(booked) | {"difference_points": booked.difference_points, "at": booked.at.isoformat()}
    return values | {"items": [list(item) for item in booked.items]}
