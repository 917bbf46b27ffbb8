"""Fitting how feeling is read: probabilities become honest, the pool finds the better head, doubt has a meaning."""

import numpy as np
import pytest

from inspection.feeling import feeling_of
from inspection.sentiment import Emotion
from models.training.reading.feeling_figures import calibration_error, macro_f1, named
from models.training.reading.feeling_fit import NO_EMOTION, Judged, ambiguity_limit, fit_scale, log_shares

EQUAL = (1 / 3, 1 / 3, 1 / 3)
_CLASS_OF = np.array([0, 0, 0, 1, 2, 2])


def made(count: int = 3000, *, sharpness: float = 3.0, seed: int = 5) -> Judged:
    """Turns whose emotion logits, divided by `sharpness`, are honest; the sentiment head is noise."""
    rng = np.random.default_rng(seed)
    honest = rng.normal(0, 2, (count, 6))
    shares = np.exp(honest) / np.exp(honest).sum(axis=1, keepdims=True)
    felt = np.array([rng.choice(6, p=row) for row in shares])
    return Judged(rng.normal(0, 1, (count, 3)), honest * sharpness, _CLASS_OF[felt], felt)


def test_an_overconfident_head_becomes_honest_and_the_noisy_one_weighs_little() -> None:
    turns = made()
    scale = fit_scale(turns, tuple(np.bincount(turns.wanted) / len(turns)), with_emotions=True)
    assert scale.emotion is not None
    assert scale.emotion.temperature == pytest.approx(3.0, rel=0.15)
    assert scale.weights[1] > 0.8
    classes, _ = log_shares(turns, scale)
    best, said = np.exp(classes).max(axis=1), classes.argmax(axis=1)
    assert calibration_error(best, said == turns.wanted, np.ones(len(turns))) < 0.03


def test_the_same_turns_give_the_same_scale() -> None:
    turns = made(400)
    assert fit_scale(turns, EQUAL, with_emotions=True) == fit_scale(turns, EQUAL, with_emotions=True)


def test_the_fit_reads_as_the_product_does() -> None:
    turns = made(200)
    scale = fit_scale(turns, EQUAL, with_emotions=True)
    classes, emotions = log_shares(turns, scale)
    assert emotions is not None
    for i in range(20):
        reading = feeling_of(turns.sentiment[i].tolist(), turns.emotion[i].tolist(), scale)
        told = (reading.negative, reading.neutral, reading.positive)
        assert told == pytest.approx(np.exp(classes[i]).tolist(), abs=2e-6)
        assert reading.emotions is not None
        assert [reading.emotions.of(e) for e in Emotion] == pytest.approx(np.exp(emotions[i]).tolist(), abs=5e-6)
        number = int(named(np.exp(classes[i : i + 1]), np.exp(emotions[i : i + 1]))[0])
        assert tuple(Emotion)[number] is reading.emotion


def test_a_mix_with_few_complaints_makes_complaints_less_probable() -> None:
    turns = made(600)
    rare, equal = (fit_scale(turns, mix, with_emotions=False) for mix in ((0.02, 0.96, 0.02), EQUAL))
    assert np.exp(log_shares(turns, rare)[0])[:, 0].mean() < np.exp(log_shares(turns, equal)[0])[:, 0].mean()


def test_turns_without_a_labelled_emotion_still_teach_the_sentiment() -> None:
    turns = made(300)
    unknown = Judged(turns.sentiment, turns.emotion, turns.wanted, np.full(300, NO_EMOTION))
    assert fit_scale(unknown.and_(turns), EQUAL, with_emotions=True).emotion is not None
    assert len(unknown.and_(turns)) == 600


def test_turns_count_so_that_the_mix_is_met() -> None:
    turns = made(500)
    counts_as = turns.counts_as((0.2, 0.7, 0.1))
    shares = [counts_as[turns.wanted == c].sum() / counts_as.sum() for c in range(3)]
    assert shares == pytest.approx([0.2, 0.7, 0.1])
    assert counts_as.mean() == pytest.approx(1.0)


def test_above_the_limit_every_label_is_right_as_often_as_promised() -> None:
    classes = np.array([[0.9, 0.05, 0.05], [0.6, 0.3, 0.1], [0.6, 0.3, 0.1], [0.1, 0.8, 0.1], [0.1, 0.2, 0.7]])
    wanted = np.array([0, 1, 0, 1, 2])
    assert ambiguity_limit(classes, wanted, np.ones(5), 0.9) == pytest.approx(0.61)
    assert ambiguity_limit(classes, wanted, np.ones(5), 0.6) == pytest.approx(0.34)
    assert ambiguity_limit(classes[:2], np.array([1, 1]), np.ones(2), 0.9) == pytest.approx(0.91)


def test_figures_count_turns_as_much_as_they_are_told_to() -> None:
    said, wanted = np.array([0, 1, 1]), np.array([0, 0, 1])
    assert macro_f1(said, wanted, np.ones(3), 2) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert macro_f1(said, wanted, np.array([1.0, 0.0, 1.0]), 2) == 1.0
    assert calibration_error(np.array([0.8, 0.8]), np.array([True, False]), np.ones(2)) == pytest.approx(0.3)


def test_emotions_count_so_that_their_shares_within_the_class_are_met() -> None:
    felt = np.array([0, 0, 1, 2, 3, 3, 4, 5, NO_EMOTION])
    turns = Judged(np.zeros((9, 3)), np.zeros((9, 6)), _CLASS_OF[np.maximum(felt, 0)], felt)
    weights = turns.felt_as((0.2, 0.6, 0.2), (0.1, 0.2, 0.7, 1.0, 0.5, 0.5))
    met = np.bincount(felt[:8], weights=weights[:8]) / weights[:8].sum()
    assert met == pytest.approx([0.02, 0.04, 0.14, 0.6, 0.1, 0.1])
    assert weights[8] == 0.0
    assert weights[:8].mean() == pytest.approx(1.0)


def test_few_angry_customers_make_anger_less_probable_but_displeasure_as_probable() -> None:
    turns = made(1500)
    shares = []
    for shades in ((0.02, 0.18, 0.8, 1.0, 0.5, 0.5), (1 / 3, 1 / 3, 1 / 3, 1.0, 0.5, 0.5)):
        _, emotions = log_shares(turns, fit_scale(turns, EQUAL, with_emotions=True, shades=shades))
        assert emotions is not None
        shares.append(np.exp(emotions))
    rare, even = shares
    assert rare[:, 0].mean() < 0.6 * even[:, 0].mean()
    assert rare[:, :3].sum(axis=1).mean() == pytest.approx(even[:, :3].sum(axis=1).mean(), abs=0.02)
