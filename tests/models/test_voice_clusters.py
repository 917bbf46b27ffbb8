"""How many voices there are, on made points around known centres."""

import numpy as np
import pytest
from numpy.typing import NDArray

from models.speaker_embedding import Floats
from models.voice_clusters import MOST_VOICES, voice_centres

FEATURES = 64


def around(*counts: int, spread: float = 0.12, seed: int = 1) -> tuple[Floats, NDArray[np.int64]]:
    """Unit points, `counts[k]` of them around the k-th of some random centres, and whose they are."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(len(counts), FEATURES))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    labels = np.repeat(np.arange(len(counts)), counts)
    points = centres[labels] + rng.normal(0, spread, (len(labels), FEATURES))
    return np.asarray(points / np.linalg.norm(points, axis=1, keepdims=True), np.float32), labels


@pytest.mark.parametrize("counts", [(40, 40), (90, 8), (40, 30, 30), (30, 30, 30, 30)])
def test_as_many_voices_are_found_as_there_are(counts: tuple[int, ...]) -> None:
    points, labels = around(*counts)
    centres = voice_centres(points)
    assert centres is not None
    assert len(centres) == len(counts)
    found = np.argmax(points @ centres.T, axis=1)
    assert len({(int(a), int(b)) for a, b in zip(labels, found, strict=True)}) == len(counts)


@pytest.mark.parametrize("count", [3, 12, 200])
def test_one_voice_is_not_divided_however_long_it_speaks(count: int) -> None:
    points, _ = around(count)
    assert voice_centres(points) is None


def test_windows_of_two_people_at_once_do_not_spoil_the_centres() -> None:
    points, labels = around(40, 40)
    mixed = (points[:15] + points[40:55]) / 2
    centres = voice_centres(np.concatenate([points, mixed / np.linalg.norm(mixed, axis=1, keepdims=True)]))
    assert centres is not None
    assert len(centres) == 2
    sides = np.argmax(points @ centres.T, axis=1)
    assert len({(int(a), int(b)) for a, b in zip(labels, sides, strict=True)}) == 2


def test_there_are_never_more_voices_than_can_be_told_apart() -> None:
    points, _ = around(*[30] * 7)
    centres = voice_centres(points)
    assert centres is not None
    assert len(centres) <= MOST_VOICES


def test_a_night_long_recording_is_thinned_before_it_is_clustered() -> None:
    points, _ = around(5000, 4000)
    centres = voice_centres(points)
    assert centres is not None
    assert len(centres) == 2
