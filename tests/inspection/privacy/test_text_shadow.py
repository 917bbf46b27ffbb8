"""The shadow keeps every position."""

from hypothesis import given
from hypothesis import strategies as st

from inspection.privacy.placeholders import ZH
from inspection.privacy.text_shadow import OPAQUE, shadow


def test_full_width_and_traditional_become_plain() -> None:
    assert shadow("１２３＠電話號碼") == "123@电话号码"


def test_placeholders_are_opaque_and_other_brackets_are_not() -> None:
    assert shadow("是<手机号>吧") == "是" + OPAQUE * 5 + "吧"
    assert shadow("<b>粗</b>") == "<b>粗</b>"


@given(st.text(max_size=60), st.sampled_from(list(ZH.values())))
def test_the_length_never_changes(text: str, mark: str) -> None:
    assert len(shadow(text + mark + text)) == len(text + mark + text)
