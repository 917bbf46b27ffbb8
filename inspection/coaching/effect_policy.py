"""When and over which days the effect of coaching is measured, as `scoring_rules/coaching.yaml` sets it."""

from pydantic import Field

from inspection.policy_files import Policy


class EffectPolicy(Policy):
    """Windows in days, counts in interactions or agents; each with its reason in `coaching.yaml`."""

    days_before: int = Field(default=60, ge=7, le=366)
    days_after: int = Field(default=60, ge=7, le=366)
    minimum_before: int = Field(default=20, ge=5)
    minimum_after: int = Field(default=20, ge=5)
    minimum_controls: int = Field(default=10, ge=5)
    controls_per_agent: int = Field(default=20, ge=5)
    most_controls: int = Field(default=300, ge=20)
    slope_sd: float = Field(default=0.5, gt=0, le=5)
    most_doubt_points: float = Field(default=50.0, gt=0, le=100)
