"""Bank cards: test numbers that belong to nobody."""

from collections.abc import Callable

import pytest

from inspection.privacy.bank_card import luhn_is_valid

FOUND = [
    ("卡号6222021234567890128", ["6222021234567890128"]),
    ("银行卡号是6222 0212 3456 7890 123", ["6222 0212 3456 7890 123"]),
    ("我的卡4111111111111111", ["4111111111111111"]),
    ("卡号六二二二零二一二三四五六七八九零一二三", ["六二二二零二一二三四五六七八九零一二三"]),
    ("银行卡六二二二 零二一二 三四五六 七八九零", ["六二二二 零二一二 三四五六 七八九零"]),
    ("坐:请提供银行卡号|客:6222021234567890129", ["6222021234567890129"]),
    ("my card number is 4111 1111 1111 1111", ["4111 1111 1111 1111"]),
    ("credit card 5500-0000-0000-0004", ["5500-0000-0000-0004"]),
    (
        "card number four one one one one one one one one one one one one one one one",
        ["four one one one one one one one one one one one one one one one"],
    ),
    (
        "坐:卡号报一下|客:六二二二零二|坐:嗯|客:一二三四五六|坐:好|客:七八九零一二三",
        ["六二二二零二", "一二三四五六", "七八九零一二三"],
    ),
    ("客:不是这个,是4532 1031 2220 0830", ["4532 1031 2220 0830"]),
    ("客:付款账号6225 7583 1204 9960扣了两笔", ["6225 7583 1204 9960"]),
    ("客:the long number is 5555 5555 5555 4444 expiry 04 27", ["5555 5555 5555 4444"]),
    (
        "坐:卡号报一下|客:六二二八|坐:嗯|客:四八零零|坐:嗯|客:幺二三四|坐:嗯|客:五六七八九幺零",
        ["六二二八", "四八零零", "幺二三四", "五六七八九幺零"],
    ),
    ("客:卡号报错了我说的六二二五八八零零幺二三四五六七八", ["六二二五八八零零幺二三四五六七八"]),
]
CLEAN = [
    "卡尾号1234",
    "卡号后四位 1128",
    "信用卡额度50000",
    "6222 **** **** 1234",
    "银行卡还没绑定",
    "my card ending in 1111",
    "账单金额12345.67元",
    "卡里还有三千五百块",
    "客:六二二八开头的卡还能用吗",
    "客:four four four two draws in a row",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_card_number_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("bank_card", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_last_digits_limits_and_amounts_stay(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []


@pytest.mark.parametrize(
    ("number", "valid"),
    [("4111111111111111", True), ("4111111111111112", False), ("79927398713", True)],
)
def test_luhn(number: str, valid: bool) -> None:
    assert luhn_is_valid(number) is valid
