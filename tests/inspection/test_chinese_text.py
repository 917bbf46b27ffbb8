"""Recognised Chinese becomes what people read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.chinese_text import half_width, readable_chinese, simplified, spoken_only, with_end_mark


@pytest.mark.parametrize(
    ("given_text", "readable"),
    [
        ("您好,這裡是優品商城.", "您好，这里是优品商城。"),
        ("公號8015,很高興為您服務", "公号8015，很高兴为您服务"),
        ("您 好 , 請問?", "您好，请问？"),
        ("退款3.5元", "退款3.5元"),
        ("下載 App Store 版", "下载App Store版"),
        ("1,000元", "1,000元"),
        ("hello, world.", "hello, world."),
    ],
)
def test_text_is_simplified_with_chinese_marks_beside_chinese_only(given_text: str, readable: str) -> None:
    assert readable_chinese(given_text) == readable


def test_spoken_zhe_is_simplified_and_famous_stays_famous() -> None:
    assert simplified("你等著吧") == "你等着吧"
    assert simplified("著名的顯著名著") == "著名的显著名著"


def test_full_width_letters_and_digits_become_half_width() -> None:
    assert half_width("ＡＢＣ１２３％") == "ABC123%"


def test_spoken_only_drops_marks_spaces_and_case() -> None:
    assert spoken_only("您好，Ｐetro Max！") == "您好petromax"


@pytest.mark.parametrize(
    ("bare", "closed"),
    [
        ("请问还有其他问题吗", "请问还有其他问题吗？"),
        ("好的，", "好的。"),
        ("再见。", "再见。"),
        ("真的？", "真的？"),
        ("", ""),
    ],
)
def test_a_sentence_is_closed_once(bare: str, closed: str) -> None:
    assert with_end_mark(bare) == closed


@given(st.text(max_size=60))
def test_simplifying_never_changes_the_length(text: str) -> None:
    assert len(simplified(text)) == len(text)


@given(st.text(max_size=60))
def test_readable_text_keeps_every_character_that_is_not_a_space(text: str) -> None:
    def bare(value: str) -> int:
        return sum(not char.isspace() for char in value)

    assert bare(readable_chinese(text)) == bare(text)


def test_half_a_surrogate_pair_is_left_where_it_stands() -> None:
    assert simplified("電\ud83d話\udc00") == "电\ud83d话\udc00"
