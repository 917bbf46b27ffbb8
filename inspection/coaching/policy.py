"""Who may do which step of a coaching, who trains, what expires: as `scoring_rules/coaching.yaml` sets it."""

from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from inspection.coaching.effect_policy import EffectPolicy
from inspection.coaching.task import CoachingStatus
from inspection.errors import RuleError
from inspection.people import PersonRole
from inspection.policy_files import POLICIES_REMEMBERED, Policy
from inspection.rules.item_spec import Wording
from inspection.rules.rule_yaml import checked, parse

Days = Annotated[int, Field(ge=1, le=3660)]


class CoachingStep(StrEnum):
    """What somebody does with a coaching task."""

    ADD = "add"
    GROUP = "group"
    REASSIGN = "reassign"
    PLAN = "plan"
    HOLD = "hold"
    ACKNOWLEDGE = "acknowledge"
    CLOSE = "close"
    CANCEL = "cancel"


class CoachingStepRow(Policy):
    """One row of the table: `coaching.yaml` says what the columns mean."""

    step: CoachingStep
    from_: tuple[CoachingStatus, ...] = Field(default=(), alias="from")
    silent: tuple[CoachingStatus, ...] = ()
    to: CoachingStatus | Literal["same"]
    who: tuple[PersonRole, ...] = Field(min_length=1)
    whose: Literal["own", "any"] = "any"
    comment: Literal["required", "free"] = "free"

    def leads_to(self, status: CoachingStatus) -> CoachingStatus:
        """The status after the step."""
        return status if self.to == "same" else self.to


class TrainerPolicy(Policy):
    """Who is given tasks, and how many at once (live tasks)."""

    roles: tuple[PersonRole, ...] = (PersonRole.TRAINER,)
    owners: tuple[PersonRole, ...] = (PersonRole.SUPERVISOR,)
    most_open: int = Field(default=30, ge=1, le=1000)


class RecheckPolicy(Policy):
    """The next interactions after a closed task, and how rare (0-1) so many failures must be to coach again."""

    interactions: int = Field(default=5, ge=1, le=100)
    surprise: float = Field(default=0.05, gt=0, lt=1)


class CertificateKind(Wording):
    """A certificate in two languages: how long it is valid, how long before its end there is a notice."""

    valid_days: Days
    notice_days: int = Field(default=30, ge=0, le=3660)
    required: bool = False


class CoachingLifePolicy(Policy):
    """The whole of `coaching.yaml`."""

    steps: tuple[CoachingStepRow, ...] = Field(min_length=1)
    silent_days: Days = 5
    trainers: TrainerPolicy = TrainerPolicy()
    recheck: RecheckPolicy = RecheckPolicy()
    recurrence_days: Days = 365
    effect: EffectPolicy = EffectPolicy()
    certificates: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], CertificateKind] = Field(
        default_factory=dict
    )
    certificate_keepers: tuple[PersonRole, ...] = (PersonRole.TRAINER, PersonRole.SUPERVISOR)

    def row(self, step: CoachingStep) -> CoachingStepRow:
        """The row of a step."""
        return next(row for row in self.steps if row.step is step)


@lru_cache(maxsize=POLICIES_REMEMBERED)
def coaching_policy_of(text: str, *, where: str = "coaching.yaml") -> CoachingLifePolicy:
    """Read the policy from YAML text; RuleError with file:line:column for what is wrong."""
    rule = parse(text, where)
    policy = checked(rule, CoachingLifePolicy)
    for step in CoachingStep:
        if sum(row.step is step for row in policy.steps) != 1:
            raise RuleError(f"{step}: one row must say who may", "correct the table of steps", where=where)
    return policy
