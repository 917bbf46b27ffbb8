"""Nearness to a phrase, relative to a frozen cohort; the same bit for bit however much is compared at once."""

import numpy as np
import pytest

from inspection.meaning_candidates import (
    Candidate,
    Cohort,
    best_apart,
    nearness,
    script_of,
    sought,
    window_vector,
)
from inspection.meaning_windows import Window

RANDOM = np.random.default_rng(7)
WIDTH = 384


def vectors(count: int) -> np.ndarray:
    return (RANDOM.normal(size=(count, WIDTH)) + 3.0).astype(np.float32)


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    mean = np.full(WIDTH, 3.0, np.float32)
    alone = Cohort({"zh": mean, "en": mean}, {})
    turns = {script: np.stack([alone.direction(v, script) for v in vectors(60)]) for script in ("zh", "en")}
    return Cohort(alone.means, turns)


def test_a_phrase_is_nearest_to_itself(cohort: Cohort) -> None:
    own, other = vectors(2)
    one = sought("保证收益", own, cohort)
    directions = np.stack([cohort.direction(own, "zh"), cohort.direction(other, "zh")])
    (cosine, z), (far, far_z) = nearness(one, directions, ["zh", "zh"])
    assert cosine == 1.0
    assert z > 10 > abs(far_z)
    assert abs(far) < 0.3


def test_nearness_does_not_depend_on_what_else_is_compared(cohort: Cohort) -> None:
    one = sought("保证收益", vectors(1)[0], cohort)
    directions = np.stack([cohort.direction(v, "zh") for v in vectors(37)])
    together = nearness(one, directions, ["zh"] * 37)
    assert together == [nearness(one, directions[at : at + 1], ["zh"])[0] for at in range(37)]
    assert together[::-1] == nearness(one, directions[::-1].copy(), ["zh"] * 37)


def test_a_direction_does_not_depend_on_length(cohort: Cohort) -> None:
    assert np.linalg.norm(cohort.direction(vectors(1)[0], "en")) == pytest.approx(1.0, abs=1e-6)
    assert not cohort.direction(cohort.means["zh"], "zh").any()


def test_a_window_is_the_mean_of_its_parts_by_pieces() -> None:
    mixed = window_vector(Window(0, 1), [np.zeros(2, np.float32), np.array([4, 8], np.float32)], [3, 1])
    assert mixed.tolist() == [1.0, 2.0]


def test_the_nearest_windows_that_do_not_overlap_are_kept() -> None:
    given = [
        Candidate(Window(0, 0), 0.5, 4.0),
        Candidate(Window(0, 1), 0.6, 4.0),
        Candidate(Window(2, 2), 0.4, 3.0),
        Candidate(Window(4, 4), 0.2, 1.0),
    ]
    assert [c.window for c in best_apart(given, 3, 1.5)] == [Window(0, 0), Window(2, 2)]
    assert [c.window for c in best_apart(given, 1, 1.5)] == [Window(0, 0)]
    assert best_apart(given[::-1], 3, 1.5) == best_apart(given, 3, 1.5)
    assert best_apart(given, 3, 9.0) == []


def test_the_script_is_chinese_as_soon_as_one_character_is() -> None:
    assert script_of("VIP 会员") == "zh"
    assert script_of("member") == "en"
