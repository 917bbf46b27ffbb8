"""What the coaching queue is worked out from: counts per agent and item, and fatals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspection.coaching.clips import Judged
from inspection.coaching.weaknesses import Count
from inspection.evaluation import Evaluation, ItemState
from inspection.results_policy import CoachingPolicy
from inspection.scorecards.tally import is_judged


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """An item of one agent in one stratum (queue and channel) of a group: how often judged, unmet, points lost."""

    agent_id: str
    team: str | None
    group: str
    stratum: str
    item: str
    count: Count
    lost_points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FatalRow:
    """Fatals of one agent on one item: interactions, how many confirmed by a person, points the interactions lost."""

    agent_id: str
    group: str
    item: str
    interactions: int
    confirmed: int
    lost_points: float


def group_of(evaluation: Evaluation, policy: CoachingPolicy) -> str:
    """Whom the agent is compared with."""
    names = {"form": evaluation.form_id, "team": evaluation.team, "queue": evaluation.queue}
    return names[policy.group_by] or "-"


def count_of(judged: Sequence[Judged]) -> Count:
    """Unmet of judged."""
    return Count(sum(item.state is ItemState.UNMET for _, item in judged), len(judged))


def count_rows(evaluations: Iterable[Evaluation], policy: CoachingPolicy) -> list[CountRow]:
    """Counts of evaluations that have an agent."""
    found: dict[tuple[str, str, str, str], list[Judged]] = defaultdict(list)
    teams: dict[str, str | None] = {}
    for one in evaluations:
        if one.agent_id is None:
            continue
        teams[one.agent_id] = one.team
        stratum = f"{one.queue or '-'}/{one.channel}"
        for item in filter(is_judged, one.items):
            found[(one.agent_id, group_of(one, policy), stratum, item.id)].append((one, item))
    return [
        CountRow(
            agent_id=agent_id,
            team=teams[agent_id],
            group=group,
            stratum=stratum,
            item=item,
            count=count_of(judged),
            lost_points=sum(result.lost_points for _, result in judged),
        )
        for (agent_id, group, stratum, item), judged in sorted(found.items())
    ]


def fatal_rows(evaluations: Iterable[Evaluation], policy: CoachingPolicy) -> list[FatalRow]:
    """Fatals of evaluations that have an agent, suspected ones included."""
    found: dict[tuple[str, str], list[Evaluation]] = defaultdict(list)
    for one in evaluations:
        for item in {fatal.id for fatal in one.fatal_items}:
            if one.agent_id is not None:
                found[(one.agent_id, item)].append(one)
    return [
        FatalRow(
            agent_id=agent_id,
            group=group_of(where[0], policy),
            item=item,
            interactions=len(where),
            confirmed=sum(e.fatal_confirmed for e in where),
            lost_points=sum(e.raw_score or 0.0 for e in where),
        )
        for (agent_id, item), where in sorted(found.items())
    ]
