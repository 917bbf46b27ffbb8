"""The coaching queue (辅导任务): whom to coach on what, why, and what to play, most useful first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from inspection.coaching.clips import ClipShelf, JudgedShelf
from inspection.coaching.counted import CountRow, FatalRow, count_rows, fatal_rows, group_of
from inspection.coaching.groups import Group, groups_of
from inspection.coaching.looks import Sought, looked_at_once
from inspection.coaching.task import CoachingKind, CoachingTask
from inspection.coaching.weaknesses import NOTHING, Weakness, common_causes, is_shared, weaknesses
from inspection.coaching.writer import Draft, Shared, TaskWriter
from inspection.evaluation import Evaluation
from inspection.period import Period
from inspection.results_policy import CoachingPolicy

_NOBODY: Mapping[str, date] = MappingProxyType({})
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_NO_FORMER: Mapping[tuple[str, str], int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a queue is worked out from: counts, fatals, and the clips to choose from."""

    counts: Sequence[CountRow]
    fatals: Sequence[FatalRow]
    shelf: ClipShelf


def coaching_queue(
    evaluations: Iterable[Evaluation],
    period: Period,
    policy: CoachingPolicy,
    *,
    hired_on: Mapping[str, date] = _NOBODY,
    item_names: Mapping[str, str] = _NO_NAMES,
    language: str = "zh",
) -> tuple[CoachingTask, ...]:
    """Every task of a period, first things first. The order of `evaluations` does not matter.

    A fatal always makes one task per agent and item; an item most of a group or team fails makes one for it and none
    per agent; else an agent x item that is worse than colleagues beyond chance and by enough. New staff (by
    `hired_on`) are compared among themselves. Evaluations without an agent make no task. The period is looked at once.
    """
    current = _current(e for e in evaluations if e.business_date in period and e.agent_id)
    material = Material(
        counts=count_rows(current, policy),
        fatals=fatal_rows(current, policy),
        shelf=JudgedShelf(current, lambda one: group_of(one, policy)),
    )
    return queue_of(material, period, policy, hired_on=hired_on, item_names=item_names, language=language)


def queue_of(
    material: Material,
    period: Period,
    policy: CoachingPolicy,
    *,
    hired_on: Mapping[str, date] = _NOBODY,
    item_names: Mapping[str, str] = _NO_NAMES,
    former: Mapping[tuple[str, str], int] = _NO_FORMER,
    sought: Sought | None = None,
    language: str = "zh",
) -> tuple[CoachingTask, ...]:
    """The same from counts; `former` is how often (agent, item) was coached before.

    `sought` says which look this is and what is on the list already (None: the only look at the period).
    """
    write = TaskWriter(period, policy, item_names, language, material.shelf, former)
    groups = groups_of(material.counts, period, policy, hired_on)
    found = sought or looked_at_once(policy)
    drafts = [draft for group in groups for draft in _drafts_of(group, write, found)]
    fatals = [write.fatal(row) for row in material.fatals]
    taken = {(d.task.agent_id, d.task.item) for d in fatals}
    rest = _capped([d for d in drafts if (d.task.agent_id, d.task.item) not in taken], policy.tasks_per_agent)
    return in_order(draft.finished() for draft in [*fatals, *rest])


def in_order(tasks: Iterable[CoachingTask]) -> tuple[CoachingTask, ...]:
    """Fatals first, then what comes back for the third time, then by expected effect; priority counts from 1."""
    return tuple(replace(t, priority=place) for place, t in enumerate(sorted(tasks, key=_usefulness), start=1))


def _current(evaluations: Iterable[Evaluation]) -> list[Evaluation]:
    ordered = sorted(evaluations, key=lambda e: e.evaluation_id)
    superseded = {e.supersedes for e in ordered}
    return [e for e in ordered if e.evaluation_id not in superseded]


def _usefulness(task: CoachingTask) -> tuple[bool, bool, float, str]:
    return task.kind is not CoachingKind.FATAL, not task.is_escalated, -task.expected_points, task.task_id


def _drafts_of(group: Group, write: TaskWriter, sought: Sought) -> list[Draft]:
    common = common_causes(group.counts, write.policy)
    compared = {item: c for item, c in group.counts.items() if item not in common}
    weak = weaknesses(compared, write.policy, replace(sought, standing=group.of_agents(sought.standing)))
    by_team = _teams_that_fail(group, weak, write.policy)
    of_teams = {(agent_id, shared.item) for shared in by_team for agent_id in shared.failing}
    return [
        *(write.common_cause(_shared_by_group(group, item, write.policy)) for item in common),
        *(write.common_cause(shared) for shared in by_team),
        *(
            write.individual(
                group.compared_with,
                one,
                group.lost[one.item][one.agent_id],
                group.good_at(one.item, one.agent_id, write.policy),
            )
            for one in weak
            if (one.agent_id, one.item) not in of_teams
        ),
    ]


def _shared_by_group(group: Group, item: str, policy: CoachingPolicy) -> Shared:
    compared = {a: c for a, c in group.whole(item).items() if c.applicable >= policy.minimum_applicable}
    failing = sorted(a for a, c in compared.items() if c.share > policy.agent_fails_above_share)
    total = sum(group.whole(item).values(), NOTHING)
    lost = sum(group.lost[item].values())
    return Shared(group.name, group.compared_with, item, failing, len(compared), total, lost)


def _teams_that_fail(group: Group, weak: Iterable[Weakness], policy: CoachingPolicy) -> list[Shared]:
    """Teams of which so many are weak on an item that the cause is in the team, not in its agents."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in weak:
        team = group.teams[one.agent_id]
        if team is not None:
            found[(team, one.item)].append(one.agent_id)
    shared = []
    for (team, item), failing in sorted(found.items()):
        own = {
            a: c
            for a, c in group.whole(item).items()
            if group.teams[a] == team and c.applicable >= policy.minimum_applicable
        }
        if is_shared(len(failing), len(own), policy):
            lost = sum(group.lost[item][a] for a in own)
            total = sum(own.values(), NOTHING)
            shared.append(Shared(team, group.compared_with, item, sorted(failing), len(own), total, lost))
    return shared


def _capped(drafts: Sequence[Draft], per_agent: int) -> list[Draft]:
    """The most useful ones of each agent; what belongs to a group is not capped."""
    given: dict[str, int] = defaultdict(int)
    kept = []
    for draft in sorted(drafts, key=lambda d: _usefulness(d.task)):
        agent_id = draft.task.agent_id
        if agent_id is not None:
            given[agent_id] += 1
            if given[agent_id] > per_agent:
                continue
        kept.append(draft)
    return kept
