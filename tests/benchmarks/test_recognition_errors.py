"""Errors of recognition per call: what is compared with what, and the intervals of the rates."""

import pytest

from benchmarks.recognition_errors import difference_interval, errors_of, rate, rate_interval
from inspection.recognition_error import ErrorCount


@pytest.mark.parametrize(
    ("said", "heard", "language"),
    [
        ("工号八零一五。", "工号8015", "zh"),
        ("每月三百五十元", "每月350元", "zh"),
        ("请问，有什么可以帮您？", "請問有什麼可以幫您", "zh"),
        ("Order eight oh one five, please!", "order 8015 please", "en"),
        ("Number twelve", "number 12", "en"),
    ],
)
def test_numbers_marks_case_and_script_are_no_errors(said: str, heard: str, language: str) -> None:
    assert errors_of([said], [heard], language).errors == 0


def test_channels_are_matched_to_speakers_by_what_fits() -> None:
    assert errors_of(["您好", "我要退货"], ["我要退火", "您好"], "zh") == ErrorCount(1, 6)


def test_a_mono_recording_is_compared_as_a_whole() -> None:
    assert errors_of(["您好", "再见"], ["您好再见"], "zh") == ErrorCount(0, 4)


def test_a_number_inside_a_word_stays_a_word() -> None:
    assert errors_of(["someone often"], ["some1 of10"], "en").errors > 0


def test_the_same_errors_differ_by_nothing() -> None:
    calls = [ErrorCount(1, 10), ErrorCount(4, 20), ErrorCount(0, 5)]
    assert difference_interval(calls, calls) == (0.0, 0.0)
    assert rate(calls) == pytest.approx(5 / 35)


def test_an_interval_lies_around_the_rate_and_the_difference() -> None:
    worse = [ErrorCount(3, 20)] * 10 + [ErrorCount(2, 20)] * 10
    better = [ErrorCount(1, 20)] * 20
    low, high = difference_interval(worse, better)
    assert 0 < low < 1.5 / 20 < high
    assert rate_interval(worse)[0] < rate(worse) < rate_interval(worse)[1]
