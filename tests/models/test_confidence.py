"""Calibrated confidence: how the chances are made, and how being right is counted when they are fitted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.hearing import Utterance
from inspection.interaction import Word
from models.recognition.confidence import HIGHEST, LOWEST, Calibration, calibration_of, with_chances
from models.training.recognition_confidence import fitted, marks, reliability, right_characters

PLAIN = Calibration(0.0, 1.0, 0.0)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-3, 3), st.floats(0, 3), st.floats(0, 3))
def test_a_chance_is_a_share_and_never_falls_when_the_model_is_surer(
    word: float, utterance: float, intercept: float, of_word: float, of_utterance: float
) -> None:
    calibration = Calibration(intercept, of_word, of_utterance)
    chance = calibration.chance(word, utterance)
    assert LOWEST <= chance <= HIGHEST
    assert calibration.chance(min(1.0, word + 0.1), utterance) >= chance
    assert calibration.chance(word, min(1.0, utterance + 0.1)) >= chance


def test_plain_weights_leave_the_probability_of_the_model() -> None:
    assert PLAIN.chance(0.7, 0.1) == pytest.approx(0.7)


def test_an_utterance_gets_the_expected_share_of_right_characters() -> None:
    words = (Word("您好，", 0.0, 0.5, 0.9), Word("请", 0.5, 0.7, 0.3))
    heard = with_chances(Utterance(start_s=0, end_s=1, text="您好，请", confidence=0.5, words=words), PLAIN)
    assert [w.confidence for w in heard.words] == pytest.approx([0.9, 0.3])
    assert heard.confidence == pytest.approx((0.9 * 2 + 0.3) / 3)
    assert (heard.text, heard.words[0].start_s) == ("您好，请", 0.0)


def test_a_model_nobody_measured_has_no_calibration() -> None:
    assert calibration_of("0" * 64) is None


def test_the_embedded_model_is_calibrated() -> None:
    calibration = calibration_of("905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57")
    assert calibration is not None
    assert calibration.chance(0.95, 0.9) > 0.8 > 0.5 > calibration.chance(0.1, 0.4)


@pytest.mark.parametrize(
    ("truth", "heard", "right"),
    [("您好请问", "您号请问", "1011"), ("您好请问", "您请问", "111"), ("您好", "您您好", "011"), ("", "您", "0")],
)
def test_characters_are_right_where_they_stand_in_the_truth(truth: str, heard: str, right: str) -> None:
    assert "".join(str(int(r)) for r in right_characters(truth, heard)) == right


def test_speakers_are_matched_to_channels_by_what_fits_and_digits_are_no_error() -> None:
    channels = [[("好的", 0.9, 0.9)], [("工号", 0.9, 0.8), ("8015", 0.4, 0.8)]]
    assert marks(channels, {"agent": "工号八零一五", "customer": "好的"}) == [
        (0.9, 0.9, True),
        (0.9, 0.8, True),
        (0.4, 0.8, True),
    ]


def test_a_fit_finds_the_chances_that_made_the_errors() -> None:
    rng = np.random.default_rng(5)
    true = Calibration(0.5, 0.6, 0.9)
    shown = rng.uniform(0.05, 0.99, (6000, 2))
    rows = [(p, u, bool(rng.random() < true.chance(p, u))) for p, u in shown]
    found = fitted(rows)
    assert (found.intercept, found.of_word, found.of_utterance) == pytest.approx((0.5, 0.6, 0.9), abs=0.12)
    assert float("".join(reliability(rows, found)).split("error ")[1].split(";")[0]) < 0.03
