"""Vehicle plates."""

from collections.abc import Callable

import pytest

FOUND = [
    ("车牌京A12345", ["京A12345"]),
    ("粤B·D12345停在门口", ["粤B·D12345"]),
    ("沪 A 8 8 8 8 8", ["沪 A 8 8 8 8 8"]),
    ("苏e幺二三四五", ["苏e幺二三四五"]),
    ("车牌号浙A一二B三四", ["浙A一二B三四"]),
    ("京AD12345是新能源", ["京AD12345"]),
    ("川Ａ１２３４５", ["川Ａ１２３４５"]),
    ("my license plate is ABC 1234", ["ABC 1234"]),
    ("registration number AB12 CDE", ["AB12 CDE"]),
    ("plate number a b c one two three four", ["a b c one two three four"]),
]
CLEAN = [
    "我在京东买的A款",
    "新A级车",
    "苏宁易购",
    "贵A",
    "plate is broken",
    "川A的车",
    "沪A开头",
    "license plate is missing",
    "a plate of 1234 calories",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_plate_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("plate", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_what_only_looks_like_a_plate_stays(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
