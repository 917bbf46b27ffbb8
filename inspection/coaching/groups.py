"""Who is compared with whom (比较组): the counts of everybody judged by the same form, new staff among themselves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from inspection.coaching.counted import CountRow
from inspection.coaching.weaknesses import NOTHING, Count, whole
from inspection.period import Period
from inspection.results_policy import CoachingPolicy

NEW_STAFF = "new_staff"
_EXAMPLES_OF = 3


@dataclass(slots=True)
class Group:
    """Everybody compared with each other: counts as item -> agent -> stratum, points lost as item -> agent.

    `_best` are the agents who fail an item least, looked up once per item.
    """

    name: str
    compared_with: str
    counts: dict[str, dict[str, dict[str, Count]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    lost: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    teams: dict[str, str | None] = field(default_factory=dict)
    _best: dict[str, list[str]] = field(default_factory=dict)

    def add(self, row: CountRow) -> None:
        """Take in one row."""
        strata = self.counts[row.item][row.agent_id]
        strata[row.stratum] = strata.get(row.stratum, NOTHING) + row.count
        self.lost[row.item][row.agent_id] += row.lost_points
        self.teams[row.agent_id] = row.team

    def whole(self, item: str) -> dict[str, Count]:
        """The count of each agent, all strata together."""
        return {agent_id: whole(strata) for agent_id, strata in self.counts[item].items()}

    def good_at(self, item: str, agent_id: str, policy: CoachingPolicy) -> list[str]:
        """The colleagues of an agent who fail the item least."""
        if item not in self._best:
            counted = {a: c for a, c in self.whole(item).items() if c.applicable >= policy.minimum_applicable}
            ordered = sorted(counted, key=lambda a: (counted[a].share, -counted[a].applicable, a))
            self._best[item] = ordered[: _EXAMPLES_OF + 1]
        return [other for other in self._best[item] if other != agent_id][:_EXAMPLES_OF]

    def of_agents(self, standing: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """What stands (agent or team, item), by agent: a team's task stands for everybody in it."""
        members: dict[str, list[str]] = defaultdict(list)
        for agent_id, team in self.teams.items():
            members[agent_id].append(agent_id)
            if team is not None:
                members[team].append(agent_id)
        return frozenset((agent_id, item) for owner, item in standing for agent_id in members.get(owner, ()))


def groups_of(
    rows: Iterable[CountRow], period: Period, policy: CoachingPolicy, hired_on: Mapping[str, date]
) -> list[Group]:
    """The groups of these counts, by name."""
    groups: dict[str, Group] = {}
    for row in rows:
        is_new = _is_new(row.agent_id, period, policy, hired_on)
        name = f"{row.group}/{NEW_STAFF}" if is_new else row.group
        groups.setdefault(name, Group(name, row.group)).add(row)
    return [groups[name] for name in sorted(groups)]


def _is_new(agent_id: str, period: Period, policy: CoachingPolicy, hired_on: Mapping[str, date]) -> bool:
    hired = hired_on.get(agent_id)
    return hired is not None and period.end - hired < timedelta(days=policy.new_staff_days)
