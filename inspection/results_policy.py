"""Limits of scorecards and coaching, as `scoring_rules/results.yaml` sets them (each with its reason there)."""

from typing import Annotated, Literal

from pydantic import Field

from inspection.policy_files import Policy, policy_of

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=1)]


class ScorecardPolicy(Policy):
    """`minimum_n` interactions make a figure enough; points are 0-100."""

    minimum_n: Count = 30
    pass_from_points: float = Field(default=85, ge=0, le=100)
    prior_sd_points: float = Field(default=15, gt=0, le=50)


class CoachingPolicy(Policy):
    """When a weakness becomes a task, and how many. Counts are interactions unless the name says agents or days."""

    group_by: Literal["form", "team", "queue"] = "form"
    minimum_applicable: Count = 10
    minimum_group: Count = 30
    minimum_agents: int = Field(default=3, ge=2)
    false_discovery_share: Share = 0.05
    minimum_excess_share: Share = 0.05
    common_cause_above_share: Share = 0.4
    agent_fails_above_share: Share = 0.4
    common_cause_agents: int = Field(default=4, ge=2)
    new_staff_days: int = Field(default=30, ge=0)
    tasks_per_agent: Count = 3
    evidence_worst: Count = 3
    evidence_best: int = Field(default=2, ge=0)
    due_days: Count = 14
    fatal_due_days: Count = 3


class ResultsPolicy(Policy):
    """The whole of `results.yaml`."""

    scorecards: ScorecardPolicy = ScorecardPolicy()
    coaching: CoachingPolicy = CoachingPolicy()


def results_policy_of(text: str, *, where: str = "results.yaml") -> ResultsPolicy:
    """Read the policy from YAML text; RuleError names the entry that is wrong."""
    return policy_of(ResultsPolicy, text, where=where)
