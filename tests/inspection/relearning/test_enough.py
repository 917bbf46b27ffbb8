"""How much is enough, class by class, in interactions."""

from inspection.relearning.enough import LEARN_AT_LEAST, TEST_AT_LEAST, ClassCount, counts_of
from inspection.relearning.held_out import Split
from inspection.relearning.lessons import TurnOfHead

LABELS = ("no", "yes")


def test_turns_of_one_interaction_count_once() -> None:
    lessons = {TurnOfHead("s", "a", turn, "act:rude"): 1 for turn in range(9)}
    lessons |= {TurnOfHead("s", "b", 0, "act:rude"): 0, TurnOfHead("s", "b", 1, "act:rude"): 1}
    split = Split(frozenset({("s", "a")}), frozenset({("s", "b")}), by_agent=False)
    assert counts_of(lessons, LABELS, split) == (ClassCount("no", 0, 1), ClassCount("yes", 1, 1))


def test_an_interaction_on_neither_side_counts_nowhere() -> None:
    split = Split(frozenset(), frozenset(), by_agent=True)
    assert counts_of({TurnOfHead("s", "a", 0, "act:rude"): 1}, LABELS, split) == (
        ClassCount("no", 0, 0),
        ClassCount("yes", 0, 0),
    )


def test_both_sides_have_to_have_enough() -> None:
    assert ClassCount("x", LEARN_AT_LEAST, TEST_AT_LEAST).is_enough
    assert not ClassCount("x", LEARN_AT_LEAST - 1, 99).is_enough
    assert not ClassCount("x", 99, TEST_AT_LEAST - 1).is_enough
