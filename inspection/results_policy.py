"""Limits of scorecards and coaching, as `scoring_rules/results.yaml` sets them (each with its reason there)."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from inspection.policy_files import Policy, policy_of

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=1)]


class CostPolicy(Policy):
    """What a contact costs in the centre's own money: `per_contact` by vendor (外包单价), else `per_hour` handled."""

    per_hour: float | None = Field(default=None, gt=0)
    per_contact: dict[str, float] = Field(default_factory=dict)


class ScorecardPolicy(Policy):
    """`minimum_n` interactions make a figure enough; points are 0-100.

    `topic_column` is the column (or metadata column) with the topic; `timezone` says which hour of the day it was;
    `trend_weeks` how far back a course goes.
    """

    minimum_n: Count = 30
    pass_from_points: float = Field(default=85, ge=0, le=100)
    prior_sd_points: float = Field(default=15, gt=0, le=50)
    topic_column: str = Field(default="disposition", min_length=1)
    timezone: str = "Asia/Shanghai"
    trend_weeks: int = Field(default=12, ge=2, le=104)
    costs: CostPolicy = CostPolicy()

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, ZoneInfoNotFoundError, OSError) as error:
            raise ValueError(f"{name} is no time zone; write e.g. Asia/Shanghai") from error
        return name

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the centre's clock."""
        return ZoneInfo(self.timezone)


class CoachingPolicy(Policy):
    """When a weakness becomes a task, and how many. Counts are interactions unless the name says agents or days."""

    group_by: Literal["form", "team", "queue"] = "form"
    minimum_applicable: Count = 10
    minimum_group: Count = 30
    minimum_agents: int = Field(default=3, ge=2)
    false_alarm_share: Share = 0.04
    look_days: Count = 7
    first_look_share: Share = 0.75
    minimum_excess_share: Share = 0.05
    common_cause_above_share: Share = 0.4
    agent_fails_above_share: Share = 0.4
    common_cause_agents: int = Field(default=4, ge=2)
    new_staff_days: int = Field(default=30, ge=0)
    tasks_per_agent: Count = 3
    evidence_worst: Count = 3
    evidence_best: int = Field(default=2, ge=0)
    evidence_colleague: int = Field(default=1, ge=0)
    due_days: Count = 14
    fatal_due_days: Count = 3


class ResultsPolicy(Policy):
    """The whole of `results.yaml`."""

    scorecards: ScorecardPolicy = ScorecardPolicy()
    coaching: CoachingPolicy = CoachingPolicy()


def results_policy_of(text: str, *, where: str = "results.yaml") -> ResultsPolicy:
    """Read the policy from YAML text; RuleError names the entry that is wrong."""
    return policy_of(ResultsPolicy, text, where=where)
