"""Identity numbers read out with the birth date as a date, and dates beside other numbers."""

from collections.abc import Callable

import pytest

from inspection.privacy import PrivateTurn, redact_conversation
from inspection.privacy.id_card import checksum_is_valid

Found = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("case", "values"),
    [
        ("坐:我核对 四二零一零六 两千年 零二月 十九 四零二七 是吗", ["四二零一零六 两千年 零二月 十九 四零二七"]),
        ("坐:核对 一一零一零一 一九八五年 三月 零七 二零二叉 对吗", ["一一零一零一 一九八五年 三月 零七 二零二叉"]),
        ("客:三七零一零二 八五年十月二十号 一一二四", ["三七零一零二 八五年十月二十号 一一二四"]),
        ("客:一一零一零一 两千零三年 十二月 三十一日 零零一八", ["一一零一零一 两千零三年 十二月 三十一日 零零一八"]),
        (
            "客:身份证三七零一零二|坐:嗯|客:一九八五年十月二十|坐:哦|客:一一二四",
            ["三七零一零二", "一九八五年十月二十", "一一二四"],
        ),
        ("客:三七零一零二|坐:嗯|客:两千年零二月十九 四零二七", ["三七零一零二", "两千年零二月十九 四零二七"]),
        ("客:活动时间三零二二|坐:嗯|客:二零二四年十月二十|坐:哦|客:一一二四", []),
        ("客:活动从两千年零二月十九到二零零一年", []),
        ("客:我二零二四年三月十九号买的", []),
        ("客:九九零一零六 两千年 零二月 十九 四零二七块", []),
    ],
)
def test_an_id_with_a_spoken_birth_date_is_one_number(
    case: str, values: list[str], found: Callable[..., Found]
) -> None:
    assert found(case) == [("id_card", value) for value in values]


def test_the_checksum_is_that_of_the_number_in_digits() -> None:
    said = "一一零一零一 一九九零年 零三月 零七 幺零三叉"
    (span,) = redact_conversation([PrivateTurn(said)])[0].spans
    assert (span.value, span.checksum_valid) == ("11010119900307103X", checksum_is_valid("11010119900307103X"))
