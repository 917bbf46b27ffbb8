"""The rows of the review form: one for each item that is asked, and one for each finding the machine missed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console.evidence_marks import EvidenceLine, EvidenceMarks
from console.figures import points
from console.links import item_anchor
from console.pages.verdict_fields import FATAL, MINOR, STATES, TypedVerdict
from console.review_desk import review_policy
from console.words import Words
from inspection.evaluation import ItemKind, ItemState
from inspection.verdicts_so_far import Lacking
from inspection.work_sheet import AskedItem, WorkSheet


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its value, its name, and whether it is chosen, or is what the machine says."""

    value: str
    name: str
    is_chosen: bool = False
    is_machines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """One item that is asked. `machine` is empty on a blind sheet, and `other` the verdict that says the contrary.

    `graves` is empty where a breach is no fatal or always one; `asks_turn` when a breach needs its turn; `lacking` says
    in words what was missing when it was sent; `said` are verdicts of other people.
    """

    id: str
    anchor: str
    name: str
    machine: str
    machine_name: str
    other: str
    reason_text: str
    fatal: str
    max_points: str
    evidence: tuple[EvidenceLine, ...]
    states: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    graves: tuple[Choice, ...]
    points: str
    turn: str
    asks_turn: bool
    lacking: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A finding the machine missed: the items that can be chosen, the turn (from 1), how grave it is."""

    items: tuple[Choice, ...]
    turn: str
    grave: str


def asked_row(
    item: AskedItem,
    line: TypedVerdict | None,
    sheet: WorkSheet,
    marks: EvidenceMarks,
    w: Words,
    lacks: Mapping[str, Lacking],
) -> AskedRow:
    """The row of an asked item, with what was typed in it and what is missing; its evidence is marked on the way."""
    machine = item.machine
    chosen = line or TypedVerdict(item=item.id)
    kinds = "violation_state" if item.kind is ItemKind.VIOLATION else "state"
    states = tuple(
        Choice(s.value, _state_name(s, kinds, w), s.value == chosen.state, machine is not None and machine.state is s)
        for s in STATES
    )
    is_grave = machine is not None and machine.fatal_kind is not None
    can_be_minor = item.fatal_kind is not None and not item.always_fatal
    found_by_machine = machine is not None and machine.state is ItemState.UNMET
    return AskedRow(
        id=item.id,
        anchor=item_anchor(sheet.task.segment, item.id),
        name=_title(item, w),
        machine=machine.state.value if machine else "",
        machine_name=w.of(kinds, machine.state.value) if machine else "",
        other=_other(machine.state).value if machine else "",
        reason_text=machine.reason if machine else "",
        fatal=w.of("line", machine.fatal_kind.value) if machine and machine.fatal_kind else "",
        max_points=points(item.max_points),
        evidence=tuple(marks.line(evidence) for evidence in machine.evidence) if machine else (),
        states=states,
        reasons=() if machine is None else reasons_of(w, chosen.reason),
        graves=_graves(chosen.grave or (FATAL if is_grave else MINOR if found_by_machine else ""), w)
        if can_be_minor
        else (),
        points=chosen.points,
        turn=chosen.turn,
        asks_turn=item.kind in (ItemKind.VIOLATION, ItemKind.MEASURE) and not found_by_machine,
        lacking=w.of("lacking", lacks[item.id].value) if item.id in lacks else "",
        said=tuple(f"{v.who}: {_state_name(v.state, kinds, w)}" for v in item.said),
    )


def reasons_of(w: Words, chosen: str) -> tuple[Choice, ...]:
    """The reason codes of the centre, but those that are derived."""
    derived = ("agrees", "human_only")
    zh = w.language.startswith("zh")
    return tuple(
        Choice(code.code, code.zh if zh else code.en, code.code == chosen)
        for code in review_policy().reason_codes
        if code.code not in derived
    )


def _title(item: AskedItem, w: Words) -> str:
    """As the form it was judged by calls it."""
    return item.title_zh if w.language.startswith("zh") else item.title_en


def _other(state: ItemState) -> ItemState:
    """What somebody says who calls the machine wrong, without saying more."""
    return ItemState.UNMET if state is ItemState.MET else ItemState.MET


def _state_name(state: ItemState, kinds: str, w: Words) -> str:
    """A person who leaves an item open says that it cannot be told."""
    return w["bench_cannot_tell"] if state is ItemState.NEEDS_HUMAN else w.of(kinds, state.value)


def _graves(chosen: str, w: Words) -> tuple[Choice, ...]:
    return tuple(Choice(grave, w[f"bench_{grave}"], grave == chosen) for grave in (FATAL, MINOR))


def found_rows(sheet: WorkSheet, sent: Sequence[TypedVerdict], w: Words) -> tuple[FoundRow, ...]:
    """What was sent, and an empty row more; items that are asked have rows of their own."""
    others = [item for item in sheet.items if not item.asked and not item.said]
    if not others:
        return ()
    lines = [*sent, TypedVerdict(item="")]
    return tuple(
        FoundRow(
            items=tuple(Choice(o.id, _title(o, w), o.id == line.item) for o in others), turn=line.turn, grave=line.grave
        )
        for line in lines
    )
