"""Tallies: parts add up to the whole, and what was not judged is not counted."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from inspection.evaluation import Dimension, Evaluation, ItemKind, ItemState, Line
from inspection.scorecards.tally import ScoreTally, is_judged
from tests.inspection.result_cases import evaluation, item


def _tally(rows: Sequence[Evaluation]) -> ScoreTally:
    tally = ScoreTally()
    for row in rows:
        tally.count(row, pass_from_points=85)
    return tally


_ROWS = st.lists(st.tuples(st.integers(0, 100), st.sampled_from(list(ItemState)), st.booleans()), max_size=10).map(
    lambda rows: [
        evaluation(n, score=float(score), fatal=("rude",) if fatal else (), items=(item("closing", state),))
        for n, (score, state, fatal) in enumerate(rows)
    ]
)


@given(_ROWS, st.integers(0, 10))
def test_two_parts_add_up_to_the_whole(rows: list[Evaluation], cut: int) -> None:
    parts = _tally(rows[:cut])
    parts.add(_tally(rows[cut:]))
    assert parts == _tally(rows)


def test_a_fatal_is_counted_once_however_many_items_it_has() -> None:
    tally = _tally([evaluation(1, fatal=("rude", "acts_for_customer"))])
    assert (tally.fatal, tally.fatal_by_kind[Line.COMPLIANCE], tally.machine.zeroed) == (1, 1, 1)


def test_a_score_of_zero_without_a_fatal_is_a_score_like_others() -> None:
    tally = _tally([evaluation(1, score=0.0)])
    assert (tally.machine.clean.n, tally.machine.zeroed, tally.passed) == (1, 0, 0)


def test_the_pass_line_itself_passes() -> None:
    assert _tally([evaluation(1, score=85.0), evaluation(2, score=84.99)]).passed == 1


def test_a_human_item_left_open_is_no_doubt_of_the_machine() -> None:
    open_item = item("answer_accuracy", ItemState.NEEDS_HUMAN, kind=ItemKind.HUMAN)
    assert not is_judged(open_item)
    assert _tally([evaluation(1, items=(open_item,))]).items["answer_accuracy"].needs_human == 0


def test_a_dimension_without_points_is_not_scored() -> None:
    free = item("greeting", ItemState.MET, max_points=0, dimension=Dimension.ATTITUDE)
    assert _tally([evaluation(1, items=(free,))]).dimensions == {}
