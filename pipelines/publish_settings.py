"""What publishing rules demands at this centre, and when a rule is trusted. Every setting with its range."""

from pydantic import BaseModel, ConfigDict, Field

from inspection.rule_standing import StandingPolicy


class PublishSettings(BaseModel):
    """Settings of `mingjian rules publish`, `promote` and `standing`; mingjian.toml and the environment fill them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    publish_two_people: bool = Field(True, description="author and publisher of rules must be two people")
    publish_backtest_days: int = Field(14, ge=1, le=366, description="days a backtest stays good for publishing")
    standing_reviewed_hits: int = Field(30, ge=1, le=10_000, description="reviewed hits before a rule leaves trial")
    standing_precision_floor: float = Field(
        0.9, gt=0, lt=1, description="lower bound of the precision that lets a rule count"
    )

    @property
    def standing_policy(self) -> StandingPolicy:
        """When a rule version is trusted."""
        return StandingPolicy(reviewed_hits=self.standing_reviewed_hits, precision_floor=self.standing_precision_floor)
