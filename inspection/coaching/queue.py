"""The coaching queue (辅导任务): whom to coach on what, why, and what to play, most useful first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from inspection.coaching.clips import ClipShelf, JudgedShelf
from inspection.coaching.counted import CountRow, FatalRow, count_rows, fatal_rows, group_of
from inspection.coaching.task import CoachingKind, CoachingTask
from inspection.coaching.weaknesses import NOTHING, Count, Weakness, common_causes, is_shared, weaknesses, whole
from inspection.coaching.writer import Shared, TaskWriter
from inspection.evaluation import Evaluation
from inspection.period import Period
from inspection.results_policy import CoachingPolicy

NEW_STAFF = "new_staff"
_EXAMPLES_OF = 3
_NOBODY: Mapping[str, date] = MappingProxyType({})
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_NO_FORMER: Mapping[tuple[str, str], int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a queue is worked out from: counts, fatals, and the clips to choose from."""

    counts: Sequence[CountRow]
    fatals: Sequence[FatalRow]
    shelf: ClipShelf


@dataclass(slots=True)
class _Group:
    """Everybody compared with each other: counts as item -> agent -> stratum, points lost as item -> agent."""

    name: str
    compared_with: str
    counts: dict[str, dict[str, dict[str, Count]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    lost: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    teams: dict[str, str | None] = field(default_factory=dict)

    def add(self, row: CountRow) -> None:
        """Take in one row."""
        strata = self.counts[row.item][row.agent_id]
        strata[row.stratum] = strata.get(row.stratum, NOTHING) + row.count
        self.lost[row.item][row.agent_id] += row.lost_points
        self.teams[row.agent_id] = row.team


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
    `hired_on`) are compared among themselves. Evaluations without an agent make no task.
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
    language: str = "zh",
) -> tuple[CoachingTask, ...]:
    """The same from counts; `former` is how often (agent, item) was coached before."""
    write = TaskWriter(period, policy, item_names, language, material.shelf, former)
    groups = _groups(material.counts, period, policy, hired_on)
    tasks = [task for group in groups for task in _tasks_of(group, write)]
    fatals = [write.fatal(row) for row in material.fatals]
    taken = {(t.agent_id, t.item) for t in fatals}
    rest = _capped([t for t in tasks if (t.agent_id, t.item) not in taken], policy.tasks_per_agent)
    return in_order([*fatals, *rest])


def in_order(tasks: Iterable[CoachingTask]) -> tuple[CoachingTask, ...]:
    """Fatals first, then what comes back for the third time, then by expected effect; priority counts from 1."""
    return tuple(replace(t, priority=place) for place, t in enumerate(sorted(tasks, key=_usefulness), start=1))


def _current(evaluations: Iterable[Evaluation]) -> list[Evaluation]:
    ordered = sorted(evaluations, key=lambda e: e.evaluation_id)
    superseded = {e.supersedes for e in ordered}
    return [e for e in ordered if e.evaluation_id not in superseded]


def _usefulness(task: CoachingTask) -> tuple[bool, bool, float, str]:
    return task.kind is not CoachingKind.FATAL, not task.is_escalated, -task.expected_points, task.task_id


def _groups(
    rows: Iterable[CountRow], period: Period, policy: CoachingPolicy, hired_on: Mapping[str, date]
) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for row in rows:
        is_new = _is_new(row.agent_id, period, policy, hired_on)
        name = f"{row.group}/{NEW_STAFF}" if is_new else row.group
        groups.setdefault(name, _Group(name, row.group)).add(row)
    return [groups[name] for name in sorted(groups)]


def _is_new(agent_id: str, period: Period, policy: CoachingPolicy, hired_on: Mapping[str, date]) -> bool:
    hired = hired_on.get(agent_id)
    return hired is not None and period.end - hired < timedelta(days=policy.new_staff_days)


def _tasks_of(group: _Group, write: TaskWriter) -> list[CoachingTask]:
    common = common_causes(group.counts, write.policy)
    weak = weaknesses({item: c for item, c in group.counts.items() if item not in common}, write.policy)
    by_team = _teams_that_fail(group, weak, write.policy)
    of_teams = {(agent_id, shared.item) for shared in by_team for agent_id in shared.failing}
    return [
        *(write.common_cause(_shared_by_group(group, item, write.policy)) for item in common),
        *(write.common_cause(shared) for shared in by_team),
        *(
            write.individual(
                group.compared_with, one, group.lost[one.item][one.agent_id], _good_at(group, one, write.policy)
            )
            for one in weak
            if (one.agent_id, one.item) not in of_teams
        ),
    ]


def _shared_by_group(group: _Group, item: str, policy: CoachingPolicy) -> Shared:
    compared = {a: c for a, c in _whole(group, item).items() if c.applicable >= policy.minimum_applicable}
    failing = sorted(a for a, c in compared.items() if c.share > policy.agent_fails_above_share)
    total = sum(_whole(group, item).values(), NOTHING)
    lost = sum(group.lost[item].values())
    return Shared(group.name, group.compared_with, item, failing, len(compared), total, lost)


def _teams_that_fail(group: _Group, weak: Iterable[Weakness], policy: CoachingPolicy) -> list[Shared]:
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
            for a, c in _whole(group, item).items()
            if group.teams[a] == team and c.applicable >= policy.minimum_applicable
        }
        if is_shared(len(failing), len(own), policy):
            lost = sum(group.lost[item][a] for a in own)
            total = sum(own.values(), NOTHING)
            shared.append(Shared(team, group.compared_with, item, sorted(failing), len(own), total, lost))
    return shared


def _good_at(group: _Group, weak: Weakness, policy: CoachingPolicy) -> list[str]:
    """The colleagues who fail the item least."""
    others = {
        a: c
        for a, c in _whole(group, weak.item).items()
        if a != weak.agent_id and c.applicable >= policy.minimum_applicable
    }
    return sorted(others, key=lambda a: (others[a].share, -others[a].applicable, a))[:_EXAMPLES_OF]


def _whole(group: _Group, item: str) -> dict[str, Count]:
    return {agent_id: whole(strata) for agent_id, strata in group.counts[item].items()}


def _capped(tasks: Sequence[CoachingTask], per_agent: int) -> list[CoachingTask]:
    """The most useful ones of each agent; what belongs to a group is not capped."""
    given: dict[str, int] = defaultdict(int)
    kept = []
    for task in sorted(tasks, key=_usefulness):
        if task.agent_id is not None:
            given[task.agent_id] += 1
            if given[task.agent_id] > per_agent:
                continue
        kept.append(task)
    return kept
