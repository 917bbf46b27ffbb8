"""How judgements are judged at this centre, as `judges.yaml` sets it (each figure with its reason there)."""

from functools import lru_cache
from typing import Annotated

from pydantic import Field, model_validator

from inspection.judges.judging_steps import JudgingStep, JudgingStepRow
from inspection.policy_files import POLICIES_REMEMBERED, Policy, policy_of

Share = Annotated[float, Field(gt=0, lt=1)]


class CalibrationRules(Policy):
    """People, cases, and the coefficient from which an item counts as judged alike."""

    least_judges: int = Field(default=2, ge=2, le=50)
    minimum_cases: int = Field(default=10, ge=2, le=1000)
    good_from: float = Field(default=0.7, gt=0, le=1)


class GoldRules(Policy):
    """Share of the open blind reviews (0-1), days gold stays in use, gold reviews before an accuracy is named."""

    share: float = Field(default=0.05, ge=0, le=0.5)
    days: int = Field(default=60, ge=1, le=3660)
    minimum_cases: int = Field(default=10, ge=1, le=1000)


class DriftRules(Policy):
    """Days, reviewed interactions, shares of 0-1."""

    now_days: int = Field(default=30, ge=1, le=366)
    before_days: int = Field(default=90, ge=1, le=1000)
    interactions: int = Field(default=20, ge=5, le=10_000)
    alarm_share: Share = 0.05
    least_difference: float = Field(default=0.02, ge=0, lt=1)


class RuleWatch(Policy):
    """Days precision and recall are estimated over, and days a sudden fall is looked for in."""

    period_days: int = Field(default=90, ge=1, le=1000)
    lately_days: int = Field(default=30, ge=1, le=1000)


class FairnessRules(Policy):
    """Whose clock, which shifts, where accents are named, and how much a gap must rest on; points of 0-100."""

    zone: str = "Asia/Shanghai"
    shifts: dict[str, Annotated[int, Field(ge=0, le=23)]] = Field(
        default={"morning": 7, "afternoon": 14, "night": 22}, min_length=1
    )
    accent_fields: tuple[str, ...] = ("accent", "口音", "方言")
    agents: int = Field(default=5, ge=3, le=10_000)
    interactions: int = Field(default=30, ge=2, le=1_000_000)
    alarm_share: Share = 0.05
    least_points: float = Field(default=2.0, ge=0, le=100)

    def shift_at(self, hour: int) -> str:
        """The shift an hour of 0-23 belongs to; before the first one begins, the last one still runs."""
        begins = sorted(self.shifts.items(), key=lambda one: one[1])
        return next((name for name, start in reversed(begins) if start <= hour), begins[-1][0])


class JudgingPolicy(Policy):
    """The whole of `judges.yaml`."""

    calibration: CalibrationRules = CalibrationRules()
    gold: GoldRules = GoldRules()
    drift: DriftRules = DriftRules()
    rules: RuleWatch = RuleWatch()
    fairness: FairnessRules = FairnessRules()
    steps: tuple[JudgingStepRow, ...]

    @model_validator(mode="after")
    def _every_step_has_one_row(self) -> "JudgingPolicy":
        rows = [row.step for row in self.steps]
        wrong = next((step for step in JudgingStep if rows.count(step) != 1), None)
        if wrong is not None:
            raise ValueError(f"the step '{wrong}' needs exactly one row, not {rows.count(wrong)}")
        return self


@lru_cache(maxsize=POLICIES_REMEMBERED)
def judging_policy_of(text: str, *, where: str = "judges.yaml") -> JudgingPolicy:
    """Read the policy from YAML text; RuleError names the entry that is wrong."""
    return policy_of(JudgingPolicy, text, where=where)
