"""Who fails an item more than colleagues do, beyond chance, and which items fail a whole group.

An agent is compared with everybody else in the group by Fisher's exact test, one-sided, stratum by stratum: a queue or
channel is compared with itself only, so that nobody looks weak for having the hard queue (the exact test of a common
odds ratio of 1; Gart 1970). The chance is the mid-P value (Lancaster 1961). Over all items of one agent the share of
average agents that are accused of anything is held by Holm (1979), over the looks at a period by looks.py.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from inspection.coaching.looks import Sought, looked_at_once
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


NOTHING = Count(0, 0)
Strata = Mapping[str, Count]  # queue or channel -> count
ItemCounts = Mapping[str, Mapping[str, Strata]]  # item -> agent -> strata


def whole(strata: Strata) -> Count:
    """All strata together."""
    return sum(strata.values(), NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """One agent, one item: own count and the colleagues', both where the agent works, and the chance of it (0-1).

    `expected_share` is how often colleagues would have failed it on the agent's own mix of queues (0-1).
    """

    agent_id: str
    item: str
    own: Count
    colleagues: Count
    expected_share: float
    p_value: float

    @property
    def excess_share(self) -> float:
        """How much more often the agent fails it (-1 to 1)."""
        return self.own.share - self.expected_share


def common_causes(counts: ItemCounts, policy: CoachingPolicy) -> tuple[str, ...]:
    """Items that too many agents of the group fail for the agents to be the cause."""
    return tuple(sorted(item for item, by_agent in counts.items() if _is_common(by_agent, policy)))


def _is_common(by_agent: Mapping[str, Strata], policy: CoachingPolicy) -> bool:
    compared = [c for c in map(whole, by_agent.values()) if c.applicable >= policy.minimum_applicable]
    failing = sum(c.share > policy.agent_fails_above_share for c in compared)
    return is_shared(failing, len(compared), policy)


def is_shared(failing: int, agents: int, policy: CoachingPolicy) -> bool:
    """So many of a group fail that single agents are not the cause."""
    return agents >= policy.common_cause_agents and failing / agents > policy.common_cause_above_share


def weaknesses(counts: ItemCounts, policy: CoachingPolicy, sought: Sought | None = None) -> tuple[Weakness, ...]:
    """Every agent x item of a group that is worse than colleagues beyond chance and by enough to matter.

    `counts` should hold no common-cause item. All comparisons made of an agent count against each of them. What stands
    from an earlier look stays until chance alone would explain the figures (`false_alarm_share`). Without
    `sought` it is the only look.
    """
    looked = sought or looked_at_once(policy)
    compared: dict[str, list[Weakness]] = defaultdict(list)
    for item, by_agent in sorted(counts.items()):
        if len(by_agent) >= policy.minimum_agents:
            for one in _comparisons(item, by_agent, policy):
                compared[one.agent_id].append(one)
    found = [one for own in compared.values() for one in _accepted(own, policy, looked)]
    return tuple(sorted(found, key=lambda one: (one.item, one.agent_id)))


def _accepted(own: Sequence[Weakness], policy: CoachingPolicy, sought: Sought) -> Iterable[Weakness]:
    accepted = holm([one.p_value for one in own], sought.chance_allowed)
    return (one for one, is_new in zip(own, accepted, strict=True) if is_new or _still(one, policy, sought))


def _still(one: Weakness, policy: CoachingPolicy, sought: Sought) -> bool:
    return (one.agent_id, one.item) in sought.standing and one.p_value <= policy.false_alarm_share


def _comparisons(item: str, by_agent: Mapping[str, Strata], policy: CoachingPolicy) -> Iterable[Weakness]:
    everybody: dict[str, Count] = defaultdict(lambda: NOTHING)
    for strata in by_agent.values():
        for name, count in strata.items():
            everybody[name] += count
    for agent_id, strata in sorted(by_agent.items()):
        pairs = [(own, everybody[name] - own) for name, own in sorted(strata.items())]
        pairs = [(own, others) for own, others in pairs if own.applicable and others.applicable]
        one = _compared(agent_id, item, pairs, policy)
        if one is not None:
            yield one


def _compared(
    agent_id: str, item: str, pairs: Sequence[tuple[Count, Count]], policy: CoachingPolicy
) -> Weakness | None:
    own, colleagues = sum((p[0] for p in pairs), NOTHING), sum((p[1] for p in pairs), NOTHING)
    if own.applicable < policy.minimum_applicable or colleagues.applicable < policy.minimum_group:
        return None
    expected = sum(mine.applicable * theirs.share for mine, theirs in pairs) / own.applicable
    worth_it = own.share - expected >= policy.minimum_excess_share
    chance = exceeds_by_chance(pairs) if worth_it else 1.0  # a difference that does not matter is never tested
    return Weakness(
        agent_id=agent_id, item=item, own=own, colleagues=colleagues, expected_share=expected, p_value=chance
    )


def exceeds_by_chance(pairs: Sequence[tuple[Count, Count]]) -> float:
    """Mid-P chance (0-1) that somebody as good as colleagues fails as often; `pairs` (own, colleagues) per stratum."""
    low, chances = 0, np.ones(1)
    for own, others in pairs:
        start, of_stratum = _chances(own, others)
        low, chances = low + start, np.convolve(chances, of_stratum)
    at = sum(own.unmet for own, _ in pairs) - low
    return float(min(1.0, max(0.0, chances[at + 1 :].sum() + chances[at] / 2)))


def _chances(own: Count, others: Count) -> tuple[int, np.ndarray]:
    """How the failures of a stratum fall to the agent by chance (hypergeometric): lowest number, chance of each."""
    all_n, all_unmet = own.applicable + others.applicable, own.unmet + others.unmet
    low, high = max(0, own.applicable - (all_n - all_unmet)), min(own.applicable, all_unmet)
    unmet = np.arange(low, high + 1)
    ways = _log_choose(all_unmet, unmet) + _log_choose(all_n - all_unmet, own.applicable - unmet)
    return low, np.asarray(np.exp(ways - _log_choose(all_n, own.applicable)))


def _log_choose(n: int, k: np.ndarray | int) -> np.ndarray:
    """log of n over k: the hypergeometric of scipy.stats checks its arguments longer than it counts."""
    return np.asarray(-np.log1p(n) - special.betaln(n - k + 1, np.asarray(k) + 1))


def holm(p_values: Sequence[float], allowed: Callable[[int], float]) -> list[bool]:
    """Which findings to keep so that any at all are false with at most the chance `allowed` spreads (Holm 1979).

    `allowed` is the chance each of so many comparisons may have; for a share of 0.05 looked at once: 0.05 / number.
    """
    kept = [False] * len(p_values)
    for step, place in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        if p_values[place] > allowed(len(p_values) - step):
            break
        kept[place] = True
    return kept
