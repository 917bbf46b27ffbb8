"""Levels do not depend on how the sound arrives, and say how loud it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from inspection.hearing import HEARING_RATE_HZ
from pipelines.level_meter import LevelMeter


def measured(sound: NDArray[np.float32], cuts: list[int]) -> NDArray[np.uint8]:
    meter = LevelMeter()
    pieces = np.split(sound, sorted(cuts), axis=1)
    assert sum(piece.shape[1] for piece in meter.passing(iter(pieces))) == sound.shape[1]
    return meter.read().values


@given(cuts=st.lists(st.integers(0, 8000), max_size=5))
@settings(deadline=None, max_examples=40)
def test_levels_are_the_same_however_the_sound_is_cut(cuts: list[int]) -> None:
    sound = np.random.default_rng(7).normal(0, 0.1, (2, 8000)).astype(np.float32)
    assert np.array_equal(measured(sound, cuts), measured(sound, []))


@pytest.mark.parametrize(("amplitude", "level"), [(1.0, 255), (0.0, 0), (0.1, 170), (0.0001, 0)])
def test_full_scale_is_255_and_sixty_decibels_less_is_nothing(amplitude: float, level: int) -> None:
    sound = np.full((1, HEARING_RATE_HZ), amplitude, np.float32)
    assert measured(sound, []).tolist() == [[level] * 10]


def test_a_last_piece_shorter_than_a_tenth_counts_as_one() -> None:
    assert measured(np.ones((1, 1700), np.float32), []).tolist() == [[255, 255]]
    assert measured(np.ones((1, 0), np.float32), []).shape == (1, 0)
