"""Service levels (服务水平): the target per channel and the centre's hours, as `scoring_rules/sla.yaml` sets them."""

from datetime import time
from functools import lru_cache

from pydantic import Field

from inspection.business_hours import EVERY_DAY, BusinessHours
from inspection.interaction import Channel
from inspection.policy_files import POLICIES_REMEMBERED, Policy, policy_of


class Target(Policy):
    """A first answer within `first_response_s` seconds, in `goal_share` (0-1) of interactions."""

    first_response_s: float = Field(gt=0)
    goal_share: float = Field(ge=0, le=1)


class OpeningHours(Policy):
    """Opening times as written in the file; `weekdays` are ISO (1 = Monday)."""

    opens: time
    closes: time
    timezone: str = "Asia/Shanghai"
    weekdays: tuple[int, ...] = EVERY_DAY


class SlaPolicy(Policy):
    """The whole of `sla.yaml`; a channel without a target has no attainment."""

    business_hours: OpeningHours | None = None
    targets: dict[Channel, Target] = Field(default_factory=dict)

    @property
    def hours(self) -> BusinessHours | None:
        """Opening times, None for a centre that never closes."""
        if self.business_hours is None:
            return None
        return BusinessHours(**self.business_hours.model_dump())


@lru_cache(maxsize=POLICIES_REMEMBERED)
def sla_policy_of(text: str, *, where: str = "sla.yaml") -> SlaPolicy:
    """Read the policy from YAML text; RuleError names the entry that is wrong."""
    return policy_of(SlaPolicy, text, where=where)
