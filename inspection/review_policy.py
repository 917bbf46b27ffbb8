"""How reviews run at this centre, as `scoring_rules/review.yaml` sets it (each figure with its reason there)."""

from functools import lru_cache
from typing import Annotated

from pydantic import Field, model_validator

from inspection.errors import SettingsError
from inspection.policy_files import POLICIES_REMEMBERED, Policy, policy_of
from inspection.review_steps import ReviewStep, ReviewStepRow


class ReasonCode(Policy):
    """One word for why, in both languages."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    zh: str
    en: str


class ReviewPolicy(Policy):
    """The whole of `review.yaml`. Hours, minutes, reviews a day, findings handed out together, a share of 0-1."""

    hold_hours: float = Field(default=24, gt=0, le=240)
    reservation_minutes: float = Field(default=30, gt=0, le=1440)
    per_day: int = Field(default=20, ge=0, le=1000)
    group_size: int = Field(default=5, ge=1, le=100)
    second_share: float = Field(default=0.1, ge=0, le=1)
    salt: str = "review"
    reason_codes: tuple[ReasonCode, ...] = Field(min_length=1)
    steps: tuple[ReviewStepRow, ...]

    @model_validator(mode="after")
    def _codes_stand_once(self) -> "ReviewPolicy":
        codes = [reason.code for reason in self.reason_codes]
        if len(set(codes)) < len(codes):
            raise ValueError("a reason code stands twice")
        return self

    @model_validator(mode="after")
    def _every_step_has_one_row(self) -> "ReviewPolicy":
        rows = [row.step for row in self.steps]
        wrong = next((step for step in ReviewStep if rows.count(step) != 1), None)
        if wrong is not None:
            raise ValueError(f"the step '{wrong}' needs exactly one row, not {rows.count(wrong)}")
        return self

    def known_reason(self, code: str, *, where: str = "") -> str:
        """The code itself; SettingsError for one nobody knows."""
        codes = [reason.code for reason in self.reason_codes]
        if code not in codes:
            raise SettingsError(f"there is no reason code '{code}'", f"choose from {', '.join(codes)}", where=where)
        return code


@lru_cache(maxsize=POLICIES_REMEMBERED)
def review_policy_of(text: str, *, where: str = "review.yaml") -> ReviewPolicy:
    """Read the policy from YAML text; RuleError names the entry that is wrong."""
    return policy_of(ReviewPolicy, text, where=where)
