"""A long recording's samples are the same from a file as from memory."""

import numpy as np
import pytest

from pipelines import long_sound
from pipelines.decoding import decode, decode_legs
from pipelines.long_sound import LongSound
from tests.pipelines.made_recordings import tone, wav16


def test_samples_come_back_in_order_from_memory_and_from_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = [np.random.default_rng(n).uniform(-1, 1, (2, 500 + n)).astype(np.float32) for n in range(9)]
    whole = np.concatenate(chunks, axis=1)
    for limit, is_file in ((10**6, False), (1500, True), (10, True)):
        monkeypatch.setattr(long_sound, "IN_MEMORY_SAMPLES", limit)
        sound = LongSound()
        for chunk in chunks:
            sound.add(chunk)
        taken = sound.taken(2)
        assert isinstance(taken, np.memmap) is is_file
        assert np.array_equal(taken, whole)
        assert sound.taken(2).shape == (2, 0)


def test_what_is_out_of_range_or_no_number_is_brought_into_range() -> None:
    sound = LongSound()
    sound.add(np.array([[2.0, -3.0, np.nan, np.inf, -np.inf, 0.5]], np.float32))
    assert sound.taken(1).tolist() == [[1.0, -1.0, 0.0, 1.0, -1.0, 0.5]]


def test_a_recording_is_decoded_the_same_however_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = wav16(np.stack([tone(3.0, 8000, 440), tone(3.0, 8000, 900)]))
    short = decode(recording)
    monkeypatch.setattr(long_sound, "IN_MEMORY_SAMPLES", 4000)
    long = decode(recording)
    assert isinstance(long.signal, np.memmap)
    assert np.array_equal(short.signal, long.signal)
    assert short.facts == long.facts
    same = wav16(np.stack([tone(3.0), tone(3.0)]))
    assert decode(same).signal.shape == (1, 48_000)


def test_long_one_sided_legs_wait_in_a_file_and_sound_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    legs = [wav16(tone(2.0)), wav16(tone(3.0, pitch_hz=700.0))]
    short = decode_legs(legs)
    monkeypatch.setattr(long_sound, "IN_MEMORY_SAMPLES", 4000)
    long = decode_legs(legs)
    assert isinstance(long.signal, np.memmap)
    assert not isinstance(short.signal, np.memmap)
    assert np.array_equal(short.signal, long.signal)
    assert short.facts == long.facts
