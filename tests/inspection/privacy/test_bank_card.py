"""Bank cards: test numbers that belong to nobody."""

from collections.abc import Callable

import pytest

from inspection.privacy.bank_card import luhn_is_valid

FOUND = [
    ("客:开户行是农行城东支行 账号零六零二零零四七零九幺三四四二", ["零六零二零零四七零九幺三四四二"]),
    ("客:account number 3 1 9 2 6 8 1 9 sort code 20-45-77", ["3 1 9 2 6 8 1 9"]),
    ("客:what is the last billed amount on 4539 5787 6362 1486", ["4539 5787 6362 1486"]),
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
    ("客:打到工行6222 0312 0000 4471 826", ["6222 0312 0000 4471 826"]),
    (
        "客:我念 六二二八四八|坐:嗯|客:零零三九|坐:继续|客:二二五五七七零八",
        ["六二二八四八", "零零三九", "二二五五七七零八"],
    ),
    ("客:卡是六二幺四 八三零幺 四四二二 九九幺零", ["六二幺四 八三零幺 四四二二 九九幺零"]),
    ("客:card ends in a weird way, full number 4539 1488 0343 6467", ["4539 1488 0343 6467"]),
    ("客:amex 3714 496353 98431", ["3714 496353 98431"]),
    ("客:my iban is GB82 WEST 1234 5698 7654 32", ["GB82 WEST 1234 5698 7654 32"]),
    ("客:IBAN DE89370400440532013000", ["DE89370400440532013000"]),
    (
        "客:put it on five four five four, one one two two, eight eight nine nine, three four five six",
        ["five four five four, one one two two, eight eight nine nine, three four five six"],
    ),
    ("客:公户账号1202020409900112233", ["1202020409900112233"]),
    ("客:对公账户 31050161363600001234 建行", ["31050161363600001234"]),
    ("客:存折号605810 023 2001 23456", ["605810 023 2001 23456"]),
    ("坐:您要绑的是6217 0032 1000 8899 007这张吗", ["6217 0032 1000 8899 007"]),
    ("客:信用卡5 1 8 7 1 0 0 0 2 2 3 3 4 4 5 5", ["5 1 8 7 1 0 0 0 2 2 3 3 4 4 5 5"]),
    (
        "客:it's a mastercard double five one two, three three four four, nine oh nine oh, six one six one",
        ["double five one two, three three four four, nine oh nine oh, six one six one"],
    ),
    ("客:刷的是5268 0199 2233 4567这张", ["5268 0199 2233 4567"]),
    ("客:卡四三六七 四二零零 一一二二 三三四四 五五六还进去了吗", ["四三六七 四二零零 一一二二 三三四四 五五六"]),
    ("客:钱退到农行6228480012345678919", ["6228480012345678919"]),
    ("客:我换成中信的6217730100223344扣款", ["6217730100223344"]),
    (
        "坐:卡号麻烦念下|客:六二二二|客:零八零零|客:一二三四 五六七八 九零一",
        ["六二二二", "零八零零", "一二三四 五六七八 九零一"],
    ),
    ("客:wells fargo debit 4342 5611 0923 7788", ["4342 5611 0923 7788"]),
    (
        "客:card's three seven one two, three four five six seven eight, nine five oh oh six amex",
        ["three seven one two, three four five six seven eight, nine five oh oh six"],
    ),
    ("客:the new card is 4556 7375 8689 9855 not 4556 7375 8689 9858", ["4556 7375 8689 9855", "4556 7375 8689 9858"]),
    ("客:社保卡6217001210077788990取钱", ["6217001210077788990"]),
    ("客:扣款卡6217 8603 0000 1122 338余额不足", ["6217 8603 0000 1122 338"]),
    ("客:他让我汇到6230 9100 1122 3344 556", ["6230 9100 1122 3344 556"]),
    ("客:副卡尾号不对 整串五二四零 九四零零 一一二二 七七八八", ["五二四零 九四零零 一一二二 七七八八"]),
    ("客:my debit card, 4751 2200 1873 6654, was swallowed", ["4751 2200 1873 6654"]),
    (
        "客:read it off the front: five one oh five, double one double two, three three four four, oh nine eight seven",
        ["five one oh five, double one double two, three three four four, oh nine eight seven"],
    ),
    ("客:你把钱打六二一七 零零一八 九九二二 三三四零 五五一", ["六二一七 零零一八 九九二二 三三四零 五五一"]),
    ("客:卡号尾数多报了 是6225 8801 2233 4410", ["6225 8801 2233 4410"]),
    (
        "客:the visa is four double one seven, seven oh oh one, two three three four, five six six oh",
        ["four double one seven, seven oh oh one, two three three four, five six six oh"],
    ),
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
