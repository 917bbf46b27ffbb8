"""Identity numbers; the numbers are invented, some with a right check digit."""

from collections.abc import Callable

import pytest

from inspection.interaction import Role
from inspection.privacy import PrivateTurn, redact_conversation
from inspection.privacy.id_card import checksum_is_valid

FOUND = [
    ("身份证号11010119900307109X", ["11010119900307109X"]),
    ("11010519491231002X", ["11010519491231002X"]),
    ("身份证是110105194912310021", ["110105194912310021"]),
    ("我的身份证 110105 19491231 002x", ["110105 19491231 002x"]),
    (
        "身份证幺幺零幺零五一九四九幺二三一零零二叉",
        ["幺幺零幺零五一九四九幺二三一零零二叉"],
    ),
    (
        "身份证号码是一一零一零五一九四九一二三一零零二一",
        ["一一零一零五一九四九一二三一零零二一"],
    ),
    ("证件号 110105491231002", ["110105491231002"]),
    ("坐:报一下身份证号|客:110105194912310029", ["110105194912310029"]),
    (
        "坐:麻烦报一下身份证|客:幺幺零幺零五|坐:嗯|客:一九四九幺二三一|坐:嗯嗯|客:零零二幺",
        ["幺幺零幺零五", "一九四九幺二三一", "零零二幺"],
    ),
    (
        "身份证一一零一零五一九四九一二三一零零二一少一位",
        ["一一零一零五一九四九一二三一零零二一"],
    ),
    ("my social security number is 123-45-6789", ["123-45-6789"]),
    ("护照号E12345678", ["E12345678"]),
    ("my passport is E12345678", ["E12345678"]),
    (
        "ssn one two three four five six seven eight nine",
        ["one two three four five six seven eight nine"],
    ),
    ("客:身份证多念了个零零幺幺零幺零五一九四九幺二三幺零零二叉", ["幺幺零幺零五一九四九幺二三幺零零二叉"]),
    ("客:my id ends with an x it's 11010519491231002X", ["11010519491231002X"]),
    ("客:身份证11010519491231|客:002X", ["11010519491231", "002X"]),
    ("客:driver's license D123-4567-8901", ["D123-4567-8901"]),
    ("客:my social is one two three four five six seven eight nine", ["one two three four five six seven eight nine"]),
    ("客:老证三三零一零六八五零三一二四五一十五位的", ["三三零一零六八五零三一二四五一"]),
]
CLEAN = [
    "身份证后六位123456",
    "身份证后四位002X",
    "身份证还没带",
    "需要身份证吗",
    "last four of my social are 6789",
    "身份证有18位",
    "1101**********002X",
    "身份证尾号0021",
    "身份证有效期2026年9月1日",
    "请上传身份证正反面",
    "出生日期1990-03-07",
    "my ssn ends in 6789",
    "客:身份证号码十八位里面最后是X",
    "客:证件照要两寸的",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_an_identity_number_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("id_card", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_last_digits_and_talk_about_the_card_stay(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []


@pytest.mark.parametrize(
    ("number", "valid"),
    [("11010519491231002X", True), ("110105194912310021", False), ("1101", False)],
)
def test_the_check_digit_follows_the_standard(number: str, valid: bool) -> None:
    assert checksum_is_valid(number) is valid


def test_a_number_offered_as_an_id_with_a_wrong_checksum_says_so() -> None:
    (turn,) = redact_conversation([PrivateTurn("身份证110105194912310021", Role.CUSTOMER)])
    assert turn.masked == "身份证<身份证号>"
    assert turn.spans[0].checksum_valid is False
    assert turn.entities[0].checksum_valid is False
    assert "checksum wrong" in turn.spans[0].reason
