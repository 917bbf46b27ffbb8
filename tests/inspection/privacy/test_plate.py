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
    ("车牌京A三个八幺二", ["京A三个八幺二"]),
    ("沪 C 洞 洞 拐 X 勾", ["沪 C 洞 洞 拐 X 勾"]),
    ("临牌沪A·T8829临", ["沪A·T8829临"]),
    ("my reg is l m one nine k x p", ["l m one nine k x p"]),
    ("yeah LM19 KXP the grey golf", ["LM19 KXP"]),
    ("my tag is 8XYZ310", ["8XYZ310"]),
    ("echo alpha six eight romeo tango yankee", ["echo alpha six eight romeo tango yankee"]),
    ("客:我车湘A|坐:湘A|客:九M二T七", ["湘A", "湘A", "九M二T七"]),
    ("坐:请问车牌号|客:鄂A|坐:嗯|客:八八幺K二", ["鄂A", "八八幺K二"]),
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
    "客:我的粤Z港牌能办吗",
    "客:BA 2490 on the 14th",
    "客:the golf is parked at gate 12",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_plate_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("plate", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_what_only_looks_like_a_plate_stays(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
