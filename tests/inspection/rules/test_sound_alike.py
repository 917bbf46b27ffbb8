"""Which syllables count as the same on a telephone line."""

import pytest

from inspection.rules.sound_alike import fold_sound, syllable


@pytest.mark.parametrize(
    ("left", "right"), [("录", "路"), ("张", "脏"), ("男", "兰"), ("英", "因"), ("身", "生"), ("四", "是")]
)
def test_these_sound_alike(left: str, right: str) -> None:
    assert syllable(left) == syllable(right)


@pytest.mark.parametrize(("left", "right"), [("保", "容"), ("收", "付"), ("买", "没"), ("不", "可")])
def test_these_do_not(left: str, right: str) -> None:
    assert syllable(left) != syllable(right)


def test_letters_digits_and_marks_stand_for_themselves() -> None:
    assert fold_sound("abc 12,。") == "abc 12,。"


def test_a_character_is_read_as_in_its_word() -> None:
    assert fold_sound("银航") == fold_sound("银行")
    assert fold_sound("环款") == fold_sound("还款")
    assert fold_sound("行") != fold_sound("航")
    assert len(fold_sound("我在银行办卡abc")) == len("我在银行办卡abc")


def test_yin_hang_is_heard_as_a_bank_and_costs_nothing() -> None:
    from tests.inspection.rules.asking import YES, ask

    outcome = ask("c: {any: [某某银行]}", "A: 某某银航", recognised=True)
    assert outcome.truth is YES
    assert outcome.hits[0].by_sound
