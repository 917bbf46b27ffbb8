"""Writing coaching tasks: the reason in words, the clips, the expected effect and the date it is due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from inspection.coaching_evidence import EvidenceRef, Judged, best_clips, worst_clips
from inspection.coaching_reasons import common_cause_reason, fatal_reason, weakness_reason
from inspection.coaching_task import CoachingKind, CoachingStatus, CoachingTask
from inspection.evaluation import Evaluation, ItemState
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from inspection.stable_ids import stable_id
from inspection.weaknesses import Count, Weakness


@dataclass(frozen=True, slots=True)
class TaskWriter:
    """Writes tasks: what they share is the period, the limits, and the language."""

    period: Period
    policy: CoachingPolicy
    names: Mapping[str, str]
    language: str

    def individual(self, group: str, weakness: Weakness, judged: Sequence[Judged]) -> CoachingTask:
        """A task for an agent who is worse than colleagues."""
        lost = _points_lost(judged) / weakness.own.unmet
        gain = lost * weakness.excess_share * weakness.own.applicable
        reason = weakness_reason(weakness, self._name(weakness.item), lost, gain, self.language)
        baseline = _baseline(weakness.own, weakness.colleagues)
        return self._task(
            CoachingKind.INDIVIDUAL,
            weakness.agent_id,
            group,
            weakness.item,
            gain,
            reason,
            self._clips(judged),
            baseline,
        )

    def common_cause(self, group: str, item: str, by_agent: Mapping[str, Sequence[Judged]]) -> CoachingTask:
        """One task for a group that fails an item as a whole."""
        compared = [c for c in map(count_of, by_agent.values()) if c.applicable >= self.policy.minimum_applicable]
        failing = sum(c.share > self.policy.agent_fails_above_share for c in compared)
        judged = [j for agent_id in sorted(by_agent) for j in by_agent[agent_id]]
        total = count_of(judged)
        reason = common_cause_reason(self._name(item), failing, len(compared), total, self.language)
        clips = worst_clips(_unmet(judged), self.policy.evidence_worst, one_per_agent=True)
        kind = CoachingKind.COMMON_CAUSE
        return self._task(kind, None, group, item, _points_lost(judged), reason, clips, _baseline(total, total))

    def fatal(self, agent_id: str, group: str, item: str, evaluations: Sequence[Evaluation]) -> CoachingTask:
        """One task for an agent's fatals of one item; it waits while none is confirmed."""
        judged = [(e, i) for e in evaluations for i in e.items if i.id == item]
        confirmed = sum(e.fatal_confirmed for e in evaluations)
        lost = sum(e.raw_score or 0.0 for e in evaluations)
        reason = fatal_reason(self._name(item), len(evaluations), confirmed, self.language)
        task = self._task(
            CoachingKind.FATAL,
            agent_id,
            group,
            item,
            lost,
            reason,
            worst_clips(judged, self.policy.evidence_worst),
            {"baseline_unmet": float(len(evaluations))},
        )
        return task if confirmed else replace(task, status=CoachingStatus.WAITING_FOR_REVIEW)

    def _task(
        self,
        kind: CoachingKind,
        agent_id: str | None,
        group: str,
        item: str,
        gain: float,
        reason: str,
        clips: tuple[EvidenceRef, ...],
        baseline: Mapping[str, float],
    ) -> CoachingTask:
        days = self.policy.fatal_due_days if kind is CoachingKind.FATAL else self.policy.due_days
        owner = group if agent_id is None else agent_id
        return CoachingTask(
            task_id=stable_id("task", kind, owner, item, self.period.label),
            agent_id=agent_id,
            group=group,
            item=item,
            kind=kind,
            priority=0,
            expected_points=round(gain, 6),
            reason=reason,
            evidence=clips,
            trainer=None,
            due_on=self.period.end + timedelta(days=days),
            status=CoachingStatus.OPEN,
            period=self.period.label,
            effect=MappingProxyType(dict(baseline)),
        )

    def _clips(self, judged: Sequence[Judged]) -> tuple[EvidenceRef, ...]:
        met = [j for j in judged if j[1].state is ItemState.MET]
        return (
            *worst_clips(_unmet(judged), self.policy.evidence_worst),
            *best_clips(met, self.policy.evidence_best),
        )

    def _name(self, item: str) -> str:
        return self.names.get(item, item)


def _unmet(judged: Iterable[Judged]) -> list[Judged]:
    return [j for j in judged if j[1].state is ItemState.UNMET]


def count_of(judged: Sequence[Judged]) -> Count:
    """Unmet of judged."""
    return Count(len(_unmet(judged)), len(judged))


def _points_lost(judged: Iterable[Judged]) -> float:
    return sum(item.lost_points for _, item in judged)


def _baseline(own: Count, group: Count) -> dict[str, float]:
    return {
        "baseline_unmet": float(own.unmet),
        "baseline_applicable": float(own.applicable),
        "group_unmet": float(group.unmet),
        "group_applicable": float(group.applicable),
    }
