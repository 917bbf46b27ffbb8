"""The coaching queue (辅导任务): whom to coach on what, why, and what to play, most useful first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from inspection.coaching_evidence import EvidenceRef, Example, Judged
from inspection.coaching_task import CoachingKind, CoachingStatus, CoachingTask
from inspection.coaching_writer import TaskWriter, count_of
from inspection.evaluation import Evaluation
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from inspection.score_tally import is_judged
from inspection.weaknesses import Count, common_causes, weaknesses

__all__ = ["CoachingKind", "CoachingStatus", "CoachingTask", "EvidenceRef", "Example", "coaching_queue"]

NEW_STAFF = "new_staff"
_NOBODY: Mapping[str, date] = MappingProxyType({})
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class _Group:
    """Everybody compared with each other: judged items as item -> agent -> evaluations."""

    name: str
    judged: dict[str, dict[str, list[Judged]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def counts(self) -> dict[str, dict[str, Count]]:
        return {item: {a: count_of(found) for a, found in by_agent.items()} for item, by_agent in self.judged.items()}


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

    A fatal always makes one task per agent and item; an item most of a group fails makes one for the group and none
    per agent; else an agent x item that is worse than colleagues beyond chance and by enough. New staff (by
    `hired_on`) are compared among themselves. Evaluations without an agent make no task.
    """
    current = _current(e for e in evaluations if e.business_date in period and e.agent_id)
    write = TaskWriter(period, policy, item_names, language)
    groups = _groups(current, period, policy, hired_on)
    tasks = [task for group in groups for task in _tasks_of(group, write)]
    fatals = _fatal_tasks(current, policy, write)
    taken = {(t.agent_id, t.item) for t in fatals}
    rest = _capped([t for t in tasks if (t.agent_id, t.item) not in taken], policy.tasks_per_agent)
    ordered = sorted([*fatals, *rest], key=_usefulness)
    return tuple(replace(task, priority=place) for place, task in enumerate(ordered, start=1))


def _current(evaluations: Iterable[Evaluation]) -> list[Evaluation]:
    ordered = sorted(evaluations, key=lambda e: e.evaluation_id)
    superseded = {e.supersedes for e in ordered}
    return [e for e in ordered if e.evaluation_id not in superseded]


def _usefulness(task: CoachingTask) -> tuple[bool, float, str]:
    return task.kind is not CoachingKind.FATAL, -task.expected_points, task.task_id


def _groups(
    evaluations: Sequence[Evaluation], period: Period, policy: CoachingPolicy, hired_on: Mapping[str, date]
) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for evaluation in evaluations:
        name = _group_name(evaluation, policy)
        if _is_new(evaluation.agent_id, period, policy, hired_on):
            name = f"{name}/{NEW_STAFF}"
        group = groups.setdefault(name, _Group(name))
        for item in filter(is_judged, evaluation.items):
            group.judged[item.id][evaluation.agent_id or ""].append((evaluation, item))
    return [groups[name] for name in sorted(groups)]


def _group_name(evaluation: Evaluation, policy: CoachingPolicy) -> str:
    names = {"form": evaluation.form_id, "team": evaluation.team, "queue": evaluation.queue}
    return names[policy.group_by] or "-"


def _is_new(agent_id: str | None, period: Period, policy: CoachingPolicy, hired_on: Mapping[str, date]) -> bool:
    hired = hired_on.get(agent_id or "")
    return hired is not None and period.end - hired < timedelta(days=policy.new_staff_days)


def _tasks_of(group: _Group, write: TaskWriter) -> list[CoachingTask]:
    counts = group.counts()
    common = common_causes(counts, write.policy)
    individual = weaknesses({item: c for item, c in counts.items() if item not in common}, write.policy)
    return [
        *(write.common_cause(group.name, item, group.judged[item]) for item in common),
        *(write.individual(group.name, w, group.judged[w.item][w.agent_id]) for w in individual),
    ]


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


def _fatal_tasks(evaluations: Sequence[Evaluation], policy: CoachingPolicy, write: TaskWriter) -> list[CoachingTask]:
    found: dict[tuple[str, str], list[Evaluation]] = defaultdict(list)
    for evaluation in evaluations:
        for item_id in {fatal.id for fatal in evaluation.fatal_items}:
            found[(evaluation.agent_id or "", item_id)].append(evaluation)
    return [
        write.fatal(agent_id, _group_name(where[0], policy), item, where)
        for (agent_id, item), where in sorted(found.items(), key=lambda pair: pair[0])
    ]
