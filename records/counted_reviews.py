"""Which reviews of a period count for an estimate, and what they say of each evaluation's words.

A review drawn by lot was blind and on the full form: it counts for everything. One that an event or a risk called for
counts only for what it asked about. What somebody opened by hand, an appeal, or an older inspection said was not drawn:
it never counts.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.estimate_measures import Measure, MeasureKind
from inspection.evaluation import ItemState
from inspection.flags import Selection
from inspection.item_verdicts import ItemVerdict, Stage, settled
from records.tables import evaluations, reviews

_STAGES = (Stage.REVIEW.value, Stage.SECOND.value, Stage.ADJUDICATION.value)
# A second look and the settling of a disagreement belong to a drawn review; alone they make no unit a sampled one.
_DRAWN = (*(selection.value for selection in Selection), "second", "adjudication")
_STATES = tuple(state.value for state in ItemState)

Words = tuple[str, str, int, str]


@dataclass(slots=True)
class CountedReviews:
    """What drawn reviews said of one evaluation's words; `blind` when one of them was drawn by lot."""

    verdicts: list[ItemVerdict] = field(default_factory=list)
    blind: bool = False

    def state_of(self, item: str) -> ItemState | None:
        """What people come to on an item; None where nobody judged it."""
        found = self._settled().get(item)
        return found.state if found else None

    @property
    def fatal(self) -> bool | None:
        """Whether a person found a fatal; None where nobody was asked about one."""
        judged = self._settled().values()
        return any(v.fatal and v.state is ItemState.UNMET for v in judged) if judged else None

    def _settled(self) -> Mapping[str, ItemVerdict]:
        """One verdict per item; while people disagree, the word of the first counts."""
        agreed = settled(self.verdicts)
        return {item: s.verdict or min(s.said, key=lambda verdict: verdict.at) for item, s in agreed.items()}


def counted_reviews(connection: Connection, first: date, last: date, measure: Measure) -> dict[Words, CountedReviews]:
    """The reviews that may count for a measure, by (source, interaction_id, segment, transcript hash)."""
    e, r = evaluations.c, reviews.c
    statement = (
        sa.select(
            *(e.source, e.interaction_id, e.segment, e.transcript_hash, e.fatal_items),
            *(r.item, r.state, r.who, r.at, r.stage, r.fatal, r.selection),
        )
        .join(evaluations, e.evaluation_id == r.evaluation_id)
        .where(
            e.business_date.between(first, last),
            *(r.item.is_not(None), r.state.in_(_STATES)),
            *(sa.or_(r.stage.is_(None), r.stage.in_(_STAGES)), r.selection.in_(_DRAWN)),
        )
        .order_by(r.at, r.id)
    )
    if measure.item:
        statement = statement.where(r.item == measure.item)
    found: dict[Words, CountedReviews] = defaultdict(CountedReviews)
    for row in connection.execute(statement):
        said = found[(row.source, row.interaction_id, row.segment, row.transcript_hash)]
        by_lot = row.selection == Selection.RANDOM.value
        if measure.kind is not MeasureKind.FATAL or by_lot or row.item in {fatal["id"] for fatal in row.fatal_items}:
            said.verdicts.append(_verdict(row))
        said.blind = said.blind or by_lot
    return found


def _verdict(row: Any) -> ItemVerdict:
    return ItemVerdict(
        item=row.item,
        state=ItemState(row.state),
        who=row.who,
        at=row.at,
        stage=Stage(row.stage or Stage.REVIEW),
        fatal=bool(row.fatal),
    )
