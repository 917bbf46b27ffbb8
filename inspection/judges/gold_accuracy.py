"""Accuracy of reviewers on gold (金标准准确率): interactions whose right verdicts were agreed before, met unawares."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from inspection.evaluation import ItemState
from inspection.intervals import Figure
from inspection.judges.shares_of_cases import share_of_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldVerdict:
    """What a reviewer said of one item of a gold case, beside the reference."""

    who: str
    case: str
    item: str
    said: ItemState
    reference: ItemState
    said_fatal: bool = False
    reference_fatal: bool = False

    @property
    def is_right(self) -> bool:
        """The same state, and as fatal."""
        return self.said is self.reference and self.said_fatal == self.reference_fatal


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAccuracy:
    """One reviewer (or everybody together): shares 0-1 with intervals, `n` counting cases.

    `right`: verdicts as the reference says. `found`: of the breaches there are, those the reviewer found. `blamed`: of
    what was no breach, what the reviewer called one.
    """

    who: str
    cases: int
    right: Figure
    found: Figure
    blamed: Figure
    worst_items: tuple[tuple[str, int, int], ...]


def gold_accuracy(verdicts: Iterable[GoldVerdict], *, minimum_cases: int) -> tuple[GoldAccuracy, ...]:
    """Every reviewer with gold verdicts, by name."""
    of: dict[str, list[GoldVerdict]] = defaultdict(list)
    for verdict in verdicts:
        of[verdict.who].append(verdict)
    return tuple(_accuracy(who, of[who], minimum_cases) for who in sorted(of))


def _accuracy(who: str, verdicts: list[GoldVerdict], minimum: int) -> GoldAccuracy:
    breaches = [v for v in verdicts if v.reference is ItemState.UNMET]
    clean = [v for v in verdicts if v.reference in (ItemState.MET, ItemState.NOT_APPLICABLE)]
    return GoldAccuracy(
        who=who,
        cases=len({v.case for v in verdicts}),
        right=_share([(v.case, v.is_right) for v in verdicts], minimum),
        found=_share([(v.case, v.said is ItemState.UNMET) for v in breaches], minimum),
        blamed=_share([(v.case, v.said is ItemState.UNMET) for v in clean], minimum),
        worst_items=_worst(verdicts),
    )


def _share(counted: Iterable[tuple[str, bool]], minimum: int) -> Figure:
    of: dict[str, list[bool]] = defaultdict(list)
    for case, hit in counted:
        of[case].append(hit)
    cases = [of[case] for case in sorted(of)]
    return share_of_cases([sum(c) for c in cases], [len(c) for c in cases], minimum_cases=minimum)


def _worst(verdicts: Iterable[GoldVerdict], most: int = 3) -> tuple[tuple[str, int, int], ...]:
    """Items a reviewer gets wrong most often: (item, wrong, judged)."""
    judged: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        judged[verdict.item].append(not verdict.is_right)
    found = sorted(((item, sum(wrong), len(wrong)) for item, wrong in judged.items()), key=lambda r: (-r[1], r[0]))
    return tuple(row for row in found[:most] if row[1])
