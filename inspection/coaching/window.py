"""What an agent did on an item before and after a coaching (辅导前后): two samples of points."""

from dataclasses import dataclass

from inspection.coaching.effect_policy import EffectPolicy
from inspection.intervals import Moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One agent's points 0-100 (100 met, 0 unmet; or scores) before and after, as counts and sums."""

    agent_id: str
    before: Moments
    after: Moments

    def is_enough(self, policy: EffectPolicy) -> bool:
        """Enough interactions on both sides to speak of."""
        return self.before.n >= policy.minimum_before and self.after.n >= policy.minimum_after


def share_sample(met: int, n: int) -> Moments:
    """An item met in `met` of `n` interactions, as points."""
    return Moments(n, 100.0 * met, 10_000.0 * met)
