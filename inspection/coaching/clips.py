"""The clips a trainer plays: an item gone wrong, the same agent getting it right, a colleague doing it well."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from inspection.evaluation import Evaluation, ItemResult, ItemState
from inspection.evidence import Evidence


class Example(StrEnum):
    """What a clip shows."""

    WORST = "worst"
    BEST = "best"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRef:
    """One interaction to listen to, and where: `spans` are the item's evidence in it (empty for an absence)."""

    source: str
    interaction_id: str
    evaluation_id: str
    segment: int
    agent_id: str | None
    example: Example
    business_date: date
    spans: tuple[Evidence, ...]


Judged = tuple[Evaluation, ItemResult]


class ClipShelf(Protocol):
    """Where clips come from: the judged items of some agents of a group, met or unmet; some of the best are enough."""

    def of(self, group: str, item: str, agent_ids: Sequence[str], state: ItemState) -> Sequence[Judged]:
        """Judged items in that state."""


class JudgedShelf:
    """Clips of evaluations that are at hand."""

    def __init__(self, evaluations: Iterable[Evaluation], group_of: Callable[[Evaluation], str]) -> None:
        """Sort them by group, item and agent."""
        self._found: dict[tuple[str, str, str | None, ItemState], list[Judged]] = defaultdict(list)
        for one in evaluations:
            for item in one.items:
                self._found[(group_of(one), item.id, one.agent_id, item.state)].append((one, item))

    def of(self, group: str, item: str, agent_ids: Sequence[str], state: ItemState) -> Sequence[Judged]:
        """Judged items in that state."""
        return [j for agent_id in agent_ids for j in self._found.get((group, item, agent_id, state), ())]


def worst_clips(unmet: Iterable[Judged], limit: int, *, one_per_agent: bool = False) -> tuple[EvidenceRef, ...]:
    """The plainest failures: most points lost, surest words, lowest score; `one_per_agent` for a whole group."""
    ordered = sorted(unmet, key=_worst_first)
    chosen = _first_per_agent(ordered) if one_per_agent else ordered
    return tuple(_ref(judged, Example.WORST) for judged in chosen[:limit])


def best_clips(met: Iterable[Judged], limit: int, example: Example = Example.BEST) -> tuple[EvidenceRef, ...]:
    """The best successes: with words to play, in the best interactions."""
    return tuple(_ref(judged, example) for judged in sorted(met, key=_best_first)[:limit])


def _worst_first(judged: Judged) -> tuple[float, bool, float, float, str]:
    evaluation, item = judged
    return -item.lost_points, not item.evidence, -item.confidence, _score(evaluation), evaluation.evaluation_id


def _best_first(judged: Judged) -> tuple[bool, float, float, str]:
    evaluation, item = judged
    return not item.evidence, -_score(evaluation), -item.confidence, evaluation.evaluation_id


def _score(evaluation: Evaluation) -> float:
    return 100.0 if evaluation.raw_score is None else evaluation.raw_score


def _first_per_agent(ordered: Sequence[Judged]) -> list[Judged]:
    firsts: dict[str | None, Judged] = {}
    for judged in ordered:
        firsts.setdefault(judged[0].agent_id, judged)
    return list(firsts.values())


def _ref(judged: Judged, example: Example) -> EvidenceRef:
    evaluation, item = judged
    return EvidenceRef(
        source=evaluation.source,
        interaction_id=evaluation.interaction_id,
        evaluation_id=evaluation.evaluation_id,
        segment=evaluation.segment,
        agent_id=evaluation.agent_id,
        example=example,
        business_date=evaluation.business_date,
        spans=item.evidence,
    )
