"""The parts of a scoring form (评分表): rows with points, sections, bonus rows, fatal rows and bands."""

from typing import Literal

from pydantic import Field, model_validator

from inspection.rules.item_spec import Wording
from inspection.rules.spec_values import ChannelName, Strict

NotApplicable = Literal["normalise", "na_full_marks"]
CHANNELS: tuple[ChannelName, ...] = ("phone", "chat", "email", "social", "app")


class Row(Strict):
    """A row about one item, on the channels named (none: on every channel of the form)."""

    item: str
    channels: list[ChannelName] = Field(default_factory=list)

    def counts_on(self, channel: str) -> bool:
        """True when the row stands for this channel."""
        return not self.channels or channel in self.channels


class FormItem(Row):
    """An item and its points.

    `style: add` earns the points, which are part of the form's 100; `deduct` takes up to so many points off the
    percentage. `charge: once` charges a breach in full; `per_hit` charges `each` points a finding, up to `points`.
    `judged_by: human` leaves the item to a person whatever the machine found (a suspected fatal stays one).
    """

    points: float = Field(ge=0, le=100, description="what the item is worth, and the most it can cost")
    section: str | None = None
    style: Literal["add", "deduct"] = "add"
    charge: Literal["once", "per_hit"] = "once"
    each: float | None = Field(None, gt=0, le=100, description="points a finding costs, with charge: per_hit")
    not_applicable: NotApplicable | None = Field(None, description="instead of the form's own rule")
    judged_by: Literal["machine", "human"] = "machine"

    @model_validator(mode="after")
    def _parts_fit(self) -> "FormItem":
        if (self.charge == "per_hit") != (self.each is not None):
            raise ValueError("charge: per_hit and each belong together: give both, or neither")
        if self.each is not None and self.each > self.points:
            raise ValueError(f"each finding costs {self.each:g}, more than the {self.points:g} points of the item")
        if self.style == "deduct" and self.not_applicable is not None:
            raise ValueError("what only deducts costs nothing when it does not apply: remove not_applicable")
        return self

    def cost_of(self, findings: int) -> float:
        """Points a breach with so many findings costs: never more than the item's points."""
        if self.each is None:
            return self.points
        return min(self.points, self.each * max(1, findings))


class BonusItem(Row):
    """An item that, when met, adds points to the percentage (within the form's `bonus_cap`)."""

    points: float = Field(ge=0, le=5)


class FormFatal(Row):
    """What this form holds fatal, where it differs from the item's own definition.

    `kind: none` makes the item non-fatal and wants a written `reason`. `always` makes every breach fatal, also those
    the definition calls minor; an item without a definition of its own is fatal at every breach.
    """

    kind: Literal["customer", "business", "compliance", "none"]
    always: bool = False
    reason: Wording | None = None

    @model_validator(mode="after")
    def _says_why(self) -> "FormFatal":
        if self.kind == "none" and (self.reason is None or not (self.reason.zh.strip() and self.reason.en.strip())):
            raise ValueError("an item made non-fatal wants a reason: {zh: ..., en: ...}")
        if self.kind == "none" and self.always:
            raise ValueError("always says that every breach is fatal: remove it, or give a kind")
        return self


class Section(Strict):
    """Rows that belong together (`section: <id>` in a row).

    `points`: what its items can earn together at most (without it: their sum). `most_deducted`: what its `deduct` rows
    can cost together at most.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    title: Wording
    points: float | None = Field(None, ge=0, le=100)
    most_deducted: float | None = Field(None, ge=0, le=100)

    def earnable(self, points: float) -> float:
        """Points that count of those of its items."""
        return points if self.points is None else min(points, self.points)

    def deducted(self, points: float) -> float:
        """Deductions that count of those of its items."""
        return points if self.most_deducted is None else min(points, self.most_deducted)


class Band(Strict):
    """A performance band: the lowest score (0-100) that belongs to it."""

    name: str
    from_score: float = Field(ge=0, le=100)
