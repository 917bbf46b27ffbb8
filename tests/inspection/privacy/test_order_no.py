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
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_number_called_an_order_policy_or_case_is_found(
    case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]
) -> None:
    assert found(case) == [("order_no", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_amounts_models_and_public_codes_stay(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
