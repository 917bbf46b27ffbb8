"""Figures that differ are named; the same figure in other words, and what one side leaves out, do not differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.meaning_figures import differing, quantities_in, unmentioned
from inspection.rules.normal_text import fold


def differs(required: str, said: str) -> tuple[tuple[str, str, str], ...]:
    return differing(fold(required), fold(said))


@pytest.mark.parametrize(
    ("required", "said"),
    [
        ("24小时内答复", "一天之内答复您"),
        ("七天内可以退", "一周之内能退"),
        ("退您200元", "给您退二百块钱"),
        ("百分之五十", "一半"),
        ("3-5天到账", "4天到账"),
        ("两三天", "3天"),
        ("12个月", "一年"),
        ("within 3 business days", "in three working days"),
        ("ninety minutes", "an hour and a half"),
        ("打三次", "打三遍"),
        ("我们会尽快答复", "3天内答复"),
        ("3天内答复", "我们会尽快答复"),
        ("第一次联系", "第二次联系"),
        ("您说两句", "一下子就好"),
    ],
)
def test_the_same_figure_in_other_words_does_not_differ(required: str, said: str) -> None:
    assert differs(required, said) == ()
    assert differs(said, required) == ()


@pytest.mark.parametrize(
    ("required", "said", "told"),
    [
        ("3天内答复您", "5天内答复您", ("time", "3天", "5天")),
        ("24小时内", "两天内", ("time", "24小时", "两天")),
        ("退您200元", "退您二十元", ("money", "200元", "二十元")),
        ("收百分之五", "收百分之十五", ("percent", "百分之五", "百分之十五")),
        ("明天送到", "后天送到", ("day", "明天", "后天")),
        ("下午三点前", "下午五点前", ("clock", "下午三点前", "下午五点前")),
        ("refund in 3 days", "refund in 13 days", ("time", "3 days", "13 days")),
        ("尾号1234", "尾号1243", ("number", "1234", "1243")),
        ("退50元，3天内到", "3天内到，退100元", ("money", "50元", "100元")),
    ],
)
def test_another_figure_is_named_with_both_words(required: str, said: str, told: tuple[str, str, str]) -> None:
    assert differs(required, said) == (told,)


def test_the_figure_that_took_the_place_is_named() -> None:
    assert differs("3天内退款，7天内到账", "3天内退款，9天内到账") == (("time", "7天", "9天"),)


def test_what_is_left_out_is_told_apart_from_what_differs() -> None:
    assert unmentioned(fold("我们会在24小时内答复您"), fold("我们会答复您")) == ("24小时",)
    assert unmentioned(fold("我们会答复您"), fold("3天内答复")) == ()


@given(st.text(max_size=60))
def test_a_text_never_differs_from_itself(text: str) -> None:
    folded = fold(text)
    assert differing(folded, folded) == ()
    assert unmentioned(folded, folded) == ()
    for quantity in quantities_in(folded):
        assert 0 <= quantity.start < quantity.end <= len(folded)
        assert quantity.low <= quantity.high
