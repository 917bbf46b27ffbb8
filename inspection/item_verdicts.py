"""Verdicts of people on items (复核结论), and which of several counts: a higher instance, else what all agree on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspection.evaluation import ItemResult, ItemState
from inspection.evidence import Evidence


class Stage(StrEnum):
    """On which occasion a person judged.

    REVIEW (from the queue), SECOND (blind second review) and MANUAL (opened by hand) weigh the same; ADJUDICATION
    settles a disagreement; APPEAL and FINAL are the two instances of an appeal. IMPORTED verdicts come from a centre's
    older inspection: they are labels to compare with and never count for a score.
    """

    IMPORTED = "imported"
    REVIEW = "review"
    SECOND = "second"
    MANUAL = "manual"
    ADJUDICATION = "adjudication"
    APPEAL = "appeal"
    FINAL = "final"


_RANKS = {
    Stage.REVIEW: 1,
    Stage.SECOND: 1,
    Stage.MANUAL: 1,
    Stage.ADJUDICATION: 2,
    Stage.APPEAL: 3,
    Stage.FINAL: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVerdict:
    """What one person says of one item at one moment.

    `state` NEEDS_HUMAN means: it cannot be told. `points` are those the person gives (None: what the form gives for
    the state); `fatal` says that an unmet item is a fatal; `evidence` is what the person corrected or added.
    """

    item: str
    state: ItemState
    who: str
    at: datetime
    stage: Stage = Stage.REVIEW
    points: float | None = None
    fatal: bool = False
    reason_code: str = ""
    evidence: tuple[Evidence, ...] = ()
    seconds_spent: float | None = None

    @property
    def says(self) -> tuple[ItemState, float | None, bool]:
        """What is compared where people may disagree: state, points and fatality, whatever the reasons."""
        return (self.state, self.points, self.fatal)

    def is_later_than(self, other: "ItemVerdict") -> bool:
        """Given after the other; the same moment is ordered by what was said, so that no order of arrival matters."""
        return _in_time(self) > _in_time(other)


@dataclass(frozen=True, slots=True)
class Settled:
    """What people come to on one item: `verdict`, or None while those who judged it disagree (`said` holds them)."""

    verdict: ItemVerdict | None
    said: tuple[ItemVerdict, ...]

    @property
    def is_disputed(self) -> bool:
        """Several people of the same weight said different things and nobody has decided yet."""
        return self.verdict is None


def settled(verdicts: Iterable[ItemVerdict]) -> dict[str, Settled]:
    """What counts per item, whatever the order of the verdicts.

    The highest stage wins. On the first stages the latest word of each person counts, and they must agree; from
    adjudication on the latest decision counts. Imported verdicts never do.
    """
    by_item: dict[str, list[ItemVerdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.stage is not Stage.IMPORTED:
            by_item[verdict.item].append(verdict)
    return {item: _settle(said) for item, said in sorted(by_item.items())}


def _settle(said: list[ItemVerdict]) -> Settled:
    top = max(_RANKS[v.stage] for v in said)
    highest = [v for v in said if _RANKS[v.stage] == top]
    latest = _latest_of_each(highest)
    newest = _newest(latest)
    agreed = top > 1 or all(v.says == newest.says for v in latest)
    return Settled(newest if agreed else None, latest)


def _in_time(verdict: ItemVerdict) -> tuple[datetime, str, str, float, bool]:
    points = -1e9 if verdict.points is None else verdict.points
    return (verdict.at, verdict.who, verdict.state.value, points, verdict.fatal)


def _latest_of_each(verdicts: Iterable[ItemVerdict]) -> tuple[ItemVerdict, ...]:
    of_person: dict[str, ItemVerdict] = {}
    for verdict in verdicts:
        former = of_person.get(verdict.who)
        if former is None or verdict.is_later_than(former):
            of_person[verdict.who] = verdict
    return tuple(of_person[who] for who in sorted(of_person))


def _newest(verdicts: Iterable[ItemVerdict]) -> ItemVerdict:
    newest: ItemVerdict | None = None
    for verdict in verdicts:
        if newest is None or verdict.is_later_than(newest):
            newest = verdict
    assert newest is not None
    return newest


class MachineWas(StrEnum):
    """What a person's verdict makes of the machine's: derived, never asked.

    PARTLY: the state was right, its points or its fatality were not. LEFT_OPEN: the machine had left the item to a
    person. UNDECIDED: the person cannot tell either.
    """

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    LEFT_OPEN = "left_open"
    UNDECIDED = "undecided"


def machine_was(machine: ItemResult, verdict: ItemVerdict) -> MachineWas:
    """Right or wrong, as the verdict says."""
    if verdict.state is ItemState.NEEDS_HUMAN:
        return MachineWas.UNDECIDED
    if machine.state is ItemState.NEEDS_HUMAN:
        return MachineWas.LEFT_OPEN
    if machine.state is not verdict.state:
        return MachineWas.WRONG
    fatal_differs = verdict.state is ItemState.UNMET and verdict.fatal != (machine.fatal_kind is not None)
    points_differ = verdict.points is not None and not verdict.fatal and verdict.points != machine.points
    return MachineWas.PARTLY if fatal_differs or points_differ else MachineWas.RIGHT


def of_person(verdicts: Iterable[ItemVerdict], who: str) -> Mapping[str, ItemVerdict]:
    """The latest word of one person on each item."""
    mine: dict[str, ItemVerdict] = {}
    for verdict in verdicts:
        if verdict.who == who and (verdict.item not in mine or verdict.is_later_than(mine[verdict.item])):
            mine[verdict.item] = verdict
    return mine
