"""The correction that is fitted: how fast it learns, how little few labels do, and that it is always the same."""

import numpy as np
import pytest

from models.reading.head_fit import LabelledTurns, fit_correction

CLASSES = 3


def turns(count: int, *, seed: int = 0, right: int | None = None, gain: float = 1.0) -> LabelledTurns:
    """Turns the shipped head calls class 1; labelled `right`, or at random."""
    random = np.random.default_rng(seed)
    offsets = np.log(np.tile([0.1, 0.8, 0.1], (count, 1)))
    labels = random.integers(CLASSES, size=count) if right is None else np.full(count, right)
    return LabelledTurns(random.normal(size=(count, 20)), offsets, np.full(count, gain), labels)


def shares(given: LabelledTurns, features: np.ndarray, **fit: float) -> np.ndarray:
    weights, biases = fit_correction(given, **fit)
    scores = given.offsets[:1] + given.gains[:1, None] * (features @ weights + biases)
    exact = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exact / exact.sum(axis=1, keepdims=True)


def test_ten_labels_change_next_to_nothing() -> None:
    others = np.random.default_rng(9).normal(size=(500, 20))
    changed = np.abs(shares(turns(10), others) - [0.1, 0.8, 0.1]).mean()
    assert changed < 0.05


def test_hundreds_of_the_same_label_are_believed() -> None:
    same = turns(1, seed=5).features
    given = turns(300, right=0)
    features = np.where(np.arange(300)[:, None] % 2, same, given.features)
    taught = LabelledTurns(features, given.offsets, given.gains, np.where(np.arange(300) % 2, 0, 1))
    assert shares(taught, same)[0].argmax() == 0
    assert shares(taught, given.features[::2]).argmax(axis=1).mean() == pytest.approx(1.0, abs=0.1)


def test_the_stronger_the_prior_the_smaller_the_correction() -> None:
    sizes = [np.abs(fit_correction(turns(80), prior)[0]).sum() for prior in (1.0, 10.0, 100.0, 1e6)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 1e-2


def test_labels_that_say_what_is_said_already_change_no_class() -> None:
    given = turns(200, right=1)
    assert shares(given, given.features).argmax(axis=1).tolist() == [1] * 200


def test_a_head_whose_corrections_arrive_weakened_is_corrected_the_more() -> None:
    """What comes out is the same: the prior speaks of readings, not of logits."""
    features = turns(50, seed=3).features
    full, weak = turns(200), turns(200, gain=0.3)
    assert shares(weak, features) == pytest.approx(shares(full, features), abs=1e-3)
    assert np.allclose(fit_correction(weak)[0] * 0.3, fit_correction(full)[0], atol=1e-3)


def test_moved_and_stretched_features_give_the_same_readings() -> None:
    given, features = turns(150), turns(40, seed=7).features
    moved = LabelledTurns(given.features * 7 + 100, given.offsets, given.gains, given.right)
    assert shares(moved, features * 7 + 100) == pytest.approx(shares(given, features), abs=1e-3)


def test_the_same_turns_give_the_same_numbers() -> None:
    first, again = fit_correction(turns(120)), fit_correction(turns(120))
    assert (first[0] == again[0]).all()
    assert (first[1] == again[1]).all()


def test_turns_that_are_all_alike_give_finite_numbers() -> None:
    given = turns(30)
    alike = LabelledTurns(np.ones((30, 20)), given.offsets, given.gains, given.right)
    weights, biases = fit_correction(alike)
    assert np.isfinite(weights).all()
    assert np.isfinite(biases).all()
