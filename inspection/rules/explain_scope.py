"""Which turns a condition looked at, and which it left out and why."""

from inspection.rules.condition import Condition
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.explain_variants import STRETCHES
from inspection.rules.explanation import LeftOut
from inspection.rules.view import SeenTurn, SegmentView

OF_THE_WHOLE = (
    "metadata", "wait", "hold", "overlap", "talk_share", "duration", "response_time", "interruptions", "hung_up",
    "call_figure", "steps", "when",
)  # fmt: skip
"""Operators that look at the interaction (or at other conditions) rather than at single turns."""


def turns_looked_at(
    condition: Condition, search: ConditionSearch, view: SegmentView
) -> tuple[tuple[int, ...], tuple[LeftOut, ...]]:
    """Indexes of the turns looked at, and the others by reason."""
    if condition.spec.operator in OF_THE_WHOLE:
        return (), ()
    looked_at = tuple(t.turn.index for t in search.asked(condition.name).turns)
    left_out: dict[str, list[int]] = {}
    for turn in view.facts.interaction.turns:
        if turn.index not in looked_at:
            left_out.setdefault(_why(condition, view, turn.index), []).append(turn.index)
    return looked_at, tuple(LeftOut(why, tuple(turns)) for why, turns in left_out.items())


def _why(condition: Condition, view: SegmentView, index: int) -> str:
    seen = view.by_index.get(index)
    if seen is None:
        return "other_segment" if index not in view.segment.turns else "no_words"
    if not _is_by(condition, view, seen):
        return "role"
    if condition.spec.public is not None and seen.turn.public != condition.spec.public:
        return "public"
    return next((key for key in STRETCHES if getattr(condition.spec, key) is not None), "scope")


def _is_by(condition: Condition, view: SegmentView, seen: SeenTurn) -> bool:
    return any(t is seen for t in view.spoken_by(condition.role))
