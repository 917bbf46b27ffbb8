"""Scoring forms (评分表): which items are worth how many points, for whom, and from when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from inspection.errors import RuleError
from inspection.form_rows import CHANNELS, Band, BonusItem, FormFatal, FormItem, NotApplicable, Row, Section
from inspection.rules.item_spec import Wording
from inspection.rules.near_names import did_you_mean
from inspection.rules.rule_yaml import RuleText, checked, parse
from inspection.rules.spec_values import ChannelName, Strict

_SLACK = 1e-9


class FormSpec(Strict):
    """One version of a form, one file in `forms/`. Empty lists mean "any"; `effective_until` is the last day."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    version: str
    title: Wording
    effective_from: date
    effective_until: date | None = None
    business_lines: list[str] = Field(default_factory=list)
    channels: list[ChannelName] = Field(default_factory=list)
    queues: list[str] = Field(default_factory=list)
    languages: list[Literal["zh", "en"]] = Field(default_factory=list)
    pass_score: float = Field(85, ge=0, le=100)
    start: float = Field(0, ge=0, le=100, description="points given to everybody; the items add up to the rest of 100")
    floor: float = Field(0, ge=0, le=100)
    ceiling: float = Field(100, ge=0, le=100)
    not_applicable: NotApplicable = "normalise"
    bonus_cap: float = Field(5, ge=0, le=5)
    sections: list[Section] = Field(default_factory=list)
    items: list[FormItem]
    bonus: list[BonusItem] = Field(default_factory=list)
    fatal: list[FormFatal] = Field(default_factory=list)
    bands: list[Band] = Field(default_factory=list)

    @model_validator(mode="after")
    def _limits_fit(self) -> "FormSpec":
        if self.floor >= self.ceiling:
            raise ValueError(f"the floor {self.floor:g} is not under the ceiling {self.ceiling:g}")
        if self.effective_until is not None and self.effective_until < self.effective_from:
            raise ValueError(f"effective_until {self.effective_until} lies before effective_from {self.effective_from}")
        names, begins = {b.name for b in self.bands}, {b.from_score for b in self.bands}
        if min(len(names), len(begins)) < len(self.bands):
            raise ValueError("two bands have the same name or begin at the same score")
        return self

    @model_validator(mode="after")
    def _rows_stand_once(self) -> "FormSpec":
        for rows, what in ((self.items, "form"), (self.bonus, "bonus"), (self.fatal, "fatal list")):
            twice = next(_twice(rows), None)
            if twice is not None:
                raise ValueError(f"an item stands twice in the {what}: {twice}")
        known = [s.id for s in self.sections]
        if len(set(known)) < len(known):
            raise ValueError("two sections have the same id")
        for row in self.items:
            if row.section is not None and row.section not in known:
                raise ValueError(f"'{row.item}' stands in section '{row.section}', which is not among sections")
        return self

    @model_validator(mode="after")
    def _points_add_up(self) -> "FormSpec":
        wanted = 100 - self.start
        for channel in self.channels or CHANNELS:
            total = self.points_on(channel)
            if abs(total - wanted) > _SLACK:
                rest = f"100 - start {self.start:g}" if self.start else "100"
                raise ValueError(f"the points of channel {channel} add up to {total:g}, not {rest}")
        return self

    @property
    def name(self) -> str:
        """`id version`: which file it is, for a person."""
        return f"{self.id} {self.version}"

    def rows_on(self, channel: str) -> dict[str, FormItem]:
        """The rows that count on a channel, by item id."""
        return {row.item: row for row in self.items if row.counts_on(channel)}

    def points_of(self, item_id: str, channel: str) -> float:
        """Points an item can earn on a channel; 0 when the form gives none or only deducts."""
        row = self.rows_on(channel).get(item_id)
        return row.points if row is not None and row.style == "add" else 0.0

    def points_on(self, channel: str) -> float:
        """What all items can earn on a channel, sections capped."""
        return sum(points for _, points in self.section_points(channel))

    def section_points(self, channel: str) -> tuple[tuple[str | None, float], ...]:
        """(section id, points its items can earn there); None for the rows that stand in no section."""
        adding = [row for row in self.rows_on(channel).values() if row.style == "add"]
        loose = sum(row.points for row in adding if row.section is None)
        sums = ((s.id, s.earnable(sum(r.points for r in adding if r.section == s.id))) for s in self.sections)
        return ((None, loose), *sums)

    def fatal_on(self, channel: str) -> dict[str, FormFatal]:
        """What the form itself says about fatals on a channel, by item id."""
        return {row.item: row for row in self.fatal if row.counts_on(channel)}

    def band_of(self, score: float | None) -> str | None:
        """The band a score falls into; None without a score or without bands."""
        if score is None:
            return None
        reached = [b for b in self.bands if score >= b.from_score]
        return max(reached, key=lambda b: b.from_score).name if reached else None

    def in_force(self, day: date) -> bool:
        """True from `effective_from` to `effective_until`, both days included."""
        return self.effective_from <= day and (self.effective_until is None or day <= self.effective_until)


def load_forms(files: Iterable[tuple[str, str]], known_items: Sequence[str]) -> tuple[FormSpec, ...]:
    """Forms from (file name, text) pairs; RuleError with file:line:column for what is wrong.

    Several versions of one id may stand side by side; each in a file of its own, with its own version.
    """
    forms: list[FormSpec] = []
    seen: dict[tuple[str, str], str] = {}
    for file, text in files:
        rule = parse(text, file)
        form = checked(rule, FormSpec)
        for key in ("items", "bonus", "fatal"):
            _refuse_unknown(rule, key, getattr(form, key), known_items)
        first = seen.setdefault((form.id, form.version), file)
        if first != file:
            reason = f"form '{form.id}' version '{form.version}' is already in {first}"
            raise RuleError(reason, "raise the version, or rename the form", where=rule.where(["version"]))
        forms.append(form)
    return tuple(forms)


def _refuse_unknown(rule: RuleText, key: str, rows: Sequence[Row], known_items: Sequence[str]) -> None:
    for number, row in enumerate(rows):
        if row.item not in known_items:
            near = did_you_mean(row.item, known_items)
            what_to_do = f"did you mean {near}?" if near else "use an id of items/"
            raise RuleError(f"no item is named '{row.item}'", what_to_do, where=rule.where([key, number]))


def _twice(rows: Sequence[Row]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        places = {(row.item, channel) for channel in row.channels or CHANNELS}
        if places & seen:
            yield row.item
        seen |= places
