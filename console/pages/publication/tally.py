"""Counting what publishing does or would do (公布统计): a month of evaluations is never in memory."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from inspection.publication import HoldReason
from records.publication_planning import Action, Planned

ROWS_KEPT = 20


@dataclass(slots=True)
class Tally:
    """Counts of what passed by, and the first rows: held ones of each reason, and those that move.

    `items` are the items that keep a score from having enough judged points, and in how many evaluations.
    """

    actions: Counter[Action] = field(default_factory=Counter)
    holds: Counter[HoldReason] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    held: dict[HoldReason, list[Planned]] = field(default_factory=dict)
    moving: list[Planned] = field(default_factory=list)

    def take(self, many: Iterable[Planned]) -> None:
        """Count some more."""
        for one in many:
            self.actions[one.action] += 1
            if one.hold is not None:
                self.holds[one.hold.reason] += 1
                rows = self.held.setdefault(one.hold.reason, [])
                if one.hold.reason is HoldReason.TOO_LITTLE:
                    self.items.update(one.hold.items)
            elif one.action is not Action.UNCHANGED:
                rows = self.moving
            else:
                continue
            if len(rows) < ROWS_KEPT:
                rows.append(one)

    @property
    def looked_at(self) -> int:
        """How many passed by."""
        return sum(self.actions.values())

    @property
    def moves(self) -> int:
        """How many are published or corrected."""
        return self.actions[Action.PUBLISH] + self.actions[Action.CORRECT]
