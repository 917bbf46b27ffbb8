"""Who wins a contest, and who does not."""

import numpy as np
import pytest

from inspection.relearning.contest import Answers, contest

LABELS = ("negative", "neutral", "positive")


def answers(right_of_current: float, right_of_new: float, *, turns: int = 600, seed: int = 1) -> Answers:
    random = np.random.default_rng(seed)
    wanted = random.integers(3, size=turns)
    said = [np.where(random.random(turns) < share, wanted, random.integers(3, size=turns)) for share in
            (right_of_current, right_of_new)]  # fmt: skip
    return Answers(wanted, said[0], said[1], np.arange(turns) // 4)


def test_a_clearly_better_head_wins_in_every_class() -> None:
    found = contest(answers(0.5, 0.8), LABELS)
    assert found.is_won
    assert found.worse == ()
    assert (found.n, found.groups) == (600, 150)
    assert found.macro_f1.low < found.macro_f1.new - found.macro_f1.current < found.macro_f1.high
    assert [c.n for c in found.classes] == np.bincount(answers(0.5, 0.8).wanted).tolist()


def test_the_same_answers_differ_by_nothing_and_win_nothing() -> None:
    same = answers(0.6, 0.6)
    found = contest(Answers(same.wanted, same.current, same.current, same.groups), LABELS)
    assert (found.macro_f1.low, found.macro_f1.high) == (0.0, 0.0)
    assert not found.is_won


def test_a_worse_head_does_not_win_and_its_classes_are_named() -> None:
    found = contest(answers(0.8, 0.5), LABELS)
    assert not found.is_won
    assert found.worse == LABELS


def test_a_class_that_becomes_worse_stops_a_head_that_is_better_on_the_whole() -> None:
    base = answers(0.3, 0.95, turns=900)
    current = np.where(base.wanted == 2, 2, base.current)
    new = np.where((base.wanted == 2) & (np.arange(900) % 2 == 0), 0, base.new)
    found = contest(Answers(base.wanted, current, new, base.groups), LABELS)
    assert found.macro_f1.is_better
    assert "positive" in found.worse
    assert not found.is_won


def test_learning_how_often_labels_are_used_is_not_winning() -> None:
    """Random labels, and a head that says each class at random: its macro-F1 beats 'always neutral', kappa does not."""
    random = np.random.default_rng(4)
    wanted = random.integers(3, size=900)
    found = contest(Answers(wanted, np.ones(900, int), random.integers(3, size=900), np.arange(900) // 4), LABELS)
    assert found.macro_f1.is_better
    assert not found.kappa.is_better
    assert not found.is_won


def test_turns_that_resemble_each_other_prove_less_than_as_many_others() -> None:
    """Whole interactions are read rightly or wrongly: counted as single turns the interval would be far too narrow."""
    random, groups = np.random.default_rng(3), np.repeat(np.arange(50), 12)
    wanted = random.integers(3, size=600)
    new = np.where((random.random(50) < 0.7)[groups], wanted, (wanted + 1) % 3)
    current = np.where((random.random(50) < 0.5)[groups], wanted, (wanted + 1) % 3)
    widths = [
        found.macro_f1.high - found.macro_f1.low
        for g in (groups, np.arange(600))
        if (found := contest(Answers(wanted, current, new, g), LABELS))
    ]
    assert widths[0] > 2 * widths[1]


def test_the_more_heads_are_tried_the_wider_are_the_intervals_that_decide() -> None:
    once, often = (contest(answers(0.6, 0.7), LABELS, tried) for tried in (1, 20))
    assert often.macro_f1.low < once.macro_f1.low
    assert often.kappa.low < once.kappa.low
    assert often.classes == once.classes


def test_the_same_answers_give_the_same_figures() -> None:
    assert contest(answers(0.5, 0.6), LABELS) == contest(answers(0.5, 0.6), LABELS)


def test_the_interval_of_a_difference_covers_the_truth() -> None:
    """Two heads that are right equally often, 200 small contests: the 95 % interval misses zero about 1 time in 20."""
    missed = 0
    for seed in range(200):
        found = contest(answers(0.6, 0.6, turns=120, seed=seed), LABELS).macro_f1
        missed += found.is_better or found.is_worse
    assert missed <= 20


@pytest.mark.parametrize("turns", [1, 3])
def test_a_handful_of_turns_gives_figures_and_no_error(turns: int) -> None:
    assert not contest(answers(0.0, 1.0, turns=turns), LABELS).kappa.is_worse
