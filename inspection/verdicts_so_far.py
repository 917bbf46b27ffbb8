"""A review while it is being filled in (填写中的复核): what is still to be said, and what it comes to so far."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from inspection.evaluation import ItemKind, ItemState
from inspection.item_verdicts import ItemVerdict
from inspection.submission import GivenVerdict, stage_of
from inspection.work_sheet import AskedItem, WorkSheet


class Lacking(StrEnum):
    """What an item still needs before the review can be submitted."""

    VERDICT = "verdict"
    REASON = "reason"
    TURN = "turn"
    FATAL = "fatal"


def lacking(sheet: WorkSheet, given: Sequence[GivenVerdict]) -> Mapping[str, Lacking]:
    """Item -> the first thing missing, in the order of the sheet; as `submission.verdicts_of` demands."""
    said = {one.item: one for one in given}
    found: dict[str, Lacking] = {}
    for item in sheet.items:
        need = _need(item, said.get(item.id))
        if need is not None:
            found[item.id] = need
    return found


def so_far(sheet: WorkSheet, given: Iterable[GivenVerdict], *, who: str, at: datetime) -> tuple[ItemVerdict, ...]:
    """What was typed as verdicts, for the live score alone: nothing is checked, lines of unknown items are left out."""
    lines = {item.id: item for item in sheet.items}
    stage = stage_of(sheet.task.purpose)
    return tuple(
        ItemVerdict(item=g.item, state=g.state, who=who, at=at, stage=stage, points=_points(g, lines[g.item]),
                    fatal=_fatal(g, lines[g.item]))
        for g in given if g.item in lines
    )  # fmt: skip


def _need(item: AskedItem, given: GivenVerdict | None) -> Lacking | None:
    if given is None:
        return Lacking.VERDICT if item.asked else None
    if given.state is ItemState.UNMET and _owes_turn(item) and not given.evidence:
        return Lacking.TURN
    if given.state is ItemState.UNMET and _is_open_how_grave(item, given):
        return Lacking.FATAL
    return Lacking.REASON if not given.reason_code and _differs(item, given) else None


def _owes_turn(item: AskedItem) -> bool:
    found_by_machine = item.machine is not None and item.machine.state is ItemState.UNMET
    return item.kind in (ItemKind.VIOLATION, ItemKind.MEASURE) and not found_by_machine


def _is_open_how_grave(item: AskedItem, given: GivenVerdict) -> bool:
    found_by_machine = item.machine is not None and item.machine.state is ItemState.UNMET
    asks = item.fatal_kind is not None and not item.always_fatal and not found_by_machine
    return asks and given.fatal is None


def _differs(item: AskedItem, given: GivenVerdict) -> bool:
    machine = item.machine
    if machine is None or ItemState.NEEDS_HUMAN in (machine.state, given.state):
        return False
    same_points = given.points in (None, machine.points)
    return (
        machine.state is not given.state or _fatal(given, item) != (machine.fatal_kind is not None) or not same_points
    )


def _fatal(given: GivenVerdict, item: AskedItem) -> bool:
    """As defined where nobody said; what the machine found is as grave as the machine found it."""
    if given.state is not ItemState.UNMET or item.fatal_kind is None:
        return False
    if item.always_fatal or given.fatal is not None:
        return item.always_fatal or bool(given.fatal)
    return item.machine is not None and item.machine.fatal_kind is not None


def _points(given: GivenVerdict, item: AskedItem) -> float | None:
    if given.points is None or given.state not in (ItemState.MET, ItemState.UNMET) or _fatal(given, item):
        return None
    return max(-item.max_points, min(given.points, item.max_points))
