"""A work sheet on the terminal and as JSON: what is asked, what the machine said (where it may be seen), the words."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from typing import Any

from rich.text import Text

from cli.review_desk import cells, points, show, table_of
from cli.rule_workspace import shown
from inspection.evidence import Evidence
from inspection.interaction import Turn
from inspection.review_queue import ReviewTask
from inspection.work_sheet import AskedItem, WorkSheet
from records.review_queue import QueuedTask


def print_sheet(
    sheet: WorkSheet, queued: QueuedTask, turns: Iterable[Turn], words: Mapping[str, str], language: str
) -> None:
    """The sheet for a person at a terminal."""
    task = sheet.task
    print(words["sheet"].format(task=task.task_id, purpose=words[f"purpose.{task.purpose}"], interaction=_name(task)))
    if queued.expires_at is not None:
        print(words["held_until"].format(until=shown(queued.expires_at)))
    if sheet.blind:
        print(words["hidden"])
    _print_turns(turns, words)
    table = table_of("", ("item", "points", "machine", "evidence", "people_said"), words)
    for item in sheet.items:
        table.add_row(*_cells_of(item, words, language), style=None if item.asked else "dim")
    show(table)
    print(_live(sheet, words))


def sheet_json(sheet: WorkSheet, queued: QueuedTask, turns: Iterable[Turn]) -> dict[str, Any]:
    """The sheet as JSON values; a blind one holds no more than the page may show."""
    said = [{"turn": t.index, "sender": t.sender.value, "text": t.text, "start_s": t.start_s} for t in turns]
    state = {"state": queued.state.value, "holder": queued.holder, "expires_at": queued.expires_at}
    whole: dict[str, Any] = json_ready(asdict(sheet) | state | {"turns": said})
    return whole


def json_ready(value: Any) -> Any:
    """Dates, enums and tuples as JSON knows them."""
    if isinstance(value, Mapping):
        return {str(key): json_ready(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [json_ready(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value


def _name(task: ReviewTask) -> str:
    return f"{task.source}/{task.interaction_id}" + (f"#{task.segment}" if task.segment else "")


def _print_turns(turns: Iterable[Turn], words: Mapping[str, str]) -> None:
    print(words["transcript"])
    for turn in turns:
        when = f" {turn.start_s:.1f}s" if turn.start_s is not None else ""
        print(f"  {turn.index:>3}{when} {words[f'role.{turn.sender}']}: {turn.text}")


def _cells_of(item: AskedItem, words: Mapping[str, str], language: str) -> list[Text]:
    title = item.title_zh if language == "zh" else item.title_en
    fatal = "" if item.fatal_kind is None else words["fatal_always" if item.always_fatal else "fatal_maybe"]
    name = f"{item.id} {title}" + (f" ({fatal})" if fatal else "")
    machine, evidence = "", ""
    if item.machine is not None:
        machine = f"{words[f'state.{item.machine.state}']} {item.machine.points:g}"
        evidence = "; ".join(map(_quote, item.machine.evidence)) or item.machine.reason
    said = "; ".join(f"{v.who}: {words[f'state.{v.state}']}" for v in item.said)
    asked = f"* {name}" if item.asked else name
    return cells(asked, f"{item.max_points:g}", machine, evidence, said)


def _quote(evidence: Evidence) -> str:
    place = "" if evidence.turn is None else f"#{evidence.turn} "
    return f"{place}{evidence.text or evidence.value}"


def _live(sheet: WorkSheet, words: Mapping[str, str]) -> str:
    live = sheet.live
    if sheet.blind:
        return words["live_blind"].format(human=points(live.human))
    line = words["live"].format(
        machine=points(live.machine), human=points(live.human), published=points(live.published)
    )
    return line if live.hold is None else f"{line}  {words['on_hold'].format(reason=words[f'hold.{live.hold}'])}"
