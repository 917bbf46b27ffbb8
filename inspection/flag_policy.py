"""What raises a flag, as the centre sets it in `scoring_rules/flags.yaml`."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from inspection.policy_files import Policy, policy_of

Share = Annotated[float, Field(ge=0, le=1)]


class Severity(StrEnum):
    """How soon a person must look; in queue order."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is first in the queue."""
        return list(Severity).index(self)


class PhraseFlag(Policy):
    """A flag raised by words of the customer.

    `phrases` literal, zh and en together; `together` (if any) must also occur in the same turn; `exceptions`
    cover a hit and cancel it; `negatable` says whether a negation before it cancels it.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    phrases: tuple[str, ...] = Field(min_length=1)
    together: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    negatable: bool = True


class Thresholds(Policy):
    """Limits of the flags that are not words. Seconds, and shares of 0-1."""

    dead_air_s: float = Field(gt=0)
    roles_below: Share
    recognition_below: Share
    negative_from: Share
    ending_turns: int = Field(ge=1)
    dissatisfied_csat_up_to: float = Field(ge=1, le=5)


class RiskWeights(Policy):
    """How much each circumstance raises the chance of being listened to; shares of 0-1."""

    low_score: Share
    violation: Share
    unsure_items: Share
    negative_customer: Share
    weak_recognition: Share
    low_score_below_points: float = Field(ge=0, le=100)
    unsure_items_from: int = Field(ge=1)
    highest_probability: Share


class FlagPolicy(Policy):
    """The whole of `flags.yaml`. `salt` keeps draws of two sites apart."""

    salt: str
    random_share: Share
    negations: tuple[str, ...]
    thresholds: Thresholds
    risk: RiskWeights
    phrase_flags: tuple[PhraseFlag, ...]


def flag_policy_of(text: str, *, where: str = "flags.yaml") -> FlagPolicy:
    """Read the policy from YAML text; RuleError names the entry that is wrong."""
    return policy_of(FlagPolicy, text, where=where)
