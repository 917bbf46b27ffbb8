"""The steps of a procedure as its page lists them (办理记录): when, what, who in which role, and what they said."""

from collections.abc import Iterable
from dataclasses import dataclass

from console.figures import day_and_time
from console.words import Words
from records.appeals import AppealStep
from records.coaching_steps import TakenStep


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step somebody took."""

    at: str
    name: str
    who: str
    role: str
    comment: str


def step_lines(steps: Iterable[AppealStep | TakenStep], kind: str, w: Words) -> tuple[StepLine, ...]:
    """The steps in their order; `kind` is that of the words that name them (appeal_step, coaching_step)."""
    return tuple(
        StepLine(
            at=day_and_time(step.at),
            name=w.of(kind, step.step),
            who=step.who,
            role=w.of("person_role", step.role),
            comment=step.comment,
        )
        for step in steps
    )
