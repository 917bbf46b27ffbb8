"""Which form an interaction is scored on: by queue, channel, line, language and the start of the interaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from inspection.errors import RuleError
from inspection.forms import FormSpec
from inspection.interaction import Interaction

_SCOPES = ("queues", "channels", "business_lines", "languages")
"""What a form may be written for, the most telling first."""


@dataclass(frozen=True, slots=True)
class ChosenForm:
    """The form an interaction is scored on; `fallback` when none was written for it and the general one serves."""

    form: FormSpec
    fallback: bool


@dataclass(frozen=True, slots=True)
class FormClash:
    """Two forms that fit the same interaction equally well.

    `tie`: nothing but their names decides between them; `superseded`: from `since` on the one of another id silently
    takes the place of the other. `example` are the scopes of an interaction that fits both ({} means any).
    """

    kind: Literal["tie", "superseded"]
    first: FormSpec
    second: FormSpec
    since: date
    example: dict[str, str]

    @property
    def sentence(self) -> str:
        """What is wrong, in one line."""
        whom = ", ".join(f"{k} {v}" for k, v in self.example.items()) or "every interaction"
        if self.kind == "tie":
            return f"forms {self.first.name} and {self.second.name} fit {whom} equally from {self.since}"
        return f"form {self.second.name} takes the place of {self.first.name} for {whom} from {self.since}"

    @property
    def what_to_do(self) -> str:
        """How to make the choice plain."""
        if self.kind == "tie":
            return "give one of them another effective_from, an effective_until, or a narrower scope"
        return f"end {self.first.name} with effective_until, or give both the same id"


def choose_form(interaction: Interaction, language: str, forms: Sequence[FormSpec]) -> ChosenForm:
    """The most specific form in force at the interaction's start; among equals the latest, then by id and version.

    More specific is: written for queues, then for channels, then for business lines, then for languages.
    Raises RuleError when not even a general form (one without business lines) is in force.
    """
    started_on = interaction.started_at.date()
    fitting = [f for f in forms if f.in_force(started_on) and _fits(f, interaction, language)]
    if not fitting:
        reason = f"no form fits and no general form is in force on {started_on}"
        raise RuleError(reason, "add a form without business_lines")
    best = max(fitting, key=lambda f: (_specificity(f), f.effective_from, f.id, f.version))
    known = any(interaction.business_line in f.business_lines for f in forms)
    return ChosenForm(best, fallback=not known and not best.business_lines)


def clashes(forms: Sequence[FormSpec]) -> tuple[FormClash, ...]:
    """Every pair of forms between which the choice is not plain; lint complains about them."""
    return tuple(clash for one, other in combinations(forms, 2) for clash in _clash(one, other))


def _clash(one: FormSpec, other: FormSpec) -> Iterator[FormClash]:
    if _specificity(one) != _specificity(other) or not _in_force_together(one, other):
        return
    example = _both(one, other)
    if example is None:
        return
    first, second = sorted((one, other), key=lambda f: (f.effective_from, f.id, f.version))
    if first.effective_from == second.effective_from:
        yield FormClash("tie", first, second, second.effective_from, example)
    elif first.id != second.id:
        yield FormClash("superseded", first, second, second.effective_from, example)


def _in_force_together(one: FormSpec, other: FormSpec) -> bool:
    return one.in_force(other.effective_from) or other.in_force(one.effective_from)


def _both(one: FormSpec, other: FormSpec) -> dict[str, str] | None:
    """Scopes of an interaction both forms were written for; None when there is none."""
    example: dict[str, str] = {}
    for scope in _SCOPES:
        mine, theirs = getattr(one, scope), getattr(other, scope)
        common = [value for value in mine or theirs if not theirs or value in theirs]
        if mine and theirs and not common:
            return None
        if common:
            example[scope.removesuffix("s")] = common[0]
    return example


def _fits(form: FormSpec, interaction: Interaction, language: str) -> bool:
    return (
        (not form.business_lines or interaction.business_line in form.business_lines)
        and (not form.channels or interaction.channel.value in form.channels)
        and (not form.queues or interaction.queue in form.queues)
        and (not form.languages or language[:2] in form.languages)
    )


def _specificity(form: FormSpec) -> tuple[bool, ...]:
    return tuple(bool(getattr(form, scope)) for scope in _SCOPES)
