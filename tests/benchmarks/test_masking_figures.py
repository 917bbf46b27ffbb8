"""Figures of masking: marks read exactly, spans counted both ways, clean turns and leaked characters."""

import pytest

from benchmarks.masking_figures import MaskingFigures, case_of, measured, unmarked
from inspection.interaction import Role


def test_marks_are_taken_out_and_their_places_told() -> None:
    text, spans = unmarked("我叫[[name:王明]]电话[[phone:13800138000]]")
    assert text == "我叫王明电话13800138000"
    assert spans == ((2, 4, "name"), (6, 17, "phone"))
    assert unmarked("没有标记") == ("没有标记", ())


def test_a_case_is_read_from_an_object() -> None:
    case = case_of({"conversation": "k1", "turn": 2, "sender": "agent", "text": "好的[[plate:京A12345]]"})
    assert (case.conversation, case.turn, case.sender, case.text) == ("k1", 2, Role.AGENT, "好的京A12345")
    assert case.spans == ((2, 9, "plate"),)


def figures() -> MaskingFigures:
    return measured(
        [
            ([(0, 4, "phone")], [(0, 4, "phone")]),
            ([(0, 4, "phone")], [(1, 4, "phone")]),
            ([(0, 2, "name")], [(0, 2, "address")]),
            ([], [(0, 3, "email")]),
            ([], []),
        ]
    )


def test_exact_and_overlap_are_counted_apart_by_kind_and_group() -> None:
    exact, overlap = figures().exact, figures().overlap
    assert (overlap["phone"].recall, overlap["phone"].precision) == (1.0, 1.0)
    assert (exact["phone"].recall, exact["phone"].precision) == (0.5, 0.5)
    assert overlap["digits"].marked == 2
    assert (overlap["names and addresses"].recall, overlap["names and addresses"].precision) == (0.0, 0.0)
    assert (overlap["all"].marked, overlap["all"].found) == (3, 4)


def test_clean_turns_and_leaked_characters() -> None:
    assert figures().clean_masked_share == pytest.approx(0.5)
    assert figures().leaked_share == pytest.approx(1 / 10)
    assert MaskingFigures().clean_masked_share == 0.0
