"""Order, policy, claim, booking, tracking, case and account numbers."""

from collections.abc import Callable

import pytest

FOUND = [
    ("订单号20260901887766", ["20260901887766"]),
    ("订单编号是：JD2026090188", ["JD2026090188"]),
    ("我的订单1234567890到哪了", ["1234567890"]),
    ("快递单号SF1234567890123", ["SF1234567890123"]),
    ("SF1234567890123到哪了", ["SF1234567890123"]),
    ("保单号P2026-000123456", ["P2026-000123456"]),
    ("理赔号 8800123456", ["8800123456"]),
    ("工单号10482", ["10482"]),
    ("户号是三三零一二五六七八九", ["三三零一二五六七八九"]),
    ("订单号二零二六零九零一八八七七", ["二零二六零九零一八八七七"]),
    ("订单号是A B C 一二三四五六", ["A B C 一二三四五六"]),
    ("坐:请提供订单号|客:20260901887766", ["20260901887766"]),
    ("坐:订单号发我一下|客:8877 6655 44", ["8877 6655 44"]),
    ("坐:请报订单号|客:二零二六零九|坐:嗯|客:零一八八七七", ["二零二六零九", "零一八八七七"]),
    ("my order number is 3348917502", ["3348917502"]),
    ("order #10482 has not arrived", ["10482"]),
    ("the claim number is CLM-20260188", ["CLM-20260188"]),
    ("booking reference QWERTY", ["QWERTY"]),
    ("policy number abc 866778393", ["abc 866778393"]),
    ("case number four eight two one three seven", ["four eight two one three seven"]),
    ("my tracking number is 1Z999AA10123456784", ["1Z999AA10123456784"]),
    ("坐:what's the order ID please|客:3348917502", ["3348917502"]),
    ("my account number is 159655876", ["159655876"]),
    ("预约号A20260901", ["A20260901"]),
    ("案件编号 2026112100035 请查一下", ["2026112100035"]),
    ("坐:您的订单20260901887766已发货|客:好的20260901887766对吧", ["20260901887766", "20260901887766"]),
    ("单号JD0012 2217 4406", ["JD0012 2217 4406"]),
    ("booking R8 LL 2P for the ferry", ["R8 LL 2P"]),
    ("booking reference is k t seven four x q", ["k t seven four x q"]),
    (
        "客:booking reference is k t seven four x q|坐:kilo tango seven four x-ray quebec",
        ["k t seven four x q", "kilo tango seven four x-ray quebec"],
    ),
    ("my order is B as in boy seven seven D for dog nine two one", ["B as in boy seven seven D for dog nine two one"]),
    ("我的参保号0532117789", ["0532117789"]),
    ("案件编号（2024）沪0115民初12345号", ["（2024）沪0115民初12345号"]),
    ("坐:麻烦提供一下订单号|客:2 2 0 1 9 8 7 6 5 4 3 2 1 0 0 9", ["2 2 0 1 9 8 7 6 5 4 3 2 1 0 0 9"]),
    ("订单号12345678说错了是12345687", ["12345678", "12345687"]),
]
CLEAN = [
    "订单后四位8821",
    "订单金额1299元",
    "下了3个订单",
    "订单20件",
    "我的订单还没到",
    "订单 2026年9月1日下的",
    "商品编号100012043978",
    "型号KFR-35GW",
    "iPhone15ProMax",
    "RTX4090显卡多少钱",
    "工号1023为您服务",
    "your order of 50000 units",
    "order total is 129.99",
    "case closed in 3 days",
    "订单满199减20",
    "账户余额12345.67",
    "flight CA1234 is late",
    "航班CA1234",
    "500M宽带",
    "积分12345分",
    "SKU 100012043978",
    "邮编100000",
    "zip code 90210",
    "Win11系统",
    "USB3.0接口",
    "高铁G1234",
    "一年365天",
    "保额500000元",
    "A4纸",
    "基金代码000001",
    "订单已经3天了",
    "order 2 of them",
    "the policy covers 100000 dollars",
    "合约期24-month起",
    "a 30-day return on each claim",
    "your loan stands at nine thousand",
    "this package is USD 35 a year",
    "坐:我的编号在这儿：KF-3391",
    "坐:保证金是两千三百块",
    "这本书ISBN 978-7-111-54493-7有货没",
    "你打的是零二一九五五五五还是九五五五五",
    "幺幺零幺二零幺幺九我都打过了",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_number_called_an_order_policy_or_case_is_found(
    case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]
) -> None:
    assert found(case) == [("order_no", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_amounts_models_and_public_codes_stay(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
