"""Scoring forms (评分表): which items are worth how many points, for whom, and from when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from inspection.errors import RuleError
from inspection.interaction import Interaction
from inspection.rules.condition_spec import Strict
from inspection.rules.item_spec import Wording
from inspection.rules.rule_yaml import checked, parse


class FormItem(Strict):
    """One row of a form: an item, its points, and the row of the template it comes from."""

    item: str
    points: float = Field(ge=0, le=100)
    channels: list[Literal["phone", "chat", "email", "social", "app"]] = Field(default_factory=list)


class Band(Strict):
    """A performance band: the lowest score (0-100) that belongs to it."""

    name: str
    from_score: float = Field(ge=0, le=100)


class FormSpec(Strict):
    """A form as written in `forms/<id>.yaml`. Empty lists mean "any"."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    version: str
    title: Wording
    effective_from: date
    business_lines: list[str] = Field(default_factory=list)
    channels: list[Literal["phone", "chat", "email", "social", "app"]] = Field(default_factory=list)
    queues: list[str] = Field(default_factory=list)
    languages: list[Literal["zh", "en"]] = Field(default_factory=list)
    pass_score: float = Field(85, ge=0, le=100)
    not_applicable: Literal["normalise", "na_full_marks"] = "normalise"
    bonus_cap: float = Field(5, ge=0, le=5)
    items: list[FormItem]
    bonus: list[FormItem] = Field(default_factory=list)
    bands: list[Band] = Field(default_factory=list)

    @model_validator(mode="after")
    def _points_add_up(self) -> "FormSpec":
        for channel in self.channels or ["phone", "chat", "email", "social", "app"]:
            total = sum(i.points for i in self.items if not i.channels or channel in i.channels)
            if abs(total - 100) > 1e-9:
                raise ValueError(f"the points of channel {channel} add up to {total:g}, not 100")
        seen = [(i.item, str(c)) for i in self.items for c in (*i.channels,) or ("any",)]
        if len(seen) != len(set(seen)):
            raise ValueError("an item stands twice in the form")
        return self

    def points_of(self, item_id: str, channel: str) -> float:
        """Points of an item on a channel; 0 when the form gives none."""
        return sum(i.points for i in self.items if i.item == item_id and (not i.channels or channel in i.channels))

    def band_of(self, score: float | None) -> str | None:
        """The band a score falls into; None without a score or without bands."""
        if score is None:
            return None
        reached = [b for b in self.bands if score >= b.from_score]
        return max(reached, key=lambda b: b.from_score).name if reached else None


@dataclass(frozen=True, slots=True)
class ChosenForm:
    """The form an interaction is scored on; `fallback` when none was written for it and the general one serves."""

    form: FormSpec
    fallback: bool


def load_forms(files: Iterable[tuple[str, str]], known_items: Sequence[str]) -> tuple[FormSpec, ...]:
    """Forms from (file name, text) pairs; RuleError with file:line:column for what is wrong."""
    forms: list[FormSpec] = []
    for file, text in files:
        rule = parse(text, file)
        form = checked(rule, FormSpec)
        for number, row in enumerate(form.items):
            if row.item not in known_items:
                where = rule.where(["items", number])
                raise RuleError(f"no item is named '{row.item}'", "use an id of items/", where=where)
        forms.append(form)
    return tuple(forms)


def choose_form(interaction: Interaction, language: str, forms: Sequence[FormSpec]) -> ChosenForm:
    """The most specific form in force at the interaction's start; among equals the latest, then by id.

    Raises RuleError when not even a general form (one without business lines) is in force.
    """
    started_on = interaction.started_at.date()
    fitting = [f for f in forms if f.effective_from <= started_on and _fits(f, interaction, language)]
    if not fitting:
        raise RuleError("no form fits and no general form is in force", "add a form without business_lines")
    best = max(fitting, key=lambda f: (_specificity(f), f.effective_from, f.id))
    known = any(interaction.business_line in f.business_lines for f in forms)
    return ChosenForm(best, fallback=not known and not best.business_lines)


def _fits(form: FormSpec, interaction: Interaction, language: str) -> bool:
    return (
        (not form.business_lines or interaction.business_line in form.business_lines)
        and (not form.channels or interaction.channel.value in form.channels)
        and (not form.queues or interaction.queue in form.queues)
        and (not form.languages or language[:2] in form.languages)
    )


def _specificity(form: FormSpec) -> tuple[bool, bool, bool, bool]:
    return (bool(form.queues), bool(form.channels), bool(form.business_lines), bool(form.languages))
