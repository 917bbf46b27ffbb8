"""Every difference found is one that stands in the texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.meaning_comparison import KINDS, Difference, compared
from inspection.rules.normal_text import fold


@pytest.mark.parametrize(
    ("required", "said", "difference"),
    [
        ("保证收益", "不保证收益", Difference("denied", "", "不保证收益")),
        ("3天内答复您", "5天内答复您", Difference("figure", "3天", "5天", "time")),
        ("24小时内答复您", "会答复您", Difference("unmentioned", "24小时")),
        ("这款可以退货", "这款可以退货吗", Difference("asked")),
        ("请问还有什么可以帮您", "我可以帮您", Difference("told")),
        ("我们给您打电话", "您给我们打电话", Difference("actor", "我们", "您")),
        ("一定给您解决", "尽量给您解决", Difference("certainty", "一定", "尽量")),
    ],
)
def test_the_difference_is_named(required: str, said: str, difference: Difference) -> None:
    assert difference in compared(required, said).differences


def test_shared_words_count_characters_of_chinese_and_words_of_english() -> None:
    assert compared("保证收益", "不保证收益").shared == 1.0
    assert compared("We call you", "they call me").shared == pytest.approx(1 / 3)
    assert compared("您好", "再见").shared == 0.0
    assert compared("", "").shared == 0.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_is_named_that_is_not_there(required: str, said: str) -> None:
    comparison = compared(required, said)
    for difference in comparison.differences:
        assert difference.kind in KINDS
        assert difference.required in fold(required)
        assert difference.said in fold(said)
    assert compared(required, required).differences == ()


def test_its_very_words_are_literal_only_where_nothing_differs() -> None:
    assert compared("本次通话会被录音", "另外，本次通话会被录音。").is_literal
    assert compared("We will call you", "okay we will call you back").is_literal
    assert not compared("保证收益", "不保证收益").is_literal
    assert not compared("可以退货", "可以退货吗").is_literal
    assert not compared("保证收益", "谁说保证收益").is_literal
    assert not compared("本次通话会被录音", "本次的通话会被录音").is_literal
    assert not compared("", "您好").is_literal
