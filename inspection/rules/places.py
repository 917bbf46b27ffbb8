"""Where hits stand: near other hits by turns, seconds or words; in the first or last part of the conversation."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inspection.rules.asked import Look
from inspection.rules.condition_spec import ConditionSpec, Neighbour
from inspection.rules.outcome import NOTHING, Hit, Outcome, Truth, all_of
from inspection.rules.view import SeenTurn, SegmentView

_COUNTED = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\W_\u3400-\u4dbf\u4e00-\u9fff]+(?:['’-][^\W_]+)*")


def placed(spec: ConditionSpec, outcome: Outcome, view: SegmentView, look: Look) -> Outcome:
    """Only the hits that stand where `after`, `before`, `around` want them and `not_...` do not."""
    for side in ("after", "before", "around"):
        neighbour: Neighbour | None = getattr(spec, side)
        if neighbour is None or outcome.truth is Truth.FALSE:
            continue
        anchor = look(neighbour.condition)
        if anchor.truth is not Truth.TRUE:
            return Outcome(all_of([anchor.truth, outcome.truth]))
        outcome = _beside(outcome, chosen(anchor.hits, neighbour.which), neighbour, side, view)
    for side in ("after", "before", "around"):
        unwanted: Neighbour | None = getattr(spec, f"not_{side}")
        if unwanted is None or outcome.truth is not Truth.TRUE:
            continue
        anchors = chosen(true_hits(look(unwanted.condition)), unwanted.which)
        outcome = Outcome.found(h for h in outcome.hits if not any(_near(view, h, a, unwanted, side) for a in anchors))
    return outcome


def _beside(outcome: Outcome, anchors: Sequence[Hit], neighbour: Neighbour, side: str, view: SegmentView) -> Outcome:
    hits = tuple(h for h in outcome.hits if any(_near(view, h, a, neighbour, side) for a in anchors))
    if neighbour.which == "each" and not all(any(_near(view, h, a, neighbour, side) for h in hits) for a in anchors):
        return NOTHING
    return replace(outcome, truth=Truth.TRUE if hits else Truth.FALSE, hits=hits)


def chosen(hits: Sequence[Hit], which: str | int) -> Sequence[Hit]:
    """All hits, or the first, the last, or the one of this number (from 1); none when there are not so many."""
    if which == "first":
        return hits[:1]
    if which == "last":
        return hits[-1:]
    return hits[which - 1 : which] if isinstance(which, int) else hits


def true_hits(outcome: Outcome) -> tuple[Hit, ...]:
    """The hits of a condition that is true; none otherwise."""
    return outcome.hits if outcome.truth is Truth.TRUE else ()


def _near(view: SegmentView, hit: Hit, anchor: Hit, neighbour: Neighbour, side: str) -> bool:
    return is_near(view, hit, anchor, where=side, turns=neighbour.turns, seconds=neighbour.seconds)


def is_near(view: SegmentView, hit: Hit, anchor: Hit, *, where: str, turns: int | None, seconds: float | None) -> bool:
    """Whether `hit` stands `where` ("after", "before", "around") the anchor, within so many turns or seconds.

    Turns are runs of the speaker of the hit, counted from the anchor; a hit in the anchor's own turn counts as 0.
    """
    after, before = hit.place >= anchor.place, hit.place <= anchor.place
    if (where == "after" and not after) or (where == "before" and not before):
        return False
    if turns is not None and runs_between(view, hit.turn, anchor.turn) > turns:
        return False
    return seconds is None or _seconds_between(view, hit, anchor) <= seconds


def runs_between(view: SegmentView, turn: int, anchor: int) -> int:
    """Runs of the speaker of `turn` from the anchor's turn (exclusive) to `turn` (inclusive); 0 in the same turn."""
    if turn == anchor:
        return 0
    known = view.known_distances.get((turn, anchor))
    if known is None:
        known = view.known_distances[turn, anchor] = _count_runs(view, turn, anchor)
    return known


def _count_runs(view: SegmentView, turn: int, anchor: int) -> int:
    here = view.by_index[turn]
    low, high = sorted((view.by_index[anchor].run, here.run))
    edge = view.by_index[anchor].run
    runs = {t.run for t in view.spoken_by(here.speaker) if low <= t.run <= high and t.run != edge}
    return len(runs)


def words_between(view: SegmentView, hit: Hit, other: Hit) -> int | None:
    """Words (en) and characters (zh) between two hits of one turn; 0 when they touch, None in different turns."""
    if hit.turn != other.turn:
        return None
    first, last = sorted((hit, other), key=lambda h: h.place)
    between = view.by_index[hit.turn].turn.text[first.end_char : last.start_char]
    return len(_COUNTED.findall(between))


def _seconds_between(view: SegmentView, hit: Hit, anchor: Hit) -> float:
    a, b = _clock_s(view, hit), _clock_s(view, anchor)
    return abs(a - b) if a is not None and b is not None else float("inf")


def _clock_s(view: SegmentView, hit: Hit) -> float | None:
    """When a hit is said: at its words' time where they are timed, else at its turn's."""
    return hit.start_s if hit.start_s is not None else _start_s(view.by_index[hit.turn])


def _start_s(turn: SeenTurn) -> float | None:
    if turn.turn.start_s is not None:
        return turn.turn.start_s
    return turn.turn.sent_at.timestamp() if turn.turn.sent_at is not None else None


def _end_s(turn: SeenTurn) -> float | None:
    return turn.turn.end_s if turn.turn.end_s is not None else _start_s(turn)


def has_stretch(spec: ConditionSpec) -> bool:
    """Whether the condition looks at a part of the time or of the conversation only."""
    return not (spec.first_s is None and spec.last_s is None and spec.first_share is None and spec.last_share is None)


class Stretch:
    """The part of a segment between `first_s`/`last_s` (seconds) and `first_share`/`last_share` (0-1).

    Without times seconds do not restrict, and shares count characters instead.
    """

    def __init__(self, spec: ConditionSpec, view: SegmentView) -> None:
        """Works out the limits once."""
        self._view = view
        span = _span_s(view)
        self._is_timed = span is not None
        self._seconds = (-float("inf"), float("inf")) if span is None else _seconds(spec, span)
        self._shares = (1 - (spec.last_share or 1.0), spec.first_share or 1.0)
        self._offsets, self._size = ({}, 1) if self._is_timed else _character_offsets(view)

    def has_turn(self, turn: SeenTurn) -> bool:
        """Whether any of the turn lies in it."""
        if self._is_timed:
            start_s, end_s = _start_s(turn), _end_s(turn)
            return (
                start_s is not None and end_s is not None and end_s >= self._seconds[0] and start_s <= self._seconds[1]
            )
        start = self._offsets[turn.turn.index]
        return self._share_fits(start, start + len(turn.turn.text))

    def has_hit(self, hit: Hit) -> bool:
        """Whether the hit begins in it."""
        if self._is_timed:
            said_s = _clock_s(self._view, hit)
            return said_s is not None and self._seconds[0] <= said_s <= self._seconds[1]
        at = self._offsets[hit.turn] + hit.start_char
        return self._share_fits(at, at)

    def _share_fits(self, start: int, end: int) -> bool:
        return end / self._size >= self._shares[0] and start / self._size <= self._shares[1]


def _seconds(spec: ConditionSpec, span: tuple[float, float]) -> tuple[float, float]:
    start_s, end_s = span
    length_s = end_s - start_s
    low = max(
        end_s - spec.last_s if spec.last_s is not None else start_s,
        end_s - spec.last_share * length_s if spec.last_share is not None else start_s,
    )
    high = min(
        start_s + spec.first_s if spec.first_s is not None else end_s,
        start_s + spec.first_share * length_s if spec.first_share is not None else end_s,
    )
    return low, high


def _span_s(view: SegmentView) -> tuple[float, float] | None:
    starts = [s for t in view.turns if (s := _start_s(t)) is not None]
    ends = [e for t in view.turns if (e := _end_s(t)) is not None]
    return (min(starts), max(ends)) if starts and ends else None


def _character_offsets(view: SegmentView) -> tuple[dict[int, int], int]:
    offsets: dict[int, int] = {}
    at = 0
    for turn in view.turns:
        offsets[turn.turn.index] = at
        at += len(turn.turn.text)
    return offsets, max(at, 1)
