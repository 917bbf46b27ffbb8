"""Accuracy on gold."""

from inspection.evaluation import ItemState
from inspection.judges.gold_accuracy import GoldVerdict, gold_accuracy
from tests.inspection.form_cases import ABSENT, HUMAN, MET, UNMET


def verdict(
    case: str, item: str, said: ItemState, reference: ItemState, who: str = "Wang", **fatal: bool
) -> GoldVerdict:
    return GoldVerdict(who=who, case=case, item=item, said=said, reference=reference, **fatal)


def test_right_found_and_blamed_are_three_questions() -> None:
    (found,) = gold_accuracy(
        [
            verdict("c1", "greeting", MET, MET),
            verdict("c1", "closing", MET, UNMET),  # missed
            verdict("c2", "greeting", UNMET, MET),  # blamed wrongly
            verdict("c2", "closing", UNMET, UNMET),
            verdict("c2", "hold", ABSENT, ABSENT),
        ],
        minimum_cases=2,
    )
    assert (found.who, found.cases, found.right.value, found.right.enough) == ("Wang", 2, 3 / 5, True)
    assert (found.found.value, found.found.n, found.blamed.value) == (0.5, 2, 1 / 3)
    assert found.worst_items == (("closing", 1, 2), ("greeting", 1, 2))


def test_a_fatal_called_minor_is_not_right() -> None:
    (found,) = gold_accuracy([verdict("c1", "rude", UNMET, UNMET, reference_fatal=True)], minimum_cases=1)
    assert (found.right.value, found.found.value) == (0.0, 1.0)
    assert found.blamed.value is None  # nothing was clean


def test_what_cannot_be_told_is_not_right() -> None:
    (found,) = gold_accuracy([verdict("c1", "closing", HUMAN, UNMET)], minimum_cases=1)
    assert (found.right.value, found.found.value) == (0.0, 0.0)


def test_everybody_by_name_and_nobody_without_gold() -> None:
    both = gold_accuracy([verdict("c1", "a", MET, MET, "Wang"), verdict("c1", "a", MET, MET, "Li")], minimum_cases=5)
    assert [one.who for one in both] == ["Li", "Wang"]
    assert not any(one.right.enough for one in both)
    assert gold_accuracy([], minimum_cases=1) == ()
