"""Who is listened to, how many, and when an estimate is one, as `scoring_rules/sampling.yaml` sets it."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from inspection.policy_files import Policy, policy_of

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Stratum(StrEnum):
    """Why an interaction is worth a person's hour; it belongs to the first that applies."""

    FATAL = "fatal"
    COMPLAINT = "complaint"
    DISAGREEMENT = "disagreement"
    LOW_CONFIDENCE = "low_confidence"
    HIGH_RISK = "high_risk"
    RISK = "risk"
    CALM = "calm"

    @property
    def rank(self) -> int:
        """0 is first in the queue."""
        return list(Stratum).index(self)

    @property
    def is_event(self) -> bool:
        """Something happened; else it only looks risky, or calm."""
        return self.rank <= Stratum.LOW_CONFIDENCE.rank


class Quotas(Policy):
    """Reviews a month every agent gets, and every reviewer does (None: what the drawn days planned for them)."""

    per_agent_month: Count = 2
    per_reviewer_month: int | None = Field(default=None, ge=0)


class EstimateMinimums(Policy):
    """What an estimate rests on to be shown as one: reviews, effective reviews, breaches people found (recall)."""

    reviewed: int = Field(default=30, ge=2)
    effective: float = Field(default=20, gt=0)
    found: int = Field(default=10, ge=1)


class SamplingPolicy(Policy):
    """The whole of `sampling.yaml`. Shares are of the day's capacity; weights say how often a stratum is drawn."""

    salt: str = "mingjian"
    random_floor_share: Share = 0.15
    agent_quota_share: Share = 0.15
    late_days: int = Field(default=7, ge=0)
    complaint_codes: tuple[str, ...] = ()
    low_confidence_codes: tuple[str, ...] = ()
    unsure_items_from: int = Field(default=3, ge=1)
    dissatisfied_csat_up_to: float = Field(default=2, ge=1, le=5)
    satisfied_score_from_points: float = Field(default=85, ge=0, le=100)
    high_risk_from: Share = 0.5
    weights: dict[Stratum, Annotated[float, Field(gt=0, le=1)]] = Field(default_factory=dict)
    quotas: Quotas = Quotas()
    estimates: EstimateMinimums = EstimateMinimums()

    @model_validator(mode="after")
    def _floor_and_quota_fit(self) -> "SamplingPolicy":
        if self.random_floor_share <= 0:
            raise ValueError("random_floor_share must be above 0: without a random floor no estimate is possible")
        if self.random_floor_share + self.agent_quota_share > 1:
            raise ValueError("random_floor_share and agent_quota_share together are more than the whole capacity")
        wrong = sorted(set(self.weights) & {Stratum.FATAL, Stratum.CALM})
        if wrong:
            raise ValueError(f"'{wrong[0]}' takes no weight: fatals are all drawn, the calm by floor and quota alone")
        return self

    def weight_of(self, stratum: Stratum) -> float:
        """How often a stratum is drawn beside the others, 0-1; 1 where nothing is said."""
        return self.weights.get(stratum, 1.0)


def sampling_policy_of(text: str, *, where: str = "sampling.yaml") -> SamplingPolicy:
    """Read the policy from YAML text; RuleError names the entry that is wrong."""
    return policy_of(SamplingPolicy, text, where=where)
