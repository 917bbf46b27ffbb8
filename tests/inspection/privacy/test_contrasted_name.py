"""A wrong and a right spelling of a name in one turn; other corrections stay."""

from collections.abc import Callable

import pytest

Found = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("case", "values"),
    [
        ("客:是郭晋安不是郭进安", ["郭晋安", "郭进安"]),
        ("客:把贺知远改成贺之远", ["贺知远", "贺之远"]),
        ("客:张馨月写成了张欣月", ["张馨月", "张欣月"]),
        ("客:it should say Aoife Brennan not Aoife Brenan", ["Aoife Brennan", "Aoife Brenan"]),
        ("客:was spelled Wiktor Halonen, correct is Viktor Halonen", ["Wiktor Halonen", "Viktor Halonen"]),
    ],
)
def test_both_spellings_are_masked(case: str, values: list[str], found: Callable[..., Found]) -> None:
    assert found(case) == [("name", value) for value in values]


@pytest.mark.parametrize(
    "case",
    [
        "客:应该是两件不是三件",
        "客:不是金卡是白金卡",
        "客:应该是黄金会员不是黄钻会员",
        "客:it should say Premium Plan not Basic Plan",
        "客:that is North Station not South Station",
    ],
)
def test_other_corrections_stay(case: str, found: Callable[..., Found]) -> None:
    assert found(case) == []
