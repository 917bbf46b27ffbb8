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
