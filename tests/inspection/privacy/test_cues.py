"""What the words around a number say it is."""

import pytest

from inspection.privacy.cue_words import Cue
from inspection.privacy.cues import cue_after, cue_before, cues_asked


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("我的手机号是", Cue.PHONE),
        ("身份证号码是", Cue.ID_CARD),
        ("手机收到的验证码是", Cue.PASSWORD_OR_CODE),
        ("客服电话", Cue.HOTLINE),
        ("银行卡后四位", Cue.LAST_DIGITS),
        ("商品编号", Cue.PRODUCT),
        ("my order number is ", Cue.ORDER_NO),
        ("card ending in ", Cue.LAST_DIGITS),
    ],
)
def test_the_nearest_cue_wins(text: str, cue: Cue) -> None:
    found = cue_before(text)
    assert found is not None
    assert found.cue is cue
    assert found.is_direct


def test_a_cue_in_another_sentence_is_not_near() -> None:
    found = cue_before("手机号换了。我想问一下")
    assert found is not None
    assert not found.is_near


def test_a_cue_behind_must_follow_at_once() -> None:
    assert cue_after("是验证码") is Cue.PASSWORD_OR_CODE
    assert cue_after("我收到好几条短信都没有看到什么验证码") is None


def test_only_a_question_asks() -> None:
    assert cues_asked("请报一下手机号") == {Cue.PHONE}
    assert cues_asked("手机号") == frozenset()
    assert cues_asked("and your mobile") == {Cue.PHONE}
    assert cues_asked("my mobile is broken") == frozenset()
