"""Errors of recognition: what counts, and what is no error of hearing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.recognition_errors import CallErrors, counted, difference_interval, edits, errors_of, rate


@pytest.mark.parametrize(
    ("said", "heard", "language"),
    [
        ("工号八零一五。", "工号8015", "zh"),
        ("每月三百五十元", "每月350元", "zh"),
        ("请问，有什么可以帮您？", "請問有什麼可以幫您", "zh"),
        ("Order eight oh one five, please!", "order 8015 please", "en"),
        ("I'm here", "im here", "en"),
    ],
)
def test_numbers_marks_case_and_script_are_no_errors(said: str, heard: str, language: str) -> None:
    assert counted(said, language) == counted(heard, language)


def test_words_that_only_look_like_numbers_stay_words() -> None:
    assert counted("千万别", "zh") == ["千", "万", "别"]


@pytest.mark.parametrize(
    ("truth", "heard", "count"), [("", "", 0), ("abc", "", 3), ("", "ab", 2), ("kitten", "sitting", 3)]
)
def test_edits_are_the_fewest(truth: str, heard: str, count: int) -> None:
    assert edits(list(truth), list(heard)) == count


@given(st.text("ab", max_size=8), st.text("ab", max_size=8), st.text("ab", max_size=8))
def test_edits_are_a_distance(a: str, b: str, c: str) -> None:
    assert edits(a, b) == edits(b, a)
    assert (edits(a, b) == 0) == (a == b)
    assert edits(a, c) <= edits(a, b) + edits(b, c)


def test_channels_are_matched_to_speakers_by_what_fits() -> None:
    assert errors_of(["您好", "我要退货"], ["我要退火", "您好"], "zh") == CallErrors(1, 6)


def test_a_mono_recording_is_compared_as_a_whole() -> None:
    assert errors_of(["您好", "再见"], ["您好再见"], "zh") == CallErrors(0, 4)


def test_the_same_errors_differ_by_nothing() -> None:
    calls = [CallErrors(1, 10), CallErrors(4, 20), CallErrors(0, 5)]
    assert difference_interval(calls, calls) == (0.0, 0.0)
    assert rate(calls) == pytest.approx(5 / 35)


def test_an_interval_lies_around_the_difference() -> None:
    worse = [CallErrors(3, 20)] * 10 + [CallErrors(2, 20)] * 10
    better = [CallErrors(1, 20)] * 20
    low, high = difference_interval(worse, better)
    assert 0 < low < 1.5 / 20 < high
