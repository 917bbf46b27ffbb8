"""The day's sampling plan (抽检计划): how much of what is listened to, cut to the reviewers' capacity.

Three independent draws, each by lot, so that every interaction has a known chance:

- the *floor*: `m` of all N interactions, each with m / N;
- the *quota*: `k` of the agents behind their monthly quota, one interaction each: k / agents behind x 1 / their own;
- the *strata*: `n` of the N interactions of each reason to listen, each with n / N. Fatals are all taken.

The capacity cut happens in the numbers m, k and n, before any lot is drawn; what is cut is cut by lot. An interaction
is drawn when any of the three draws it: probability = 1 - (1 - floor)(1 - quota)(1 - stratum).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspection.sampling_policy import SamplingPolicy, Stratum

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An interaction that may be drawn: whose it is for the quota, and what speaks for listening to it.

    `reasons` are codes (suspected_fatal, low_score, ...) behind the stratum, for the reviewer's eyes.
    """

    key: Key
    agent_id: str | None
    stratum: Stratum
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slots:
    """How many of how many are drawn; `share` 0-1 is the chance of each."""

    drawn: int
    of: int

    @property
    def share(self) -> float:
        """Chance of one of them; 0 where there is none."""
        return self.drawn / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingPlan:
    """What a day's capacity is spent on.

    `capacity` reviews are possible, `waiting` of them are taken by what was drawn before. `agents`: how many of the
    agents behind their quota are drawn; `of_agent`: their interactions of the day, by agent.
    """

    capacity: int
    waiting: int
    floor: Slots
    agents: Slots
    of_agent: Mapping[str, int]
    strata: Mapping[Stratum, Slots]

    @property
    def planned(self) -> int:
        """Reviews drawn at most (draws that meet make it a few less)."""
        return self.floor.drawn + self.agents.drawn + sum(slots.drawn for slots in self.strata.values())

    @property
    def over_capacity(self) -> int:
        """Reviews for which nobody has time: fatals and the floor are never cut."""
        return max(0, self.planned - max(0, self.capacity - self.waiting))

    def floor_probability(self) -> float:
        """Chance of any interaction to be on the random floor."""
        return self.floor.share

    def quota_probability(self, agent_id: str | None) -> float:
        """Chance of an interaction of this agent to be drawn for the agent's quota."""
        of_agent = self.of_agent.get(agent_id or "", 0)
        return self.agents.share / of_agent if of_agent else 0.0

    def blind_probability(self, candidate: Candidate) -> float:
        """Chance to be judged blind on the full form: floor or quota."""
        return 1 - (1 - self.floor_probability()) * (1 - self.quota_probability(candidate.agent_id))

    def probability(self, candidate: Candidate) -> float:
        """Chance to be drawn at all."""
        return 1 - (1 - self.blind_probability(candidate)) * (1 - self.strata[candidate.stratum].share)


def sampling_plan(
    candidates: Sequence[Candidate],
    policy: SamplingPolicy,
    *,
    capacity: int,
    waiting: int = 0,
    behind: Mapping[str, int] | None = None,
) -> SamplingPlan:
    """Cut a day to the reviewers' capacity (reviews, `waiting` of them already promised).

    `behind`: agents behind their monthly quota, with the reviews they lack. Fatals and the floor are never cut. The
    strata share what remains by weight; what they leave goes to the floor. ValueError for a negative capacity.
    """
    if capacity < 0 or waiting < 0:
        raise ValueError("capacity and waiting reviews cannot be negative")
    sizes = Counter(candidate.stratum for candidate in candidates)
    of_agent = _of_agents(candidates, behind or {})
    floor = min(len(candidates), _at_least_one(capacity * policy.random_floor_share, capacity))
    agents = min(len(of_agent), round(capacity * policy.agent_quota_share))
    left = max(0, capacity - waiting - sizes[Stratum.FATAL] - floor - agents)
    drawn = _shared_out(left, sizes, policy)
    unused = left - sum(drawn.values())
    drawn[Stratum.FATAL] = sizes[Stratum.FATAL]
    return SamplingPlan(
        capacity=capacity,
        waiting=waiting,
        floor=Slots(min(len(candidates), floor + unused), len(candidates)),
        agents=Slots(agents, len(of_agent)),
        of_agent=of_agent,
        strata={stratum: Slots(drawn.get(stratum, 0), sizes[stratum]) for stratum in Stratum},
    )


def _at_least_one(share: float, capacity: int) -> int:
    return max(1, round(share)) if capacity else 0


def _of_agents(candidates: Iterable[Candidate], behind: Mapping[str, int]) -> dict[str, int]:
    """Interactions of the day of each agent behind the quota who has any."""
    mine = Counter(c.agent_id for c in candidates if c.agent_id is not None and behind.get(c.agent_id, 0) > 0)
    return {agent_id: mine[agent_id] for agent_id in sorted(mine)}


def _shared_out(left: int, sizes: Mapping[Stratum, int], policy: SamplingPolicy) -> dict[Stratum, int]:
    """`left` reviews over the strata, each in proportion to size x weight, none more than it has."""
    drawn: dict[Stratum, int] = {}
    open_ = [s for s in Stratum if s not in (Stratum.FATAL, Stratum.CALM) and sizes[s]]
    while open_ and left:
        demand = {s: sizes[s] * policy.weight_of(s) for s in open_}
        rate = left / sum(demand.values())
        full = [s for s in open_ if rate * policy.weight_of(s) >= 1]
        if not full:
            return drawn | _rounded({s: rate * demand[s] for s in open_}, left)
        drawn |= {s: sizes[s] for s in full}
        left -= sum(sizes[s] for s in full)
        open_ = [s for s in open_ if s not in full]
    return drawn


def _rounded(wanted: Mapping[Stratum, float], total: int) -> dict[Stratum, int]:
    """Whole numbers that add up to `total`, by largest remainder (ties: the graver stratum)."""
    whole = {stratum: int(share) for stratum, share in wanted.items()}
    rest = total - sum(whole.values())
    by_remainder = sorted(wanted, key=lambda s: (whole[s] - wanted[s], s.rank))
    return whole | {stratum: whole[stratum] + 1 for stratum in by_remainder[:rest]}
