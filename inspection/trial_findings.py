"""Trial findings: what a rulebook on trial would have said, beside the live one. They never touch a score."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from inspection.evaluation import Evaluation, ItemResult, ItemState, Line
from inspection.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialFinding:
    """The judgement of one item by a version on trial; `trial` is the number of that version.

    `live_state` is what the live book said of the same segment, None when it has no such item. Points are those of
    the trial's own form. `fatal` is the kind of fatal the trial suspects.
    """

    source: str
    interaction_id: str
    segment: int
    item: str
    rule_version: str
    trial: int
    state: ItemState
    live_state: ItemState | None
    live_rule_version: str | None
    points: float
    max_points: float
    fatal: Line | None
    reason: str
    evidence: tuple[Evidence, ...]
    business_date: date

    @property
    def is_new_hit(self) -> bool:
        """The trial finds what the live book does not."""
        return self.state is ItemState.UNMET and self.live_state is not ItemState.UNMET

    @property
    def is_lost_hit(self) -> bool:
        """The live book finds what the trial does not."""
        return self.state is not ItemState.UNMET and self.live_state is ItemState.UNMET


def trial_findings(
    live: Iterable[Evaluation], on_trial: Iterable[Evaluation], items: Collection[str], *, trial: int
) -> tuple[TrialFinding, ...]:
    """The trial's judgement of its changed and new `items`, segment by segment beside the live one."""
    beside = {e.segment: e for e in live}
    return tuple(
        TrialFinding(
            source=evaluation.source,
            interaction_id=evaluation.interaction_id,
            segment=evaluation.segment,
            item=item.id,
            rule_version=item.rule_version,
            trial=trial,
            state=item.state,
            live_state=former.state if former else None,
            live_rule_version=former.rule_version if former else None,
            points=item.points,
            max_points=item.max_points,
            fatal=item.fatal_kind,
            reason=item.reason,
            evidence=item.evidence,
            business_date=evaluation.business_date,
        )
        for evaluation in on_trial
        for item in evaluation.items
        if item.id in items
        for former in [_item_of(beside.get(evaluation.segment), item.id)]
    )


def _item_of(evaluation: Evaluation | None, item_id: str) -> ItemResult | None:
    if evaluation is None:
        return None
    return next((item for item in evaluation.items if item.id == item_id), None)
