"""Writing coaching tasks: the reason in words, the clips, the expected effect and the date it is due."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType

from inspection.coaching.clips import ClipShelf, EvidenceRef, Example, best_clips, worst_clips
from inspection.coaching.counted import FatalRow
from inspection.coaching.reasons import common_cause_reason, fatal_reason, recurrence_reason, weakness_reason
from inspection.coaching.task import ESCALATES_FROM, CoachingKind, CoachingStatus, CoachingTask
from inspection.coaching.weaknesses import Count, Weakness
from inspection.evaluation import ItemState
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from inspection.stable_ids import stable_id


@dataclass(frozen=True, slots=True)
class Shared:
    """What a group or team fails as a whole: `failing` of `agents` people, `total` interactions, points lost."""

    owner: str
    group: str
    item: str
    failing: Sequence[str]
    agents: int
    total: Count
    lost_points: float


@dataclass(frozen=True, slots=True)
class Draft:
    """A task whose clips are still to be chosen: most are capped before anybody would play them."""

    task: CoachingTask
    clips: Callable[[], tuple[EvidenceRef, ...]]

    def finished(self) -> CoachingTask:
        """The task with its clips."""
        return replace(self.task, evidence=self.clips())


@dataclass(frozen=True, slots=True)
class TaskWriter:
    """Writes tasks: what they share is the period, the limits, the clips and the language.

    `former` counts earlier coachings by (agent, item).
    """

    period: Period
    policy: CoachingPolicy
    names: Mapping[str, str]
    language: str
    shelf: ClipShelf
    former: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def individual(self, group: str, weakness: Weakness, lost_points: float, examples_of: Sequence[str] = ()) -> Draft:
        """A task for an agent who is worse than colleagues; `examples_of` are colleagues who do it well."""
        own, agent_id, item = weakness.own, weakness.agent_id, weakness.item
        each = lost_points / own.unmet
        gain = each * weakness.excess_share * own.applicable
        reason = weakness_reason(weakness, self._name(item), each, gain, self.language)
        baseline = _baseline(own, weakness.colleagues)
        task = self._task(CoachingKind.INDIVIDUAL, agent_id, group, item, gain, reason, baseline)
        return Draft(
            task,
            lambda: (
                *self._worst(group, item, [agent_id]),
                *best_clips(self.shelf.of(group, item, [agent_id], ItemState.MET), self.policy.evidence_best),
                *self._of_colleague(group, item, examples_of),
            ),
        )

    def common_cause(self, shared: Shared) -> Draft:
        """One task for a group or team that fails an item as a whole."""
        item = shared.item
        reason = common_cause_reason(
            self._name(item), len(shared.failing), shared.agents, shared.total, self.language
        )  # fmt: skip
        baseline, kind = _baseline(shared.total, shared.total), CoachingKind.COMMON_CAUSE
        task = self._task(kind, None, shared.owner, item, shared.lost_points, reason, baseline)
        return Draft(task, lambda: self._of_everybody(shared))

    def fatal(self, row: FatalRow) -> Draft:
        """One task for an agent's fatals of one item; it waits while none is confirmed."""
        reason = fatal_reason(self._name(row.item), row.interactions, row.confirmed, self.language)
        baseline = {"baseline_unmet": float(row.interactions)}
        kind = CoachingKind.FATAL
        task = self._task(kind, row.agent_id, row.group, row.item, row.lost_points, reason, baseline)
        task = task if row.confirmed else replace(task, status=CoachingStatus.WAITING_FOR_REVIEW)
        return Draft(task, lambda: self._worst(row.group, row.item, [row.agent_id]))

    def _of_everybody(self, shared: Shared) -> tuple[EvidenceRef, ...]:
        judged = self.shelf.of(shared.group, shared.item, shared.failing, ItemState.UNMET)
        return worst_clips(judged, self.policy.evidence_worst, one_per_agent=True)

    def _worst(self, group: str, item: str, agent_ids: Sequence[str]) -> tuple[EvidenceRef, ...]:
        return worst_clips(self.shelf.of(group, item, agent_ids, ItemState.UNMET), self.policy.evidence_worst)

    def _of_colleague(self, group: str, item: str, agent_ids: Sequence[str]) -> tuple[EvidenceRef, ...]:
        met = self.shelf.of(group, item, agent_ids, ItemState.MET)
        return best_clips(met, self.policy.evidence_colleague, Example.COLLEAGUE)

    def _task(
        self,
        kind: CoachingKind,
        agent_id: str | None,
        group: str,
        item: str,
        gain: float,
        reason: str,
        baseline: Mapping[str, float],
    ) -> CoachingTask:
        days = self.policy.fatal_due_days if kind is CoachingKind.FATAL else self.policy.due_days
        owner = group if agent_id is None else agent_id
        times = 1 + self.former.get((owner, item), 0)
        return CoachingTask(
            task_id=stable_id("task", kind, owner, item, self.period.label),
            agent_id=agent_id,
            group=group,
            item=item,
            kind=kind,
            priority=0,
            expected_points=round(gain, 6),
            reason=recurrence_reason(reason, times, times >= ESCALATES_FROM, self.language),
            evidence=(),
            trainer=None,
            due_on=self.period.end + timedelta(days=days),
            status=CoachingStatus.OPEN,
            period=self.period.label,
            effect=MappingProxyType(dict(baseline)),
            agents=() if agent_id is None else (agent_id,),
            recurrence=times,
        )

    def _name(self, item: str) -> str:
        return self.names.get(item, item)


def _baseline(own: Count, group: Count) -> dict[str, float]:
    return {
        "baseline_unmet": float(own.unmet),
        "baseline_applicable": float(own.applicable),
        "group_unmet": float(group.unmet),
        "group_applicable": float(group.applicable),
    }
