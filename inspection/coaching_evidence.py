"""The clips a trainer plays: where an item went wrong, and where the same agent got it right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspection.evaluation import Evaluation, ItemResult
from inspection.evidence import Evidence


class Example(StrEnum):
    """What a clip shows."""

    WORST = "worst"
    BEST = "best"


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


def worst_clips(unmet: Iterable[Judged], limit: int, *, one_per_agent: bool = False) -> tuple[EvidenceRef, ...]:
    """The plainest failures: most points lost, surest words, lowest score; `one_per_agent` for a whole group."""
    ordered = sorted(unmet, key=_worst_first)
    chosen = _first_per_agent(ordered) if one_per_agent else ordered
    return tuple(_ref(judged, Example.WORST) for judged in chosen[:limit])


def best_clips(met: Iterable[Judged], limit: int) -> tuple[EvidenceRef, ...]:
    """The best successes: with words to play, in the best interactions."""
    return tuple(_ref(judged, Example.BEST) for judged in sorted(met, key=_best_first)[:limit])


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
