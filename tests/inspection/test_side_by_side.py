"""Old and new side by side: agreement, precision, recall, and what may be said of a sample that was not random."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.evaluation import ItemState
from inspection.intervals import wilson
from inspection.side_by_side import Pair, ScorePair, combined, side_by_side
from tests.inspection.form_cases import ABSENT, HUMAN, MET, UNMET


def pair(human: ItemState, machine: ItemState, item: str = "开头语") -> Pair:
    return Pair(item=item, ids=("greeting",), human=human, machine=machine)


def made(*pairs: Pair, random_sample: bool = True, scores: tuple[ScorePair, ...] = ()):  # type: ignore[no-untyped-def]
    return side_by_side(pairs, scores, random_sample=random_sample, minimum_n=30)


PAIRS = (
    *[pair(UNMET, UNMET)] * 6,
    *[pair(MET, UNMET)] * 2,
    *[pair(UNMET, MET)] * 3,
    *[pair(MET, MET)] * 20,
    *[pair(ABSENT, ABSENT)] * 4,
    pair(UNMET, HUMAN),
    pair(MET, HUMAN),
    pair(HUMAN, UNMET),  # the person could not tell: no pair at all
)


def test_the_figures_of_one_item() -> None:
    (item,) = made(*PAIRS).items
    assert (item.n, item.left_open) == (35, 2)
    assert (item.agreement.value, item.agreement.n) == (30 / 35, 35)
    assert (item.precision.value, item.precision.n) == (6 / 8, 8)
    # ten of people's findings; the one the machine left to a person counts as not found
    assert (item.recall.value, item.recall.n) == (6 / 10, 10)
    assert (item.recall.low, item.recall.high) == wilson(6, 10)
    assert (item.old_rate.value, item.new_rate.value) == (9 / 31, 8 / 31)
    assert (item.agreement.enough, item.precision.enough) == (True, False)


def test_recall_is_valid_only_for_a_random_sample() -> None:
    assert made(*PAIRS).items[0].recall_valid
    chosen = made(*PAIRS, random_sample=False)
    assert not chosen.items[0].recall_valid
    assert not chosen.overall.recall_valid
    assert chosen.items[0].recall == made(*PAIRS).items[0].recall  # the figure itself is the same


def test_items_are_apart_and_together() -> None:
    found = made(pair(MET, MET), pair(UNMET, UNMET, item="结束语"))
    assert [i.item for i in found.items] == ["开头语", "结束语"]
    assert (found.overall.n, found.overall.precision.value, found.overall.recall.value) == (2, 1.0, 1.0)


def test_nothing_to_compare_is_no_figure() -> None:
    found = made()
    assert found.items == ()
    assert (found.overall.agreement.value, found.scores.old.value) == (None, None)


def test_totals_side_by_side() -> None:
    scores = (ScorePair(human=90, machine=85), ScorePair(human=80, machine=95), ScorePair(human=50, machine=None))
    found = made(scores=scores).scores
    assert (found.n, found.without_machine_score) == (2, 1)
    assert (found.old.value, found.new.value, found.difference.value) == (85, 90, 5)
    assert found.close.value == 0.5
    assert not found.difference.enough


@pytest.mark.parametrize(
    ("states", "wanted"),
    [
        ([MET, MET], MET),
        ([MET, UNMET], UNMET),
        ([HUMAN, UNMET], UNMET),
        ([MET, HUMAN], HUMAN),
        ([MET, ABSENT], MET),
        ([ABSENT, ABSENT], ABSENT),
    ],
)
def test_several_of_ours_as_one_of_theirs(states: list[ItemState], wanted: ItemState) -> None:
    assert combined(states) is wanted


STATES = st.sampled_from([MET, UNMET, ABSENT, HUMAN])


@given(st.lists(st.tuples(STATES, STATES), max_size=40))
def test_shares_lie_in_their_intervals_and_counts_add_up(said: list[tuple[ItemState, ItemState]]) -> None:
    overall = made(*[pair(human, machine) for human, machine in said]).overall
    decided = [(h, m) for h, m in said if h is not HUMAN]
    assert overall.n + overall.left_open == len(decided)
    for figure in (overall.agreement, overall.precision, overall.recall):
        if figure.value is not None:
            assert 0 <= figure.low <= figure.value <= figure.high <= 1  # type: ignore[operator]
