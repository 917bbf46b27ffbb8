"""The diarization error rate on figures that can be counted by hand."""

import pytest

from benchmarks.diarization_error import SpeakerErrors, speaker_errors
from inspection.timeline import Interval

TRUTH = {"a": [Interval(0, 10)], "b": [Interval(10, 20)]}


def test_names_do_not_matter_only_who_spoke_when() -> None:
    found = {"1": [Interval(10, 20)], "0": [Interval(0, 10)]}
    assert speaker_errors(TRUTH, found).shares()["der"] == 0.0


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"0": [Interval(0, 10)], "1": [Interval(10, 18)]}, SpeakerErrors(20, missed_s=2)),
        ({"0": [Interval(0, 14)], "1": [Interval(14, 20)]}, SpeakerErrors(20, confused_s=4)),
        ({"0": [Interval(0, 10)], "1": [Interval(8, 20)]}, SpeakerErrors(20, false_alarm_s=2)),
        ({}, SpeakerErrors(20, missed_s=20)),
    ],
)
def test_missed_invented_and_confused_time_is_told_apart(
    found: dict[str, list[Interval]], expected: SpeakerErrors
) -> None:
    errors = speaker_errors(TRUTH, found, collar_s=0.0)
    assert errors.reference_s == pytest.approx(expected.reference_s, abs=0.02)
    for name in ("missed_s", "false_alarm_s", "confused_s"):
        assert getattr(errors, name) == pytest.approx(getattr(expected, name), abs=0.02)


def test_borders_within_the_collar_cost_nothing() -> None:
    found = {"0": [Interval(0, 10.2)], "1": [Interval(10.2, 20)]}
    assert speaker_errors(TRUTH, found).confused_s == 0.0
    assert speaker_errors(TRUTH, found, collar_s=0.0).confused_s == pytest.approx(0.2, abs=0.011)


def test_one_voice_for_two_people_is_confusion_of_the_smaller_share() -> None:
    assert speaker_errors(TRUTH, {"0": [Interval(0, 20)]}, collar_s=0.0).confused_s == pytest.approx(10, abs=0.02)
