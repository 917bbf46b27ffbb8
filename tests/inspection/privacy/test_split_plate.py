"""A plate in two turns: both pieces, and what the other party repeats."""

from collections.abc import Callable

Found = list[tuple[str, str]]


def test_both_pieces_and_the_repetition_are_masked(found: Callable[..., Found]) -> None:
    assert found("客:粤B|坐:粤B对吧|客:八三K二幺") == [("plate", "粤B"), ("plate", "粤B"), ("plate", "八三K二幺")]


def test_a_province_and_letter_alone_stay(found: Callable[..., Found]) -> None:
    assert found("客:我的车是粤B|坐:好的|客:还没年检") == []
    assert found("客:京A|坐:嗯|客:我等了两天了") == []
