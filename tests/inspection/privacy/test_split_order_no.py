"""Order numbers said in pieces, and short numbers that only come after one."""

from collections.abc import Callable

import pytest

Found = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("case", "values"),
    [
        (
            "客:保单号|坐:请讲|客:PICC|坐:嗯|客:三三零二 二零二五|坐:然后|客:七七幺",
            ["PICC", "三三零二 二零二五", "七七幺"],
        ),
        ("客:运单号|坐:您说|客:四四零七 二二幺|坐:嗯|客:八八三零", ["四四零七 二二幺", "八八三零"]),
        ("客:运单号|坐:您说|客:四四零七 二二幺|坐:手机后四位|客:八八三零", ["四四零七 二二幺"]),
        ("客:运单号|坐:您说|客:四四零七 二二幺|坐:嗯|客:三百二十块", ["四四零七 二二幺"]),
        ("客:APP|坐:嗯|客:我的订单 20260988218821", ["20260988218821"]),
        ("客:订单号88123456|坐:好的|客:2025年买的", ["88123456"]),
    ],
)
def test_each_piece_of_an_order_number_is_masked(case: str, values: list[str], found: Callable[..., Found]) -> None:
    assert found(case) == [("order_no", value) for value in values]


def test_the_word_for_an_order_leads_no_further_than_the_next_question(found: Callable[..., Found]) -> None:
    case = "客:订单号|坐:您说|客:88213344|坐:手机号多少|客:13900112233"
    assert found(case) == [("order_no", "88213344"), ("phone", "13900112233")]


def test_a_word_between_is_no_piece_of_a_number(found: Callable[..., Found]) -> None:
    assert found("客:it is about my claim|坐:your surname please|客:rivers|坐:and the year|客:2017") == []
