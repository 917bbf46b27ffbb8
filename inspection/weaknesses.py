"""Who fails an item more than colleagues do, beyond chance, and which items fail a whole group.

An agent is compared with everybody else in the group by Fisher's exact test, one-sided; over all agents and items
of a group the share of false alarms is held by Benjamini and Hochberg (1995). Exact, so it holds at small n.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from inspection.results_policy import CoachingPolicy


@dataclass(frozen=True, slots=True)
class Count:
    """An item in some interactions: `unmet` of `applicable`."""

    unmet: int
    applicable: int

    @property
    def share(self) -> float:
        """Share unmet 0-1; 0 when it never applied."""
        return self.unmet / self.applicable if self.applicable else 0.0

    def __add__(self, other: "Count") -> "Count":
        """Both together."""
        return Count(self.unmet + other.unmet, self.applicable + other.applicable)

    def __sub__(self, part: "Count") -> "Count":
        """What is left without a part."""
        return Count(self.unmet - part.unmet, self.applicable - part.applicable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """One agent, one item: the agent's count, the colleagues' count, and how likely chance alone is (0-1)."""

    agent_id: str
    item: str
    own: Count
    colleagues: Count
    p_value: float

    @property
    def excess_share(self) -> float:
        """How much more often the agent fails it (-1 to 1)."""
        return self.own.share - self.colleagues.share


ItemCounts = Mapping[str, Mapping[str, Count]]  # item -> agent -> count


def common_causes(counts: ItemCounts, policy: CoachingPolicy) -> tuple[str, ...]:
    """Items that too many agents of the group fail for the agents to be the cause."""
    return tuple(sorted(item for item, by_agent in counts.items() if _is_common(by_agent, policy)))


def _is_common(by_agent: Mapping[str, Count], policy: CoachingPolicy) -> bool:
    compared = [c for c in by_agent.values() if c.applicable >= policy.minimum_applicable]
    if len(compared) < policy.common_cause_agents:
        return False
    failing = sum(c.share > policy.agent_fails_above_share for c in compared)
    return failing / len(compared) > policy.common_cause_above_share


def weaknesses(counts: ItemCounts, policy: CoachingPolicy) -> tuple[Weakness, ...]:
    """Every agent x item of a group that is worse than colleagues beyond chance and by enough to matter.

    `counts` should hold no common-cause item. All comparisons made count for the false discovery share.
    """
    compared = _comparisons(counts, policy)
    accepted = false_discovery_cut([w.p_value for w in compared], policy.false_discovery_share)
    return tuple(
        w for w, real in zip(compared, accepted, strict=True) if real and w.excess_share >= policy.minimum_excess_share
    )


def _comparisons(counts: ItemCounts, policy: CoachingPolicy) -> list[Weakness]:
    pairs = [
        (agent_id, item, own, colleagues)
        for item, by_agent in sorted(counts.items())
        if len(by_agent) >= policy.minimum_agents
        for agent_id, own, colleagues in _against_colleagues(by_agent)
        if own.applicable >= policy.minimum_applicable and colleagues.applicable >= policy.minimum_group
    ]
    chances = exceeds_by_chance([p[2] for p in pairs], [p[3] for p in pairs])
    return [
        Weakness(agent_id=agent_id, item=item, own=own, colleagues=colleagues, p_value=chance)
        for (agent_id, item, own, colleagues), chance in zip(pairs, chances, strict=True)
    ]


def _against_colleagues(by_agent: Mapping[str, Count]) -> list[tuple[str, Count, Count]]:
    everybody = sum(by_agent.values(), Count(0, 0))
    return [(agent_id, own, everybody - own) for agent_id, own in sorted(by_agent.items())]


def exceeds_by_chance(own: Sequence[Count], colleagues: Sequence[Count]) -> list[float]:
    """Fisher's exact test, one-sided: the chance (0-1) of at least `own.unmet` if both were equally good."""
    if not own:
        return []
    unmet = np.array([c.unmet for c in own])
    n = np.array([c.applicable for c in own])
    all_unmet = unmet + np.array([c.unmet for c in colleagues])
    all_n = n + np.array([c.applicable for c in colleagues])
    tail = stats.hypergeom.sf(unmet - 1, all_n, all_unmet, n)
    return [float(p) for p in np.clip(tail, 0.0, 1.0)]


def false_discovery_cut(p_values: Sequence[float], share: float) -> list[bool]:
    """Which findings to keep so that at most `share` (0-1) of them are chance (Benjamini and Hochberg 1995)."""
    if not p_values:
        return []
    adjusted = stats.false_discovery_control(np.asarray(p_values), method="bh")
    return [bool(p <= share) for p in adjusted]
