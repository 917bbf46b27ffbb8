"""The re-check of a closed task (复查): the next interactions the item applied to, against what colleagues do."""

from dataclasses import dataclass

from scipy import stats

from inspection.coaching.policy import RecheckPolicy
from inspection.coaching.weaknesses import Count


@dataclass(frozen=True, slots=True)
class Recheck:
    """What the next interactions showed: how often the item failed, and how rare that is for a colleague (0-1)."""

    seen: Count
    chance: float
    passed: bool


def recheck(seen: Count, colleagues: Count, policy: RecheckPolicy) -> Recheck | None:
    """None until enough interactions are there; failed when so many failures would be a surprise in a colleague.

    Exact (binomial, one-sided): of agents who have become like their colleagues at most `surprise` fail it.
    """
    if seen.applicable < policy.interactions:
        return None
    share = (colleagues.unmet + 0.5) / (colleagues.applicable + 1)
    chance = float(stats.binom.sf(seen.unmet - 1, seen.applicable, share))
    return Recheck(seen, chance, chance >= policy.surprise)
